"""The build as commands run it: documents read by the extraction, entities merged by the resolution."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from claimgraph.annotate import Model, annotate, resolved
from claimgraph.entity import Entity
from claimgraph.extractors.guests import Guest, fingerprint
from claimgraph.iri import digest
from claimgraph.link.catalog import Catalog
from claimgraph.link.copying import copied
from claimgraph.link.decisions import NOTHING, Log
from claimgraph.link.linking import linked
from claimgraph.link.replay import Decided, Replayed, replay
from claimgraph.link.resolve import local_entities, resolve
from claimgraph.model import Annotation
from claimgraph.pipeline import Reading
from claimgraph.provenance import reading_rules


@dataclass(frozen=True, slots=True)
class Merged:
    """Entities merged over all documents of a store."""

    replayed: Replayed

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All entities, each once."""
        return self.replayed.resolution.entities

    @property
    def decided(self) -> Decided:
        """What became of the decisions of people."""
        return self.replayed.decided

    def apply(self, key: str, annotation: Annotation) -> Annotation:
        """Return the annotation with its entities replaced by the merged ones."""
        # Names of documents may repeat in a store, keys don't.
        document = annotation.document
        renamed = replace(annotation, document=replace(document, name=key))
        apart = self.replayed.separate(renamed)
        return replace(resolved(apart, self.replayed.resolution), document=document)


def merge(annotations: Iterable[tuple[str, Annotation]], log: Log = NOTHING, catalog: Catalog | None = None) -> Merged:
    """Merge the entities of annotations and link them to the items of an index; decisions of people win.

    The result depends on the set of annotations, the decisions and the index alone.
    """
    found = [(key, entity) for key, a in annotations for entity in local_entities(a)]
    resolution = resolve(found)
    if catalog is None:
        return Merged(replay(resolution, found, log))
    replayed = replay(linked(resolution, found, catalog), found, log)
    return Merged(replace(replayed, resolution=copied(replayed.resolution, catalog)))


def reading(
    guests: Sequence[Guest] = (), model: Model = "accurate", log: Log = NOTHING, catalog: Catalog | None = None
) -> Reading:
    """Return how texts are read and linked: extractors from outside, decisions of people, an index of items."""
    read = partial(annotate, guests=tuple(guests), model=model)
    rules = fingerprint(reading_rules(model), guests)
    facts = {guest.name: guest.facts for guest in guests}
    merging = digest(catalog.version if catalog else "", *(d.id for d in log.decisions))
    return Reading(read, partial(merge, log=log, catalog=catalog), rules, facts, merging)
