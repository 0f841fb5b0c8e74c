"""Media types of results and graphs, and the choice among them by an Accept header."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

MAX_RANGES = 64


@dataclass(frozen=True, slots=True)
class Format:
    """A serialization: the store's name for it, the media type sent, the suffix used in addresses."""

    key: str
    media: str
    suffix: str
    textual: bool = True
    aliases: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The media type as a header says it."""
        return f"{self.media}; charset=utf-8" if self.textual else self.media

    def by_any_name(self) -> tuple[Format, ...]:
        """Return this format under each of its media types."""
        return tuple(Format(self.key, media, self.suffix, self.textual) for media in (self.media, *self.aliases))


RESULTS = (
    Format("JSON", "application/sparql-results+json", "json", False, ("application/json",)),
    Format("XML", "application/sparql-results+xml", "xml", False, ("application/xml", "text/xml")),
    Format("CSV", "text/csv", "csv"),
    Format("TSV", "text/tab-separated-values", "tsv"),
)
GRAPHS = (
    Format("TURTLE", "text/turtle", "ttl"),
    Format("N_TRIPLES", "application/n-triples", "nt", False, ("text/plain",)),
    Format("N_QUADS", "application/n-quads", "nq", False),
    Format("TRIG", "application/trig", "trig", False),
    Format("N3", "text/n3", "n3"),
    Format("RDF_XML", "application/rdf+xml", "rdf", False, ("application/xml", "text/xml")),
    Format("JSON_LD", "application/ld+json", "jsonld", False, ("application/json",)),
)
HTML = Format("HTML", "text/html", "html")
PLAIN = Format("PLAIN", "application/json", "json", False)
"""What a page tells, as plain JSON."""

VERSIONS = ("1.1", "1.2", "1.2-basic")
"""The labels of RDF 1.2 Concepts; the store reads and writes them all alike."""
NEWEST = "1.2"
Range = tuple[str, str, float]


def parse_accept(header: str) -> list[Range]:
    """Return the media ranges of an Accept header as (type, subtype, quality), leaving out what is malformed.

    What asks for a version of RDF or SPARQL that nobody knows has quality 0.

    >>> parse_accept("text/csv;q=0.5, */*")
    [('text', 'csv', 0.5), ('*', '*', 1.0)]
    """
    ranges = []
    for part in header.split(",")[:MAX_RANGES]:
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        kind, slash, subtype = media.partition("/")
        known = parameter_of(parameters, "version") in (None, *VERSIONS)
        if slash and kind and subtype:
            ranges.append((kind, subtype, quality_of(parameters) if known else 0.0))
    return ranges


def parameter_of(parameters: Iterable[str], wanted: str) -> str | None:
    """Return the value of a parameter of a media type, None without it.

    >>> parameter_of(["q=0.5", 'version="1.2"'], "version")
    '1.2'
    """
    pairs = (parameter.partition("=") for parameter in parameters)
    return next((value.strip().strip('"') for name, _, value in pairs if name.strip().lower() == wanted), None)


def announced(content_type: str, header: str) -> str:
    """Return a media type that says its version where the client has asked for it by name and as version 1.2.

    >>> announced("text/turtle; charset=utf-8", "text/turtle;version=1.2, */*;q=0.1")
    'text/turtle; charset=utf-8; version=1.2'
    """
    media = content_type.partition(";")[0]
    for part in header.split(",")[:MAX_RANGES]:
        asked, *parameters = (piece.strip() for piece in part.split(";"))
        if asked.lower() == media and parameter_of(parameters, "version") == NEWEST:
            return f"{content_type}; version={NEWEST}"
    return content_type


def quality_of(parameters: Iterable[str]) -> float:
    """Return the q parameter, 1 without one, 0 for one that is not a number from 0 to 1."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                number = float(value)
            except ValueError:
                return 0.0
            return number if 0.0 <= number <= 1.0 else 0.0
    return 1.0


def quality(media: str, ranges: Sequence[Range]) -> float:
    """Return the quality of a media type: that of the most specific range that matches it."""
    kind, _, subtype = media.partition("/")
    for wanted in ((kind, subtype), (kind, "*"), ("*", "*")):
        found = [q for k, s, q in ranges if (k, s) == wanted]
        if found:
            return max(found)
    return 0.0


@lru_cache(maxsize=256)
def choose(header: str, offered: tuple[Format, ...]) -> Format | None:
    """Return the offered format that the header likes best, the earlier of equals; None where none will do.

    An alias counts only where the header names it, so that `*/*` never counts twice.
    """
    ranges = parse_accept(header) or [("*", "*", 1.0)]
    explicit = {f"{kind}/{subtype}" for kind, subtype, _ in ranges}
    best, best_quality = None, 0.0
    for candidate in offered:
        names = [candidate.media, *(alias for alias in candidate.aliases if alias in explicit)]
        value = max(quality(name, ranges) for name in names)
        if value > best_quality:
            best, best_quality = candidate, value
    return best


def by_suffix(suffix: str, offered: Sequence[Format]) -> Format | None:
    """Return the offered format of a suffix (`ttl`, `csv`)."""
    return next((candidate for candidate in offered if candidate.suffix == suffix), None)
