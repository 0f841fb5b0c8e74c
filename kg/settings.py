"""What a user may set, in one frozen record that the command line builds once and passes on."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.errors import ClaimGraphError
from claimgraph.iri import DEFAULT_BASE, check_base


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a build; raises ClaimGraphError when a value can't be used."""

    base: str = DEFAULT_BASE
    """Base of all IRIs that are minted; ends with a slash."""
    keep_releases: int = 2
    """Releases that stay on disk: the current one and those before it."""
    prune: bool = False
    """Whether documents that are not among the inputs leave the store."""

    anew: bool = False
    """Whether a build may delete what the store holds, written by others too, and write all graphs anew."""

    inference: bool = False
    """Whether what follows from the graph is written beside it, for queries that ask for it."""

    def __post_init__(self) -> None:
        check_base(self.base)
        if self.keep_releases < 1:
            raise ClaimGraphError(f"releases to keep must be 1 or more, not {self.keep_releases}")
