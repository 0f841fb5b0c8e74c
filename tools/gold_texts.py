"""The texts of gold/ as one input of a build, to measure with: `python -m tools.gold_texts > texts.jsonl`.

1,000 texts by default: all of gold/pairs (four to six publishers on one event), then as many again of gold/families, in
which the claims of a story on each language make one report, and single texts of gold/train for the rest.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain, islice
from pathlib import Path

from claimgraph.evaluate.judged import events
from claimgraph.evaluate.markup import read

GOLD = Path(__file__).parent.parent / "gold"
PUBLISHERS = {
    "en": ("Harbour Herald", "The Northern Ledger"), "nb": ("Kystposten", "Fjellavisen"),
    "pl": ("Kurier Wieczorny", "Głos Regionu"), "uk": ("Вечірній вісник", "Степові новини"),
}  # fmt: skip
"""Invented; texts in other languages have none."""
SAYING = {
    "en": "“{}”, a spokesperson said.", "nb": "– {}, sier en talsperson.", "pl": "– {} – powiedział rzecznik.",
    "uk": "«{}», – сказав речник.",
}  # fmt: skip
FIRST, DAYS = date(2024, 1, 1), 540
Line = dict[str, str]


def of_pairs(folder: Path) -> Iterator[Line]:
    """Yield the texts of several publishers on one event."""
    for part in ("train", "dev", "test"):
        for event in events(folder / part):
            for told in event.texts.values():
                document = told.document
                found = {"id": document.name, "text": document.text, "lang": document.lang,
                         "publisher": document.publisher, "published": document.published}  # fmt: skip
                yield {name: value for name, value in found.items() if value}


def of_families(folder: Path) -> Iterator[Line]:
    """Yield a report for each story and language: the story's claims in it, a paragraph each."""
    number = 0
    for path in sorted(folder.glob("*.tsv")):
        for story in path.read_text("utf-8").split("\n# ")[1:]:
            name, *lines = story.splitlines()
            told: dict[str, list[str]] = defaultdict(list)
            for _, lang, words in (line.split("\t") for line in lines if line[:1] not in ("?", "")):
                told[lang].append(SAYING[lang].format(words.strip("«»„”.")) if lang in SAYING else words)
            for lang in sorted(told.keys() & PUBLISHERS.keys()):
                yield _dated(f"{path.stem}-{name}-{lang}", lang, "\n\n".join(told[lang]), number)
            number += 1


def of_single(folder: Path) -> Iterator[Line]:
    """Yield texts that no other tells of, language after language."""
    for number, path in enumerate(sorted(folder.glob("*/*.txt"), key=lambda path: (path.name, path.parent.name))):
        row = read(path)
        yield _dated(row["id"], row["lang"], row["text"], number)


def _dated(name: str, lang: str, text: str, number: int) -> Line:
    known = PUBLISHERS.get(lang)
    publisher = {"publisher": known[number % len(known)]} if known else {}
    published = (FIRST + timedelta(number * 7 % DAYS)).isoformat()
    return {"id": name, "text": text, "lang": lang, "published": published} | publisher


def texts(number: int) -> Iterator[Line]:
    """Yield so many texts, fewer where there are not as many."""
    pairs = list(of_pairs(GOLD / "pairs"))
    families = list(islice(of_families(GOLD / "families"), len(pairs)))
    return islice(chain(pairs, families, of_single(GOLD / "train"), of_families(GOLD / "families")), number)


def main() -> None:
    """Write the texts that the command line asks for."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--number", type=int, default=1000)
    for line in texts(arguments.parse_args().number):
        print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    main()
