// Names that begin so, while one types: into the datalist of every field with data-suggest.
const WAIT = 150;

for (const field of document.querySelectorAll("input[data-suggest]")) {
  const list = document.getElementById(field.getAttribute("list"));
  let timer = 0;
  let last = "";
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const typed = field.value.trim();
      if (typed.length < 2 || typed === last) return;
      last = typed;
      const answer = await fetch(`${field.dataset.suggest}?${new URLSearchParams({ q: typed })}`);
      if (!answer.ok || last !== typed) return;
      const { suggestions } = await answer.json();
      list.replaceChildren(...suggestions.map(({ name, label }) => new Option(name === label ? "" : label, name)));
    }, WAIT);
  });
}
