"""Lines of speech that follow one another: the one who asked asks again, the other one answers."""

from __future__ import annotations

from itertools import accumulate

import pytest

from claimgraph.encoder.reading import Statement
from claimgraph.extract.speech.claims import find_claims
from claimgraph.extract.speech.turns import Conversation, Turn
from claimgraph.model import Mention, Party, Segment, Span

NAMES = ("Kari Holm", "Nils Dahl")


def spoken(*lines: str) -> list[str | None]:
    text, starts = "\n".join(lines), accumulate((len(line) + 1 for line in lines), initial=0)
    segments = [Segment(Span(n, n + len(line)), "nb", "body") for n, line in zip(starts, lines, strict=False)]
    mentions = [Mention(Span(text.index(n), text.index(n) + 9), "PER", "name", n, "gold") for n in NAMES if n in text]
    mentions.sort(key=lambda mention: mention.span.start)
    read = [Statement((s.span,), None, None, -0.01) for s in segments if "te " not in s.span.of(text)]
    return [c.speaker.entity if c.speaker else None for c in find_claims(text, segments, mentions, read).claims]


def test_line_without_reporting_words_is_the_other_persons() -> None:
    assert spoken(
        "– Hvem åpnet porten? spurte Kari Holm.", "– Det vet jeg ikke, svarte Nils Dahl.",
        "– Var du der i natt?", "– Ja, hele natten.",
    ) == ["Kari Holm", "Nils Dahl", "Kari Holm", "Nils Dahl"]  # fmt: skip


def test_conversation_ends_with_a_line_that_is_no_speech() -> None:
    talk = Conversation()
    asked, answered = Party(Span(0, 1), "a"), Party(Span(2, 3), "b")
    talk.turns += _turns(asked, answered)
    assert (talk.speaker(2, asks=True), talk.speaker(3, asks=True)) == (asked, None)


@pytest.mark.parametrize("asks", [True, False])
def test_nobody_is_known_where_two_lines_are_alike(asks: bool) -> None:
    talk = Conversation()
    talk.turns += _turns(Party(Span(0, 1), "a"), Party(Span(2, 3), "b"))[1:]
    assert talk.speaker(2, asks) is None


def _turns(*parties: Party) -> list[Turn]:
    return [Turn(number, party, asks=number % 2 == 0) for number, party in enumerate(parties)]
