"""A report as one HTML file without script or outside request: tables, and every mistake in its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from typing import Final

from claimgraph.evaluate.evaluation import Evaluation
from claimgraph.evaluate.figures import Mistake
from claimgraph.evaluate.marks import Mark, of_mistake, of_text, pieces
from claimgraph.evaluate.mistakes import words
from claimgraph.evaluate.record import Text
from claimgraph.evaluate.rules import rules
from claimgraph.evaluate.tables import Table, shown, tables

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_KEY: Final = (
    '<p class="key"><span class="gold">gold</span> <span class="found">found</span> '
    '<span class="gold found">both</span> <span class="miss">missed</span> <span class="more">spurious</span> '
    '<span class="miss more">differ</span> of claims also <span class="speaker said">the speaker</span></p>'
)


def page(evaluation: Evaluation) -> str:
    """Return the report."""
    mistakes = evaluation.mistakes()
    numbered = dict[str, list[tuple[str, Mistake]]]()
    for number, mistake in enumerate(mistakes):
        numbered.setdefault(mistake.text, []).append((f"m{number}", mistake))
    style = files("claimgraph.evaluate").joinpath("report.css").read_text(encoding="utf-8")
    parts = list(evaluation.parts)
    body = [
        f"<h1>{len(evaluation.texts)} texts, {len(mistakes)} mistakes</h1>",
        *(_table(table) for table in tables(evaluation)),
        *_form(parts, Counter((m.part, m.kind) for m in mistakes)),
        *(_section(gold, found, numbered.get(gold.id, [])) for gold, found in evaluation.texts),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Evaluation</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
        f"<style>\n{style}{''.join(_rules(parts))}</style></head>\n<body>\n" + "\n".join(body) + "\n</body></html>\n"
    )


def safe(words: str) -> str:
    """Return words as HTML shows them.

    >>> safe("<b>\\x00")
    '&lt;b&gt;\\ufffd'
    """
    return escape(_CONTROL.sub("\ufffd", words))


def _kinds(parts: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield from ((part, kind) for part in parts for kind in rules().cost[part])


def _rules(parts: Sequence[str]) -> Iterator[str]:
    """Yield what the buttons do: one shows the marks of its part, each box the mistakes of its kind."""
    for part in parts:
        on = f"body:has(#show-{part}:checked)"
        yield f"{on} .g-{part} {{ border-bottom: 2px solid var(--line, #1f6f43); }}\n"
        yield f"{on} .f-{part} {{ background: var(--tint, #d7ecdf); }}\n"
        yield f"{on} .g-{part}-speaker {{ border-bottom: 2px dotted #2c4a8a; }}\n"
        yield f"{on} .f-{part}-speaker {{ background: #dfe6f6; }}\n"
    for part, kind in _kinds(parts):
        on = f"body:has(#show-{part}:checked):has(#k-{part}-{kind}:checked)"
        yield f"{on} li.k-{part}-{kind} {{ display: list-item; }}\n"
        yield f"{on} span.k-{part}-{kind} {{ --line: #b3261e; --tint: #f6cdc8; }}\n"
        yield f"body:not(:has(#show-{part}:checked)) label.k-{part}-{kind} {{ display: none; }}\n"


def _form(parts: Sequence[str], counts: Counter[tuple[str, str]]) -> Iterator[str]:
    yield "<form><fieldset>"
    for number, part in enumerate(parts):
        checked = "" if number else " checked"
        yield f'<label><input type="radio" name="show" id="show-{part}"{checked}> {part}</label>'
    yield "</fieldset><fieldset>"
    for part, kind in _kinds(parts):
        name = f"k-{part}-{kind}"
        yield f'<label class="{name}"><input type="checkbox" id="{name}" checked> {kind} {counts[part, kind]}</label>'
    yield f"</fieldset>{_KEY}</form>"


def _table(table: Table) -> str:
    head = "".join(f"<th>{safe(name)}</th>" for name in table.heads)
    rows = ("<tr>" + "".join(f"<td>{safe(shown(cell))}</td>" for cell in row) + "</tr>" for row in table.rows)
    return f"<table><caption>{safe(table.title)}</caption><tr>{head}</tr>{''.join(rows)}</table>"


def _section(gold: Text, found: Text, mistakes: Sequence[tuple[str, Mistake]]) -> str:
    marks = [*of_text(gold, "g"), *of_text(found, "f")]
    marks += (mark for anchor, mistake in mistakes for mark in of_mistake(mistake, anchor))
    body = "".join(_piece(span.of(gold.text), on) for span, on in pieces(gold.text, marks))
    listed = "".join(_item(anchor, mistake, gold.text) for anchor, mistake in mistakes)
    title = f"<h2>{safe(gold.id)} ({safe(gold.lang)})</h2>"
    return f'<section>{title}<div class="text">{body}</div><ol>{listed}</ol></section>'


def _piece(text: str, marks: Sequence[Mark]) -> str:
    if not marks:
        return safe(text)
    told = " | ".join(dict.fromkeys(mark.label for mark in marks if mark.label))
    anchors = "".join(f'<a id="{mark.anchor}"></a>' for mark in marks if mark.anchor and text)
    style = " ".join(dict.fromkeys(mark.style for mark in marks))
    title = f' title="{safe(told)}"' if told else ""
    return f'{anchors}<span class="{style}"{title}>{safe(text)}</span>'


def _item(anchor: str, mistake: Mistake, text: str) -> str:
    sides = (("gold", mistake.gold, mistake.expected), ("found", mistake.found, mistake.got))
    told = "; ".join(
        f"{side} {f'“{safe(words(spans, text))}” ({safe(label)})' if spans else '–'}" for side, spans, label in sides
    )
    return f'<li class="k-{mistake.part}-{mistake.kind}"><a href="#{anchor}"><b>{mistake.kind}</b></a> {told}</li>'
