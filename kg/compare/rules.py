"""The rules of comparison: each is a file that says which facts make which relation, and with what words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from claimgraph.compare.facts import Facts, is_kindred
from claimgraph.compare.facts import facts as facts_of
from claimgraph.compare.likeness import likeness
from claimgraph.compare.side import Side
from claimgraph.errors import LanguageDataError
from claimgraph.model import Span

AND = " & "
UNLIKE = 0.005
"""Likeness below which sides are not looked at more closely."""
Words = str | tuple[str, ...]


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When two claims stand in a relation. `when` maps facts to the words that they may be.

    `order` says from which side the relation leads where that matters: the later one, or the one that the rule calls
    left; `least` is how sure the rule is at least, where it rests on more than likeness. `events` are pairs of which
    one side shows the first and the other the second: event types with polarity (`+Kill`, `-UseForce`), traits as
    affirmed or denied (`+state:calm`, `-who:army`), or some of them together (`+Kill & +cause:bullet`); neither side
    may show what `unless` names. `judged` tells how probable the judge of pairs must hold which kinds, unless the words
    were not read for it.
    """

    relation: str
    group: Literal["figure", "statement", "copy"]
    reason: str
    when: dict[str, Words] = {}
    likeness: tuple[float, float] = (0.0, 1.0)
    events: tuple[tuple[str, str], ...] = ()
    unless: tuple[str, ...] = ()
    judged: dict[str, float] = {}
    order: Literal["none", "later", "citing"] = "none"
    weight: float = 1.0
    least: float = 0.0
    name: str = ""

    def holds(self, facts: Facts) -> bool:
        """Tell whether two sides are as the rule says."""
        low, high = self.likeness
        if not low <= (facts.matter if self.group == "figure" else facts.likeness) <= high:
            return False
        # Plain loops: rules are asked for every pair, and generators cost a third more.
        for fact, words in self.when.items():
            if facts[fact] not in words:
                return False
        if self.unless and any(sign in shown for sign in self.unless for shown in facts.shown):
            return False
        if self.events and not any(self._is_pair(facts, *pair) for pair in self.events):
            return False
        return self._is_judged(facts)

    def _is_judged(self, facts: Facts) -> bool:
        """Tell whether the judge of pairs agrees; it is asked last, for it takes longest."""
        if not self.judged or facts["read"] == "no":
            return True
        chances = facts.judged()
        return all(chances[kind] >= least for kind, least in self.judged.items())

    def _is_pair(self, facts: Facts, first: str, second: str) -> bool:
        left, right = facts.shown
        one, two = _parts(first), _parts(second)
        return (one <= left and two <= right) or (one <= right and two <= left)


@cache
def _parts(signs: str) -> frozenset[str]:
    return frozenset(signs.split(AND))


class Relation(msgspec.Struct, frozen=True, array_like=True):
    """That one assertion stands in a relation to another: which words of both, by which rule, how surely, and why."""

    type: str
    left: tuple[str, int]
    right: tuple[str, int]
    spans: tuple[Span, Span]
    rule: str
    confidence: float
    reason: str


def compare(left: Side, right: Side) -> list[Relation]:
    """Return how two sides relate; those of different stories, or with nothing in common, don't."""
    if not is_kindred(left, right):
        return []
    known = likeness(left, right)
    return list(relations(facts_of(left, right, known))) if max(known) >= UNLIKE else []


def relations(of: Facts) -> Iterator[Relation]:
    """Yield how two sides relate: by their figures, else by what they state, and whether one is a copy of the other."""
    counted = list(_figures(of))
    yield from counted
    for group in ("copy",) if counted else ("copy", "statement"):
        likely = (rule for rule in grouped(group) if rule.likeness[0] <= of.likeness)
        rule = next((rule for rule in likely if rule.holds(of)), None)
        if rule is not None:
            yield _relation(rule, of, rule.reason)
            return


def _figures(facts: Facts) -> Iterator[Relation]:
    for related in facts.figures:
        verdict = related.verdict
        rule = next((r for r in grouped("figure") if r.relation == verdict.relation and r.holds(facts)), None)
        if rule is not None:
            spans = facts.left.figures[related.left].span, facts.right.figures[related.right].span
            relation = _relation(rule, facts, verdict.reason, spans)
            yield turned(relation) if verdict.direction == "backward" else relation


def _relation(rule: Rule, facts: Facts, reason: str, spans: tuple[Span, Span] | None = None) -> Relation:
    left, right = facts.left, facts.right
    relation = Relation(
        rule.relation, left.id, right.id, spans or (left.span, right.span), rule.name,
        round(rule.weight * _certainty(rule, facts), 2), reason,
    )  # fmt: skip
    first = {"later": "order", "citing": "cites"}.get(rule.order)
    return turned(relation) if first and facts[first] == "right" else relation


def _certainty(rule: Rule, facts: Facts) -> float:
    return max(rule.least, facts.likeness) if rule.group != "figure" else 1.0


def turned(relation: Relation) -> Relation:
    """Return a relation as it leads the other way."""
    spans = relation.spans[1], relation.spans[0]
    return msgspec.structs.replace(relation, left=relation.right, right=relation.left, spans=spans)


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in the order in which they are tried; raise LanguageDataError for a file that is none."""
    folder = files("claimgraph.compare") / "rules"
    return tuple(_read(file.name, file.read_text("utf-8")) for file in sorted(folder.iterdir(), key=lambda f: f.name))


@cache
def grouped(group: str) -> tuple[Rule, ...]:
    """Return the rules of a group in the order in which they are tried."""
    return tuple(rule for rule in rules() if rule.group == group)


def _read(name: str, content: str) -> Rule:
    try:
        return msgspec.convert(tomllib.loads(content) | {"name": name.removesuffix(".toml")}, Rule)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise LanguageDataError(name, str(error)) from error
