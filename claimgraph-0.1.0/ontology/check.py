"""Loads the vocabulary as OWL 2 DL, classifies it with HermiT and reports classes that can have no member."""

from __future__ import annotations

import contextlib
import io
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph

from claimgraph.ontology import terms as CG

FOLDER = Path(__file__).resolve().parent
SOURCES = (FOLDER / "claimgraph.ttl", FOLDER / "alignments.ttl")
NO_JAVA = "no java on PATH: the vocabulary was loaded but not classified; install a Java runtime to do so"


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in the vocabulary; only its own terms are counted.

    Where nothing was classified, `reasoner` and `consistent` are None and `reason` says why.
    """

    terms: int
    classes: int
    properties: int
    reasoner: str | None
    reason: str
    consistent: bool | None
    unsatisfiable: list[str]

    @property
    def passed(self) -> bool:
        """Tell whether no fault was found; missing Java is none, a reasoner that fails is one."""
        return self.reason in ("", NO_JAVA) and self.consistent is not False and not self.unsatisfiable


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep owlready2's remarks on its own speed and progress away from the terminal."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield


def load(world: Any, source: Path) -> None:
    """Add one Turtle file to an owlready2 world, which itself reads N-Triples only."""
    triples = pyoxigraph.parse(path=source, format=pyoxigraph.RdfFormat.TURTLE)
    data = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
    world.get_ontology(source.as_uri()).load(fileobj=io.BytesIO(data or b""))


def classify(world: Any) -> tuple[bool | None, str]:
    """Run HermiT and return whether the ontology is consistent, or None and why that is unknown."""
    import owlready2

    if shutil.which(owlready2.JAVA_EXE) is None:
        return None, NO_JAVA
    try:
        owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False, ""
    except owlready2.OwlReadyJavaError as error:
        # The lines after the exception are the trace of calls, each behind a tab.
        return None, "HermiT failed: " + " ".join(str(error).partition("\n\t")[0].split())
    return True, ""


def own(entities: Iterator[Any]) -> list[str]:
    """Return the local names of the vocabulary's own terms among owlready2 entities."""
    return sorted(e.iri.removeprefix(CG.NAMESPACE) for e in entities if e.iri.startswith(CG.NAMESPACE))


def impossible(world: Any) -> list[str]:
    """Return the IRIs of the classes that follow to be empty; owl:Nothing is so by definition."""
    import owlready2

    return sorted(c.iri for c in world.inconsistent_classes() if c is not owlready2.Nothing)


def check(sources: Sequence[Path] = SOURCES) -> Report:
    """Load the Turtle files, classify them where Java is present and return what was found."""
    with quiet():
        import owlready2

        world = owlready2.World()
        for source in sources:
            load(world, source)
        consistent, reason = classify(world)
        classes, properties = own(world.classes()), own(world.properties())
        report = Report(
            terms=len(classes) + len(properties) + len(own(world.individuals())),
            classes=len(classes),
            properties=len(properties),
            reasoner=None if consistent is None else "HermiT",
            reason=reason,
            consistent=consistent,
            unsatisfiable=impossible(world) if consistent else [],
        )
        world.close()
    return report
