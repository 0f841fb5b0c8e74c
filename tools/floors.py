"""Raise the floors of quality to what is measured: `python -m tools.floors [--model NAME]`; a floor is never lowered.

A floor stands half a point or more below what was measured. Where the gold itself has changed since, the old floor
means nothing: `--new-gold` sets the floors of such a language anew, up or down, and leaves all others alone.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import os
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast, get_args

import msgspec

from claimgraph.annotate import Model, annotate
from claimgraph.evaluate.evaluation import PARTS, Evaluation, evaluate
from claimgraph.evaluate.figures import ALL, Group
from claimgraph.evaluate.record import Text
from claimgraph.evaluate.sources import Pair, annotated, gold_texts, resolved_names
from claimgraph.evaluate.tables import FIGURES, IDENTITY
from claimgraph.wikidata.shipped import shipped_index

ROOT = Path(__file__).parent.parent
FILE = ROOT / "tests" / "quality" / "floors.toml"
SHARED = Path(os.environ.get("CLAIMGRAPH_SHARED", ROOT.parent / "shared"))
SETS = {
    "dev": (ROOT / "gold" / "dev",),
    "test": (ROOT / "gold" / "test",),
    "examples": tuple(sorted((ROOT / "tests" / "gold").glob("examples-*.jsonl"))),
    "seeds": (SHARED / "gold" / "seeds.jsonl",),
}
GIVEN = "given"
"""Stands for a model where names are not found but those of the gold are resolved."""
GIVEN_SETS = {
    "examples": SETS["examples"],
    "seeds": SETS["seeds"],
    "slavicner": tuple(
        SHARED / "corpora" / "slavicner" / f"{lang}.other_topics.jsonl.gz" for lang in ("pl", "ru", "uk")
    ),
}
MAIN = {
    "names": "strict", "claims": "joint", "quantities": "exact", "dates": "value", "events": "type",
    "clusters": "b-cubed", "links": "linked",
}  # fmt: skip
"""The figure of each part that has a floor; its F1 in percent."""
HEADER = """\
# Floors of quality by model, set and language, in percent: strict F1 of names, joint F1 of claims (content and
# speaker), exact F1 of quantities, F1 of the values of dates and of the event types of claims, B-cubed F1 of identity
# (clusters), F1 of links; under `given` the names of the gold are resolved instead of found. A change that falls below
# one is not an improvement. `python -m tools.floors` writes this file: it raises floors, never lowers one, and keeps in
# `gold` a hash of the texts and marks that were measured. Seeds and slavicner are development data; the gold test set
# and the examples are only measured, their errors are not read.
"""
Languages = dict[str, dict[str, Any]]
Floors = dict[str, dict[str, Languages]]


def floors() -> Floors:
    """Return model -> set -> language -> figure -> floor."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def sets(model: str) -> Mapping[str, Sequence[Path]]:
    """Return the sets that are measured with a model."""
    return GIVEN_SETS if model == GIVEN else SETS


def measured(model: str, name: str) -> Languages:
    """Return what is measured now of a set, by language, with the hash of its gold; one run over all its texts."""
    gold = gold_texts(str(path) for path in sets(model)[name])
    evaluation = evaluate(_read(gold, model), IDENTITY if model == GIVEN else PARTS)
    languages = sorted({text.lang for text in gold})
    return {lang: _language(evaluation, [text for text in gold if text.lang == lang], lang) for lang in languages}


def _read(gold: Sequence[Text], model: str) -> Iterator[Pair]:
    if model == GIVEN:
        return resolved_names(gold, shipped_index())
    return annotated(gold, read=partial(annotate, model=cast("Model", model)), catalog=shipped_index())


def _language(evaluation: Evaluation, gold: Sequence[Text], lang: str) -> dict[str, Any]:
    total = hashlib.sha256(msgspec.json.encode([_marks(text) for text in gold], order="deterministic"))
    found: dict[str, Any] = {"gold": total.hexdigest()[:16]}
    for part, figure in MAIN.items():
        f1 = percent(evaluation, part, figure, ("language", lang))
        if f1 is not None:
            found[part] = f1
    return found


def _marks(text: Text) -> Any:
    """Return all that is marked in a text; of names their identity only where one is told."""
    marks = msgspec.to_builtins(text)
    optional = ("entity", "qid", "score", "held")
    return marks | {"names": [{k: v for k, v in n.items() if v or k not in optional} for n in marks["names"]]}


def percent(evaluation: Evaluation, part: str, figure: str, group: Group = ALL) -> float | None:
    """Return the F1 of a figure in percent, None where there is nothing to be found."""
    counts = evaluation.parts[part].tallies.get(group) if part in evaluation.parts else None
    score = FIGURES[part](counts)[figure] if counts and counts["gold"] else None
    return None if score is None or isinstance(score, float) or score.f1 is None else 100 * score.f1


def floor(f1: float) -> float:
    """Return the floor for a figure: a multiple of a half that leaves half a point or more.

    >>> floor(81.2), floor(81.0), floor(0.2)
    (80.5, 80.5, 0.0)
    """
    return max(0.0, math.floor(2 * (f1 - 0.5)) / 2)


def raised(old: dict[str, Any], new: dict[str, Any], *, new_gold: bool) -> dict[str, Any]:
    """Return the floors of a language after a measurement."""
    anew = not old or (new_gold and old.get("gold") != new["gold"])
    figures = {part: floor(new[part]) for part in MAIN if part in new}
    if anew:
        return {"gold": new["gold"], **figures}
    return {"gold": new["gold"], **old, **{part: max(old.get(part, 0.0), value) for part, value in figures.items()}}


def written(all_floors: Floors) -> Iterator[str]:
    """Yield the lines of the file."""
    yield HEADER
    tables = [(model, name) for model, sets in sorted(all_floors.items()) for name in sorted(sets)]
    for model, name in tables:
        for lang, figures in sorted(all_floors[model][name].items()):
            yield f"[{model}.{name}.{lang}]"
            yield from (f"{key} = {value!r}".replace("'", '"') for key, value in figures.items())
            yield ""


def told(before: dict[str, Any], new: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    """Yield a line for each figure of a language: what it is, its floor now and before."""
    for part in (part for part in MAIN if part in new):
        note = "BELOW its floor" if new[part] < after[part] else f"floor was {before.get(part, '-')}"
        yield f"{part}: {new[part]:.1f}, floor {after[part]} ({note})"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the floors; tell what has changed and what is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--model", choices=(*get_args(Model), GIVEN), action="append", help="of this one (all that have floors)"
    )
    parser.add_argument("--new-gold", action="store_true", help="set floors anew where the gold has changed")
    chosen = parser.parse_args(arguments)
    old, lines = floors(), list[str]()
    for model in chosen.model or sorted(old):
        for name in (name for name, paths in sets(model).items() if paths and all(path.exists() for path in paths)):
            known = old.setdefault(model, {}).setdefault(name, {})
            for lang, new in measured(model, name).items():
                before = known.get(lang, {})
                known[lang] = raised(before, new, new_gold=chosen.new_gold)
                lines += (f"{model} {name} {lang} {line}" for line in told(before, new, known[lang]))
    print("\n".join(lines))
    FILE.write_text("\n".join(written(old)), encoding="utf-8")
    return 1 if any("BELOW" in line for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
