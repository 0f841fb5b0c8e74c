"""Names by a GLiNER model (extra `gliner`), read from a folder on this computer."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from claimgraph.errors import ExtractorError
from claimgraph.extractors import Reply
from claimgraph.extractors.guests import read_options
from claimgraph.extractors.weights import folder, sha256_of
from claimgraph.extractors.windows import windows
from claimgraph.model import Kind, Mention, Segment, Span

NAME: Final = "gliner"
LABELS: Final[Mapping[str, Kind]] = {"person": "PER", "organization": "ORG", "location": "LOC"}
"""What the model is asked for."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may set: the `model` folder, how sure the model must be (`threshold`, 0 to 1), and the code points
    that it reads at once (`window`; published models read 384 words).
    """

    model: str
    threshold: float = 0.5
    window: int = 1000


@dataclass(frozen=True, slots=True)
class GlinerNames:
    """The names that a GLiNER model finds."""

    model: Any
    options: Options
    facts: Mapping[str, str] = field(default_factory=dict)

    def read(self, text: str, segments: Sequence[Segment]) -> Reply:
        """Return its names; what does not stand where the model says is dropped."""
        found = list(self._found(text, segments))
        kept = tuple(mention for mention in found if mention is not None)
        return Reply(mentions=kept, dropped=len(found) - len(kept))

    def _found(self, text: str, segments: Sequence[Segment]) -> Iterator[Mention | None]:
        for window in windows(text, segments, self.options.window):
            labels, threshold = list(LABELS), self.options.threshold
            for entity in self.model.predict_entities(window.of(text), labels, threshold=threshold):
                yield _mention(entity, window, text)


def _mention(entity: Mapping[str, Any], window: Span, text: str) -> Mention | None:
    span = Span(window.start + int(entity["start"]), window.start + int(entity["end"]))
    if span.of(text) != entity["text"] or not span.of(text).strip() or entity["label"] not in LABELS:
        return None
    return Mention(span, LABELS[entity["label"]], "name", None, NAME, round(float(entity["score"]), 4))


def load(options: Mapping[str, str]) -> GlinerNames:
    """Return the model that the options name; raise ExtractorError where it can't be loaded."""
    chosen = read_options(Options, NAME, options)
    if not 0 <= chosen.threshold <= 1 or chosen.window < 1:
        raise ExtractorError(NAME, "threshold must be 0 to 1, window 1 or more")
    place = folder(NAME, chosen.model)
    # A folder without its tokenizer would make the library look for one elsewhere.
    os.environ["HF_HUB_OFFLINE"] = "1"
    try:
        gliner = importlib.import_module("gliner")
    except ImportError as error:
        raise ExtractorError(NAME, f"{error}; install it with: pip install 'claimgraph[gliner]'") from error
    try:
        model = gliner.GLiNER.from_pretrained(str(place), local_files_only=True)
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        raise ExtractorError(NAME, f"model {chosen.model!r} can't be loaded: {error}") from error
    facts = {"model": place.name, "sha256": sha256_of(place), "gliner": _version()}
    return GlinerNames(model, chosen, {**facts, "threshold": str(chosen.threshold), "window": str(chosen.window)})


def _version() -> str:
    try:
        return version("gliner")
    except PackageNotFoundError:
        return "unknown"
