"""The build as commands run it: documents read by the extraction, entities merged by the resolution."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from claimgraph.annotate import Model, annotate, resolved
from claimgraph.extractors.guests import Guest, fingerprint
from claimgraph.link.resolve import Resolution, local_entities, resolve
from claimgraph.model import Annotation, Entity
from claimgraph.pipeline import Reading
from claimgraph.provenance import reading_rules


@dataclass(frozen=True, slots=True)
class Merged:
    """Entities merged over all documents of a store."""

    resolution: Resolution

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All entities, each once."""
        return self.resolution.entities

    def apply(self, key: str, annotation: Annotation) -> Annotation:
        """Return the annotation with its entities replaced by the merged ones."""
        # Names of documents may repeat in a store, keys don't.
        document = annotation.document
        renamed = replace(annotation, document=replace(document, name=key))
        return replace(resolved(renamed, self.resolution), document=document)


def merge(annotations: Iterable[tuple[str, Annotation]]) -> Merged:
    """Merge the entities of annotations; the result depends on the set of them alone."""
    return Merged(resolve((key, entity) for key, a in annotations for entity in local_entities(a)))


def reading(guests: Sequence[Guest] = (), model: Model = "accurate") -> Reading:
    """Return how texts are read by the installed version, with extractors from outside where some are named."""
    read = partial(annotate, guests=tuple(guests), model=model)
    rules = fingerprint(reading_rules(model), guests)
    return Reading(read, merge, rules, {guest.name: guest.facts for guest in guests})
