// Ready-made questions: cards that can be sifted, fields that suggest names, answers as tabs.
import { element } from "./elements.js";
import { mount } from "./results.js";
import { _ } from "./words.js";

const WAIT = 150;
const SUFFIXES = ["csv", "json", "tsv", "xml"];

function sift() {
  const box = document.getElementById("sift");
  const field = document.getElementById("q");
  if (!box || !field) {
    return;
  }
  box.hidden = false;
  const cards = [...document.querySelectorAll(".question")];
  field.addEventListener("input", () => {
    const words = field.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    for (const card of cards) {
      const text = card.textContent.toLocaleLowerCase();
      card.hidden = !words.every((word) => text.includes(word));
    }
    document.querySelectorAll("main section").forEach((section) => {
      section.hidden = !section.querySelector(".question:not([hidden])");
    });
    document.getElementById("sifted").textContent = words.length ? _("%(some)s of %(all)s", { some: cards.filter((card) => !card.hidden).length, all: cards.length }) : "";
  });
}

// A list of the browser's own, filled with names that begin with what is typed, in any script.
function suggest(field) {
  const list = document.getElementById(`${field.id}-known`);
  let timer = 0;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (field.value.trim().length < 2) {
        return;
      }
      const response = await fetch(`/reconcile/suggest/entity?prefix=${encodeURIComponent(field.value.trim())}`);
      const found = response.ok ? (await response.json()).result : [];
      const times = new Map();
      found.forEach(({ name }) => times.set(name, (times.get(name) || 0) + 1));
      // Of namesakes the key tells which is meant.
      list.replaceChildren(...found.map(({ id, name, description }) => element("option", { value: times.get(name) > 1 ? `entity/${id}` : name, label: `${name} · ${description || ""}` })));
    }, WAIT);
  });
}

function draw() {
  const section = document.getElementById("result");
  const data = document.getElementById("found");
  if (!section || !data) {
    return;
  }
  const found = JSON.parse(data.textContent);
  const given = new URLSearchParams([...new URLSearchParams(location.search)].filter(([, value]) => value.trim()));
  const files = SUFFIXES.map((suffix) => [suffix.toUpperCase(), `/queries/${section.dataset.name}.${suffix}${String(given) ? `?${given}` : ""}`]);
  const view = location.hash.startsWith("#view=") ? location.hash.slice(6) : section.dataset.view;
  mount(section, found, { view, files, hidden: found.hidden, onView: (name) => history.replaceState(null, "", `#view=${name}`) });
}

sift();
document.querySelectorAll('input[data-kind="entity"]').forEach(suggest);
draw();
