"""Figures as tables with one shape, which become text, HTML and JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from claimgraph.evaluate import claims, clusters, dates, events, links, names, quantities
from claimgraph.evaluate.evaluation import Evaluation
from claimgraph.evaluate.figures import ALL, NONE, Compared, Group, Overlap, Score, Shares, ratio
from claimgraph.evaluate.rules import rules

Cell = str | int | float | None
Figures = dict[str, Score | Overlap | Shares | float | None]

_IN_FULL: Final = ("joint", "held")
IDENTITY: Final = (clusters.PART, links.PART)
"""Parts that only some gold has: it must tell which entity a name means."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its title, the heads of its columns, and rows that begin with their name; shares are 0 to 1."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def of_names(counts: Counter[str]) -> Figures:
    """Return the figures of names."""
    return {"strict": names.strict(counts), "span": names.span_only(counts), "overlap": names.overlap(counts)}


def of_claims(counts: Counter[str]) -> Figures:
    """Return the figures of claims."""
    found: Figures = {figure: claims.score(counts, figure) for figure in ("content", "exact", "joint")}
    found["cue"] = ratio(counts["cue"], counts["with cue"])
    found["speaker"] = ratio(counts["speaker"], counts["with speaker"])
    return found


def of_quantities(counts: Counter[str]) -> Figures:
    """Return the figures of quantities."""
    return {figure: quantities.score(counts, figure) for figure in quantities.FIGURES}


def of_dates(counts: Counter[str]) -> Figures:
    """Return the figures of dates."""
    return {figure: dates.score(counts, figure) for figure in dates.FIGURES}


def of_events(counts: Counter[str]) -> Figures:
    """Return the figures of event types."""
    return {"type": events.score(counts)}


def of_clusters(counts: Counter[str]) -> Figures:
    """Return the figures of identity."""
    return {"b-cubed": clusters.score(counts)}


def of_links(counts: Counter[str]) -> Figures:
    """Return the figures of links."""
    return {
        "linked": links.linked(counts),
        "exact": links.exact(counts),
        "with spurious": links.spurious(counts),
        "coverage": links.coverage(counts),
        "accuracy": links.accuracy(counts),
        "rightly none": links.unlinked(counts),
        "calibration error": links.calibration(counts),
        "held": links.held(counts),
    }


FIGURES: Final[Mapping[str, Callable[[Counter[str]], Figures]]] = {
    names.PART: of_names, claims.PART: of_claims, quantities.PART: of_quantities, dates.PART: of_dates,
    events.PART: of_events, clusters.PART: of_clusters, links.PART: of_links,
}  # fmt: skip
GROUPS: Final = {
    names.PART: "type", claims.PART: "form", quantities.PART: "measure", dates.PART: "precision",
    events.PART: "type", clusters.PART: "type", links.PART: "type",
}  # fmt: skip
"""By what each part is told apart, besides language."""


def tables(evaluation: Evaluation) -> Iterator[Table]:
    """Yield the tables of an evaluation."""
    for part, compared in evaluation.parts.items():
        if part in IDENTITY and not compared.tallies:
            continue
        yield _figures(part, compared)
        if part == names.PART:
            yield _types_by_language(compared)
        if compared.groups("sieve"):
            yield _sieves(compared)
        if compared.confusion or part not in IDENTITY:
            yield _confusion(part, compared)


def _figures(part: str, compared: Compared) -> Table:
    groups = [ALL, *(("language", name) for name in compared.groups("language"))]
    groups += [(GROUPS[part], name) for name in compared.groups(GROUPS[part])]
    heads = [head for head, _ in _columns(_figures_of(part, ALL, Counter()))]
    rows = list[tuple[Cell, ...]]()
    for group in groups:
        counts = compared.tallies.get(group, Counter())
        cells = (cell for _, cell in _columns(_figures_of(part, group, counts)))
        rows.append((group[1] or group[0], counts["gold"], counts["found"], *cells))
    return Table(part, (part, "gold", "found", *heads), tuple(rows))


def _figures_of(part: str, group: Group, counts: Counter[str]) -> Figures:
    """Return the figures of a group; one measure alone has no values of its own that could be right without it."""
    found = FIGURES[part](counts)
    return found if group[0] != "measure" else {name: found[name] if name == "exact" else None for name in found}


def _columns(figures: Figures) -> Iterator[tuple[str, Cell]]:
    """Yield heads with cells: P, R and F1 of the first figure and of `joint` or `held`, else F1 or the share."""
    for number, (name, figure) in enumerate(figures.items()):
        if figure is None or isinstance(figure, float):
            yield name, figure
        elif number and name not in _IN_FULL:
            yield f"{name} F1", figure.f1
        else:
            yield from ((f"{name} P", figure.p), ("R", figure.r), ("F1", figure.f1))


def _types_by_language(compared: Compared) -> Table:
    rows = [
        (lang, *(names.strict(compared.tallies[f"type {lang}", kind]).f1 for kind in rules().types))
        for lang in compared.groups("language")
    ]
    return Table("names by language and type, strict F1", ("language", *rules().types), tuple(rows))


def _sieves(compared: Compared) -> Table:
    """Return how much of what each sieve found is right; S8 is what the encoder alone found."""
    rows = []
    for sieve in compared.groups("sieve"):
        counts = compared.tallies["sieve", sieve]
        shares = (ratio(counts[figure], counts["found"]) for figure in ("content", "joint"))
        rows.append((sieve, counts["found"], *shares))
    return Table("claims by the sieve that found them", ("sieve", "found", "content P", "joint P"), tuple(rows))


def _confusion(part: str, compared: Compared) -> Table:
    """Return what was taken for what; NONE stands for missed and for spurious ones."""
    wanted, got = ({pair[side] for pair in compared.confusion} for side in (0, 1))
    columns = sorted(got, key=lambda label: (label == NONE, label))
    lines = sorted(wanted, key=lambda label: (label == NONE, label))
    rows: Iterator[tuple[Cell, ...]] = ((line, *(compared.confusion[line, c] for c in columns)) for line in lines)
    return Table(f"{part}: gold (down) taken for (across)", ("", *columns), tuple(rows))


def as_text(table: Table) -> Iterator[str]:
    """Yield the lines of a table; shares in percent with one digit."""
    lines = [list(table.heads), *([shown(cell) for cell in row] for row in table.rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    yield table.title
    for first, *rest in lines:
        cells = (cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))
        yield "  ".join((first.ljust(widths[0]), *cells)).rstrip()


def shown(cell: Cell) -> str:
    """Return a cell as people read it.

    >>> shown(0.8333), shown(12), shown(None)
    ('83.3', '12', '-')
    """
    if cell is None:
        return "-"
    return f"{100 * cell:.1f}" if isinstance(cell, float) else str(cell)


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """Return all figures as one object: part, group (`all`, `language`, `type`, ...), name, figure."""
    found: dict[str, Any] = {"documents": len(evaluation.texts)}
    for part, compared in evaluation.parts.items():
        found[part] = {"all": _object(FIGURES[part](compared.tallies.get(ALL, Counter())))}
        for sort in dict.fromkeys(("language", GROUPS[part])):
            figures = {n: _figures_of(part, (sort, n), compared.tallies[sort, n]) for n in compared.groups(sort)}
            found[part][sort] = {name: _object(own) for name, own in figures.items()}
        pairs: Sequence[tuple[tuple[str, str], int]] = sorted(compared.confusion.items())
        found[part]["confusion"] = [{"gold": a, "found": b, "times": times} for (a, b), times in pairs]
    return found


def _object(figures: Figures) -> dict[str, Any]:
    return {name: _score(figure) for name, figure in figures.items()}


def _score(figure: Score | Overlap | Shares | float | None) -> object:
    if figure is None or isinstance(figure, float):
        return figure
    shares = {"p": figure.p, "r": figure.r, "f1": figure.f1}
    hits = {"hit": figure.hit} if isinstance(figure, Score) else {}
    hits |= {"mentions": figure.items} if isinstance(figure, Shares) else {}
    return {**shares, **hits, "found": figure.found, "gold": figure.gold}
