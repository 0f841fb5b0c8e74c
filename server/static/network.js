// Draws the actor network with sigma; every text is set as text, never as markup.
import { element } from "./elements.js";
import { Names } from "./network-labels.js";
import { _, ngettext } from "./words.js";

const COLOURS = ["#2457a6", "#b5541c", "#2f7d4f", "#8a3b86", "#a68a12", "#1b7f8c", "#b0335a", "#5d6b1f", "#6a5acd", "#7a5a3a"];
const EDGE_COLOURS = {
  "accuses": "#a3123f", "opposes": "#c4571a", "supports": "#1f7a45", "asks-help-of": "#7a5c00", "member-of": "#3d5a99",
  "holds-office-in": "#6b4aa0", "quotes": "#5f6b76",
};
const PLAIN = "#9a958a";
const LONGEST = 26;
// Kinds of nodes that stand for several actors.
const GROUPS = { Community: _("Community"), Country: _("Country") };
// The words for each type of edge stand beside its box in the form.
const WORDING = Object.fromEntries([...document.querySelectorAll('input[name="type"]')].map((box) => [box.value, box.parentElement.querySelector(".wording").textContent]));
const stage = document.getElementById("graph");
const details = document.getElementById("details");
const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const narrow = window.matchMedia("(max-width: 34rem)").matches;
const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;

function hasWebGL() {
  const probe = document.createElement("canvas");
  return Boolean(probe.getContext("webgl2") || probe.getContext("webgl"));
}

// sigma touches WebGL while it loads, so it is loaded only where there is WebGL.
function loadScript(address) {
  return new Promise((resolve, reject) => {
    document.head.append(element("script", { src: address, onload: resolve, onerror: reject }));
  });
}

function showDrawing() {
  const picture = element("img", { src: stage.dataset.source.replace(".json", ".svg"), alt: _("Drawing of the network") });
  stage.replaceChildren(picture);
  details.replaceChildren(element("p", { className: "quiet", textContent: _("This browser has no WebGL: a fixed drawing. The tables below lead to the claims.") }));
}

// The measure chosen in the form, as a part of the largest; four pixels are left to the smallest.
function sizer(nodes) {
  const measure = stage.dataset.size;
  const most = Math.max(...nodes.map(({ attributes }) => attributes[measure] || 0)) || 1;
  return (attributes) => (narrow ? 0.6 : 1) * (4 + 12 * Math.sqrt((attributes[measure] || 0) / most));
}

function build(data) {
  const graph = new graphology.MultiDirectedGraph();
  const sizeOf = sizer(data.nodes);
  for (const { key, attributes } of data.nodes) {
    graph.addNode(key, { ...attributes, size: sizeOf(attributes), color: COLOURS[attributes.community % COLOURS.length] });
  }
  const pairs = new Map();
  for (const { key, source, target, attributes } of data.edges) {
    const pair = [source, target].sort().join(" ");
    const nth = pairs.get(pair) || 0;
    pairs.set(pair, nth + 1);
    // Edges between the same two actors are bent apart, so that each can be clicked.
    const sign = source < target ? 1 : -1;
    graph.addEdgeWithKey(key, source, target, {
      ...attributes, tie: attributes.kind, type: nth ? "curved" : "arrow", curvature: sign * 0.25 * nth,
      size: Math.min(1.5 + attributes.weight, 8), color: EDGE_COLOURS[attributes.kind] || PLAIN,
    });
  }
  return graph;
}

function edgeAddress(graph, edge) {
  const fields = new URLSearchParams({ source: graph.source(edge), target: graph.target(edge), type: graph.getEdgeAttribute(edge, "tie") });
  return [fields, stage.dataset.filters].filter(Boolean).join("&");
}

function claimItem(claim) {
  const words = element("blockquote", { lang: claim.lang }, element("a", { href: claim.claim_page, textContent: claim.words }));
  const by = element("p", { className: "by" }, element("a", { href: claim.document_page, textContent: claim.title }));
  by.append([claim.source, claim.published, claim.lang].filter(Boolean).map((part) => ` · ${part}`).join(""));
  return element("li", { className: "card" }, words, by);
}

function passageItem(found) {
  const words = element("blockquote", { lang: found.language, textContent: found.words });
  const by = element("p", { className: "by" }, element("a", { href: found.document_page, textContent: found.title }));
  by.append([found.source, found.date, found.language].filter(Boolean).map((part) => ` · ${part}`).join(""));
  return element("li", { className: "card" }, words, by);
}

// What is chosen stands in the address, so that it can be sent and is there again after going back.
function remember(name, value) {
  const address = new URL(window.location);
  address.searchParams.delete("chosen");
  address.searchParams.delete("edge");
  if (value) {
    address.searchParams.set(name, value);
  }
  window.history.replaceState(null, "", address);
}

async function showEdge(address) {
  const response = await fetch(`/network/edge.json?${address}`);
  if (!response.ok) {
    details.replaceChildren(element("p", { className: "warn", textContent: await response.text() }));
    return;
  }
  const found = await response.json();
  const { source, target, type } = Object.fromEntries(new URLSearchParams(address));
  remember("edge", [source, type, target].join(" "));
  const passages = found.evidence.filter((one) => !one.claim).map(passageItem);
  const list = element("ul", { className: "cards" }, ...found.claims.map(claimItem), ...passages);
  details.replaceChildren(
    element("h2", { textContent: found.title }),
    element("p", { className: "quiet", textContent: ngettext("1 piece of evidence", "%(num)s pieces of evidence", found.count) }),
    list,
  );
}

function tieItem(graph, node, edge) {
  const [source, target] = graph.extremities(edge);
  const label = (key) => (key === node ? "…" : graph.getNodeAttribute(key, "label"));
  const text = `${label(source)} ${WORDING[graph.getEdgeAttribute(edge, "tie")]} ${label(target)} (${graph.getEdgeAttribute(edge, "weight")})`;
  const button = element("button", { type: "button", className: "tie", textContent: text });
  button.addEventListener("click", () => showEdge(edgeAddress(graph, edge)));
  return element("li", {}, button);
}

// The way from the actor shown to another one, over the edges that are chosen.
function wayForm(graph, node) {
  const field = element("input", { required: true, autocomplete: "off" });
  field.setAttribute("list", "everyone");
  const form = element("form", {}, element("label", {}, _("Way to"), " ", field), " ", element("button", { textContent: _("Show") }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    window.location = `${stage.dataset.between}${encodeURIComponent(node)}&between=${encodeURIComponent(field.value)}`;
  });
  return form;
}

function showNode(graph, node) {
  const attributes = graph.getNodeAttributes(node);
  const edges = graph.edges(node).sort((a, b) => graph.getEdgeAttribute(b, "weight") - graph.getEdgeAttribute(a, "weight"));
  const one = attributes.kind in GROUPS;
  const facts = [GROUPS[attributes.kind] || _(attributes.kind), ngettext("1 piece of evidence", "%(num)s pieces of evidence", attributes.weight), ngettext("1 partner", "%(num)s partners", attributes.degree), ...(one ? [] : [_("community %(number)s", { number: attributes.community + 1 })])].join(" · ");
  const page = document.querySelector(`#actors option[data-iri="${CSS.escape(node)}"]`).dataset.page;
  const links = element("p", {}, element("a", { href: page, textContent: one ? _("Its actors") : _("Everything about it") }));
  if (!one) {
    links.append(" · ", element("a", { href: stage.dataset.focus + encodeURIComponent(node), textContent: _("Only its neighbourhood") }));
    links.append(wayForm(graph, node));
  }
  details.replaceChildren(
    element("h2", { textContent: attributes.label }),
    element("p", { className: "quiet", textContent: facts }),
    links,
    element("ul", { className: "ties" }, ...edges.map((edge) => tieItem(graph, node, edge))),
  );
}

// The number of the community tells what the colour tells.
function shown({ community, label, kind }) {
  const short = label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label;
  return kind === "Country" ? short : `${community + 1} · ${short}`;
}

function draw(graph) {
  const chosen = { node: null, near: new Set() };
  const faint = dark ? "#2d2f32" : "#e4e1d8";
  const names = new Names();
  const renderer = new Sigma(graph, stage, {
    ...names.settings,
    enableEdgeEvents: true,
    labelRenderedSizeThreshold: 3,
    stagePadding: narrow ? 30 : 50,
    labelDensity: 4,
    labelGridCellSize: 80,
    defaultEdgeType: "arrow",
    edgeProgramClasses: { curved: Sigma.rendering.EdgeCurveProgram },
    nodeReducer: (node, data) => (chosen.node && !chosen.near.has(node) ? { ...data, color: faint, label: "" } : { ...data, label: shown(data), forceLabel: chosen.near.has(node) }),
    edgeReducer: (edge, data) => (chosen.node && !graph.extremities(edge).includes(chosen.node) ? { ...data, color: faint } : data),
  });
  const write = () => { names.room = renderer.getDimensions(); names.write(); };
  renderer.on("beforeRender", () => names.begin());
  renderer.on("afterRender", write);
  renderer.refresh();
  const choose = (node) => {
    chosen.node = node;
    chosen.near = new Set(node ? [node, ...graph.neighbors(node)] : []);
    if (node) {
      showNode(graph, node);
    }
    remember("chosen", node);
    renderer.refresh();
  };
  renderer.on("clickNode", ({ node }) => choose(node));
  renderer.on("clickEdge", ({ edge }) => showEdge(edgeAddress(graph, edge)));
  renderer.on("clickStage", () => choose(null));
  renderer.on("enterEdge", () => { stage.style.cursor = "pointer"; });
  renderer.on("leaveEdge", () => { stage.style.cursor = ""; });
  renderer.on("enterNode", () => { stage.style.cursor = "pointer"; });
  renderer.on("leaveNode", () => { stage.style.cursor = ""; });
  return { renderer, choose, names };
}

function findActor(graph, renderer, choose) {
  const field = document.getElementById("find");
  field.addEventListener("change", () => {
    const wanted = field.value.trim().toLocaleLowerCase();
    const node = wanted && graph.findNode((_, attributes) => attributes.label.toLocaleLowerCase().includes(wanted));
    if (node) {
      choose(node);
      const { x, y } = renderer.getNodeDisplayData(node);
      renderer.getCamera().animate({ x, y, ratio: 0.5 }, { duration: still ? 0 : 400 });
    }
  });
}

// Two ends of a bar of days for the two fields of dates; they stay the way to set a day exactly.
function addSlider() {
  const slider = document.getElementById("slider");
  const { first, last } = slider?.dataset || {};
  const day = 86_400_000;
  const days = Math.round((Date.parse(last) - Date.parse(first)) / day);
  if (!(days > 0)) {
    return;
  }
  const dateOf = (number) => new Date(Date.parse(first) + number * day).toISOString().slice(0, 10);
  const ends = ["from", "to"].map((name, nth) => {
    const field = document.querySelector(`#choice input[name="${name}"]`);
    const bar = element("input", { type: "range", min: 0, max: days, ariaLabel: nth ? _("Published until") : _("Published from") });
    const follow = () => { bar.value = field.value ? (Date.parse(field.value) - Date.parse(first)) / day : nth * days; bar.ariaValueText = dateOf(Number(bar.value)); };
    follow();
    field.addEventListener("change", follow);
    bar.addEventListener("input", () => { field.value = dateOf(Number(bar.value)); bar.ariaValueText = field.value; });
    bar.addEventListener("change", () => field.form.requestSubmit());
    return bar;
  });
  slider.append(...ends);
}

// Fields left empty stay out of the address.
function keepShort() {
  const form = document.getElementById("choice");
  form.addEventListener("formdata", ({ formData }) => {
    for (const name of new Set(formData.keys())) {
      const values = formData.getAll(name).filter(Boolean);
      formData.delete(name);
      values.forEach((value) => formData.append(name, value));
    }
  });
}

// An edge of a list opens beside the drawing; its own page stays there for whoever opens it in a new tab.
function openBeside(event) {
  const link = event.target.closest("a.edge");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
    return;
  }
  event.preventDefault();
  showEdge(new URL(link.href).search.slice(1)).then(() => {
    details.focus({ preventScroll: true });
    details.scrollIntoView({ behavior: still ? "instant" : "smooth", block: "nearest" });
  });
}

function restore(graph, choose) {
  const asked = new URL(window.location).searchParams;
  const [source, type, target] = (asked.get("edge") || "").split(" ");
  if (target) {
    showEdge([new URLSearchParams({ source, target, type }), stage.dataset.filters].filter(Boolean).join("&"));
  } else if (choose && graph.hasNode(asked.get("chosen"))) {
    choose(asked.get("chosen"));
  }
}

async function start() {
  document.querySelector("main").addEventListener("click", openBeside);
  if (!hasWebGL()) {
    showDrawing();
    restore();
    return;
  }
  const [response] = await Promise.all([fetch(stage.dataset.source), loadScript("/static/vendor/sigma.min.js")]);
  const graph = build(await response.json());
  const { renderer, choose, names } = draw(graph);
  findActor(graph, renderer, choose);
  restore(graph, choose);
  window.claimgraph = { graph, renderer, names };
}

if (narrow) {
  document.getElementById("filters").open = false;
}
addSlider();
keepShort();
if (stage) {
  start();
}
