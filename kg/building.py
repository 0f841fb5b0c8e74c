"""The build as commands run it: documents read by the extraction, entities merged by the resolution."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from claimgraph.annotate import Model, annotate, resolved
from claimgraph.extractors.guests import Guest, fingerprint
from claimgraph.iri import digest
from claimgraph.link.decisions import NOTHING, Log
from claimgraph.link.replay import Decided, Replayed, replay
from claimgraph.link.resolve import local_entities, resolve
from claimgraph.model import Annotation, Entity
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


def merge(annotations: Iterable[tuple[str, Annotation]], log: Log = NOTHING) -> Merged:
    """Merge the entities of annotations; the result depends on the set of them and on the decisions of a log alone."""
    found = [(key, entity) for key, a in annotations for entity in local_entities(a)]
    return Merged(replay(resolve(found), found, log))


def reading(guests: Sequence[Guest] = (), model: Model = "accurate", log: Log = NOTHING) -> Reading:
    """Return how texts are read by the installed version, with extractors from outside and decisions of people."""
    read = partial(annotate, guests=tuple(guests), model=model)
    rules = fingerprint(reading_rules(model), guests)
    facts = {guest.name: guest.facts for guest in guests}
    return Reading(read, partial(merge, log=log), rules, facts, digest(*(d.id for d in log.decisions)))
