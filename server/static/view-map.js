// Points of a column of WKT between coasts and borders, on a grid of degrees.
import { coasts } from "./coasts.js";
import { drawn, element } from "./elements.js";
import { place } from "./labels.js";
import { _, ngettext } from "./words.js";

const POINT = /POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)/i;
const WIDTH = 900;
const LETTER = 6.8; // mean width

export function placeColumns({ columns, rows }) {
  const point = columns.find((name) => rows.some((row) => POINT.test(row[name]?.value || "")));
  return point ? { point } : null;
}

function extent(values, least) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const pad = Math.max(least, (high - low) * 0.08);
  return [low - pad, high + pad];
}

const path = (line, x, y) => `M${line.map(([east, north]) => `${x(east).toFixed(1)} ${y(north).toFixed(1)}`).join("L")}`;

// Names where there is room for them; the others are told on hovering.
function named(spots, x, y, height) {
  const points = spots.map((spot) => ({ spot, x: x(spot.east), y: y(spot.north), radius: 4, width: LETTER * spot.name.length, height: 14 }));
  return new Map(place(points, { width: WIDTH, height }).map((one) => [one.spot, one]));
}

export async function places(panel, context) {
  const { point } = placeColumns(context);
  const rows = context.rows.filter((row) => POINT.test(row[point]?.value || ""));
  await context.things.learn(rows.flatMap((row) => Object.values(row)).filter((term) => term.type === "uri").map((term) => term.value));
  const spots = rows.map((row) => {
    const [, east, north] = POINT.exec(row[point].value).map(Number);
    const term = context.columns.map((name) => row[name]).find((one) => one?.type === "uri");
    return { east, north, thing: term && context.things.of(term.value), iri: term?.value, name: term ? context.things.name(term.value) : row[point].value };
  });
  const [west, east] = extent(spots.map((spot) => spot.east), 2);
  const [south, north] = extent(spots.map((spot) => spot.north), 1.5);
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const height = Math.max(240, Math.min(640, (WIDTH * (north - south)) / ((east - west) * squeeze)));
  const x = (degrees) => ((degrees - west) / (east - west)) * WIDTH;
  const y = (degrees) => ((north - degrees) / (north - south)) * height;
  const step = [1, 2, 5, 10, 20, 30].find((one) => (east - west) / one <= 12) || 45;
  const grid = [];
  for (let at = Math.ceil(west / step) * step; at <= east; at += step) {
    grid.push(drawn("line", { x1: x(at), x2: x(at), y1: 0, y2: height, class: "rule" }), drawn("text", { x: x(at) + 3, y: height - 4, class: "tick" }, `${Math.abs(at)}° ${at < 0 ? "W" : "E"}`));
  }
  for (let at = Math.ceil(south / step) * step; at <= north; at += step) {
    grid.push(drawn("line", { x1: 0, x2: WIDTH, y1: y(at), y2: y(at), class: "rule" }), drawn("text", { x: 3, y: y(at) - 3, class: "tick" }, `${Math.abs(at)}° ${at < 0 ? "S" : "N"}`));
  }
  const shores = (await coasts({ west, east, south, north })).map((line) => drawn("path", { d: path(line, x, y), class: "coast" }));
  const free = named(spots, x, y, height);
  const dots = spots.map((spot) => {
    const { box, x: left, y: top } = free.get(spot) || {};
    const name = box ? [drawn("text", { x: box.left - left, y: box.bottom - top - 3, class: "axis" }, spot.name)] : [];
    const mark = drawn("g", { transform: `translate(${x(spot.east)} ${y(spot.north)})`, ...(spot.iri ? { "data-iri": spot.iri } : {}) }, drawn("circle", { r: 4, class: "dot" }, drawn("title", {}, spot.name)), ...name);
    return spot.thing?.page ? drawn("a", { href: spot.thing.page, "data-iri": spot.iri }, mark) : mark;
  });
  const picture = drawn("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "group", "aria-label": _("Map of points; the table has the same rows") }, ...grid, ...shores, ...dots);
  panel.append(element("figure", { className: "scrolls" }, element("figcaption", { textContent: `${ngettext("%(num)s point", "%(num)s points", rows.length)} · ${_("coasts and borders: Natural Earth")}` }), picture));
}
