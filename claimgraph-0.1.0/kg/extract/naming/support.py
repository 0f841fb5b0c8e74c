"""What the rest of a document says for or against a name that stands at the beginning of a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from claimgraph.extract.naming.classes import word_class
from claimgraph.extract.naming.name import Name
from claimgraph.extract.tokens import Token
from claimgraph.lang import language
from claimgraph.model import Kind

UNCERTAIN = frozenset(("model", "head", "place", "run"))
"""Methods that the rest of the document may contradict."""


@dataclass(frozen=True, slots=True)
class Support:
    """How the words of a document are written where a capital letter has a meaning."""

    capitalised: frozenset[str]
    lower: frozenset[str]
    initial: dict[int, Token]
    kinds: dict[str, Kind]

    @classmethod
    def of(cls, text: str, sentences: Iterable[Sequence[Token]], names: Iterable[Name]) -> Support:
        """Gather the words of all sentences, and the kinds of names that don't begin one."""
        capitalised: set[str] = set()
        lower: set[str] = set()
        initial: dict[int, Token] = {}
        for tokens in sentences:
            words = [token for token in tokens if token.text[0].isalpha()]
            initial.update((token.start, token) for token in words[:1])
            capitalised.update(token.text for token in words[1:] if token.text[0].isupper())
            lower.update(token.text for token in words if token.text[0].islower())
        votes: dict[str, Counter[Kind]] = {}
        for name in names:
            if name.start not in initial:
                votes.setdefault(text[name.start : name.end], Counter())[name.kind] += 1
        kinds = {words: min(count, key=lambda kind: (-count[kind], kind)) for words, count in votes.items()}
        return cls(frozenset(capitalised), frozenset(lower), initial, kinds)

    def revise(self, text: str, names: Iterable[Name]) -> Iterator[Name]:
        """Yield the names without unsupported first words; a name that has no other word is left out."""
        for name in names:
            first = self.initial.get(name.start)
            if first is None or name.method not in UNCERTAIN or self._is_supported(first.text, name.lang):
                yield name
            elif name.end == first.end:
                if not self._is_ordinary(first.text, name.lang):
                    yield name
            else:
                yield self._without(first, text, name)

    def _is_supported(self, word: str, lang: str) -> bool:
        return word in self.capitalised or word.isupper() or word_class(word, lang) in ("given", "head")

    def _is_ordinary(self, word: str, lang: str) -> bool:
        return word.lower() in self.lower or language(lang).naming.initial_needs_support

    def _without(self, first: Token, text: str, name: Name) -> Name:
        rest = text[first.end : name.end]
        start = name.end - len(rest.lstrip())
        kind = self.kinds.get(rest.strip())
        known_rest = kind is not None or rest.split()[0] in self.capitalised
        if rest[0].isspace() and known_rest and self._is_ordinary(first.text, name.lang):
            return replace(name, start=start, kind=kind or name.kind)
        return name
