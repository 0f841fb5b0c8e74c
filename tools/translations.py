"""Gathers every message of the interface into the catalogues: `python -m tools.translations`, `--check` only compares.

Messages stand in templates, in code, in scripts of pages, and as data: labels of the vocabulary, titles of canned
queries. A translation whose message is gone is dropped, a message without one is left empty for people to fill.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from claimgraph.network.model import edge_types
from claimgraph.queries import catalogue

ROOT = Path(__file__).parent.parent
CATALOGUES = ROOT / "server" / "translations"
METHODS = [
    ("templates/**", "jinja2.ext:babel_extract"),
    ("static/vendor/**", "ignore"),
    ("static/*.js", "javascript"),
    ("**.py", "python"),
]
OPTIONS = {
    "templates/**": {"trimmed": "true", "silent": "false"},
    "static/*.js": {"parse_template_string": "true"},
}
KEYWORDS: dict[str, Any] = {"_": None, "gettext": None, "noted": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
WIDTH = 120
EMPTY_FIELDS = re.compile(
    rb'^"(?:POT-Creation-Date|PO-Revision-Date|Report-Msgid-Bugs-To|Last-Translator|Language-Team|Generated-By|'
    rb"Project-Id-Version):.*\n",
    re.MULTILINE,
)
"""Fields of the header that change with the clock or say nothing."""

Message = tuple[str, str | tuple[str, ...], str | None]
"""Place, text or both forms, context."""


def messages() -> Iterator[Message]:
    """Yield all messages of code and data."""
    found = extract_from_dir(ROOT / "server", METHODS, OPTIONS, KEYWORDS, strip_comment_tags=True)
    for path, _, text, _, context in found:
        yield f"server/{path}", text, context
    yield from data_messages()


def data_messages() -> Iterator[Message]:
    """Yield the texts of data that pages show."""
    for kind in edge_types().values():
        yield from texts("kg/network/edges.toml", kind.wording, kind.meaning)
    for query in catalogue():
        meanings = (parameter.meaning for parameter in query.parameters)
        yield from texts(f"queries/{query.name}.rq", query.title, query.description, *meanings)
    for path in sorted((ROOT / "kg" / "compare" / "rules").glob("*.toml")):
        reasons = re.findall(r'^reason = "(.+)"$', path.read_text(encoding="utf-8"), re.MULTILINE)
        yield from texts(path.relative_to(ROOT).as_posix(), *reasons)
    about = tomllib.loads((ROOT / "server" / "about.toml").read_text(encoding="utf-8"))
    for part in about["quality"]:
        yield from texts("server/about.toml", part["title"], part["how"], *part["columns"])
    for one in (*about["limit"], *about["sparql"]):
        yield from texts("server/about.toml", *one.values())


def texts(place: str, *found: str) -> Iterator[Message]:
    """Yield the texts of one place that are not empty."""
    yield from ((place, text, None) for text in found if text)


def template() -> Catalog:
    """Return the catalogue of all messages, without translations."""
    catalog = Catalog(project="claimgraph", charset="utf-8")
    for place, text, context in sorted(messages(), key=lambda one: (one[0], str(one[1]))):
        catalog.add(text, locations=[(place, None)], context=context)  # type: ignore[list-item]  # no line numbers
    return catalog


def refreshed(path: Path, found: Catalog) -> bytes:
    """Return the file of a language with the messages found, keeping its translations."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.parent.parent.name)
    catalog.update(found, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    written = BytesIO()
    write_po(written, catalog, width=WIDTH, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    return EMPTY_FIELDS.sub(b"", written.getvalue()).lstrip()


def main(*arguments: str) -> int:
    """Refresh or compare the files of all languages; 1 where one is not as it should be."""
    found, status = template(), 0
    for path in sorted(CATALOGUES.glob("*/LC_MESSAGES/messages.po")):
        content = refreshed(path, found)
        empty = sum(not all(m.string if isinstance(m.string, tuple) else [m.string]) for m in read_po(BytesIO(content)))
        if "--check" not in arguments:
            path.write_bytes(content)
        stale = path.read_bytes() != content
        status |= stale or empty > 0
        print(f"{path.parent.parent.name}: {len(found)} messages, {empty} without translation{', stale' * stale}")
    return status if "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
