// How sigma writes names: collected while it draws, then put where they cover neither one another nor an actor.
import { place } from "./labels.js";

const SIZE = 13;
const FONT = `${SIZE}px system-ui, "Noto Sans", sans-serif`;
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export class Names {
  constructor() {
    this.waiting = [];
    this.context = null;
    this.shown = [];
    this.room = { width: 0, height: 0 };
    [this.ink, this.ground, this.line] = ["--ink", "--panel", "--line"].map(token);
  }

  // Stands in for sigma's own: `settings` of the renderer.
  get settings() {
    return { defaultDrawNodeLabel: (context, data) => this.collect(context, data), defaultDrawNodeHover: (context, data) => this.hover(context, data) };
  }

  // Before each frame: the one drawn while nobody listened has left its names.
  begin() {
    this.waiting = [];
  }

  collect(context, data) {
    if (data.label) {
      context.font = FONT;
      this.context = context;
      this.waiting.push({ x: data.x, y: data.y, radius: data.size, label: data.label, first: Boolean(data.forceLabel), width: context.measureText(data.label).width, height: SIZE + 3 });
    }
  }

  // After each frame.
  write() {
    const ranked = this.waiting.sort((a, b) => b.first - a.first || b.radius - a.radius);
    this.shown = place(ranked, this.room);
    this.shown.forEach((one) => this.letters(this.context, one.label, one.box.left, one.box.bottom - 4));
  }

  letters(context, label, x, y) {
    Object.assign(context, { font: FONT, lineJoin: "round", lineWidth: 4, strokeStyle: this.ground, fillStyle: this.ink });
    context.strokeText(label, x, y);
    context.fillText(label, x, y);
  }

  hover(context, { x, y, size, label, color }) {
    Object.assign(context, { font: FONT, fillStyle: this.ground, strokeStyle: this.line, lineWidth: 1 });
    context.beginPath();
    context.roundRect(x - size - 3, y - size - 3, 2 * size + 12 + (label ? context.measureText(label).width : 0), 2 * size + 6, 4);
    context.fill();
    context.stroke();
    context.fillStyle = color;
    context.beginPath();
    context.arc(x, y, size, 0, 2 * Math.PI);
    context.fill();
    if (label) this.letters(context, label, x + size + 3, y + SIZE / 3);
  }
}
