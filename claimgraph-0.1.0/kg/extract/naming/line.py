"""One sentence as the name rules see it: its words, their classes and the known names among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from claimgraph.extract.naming.classes import WordClass, is_foreign, word_class
from claimgraph.extract.naming.gazetteer import Hit, gazetteer
from claimgraph.extract.naming.name import Name
from claimgraph.extract.tokens import Token
from claimgraph.link.known import known
from claimgraph.model import Kind


class Part(NamedTuple):
    """Words `first` to `last` (inclusive) of a sentence that may be a name, by which method, of which records."""

    first: int
    last: int
    kind: Kind
    method: str
    keys: tuple[str, ...] = ()

    def overlaps(self, other: Part) -> bool:
        """Tell whether both share a word."""
        return self.first <= other.last and other.first <= self.last

    def holds(self, other: Part) -> bool:
        """Tell whether the other lies within this one."""
        return self.first <= other.first and other.last <= self.last


def is_titled(word: str, lang: str) -> bool:
    """Tell whether a word is written with one capital letter, in the letters of a language."""
    return len(word) > 1 and word[0].isupper() and word[1:].islower() and not is_foreign(word, lang)


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a sentence in one language."""

    lang: str
    tokens: Sequence[Token]
    words: list[str]
    lowered: list[str]
    """The words in lower case."""
    classes: list[WordClass]
    titled: list[bool]
    hits: list[Hit]

    @classmethod
    def of(cls, tokens: Sequence[Token], lang: str) -> Line:
        """Return a sentence with the known names in it."""
        words = [token.text for token in tokens]
        hits = list(gazetteer(lang).find(tokens))
        classes = [word_class(word, lang) for word in words]
        lowered = [word.lower() for word in words]
        return cls(lang, tokens, words, lowered, classes, [is_titled(word, lang) for word in words], hits)

    def word_class(self, number: int) -> WordClass:
        """Return the class of a word."""
        return self.classes[number]

    def is_titled(self, number: int) -> bool:
        """Tell whether a word is written with one capital letter, in the letters of the language."""
        return self.titled[number]

    def run(self, start: int, fits: Callable[[int], bool]) -> int:
        """Return the number after the last of the words from `start` on that fit."""
        end = start
        while end < len(self.words) and fits(end):
            end += 1
        return end

    def known_parts(self, doubtful: bool) -> list[Part]:
        """Return the known names that are beyond doubt, or those that aren't."""
        return [
            Part(hit.first, hit.last, known()[hit.keys[0]].kind, "gazetteer", hit.keys)
            for hit in self.hits
            if hit.doubtful == doubtful
        ]

    def is_case_form(self, part: Part) -> bool:
        """Tell whether a known name stands in another case than its base form: `Russlands`, `Казахстану`."""
        words = "".join(self.words[part.first : part.last + 1])
        names = known()[part.keys[0]].names.values()
        return all(words != name.replace(" ", "") for cell in names for name in cell)

    def name(self, part: Part) -> Name:
        """Return a part as a name of the text."""
        start, end = self.tokens[part.first].start, self.tokens[part.last].end
        return Name(start, end, part.kind, part.method, self.lang, part.keys)
