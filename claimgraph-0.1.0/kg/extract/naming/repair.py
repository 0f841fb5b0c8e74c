"""The edges and the kind of a name that the model proposes: what the words themselves say."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extract.naming.line import Line, Part
from claimgraph.lang import language

_HYPHEN = "-"
_STOP = "."
_PERSON = (2, 3)


def repaired(part: Part, line: Line, sure: Sequence[Part]) -> Part:
    """Return a proposal with its edges moved and its kind set right; it may be empty (`last < first`)."""
    part = _without_owner(part, line, frozenset(other.last for other in sure if other.kind == "LOC"))
    if part.kind == "PER":
        part = _before_lower_case(part, line)
    if part.first > part.last:
        return part
    part = _with_hyphens(part, line, frozenset(other.first for other in sure))
    if part.kind != "PER" and _is_person(part, line):
        part = part._replace(kind="PER")
    return _with_initial(part, line) if part.kind == "PER" else part


def _without_owner(part: Part, line: Line, places: frozenset[int]) -> Part:
    """Cut off a place with a possessive mark: in `Cambodia’s Defence Ministry` only the ministry is meant."""
    clitics = language(line.lang).naming.clitics
    marks = [n for n in range(part.first + 1, part.last) if line.words[n] in clitics and n - 1 in places]
    return part._replace(first=marks[-1] + 1) if marks and part.kind != "PER" else part


def _before_lower_case(part: Part, line: Line) -> Part:
    """End a person's name before a word in lower case, particles and second halves aside: `Anan Sirikul of`."""
    particles = language(line.lang).naming.particles
    for number in range(part.first + 1, part.last + 1):
        word = line.words[number]
        if word[0].islower() and word not in particles and line.words[number - 1] != _HYPHEN:
            return part._replace(last=number - 1)
    return part


def _with_hyphens(part: Part, line: Line, taken: frozenset[int]) -> Part:
    """Take in the other half of a double name: `Okonjo-Reyes`."""
    first, last = part.first, part.last
    while last + 2 < len(line.words) and _joins(line, last + 1) and last + 2 not in taken:
        last += 2
    while first >= 2 and _joins(line, first - 1) and first - 2 not in taken:
        first -= 2
    return part._replace(first=first, last=last)


def _joins(line: Line, number: int) -> bool:
    """Tell whether a hyphen stands between two capitalised words, without blanks."""
    before, hyphen, after = line.tokens[number - 1 : number + 2]
    closed = before.end == hyphen.start and hyphen.end == after.start
    return hyphen.text == _HYPHEN and closed and before.text[0].isupper() and line.is_titled(number + 1)


def _is_person(part: Part, line: Line) -> bool:
    """Tell whether a name is a given name and one or two further words that say nothing else."""
    numbers = [n for n in range(part.first, part.last + 1) if line.words[n] != _HYPHEN]
    if len(numbers) not in _PERSON or line.word_class(numbers[0]) != "given":
        return False
    return all(line.is_titled(n) and line.word_class(n) in ("given", "") for n in numbers)


def _with_initial(part: Part, line: Line) -> Part:
    """Take in the full stop of a surname that is one letter: `Marcina D.`."""
    word = line.words[part.last]
    single = part.last > part.first and len(word) == 1 and word.isupper()
    stopped = part.last + 1 < len(line.words) and line.words[part.last + 1] == _STOP
    return part._replace(last=part.last + 1) if single and stopped else part
