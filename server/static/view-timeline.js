// A timeline: rows by a column of dates, in lanes that don't overlap; the table has the same.
import { drawn, element } from "./elements.js";
import { _ } from "./words.js";

const DATE = /^-?\d{4}(-\d\d){0,2}(T.*)?$/;
const MOST = 400;
const [WIDTH, LANE, MARGIN, TALL] = [960, 18, 24, 900];

export function timeColumns({ columns, rows }) {
  const named = /date|day|time|moment|published|since|month|year/i;
  const dated = (name) => rows.some((row) => row[name]) && rows.every((row) => !row[name] || (row[name].type === "literal" && DATE.test(row[name].value)));
  const typed = (name) => rows.some((row) => /(date|dateTime|gYear|gYearMonth)$/.test(row[name]?.datatype || ""));
  const date = columns.find((name) => dated(name) && (named.test(name) || typed(name)));
  return date ? { date } : null;
}

function moment(text) {
  const [year, month, day] = text.slice(0, 10).split("-").map(Number);
  return Date.UTC(year, (month || 1) - 1, day || 1);
}

function words(row, date, context) {
  const texts = context.columns.filter((name) => name !== date && row[name]).map((name) => (row[name].type === "uri" ? context.things.name(row[name].value) : row[name].value));
  const best = texts.filter((text) => text.length > 3).sort((a, b) => b.length - a.length)[0] || texts[0] || "";
  return { best, all: [row[date].value, ...texts].join(" · ") };
}

function ticks(first, last) {
  const days = (last - first) / 864e5;
  const step = days > 1500 ? "year" : days > 60 ? "month" : "day";
  const found = [];
  for (let at = new Date(first); at <= last && found.length < 400;) {
    found.push(at.getTime());
    at = step === "year" ? new Date(Date.UTC(at.getUTCFullYear() + 1, 0, 1)) : step === "month" ? new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1)) : new Date(at.getTime() + 864e5);
  }
  const every = Math.ceil(found.length / 10);
  const length = { year: 4, month: 7, day: 10 }[step];
  return found.filter((_, index) => index % every === 0).map((at) => [at, new Date(at).toISOString().slice(0, length)]);
}

// Each row with its words, in the first lane that is free.
function spread(rows, places, told) {
  const ends = [];
  const marks = rows.map((_, index) => {
    const { best } = told[index];
    const text = best.length > 36 ? `${best.slice(0, 35)}…` : best;
    const free = ends.findIndex((end) => end < places[index]);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = places[index] + 16 + text.length * 6.6;
    return { x: places[index], y: 38 + lane * LANE, text };
  });
  return { marks, height: 40 + ends.length * LANE };
}

// Too many for words: dots above each other.
function stack(rows, places) {
  const piles = new Map();
  const marks = rows.map((_, index) => {
    const bin = Math.round(places[index] / 10) * 10;
    piles.set(bin, (piles.get(bin) || 0) + 1);
    return { x: bin, pile: piles.get(bin) - 1, text: "" };
  });
  const height = 50 + Math.max(...piles.values()) * 9;
  return { marks: marks.map((mark) => ({ ...mark, y: height - 12 - mark.pile * 9 })), height };
}

export async function timeline(panel, context) {
  const { date } = timeColumns(context);
  const rows = context.rows.filter((row) => row[date]).slice(0, MOST).sort((a, b) => moment(a[date].value) - moment(b[date].value));
  await context.things.learn(rows.flatMap((row) => Object.values(row)).filter((term) => term.type === "uri").map((term) => term.value));
  const times = rows.map((row) => moment(row[date].value));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const x = (at) => MARGIN + ((at - first) / (last - first || 1)) * (WIDTH - 2 * MARGIN - 230);
  const told = rows.map((row) => words(row, date, context));
  const worded = spread(rows, times.map(x), told);
  const { marks, height } = worded.height > TALL ? stack(rows, times.map(x)) : worded;
  const drawnMarks = marks.map((mark, index) => {
    const made = drawn("g", { transform: `translate(${mark.x} ${mark.y})` }, drawn("title", {}, told[index].all), drawn("circle", { r: 4, class: "dot" }), drawn("text", { x: 8, y: 4, class: "axis" }, mark.text));
    const claim = Object.values(rows[index]).find((term) => context.things.of(term.value)?.kind === "Claim");
    return claim ? drawn("a", { href: context.things.of(claim.value).page, "data-iri": claim.value, "aria-label": told[index].all }, made) : made;
  });
  const scale = ticks(first, last).flatMap(([at, text]) => [drawn("line", { x1: x(at), x2: x(at), y1: 22, y2: height, class: "rule" }), drawn("text", { x: x(at), y: 14, class: "tick" }, text)]);
  const picture = drawn("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "group", "aria-label": _("Timeline by %(date)s; the table has the same rows", { date }) }, ...scale, ...drawnMarks);
  panel.append(element("figure", { className: "scrolls" }, element("figcaption", { textContent: [_("By %(date)s", { date }), context.rows.length > MOST ? _("the first %(number)s rows", { number: MOST }) : ""].filter(Boolean).join(", ") }), picture));
}
