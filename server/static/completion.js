// Completes terms of the vocabulary by name and by English words, and entities by their names in any script.
const WORD = /(?:<|\b(?=\w+:)|(?<![?$@\p{L}\p{N}_:<-]))([\p{L}][\p{L}\p{N}_-]*:?[\p{L}\p{N}_-]*)$/u;
const KEYWORDS = "SELECT DISTINCT REDUCED CONSTRUCT DESCRIBE ASK WHERE FROM NAMED GRAPH OPTIONAL UNION MINUS FILTER BIND VALUES LIMIT OFFSET ORDER GROUP BY HAVING ASC DESC PREFIX BASE COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT NOT EXISTS IN AS REGEX CONTAINS STRSTARTS STRENDS LANG STR COALESCE BOUND IF SUBSTR UNDEF true false".split(" ");
const MOST_TERMS = 30;
const LETTERS = 3;
const [MOMENT, PATIENCE] = [120, 600];
const told = new Map();
const asked = new Map();
let terms = [];

async function load() {
  const response = await fetch("/sparql/terms.json");
  terms = response.ok ? (await response.json()).terms : [];
}

function isKeyword(word) {
  return KEYWORDS.some((one) => one.startsWith(word.toUpperCase())) && (word === word.toUpperCase() || KEYWORDS.includes(word.toUpperCase()));
}

// The word before the cursor that could become a term or an entity, and where it stands.
function wordBefore(editor) {
  const cursor = editor.getDoc().getCursor();
  const kind = editor.getTokenAt(cursor).type || "";
  const line = editor.getDoc().getLine(cursor.line).slice(0, cursor.ch);
  const found = /comment|string/.test(kind) || /^\s*(PREFIX|BASE)\b/i.test(line) ? null : WORD.exec(line);
  if (!found || found[1].length < 2 || isKeyword(found[1])) {
    return null;
  }
  return { text: found[1], start: cursor.ch - found[0].length, end: cursor.ch };
}

function rank(term, word) {
  const local = term.name.slice(term.name.indexOf(":") + 1).toLowerCase();
  const name = term.name.toLowerCase();
  const starts = [name.startsWith(word), local.startsWith(word), term.label.toLowerCase().split(" ").some((part) => part.startsWith(word))];
  return starts.indexOf(true);
}

function matchingTerms(word) {
  const low = word.toLowerCase();
  const found = terms.map((term) => [rank(term, low), term]).filter(([place]) => place >= 0);
  found.sort((a, b) => a[0] - b[0] || a[1].name.length - b[1].name.length || (a[1].name < b[1].name ? -1 : 1));
  return found.slice(0, MOST_TERMS).map(([, term]) => {
    told.set(term.name, `${term.name}  ${[term.kind, term.label].filter(Boolean).join(" · ")}`);
    return term.name;
  });
}

async function ask(word) {
  const response = await fetch(`/reconcile/suggest/entity?prefix=${encodeURIComponent(word)}`);
  const found = response.ok ? (await response.json()).result : [];
  return found.map(({ id, name, description }) => {
    const text = `<entity/${id}>`;
    told.set(text, `${name}  ${description || ""}`);
    return text;
  });
}

function matchingEntities(word) {
  if (word.includes(":") || word.length < LETTERS) {
    return Promise.resolve([]);
  }
  if (!asked.has(word)) {
    asked.set(word, ask(word));
  }
  return asked.get(word);
}

// Terms wait a moment only for names; names that come late are shown where the word still stands alone.
async function suggest(editor, word) {
  const ours = matchingTerms(word);
  const entities = matchingEntities(word);
  const late = new Promise((resolve) => { setTimeout(resolve, ours.length ? MOMENT : PATIENCE, null); });
  const inTime = await Promise.race([entities, late]);
  if (inTime === null && !ours.length) {
    entities.then((found) => found.length && wordBefore(editor)?.text === word && !editor.state.completionActive?.widget && editor.autocomplete());
  }
  return [...ours, ...(inTime || [])];
}

export function register(Yasqe) {
  load();
  Yasqe.registerAutocompleter({
    name: "claimgraph",
    bulk: false,
    autoShow: true,
    isValidCompletionPosition: (editor) => Boolean(wordBefore(editor)),
    preProcessToken: (editor, token) => {
      const word = wordBefore(editor);
      return word ? { ...token, string: word.text, autocompletionString: word.text, from: { ch: word.start }, to: { ch: word.end } } : token;
    },
    get: (editor, token) => (token?.autocompletionString ? suggest(editor, token.autocompletionString) : []),
    postprocessHints: (_, hints) => hints.map((hint) => ({ ...hint, displayText: told.get(hint.text) || hint.text })),
  }, true);
}
