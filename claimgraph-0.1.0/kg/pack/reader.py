"""Reading the page of a pack without trust: what it shows, and whether it has anything that it should not have."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

_TAGS: Final = frozenset(
    ("html", "head", "meta", "title", "style", "body", "main", "article", "h1", "h2", "p", "mark", "a",
     "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td")
)  # fmt: skip
_ATTRIBUTES: Final = frozenset(
    ("lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "rel", "title", "dir",
     "data-document", "data-start")
)  # fmt: skip
_POLICY: Final = re.compile(
    r"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; base-uri 'none'; form-action 'none'"
)
_MARKUP: Final = re.compile(r'<!DOCTYPE html>\n(?:[^<>]++|</?[a-z][a-z0-9]*(?: [a-z-]+="[^"<>]*")*+>)*+')
"""Nothing but tags in the simplest form: what all readers of HTML take for the same."""
_OFFSET: Final = re.compile(r"[0-9]{1,12}")
_SAFE: Final = ("https://", "http://", "#")


@dataclass
class Passage:
    """Words that the page shows of a document, and where they should stand."""

    document: str
    start: int
    words: str = ""

    @property
    def end(self) -> int:
        """Where the words end, exclusive."""
        return self.start + len(self.words)


@dataclass
class Reader(HTMLParser):
    """Collects the passages and the faults of a page."""

    passages: list[Passage] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    policies: int = 0
    _open: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take up a passage, refuse what is not allowed."""
        given = {name: value or "" for name, value in attrs}
        if tag not in _TAGS:
            self.faults.append(f"the element {tag}")
        if len(given) != len(attrs):
            self.faults.append("an attribute twice")
        self.faults += [f"the attribute {name}" for name in given if name not in _ATTRIBUTES]
        if "href" in given and not given["href"].startswith(_SAFE):
            self.faults.append("a link to what is no web address")
        if tag == "meta" and "http-equiv" in given:
            self._meta(given)
        if tag == "p":
            self._open = "data-start" in given
        if self._open and tag == "p":
            start = given["data-start"]
            self.passages.append(
                Passage(given.get("data-document", ""), int(start) if _OFFSET.fullmatch(start) else -1)
            )

    def _meta(self, given: dict[str, str]) -> None:
        is_policy = given["http-equiv"] == "Content-Security-Policy" and bool(
            _POLICY.fullmatch(given.get("content", ""))
        )
        self.policies += is_policy
        if not is_policy:
            self.faults.append("a meta element that is no such policy")

    def handle_endtag(self, tag: str) -> None:
        """End a passage."""
        if tag == "p":
            self._open = False

    def handle_data(self, data: str) -> None:
        """Add words to the passage."""
        if self._open:
            self.passages[-1].words += data


def read(page: str) -> Reader:
    """Return what a page shows."""
    reader = Reader()
    if not _MARKUP.fullmatch(page):
        reader.faults.append("markup that readers may take for different things")
    reader.feed(page)
    reader.close()
    if reader.policies != 1:
        reader.faults.append("no policy that forbids to load and to run anything")
    return reader
