// The page of a document: layers and the chosen claim change at once, by mouse or keyboard, and are kept in the address.
const reader = document.getElementById("reader");
const text = reader.querySelector("article.text");
const boxes = [...reader.querySelectorAll('.layers input[type="checkbox"]')];
const cards = [...reader.querySelectorAll("li.card[data-claim]")];

function keep() {
  const address = new URL(window.location.href);
  address.searchParams.delete("layer");
  if (!boxes.every((box) => box.checked)) {
    const names = boxes.filter((box) => box.checked).map((box) => box.value);
    (names.length ? names : [""]).forEach((name) => address.searchParams.append("layer", name));
  }
  const chosen = reader.querySelector("li.card.chosen");
  if (chosen) address.searchParams.set("claim", chosen.dataset.claim);
  else address.searchParams.delete("claim");
  address.hash = "";
  history.replaceState({}, "", address);
}

function layer(box) {
  text.classList.toggle(`shows-${box.value}`, box.checked);
  keep();
}

function choose(card, scrollsText) {
  for (const other of cards) {
    other.classList.toggle("chosen", other === card);
    if (other === card) other.setAttribute("aria-current", "true");
    else other.removeAttribute("aria-current");
  }
  const number = card.id.slice(1);
  for (const mark of text.querySelectorAll("mark[data-claims]")) {
    mark.classList.toggle("chosen", mark.dataset.claims.split(" ").includes(number));
  }
  const there = scrollsText ? text.querySelector("mark.chosen") : card;
  if (there) there.scrollIntoView({ block: scrollsText ? "center" : "nearest", behavior: "instant" });
  keep();
}

function step(by) {
  const now = cards.findIndex((card) => card.classList.contains("chosen"));
  const next = cards[now < 0 ? (by > 0 ? 0 : cards.length - 1) : (now + by + cards.length) % cards.length];
  if (!next) return;
  choose(next, true);
  next.scrollIntoView({ block: "nearest", behavior: "instant" });
}

reader.classList.add("scripted");
boxes.forEach((box) => box.addEventListener("change", () => layer(box)));
reader.addEventListener("click", (event) => {
  const find = event.target.closest("a.find");
  if (find) {
    event.preventDefault();
    choose(find.closest("li.card"), true);
    return;
  }
  const number = event.target.closest("a.number");
  const mark = event.target.closest("mark[data-claims]");
  if (number) event.preventDefault();
  else if (!mark || event.target.closest("a")) return;
  // Of claims within each other the one with the fewest words is meant.
  const numbers = number ? [number.textContent] : mark.dataset.claims.split(" ");
  const near = numbers.map((one) => cards[Number(one) - 1]);
  choose(near.sort((a, b) => a.querySelector("blockquote").textContent.length - b.querySelector("blockquote").textContent.length)[0], false);
});
reader.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const box = boxes[Number(event.key) - 1];
  if (box) {
    box.checked = !box.checked;
    layer(box);
  } else if (event.key === "n") step(1);
  else if (event.key === "p") step(-1);
});
