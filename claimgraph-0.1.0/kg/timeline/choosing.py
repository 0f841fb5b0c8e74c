"""Which claims an export takes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from claimgraph.errors import ClaimGraphError
from claimgraph.network.choosing import within
from claimgraph.timeline.reading import Said, Told


@dataclass(frozen=True, slots=True)
class Choice:
    """What claims to take; whatever is left empty takes all.

    `first` and `last` are dates (`2022`, `2022-01`, `2022-01-10`), both included. `sources` and `about` are IRIs or
    names, in any case; `events` are codes of types of happenings.
    """

    first: str = ""
    last: str = ""
    languages: Collection[str] = ()
    sources: Collection[str] = ()
    events: Collection[str] = ()
    about: str = ""

    def of(self, told: Told) -> list[Said]:
        """Return the claims that fit, whatever their date; raise ClaimGraphError for a name that nothing has."""
        about = told.called(self.about) if self.about else set()
        if self.about and not about:
            raise ClaimGraphError(f"nothing in this graph is called {self.about!r}; its IRI works too")
        sources = {source.casefold() for source in self.sources}
        events = {event.casefold() for event in self.events}
        return [
            said for said in told.claims
            if (not self.languages or said.lang in self.languages)
            and (not events or said.event.casefold() in events)
            and (not sources or sources & {said.source.casefold(), said.source_iri.casefold()})
            and (not about or about & {said.speaker, *said.about, *said.scenes})
        ]  # fmt: skip

    def takes(self, date: str) -> bool:
        """Tell whether a date lies in the range; an unknown one only where there is no range."""
        return not (self.first or self.last) or within(date, self.first, self.last)
