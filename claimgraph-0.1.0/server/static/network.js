// Draws the actor network with sigma; every text is set as text, never as markup.
"use strict";

const COLOURS = ["#2457a6", "#b5541c", "#2f7d4f", "#8a3b86", "#a68a12", "#1b7f8c", "#b0335a", "#5d6b1f", "#6a5acd", "#7a5a3a"];
const EDGE_COLOURS = {
  "accuses": "#a3123f", "opposes": "#c4571a", "supports": "#1f7a45", "asks-help-of": "#7a5c00", "member-of": "#3d5a99",
  "holds-office-in": "#6b4aa0", "quotes": "#5f6b76",
};
const PLAIN = "#9a958a";
// The words for each type of edge stand beside its box in the form.
const WORDING = Object.fromEntries([...document.querySelectorAll('input[name="type"]')].map((box) => [box.value, box.parentElement.textContent.trim()]));
const stage = document.getElementById("graph");
const details = document.getElementById("details");
const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

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
  const picture = element("img", { src: stage.dataset.source.replace(".json", ".svg"), alt: "Drawing of the network" });
  stage.replaceChildren(picture);
  details.replaceChildren(element("p", { className: "quiet", textContent: "This browser has no WebGL: a fixed drawing. The tables below lead to the claims." }));
}

function build(data) {
  const graph = new graphology.MultiDirectedGraph();
  for (const { key, attributes } of data.nodes) {
    graph.addNode(key, { ...attributes, size: Math.min(4 + 1.5 * Math.sqrt(attributes.weight), 18), color: COLOURS[attributes.community % COLOURS.length] });
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
  return new URLSearchParams({ source: graph.source(edge), target: graph.target(edge), type: graph.getEdgeAttribute(edge, "tie") });
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

async function showEdge(graph, edge) {
  const response = await fetch(`/network/edge.json?${edgeAddress(graph, edge)}`);
  if (!response.ok) {
    details.replaceChildren(element("p", { className: "warn", textContent: await response.text() }));
    return;
  }
  const found = await response.json();
  const passages = found.evidence.filter((one) => !one.claim).map(passageItem);
  const list = element("ul", { className: "cards" }, ...found.claims.map(claimItem), ...passages);
  details.replaceChildren(
    element("h2", { textContent: found.title }),
    element("p", { className: "quiet", textContent: found.count === 1 ? "1 piece of evidence" : `${found.count} pieces of evidence` }),
    list,
  );
}

function tieItem(graph, node, edge) {
  const [source, target] = graph.extremities(edge);
  const label = (key) => (key === node ? "…" : graph.getNodeAttribute(key, "label"));
  const text = `${label(source)} ${WORDING[graph.getEdgeAttribute(edge, "tie")]} ${label(target)} (${graph.getEdgeAttribute(edge, "weight")})`;
  const button = element("button", { type: "button", className: "tie", textContent: text });
  button.addEventListener("click", () => showEdge(graph, edge));
  return element("li", {}, button);
}

function showNode(graph, node) {
  const attributes = graph.getNodeAttributes(node);
  const edges = graph.edges(node).sort((a, b) => graph.getEdgeAttribute(b, "weight") - graph.getEdgeAttribute(a, "weight"));
  const facts = `${attributes.kind} · ${attributes.weight} pieces of evidence · ${attributes.degree} partners · community ${attributes.community + 1}`;
  const page = document.querySelector(`#actors option[data-iri="${CSS.escape(node)}"]`).dataset.page;
  const links = element("p", {}, element("a", { href: page, textContent: "Everything about it" }), " · ");
  links.append(element("a", { href: `/network?focus=${encodeURIComponent(node)}`, textContent: "Only its neighbourhood" }));
  details.replaceChildren(
    element("h2", { textContent: attributes.label }),
    element("p", { className: "quiet", textContent: facts }),
    links,
    element("ul", { className: "ties" }, ...edges.map((edge) => tieItem(graph, node, edge))),
  );
}

function draw(graph) {
  const chosen = { node: null, near: new Set() };
  const faint = dark ? "#2d2f32" : "#e4e1d8";
  const renderer = new Sigma(graph, stage, {
    enableEdgeEvents: true,
    labelColor: { color: dark ? "#e8e6e1" : "#1d1d1b" },
    labelRenderedSizeThreshold: 5,
    labelDensity: 1.5,
    defaultEdgeType: "arrow",
    edgeProgramClasses: { curved: Sigma.rendering.EdgeCurveProgram },
    nodeReducer: (node, data) => (chosen.node && !chosen.near.has(node) ? { ...data, color: faint, label: "" } : data),
    edgeReducer: (edge, data) => (chosen.node && !graph.extremities(edge).includes(chosen.node) ? { ...data, color: faint } : data),
  });
  const choose = (node) => {
    chosen.node = node;
    chosen.near = new Set(node ? [node, ...graph.neighbors(node)] : []);
    if (node) {
      showNode(graph, node);
    }
    renderer.refresh();
  };
  renderer.on("clickNode", ({ node }) => choose(node));
  renderer.on("clickEdge", ({ edge }) => showEdge(graph, edge));
  renderer.on("clickStage", () => choose(null));
  renderer.on("enterEdge", () => { stage.style.cursor = "pointer"; });
  renderer.on("leaveEdge", () => { stage.style.cursor = ""; });
  renderer.on("enterNode", () => { stage.style.cursor = "pointer"; });
  renderer.on("leaveNode", () => { stage.style.cursor = ""; });
  return { renderer, choose };
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

async function start() {
  if (!hasWebGL()) {
    showDrawing();
    return;
  }
  const [response] = await Promise.all([fetch(stage.dataset.source), loadScript("/static/vendor/sigma.min.js")]);
  const graph = build(await response.json());
  const { renderer, choose } = draw(graph);
  findActor(graph, renderer, choose);
  window.claimgraph = { graph, renderer };
}

if (stage) {
  start();
}
