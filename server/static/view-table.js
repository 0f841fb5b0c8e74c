// The rows as a table: names for IRIs, columns that sort, and the evidence of a row below it.
import { element } from "./elements.js";
import { evidence, explain, link } from "./things.js";
import { _ } from "./words.js";

const CHUNK = 100;
const DAY = /^\d{4}-\d\d(-\d\d)?$/;
const numeric = /(integer|decimal|double|float|int|long|short|byte|nonNegativeInteger)$/;

export function isNumber(term) {
  return Boolean(term && term.type === "literal" && numeric.test(term.datatype || ""));
}

function cell(term, things) {
  if (!term) {
    return element("td");
  }
  if (term.type === "uri") {
    const thing = things.of(term.value) || { page: null };
    const made = link(thing, things.name(term.value));
    made.dataset.iri = term.value;
    made.title = thing.label ? "" : term.value;
    if (thing.lang) {
      made.lang = thing.lang;
    }
    return element("td", {}, made);
  }
  const long = term.value.length > 40;
  const kind = { n: isNumber(term), day: DAY.test(term.value) };
  return element("td", { className: Object.keys(kind).filter((name) => kind[name]).join(" ") }, element("span", { textContent: term.value, lang: term.lang || "", className: long ? "long" : "" }));
}

async function open(row, button, context, width) {
  const line = button.closest("tr");
  if (button.getAttribute("aria-expanded") === "true") {
    button.setAttribute("aria-expanded", "false");
    line.nextElementSibling.remove();
    return;
  }
  button.setAttribute("aria-expanded", "true");
  const box = element("td", { colSpan: width, textContent: "…" });
  line.after(element("tr", { className: "evidence-row" }, box));
  try {
    const told = await Promise.all(context.things.evident(row).map(explain));
    box.replaceChildren(...told.map(evidence));
  } catch (error) {
    box.replaceChildren(element("p", { className: "warn", textContent: error.message }));
  }
}

function line(row, number, context) {
  const made = element("tr", {}, ...context.columns.map((name) => cell(row[name], context.things)));
  const last = element("td");
  if (context.things.evident(row).length) {
    const button = element("button", { type: "button", className: "plain explain", textContent: _("Explain"), aria: { expanded: "false", label: _("Explain row %(number)s", { number }) } });
    button.addEventListener("click", () => open(row, button, context, context.columns.length + 1));
    last.append(button);
  }
  made.append(last);
  return made;
}

function compare(name, down, things) {
  const value = (row) => (row[name]?.type === "uri" ? things.name(row[name].value) : row[name]?.value ?? "");
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
  return (a, b) => (isNumber(a[name]) && isNumber(b[name]) ? a[name].value - b[name].value : order.compare(value(a), value(b))) * (down ? -1 : 1);
}

function head(context, sorted) {
  const cells = context.columns.map((name) => {
    const button = element("button", { type: "button", className: "sort", textContent: name });
    const made = element("th", { scope: "col", aria: { sort: "none" } }, button);
    button.addEventListener("click", () => sorted(name, made));
    return made;
  });
  return element("thead", {}, element("tr", {}, ...cells, element("th", { scope: "col" }, element("span", { className: "unseen", textContent: _("Evidence") }))));
}

export function table(panel, context) {
  let rows = context.rows;
  const body = element("tbody");
  const more = element("button", { type: "button", className: "plain", textContent: _("Show more rows") });
  const add = async () => {
    const start = body.querySelectorAll("tr:not(.evidence-row)").length;
    const part = rows.slice(start, start + CHUNK);
    await context.things.learn(part.flatMap((row) => Object.values(row)).filter((term) => term.type === "uri").map((term) => term.value));
    body.append(...part.map((row, index) => line(row, start + index + 1, context)));
    more.hidden = start + part.length >= rows.length;
  };
  const sorted = (name, made) => {
    const down = made.getAttribute("aria-sort") === "ascending";
    made.parentElement.querySelectorAll("th[aria-sort]").forEach((one) => one.setAttribute("aria-sort", "none"));
    made.setAttribute("aria-sort", down ? "descending" : "ascending");
    rows = [...rows].sort(compare(name, down, context.things));
    body.replaceChildren();
    add();
  };
  more.addEventListener("click", add);
  if (!rows.length) {
    panel.append(element("p", { textContent: _("No rows: nothing in this graph fits the query.") }));
    return;
  }
  const grid = element("table", {}, head(context, sorted), body);
  panel.append(element("div", { className: "wide", tabIndex: 0, aria: { role: "region", label: _("Rows of the result") } }, grid), more);
  add();
}
