// The words of scripts in the language of the page, from the same catalogues as those of the server.
const { words, lang } = { words: document.documentElement.dataset.words, lang: document.documentElement.lang };
const response = words ? await fetch(words) : null;
const catalogue = response?.ok ? await response.json() : {};
const rule = new Intl.PluralRules(lang);
const numbers = new Intl.NumberFormat(lang);

function fill(text, values) {
  return text.replace(/%\((\w+)\)s/g, (_, name) => (Number.isInteger(values[name]) ? numbers.format(values[name]) : values[name]));
}

export function _(text, values = {}) {
  return fill(catalogue[text] ?? text, values);
}

export function ngettext(one, many, number, values = {}) {
  const found = catalogue[one]?.[rule.select(number)] || (number === 1 ? one : many);
  return fill(found, { num: number, ...values });
}

export function pgettext(place, text) {
  return catalogue[`${place}\u0004${text}`] || text;
}

export function decimal(number, digits) {
  return number.toLocaleString(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

// The address of a page of ours in the language that this one's address asks for.
export function kept(address) {
  const asked = new URLSearchParams(window.location.search).get("lang");
  if (!asked || !/^\/(?!\/)/.test(address)) return address;
  const found = new URL(address, window.location.href);
  if (/\.(json\w*|csv|tsv|xml|ttl|nt|rdf|svg|png)$/.test(found.pathname) || found.searchParams.has("format")) return address; // files are neutral
  found.searchParams.set("lang", asked);
  return found.pathname + found.search + found.hash;
}
