// The SPARQL page: runs queries without leaving it; the address always holds query and view.
import { Editor } from "./editor.js";
import { element } from "./elements.js";
import { remember, showHistory } from "./history.js";
import { mount, wished } from "./results.js";
import { SNIPPETS } from "./snippets.js";
import { _, decimal, kept, ngettext } from "./words.js";

const PLACE = /error at (\d+):(\d+)/;
const FILES = { solutions: ["csv", "json", "tsv", "xml"], boolean: ["json", "xml"], graph: ["ttl", "nt", "jsonld", "rdf"] };
const byId = (name) => document.getElementById(name);
const form = byId("ask");
const parts = { run: byId("run"), cancel: byId("cancel"), status: byId("status"), problem: byId("problem"), result: byId("result"), history: byId("history") };
const KINDS = { boolean: _("yes or no"), graph: _("graph") };
let running = null;

const editor = new Editor(byId("query"), byId("editor"), () => run());

function address(query, view) {
  return kept(`/sparql?${new URLSearchParams({ query, ...(view ? { view } : {}) })}`);
}

function show(found, query, view) {
  const files = FILES[found.kind].map((suffix) => [suffix.toUpperCase(), `/sparql?${new URLSearchParams({ query, format: suffix })}`]);
  mount(parts.result, found, { query, view, files, onView: (name) => history.replaceState(null, "", address(query, name)) });
}

function gist(found) {
  return found.kind === "solutions" ? ngettext("%(num)s row", "%(num)s rows", found.rows.length) : KINDS[found.kind];
}

function summary(found, elapsed) {
  const [store, all] = [found.seconds, elapsed / 1000].map((seconds) => decimal(seconds, 2));
  return [gist(found), _("%(store)s s in the store, %(all)s s in all · release %(release)s", { store, all, release: found.release })].join(" · ");
}

function tell(text) {
  const place = PLACE.exec(text);
  const message = element("p", { className: "warn", textContent: text.trim() });
  if (place) {
    const [line, column] = place.slice(1).map(Number);
    const go = element("button", { type: "button", className: "plain", textContent: _("Go to line %(line)s", { line }) });
    go.addEventListener("click", () => editor.focus());
    message.append(" ", go);
    editor.mark(line, column);
  }
  parts.problem.replaceChildren(message);
}

function busy(controller) {
  running = controller;
  parts.run.setAttribute("aria-disabled", String(Boolean(controller)));
  parts.cancel.hidden = !controller;
  parts.result.setAttribute("aria-busy", String(Boolean(controller)));
}

async function ask(query, signal) {
  const response = await fetch("/sparql/answer", { method: "POST", body: new URLSearchParams({ query }), headers: { Accept: "application/json" }, signal });
  if (!response.ok) {
    throw new Error(await response.text());
  }
  return response.json();
}

async function run() {
  if (running) {
    return;
  }
  const query = editor.text;
  const began = performance.now();
  const controller = new AbortController();
  busy(controller);
  parts.problem.replaceChildren();
  parts.status.textContent = _("Running …");
  try {
    const found = await ask(query, controller.signal);
    const view = wished(query);
    history.pushState(null, "", address(query, view));
    parts.status.textContent = summary(found, performance.now() - began);
    show(found, query, view);
    remember(query, gist(found));
    showHistory(parts.history, choose);
  } catch (error) {
    parts.status.textContent = error.name === "AbortError" ? _("Cancelled.") : "";
    if (error.name !== "AbortError") {
      tell(error.message);
    }
  } finally {
    busy(null);
  }
}

function choose(query) {
  editor.text = query;
  editor.focus();
}

async function copy(button) {
  const text = SNIPPETS[button.dataset.copy](editor.text);
  try {
    await navigator.clipboard.writeText(text);
    parts.status.textContent = _("Copied as %(format)s.", { format: button.textContent });
  } catch {
    // Without leave to use the clipboard the text is shown to be copied by hand.
    parts.problem.replaceChildren(element("pre", { className: "wide", tabIndex: 0, textContent: text }));
  }
}

function begin() {
  document.querySelector(".begin").hidden = false;
  document.querySelector(".copies").hidden = false;
  document.querySelector(".plainly").hidden = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  parts.cancel.addEventListener("click", () => running?.abort());
  byId("ready").addEventListener("change", (event) => {
    const query = event.target.selectedOptions[0].dataset.query;
    if (query) {
      choose(query);
    }
  });
  document.querySelectorAll("[data-copy]").forEach((button) => button.addEventListener("click", () => copy(button)));
  window.addEventListener("popstate", () => location.reload());
  showHistory(parts.history, choose);
  const data = byId("found");
  const problem = parts.problem.dataset.text;
  if (data) {
    const view = new URLSearchParams(location.search).get("view") || wished(editor.text);
    show(JSON.parse(data.textContent), editor.text, view);
  } else if (problem) {
    tell(problem);
  }
  window.claimgraph = { editor, run };
}

begin();
