"""Claims of any text: no fault, and spans within the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.extract.speech.claims import Claims
from claimgraph.model import Mention, Span
from tests.extract.attribution import LANGUAGES, read

WORDS = {
    "en": ["said", "that", "The", "mayor", "according to", "Ann Berg", "adding", "claims", "who", "told", "not"],
    "nb": ["sier", "at", "Ordføreren", "ifølge", "Ann Berg", "la", "til", "som", "hevder", "å", "ikke"],
    "pl": ["powiedział", "że", "Burmistrz", "według", "Ann Berg", "dodając", "który", "w", "podano", "nie"],
    "uk": ["сказав", "що", "Мер", "за словами", "Ann Berg", "додавши", "який", "у", "повідомили", "не"],
}
MARKS = [
    ",",
    ".",
    ":",
    ";",
    "–",
    "-",
    "“",
    "”",
    "«",
    "»",
    '"',
    "'",
    "(",
    ")",
    "?",
    "…",
    "\u00a0",
    "\n",
    "😀",
    "e\u0301",
]
LENGTH = 8_000


def texts(lang: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from([*WORDS[lang], *MARKS]), max_size=60).map(" ".join)


def all_spans(found: Claims) -> list[Span]:
    parties = [p for c in found.claims for p in (c.speaker, c.addressee, *c.via) if p]
    spans = [s for c in found.claims for s in (*c.spans, *((c.cue,) if c.cue else ()))]
    return [*spans, *(p.span for p in parties), *(m.span for m in found.mentions)]


def check(text: str, lang: str) -> None:
    at = text.find("Ann Berg")
    names = (Mention(Span(at, at + 8), "PER", "name", "PER:Ann Berg", "test"),) if at >= 0 else ()
    found = read(text, lang, names)
    assert all(0 <= s.start < s.end <= len(text) for s in all_spans(found))
    for claim in found.claims:
        assert list(claim.spans) == sorted(claim.spans)
        assert all(a.end <= b.start for a, b in zip(claim.spans, claim.spans[1:], strict=False))
        assert claim.cue is None or claim.sieve == "S7" or not any(s.overlaps(claim.cue) for s in claim.spans)
    assert found == read(text, lang, names)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(data=st.data())
@settings(deadline=None, max_examples=150)
def test_spans_lie_within_the_text(lang: str, data: st.DataObject) -> None:
    check(data.draw(texts(lang)), lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(text=st.text(max_size=200))
@settings(deadline=None, max_examples=80)
def test_any_text_is_read(lang: str, text: str) -> None:
    check(text, lang)


@pytest.mark.parametrize("before", ["😀 ", "\u00a0", "e\u0301 ", "\u200b"])
def test_offsets_are_code_points(before: str) -> None:
    text = f"Snow fell{before}. “It is over,” the mayor said."
    (claim,) = read(text, "en").claims
    assert claim.span.of(text) == "“It is over,”"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "unit",
    [",", "“", '"', "« ", "– ", " – ", "(", "…", "! ", "said ", ", he said", "сказав, що ", "“a” said ", "mówi – "],
)
def test_spans_of_endless_repetition_lie_within_the_text(lang: str, unit: str) -> None:
    check(unit * (LENGTH // len(unit)), lang)
