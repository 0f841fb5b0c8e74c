"""How fast claims are compared: `python -m tools.bench_comparison [--claims 100000] [--model fast]`, one core.

The texts of gold/pairs/train and dev are read once; each copy of an event plays in another country, at another time and
with other people, so that there are as many events as in a real store of that size, of five or six texts each. What the
texts of a copy are about is exchanged for other concepts, drawn as often as they occur in the gold: of two texts on
different events one pair in seven shares enough to pass for one story (in the gold one in five). The statements keep
their words, concepts and vectors, so that copies of one event are worded as no two events are: many pairs are compared.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from itertools import count, islice
from pathlib import Path
from random import Random

from msgspec.structs import replace

from claimgraph.annotate import Model
from claimgraph.compare.comparison import comparing
from claimgraph.compare.paper import Paper
from claimgraph.compare.roots import Member
from claimgraph.compare.side import Side
from claimgraph.evaluate.judged import events
from claimgraph.evaluate.related import read_sides

GOLD = Path(__file__).parent.parent / "gold" / "pairs"
FIRST, DAYS, COUNTRIES, SPAN = date(2024, 1, 1), 720, 60, 3
Texts = dict[str, list[Side]]


def told(model: Model, parts: tuple[str, ...] = ("train", "dev")) -> list[Texts]:
    """Return the events of the gold, each as its texts with what they state."""
    found = []
    for event in (event for part in parts for event in events(GOLD / part)):
        texts: Texts = {}
        for name, sides in read_sides(event, model).items():
            texts.setdefault(name[:1], []).extend(sides)
        found.append(texts)
    return found


def concepts() -> set[str]:
    """Return all concepts of the lexicon."""
    tables = (files("claimgraph.compare") / "data" / "concepts").iterdir()
    return {line.partition("\t")[0] for table in tables for line in table.read_text("utf-8").splitlines()[1:]}


def copies(all_told: list[Texts]) -> Iterator[Paper]:
    """Yield documents without end, copy after copy of all events."""
    random, number, known = Random(1), count(), concepts()
    stories = [{word for sides in texts.values() for word in sides[0].story} for texts in all_told]
    drawn = sorted(word for story in stories for word in story & known)
    for copy in count():
        for texts, story in zip(all_told, stories, strict=True):
            day, country = FIRST + timedelta(random.randrange(DAYS)), f"country-{random.randrange(COUNTRIES)}"
            # A dictionary keeps the order of what was drawn, each concept once.
            other = iter(dict.fromkeys(random.choices(drawn, k=len(drawn))))
            about = {word: next(other) if word in known else f"{word}~{copy}" for word in sorted(story)}
            for sides in texts.values():
                key, published = f"d{next(number)}", (day + timedelta(random.randrange(SPAN))).isoformat()
                setting = {"document": key, "country": country, "published": published}
                yield _paper([replace(_renamed(side, copy, about), **setting) for side in sides])


def _renamed(side: Side, copy: int, about: dict[str, str]) -> Side:
    """Return a side with other people and another story."""

    def other(name: str) -> str:
        return f"{name}~{copy}" if name else ""

    story = tuple(sorted(about[word] for word in side.story))
    return replace(side, speaker=other(side.speaker), entities=tuple(map(other, side.entities)), story=story)


def _paper(sides: list[Side]) -> Paper:
    key = sides[0].document
    sides = [replace(side, claim=f"doc/{key}/{side.claim.split('/', 2)[2]}") for side in sides]
    claims = {side.claim: side for side in sides}
    members = [Member(claim, key, publisher=side.publisher, lang=side.lang) for claim, side in sorted(claims.items())]
    return Paper(key, "", members, sides)


def main() -> None:
    """Compare many claims from scratch, then add single documents."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--model", choices=["accurate", "fast"], default="accurate", help="what has read the texts")
    asked = parser.parse_args()
    wanted, source, papers = asked.claims, copies(told(asked.model)), list[Paper]()
    while wanted > 0:
        papers.append(next(source))
        wanted -= len(papers[-1].members)
    with tempfile.TemporaryDirectory() as folder, comparing(Path(folder) / "comparison.sqlite") as comparison:
        start = time.process_time()
        change = comparison.update(papers)
        spent = time.process_time() - start
        claims = sum(len(paper.members) for paper in papers)
        print(f"{claims} claims of {len(papers)} documents: {spent:.1f} s, {len(change.related)} relations")
        for paper in islice(source, 5):
            start = time.process_time()
            comparison.update([paper])
            print(f"one document more: {time.process_time() - start:.3f} s")


if __name__ == "__main__":
    main()
