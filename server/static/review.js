// The review queue: single keys decide, the token goes in a header of each request and stays in this tab.
import { _, kept, ngettext } from "./words.js";

const KEY = "claimgraph.review.token", SINGLE = "claimgraph.review.keys";
const door = document.getElementById("door"), who = document.getElementById("who"), said = document.getElementById("said");
const keys = document.getElementById("keys");
let back = [];

const doubt = () => document.getElementById("doubt");
const token = () => sessionStorage.getItem(KEY);

function say(words, failed = false) {
  said.textContent = words;
  said.classList.toggle("failed", failed);
}

async function send(address, options = {}) {
  const headers = { Accept: "application/json", ...(token() && { Authorization: `Bearer ${token()}` }), ...options.headers };
  const reply = await fetch(address, { ...options, headers });
  const text = await reply.text();
  if (!reply.ok) throw Object.assign(new Error(text.trim()), { status: reply.status });
  return JSON.parse(text);
}

async function enter() {
  try {
    const { name } = await send("/review/reviewer.json");
    who.querySelector("b").textContent = name;
    door.hidden = true;
    who.hidden = false;
    doubt().focus({ preventScroll: true });
  } catch (problem) {
    sessionStorage.removeItem(KEY);
    door.hidden = false;
    who.hidden = true;
    say(problem.message, true);
  }
}

// Shows another address in place: the part of the page that it changes.
async function go(address, keep = true) {
  hold(true);
  address = kept(address);
  const reply = await fetch(address, { headers: { Accept: "text/html" } }).finally(() => hold(false));
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const fresh = page.getElementById("review");
  if (!fresh) return location.assign(address);
  document.getElementById("review").replaceWith(document.adoptNode(fresh));
  if (keep) history.pushState(null, "", address);
  document.title = page.title;
  doubt().focus({ preventScroll: true });
  doubt().scrollIntoView({ block: "nearest" });
}

const links = () => [...document.querySelectorAll("#queue ol a")];

// The next doubt that nobody has decided, else what the queue begins with.
function following() {
  const all = links(), here = all.findIndex((link) => link.dataset.id === doubt().dataset.id);
  const link = all.slice(here + 1).find((one) => !one.closest(".done"));
  const asked = new URLSearchParams(location.search);
  asked.delete("item");
  const more = document.querySelector('#queue a[rel="next"]');
  return link?.getAttribute("href") ?? (here >= 0 && more ? more.getAttribute("href") : `/review?${asked}`);
}

function leaveFor(address) {
  back.push(location.pathname + location.search);
  return go(address);
}

let busy = false;

function hold(on) {
  busy = on;
  document.getElementById("main").setAttribute("aria-busy", on);
}

// What is typed while a decision is under way was meant for a doubt that nobody has seen.
async function decide(wish) {
  if (busy) return;
  hold(true);
  await carry(wish).finally(() => hold(false));
}

async function carry(wish) {
  if (!token()) {
    say(_("Give a token first: it says who decides."), true);
    door.querySelector("input").focus();
    return;
  }
  const note = document.getElementById("note")?.value.trim();
  const section = doubt(), after = following();
  const content = { note: note || null, again: "decided" in section.dataset, ...wish };
  const body = JSON.stringify(content);
  try {
    const made = await send("/review/decisions", { method: "POST", body, headers: { "Content-Type": "application/json" } });
    say(wish.answer === "undo" ? _("Undone: %(what)s", { what: made.says }) : _("Saved: %(what)s", { what: made.says }));
    if (wish.answer !== "undo") await leaveFor(after);
    else if (made.doubt) await go(`/review?${with_item(made.doubt)}`);
    else await go(location.href, false);
  } catch (problem) {
    say(problem.message, true);
    if (problem.status === 401) await enter();
    if (problem.status === 409) { await go(`/review?${with_item(section.dataset.id)}`); say(problem.message, true); }
  }
}

function with_item(id) {
  const asked = new URLSearchParams(location.search);
  asked.set("item", id);
  return asked;
}

const here = () => ({ doubt: doubt().dataset.id });

const answers = {
  accept: () => decide({ ...here(), answer: "accept" }),
  reject: () => decide({ ...here(), answer: "reject" }),
  undo: () => decide({ answer: "undo" }),
  skip: () => leaveFor(following()),
  back: () => (back.length ? go(back.pop()) : say(_("This is where you began."))),
  set: (button) => (button.dataset.qid ? decide({ ...here(), answer: "set", qid: button.dataset.qid }) : open("set")),
  merge: () => open("merge"),
  split: () => open("split"),
  rename: () => open("rename"),
  help: () => open("help"),
};

function open(name) {
  const dialog = document.getElementById(`dialog-${name}`);
  dialog.showModal();
  dialog.querySelector("input")?.focus();
  const source = dialog.querySelector("[data-source]");
  if (source?.value) look(source);
}

// Fills the list of a dialog with what fits the words typed.
async function look(input) {
  const list = input.form.querySelector("select"), asked = input.value.trim();
  if (!asked) return list.replaceChildren();
  const found = await send(input.dataset.source + encodeURIComponent(asked)).catch(() => ({}));
  if (input.value.trim() !== asked) return;
  const own = doubt().dataset.entity;
  const lines = (found.items ?? []).map((one) => [one.qid, `${one.label} (${one.qid}) ${one.description}`])
    .concat((found.entities ?? []).filter((one) => one.key !== own).map((one) => [one.key, `${one.label} [${one.kind}] ${ngettext("%(num)s mention", "%(num)s mentions", one.mentions)}, ${ngettext("%(num)s claim", "%(num)s claims", one.claims)} · ${one.key}`]));
  list.replaceChildren(...lines.map(([value, words]) => new Option(words, value)));
  if (list.options.length) list.selectedIndex = 0;
}

const finish = {
  set: (form) => {
    const typed = form.querySelector("input").value.trim().split("/").pop();
    const qid = /^Q[1-9]\d*$/.test(typed) ? typed : form.querySelector("select").value;
    return qid ? decide({ ...here(), answer: "set", qid }) : say(_("No item was chosen."), true);
  },
  merge: (form) => {
    const other = form.querySelector("select").value;
    return other ? decide({ ...here(), answer: "merge", other }) : say(_("No entity was chosen."), true);
  },
  split: (form) => {
    const data = new FormData(form);
    const part = { spellings: data.getAll("spellings"), documents: data.getAll("documents") };
    return part.spellings.length + part.documents.length ? decide({ ...here(), answer: "split", ...part }) : say(_("Nothing was chosen."), true);
  },
  rename: (form) => {
    const data = new FormData(form);
    return decide({ ...here(), answer: "rename", name: data.get("name"), lang: data.get("code") || null });
  },
  help: () => {},
};

document.addEventListener("submit", (event) => {
  const form = event.target, dialog = form.closest("dialog");
  if (form === door) {
    event.preventDefault();
    sessionStorage.setItem(KEY, form.elements.token.value.trim());
    form.elements.token.value = "";
    say("");
    enter();
  } else if (dialog) {
    dialog.close();
    event.preventDefault();
    finish[dialog.id.replace("dialog-", "")](form);
  } else if (form.classList.contains("review")) {
    event.preventDefault();
    const asked = [...new FormData(form)].filter(([, value]) => value);
    go(`/review?${new URLSearchParams(asked)}`);
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button"), link = event.target.closest("#queue a");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    leaveFor(link.getAttribute("href"));
  } else if (button?.dataset.answer) {
    answers[button.dataset.answer](button);
  } else if (button && "close" in button.dataset) {
    button.closest("dialog").close();
  } else if (button && "none" in button.dataset) {
    button.closest("dialog").close();
    decide({ ...here(), answer: "set", qid: null });
  } else if (button?.id === "leave") {
    sessionStorage.removeItem(KEY);
    who.hidden = true;
    door.hidden = false;
    say(_("The token is forgotten."));
  }
});

let pause;
document.addEventListener("input", (event) => {
  if (!event.target.dataset.source) return;
  clearTimeout(pause);
  pause = setTimeout(() => look(event.target), 200);
});

// A key by the letter on it, also where the keyboard writes another script.
function typed(event) {
  if (/^[a-z0-9?]$/i.test(event.key)) return event.key.toLowerCase();
  return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : "";
}

document.addEventListener("keydown", (event) => {
  const inside = event.target.closest?.("input, textarea, select, dialog, [contenteditable]");
  if (event.target.id === "note" && (event.key === "Enter" || event.key === "Escape")) {
    event.preventDefault();
    return doubt().focus();
  }
  const dialog = event.target.closest?.("dialog");
  if (dialog && event.target.dataset.source && event.key === "ArrowDown") {
    event.preventDefault();
    return dialog.querySelector("select").focus();
  }
  if (dialog && event.target.matches("select") && event.key === "Enter") return dialog.querySelector("form").requestSubmit();
  if ((inside && event.target.id !== "keys") || event.ctrlKey || event.metaKey || event.altKey || !keys.checked || event.repeat) return;
  const key = typed(event);
  if (key === "w") {
    event.preventDefault();
    return document.getElementById("note")?.focus();
  }
  if (busy) return;
  const button = key && doubt().querySelector(`button[data-key="${CSS.escape(key)}"]`);
  if (button && !button.disabled) {
    event.preventDefault();
    button.click();
  }
});

keys.checked = localStorage.getItem(SINGLE) !== "off";
keys.addEventListener("change", () => localStorage.setItem(SINGLE, keys.checked ? "on" : "off"));
addEventListener("popstate", () => go(location.href, false));
if (!document.getElementById("closed")) {
  door.hidden = false;
  if (token()) enter();
}
