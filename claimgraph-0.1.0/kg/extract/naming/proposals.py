"""Names proposed within one sentence by the gazetteer, the statistical model and rules, made consistent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from claimgraph.extract.naming.acronyms import acronyms
from claimgraph.extract.naming.bodies import bodies
from claimgraph.extract.naming.classes import is_foreign
from claimgraph.extract.naming.doubt import settled
from claimgraph.extract.naming.line import Line, Part
from claimgraph.extract.naming.name import Name
from claimgraph.extract.naming.places import datelines, placed, regions, streets
from claimgraph.extract.naming.repair import repaired
from claimgraph.extract.naming.runs import runs
from claimgraph.extract.naming.tagger import Tagger
from claimgraph.extract.naming.titled import branded, quoted, titled, works
from claimgraph.lang import language
from claimgraph.link.inflection import adjective_endings

_OPENING = frozenset('«„“"')


def propose(line: Line, tag: Tagger) -> list[Name]:
    """Return the names of one sentence, in text order, without overlap."""
    sure, doubtful = line.known_parts(doubtful=False), line.known_parts(doubtful=True)
    sure = sorted([*sure, *settled(line, sure, doubtful)])
    people = list(titled(line, sure))
    titles = list(works(line))
    model = [part for part in _of_model(line, tag, sure, doubtful) if not any(part.overlaps(work) for work in titles)]
    persons = [part for part in (*people, *model) if part.kind == "PER" and part.last > part.first]
    headed = [Part(first, last, "ORG", "head") for first, last in bodies(line, sure, persons)]
    headed += regions(line)
    brands = [part for part in branded(line, sure) if not any(part.overlaps(person) for person in persons)]
    strong = longest([*sure, *brands, *people, *placed(line, sure), *streets(line), *datelines(line)])
    weak = [part for part in (*headed, *model, *quoted(line), *acronyms(line)) if not _contradicts(part, people)]
    parts = longest([*strong, *weak])
    free = [run for run in runs(line) if not any(run.overlaps(part) for part in parts)]
    return [line.name(part) for part in sorted([*parts, *free])]


def longest(parts: Iterable[Part]) -> list[Part]:
    """Return the longest parts that don't overlap; of equal ones the first given."""
    kept: list[Part] = []
    for part in sorted(parts, key=lambda part: part.first - part.last):
        if not any(part.overlaps(other) for other in kept):
            kept.append(part)
    return kept


def _contradicts(part: Part, people: Sequence[Part]) -> bool:
    """Tell whether a proposal mixes up a person after a title with the words before or after."""
    mixed = (other for other in people if part.overlaps(other) and other.last > other.first)
    return any(part.kind != "PER" or part.first < other.first or part.last < other.last for other in mixed)


def _of_model(line: Line, tag: Tagger, sure: Sequence[Part], doubtful: Sequence[Part]) -> Iterator[Part]:
    records = {(part.first, part.last, part.kind): part.keys for part in doubtful}
    for first, last, kind in tag(line):
        proposal = repaired(_unquoted(Part(first, last, kind, "model"), line), line, sure)
        for part in _trimmed(proposal, line, sure):
            foreign = all(is_foreign(line.words[n], line.lang) for n in range(part.first, part.last + 1))
            made = part._replace(kind="ORG") if foreign else part
            if _is_name(made, line):
                yield made._replace(keys=records.get((made.first, made.last, made.kind), ()))


def _unquoted(part: Part, line: Line) -> Part:
    """Return a proposal without marks at its edges, and without what stands before a quotation mark within it."""
    first, last = part.first, part.last
    while first <= last and not line.words[first][0].isalnum():
        first += 1
    while first <= last and not line.words[last][0].isalnum():
        last -= 1
    opened = [number for number in range(first, last + 1) if line.words[number] in _OPENING]
    return part._replace(first=opened[-1] + 1 if opened else first, last=last)


def _is_name(part: Part, line: Line) -> bool:
    """Tell whether a proposal has a word that is neither a people nor another word that names nothing."""
    numbers = range(part.first, part.last + 1)
    capitals = [n for n in numbers if line.words[n][0].isupper()]
    telling = capitals if capitals and part.kind == "LOC" else numbers
    return any(line.words[n][0].isalpha() and line.word_class(n) not in ("people", "other") for n in telling)


def _divided(part: Part, line: Line) -> Iterator[Part]:
    """Divide an organization from the person behind it: `Departamentu Rybołówstwa Daniel Oyelaran`."""
    person = part.last - 1
    named = person > part.first + 1 and line.word_class(person) == "given" and line.is_titled(part.last)
    headed = any(line.word_class(number) == "head" for number in range(part.first, person))
    if named and headed and adjective_endings(line.lang):
        yield part._replace(last=person - 1)
        yield part._replace(first=person, kind="PER")
    else:
        yield part


def _trimmed(part: Part, line: Line, sure: Sequence[Part]) -> Iterator[Part]:
    """Cut off the edges of a proposal what isn't part of the name."""
    inside = [other for other in sure if part.holds(other)]
    if part.kind == "LOC" and len(inside) > 1:
        return
    if part.kind == "PER":
        yield from _person(part, line, inside)
    elif _opens_sentence_with(part, line, inside):
        return
    elif known_start := _known_start(part, line, inside):
        yield known_start
    elif part.kind == "ORG":
        yield from _divided(part, line)
    else:
        yield part


def _opens_sentence_with(part: Part, line: Line, inside: Sequence[Part]) -> bool:
    """Tell whether a proposal is the first word of a sentence, of a class that is no name, before a known name."""
    rest = any(other.last == part.last and other.first == 1 for other in inside)
    return part.first == 0 and rest and line.word_class(0) in ("title", "people", "other")


def _known_start(part: Part, line: Line, inside: Sequence[Part]) -> Part | None:
    """Return the known name at the start of a proposal that goes on in lower case only: `Almaty city hall`."""
    start = next((other for other in inside if other.first == part.first), None)
    if start is None:
        return None
    rest = line.words[start.last + 1 : part.last + 1]
    domains = language(line.lang).naming.domains
    return start if all(word.islower() and word not in domains for word in rest) else None


def _person(part: Part, line: Line, inside: Sequence[Part]) -> Iterator[Part]:
    """Yield a person without offices and inflected places at the edges."""
    first, last = part.first, part.last
    cut = {other.first: other.last for other in inside if other.kind != "PER" and line.is_case_form(other)}
    while first <= last and (first in cut or line.word_class(first) == "title"):
        first = cut.get(first, first) + 1
    ends = {end: start for start, end in cut.items()}
    while first <= last and last in ends:
        last = ends[last] - 1
    if first <= last:
        yield part._replace(first=first, last=last)
