"""Entities of a release that was never built, and a reviewer whose keys are written down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from claimgraph.entity import LinkStatus
from claimgraph.model import Kind
from claimgraph.review.reviewer import Reviewer
from claimgraph.review.session import Session
from claimgraph.review.survey import Context, Held, Seen, Survey


def held(qid: str | None, score: float, status: LinkStatus = "auto", is_exact: bool = True) -> Held:
    return Held(qid, status, score, is_exact, "index", "its label is this name")


def seen(key: str, kind: Kind, names: dict[str, dict[str, int]], claims: int = 0, links: Sequence[Held] = ()) -> Seen:
    """Return an entity whose names are written so often in documents."""
    written = {name: "en" for words in names.values() for name in words}
    label = next(iter(written))
    mentions = sum(count for words in names.values() for count in words.values())
    return Seen(
        key,
        kind,
        label,
        {"en": list(written)},
        names,
        list(links),
        mentions,
        claims,
    )


class Made(Survey):
    """A survey of given entities."""

    def __init__(self, entities: Iterable[Seen]) -> None:
        self._given = {one.key: one for one in entities}

    @property
    def entities(self) -> dict[str, Seen]:
        return self._given

    def contexts(self, key: str, most: int = 4, documents: Sequence[str] = ()) -> list[Context]:
        entity = self._given[key]
        return [
            Context(document, f"paper {document}", "said ", name, " today")
            for document, words in entity.written.items()
            for name in words
            if not documents or document in documents
        ][:most]


class Script:
    """Keys and lines, one after the other."""

    def __init__(self, *answers: str) -> None:
        self._answers = list(answers)

    def key(self) -> str:
        return self._next()

    def line(self, prompt: str) -> str:
        return self._next()

    def close(self) -> None:
        self._answers.clear()

    def _next(self) -> str:
        if not self._answers:
            raise EOFError
        return self._answers.pop(0)


class Review:
    """A session with what it showed."""

    def __init__(self, entities: Iterable[Seen], file: Path, author: str = "Ann") -> None:
        self.survey = Made(entities)
        self.reviewer = Reviewer(author, "2031-05-04", file)
        self.shown: list[str] = []

    def answer(self, *answers: str) -> str:
        from claimgraph.review.doubts import doubts

        session = Session(self.survey, self.reviewer, Script(*answers), self.shown.append)
        start = len(self.shown)
        session.run(doubts(self.survey, self.reviewer.decisions()), lambda: 80)
        return "\n".join(self.shown[start:])
