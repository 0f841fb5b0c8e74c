"""Edges from what claims say happened: who is blamed, attacked, punished, helped or asked, by rules that are data."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

import msgspec

from claimgraph.network.edges import Find
from claimgraph.network.reading import Material, Statement, Told

SPEAKER = "speaker"
BELONGING = frozenset({"member-of", "holds-office-in"})
UNREAL = frozenset({"directive", "commissive"})
"""Stances of claims that tell of what should or shall be."""


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule of rules.toml, which explains the fields."""

    name: str
    edge: str
    events: frozenset[str]
    source: str = msgspec.field(name="from")
    target: str = msgspec.field(name="to")
    stances: frozenset[str] = frozenset()
    sides: str = ""

    def fits(self, said: Statement, told: Told) -> bool:
        """Tell whether a claim may give an edge by this rule."""
        if (told.polarity or said.polarity) != "pos" or said.stance == "denying" or told.event not in self.events:
            return False
        return said.stance in self.stances if self.stances else self.source == SPEAKER or said.stance not in UNREAL


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in their order."""
    table = tomllib.loads(files("claimgraph.network").joinpath("rules.toml").read_text(encoding="utf-8"))
    return msgspec.convert(table["rule"], tuple[Rule, ...])


def happening_finds(material: Material) -> Iterator[Find]:
    """Yield what the rules find in the claims of a release."""
    sides = Sides(material)
    for said in material.statements:
        for told in said.told:
            for rule in rules():
                if rule.fits(said, told):
                    yield from _found(rule, said, told, sides)


def _found(rule: Rule, said: Statement, told: Told, sides: Sides) -> Iterator[Find]:
    for source in _fillers(rule.source, said, told):
        for target in _fillers(rule.target, said, told):
            if rule.sides != "different" or not sides.same(source, target):
                yield Find(source, target, rule.edge, f"{told.event}: {rule.name}", told.evidence or said.evidence)


def _fillers(role: str, said: Statement, told: Told) -> Iterable[str]:
    return (said.speaker,) if role == SPEAKER else told.roles.get(role, ())


class Sides:
    """Who belongs to whom: by membership, office and place, at most two steps apart."""

    def __init__(self, material: Material) -> None:
        self._homes: Mapping[str, set[str]] = defaultdict(set)
        self._bodies: Mapping[str, set[str]] = defaultdict(set)
        for tie in material.ties:
            if tie.type in BELONGING:
                self._bodies[tie.source].add(tie.target)
            if tie.type == "holds-office-in":
                self._homes[tie.source].add(tie.target)
        for part, whole in material.places:
            self._bodies[part].add(whole)
            self._homes[part].add(whole)

    def same(self, one: str, other: str) -> bool:
        """Tell whether two are one, or one belongs to the other, or both to one state or body.

        Members of one alliance are not of one side: they accuse each other.
        """
        if one in _around(other, self._bodies) or other in _around(one, self._bodies):
            return True
        return bool(_around(one, self._homes) & _around(other, self._homes))


def _around(actor: str, bodies: Mapping[str, set[str]]) -> set[str]:
    near = {actor} | bodies.get(actor, set())
    return near.union(*(bodies.get(body, set()) for body in near))
