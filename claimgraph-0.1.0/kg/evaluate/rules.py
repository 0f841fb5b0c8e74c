"""What counts as the same when gold and prediction are compared: rules.toml as a record."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec


@dataclass(frozen=True, slots=True)
class Rules:
    """The values of rules.toml, where they are explained."""

    types: tuple[str, ...]
    content_shared: float
    stem: int
    ending: int
    edge: str
    head_stop: str
    aliases: Mapping[str, str]
    classes: Mapping[str, str]
    cost: Mapping[str, Mapping[str, int]]

    def type_of(self, written: str) -> str:
        """Return the type that a gold file means by a word or by Wikidata classes; OTHER for further classes.

        >>> rules().type_of("person"), rules().type_of("Q5|Q215627"), rules().type_of("Q5"), rules().type_of("misc")
        ('PER', 'PER', 'OTHER', 'MISC')
        """
        word = written.upper()
        if word[:1] == "Q" and word[1:2].isdigit():
            named = word.split("|")
            return next((kind for qid, kind in self.classes.items() if qid in named), "OTHER")
        return self.aliases.get(word, word)


@cache
def rules() -> Rules:
    """Return the rules that ship."""
    text = files("claimgraph.evaluate").joinpath("rules.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), type=Rules)


@cache
def head_stop() -> frozenset[str]:
    """Return the words at which the head of a noun phrase ends."""
    return frozenset(rules().head_stop.split())
