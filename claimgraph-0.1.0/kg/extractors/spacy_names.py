"""Names by a spaCy pipeline (extra `spacy`): a folder on this computer or an installed package."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, cast

from claimgraph.errors import ExtractorError
from claimgraph.extractors import Reply
from claimgraph.extractors.guests import read_options
from claimgraph.extractors.weights import folder, sha256_of
from claimgraph.extractors.windows import windows
from claimgraph.model import Kind, Mention, Segment, Span

NAME: Final = "spacy"
WINDOW: Final = 10_000
"""Code points that are read at once."""
KINDS: Final[Mapping[str, Kind]] = {
    "PER": "PER", "PERSON": "PER", "persName": "PER",
    "ORG": "ORG", "orgName": "ORG", "GPE_ORG": "ORG",
    "LOC": "LOC", "GPE": "LOC", "GPE_LOC": "LOC", "FAC": "LOC", "placeName": "LOC", "geogName": "LOC",
}  # fmt: skip
# source: labels of the published pipelines for en, uk, nb, pl, ru and de (their model cards)


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may set: `pipeline` is a folder, or the name of an installed pipeline package."""

    pipeline: str


@dataclass(frozen=True, slots=True)
class SpacyNames:
    """The names that a pipeline's named entity component or entity ruler finds."""

    pipeline: Any
    facts: Mapping[str, str] = field(default_factory=dict)

    def read(self, text: str, segments: Sequence[Segment]) -> Reply:
        """Return its names of kinds that the graph knows."""
        return Reply(mentions=tuple(self._mentions(text, segments)))

    def _mentions(self, text: str, segments: Sequence[Segment]) -> Iterator[Mention]:
        for window in windows(text, segments, WINDOW):
            for entity in self.pipeline(window.of(text)).ents:
                span = Span(window.start + entity.start_char, window.start + entity.end_char)
                if entity.label_ in KINDS and span.of(text).strip():
                    yield Mention(span, KINDS[entity.label_], "name", None, NAME)


def load(options: Mapping[str, str]) -> SpacyNames:
    """Return the pipeline that the options name; raise ExtractorError where it can't be loaded."""
    chosen = read_options(Options, NAME, options)
    try:
        spacy = importlib.import_module("spacy")
    except ImportError as error:
        raise ExtractorError(NAME, f"{error}; install it with: pip install 'claimgraph[spacy]'") from error
    name, mark = _source(spacy, chosen.pipeline)
    try:
        pipeline = spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        raise ExtractorError(NAME, f"pipeline {chosen.pipeline!r} can't be loaded: {error}") from error
    meta = cast(Mapping[str, object], pipeline.meta)
    model = f"{meta.get('lang')}_{meta.get('name')} {meta.get('version')}"
    return SpacyNames(pipeline, {"model": model, "sha256": mark, "spacy": str(spacy.__version__)})


def _source(spacy: Any, pipeline: str) -> tuple[str, str]:
    """Return what spaCy should load and its hash: an installed package of that name, else a folder."""
    if spacy.util.is_package(pipeline):
        place = spacy.util.get_package_path(pipeline)
        return pipeline, sha256_of(place)
    place = folder(NAME, pipeline)
    return str(place), sha256_of(place)
