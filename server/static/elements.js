// Making elements; every text is set as text, never as markup.
import { kept } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";

export function element(name, properties = {}, ...children) {
  const { data, aria, ...rest } = properties;
  if (name === "a" && rest.href) rest.href = kept(rest.href);
  const made = Object.assign(document.createElement(name), rest);
  Object.assign(made.dataset, data || {});
  for (const [key, value] of Object.entries(aria || {})) {
    made.setAttribute(key === "role" ? key : `aria-${key}`, value);
  }
  made.append(...children);
  return made;
}

export function drawn(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, key === "href" ? kept(value) : value);
  }
  made.append(...children);
  return made;
}
