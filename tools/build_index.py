"""Write the index of items that ships with claimgraph, from free facts alone; the same facts give the same bytes.

Run `python -m tools.build_index --shared FOLDER`, where FOLDER holds `wikidata/` (see docs/data-and-models.md).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from claimgraph.wikidata.entity import Held, Item
from claimgraph.wikidata.index import open_index
from claimgraph.wikidata.writing import write_index
from tools import index_sources as sources
from tools.index_encyclopedia import encyclopedic

TARGET = Path(__file__).parent.parent / "kg" / "link" / "data" / "items.index"
DATE = "2022"
"""When the youngest of the facts were taken from Wikidata: the records of cabinets and world leaders."""
FACTS = {
    "source": "shipped",
    "languages": " ".join(sources.LANGUAGES),
    "date": DATE,
    "licence": "CC0-1.0, MIT, Unicode-3.0, public domain",
    "prior": "estimated",
}


def gathered(wikidata: Path) -> list[Item]:
    """Return all items in the order of their numbers; of several sources the first says of what kind an item is."""
    found: dict[str, Item] = {}
    for source in (
        sources.countries, sources.territories, sources.places, sources.bodies, sources.people, sources.positions,
        encyclopedic, lambda _: sources.added(),
    ):  # fmt: skip
        for item in filter(None, source(wikidata)):
            found[item.qid] = joined(found[item.qid], item) if item.qid in found else item
    return sorted(found.values(), key=lambda item: int(item.qid[1:]))


def joined(old: Item, new: Item) -> Item:
    """Return an item with what a second source adds to the first."""
    return replace(
        old,
        names=_names(old.names, new.names),
        prior=max(old.prior, new.prior),
        classes=tuple(dict.fromkeys((*old.classes, *new.classes))),
        country=old.country or new.country,
        place=old.place or new.place,
        start=old.start or new.start,
        end=old.end or new.end,
        offices=_held(old.offices, new.offices),
        memberships=_held(old.memberships, new.memberships),
        website=old.website or new.website,
    )


def _names(*several: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    languages = [lang for lang in (*sources.LANGUAGES, "mul") if any(lang in names for names in several)]
    return {lang: tuple(dict.fromkeys(n for names in several for n in names.get(lang, ()))) for lang in languages}


def _held(*several: Iterable[Held]) -> tuple[Held, ...]:
    return tuple(dict.fromkeys(held for some in several for held in some))


def build(wikidata: Path, target: Path) -> None:
    """Write the index."""
    write_index(target, gathered(wikidata), FACTS)


def main() -> None:
    """Write the index and tell what is in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with wikidata/")
    parser.add_argument("--index", type=Path, default=TARGET, help="file to write (that of the package)")
    asked = parser.parse_args()
    build(asked.shared / "wikidata", asked.index)
    info = open_index(asked.index).info()
    print(f"{asked.index}: {asked.index.stat().st_size / 1e6:.1f} MB, " + ", ".join(f"{k} {info[k]}" for k in info))


if __name__ == "__main__":
    main()
