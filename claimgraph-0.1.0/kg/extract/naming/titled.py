"""Names after a word that says what they are: `Minister Tuva Ekeland`, `bank Kivu`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from claimgraph.extract.naming.line import Line, Part
from claimgraph.lang import language
from claimgraph.link.inflection import forms

_MOST_WORDS = 4
_MOST_QUOTED = 3
_QUOTES = {"«": "»", "„": "”", "“": "”", '"': '"'}
_HYPHEN = "-"


def titled(line: Line, sure: Sequence[Part]) -> Iterator[Part]:
    """Yield the persons that follow a title, the field and the country of an office left out between."""
    taken = {part.first: part for part in sure}
    fields = _fields(line.lang)
    for number, sort in enumerate(line.classes):
        if sort != "title":
            continue
        start = _after_office(line, number + 1, taken, fields)
        end = line.run(start, lambda n: _may_be_person(line, n, taken))
        end = end - 1 if end > start and line.words[end - 1] == _HYPHEN else end
        if start < end <= start + _MOST_WORDS and (end > start + 1 or start == number + 1):
            yield Part(start, end - 1, "PER", "title")


@cache
def _fields(lang: str) -> frozenset[str]:
    naming = language(lang).naming
    return frozenset((*naming.domains, *naming.office_fields))


def _after_office(line: Line, start: int, taken: dict[int, Part], fields: frozenset[str]) -> int:
    """Return the number of the first word after the field and the body of an office."""
    connectors = language(line.lang).naming.connectors
    while start < len(line.words):
        following = line.words[start + 1].lower() if start + 1 < len(line.words) else ""
        if line.words[start].lower() in fields:
            start += 1
        elif line.words[start] in connectors and following in fields:
            start += 2
        elif start in taken and _is_of_office(line, taken[start]):
            start = taken[start].last + 1
        else:
            break
    return start


def _is_of_office(line: Line, part: Part) -> bool:
    """Tell whether a known name belongs to an office before a person's name: not one that may be a given name."""
    single = part.first == part.last and line.is_titled(part.first)
    return part.kind != "PER" and not (single and not line.is_case_form(part))


def _may_be_person(line: Line, number: int, taken: dict[int, Part]) -> bool:
    if number in taken and taken[number].kind != "PER":
        return taken[number].last + 1 < len(line.words) and line.is_titled(taken[number].last + 1)
    hyphen = line.words[number] == _HYPHEN and number > 0 and line.is_titled(number - 1)
    return hyphen or (line.is_titled(number) and line.word_class(number) in ("given", ""))


@cache
def _brand_words(lang: str) -> frozenset[str]:
    return frozenset(form for word in language(lang).naming.brand_words for form in forms(word, lang))


def branded(line: Line, sure: Sequence[Part]) -> Iterator[Part]:
    """Yield what follows a word such as `bank` or `newspaper`: a quoted name, or capitalised words."""
    taken = {part.first for part in sure}
    brands = _brand_words(line.lang)
    for number, word in enumerate(line.lowered[:-1]):
        if word not in brands:
            continue
        quote = _QUOTES.get(line.words[number + 1])
        start = number + 2 if quote else number + 1
        end = line.run(start, lambda n: line.words[n][0].isupper() and n not in taken)
        closed = end < len(line.words) and line.words[end] == quote
        fits = closed if quote else line.words[number].islower() and line.word_class(start) == ""
        if fits and start < end <= start + _MOST_WORDS:
            yield Part(start, end - 1, "ORG", "brand")


def quoted(line: Line) -> Iterator[Part]:
    """Yield short names in quotation marks as organizations, in a language where most are."""
    if language(line.lang).naming.quoted_are_organizations:
        yield from (part for part, is_work in _in_quotes(line) if part.first > 1 and not is_work)


def works(line: Line) -> Iterator[Part]:
    """Yield what is no name of a person, organization or place: a quoted name after a word for a work or a ship."""
    yield from (part for part, is_work in _in_quotes(line) if is_work)


def _in_quotes(line: Line) -> Iterator[tuple[Part, bool]]:
    """Yield short names in quotation marks, and whether a word for a work stands before them."""
    listed = _work_words(line.lang)
    for number, word in enumerate(line.words[:-1]):
        if word not in _QUOTES or not line.is_titled(number + 1):
            continue
        closing = _QUOTES[word]
        end = line.run(number + 1, lambda n: line.words[n][0].isalpha())
        if end < len(line.words) and line.words[end] == closing and end <= number + 1 + _MOST_QUOTED:
            is_work = number > 0 and line.lowered[number - 1] in listed
            yield Part(number + 1, end - 1, "ORG", "quoted"), is_work


@cache
def _work_words(lang: str) -> frozenset[str]:
    return frozenset(form for word in language(lang).naming.work_words for form in forms(word, lang))
