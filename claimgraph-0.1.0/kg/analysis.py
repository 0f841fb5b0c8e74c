"""The analysis graph of a store: what comparison finds in its documents, written as far as it has changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import chain

from claimgraph.analysis_quads import GRAPH, cluster_quads, relation_iri, relation_quads
from claimgraph.compare.comparison import Change, Comparison, comparing
from claimgraph.compare.paper import paper
from claimgraph.iri import Mint
from claimgraph.ledger import Ledger
from claimgraph.page import Page
from claimgraph.provenance import comparing_rules
from claimgraph.store import Writer

FILE = "comparison.sqlite"
Uncertain = Callable[[Collection[str]], None]
"""Called before the graph is touched, with the documents whose graphs are."""


@dataclass(frozen=True, slots=True)
class Analyst:
    """Compares the documents of a store and keeps the analysis graph."""

    writer: Writer
    ledger: Ledger
    mint: Mint
    uncertain: Uncertain

    def analyse(self, pages: Iterable[tuple[Page, str]], run: int) -> None:
        """Compare all pages of the store, each given with a hash of what it is made from, and write what changed."""
        with comparing(self.writer.work / FILE) as comparison:
            shelf = comparison.shelf
            if shelf.fact("rules") != comparing_rules():
                shelf.clear()
                shelf.note("rules", comparing_rules())
            known = shelf.documents()
            gone = sorted(known.keys() - set(self.ledger.keys()))
            new = (paper(page, made) for page, made in pages if known.get(page.key) != made)
            state = shelf.fact("state")
            change = comparison.update(new, gone, str(run))
            if self.ledger.graph(GRAPH) is None or self.ledger.graph(GRAPH) != state:
                self._write_all(comparison)
            elif change:
                self._write(change)
            self.ledger.mark_graph(GRAPH, shelf.fact("state"))
            self.ledger.commit()

    def _write_all(self, comparison: Comparison) -> None:
        self._touch()
        quads = chain(
            cluster_quads(self.mint, comparison.clusters()), relation_quads(self.mint, comparison.relations())
        )
        self.writer.replace(self.mint.graph(GRAPH), quads)
        self.writer.flush()

    def _write(self, change: Change) -> None:
        self._touch()
        gone = [relation_iri(self.mint, relation) for relation in change.parted]
        gone += [self.mint.cluster(name) for name in change.disbanded]
        new = chain(cluster_quads(self.mint, change.gathered), relation_quads(self.mint, change.related))
        self.writer.change(self.mint.graph(GRAPH), gone, new)
        self.writer.flush()

    def _touch(self) -> None:
        self.uncertain(())
        self.ledger.mark_graph(GRAPH, None)
        self.ledger.commit()
