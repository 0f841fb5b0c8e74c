"""What the text itself states, what claims assert, and who plays which role: cases per language, and invariants."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.annotate import annotate
from claimgraph.model import Annotation, Document

CASES = tomllib.loads((Path(__file__).parent / "happenings.toml").read_text(encoding="utf-8"))["case"]


def read(text: str, lang: str) -> Annotation:
    return annotate(Document("case", text, lang), model="fast")


def told(annotation: Annotation) -> list[str]:
    """Return the clauses that the text itself states, with their types."""
    text = annotation.document.text
    return [
        f"{claim.event}: {' … '.join(span.of(text) for span in claim.spans)}"
        for claim in annotation.claims
        if claim.form == "narrator"
    ]


def roles(annotation: Annotation) -> list[str]:
    """Return the roles of what is asserted, with the main type of each assertion."""
    text = annotation.document.text
    return [
        f"{(a.events or ('-',))[0]} {filler.role}={filler.span.of(text)}"
        for a in annotation.assertions
        for filler in a.fillers
    ]


@pytest.mark.parametrize("case", CASES, ids=[f"{case['lang']}-{case['text'][:24]}" for case in CASES])
def test_clauses_that_the_text_itself_states(case: dict[str, object]) -> None:
    assert told(read(str(case["text"]), str(case["lang"]))) == case["told"]


@pytest.mark.parametrize("case", CASES, ids=[f"{case['lang']}-{case['text'][:24]}" for case in CASES])
def test_who_plays_which_role(case: dict[str, object]) -> None:
    found = roles(read(str(case["text"]), str(case["lang"])))
    expected = case["roles"]
    assert isinstance(expected, list)
    assert set(expected) <= set(found), found


def test_a_narrator_has_no_speaker_and_no_cue() -> None:
    claims = read("Police arrested 40 people in Nairobi on Monday.", "en").claims
    assert [(c.form, c.speaker, c.cue, c.sieve) for c in claims] == [("narrator", None, None, "narrator")]


def test_sentences_of_a_quotation_are_asserted_apart_with_their_own_polarity() -> None:
    found = read("“The rebels attacked Goma. We have not killed 40 civilians,” General Jean Kabila said.", "en")
    assert [(a.events[0], a.polarity, a.quantities) for a in found.assertions] == [
        ("Attack", "pos", ()),
        ("Kill", "neg", (0,)),
    ]


def test_one_of_whom_something_is_demanded_is_its_recipient() -> None:
    found = read("President Omar Farah urged the African Union to send observers.", "en")
    assert "Deploy recipient=African Union" in roles(found)


def test_attributed_words_are_no_narrators() -> None:
    found = read("Police said 40 people were killed in Goma. According to Reuters, soldiers attacked Bunia.", "en")
    assert told(found) == []


NEWS = st.lists(
    st.sampled_from(
        ["Police ", "arrested ", "Kari Holm ", "and ", "who ", "was ", "killed by ", "soldiers ", ", ", ". ", "; ", "(",
         ")", "after ", "because of ", "17 people ", "as ", "prime minister ", "“", "”", "\n\n", "not ",
         "asked Norway for help "]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(NEWS)
def test_assertions_stand_on_words_of_their_claims(text: str) -> None:
    found = read(text, "en")
    attributed = [span for c in found.claims if c.form != "narrator" for span in c.spans]
    narrated = [span for c in found.claims if c.form == "narrator" for span in c.spans]
    assert not any(a.overlaps(b) for a in attributed for b in narrated)
    for assertion in found.assertions:
        claim = found.claims[assertion.claim]
        assert assertion.span.overlaps(claim.span)
        assert all(any(s.contains(found.quantities[n].span) for s in claim.spans) for n in assertion.quantities)
    assert read(text, "en") == found
