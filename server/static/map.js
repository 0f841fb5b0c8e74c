// The map of /map: the points are the rows of its table; choosing one shows its claims and is kept in the address.
import { place } from "./labels.js";

const { L, topojson } = window;
const NAMED = 24; // names at once
// Sides of a point as Leaflet calls them, how to tell that a name lies there, and which way it is moved.
const SIDES = [
  ["right", ({ box, x }) => box.left > x, 1, 0],
  ["left", ({ box, x }) => box.right < x, -1, 0],
  ["bottom", ({ box, y }) => box.top > y, 0, 1],
  ["top", () => true, 0, -1],
];
const box = document.getElementById("map");
const markers = new Map();

const radius = (claims) => 4 + 2.2 * Math.sqrt(claims);

function read() {
  return [...document.querySelectorAll("#spots tbody tr")].map((row) => ({
    link: row.querySelector("a.spot"),
    at: [Number(row.dataset.latitude), Number(row.dataset.longitude)],
    claims: Number(row.dataset.claims),
    kind: `point${Number(row.dataset.scenes) ? "" : " named"}${row.dataset.wide ? " wide" : ""}`,
  }));
}

function mark(link) {
  document.querySelectorAll(".spot[aria-current]").forEach((old) => old.removeAttribute("aria-current"));
  link.setAttribute("aria-current", "true");
  for (const [other, marker] of markers) {
    const path = marker.getElement();
    if (path) path.classList.toggle("chosen", other === link);
  }
}

async function show(link, keep) {
  const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) { window.location.assign(link.href); return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.getElementById("details").replaceChildren(...page.getElementById("details").childNodes);
  document.querySelector("h1").textContent = page.querySelector("h1").textContent;
  mark(link);
  const marker = markers.get(link);
  if (!window.claimgraph.map.getBounds().contains(marker.getLatLng())) window.claimgraph.map.panTo(marker.getLatLng(), { animate: false });
  if (keep) history.pushState({}, "", link.href);
}

function draw(map, spots) {
  // Large ones first, so that small ones stay on top and can be clicked.
  [...spots].sort((a, b) => b.claims - a.claims).forEach((spot) => {
    const marker = L.circleMarker(spot.at, { radius: radius(spot.claims), className: spot.kind });
    marker.on("click", () => show(spot.link, true));
    marker.addTo(map);
    markers.set(spot.link, marker);
  });
}

// Names beside the points: always there where there is room for them, those of most claims first; else on hovering.
function name(map, spots) {
  const text = (spot) => (spot.claims ? `${spot.link.textContent} · ${spot.claims}` : spot.link.textContent);
  const points = [...spots].sort((a, b) => b.claims - a.claims).map((spot) => {
    const { x, y } = map.latLngToContainerPoint(spot.at);
    return { spot, x, y, radius: radius(spot.claims), width: 14 + 7.2 * text(spot).length, height: 20 };
  });
  const room = { width: map.getSize().x, height: map.getSize().y };
  const seen = points.filter(({ x, y }) => x >= 0 && y >= 0 && x <= room.width && y <= room.height);
  const free = new Map(place(seen, room).slice(0, NAMED).map((one) => [one.spot, SIDES.find(([, lies]) => lies(one))]));
  for (const { spot, radius: far } of points) {
    const [direction, , across, down] = free.get(spot) || SIDES[0];
    const label = document.createElement("span");
    label.textContent = text(spot);
    markers.get(spot.link).unbindTooltip().bindTooltip(label, { permanent: free.has(spot), direction, className: free.has(spot) ? "quietly" : "", offset: [across * far, down * far] });
  }
}

// Where most claims are: the middle nineteen twentieths of them in both directions.
function main(spots) {
  const ends = (values) => {
    const sorted = values.sort((a, b) => a - b);
    const few = Math.floor(sorted.length * 0.025);
    return [sorted[few], sorted[sorted.length - 1 - few]];
  };
  const many = spots.flatMap((spot) => Array(1 + spot.claims).fill(spot.at));
  const [south, north] = ends(many.map((at) => at[0]));
  const [west, east] = ends(many.map((at) => at[1]));
  return L.latLngBounds([[south, west], [north, east]]).pad(0.15);
}

// A border that crosses the 180th meridian goes on beyond it, not back around the Earth.
function unwrap(shape) {
  const ring = (points) => {
    let turn = 0;
    return points.map(([x, y], nth) => {
      if (nth && Math.abs(x - points[nth - 1][0]) > 180) turn += x < points[nth - 1][0] ? 360 : -360;
      return [x + turn, y];
    });
  };
  const polygons = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
  return { type: "MultiPolygon", coordinates: polygons.map((polygon) => polygon.map(ring)) };
}

async function start() {
  const spots = read();
  const map = L.map(box, { zoomControl: true, worldCopyJump: false, minZoom: 1, maxZoom: 9, zoomSnap: 0.5, fadeAnimation: false, zoomAnimation: false, markerZoomAnimation: false });
  map.attributionControl.setPrefix(false).addAttribution("Natural Earth");
  map.fitBounds(main(spots), { maxZoom: 7, animate: false });
  map.createPane("borders").style.zIndex = "300";
  window.claimgraph = { map, markers };
  draw(map, spots);
  name(map, spots);
  map.on("moveend", () => name(map, spots));
  const chosen = spots.find((spot) => spot.link.hasAttribute("aria-current"));
  if (chosen) mark(chosen.link);
  document.getElementById("spots").addEventListener("click", (event) => {
    const link = event.target.closest("a.spot");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(link, true).then(() => document.getElementById("details").focus());
  });
  window.addEventListener("popstate", () => window.location.reload());
  const world = await (await fetch(box.dataset.borders)).json();
  const shapes = world.objects.countries.geometries.map((country) => unwrap(topojson.feature(world, country).geometry));
  L.geoJSON(shapes, { pane: "borders", interactive: false, style: { className: "border" } }).addTo(map);
  box.dataset.ready = "yes";
}

if (box) start();
