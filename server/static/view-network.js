// A network: two columns of IRIs are the ends of edges. Small and still: places come from a fixed number of steps.
import { drawn, element } from "./elements.js";
import { place } from "./labels.js";
import { _ } from "./words.js";

const MOST = 60;
const [WIDTH, HEIGHT] = [900, 560];
const [LONGEST, LETTER] = [26, 6.8];
const ENDS = ["Person", "Organization", "Group", "Place", "Actor", "Source", "Event"];

export function networkColumns({ columns, rows, things }) {
  const iris = columns.filter((name) => rows.some((row) => row[name]?.type === "uri"));
  const actors = iris.filter((name) => rows.some((row) => ENDS.includes(things.of(row[name]?.value)?.kind)));
  const [source, target] = actors.length > 1 ? actors : iris;
  return source && target ? { source, target } : null;
}

function gather(context) {
  const { source, target } = networkColumns(context);
  const weights = new Map();
  const edges = new Map();
  for (const row of context.rows) {
    const [from, to] = [row[source]?.value, row[target]?.value];
    if (from && to && from !== to) {
      const key = `${from} ${to}`;
      edges.set(key, { from, to, weight: (edges.get(key)?.weight || 0) + 1 });
      weights.set(from, (weights.get(from) || 0) + 1);
      weights.set(to, (weights.get(to) || 0) + 1);
    }
  }
  const nodes = [...weights].sort((a, b) => b[1] - a[1]).slice(0, MOST).map(([iri, weight]) => ({ iri, weight }));
  const kept = new Set(nodes.map((node) => node.iri));
  return { source, target, nodes, edges: [...edges.values()].filter((edge) => kept.has(edge.from) && kept.has(edge.to)), more: weights.size > MOST };
}

// Fruchterman and Reingold from a circle, without chance.
function lay(nodes, edges) {
  const ideal = Math.sqrt((WIDTH * HEIGHT) / (nodes.length + 1)) * 0.75;
  nodes.forEach((node, index) => {
    const angle = (2 * Math.PI * index) / nodes.length;
    Object.assign(node, { x: Math.cos(angle) * 200, y: Math.sin(angle) * 200 });
  });
  const at = new Map(nodes.map((node) => [node.iri, node]));
  for (let heat = 40; heat > 0.5; heat *= 0.97) {
    nodes.forEach((node) => Object.assign(node, { dx: -node.x * 0.02 * ideal / 10, dy: -node.y * 0.03 * ideal / 10 }));
    for (const a of nodes) {
      for (const b of nodes) {
        const [dx, dy] = [a.x - b.x, a.y - b.y];
        const square = dx * dx + dy * dy || 1;
        if (a !== b) {
          a.dx += (dx * ideal * ideal) / square;
          a.dy += (dy * ideal * ideal) / square;
        }
      }
    }
    for (const { from, to } of edges) {
      const [a, b] = [at.get(from), at.get(to)];
      const pull = Math.hypot(a.x - b.x, a.y - b.y) / ideal;
      a.dx -= (a.x - b.x) * pull; a.dy -= (a.y - b.y) * pull;
      b.dx += (a.x - b.x) * pull; b.dy += (a.y - b.y) * pull;
    }
    for (const node of nodes) {
      const length = Math.hypot(node.dx, node.dy) || 1;
      node.x += (node.dx / length) * Math.min(length, heat);
      node.y += (node.dy / length) * Math.min(length, heat);
    }
  }
  fit(nodes);
  return at;
}

function fit(nodes) {
  const [left, right] = [Math.min(...nodes.map((n) => n.x)), Math.max(...nodes.map((n) => n.x))];
  const [top, bottom] = [Math.min(...nodes.map((n) => n.y)), Math.max(...nodes.map((n) => n.y))];
  for (const node of nodes) {
    node.x = 60 + ((node.x - left) / (right - left || 1)) * (WIDTH - 220);
    node.y = 30 + ((node.y - top) / (bottom - top || 1)) * (HEIGHT - 60);
  }
}

// Nodes with their names, and the box of the name where there is room for it.
function points(nodes, things) {
  const told = nodes.map((node) => {
    const name = things.name(node.iri);
    const short = name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
    return { node, name, short, x: node.x, y: node.y, radius: 4 + Math.min(8, Math.sqrt(node.weight)), width: LETTER * short.length, height: 14 };
  });
  const free = new Map(place(told, { width: WIDTH, height: HEIGHT }).map((one) => [one.node, one.box]));
  return told.map((one) => ({ ...one, box: free.get(one.node) }));
}

export async function network(panel, context) {
  const { source, target, nodes, edges, more } = gather(context);
  if (!nodes.length) {
    panel.append(element("p", { textContent: _("No row has both ends of an edge.") }));
    return;
  }
  await context.things.learn(nodes.map((node) => node.iri));
  const at = lay(nodes, edges);
  const lines = edges.map(({ from, to, weight }) => {
    const [a, b] = [at.get(from), at.get(to)];
    return drawn("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, class: "edge", "stroke-width": Math.min(1 + Math.log2(weight), 5), "marker-end": "url(#arrow)" }, drawn("title", {}, `${context.things.name(from)} → ${context.things.name(to)} (${weight})`));
  });
  const dots = points(nodes, context.things).map(({ node, radius, x, y, box, short, name }) => {
    const label = box ? [drawn("text", { x: box.left - x, y: box.bottom - y - 3, class: "axis" }, short)] : [];
    const mark = drawn("g", { "data-iri": node.iri, transform: `translate(${x} ${y})` }, drawn("circle", { r: radius, class: "dot" }, drawn("title", {}, name)), ...label);
    const page = context.things.of(node.iri)?.page;
    return page ? drawn("a", { href: page, "data-iri": node.iri }, mark) : mark;
  });
  const arrow = drawn("defs", {}, drawn("marker", { id: "arrow", viewBox: "0 0 10 10", refX: 18, refY: 5, markerWidth: 7, markerHeight: 7, markerUnits: "userSpaceOnUse", orient: "auto" }, drawn("path", { d: "M0 0 10 5 0 10z", class: "tip" })));
  const picture = drawn("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": _("Network of %(source)s and %(target)s; the table has the same rows", { source, target }) }, arrow, ...lines, ...dots);
  panel.append(element("figure", { className: "scrolls" }, element("figcaption", { textContent: `${source} → ${target}${more ? `, ${_("the %(number)s with most edges", { number: MOST })}` : ""}` }), picture));
}
