// A card about the link that the pointer or the focus rests on; it can be pointed at itself, and Escape closes it.
import { element } from "./elements.js";
import { explain, factList } from "./things.js";
import { _ } from "./words.js";

const WAIT = 350;
const card = element("div", { className: "hovercard", hidden: true, aria: { role: "tooltip" } });
let timer = 0;
let shownFor = null;

function place(anchor) {
  const box = anchor.getBoundingClientRect();
  const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 8));
  const below = box.bottom + card.offsetHeight + 8 < window.innerHeight;
  card.style.left = `${left + window.scrollX}px`;
  card.style.top = `${(below ? box.bottom + 2 : box.top - card.offsetHeight - 2) + window.scrollY}px`;
}

async function show(anchor) {
  shownFor = anchor;
  try {
    const found = await explain(anchor.dataset.iri);
    if (shownFor !== anchor) {
      return;
    }
    const words = found.evidence[0];
    card.replaceChildren(
      element("p", { className: "kind", textContent: _(found.kind || "thing") }),
      element("p", {}, element("b", { textContent: found.label || found.short, lang: found.lang || "" })),
      factList(found, 5),
    );
    if (words && words.exact !== found.label) {
      card.append(element("blockquote", { lang: words.lang || "", textContent: `${words.before.slice(-40)}${words.exact}${words.after.slice(0, 40)}` }));
    }
    card.hidden = false;
    place(anchor);
  } catch {
    hide();
  }
}

function hide() {
  clearTimeout(timer);
  shownFor = null;
  card.hidden = true;
}

export function watch(container) {
  if (!card.isConnected) {
    document.body.append(card);
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", hide);
    document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  }
  const begin = (event) => {
    const anchor = event.target.closest?.("[data-iri]");
    if (anchor) {
      clearTimeout(timer);
      timer = setTimeout(() => show(anchor), WAIT);
    }
  };
  const end = () => {
    clearTimeout(timer);
    timer = setTimeout(hide, WAIT);
  };
  container.addEventListener("pointerover", begin);
  container.addEventListener("focusin", begin);
  container.addEventListener("pointerout", end);
  container.addEventListener("focusout", end);
}
