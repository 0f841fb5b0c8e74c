// The result as programs get it.
import { element } from "./elements.js";

const MOST = 60000;

export function raw(panel, context) {
  const bindings = context.rows.slice(0, 500);
  const text = JSON.stringify({ head: { vars: context.found.variables }, results: { bindings } }, null, 1);
  panel.append(element("pre", { className: "wide", tabIndex: 0, textContent: text.length > MOST ? `${text.slice(0, MOST)}\n…` : text }));
}
