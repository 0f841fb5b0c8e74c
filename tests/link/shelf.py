"""An index of items in memory, for tests of linking: the answers of an index file without the file."""

from __future__ import annotations

from collections.abc import Iterable

from claimgraph.wikidata.entity import Held, Item
from claimgraph.wikidata.rows import keys, number


class Shelf:
    """A few items, found as an index finds them: the best known first."""

    version = "shelf-0"

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = {item.qid: item for item in items}
        self._names: dict[str, list[Item]] = {}
        owners = {number(qid): item for qid, item in self._items.items()}
        for key, *_, owner in sorted(keys(self._items.values())):
            self._names.setdefault(key, []).append(owners[owner])

    def item(self, qid: str) -> Item | None:
        """Return an item."""
        return self._items.get(qid)

    def named(self, key: str) -> tuple[Item, ...]:
        """Return the items with a name of this key."""
        found = self._names.get(key, ())
        return tuple(sorted(found, key=lambda item: (-item.prior, number(item.qid))))

    def unanswered(self, name: str, lang: str) -> None:
        """Return that no name was asked for in vain."""


def state(qid: str, name: str, *bodies: str) -> Item:
    """Return a country that belongs to some bodies."""
    members = tuple(Held(body, "1994") for body in bodies)
    return Item(qid, "LOC", {"en": (name,)}, prior=300, country=qid, place=(48.0, 68.0), memberships=members)


CSTO = Item("Q318693", "ORG", {"en": ("Collective Security Treaty Organization",)}, prior=90)
TOKAYEV = Item(
    "Q200881", "PER", {"en": ("Kassym-Jomart Tokayev",)}, prior=90, country="Q232",
    offices=(Held("Q5256775", "2019-03-20"),),
)  # fmt: skip
NAZARBAYEV = Item(
    "Q57394", "PER", {"en": ("Nursultan Nazarbayev",)}, prior=110, country="Q232",
    offices=(Held("Q5256775", "1990-04", "2019-03-20"),),
)  # fmt: skip
REGION = Shelf(
    (
        CSTO,
        TOKAYEV,
        NAZARBAYEV,
        state("Q232", "Kazakhstan", "Q318693", "Q1065"),
        state("Q159", "Russia", "Q318693", "Q1065"),
        state("Q184", "Belarus", "Q318693", "Q1065"),
        state("Q265", "Uzbekistan", "Q1065"),
    )
)
"""Some of those whom the seeds name, with what Wikidata says of them."""
