"""Numbers in words and digits: `8,000`, `2 030`, `8 тис.`, `dwudziestu pięciu`, `dozens`, `from 5 to 6 million`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claimgraph.extract.lexicon import any_of, split_alternatives
from claimgraph.lang import language
from claimgraph.lang.counting import Numerals, Patterns


@dataclass(frozen=True, slots=True)
class Number:
    """A number at its place in a text: `value` is None for ranges and vague words, which have bounds only."""

    start: int
    end: int
    value: float | None
    lower: float
    upper: float
    scale: float = 1
    written: bool = False
    """In words, not digits."""
    rough: bool = False
    """Turned around, `тисяч п'ятдесят`, which makes it an estimate."""
    second: int = -1
    """Where the upper end of a range begins, -1 when there is none."""

    @property
    def is_count(self) -> bool:
        """Whether things can be counted with it: bounds are whole numbers in the right order."""
        return self.lower <= self.upper and self.lower.is_integer() and self.upper.is_integer()


@dataclass(frozen=True)
class _Grammar:
    """The compiled number expressions of one language."""

    number: re.Pattern[str]
    atom: re.Pattern[str]
    words: tuple[tuple[re.Pattern[str], float], ...]
    scales: tuple[tuple[re.Pattern[str], float], ...]
    vague: tuple[tuple[re.Pattern[str], tuple[float, float]], ...]
    ranges: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    groups: re.Pattern[str]
    decimal_mark: str

    @classmethod
    def of(cls, numerals: Numerals) -> _Grammar:
        atoms, scales, vague = (any_of(_all(t)) for t in (numerals.words, numerals.scales, numerals.vague))
        joiner = any_of(numerals.joiners)
        halves = any_of(numerals.halves)
        return cls(
            number=re.compile(
                rf"(?<!\w)(?={_opening(numerals)})(?:(?P<digits>{_digits(numerals)})(?P<half>\s+{halves}(?=\s+{scales}))?(?:[\s-]?(?P<scale>{scales})(?!\w))?"
                rf"|(?<!\w)(?P<turned>{any_of(numerals.turned)})\s+(?P<count>{atoms}(?:{joiner}{atoms})*)(?!\w)"
                rf"|(?<!\w)(?P<vague>{vague})(?:\s+(?P<times>{scales}))?(?!\w)"
                rf"|(?<!\w)(?P<words>{atoms}(?:{joiner}(?:{atoms}|{scales}))*(?:\s+{halves}\s+{scales})?)"
                rf"(?!'?\w|-(?!(?:{atoms})(?!\w))[^\W\d]))"
            ),
            atom=re.compile(rf"(?P<half>{halves})|{scales}|{atoms}"),
            words=tuple((re.compile(any_of(p)), float(v)) for v, p in numerals.words.items()),
            scales=tuple((re.compile(any_of(p)), float(v)) for v, p in numerals.scales.items()),
            vague=tuple((re.compile(any_of(p)), _bounds(v)) for v, p in numerals.vague.items()),
            ranges=tuple((_before(a), re.compile(rf"\s+{any_of([b])}\s+")) for a, b in numerals.ranges),
            groups=re.compile(f"[{re.escape(numerals.group_marks)}]"),
            decimal_mark=numerals.decimal_mark,
        )


def _all(table: dict[str, Patterns]) -> Iterator[str]:
    return (pattern for patterns in table.values() for pattern in patterns)


def _opening(numerals: Numerals) -> str:
    """Return an expression for the first character of a number, which most words don't have."""
    tables = (numerals.words, numerals.vague)
    patterns = [p for t in tables for pattern in _all(t) for p in split_alternatives(pattern)] + [*numerals.turned]
    plain = all(p[0].isalpha() and p[1:2] not in ("?", "*", "{") for p in patterns if not p.startswith("(?:"))
    grouped = [part for p in patterns if p.startswith("(?:") for part in p[3:].partition(")")[0].split("|")]
    letters = {p[0] for p in patterns if not p.startswith("(?:")} | {part[0] for part in grouped if part}
    return rf"[\d{''.join(sorted(letters))}]" if plain and all(map(str.isalpha, letters)) else ""


def _bounds(key: str) -> tuple[float, float]:
    lower, _, upper = key.partition("-")
    return float(lower), float(upper)


def _before(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of([pattern])}\s+\Z" if pattern else r"\Z")


def _digits(numerals: Numerals) -> str:
    marks = re.escape(numerals.group_marks)
    suffix = any_of(numerals.suffixes)
    # Not in the middle of a date, a time, an amount of money, a name (F-16) or an address.
    return (
        rf"(?<![\w.,:/+#№§$€£₴@])(?<!\D-)(?<!^-)(?:\d{{1,3}}(?:[{marks}]\d{{3}})+(?!\d)|\d+)"
        rf"(?:{re.escape(numerals.decimal_mark)}\d+)?(?:-{suffix}(?!\w))?(?!\w|\s?%|[‰°$€£₴]|[.,:/]\d|-[^\W\d]|-\d+-\w|-\s|\.\s+\w)"
    )


@cache
def _grammar(lang: str) -> _Grammar:
    return _Grammar.of(language(lang).counting.numerals)


def _lookup(word: str, table: tuple[tuple[re.Pattern[str], float], ...]) -> float | None:
    return next((value for pattern, value in table if pattern.fullmatch(word)), None)


def _fits(group: float, value: float) -> bool:
    """Tell whether a number word may be added: units after tens, tens after hundreds."""
    room = 10 if value < 10 else 100 if value < 100 else 1000
    return group % room == 0 and not (room == 10 and group % 100 == 10)


def _add(total: float, group: float, word: str, grammar: _Grammar) -> tuple[float, float] | None:
    """Return total and open group with one more word, or None when the word starts another number."""
    scale = _lookup(word, grammar.scales)
    if scale is not None and group:
        return (total + group * scale, 0.0) if scale >= 1000 else (total, group * scale)
    value = _lookup(word, grammar.words)
    if value is None or not _fits(group, value):
        return None
    return (total + value, 0.0) if value >= 1000 else (total, group + value)


def _from_words(match: re.Match[str], grammar: _Grammar) -> Number:
    total = group = 0.0
    end = match.start()
    for atom in grammar.atom.finditer(match.string, match.start(), match.end()):
        added = (total, group + 0.5) if atom["half"] else _add(total, group, atom[0], grammar)
        if added is None:
            break
        (total, group), end = added, atom.end()
    value = total + group
    return Number(match.start(), end, value, value, value, _magnitude(value), written=True)


def _magnitude(value: float) -> float:
    return next((m for m in (1e9, 1e6, 1e3) if value and value % m == 0), 1.0)


def _from_digits(match: re.Match[str], grammar: _Grammar) -> Number:
    digits = re.match(r"[\d\W]*\d", match["digits"])
    plain = grammar.groups.sub("", digits[0]) if digits else "0"
    scale = _lookup(match["scale"], grammar.scales) if match["scale"] else None
    value = round((float(plain.replace(grammar.decimal_mark, ".")) + (0.5 if match["half"] else 0)) * (scale or 1), 6)
    return Number(match.start(), match.end(), value, value, value, scale or 1)


def _from_turned(match: re.Match[str], grammar: _Grammar) -> Number:
    scale = _lookup(match["turned"], grammar.scales) or 1
    count = grammar.number.match(match.string, match.start("count"), match.end())
    value = scale * (_from_words(count, grammar).lower if count and count["words"] else 0)
    return Number(match.start(), match.end(), value, value, value, scale, written=True, rough=True)


def _from_vague(match: re.Match[str], grammar: _Grammar) -> Number:
    lower, upper = next(b for pattern, b in grammar.vague if pattern.fullmatch(match["vague"]))
    scale = _lookup(match["times"], grammar.scales) if match["times"] else None
    return Number(match.start(), match.end(), None, lower * (scale or 1), upper * (scale or 1), scale or 1, True)


def _scan(folded: str, start: int, end: int, grammar: _Grammar) -> Iterator[Number]:
    position = start
    while match := grammar.number.search(folded, position, end):
        if match["digits"]:
            number = _from_digits(match, grammar)
        elif match["turned"]:
            number = _from_turned(match, grammar)
        else:
            number = _from_vague(match, grammar) if match["vague"] else _from_words(match, grammar)
        position = number.end
        # Where words are joined without space, a number that ends inside a word is none: Tito is not ten and two.
        if position < match.end() and folded[position].isalnum():
            position = match.end()
        else:
            yield number


_DASH = re.compile(r"\s?[-–—]\s?")


def _joined(folded: str, first: Number, second: Number, grammar: _Grammar) -> Number | None:
    """Return the range that two numbers form, or None."""
    if first.value is None or second.value is None:
        return None
    gap = folded[first.end : second.start]
    start = first.start
    if not _DASH.fullmatch(gap):
        before = folded[max(0, start - 20) : start]
        opened = (a.search(before) for a, between in grammar.ranges if between.fullmatch(gap))
        opening = next((match for match in opened if match), None)
        if opening is None:
            return None
        start -= len(opening[0])
    low = first.value
    if first.scale == 1 and low * second.scale < second.value:
        low *= second.scale
    return Number(start, second.end, None, low, second.value, second.scale, first.written, second=second.start)


def find_numbers(folded: str, start: int, end: int, lang: str) -> list[Number]:
    """Return the numbers of a stretch of folded text, ranges joined; offsets are code points, end exclusive.

    Percentages, amounts after a currency sign, times, numeric dates and numbers inside names are no numbers here.
    """
    grammar = _grammar(lang)
    found: list[Number] = []
    for number in _scan(folded, start, end, grammar):
        joined = _joined(folded, found[-1], number, grammar) if found else None
        if joined is None:
            found.append(number)
        else:
            found[-1] = joined
    return found
