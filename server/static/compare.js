// Two texts side by side: choosing a relation shows its words on both sides; curves join what is on the screen.
const pair = document.getElementById("pair");
const [left, right] = pair.querySelectorAll("article.text");
const rows = [...document.querySelectorAll(".relations tbody tr")];
const joins = pair.querySelector(".joins");

const marks = (side, claim) => [...side.querySelectorAll("mark[data-claims]")].filter((mark) => mark.dataset.claims.split(" ").includes(claim));

function inSight(box, side) {
  const frame = side.getBoundingClientRect();
  return box.bottom > frame.top && box.top < frame.bottom;
}

function curve(row) {
  const a = marks(left, row.dataset.left).at(-1)?.getBoundingClientRect();
  const b = marks(right, row.dataset.right)[0]?.getBoundingClientRect();
  if (!a || !b || !inSight(a, left) || !inSight(b, right)) return null;
  const frame = pair.getBoundingClientRect();
  const from = left.getBoundingClientRect().right - frame.left;
  const to = right.getBoundingClientRect().left - frame.left;
  const [y, z] = [(a.top + a.bottom) / 2 - frame.top, (b.top + b.bottom) / 2 - frame.top];
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", `M${from},${y} C${(from + to) / 2},${y} ${(from + to) / 2},${z} ${to},${z}`);
  path.classList.toggle("against", Boolean(row.dataset.conflict));
  path.classList.toggle("chosen", row.classList.contains("chosen"));
  return path;
}

function draw() {
  joins.replaceChildren(...rows.map(curve).filter(Boolean));
}

function center(side, mark) {
  if (mark) side.scrollTop += mark.getBoundingClientRect().top - side.getBoundingClientRect().top - side.clientHeight / 2;
}

function show(row) {
  for (const other of rows) {
    other.classList.toggle("chosen", other === row);
    if (other === row) other.setAttribute("aria-current", "true");
    else other.removeAttribute("aria-current");
  }
  for (const [side, claim] of [[left, row.dataset.left], [right, row.dataset.right]]) {
    const chosen = marks(side, claim);
    for (const mark of side.querySelectorAll("mark.chosen")) mark.classList.remove("chosen");
    for (const mark of chosen) mark.classList.add("chosen");
    center(side, chosen[0]);
  }
  draw();
}

for (const row of rows) {
  row.querySelector("a.join").addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(row);
    const address = new URL(window.location.href);
    address.searchParams.set("relation", row.dataset.key);
    address.hash = "";
    history.replaceState({}, "", address);
    pair.scrollIntoView({ block: "start", behavior: "instant" });
    left.focus({ preventScroll: true });
  });
}
pair.addEventListener("click", (event) => {
  const number = event.target.closest("a.number");
  if (number) event.preventDefault();
  const claims = number ? [number.id.slice(1)] : event.target.closest("mark[data-claims]")?.dataset.claims.split(" ");
  if (!claims || (!number && event.target.closest("a"))) return;
  const found = rows.filter((row) => claims.includes(row.dataset.left) || claims.includes(row.dataset.right));
  const now = found.findIndex((row) => row.classList.contains("chosen"));
  if (found.length) show(found[(now + 1) % found.length]);
});
for (const side of [left, right]) side.addEventListener("scroll", () => requestAnimationFrame(draw), { passive: true });
window.addEventListener("resize", draw);
const chosen = rows.find((row) => row.classList.contains("chosen"));
if (chosen) show(chosen);
else draw();
