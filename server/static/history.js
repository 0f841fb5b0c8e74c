// The last queries, kept in this browser only.
import { element } from "./elements.js";
import { ngettext } from "./words.js";

const KEY = "claimgraph.sparql.history";
const MOST = 50;

export function remembered() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) || "[]");
    return Array.isArray(found) ? found.filter((one) => typeof one?.query === "string") : [];
  } catch {
    return [];
  }
}

function keep(list) {
  try {
    localStorage.setItem(KEY, JSON.stringify(list));
  } catch {
    // A browser that keeps nothing has no history.
  }
}

export function remember(query, answer) {
  const others = remembered().filter((one) => one.query !== query);
  keep([{ query, when: new Date().toISOString(), answer }, ...others].slice(0, MOST));
}

function title(query) {
  const lines = query.split("\n").filter((line) => line.trim() && !/^\s*PREFIX\b/i.test(line));
  const named = lines.find((line) => line.startsWith("#title:"));
  return (named ? named.slice(7) : lines.filter((line) => !/^\s*#/.test(line)).join(" ")).trim().slice(0, 120);
}

export function showHistory(box, choose) {
  const list = remembered();
  box.hidden = list.length === 0;
  box.querySelector("summary").textContent = ngettext("History: 1 query", "History: %(num)s queries", list.length);
  box.querySelector("ol").replaceChildren(...list.map((one) => {
    const button = element("button", { type: "button", className: "tie", textContent: title(one.query) });
    button.addEventListener("click", () => choose(one.query));
    return element("li", {}, button, element("span", { className: "quiet", textContent: ` ${String(one.when || "").slice(0, 16).replace("T", " ")} · ${one.answer || ""}` }));
  }));
  box.querySelector("p button").onclick = () => {
    keep([]);
    showHistory(box, choose);
  };
}
