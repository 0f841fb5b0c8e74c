"""What an address of the claims board asks for, and which statements, claims and figures that leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from claimgraph.server.claims_board_data import Board, Figure, Rival, Statement
from claimgraph.server.comparison_choice import Choice, WrongChoice, read_choice
from claimgraph.server.comparison_data import Told
from claimgraph.server.languages import PARAMETER

VIEWS = ("statements", "figures", "matrix", "manner")
"""What the board shows: statements, figures with their bounds, sources beside statements, stance and fidelity."""
ORDERS = ("time", "source")
"""How figures are drawn."""
FILTERS = ("speaker", "about", "event", "measure", "source", "language", "since", "until", "contested")
PARAMETERS = (*FILTERS, "view", "by", "page")
PER_PAGE = {"statements": 15, "figures": 8, "matrix": 25, "manner": 200}
"""How much of a view stands on one page."""
OFFERED = 300
"""Names that a field offers at most."""
RENAMED = {"about": "entity"}
OWN = ("measure", "view", "by", "page")


@dataclass(frozen=True, slots=True)
class BoardChoice:
    """The filters, the view and the page that an address asks for; `given` are its parameters as they were written."""

    given: Mapping[str, str]
    choice: Choice
    measure: str = ""
    view: str = "statements"
    by: str = "source"
    page: int = 1

    @property
    def filters(self) -> dict[str, str]:
        """The filters that are set, as written."""
        return {name: self.given[name] for name in FILTERS if name in self.given}

    def address(self, **changes: str | int) -> str:
        """Return the query part of the address with other values; an empty value leaves a parameter out."""
        kept = {name: value for name, value in self.given.items() if name != "page"}
        values = {name: str(value) for name, value in (kept | changes).items() if str(value)}
        return urlencode({name: values[name] for name in PARAMETERS if name in values})

    def claim_fits(self, board: Board, told: Told) -> bool:
        """Tell whether a claim fits the filters."""
        measures = {figure.measure for figure in board.figures.get(told.iri, ())} if self.measure else set()
        return self.choice.fits(told) and (not self.measure or self.measure in measures)

    def statements(self, board: Board) -> list[Statement]:
        """Return the statements one claim of which fits."""
        return [
            one for one in board.statements
            if (self.choice.contested is None or self.choice.contested == one.is_contested)
            and any(self.claim_fits(board, told) for told in one.members)
        ]  # fmt: skip

    def claims(self, board: Board) -> list[Told]:
        """Return the claims that fit, each once, of the statements that fit."""
        found = {told.iri: told for one in self.statements(board) for told in one.members}
        return [told for told in found.values() if self.claim_fits(board, told)]


def read_board_choice(values: Mapping[str, str], board: Board) -> BoardChoice:
    """Return what the parameters of an address ask for; raise WrongChoice for one that can't be read."""
    given = {name: value.strip() for name, value in values.items() if value.strip() and name != PARAMETER}
    for name in given:
        if name not in PARAMETERS:
            raise WrongChoice(f"no parameter {name!r}; known: {', '.join(PARAMETERS)}")
    renamed = {RENAMED.get(name, name): value for name, value in given.items() if name not in OWN}
    known = tuple(RENAMED.get(name, name) for name in FILTERS)
    choice, _ = read_choice(renamed, known, board.comparison)
    page = given.get("page", "1")
    if not (page.isascii() and page.isdecimal() and 1 <= len(page) <= 6 and int(page)):
        raise WrongChoice(f"page={page!r} is not a whole number from 1 on")
    view, by = given.get("view", VIEWS[0]), given.get("by", "source")
    for name, value, among in (("view", view, VIEWS), ("by", by, ORDERS)):
        if value not in among:
            raise WrongChoice(f"{name}={value!r} is none of {', '.join(among)}")
    return BoardChoice(given, choice, given.get("measure", ""), view, by, int(page))


@dataclass(frozen=True, slots=True)
class Offers:
    """What the fields of the form offer: values with their names, the most frequent first."""

    speakers: Sequence[str]
    abouts: Sequence[str]
    sources: Sequence[str]
    languages: Sequence[str]
    events: Sequence[str]
    measures: Sequence[str]


def offers(board: Board) -> Offers:
    """Return what can be chosen in a release."""
    claims = {told.iri: told for one in board.statements for told in one.members}.values()
    labels = board.comparison.labels

    def named(values: Callable[[Told], Iterable[str]]) -> list[str]:
        counted = Counter(labels[iri] for told in claims for iri in values(told) if iri in labels)
        return _frequent(counted)

    measures = Counter(figure.measure for found in board.figures.values() for figure in found)
    return Offers(
        named(lambda told: [told.speaker]),
        named(lambda told: told.about),
        sorted({told.document.source_name for told in claims}, key=str.casefold),
        sorted({told.lang for told in claims}),
        sorted({told.event for told in claims if told.event}),
        sorted(measure for measure in measures if measure != "other"),
    )


def _frequent(counted: Counter[str]) -> list[str]:
    return sorted(counted, key=lambda name: (-counted[name], name))[:OFFERED]


@dataclass(frozen=True, slots=True)
class Panel:
    """Counts of one class of things on one matter, told by several documents, in order of publication."""

    key: str
    measure: str
    counted: str
    figures: tuple[Figure, ...]
    conflicts: int

    @property
    def sources(self) -> list[str]:
        """Names of the publishers."""
        return sorted({figure.told.document.source_name for figure in self.figures}, key=str.casefold)


def panels(board: Board, claims: Sequence[Told], wanted: str) -> list[Panel]:
    """Return the figures of some claims by matter, measure and class, those in conflict first, then by publishers."""
    found: dict[tuple[int, str, str], dict[Figure, None]] = {}
    for told in claims:
        for figure in board.figures.get(told.iri, ()):
            if told.iri in board.groups and wanted in ("", figure.measure):
                found.setdefault((board.groups[told.iri], figure.measure, figure.counted), {})[figure] = None
    conflicting = Counter(
        side for relation in board.comparison.relations if relation.type == "differentQuantity"
        for side in {board.groups[relation.left.iri], board.groups[relation.right.iri]}
    )  # fmt: skip
    made = [
        Panel(f"{group}-{measure}-{counted}", measure, counted, tuple(sorted(figures, key=_when)), conflicting[group])
        for (group, measure, counted), figures in found.items()
        if len({figure.told.document.iri for figure in figures}) > 1
    ]
    return sorted(made, key=lambda panel: (-bool(panel.conflicts), -len(panel.sources), -len(panel.figures), panel.key))


def _when(figure: Figure) -> tuple[str, str, float, str]:
    lower = figure.lower if figure.lower is not None else -1.0
    return figure.told.document.first_day or "~", figure.told.document.source_name, lower, figure.told.iri


def rivals_shown(statement: Statement, most: int) -> tuple[Sequence[Rival], int]:
    """Return the statements that one is held against, at most so many, and how many are left out."""
    return statement.rivals[:most], max(0, len(statement.rivals) - most)
