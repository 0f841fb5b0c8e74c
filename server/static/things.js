// What the server knows of the IRIs of a result: names, cards, evidence.
import { element } from "./elements.js";
import { _ } from "./words.js";

const AT_ONCE = 300;
const EVIDENT = ["Claim", "Mention", "ClaimRelation", "ClaimCluster", "WikidataLink", "Quantity", "Assertion", "SpecificResource", "Instant", "Post", "Membership"];
// What the server calls the parts of a claim's evidence.
const PARTS = {
  words: _("words"), "reporting words": _("reporting words"), speaker: _("speaker"), figure: _("figure"), "named here": _("named here"),
  "claim of the cluster": _("claim of the cluster"),
};
const told = new Map();

export class Things {
  constructor(known = {}) {
    this.known = new Map(Object.entries(known));
  }

  of(iri) {
    return this.known.get(iri);
  }

  name(iri) {
    const thing = this.known.get(iri);
    return (thing && (thing.label || thing.short)) || iri;
  }

  // Asks for the names of those that are not known yet; at most so many at once.
  async learn(iris) {
    const missing = [...new Set(iris)].filter((iri) => !this.known.has(iri));
    for (let start = 0; start < missing.length; start += AT_ONCE) {
      const response = await fetch("/sparql/names", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(missing.slice(start, start + AT_ONCE)) });
      if (!response.ok) {
        return;
      }
      for (const [iri, thing] of Object.entries(await response.json())) {
        this.known.set(iri, thing);
      }
    }
  }

  // Of a row: what has words to show; else whatever of it has a page here.
  evident(row) {
    const iris = [...new Set(Object.values(row).filter((term) => term.type === "uri").map((term) => term.value))];
    const found = iris.filter((iri) => EVIDENT.includes(this.of(iri)?.kind));
    return found.length ? found : iris.filter((iri) => this.of(iri)?.page?.startsWith("/id/")).slice(0, 2);
  }
}

export function explain(iri) {
  if (!told.has(iri)) {
    told.set(iri, fetch(`/explain.json?iri=${encodeURIComponent(iri)}`).then(async (response) => {
      if (!response.ok) {
        throw new Error((await response.text()).trim());
      }
      return response.json();
    }));
    told.get(iri).catch(() => told.delete(iri));
  }
  return told.get(iri);
}

export function link(thing, text) {
  const outside = thing.page && !thing.page.startsWith("/");
  return thing.page ? element("a", { href: thing.page, textContent: text, ...(outside ? { rel: "noreferrer noopener external" } : {}) }) : element("span", { textContent: text });
}

export function factList(found, most) {
  const list = element("dl");
  for (const fact of found.facts.filter((one) => !["rdf:type", "schema:text", "schema:mentions"].includes(one.name)).slice(0, most)) {
    const value = element("dd", {}, link(fact, fact.value));
    if (fact.lang) {
      value.lang = fact.lang;
    }
    list.append(element("dt", { textContent: _(fact.property) }), value);
  }
  return list;
}

function passage(found) {
  const words = element("blockquote", { lang: found.lang || "" }, `…${found.before}`, element("mark", { className: "evidence", textContent: found.exact }), `${found.after}…`);
  const by = element("p", { className: "by" }, `${PARTS[found.part] || found.part} · `, link({ page: found.document_page }, found.title || _("document")));
  by.append([found.source, found.published, _("characters %(start)s–%(end)s", { start: String(found.start), end: String(found.end) })].filter(Boolean).map((part) => ` · ${part}`).join(""));
  if (found.claim_page) {
    by.append(" · ", link({ page: found.claim_page }, _("its claim")));
  }
  return element("li", { className: "card" }, words, by);
}

export function evidence(found) {
  const title = element("h3", {}, link(found, found.label || found.short));
  if (found.lang) {
    title.lang = found.lang;
  }
  const box = element("div", { className: "explained" }, element("p", { className: "kind", textContent: _(found.kind || "thing") }), title);
  box.append(found.evidence.length ? element("ul", { className: "cards" }, ...found.evidence.map(passage)) : element("p", { className: "quiet", textContent: _("It rests on no words of its own.") }));
  if (found.cut) {
    box.append(element("p", { className: "quiet", textContent: _("There are more passages: its page has all.") }));
  }
  box.append(element("details", {}, element("summary", { textContent: _("What is stated of it") }), factList(found, 40)));
  return box;
}
