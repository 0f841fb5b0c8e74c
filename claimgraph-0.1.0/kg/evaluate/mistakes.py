"""The worst mistakes with their words in context, as lines and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from claimgraph.evaluate.evaluation import Evaluation, Repeated, worst
from claimgraph.evaluate.record import Text
from claimgraph.model import Span

AROUND: Final = 60
"""Code points that are shown before and after."""


def as_lines(evaluation: Evaluation, limit: int) -> Iterator[str]:
    """Yield the worst mistakes of each part, three lines each."""
    texts = {gold.id: gold for gold, _ in evaluation.texts}
    for part, compared in evaluation.parts.items():
        found = worst(compared, texts, limit)
        if found:
            yield f"worst of {len(compared.mistakes)} mistakes in {part}"
        for repeated in found:
            yield from _lines(repeated, texts[repeated.mistake.text])


def _lines(repeated: Repeated, text: Text) -> Iterator[str]:
    mistake = repeated.mistake
    times = f", {repeated.times} times" if repeated.times > 1 else ""
    yield f"  {mistake.kind}{times} ({mistake.text}:{mistake.place.start}-{mistake.place.end})"
    yield f"    gold: {_side(mistake.gold, mistake.expected, text.text)}"
    yield f"    found: {_side(mistake.found, mistake.got, text.text)}"
    yield f"    {in_context(text.text, mistake.place)}"
    yield ""


def _side(spans: tuple[Span, ...], label: str, text: str) -> str:
    return f"{words(spans, text)} ({label})" if spans else "-"


def words(spans: tuple[Span, ...], text: str) -> str:
    """Return the words of some spans on one line."""
    return " … ".join(_line(span.of(text)) for span in spans)


def in_context(text: str, place: Span) -> str:
    """Return words in brackets with what stands around them, on one line.

    >>> in_context("He said so.", Span(3, 7))
    'He [said] so.'
    """
    before, after = text[max(0, place.start - AROUND) : place.start], text[place.end : place.end + AROUND]
    left = "…" if place.start > AROUND else ""
    right = "…" if place.end + AROUND < len(text) else ""
    return f"{left}{_line(before)}[{_line(place.of(text))}]{_line(after)}{right}"


def _line(words: str) -> str:
    return "".join(" " if sign.isspace() else sign for sign in words)


def as_objects(evaluation: Evaluation, limit: int) -> list[dict[str, Any]]:
    """Return the worst mistakes of each part as JSON."""
    texts = {gold.id: gold for gold, _ in evaluation.texts}
    found = [r for compared in evaluation.parts.values() for r in worst(compared, texts, limit)]
    return [_object(repeated, texts[repeated.mistake.text].text) for repeated in found]


def _object(repeated: Repeated, text: str) -> dict[str, Any]:
    mistake = repeated.mistake
    return {
        "part": mistake.part, "kind": mistake.kind, "times": repeated.times, "id": mistake.text,
        "gold": _side_object(mistake.gold, mistake.expected, text),
        "found": _side_object(mistake.found, mistake.got, text),
        "context": in_context(text, mistake.place),
    }  # fmt: skip


def _side_object(spans: tuple[Span, ...], label: str, text: str) -> dict[str, Any] | None:
    if not spans:
        return None
    return {"spans": [[s.start, s.end] for s in spans], "text": words(spans, text), "label": label}
