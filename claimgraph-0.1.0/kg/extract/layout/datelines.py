"""Where and when a report was filed, and by which agency: the dateline before its first words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claimgraph.extract.layout.lines import ends_sentence
from claimgraph.extract.layout.look import agency_pattern, look
from claimgraph.extract.layout.stamps import Stamp, date_pattern, stamps
from claimgraph.lang import codes, language

_WORD = r"[^\W\d_][\w'’.-]*"
_REGION = r"\s\([^()\d\n]{2,20}\)(?=[,.]|\s[(\[])"
_PLACE = rf"{_WORD}(?:[ /-]{_WORD}){{0,3}}(?:{_REGION})?(?:,\s{_WORD}(?:\s{_WORD}){{0,2}})?"
_DASH = r"(?:--|[-–—―])"
_BRACKET, _FIGURE = re.compile(r"[(\[/]"), re.compile(r"\d")
_REACH = 300
"""Code points of a paragraph in which its dateline ends."""
_REST_LENGTH = 40
"""A place and a dash are a dateline only before a text of at least so many code points."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """The beginning of a paragraph, up to `end` (code points), and what it says; None where it says nothing."""

    end: int
    stamp: Stamp | None = None
    agency: str | None = None
    publisher: str | None = None


_BEFORE = rf"(?:(?P<place>{_PLACE}?)(?:[.,]?\s+|[.,]\s*|(?=/)))?(?:{{when}}[.,]?\s*)?"
_FORMS = {
    "bracket": rf"{_BEFORE}[(\[/]©?\s?(?P<agency>[^()\[\]/\n]{{2,40}}?(?:/[^()\[\]/\n]{{2,20}})?)[)\]/]"
    rf"\.?\s*(?P<mark>{_DASH}|:)?\s*",
    "agency last": rf"(?P<place>{_PLACE}?)[.,]\s{{when}}[.,]?\s*{_DASH}?\s*(?P<known>{{known}})(?:\s*{_DASH}|[.:])\s*",
    "agency first": rf"(?P<known>{{known}})[.,:]?\s*{_DASH}?\s*(?P<place>{_PLACE}?)[.,]\s{{when}}"
    rf"\s*(?:{_DASH}|[.:])\s*",
    "date": rf"(?P<place>{_PLACE}?)[.,]?\s{{when}}(?:\s*{_DASH}\s|:\s|\.\s(?=\S))\s*",
    "place": rf"(?P<place>{_PLACE}?)\s{_DASH}\s",
}
"""The forms of datelines, the most telling first; the groups are place, date, agency and known."""


@cache
def _pattern(form: str, lang: str) -> re.Pattern[str]:
    when = rf"(?P<date>(?i:{date_pattern(lang)}))"
    return re.compile(_FORMS[form].replace("{when}", when).replace("{known}", agency_pattern()))


def _possible(paragraph: str, body_start: bool) -> Iterator[str]:
    """Yield the forms that the beginning of a paragraph may have, by the marks that each needs."""
    opening = paragraph[:_REACH]
    dated = _FIGURE.search(opening) is not None
    if _BRACKET.search(opening):
        yield "bracket"
    if dated and look().agency.search(opening):
        yield from ("agency last", "agency first")
    if body_start:
        yield from (["date"] if dated else [])
        yield "place"


def _is_place(words: str | None) -> bool:
    """Tell whether the words are names: capitalized but for short ones between them."""
    return words is not None and all(word[0].isupper() or len(word) <= 3 for word in re.findall(r"[^\W\d_]+", words))


def _is_shouted(words: str | None) -> bool:
    """Tell whether the first name is in capitals: `KYIV, Ukraine`."""
    first = re.split(r"[,.]", words)[0] if words else ""
    return len(first) >= 3 and first.isupper()


def _is_agency(name: str) -> bool:
    words = name.split()
    return len(words) <= 4 and words[0][0].isupper() and len(name) >= 2 and not any(map(str.isdigit, name))


def _accepts(match: re.Match[str], body_start: bool) -> bool:
    """Tell whether a match is a dateline and not a sentence that looks like one."""
    groups = match.groupdict()
    place, rest = groups["place"], match.string[match.end() :]
    if place and not _is_place(place):
        return False
    if "known" in groups:
        return True
    agency = groups.get("agency")
    if agency is not None:
        if look().agency.fullmatch(re.split(r"[/,-]", agency)[0].strip()) or look().agency.fullmatch(agency):
            return bool(groups["mark"]) or not rest[:1].islower()
        return bool(groups["mark"] and _is_agency(agency) and (groups["date"] or _is_shouted(place)))
    if groups.get("date"):
        return body_start and re.search(r"(?<!\d)\d{1,2}(?!\d)", groups["date"]) is not None
    starts = rest[:1].isupper() or rest[:1] in "\"“„«‘'"
    return body_start and _is_shouted(place) and starts and len(rest) >= _REST_LENGTH and ends_sentence(rest)


def _stamp(words: str | None, lang: str) -> Stamp | None:
    return next(stamps(words, lang), None) if words else None


def leading_dateline(paragraph: str, lang: str, body_start: bool) -> Dateline | None:
    """Return the dateline with which a paragraph begins: `KYIV, Jan. 10 (UPI) -- `, `Warszawa (PAP) `.

    `body_start` says that no paragraph of the body came before: only then do place and date alone make a dateline.
    """
    for form in _possible(paragraph, body_start):
        match = _pattern(form, lang).match(paragraph, 0, _REACH)
        if match and match.end() and _accepts(match, body_start):
            groups = match.groupdict()
            agency = groups.get("agency") or groups.get("known")
            return Dateline(match.end(), _stamp(groups.get("date"), lang), agency.strip() if agency else None)
    return None


@cache
def _weekday() -> re.Pattern[str]:
    days = [day for code in codes() for forms in language(code).calendar.weekdays for day in forms]
    short = [day for code in codes() for day in language(code).layout.short_weekdays]
    return re.compile("|".join((*days, *short)), re.IGNORECASE)


def whole_dateline(line: str, lang: str) -> Dateline | None:
    """Return what a line says that holds nothing but a date with a place, a publisher, a weekday or a time.

    A name before the date is the publisher's (`Euronews.- 10.01.2022`), one after it is a place.
    """
    stamp = next(stamps(line, lang), None) if len(line) <= 90 else None
    if stamp is None or len(re.findall(r"\d+|[^\W\d_]{3,}", stamp.span.of(line))) < 3:
        return None
    before, after = (look().clock.sub("", part) for part in (line[: stamp.span.start], line[stamp.span.end :]))
    names = [re.findall(r"[^\W\d_][\w'’-]*", part) for part in (before, after)]
    names = [[word for word in part if not _weekday().fullmatch(word)] for part in names]
    others = [word for part in names for word in part]
    figures = re.search(r"\d", before + after)
    if figures or len(others) > 4 or not all(word[0].isupper() or len(word) <= 3 for word in others):
        return None
    publisher = before.strip(" .,:;|–—-•\u00a0") if names[0] and re.search(r"[|–—-]\s*$", before) else None
    agency = look().agency.search(line)
    return Dateline(len(line), stamp, agency.group() if agency else None, publisher)
