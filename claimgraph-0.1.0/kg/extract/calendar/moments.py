"""The forms of dates in one language: where they stand in a text and what their parts are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from claimgraph.extract.lexicon import any_of, spaced
from claimgraph.lang import language

_DAY, _YEAR = r"(?P<day>\d{1,2})(?!\d)", r"(?P<year>(?:19|20)\d\d)(?!\d|[.,]\d)"
_NUMERIC = (
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])",
    r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\w)",
    r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4})(?!\w)",
)
_EDGE = r"(?<![\w.,/-])"
_CLAUSE_END = re.compile(r"[.!?;:\n]")
AHEAD = 60
"""Code points before a weekday in which a word of the future is about it."""
_WORDED = 12
"""Numbers up to this one are also read in words: `two days ago`."""


class Moment(NamedTuple):
    """A form of date found: `kind` is `date`, `weekday`, or unit and distance (`day-1`, `week-n`)."""

    kind: str
    start: int
    end: int
    parts: dict[str, str]
    name: int
    """Where the name of a month or weekday begins, -1 without one."""


class _Form(NamedTuple):
    kind: str
    source: str
    expression: re.Pattern[str]

    @classmethod
    def of(cls, kind: str, source: str) -> _Form:
        pattern = spaced(source)
        return cls(kind, re.sub(r"\(\?P<\w+>", "(?:", pattern), re.compile(pattern))


class Names:
    """Words of one kind (months, weekdays, numbers) in order, the first being number 1."""

    def __init__(self, lists: Sequence[Iterable[str]]) -> None:
        self._patterns = [re.compile(any_of(forms)) for forms in lists]
        self.source = any_of(form for forms in lists for form in forms)

    def number(self, word: str) -> int:
        """Return the number that a word or figures stand for."""
        if word.isdigit():
            return int(word)
        return next(i for i, pattern in enumerate(self._patterns, 1) if pattern.fullmatch(word))


class Forms:
    """All forms of dates of one language, found in one pass."""

    def __init__(self, lang: str) -> None:
        self.calendar = language(lang).calendar
        numerals = language(lang).counting.numerals.words
        self.months = Names(self.calendar.months)
        self.weekdays = Names(self.calendar.weekdays)
        self.numbers = Names([numerals.get(str(n), ()) for n in range(1, _WORDED + 1)])
        self._forms = [*self._absolute(), *self._relative(), *self._partial()]
        words = any_of(self.calendar.announcing) if self.calendar.announcing else "(?!)"
        self._announcing = re.compile(rf"(?<!\w){words}(?!\w)")
        self._any = re.compile(f"{_EDGE}(?:{'|'.join(form.source for form in self._forms)})")

    def _month(self) -> str:
        return rf"(?P<month>{self.months.source})(?!\w)(?:\.(?=\s*[\d,]))?"

    def _absolute(self) -> Iterator[_Form]:
        yield from (_Form.of("date", source) for source in _NUMERIC)
        for template in self.calendar.dates:
            source = template.replace("{day}", _DAY).replace("{month}", self._month()).replace("{year}", _YEAR)
            yield _Form.of("date", source + r"(?!\w)")

    def _relative(self) -> Iterator[_Form]:
        number = rf"(?P<n>\d{{1,2}}|{self.numbers.source})"
        found = [(kind, p) for kind, patterns in self.calendar.relative.items() for p in patterns]
        for kind, pattern in sorted(found, key=lambda pair: -len(pair[1])):
            yield _Form.of(kind, f"(?:{pattern.replace('{n}', number)})" + r"(?!\w)")

    def _partial(self) -> Iterator[_Form]:
        """Yield weekdays, months alone and years alone."""
        calendar = self.calendar
        shift = rf"(?:(?P<last>{any_of(calendar.last)})\s+|(?P<next>{any_of(calendar.next)})\s+)?"
        yield _Form.of("weekday", rf"{shift}(?P<weekday>{self.weekdays.source})(?!\w)")
        yield _Form.of("date", rf"(?P<lead>{any_of(calendar.month_leads)}\s+){self._month()}(?!\w|[.,]*\s+\d)")
        lead = rf"(?P<lead>{any_of(calendar.year_leads)}\s+)"
        if calendar.year_suffix:
            yield _Form.of("date", rf"{lead}?{_YEAR}\s+{any_of(calendar.year_suffix)}(?!\w)")
        yield _Form.of("date", rf"{lead}{_YEAR}(?!\w|-\w)")

    def announced(self, folded: str, moment: Moment) -> bool:
        """Tell whether a weekday lies ahead: `will meet on Friday`, `på fredag skal retten`."""
        before = folded[max(0, moment.start - AHEAD) : moment.start]
        clause = _CLAUSE_END.split(before)[-1]
        if len(clause) == AHEAD:
            clause = clause.partition(" ")[2]  # its first word may be cut
        follows = folded[moment.end : moment.end + 1] == " " and self._announcing.match(folded, moment.end + 1)
        return bool(self._announcing.search(clause) or follows)

    def find(self, folded: str, start: int, end: int) -> Iterator[Moment]:
        """Yield the dates of a stretch of folded text, from left to right, without overlaps."""
        position = start
        while found := self._any.search(folded, position, end):
            matches = ((form, form.expression.match(folded, found.start(), end)) for form in self._forms)
            form, match = next((form, match) for form, match in matches if match)
            parts = {name: part for name, part in match.groupdict().items() if part is not None}
            lead = parts.pop("lead", "")
            named = next((name for name in ("month", "weekday") if parts.get(name, "1")[0].isalpha()), None)
            yield Moment(form.kind, match.start() + len(lead), match.end(), parts, match.start(named) if named else -1)
            position = match.end()


forms = cache(Forms)
