"""Gold and predictions from files: JSON lines, plain or packed, and texts with inline marks."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import msgspec

from claimgraph.annotate import annotate, resolved
from claimgraph.contract import contract
from claimgraph.errors import LoadError
from claimgraph.evaluate.given import given
from claimgraph.evaluate.markup import read as read_marked
from claimgraph.evaluate.record import Text
from claimgraph.evaluate.rows import text_of
from claimgraph.link.catalog import Catalog
from claimgraph.link.linking import linked
from claimgraph.link.resolve import local_entities, resolve
from claimgraph.model import Annotation, Document

LINES: Final = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
Row = Mapping[str, Any]
Pair = tuple[Text, Text]


def gold_rows(paths: Iterable[str]) -> Iterator[Row]:
    """Yield the gold of files, and of all files in folders, in order; raise LoadError for what can't be read."""
    for path in (found for named in paths for found in files_of(Path(named))):
        yield from json_lines(path) if path.name.endswith(LINES) else [read_marked(path)]


def files_of(path: Path) -> list[Path]:
    """Return a file, or the gold files of a folder, sorted; raise LoadError where there are none."""
    if not path.is_dir():
        return [path]
    found = sorted(p for p in path.rglob("*") if p.name.endswith((".txt", *LINES)))
    if not found:
        raise LoadError(str(path), f"no gold in it (files that end with .txt, {', '.join(LINES)})")
    return found


def json_lines(path: Path) -> Iterator[Row]:
    """Yield the objects of a file with one on each line; raise LoadError where it has others."""
    try:
        content = path.read_bytes()
        lines = (gzip.decompress(content) if path.name.endswith(".gz") else content).split(b"\n")
    except (OSError, EOFError, zlib.error) as error:
        raise LoadError(str(path), f"can't be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _object(line, f"{path}:{number}")


def _object(line: bytes, source: str) -> Row:
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError) as error:
        raise LoadError(source, f"no JSON: {error}") from error
    if not isinstance(row, dict) or "id" not in row:
        raise LoadError(source, "no object with an id")
    return row


def gold_texts(paths: Iterable[str]) -> list[Text]:
    """Return gold as records; raise LoadError where two texts have the same id or one has no words."""
    texts = dict[str, Text]()
    for row in gold_rows(paths):
        text = text_of(row, "gold")
        if text.id in texts:
            raise LoadError(text.id, "two gold texts of this id; evaluate them one after the other")
        if not text.text:
            raise LoadError(text.id, "a gold text without words")
        texts[text.id] = text
    return list(texts.values())


def predicted(gold: Sequence[Text], path: Path) -> list[Pair]:
    """Return gold texts with the predictions of a file; those that it leaves out have none.

    Raises LoadError where the file knows none of the texts.
    """
    rows = {str(row["id"]): row for row in json_lines(path)}
    if rows and not any(text.id in rows for text in gold):
        raise LoadError(str(path), f"no prediction for any of the texts, such as {gold[0].id!r}" if gold else "no gold")
    return [(text, text_of(rows.get(text.id, {"id": text.id}), str(path), text)) for text in gold]


def annotated(
    gold: Sequence[Text],
    progress: Callable[[Document], None] | None = None,
    read: Callable[[Document], Annotation] = annotate,
    catalog: Catalog | None = None,
) -> Iterator[Pair]:
    """Yield gold texts with what is found in them; the language is not told, it is found like everything else."""
    annotations = list[Annotation]()
    for text in gold:
        document = Document(text.id, text.text, published=text.published)
        annotations.append(read(document))
        if progress:
            progress(document)
    yield from _resolved(gold, annotations, catalog)


def resolved_names(gold: Sequence[Text], catalog: Catalog | None = None) -> Iterator[Pair]:
    """Yield gold texts with their own names, and whom these mean: identity without the errors of finding names."""
    yield from _resolved(gold, [given(text) for text in gold], catalog)


def _resolved(gold: Sequence[Text], annotations: Sequence[Annotation], catalog: Catalog | None) -> Iterator[Pair]:
    found = [(a.document.name, entity) for a in annotations for entity in local_entities(a)]
    resolution = linked(resolve(found), found, catalog) if catalog else resolve(found)
    scores = {e.key: link.score for e in resolution.entities for link in e.links if e.qid and link.qid == e.qid}
    for text, annotation in zip(gold, annotations, strict=True):
        read = text_of(contract(resolved(annotation, resolution)), "annotate", text)
        names = tuple(replace(name, score=scores.get(name.entity or "")) for name in read.names)
        yield text, replace(read, names=names)
