// Bars: a column of names, a column of numbers.
import { drawn, element } from "./elements.js";
import { isNumber } from "./view-table.js";
import { _ } from "./words.js";

const MOST = 40;
const ROW = 26;

export function barColumns({ columns, rows }) {
  const value = columns.find((name) => rows.length && rows.every((row) => !row[name] || isNumber(row[name])) && rows.some((row) => row[name]));
  const label = value && nameColumn(columns.filter((name) => name !== value), rows);
  return value && label ? { label, value } : null;
}

// The first column of IRIs or short words; the name beside an IRI is better than the IRI.
function nameColumn(columns, rows) {
  const words = columns.filter((name) => rows.some((row) => row[name]) && rows.every((row) => !row[name] || row[name].value.length < 200));
  const first = words[0];
  return words.includes(`${first}Name`) ? `${first}Name` : first;
}

export async function bars(panel, context) {
  const { label, value } = barColumns(context);
  const rows = context.rows.filter((row) => row[value] && row[label]).slice(0, MOST);
  await context.things.learn(rows.map((row) => row[label]).filter((term) => term.type === "uri").map((term) => term.value));
  const name = (term) => (term.type === "uri" ? context.things.name(term.value) : term.value);
  const numbers = rows.map((row) => Number(row[value].value));
  const low = Math.min(0, ...numbers);
  const span = Math.max(...numbers, 0) - low || 1;
  const width = 720;
  const [left, right] = [250, 60];
  const x = (number) => left + ((number - low) / span) * (width - left - right);
  const marks = rows.flatMap((row, index) => {
    const text = name(row[label]);
    const y = index * ROW;
    const number = numbers[index];
    return [
      drawn("text", { x: left - 8, y: y + 17, "text-anchor": "end", class: "axis" }, text.length > 34 ? `${text.slice(0, 33)}…` : text),
      drawn("rect", { x: Math.min(x(0), x(number)), y: y + 4, width: Math.abs(x(number) - x(0)), height: ROW - 8, class: "bar" }, drawn("title", {}, `${text}: ${number}`)),
      drawn("text", { x: x(Math.max(number, 0)) + 6, y: y + 17, class: "value" }, number.toLocaleString()),
    ];
  });
  const picture = drawn("svg", { viewBox: `0 0 ${width} ${rows.length * ROW + 4}`, role: "img", "aria-label": _("Bars of %(value)s by %(label)s; the table has the same numbers", { value, label }) }, ...marks);
  panel.append(element("figure", { className: "scrolls narrow" }, element("figcaption", { textContent: [_("%(value)s by %(label)s", { value, label }), context.rows.length > MOST ? _("the first %(number)s rows", { number: MOST }) : ""].filter(Boolean).join(", ") }), picture));
}
