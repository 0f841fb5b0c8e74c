// A query as a command or a program that sends it here.
const address = () => `${location.origin}/sparql`;

function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function fence(text) {
  let dashes = "-";
  while (text.includes(`)${dashes}"`)) {
    dashes += "-";
  }
  return `r"${dashes}(${text})${dashes}"`;
}

function pythonText(text) {
  return `"""${text.replaceAll("\\", "\\\\").replaceAll('"""', '\\"\\"\\"').replace(/"$/, '\\"')}"""`;
}

export const SNIPPETS = {
  link: (query) => `${address()}?${new URLSearchParams({ query })}`,
  curl: (query) => `curl -s ${quoted(address())} -H 'Accept: text/csv' --data-urlencode ${quoted(`query=${query}`)}`,
  python: (query) => `import csv
import io
import urllib.parse
import urllib.request

query = ${pythonText(query)}
body = urllib.parse.urlencode({"query": query}).encode()
request = urllib.request.Request(${JSON.stringify(address())}, body, {"Accept": "text/csv"})
with urllib.request.urlopen(request) as answer:
    rows = list(csv.DictReader(io.TextIOWrapper(answer, encoding="utf-8")))
print(len(rows), "rows")
`,
  r: (query) => `query <- ${fence(query)}
address <- paste0(${JSON.stringify(`${address()}?query=`)}, URLencode(query, reserved = TRUE))
rows <- read.csv(url(address, headers = c(Accept = "text/csv"), encoding = "UTF-8"))
str(rows)
`,
};
