"""What a document says of itself: when it was published, by whom, through which agency, under which title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import SplitResult, urlsplit

from claimgraph.extract.layout.datelines import leading_dateline, whole_dateline
from claimgraph.extract.layout.look import look
from claimgraph.extract.layout.stamps import Stamp, stamps
from claimgraph.model import Document, Metadata, PartialDate, Role, Segment, Span

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d))?)?)?")
_URL = re.compile(r"https?://[^\s<>()\[\]\"]+")
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})(?:[/-](\d{1,2}))?(?=[/-]|$)")
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)[\s\d©,–-]*([^\W\d_][^.,|\n]{1,48})", re.IGNORECASE)
_DATED: tuple[Role, ...] = ("dateline", "metadata", "byline")
_NAME_LENGTH = 60


@dataclass(frozen=True, slots=True)
class _Page:
    """A document with its segments, read line by line."""

    document: Document
    segments: Sequence[Segment]

    def lines(self, *roles: Role) -> Iterator[tuple[str, str]]:
        """Yield words and language of the segments with these roles."""
        for segment in self.segments:
            if segment.role in roles:
                yield segment.span.of(self.document.text), segment.lang


def declared_date(words: str) -> PartialDate | None:
    """Return a date in ISO form with its precision, None where it is none; a time zone is left out.

    >>> declared_date("2022-01-10T12:30:00Z")
    PartialDate(value='2022-01-10T12:30', precision='minute')
    """
    match = _ISO.match(words.strip())
    if match is None:
        return None
    year, month, day, clock = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if clock:
        return PartialDate(f"{year}-{month}-{day}T{clock}", "minute")
    parts = [part for part in (year, month, day) if part]
    return PartialDate("-".join(parts), ("year", "month", "day")[len(parts) - 1])


def _declared(document: Document, lang: str) -> PartialDate | None:
    if document.published is None:
        return None
    return declared_date(document.published) or _settle(list(stamps(document.published, lang)))


def _parts(url: str) -> SplitResult:
    """Return the parts of an address, empty ones for what is none."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", "")


def _url_stamps(url: str) -> Iterator[Stamp]:
    """Yield the date in the path of an address: `/2022/01/10/`."""
    for match in _URL_DATE.finditer(_parts(url).path):
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            date(year or 1, month or 1, day or 1)
        except ValueError:
            continue
        yield Stamp(Span(*match.span()), year, month, day)


def _stamps(page: _Page) -> Iterator[Stamp]:
    """Yield the dates of the lines about the page, those of publication before those of changes, then addresses."""
    lines = list(page.lines(*_DATED))
    published, updated = look().published_start, look().updated_start
    changed = [line for line in lines if updated.match(line[0]) and not published.match(line[0])]
    for words, lang in (*(line for line in lines if line not in changed), *changed):
        yield from stamps(words, lang)
        if match := re.search(r"(?<!\d)(?:19|20)\d\d-[01]\d(?!\S)", words):
            yield Stamp(Span(*match.span()), int(match.group()[:4]), int(match.group()[5:]), None)
    for url in filter(None, (page.document.url, url_of(page.document, page.segments))):
        yield from _url_stamps(url)


def _settle(found: Sequence[Stamp]) -> PartialDate | None:
    """Return the first most precise date; a day without a year takes the year of a date that agrees on the month."""
    dated = [stamp for stamp in found if stamp.year is not None]
    for stamp in found:
        if stamp.day is not None and stamp.year is not None:
            return stamp.partial()
    for stamp in found:
        years = {other.year for other in dated if other.month in (None, stamp.month)}
        if stamp.day is not None and stamp.month is not None and len(years) == 1:
            return Stamp(stamp.span, years.pop(), stamp.month, stamp.day).partial()
    return next((stamp.partial() for stamp in sorted(dated, key=lambda stamp: stamp.month is None)), None)


def url_of(document: Document, segments: Sequence[Segment]) -> str | None:
    """Return the declared address, else the first one that stands alone on a line."""
    if document.url is not None:
        return document.url
    for words, _ in _Page(document, segments).lines("boilerplate", "sourceNote", "metadata"):
        match = _URL.search(words)
        if match and len(match.group()) >= len(words) - 12:
            return match.group().rstrip(".,;")
    return None


def _noted_sources(page: _Page) -> Iterator[str]:
    """Yield the names in the source notes, in order."""
    for words, _ in page.lines("sourceNote"):
        match = look().source_start.match(words)
        rest = words[match.end() :].lstrip(" :–—-\u00a0") if match else ""
        for name in re.split(r"\s*[,;/]\s*", _URL.sub("", rest)):
            plain = name.strip(" .()\u00a0")
            if plain[:1].isupper() and len(plain) <= _NAME_LENGTH and len(plain.split()) <= 6:
                yield plain


def _agency_names(page: _Page) -> Iterator[str]:
    for words, lang in page.lines("dateline"):
        dateline = leading_dateline(words, lang, body_start=True) or whole_dateline(words, lang)
        if dateline is not None and dateline.agency is not None:
            yield dateline.agency
    for words, _ in page.lines("byline", "sourceNote"):
        match = look().agency.search(words)
        if match:
            yield match.group()
    for words, _ in page.lines("body"):
        match = re.search(r"[(/]([^()/\n]{2,20})[)/]\W*$", words)
        if match and look().agency.fullmatch(match.group(1)):
            yield match.group(1)


def _publisher_names(page: _Page) -> Iterator[str]:
    for words, lang in page.lines("dateline"):
        dateline = whole_dateline(words, lang)
        if dateline is not None and dateline.publisher is not None:
            yield dateline.publisher
    yield from _noted_sources(page)
    for words, _ in page.lines("boilerplate"):
        match = _RIGHTS.search(words)
        if match:
            yield match.group(1).strip()
    if page.document.url is not None:
        host = _parts(page.document.url).netloc.removeprefix("www.")
        yield from [host] if host else []


def _title(page: _Page) -> Span | None:
    """Return where the title stands: the declared one if the text has it, else the first title line."""
    declared = (page.document.title or "").strip()
    start = page.document.text.find(declared) if declared else -1
    if start >= 0:
        return Span(start, start + len(declared))
    return next((segment.span for segment in page.segments if segment.role == "title"), None)


def read_metadata(document: Document, segments: Sequence[Segment]) -> Metadata:
    """Return what a document says of itself; what its input declares wins over what its text says.

    A day without a year stays unused unless another date of the page (a glued `date 2022-01`, an address) gives it.
    """
    page = _Page(document, segments)
    lang = segments[0].lang if segments else "en"
    return Metadata(
        published=_declared(document, lang) or _settle(list(_stamps(page))),
        publisher=document.publisher or next(_publisher_names(page), None),
        agency=next(_agency_names(page), None),
        url=url_of(document, segments),
        title=_title(page),
    )
