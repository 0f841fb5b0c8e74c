"""Texts with inline marks read into the JSON of gold; the marks are described in gold/README.md."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from claimgraph.errors import LoadError
from claimgraph.ontology.terms import COMPARATOR, EVENT_TYPE, MEASURE

FORMS = {"d": "direct", "i": "indirect", "m": "mixed", "n": "narrator"}
PARTS = {"s": "speaker", "c": "cue", "v": "via", "a": "addressee"}
NAMES = frozenset(("PER", "ORG", "LOC"))
CLOSING = {"[": "]", "{": "}", "<": ">"}
MANY = frozenset(("q", "v"))
_HEAD = {"[": re.compile(r"(\S+) "), "{": re.compile(r"(\S+) "), "<": re.compile(r"([^|<>{}\[\]\n]*)\|")}
_LABEL = re.compile(r"q(\d+)([dimn])(?:=(\w+|-))?|([scva])(\d+)")
_QUANTITY = re.compile(r"(\w+) (\w+) (-|\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?)")
_DATE = re.compile(r"date (-|\d{4}(?:-\d\d){0,2})")
_PUBLISHED = re.compile(r"<published (\d{4}-\d\d-\d\d)>\n")
_RUN = re.compile(r"[^\[\]{}<>|]+")

Row = dict[str, Any]


class MarkupError(LoadError):
    """A mark that can't be read; `source` names file and line, which counts from 1."""

    @classmethod
    def at(cls, file: str, line: int, reason: str) -> MarkupError:
        """Return the error for a place."""
        return cls(f"{file}:{line}", reason)


@dataclass(frozen=True)
class Mark:
    """One mark: its bracket, its head and where its words stand in the plain text (code points, end exclusive)."""

    bracket: str
    head: str
    start: int
    end: int
    line: int
    depth: int


@dataclass(frozen=True)
class Marked:
    """A text without its marks, and the marks in the order in which they open."""

    file: str
    text: str
    marks: tuple[Mark, ...]

    def of(self, bracket: str) -> Iterator[Mark]:
        """Yield the marks of one bracket."""
        return (mark for mark in self.marks if mark.bracket == bracket)

    def error(self, mark: Mark, reason: str) -> MarkupError:
        """Return the error that tells what is wrong with a mark."""
        return MarkupError.at(self.file, mark.line, f"{reason} in {mark.bracket}{mark.head} {self.words(mark)!r}")

    def words(self, mark: Mark) -> str:
        """Return what stands inside the mark."""
        return self.text[mark.start : mark.end]


def separate(source: str, file: str = "-", position: int = 0) -> Marked:
    """Take the marks out of a text from a position on; raise MarkupError where they don't nest or are not closed."""
    plain, open_, marks = "", list[Mark](), list[Mark]()
    while position < len(source):
        sign, line = source[position], source.count("\n", 0, position) + 1
        if sign in CLOSING:
            head = _HEAD[sign].match(source, position + 1)
            if head is None:
                raise MarkupError.at(file, line, f"a {sign} without a head")
            open_.append(Mark(sign, head[1], len(plain), -1, line, len(open_)))
            position = head.end()
        elif run := _RUN.match(source, position):
            plain += run[0]
            position = run.end()
        else:
            if not open_ or CLOSING[open_[-1].bracket] != sign:
                raise MarkupError.at(file, line, f"a {sign} that closes nothing")
            last = open_.pop()
            marks.append(Mark(last.bracket, last.head, last.start, len(plain), last.line, last.depth))
            position += 1
    if open_:
        raise MarkupError.at(file, open_[-1].line, f"a {open_[-1].bracket}{open_[-1].head} that is never closed")
    return Marked(file, plain, tuple(sorted(marks, key=lambda m: (m.start, m.depth))))


def span(marked: Marked, mark: Mark) -> Row:
    """Return offsets and words of a mark; raise MarkupError where the words start or end with a blank."""
    words = marked.words(mark)
    if not words or words != words.strip():
        raise marked.error(mark, "no words, or a blank at their edge,")
    return {"start": mark.start, "end": mark.end, "text": words}


def mentions(marked: Marked, lang: str) -> list[Row]:
    """Return the names; a name inside another one is not `outer`."""
    found, reach = list[Row](), 0
    for mark in marked.of("["):
        if mark.head not in NAMES:
            raise marked.error(mark, "a type that is not PER, ORG or LOC")
        rest = {"entity": None, "qid": None, "form": "name", "lang": lang, "outer": mark.start >= reach}
        found.append({**span(marked, mark), "type": mark.head, **rest})
        reach = max(reach, mark.end)
    return found


def bounds(marked: Marked, mark: Mark, comparator: str, value: str) -> Row:
    """Return the value of a quantity: null when vague, the lower end of a range together with both ends."""
    if (value == "-") != (comparator == "vague") or ("-" in value[1:]) != (comparator == "range"):
        raise marked.error(mark, "comparator and value that don't fit each other")
    if comparator == "vague":
        return {"value": None, "optional": True}
    lower, _, upper = value.partition("-")
    figures = re.sub(r"\D", "", marked.words(mark))
    if not upper and figures and not lower.replace(".", "").startswith(figures.rstrip("0") or "0"):
        raise marked.error(mark, f"words that don't say {value}")
    ends = {"lower": number(lower), "upper": number(upper), "optional": True} if upper else {}
    return {"value": number(lower), **ends}


def number(figures: str) -> int | float:
    """Return a number as JSON should show it."""
    return float(figures) if "." in figures else int(figures)


def quantities(marked: Marked, lang: str, name: str) -> list[Row]:
    """Return the counts; raise MarkupError where a head is not `measure comparator value`."""
    found = list[Row]()
    for mark in (mark for mark in marked.of("<") if not mark.head.startswith("date ")):
        head = _QUANTITY.fullmatch(mark.head)
        if head is None or head[1] not in MEASURE or head[2] not in COMPARATOR:
            raise marked.error(mark, "no measure, comparator and value")
        own = {"id": f"{name}-q{len(found) + 1:02}", **span(marked, mark), "measure": head[1], "comparator": head[2]}
        found.append({**own, **bounds(marked, mark, head[2], head[3]), "lang": lang})
    return found


def dates(marked: Marked) -> list[Row]:
    """Return the dates; raise MarkupError where a value is none of `-`, year, month or day in ISO form."""
    found = list[Row]()
    for mark in (mark for mark in marked.of("<") if mark.head.startswith("date ")):
        head = _DATE.fullmatch(mark.head)
        if head is None:
            raise marked.error(mark, "no date")
        if head[1] != "-" and not is_day(head[1]):
            raise marked.error(mark, f"{head[1]}, which is in no calendar (allowed: YYYY, YYYY-MM, YYYY-MM-DD, -),")
        found.append({**span(marked, mark), "value": head[1]})
    return found


def is_day(value: str) -> bool:
    """Tell whether the calendar has a day; of a month or year, whether it has the first one.

    >>> is_day("2024-02-29"), is_day("2022-13"), is_day("2022")
    (True, False, True)
    """
    try:
        date.fromisoformat((value + "-01-01")[: len("YYYY-MM-DD")])
    except ValueError:
        return False
    return True


@dataclass
class Draft:
    """The marks of one claim, by part; `event` is its event type, `-` for none of them, empty where nobody said."""

    form: str
    parts: dict[str, list[Mark]]
    event: str = ""


def drafts(marked: Marked) -> dict[int, Draft]:
    """Gather the marks by the number of their claim."""
    found = dict[int, Draft]()
    for mark in marked.of("{"):
        for label in mark.head.split(","):
            read = _LABEL.fullmatch(label)
            if read is None:
                raise marked.error(mark, f"an unknown label {label}")
            draft = found.setdefault(int(read[1] or read[5]), Draft("", {}))
            if read[2] and draft.form not in ("", read[2]):
                raise marked.error(mark, "another form than before")
            if read[3] not in (None, "-", *EVENT_TYPE):
                raise marked.error(mark, f"an unknown event type {read[3]} (allowed: {', '.join(EVENT_TYPE)}, -)")
            draft.form = draft.form or read[2] or ""
            draft.event = draft.event or read[3] or ""
            draft.parts.setdefault(read[4] or "q", []).append(mark)
    return found


def check(marked: Marked, numbered: dict[int, Draft]) -> None:
    """Raise MarkupError where numbers are left out, or a claim has no content or too many parts."""
    for want, (count, draft) in enumerate(sorted(numbered.items()), 1):
        first = next(iter(draft.parts.values()))[0]
        if count != want:
            raise marked.error(first, f"claim {count}, but there is no claim {want}")
        if "q" not in draft.parts:
            raise marked.error(first, f"claim {count} has no content")
        for part, marks in draft.parts.items():
            if len(marks) > 1 and part not in MANY:
                raise marked.error(marks[1], f"a second {PARTS[part]} for claim {count}")
        check_gaps(marked, count, draft)


def check_gaps(marked: Marked, count: int, draft: Draft) -> None:
    """Raise MarkupError where two pieces of content have no speaker and no cue of their own between them."""
    pieces = draft.parts["q"]
    between = [mark for part, marks in draft.parts.items() if part != "q" for mark in marks]
    for left, right in pairwise(pieces):
        if not any(left.end <= mark.start and mark.end <= right.start for mark in between):
            raise marked.error(right, f"a second content for claim {count} with nothing between")


def claims(marked: Marked, lang: str, counts: Sequence[Row]) -> list[Row]:
    """Return the claims by the place of their content."""
    numbered = drafts(marked)
    check(marked, numbered)
    rows = [claim(marked, draft, counts) for draft in numbered.values()]
    return [{**row, "lang": lang} for row in sorted(rows, key=lambda row: (row["start"], -row["end"]))]


def claim(marked: Marked, draft: Draft, counts: Sequence[Row]) -> Row:
    """Return one claim; `text` is its whole extent, `spans` are its pieces."""
    pieces = [span(marked, mark) for mark in draft.parts["q"]]
    start, end = pieces[0]["start"], pieces[-1]["end"]
    inside = [q["id"] for q in counts if any(p["start"] <= q["start"] and q["end"] <= p["end"] for p in pieces)]
    parts = {part: [span(marked, mark) for mark in draft.parts.get(part, [])] for part in PARTS}
    speaker = [{**words, "entity": None, "qid": None} for words in parts["s"]]
    row = {"start": start, "end": end, "text": marked.text[start:end], "form": FORMS[draft.form]}
    row |= {"spans": [[p["start"], p["end"]] for p in pieces], "speaker": next(iter(speaker), None)}
    row |= {"cue": next(iter(parts["c"]), None), "quantities": inside}
    row |= {"via": parts["v"]} if parts["v"] else {}
    row |= {"event": draft.event} if draft.event else {}
    return row | ({"addressee": parts["a"][0]} if parts["a"] else {})


def document(source: str, name: str, lang: str, file: str = "-") -> Row:
    """Return the gold of one marked text; raise MarkupError at the first mark that is wrong."""
    dated = _PUBLISHED.match(source)
    if dated and not is_day(dated[1]):
        raise MarkupError.at(file, 1, f"a day of publication that is in no calendar, {dated[1]}")
    marked = separate(source, file, dated.end() if dated else 0)
    counts = quantities(marked, lang, name)
    said = [{"id": f"{name}-c{n:02}", **row} for n, row in enumerate(claims(marked, lang, counts), 1)]
    head = {"id": name, "file": f"{name}.txt", "lang": lang, "langs": [lang], "text": marked.text}
    rest: Row = {"dates": found} if (found := dates(marked)) else {}
    rest |= {"published": dated[1]} if dated else {}
    return {**head, "mentions": mentions(marked, lang), "claims": said, "quantities": counts, **rest}


def read(path: Path) -> Row:
    """Return the gold of a file; its folder is its language, and both make its id. Raises LoadError."""
    lang = path.resolve().parent.name
    try:
        source = path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise LoadError(str(path), f"can't be read: {error}") from error
    return document(source, f"{lang}-{path.stem}", lang, str(path))


def count(rows: Sequence[Row]) -> Iterator[str]:
    """Yield lines that tell how many texts, names, claims and quantities there are, by language and kind."""
    for lang in sorted({row["lang"] for row in rows}):
        own = [row for row in rows if row["lang"] == lang]
        yield f"{lang}: {len(own)} texts, {sum(len(row['text']) for row in own)} characters"
        for kind, field in (("mentions", "type"), ("claims", "form"), ("quantities", "measure")):
            total = Counter(item[field] for row in own for item in row[kind])
            yield f"  {kind} {total.total()}: " + ", ".join(f"{k} {n}" for k, n in sorted(total.items()))
