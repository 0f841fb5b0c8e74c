// A result as tabs: a table first, then those pictures that fit its columns, then the raw text.
import { element } from "./elements.js";
import { watch } from "./hover.js";
import { table } from "./view-table.js";
import { bars, barColumns } from "./view-bars.js";
import { timeline, timeColumns } from "./view-timeline.js";
import { network, networkColumns } from "./view-network.js";
import { places, placeColumns } from "./view-map.js";
import { raw } from "./view-raw.js";
import { Things } from "./things.js";
import { _, ngettext, pgettext } from "./words.js";

const VIEWS = [
  { name: "table", title: _("Table"), fits: () => true, draw: table },
  { name: "bar", title: _("Bars"), fits: barColumns, draw: bars },
  { name: "timeline", title: _("Timeline"), fits: timeColumns, draw: timeline },
  { name: "network", title: _("Network"), fits: networkColumns, draw: network },
  { name: "map", title: _("Map"), fits: placeColumns, draw: places },
  { name: "raw", title: _("Raw"), fits: () => true, draw: raw },
];
const ALIASES = { chart: "bar", bars: "bar", graph: "network" };

// The view that a comment of the query asks for: `#view: bar`.
export function wished(query) {
  const found = /^[ \t]*#[ \t]*(?:default)?view:[ \t]*(\w+)/im.exec(query);
  const name = found ? found[1].toLowerCase() : "";
  return ALIASES[name] || name;
}

function heading(found) {
  if (found.kind === "boolean") {
    return _("Answer");
  }
  if (found.kind === "graph") {
    return _("Graph");
  }
  const { length } = found.rows;
  return found.cut ? ngettext("%(num)s row of more", "%(num)s rows of more", length) : ngettext("%(num)s row", "%(num)s rows", length);
}

function plainly(found) {
  if (found.kind === "boolean") {
    return element("p", { className: "lead", textContent: found.boolean ? pgettext("answer", "yes") : pgettext("answer", "no") });
  }
  return element("pre", { className: "wide", tabIndex: 0, textContent: found.text });
}

function note(found) {
  return found.cut ? element("p", { className: "warn", textContent: _("Cut here: there is more. The files have all.") }) : "";
}

// Moves with the arrow keys, as tabs do.
function arrows(tabs, choose) {
  return (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      const next = (tabs.indexOf(event.currentTarget) + step + tabs.length) % tabs.length;
      event.preventDefault();
      tabs[next].focus();
      choose(tabs[next].dataset.view);
    }
  };
}

function tabbed(context, views, settings) {
  const panel = element("div", { id: "panel", tabIndex: -1, aria: { role: "tabpanel" } });
  const tabs = views.map((view) => element("button", { type: "button", textContent: view.title, id: `tab-${view.name}`, data: { view: view.name }, aria: { role: "tab", controls: "panel" } }));
  const choose = (name, told = true) => {
    const view = views.find((one) => one.name === name) || views[0];
    for (const tab of tabs) {
      const chosen = tab.dataset.view === view.name;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    }
    panel.setAttribute("aria-labelledby", `tab-${view.name}`);
    panel.replaceChildren();
    view.draw(panel, context);
    if (told) {
      settings.onView?.(view.name);
    }
  };
  for (const tab of tabs) {
    tab.addEventListener("click", () => choose(tab.dataset.view));
    tab.addEventListener("keydown", arrows(tabs, choose));
  }
  choose(settings.view, false);
  return [element("div", { className: "tabs", aria: { role: "tablist", label: _("Views of the result") } }, ...tabs), panel];
}

// Settings: `query`, `view` to begin with, `files` (a title and an address each), `hidden` columns, `onView`.
export function mount(section, found, settings) {
  const parts = [element("h2", { textContent: heading(found) }), note(found)];
  if (settings.files?.length) {
    const links = settings.files.flatMap(([title, address]) => [element("a", { href: address, textContent: title }), " "]);
    parts.push(element("p", { className: "files" }, _("All of it for programs:"), " ", ...links));
  }
  if (found.kind === "solutions") {
    const hidden = settings.hidden || [];
    const columns = found.variables.filter((name) => !hidden.includes(name));
    const context = { found, rows: found.rows, columns, things: new Things(found.things), query: settings.query };
    parts.push(...tabbed(context, VIEWS.filter((view) => view.fits(context)), settings));
  } else {
    parts.push(plainly(found));
  }
  section.replaceChildren(...parts.filter(Boolean));
  watch(section);
}
