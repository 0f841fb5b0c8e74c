// YASQE over the text area of the form: our prefixes, our completion, and the place of an error.
import { register } from "./completion.js";
import { element } from "./elements.js";
import { _ } from "./words.js";

const GUTTER = "gutterErrorBar";
const GRAMMAR_SAYS = _("the editor's grammar (SPARQL 1.1) expects something else here");

// Our prefixes need no declaration: the grammar starts as if they were declared.
async function declare(editor) {
  const response = await fetch("/sparql/prefixes.json");
  const known = response.ok ? await response.json() : {};
  const mode = editor.getMode();
  const plain = mode.startState;
  mode.startState = () => ({ ...plain(), prefixes: { ...known } });
  editor.setOption("tabSize", 2); // begins tokens anew
  checkSyntax(editor);
}

// Our own look at the grammar: the editor's tooltip has styles in its markup, which this page's policy forbids.
function checkSyntax(editor) {
  editor.clearGutter(GUTTER);
  for (let line = 0; line < editor.getDoc().lineCount(); line += 1) {
    const { state } = editor.getTokenAt({ line, ch: editor.getDoc().getLine(line).length }, true);
    if (state.OK === false) {
      editor.setGutterMarker(line, GUTTER, element("span", { className: "mark-syntax", textContent: "!", title: state.errorMsg || GRAMMAR_SAYS }));
      return;
    }
  }
}

export class Editor {
  constructor(area, box, run) {
    const { Yasqe } = window;
    Yasqe.defaults.prefixCcApi = `${location.origin}/sparql/prefixes.json`;
    Yasqe.defaults.autocompleters = ["prefixes", "variables"];
    register(Yasqe);
    const submit = () => run();
    this.area = area;
    this.yasqe = new Yasqe(box, {
      value: area.value, persistenceId: null, consumeShareLink: null, createShareableLink: null, showQueryButton: false, resizeable: true,
      syntaxErrorCheck: false, editorHeight: "16rem", foldGutter: false, gutters: [GUTTER, "CodeMirror-linenumbers"], viewportMargin: Infinity,
      extraKeys: { "Ctrl-Enter": submit, "Cmd-Enter": submit, "Ctrl-S": () => {}, Tab: false, "Shift-Tab": false },
    });
    this.marks = [];
    this.yasqe.getInputField().setAttribute("aria-label", _("SPARQL query"));
    this.yasqe.on("changes", () => {
      this.unmark();
      checkSyntax(this.yasqe);
      area.value = this.text;
    });
    declare(this.yasqe);
    area.hidden = true;
    document.querySelector(`label[for="${area.id}"]`).htmlFor = "";
  }

  get text() {
    return this.yasqe.getValue();
  }

  set text(query) {
    this.yasqe.setValue(query);
  }

  focus() {
    this.yasqe.focus();
  }

  // Line and column from 1, as the server says them.
  mark(line, column) {
    const doc = this.yasqe.getDoc();
    const at = { line: line - 1, ch: Math.max(0, column - 1) };
    this.marks.push(doc.addLineClass(at.line, "background", "line-wrong"));
    doc.markText(at, { line: at.line, ch: at.ch + 1 }, { className: "here-wrong" });
    this.yasqe.setGutterMarker(at.line, GUTTER, element("span", { className: "mark-wrong", textContent: "✕", title: _("line %(line)s, column %(column)s", { line, column }) }));
    doc.setCursor(at);
    this.yasqe.scrollIntoView(at, 60);
  }

  unmark() {
    const doc = this.yasqe.getDoc();
    this.marks.splice(0).forEach((line) => doc.removeLineClass(line, "background", "line-wrong"));
    doc.getAllMarks().forEach((one) => one.className === "here-wrong" && one.clear());
  }
}
