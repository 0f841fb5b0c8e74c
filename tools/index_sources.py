"""Items for the index that ships with claimgraph, read from folders of free facts in Wikidata's JSON."""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from claimgraph.wikidata.entity import Item, Office
from claimgraph.wikidata.entity import item as read_item
from claimgraph.wikidata.kinds import Kinds

LANGUAGES = ("en", "uk", "nb", "pl", "ru", "de", "fr", "es")
ALIASES = Path(__file__).parent.parent / "kg" / "link" / "data" / "aliases.tsv"
CAPITAL = "Q5119"
# Rows of the table of territories that are no places: European Union, United Nations, Earth, cyberspace.
NO_PLACES = {"Q458", "Q1065", "Q2", "Q204606"}
_HEAD_OF_STATE = re.compile(
    r"(?i)^(president|prime minister|chancellor|federal chancellor|king|queen|emperor|monarch|pope)\b"
)
_CUT = re.compile(
    r"\s(?:of|in|from|by|for|based|that|who|which|at|on|to|with|located|headquartered|founded|owned|where|between|within|"
    r"near|born|used|known|about|during|was|is|are|best)\s|[,;(/:]|\s[-–]\s"
)
_WRITTEN = re.compile(r"[A-Za-zÀ-ɏА-Яа-яЁёІіЇїЄєҐґ]")
_CLUTTER = re.compile(r"[(),;:|#@]|\bSAR\b| - | – ")
_LATIN_OR_CYRILLIC = re.compile(r"[\sA-Za-zÀ-ɏЀ-ӿ.'’ʻ`-]+")
Record = dict[str, Any]


@cache
def words() -> Mapping[str, Any]:
    """Return the words of descriptions and the priors."""
    return tomllib.loads(Path(__file__).with_name("index_words.toml").read_text(encoding="utf-8"))


@cache
def _heads() -> Mapping[str, str]:
    return {word: kind for kind, listed in words()["heads"].items() for word in listed.split()}


def records(folder: Path, name: str) -> Iterator[Record]:
    """Yield the records of one table, packed or not."""
    packed = folder / f"{name}.jsonl.gz"
    if packed.exists():
        with gzip.open(packed, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)
    else:
        with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


class _Any(Kinds):
    """One kind for all items, whatever their classes."""

    def of(self, classes: Iterable[str]) -> Any:
        """Return that kind."""
        return self.of_class[""]


def _item(record: Record, kind: str, prior: int) -> Item | None:
    """Return a record as an item of a kind, without names that no running text has."""
    read = read_item(record, LANGUAGES, _Any({"": kind}))  # type: ignore[dict-item]
    if read is None:
        return None
    names = {lang: tuple(dict.fromkeys(filter(is_name, map(_clean, listed)))) for lang, listed in read.names.items()}
    names = {lang: listed for lang, listed in names.items() if listed}
    return replace(read, names=names, prior=prior) if names else None


def _clean(name: str) -> str:
    return name.replace("ʻ", "'").strip("‘’ ")


def is_name(name: str) -> bool:
    """Tell whether a text may be a name in running text: no lists, no signs, not a lone letter or a common word."""
    letters = len(_WRITTEN.findall(name))
    return letters > 1 and not _CLUTTER.search(name) and (" " in name or not name.islower())


def countries(folder: Path) -> Iterator[Item | None]:
    """Yield countries."""
    for record in records(folder, "countries"):
        yield _item(record, "LOC", words()["prior"]["country"])


def territories(folder: Path) -> Iterator[Item | None]:
    """Yield states, provinces, dependencies and states of the past, without words for their languages and peoples."""
    for record in records(folder, "territories"):
        if record["id"] in NO_PLACES:
            continue
        loose = [alias for alias in record["aliases"].pop("mul", ()) if _LATIN_OR_CYRILLIC.fullmatch(alias["value"])]
        record["aliases"] = {"mul": [alias for alias in loose if not _names_people(alias["value"])]}
        yield _item(record, "LOC", words()["prior"]["territory"])


def _names_people(name: str) -> bool:
    from claimgraph.link.peoples import country_of_adjective, country_of_people

    return any(
        country_of_adjective(name, lang) or country_of_people(name, lang) for lang in ("en", "uk", "nb", "pl", "ru")
    )


def places(folder: Path) -> Iterator[Item | None]:
    """Yield towns, those with more inhabitants being better known."""
    for record in records(folder, "places"):
        sizes = [claim["mainsnak"]["datavalue"]["value"]["amount"] for claim in record["claims"].get("P1082", ())]
        size = float(sizes[0]) if sizes else 0.0
        prior = next(value for least, value in words()["city"].items() if size >= float(least))
        found = _item(record, "LOC", prior)
        if found and CAPITAL in found.classes:
            found = replace(found, prior=max(prior, words()["prior"]["capital"]))
        yield found


def kind_of(label: str, description: str) -> str | None:
    """Return the kind of an item from its description, or from its label where there is none."""
    if not description.strip():
        forms = words()["labels"]
        return next((kind for kind in ("ORG", "LOC") if re.search(forms[kind], label)), None)
    if label.islower() or re.search(words()["labels"]["none"], description):
        return None
    if re.search(words()["labels"]["team"], description):
        return "ORG"
    if re.search(words()["labels"]["place"], description):
        return "LOC"
    first = _CUT.split(f"{description} ", maxsplit=1)[0]
    for word in reversed(first.lower().replace(".", "").split()):
        if word in _heads():
            return _heads()[word] if _heads()[word] != "none" else None
    return None


def encyclopedic(folder: Path) -> Iterator[Item | None]:
    """Yield the persons, organizations and places of FB15k-237."""
    for record in records(folder, "fb15k"):
        label = record["labels"]["en"]["value"]
        kind = kind_of(label, record["descriptions"].get("en", {}).get("value", ""))
        if kind:
            yield _item(record, kind, words()["prior"]["fb15k"])


def bodies(folder: Path) -> Iterator[Item | None]:
    """Yield international organizations, agencies with their numbers of sitelinks, and outlets with their websites."""
    prior = words()["prior"]
    for record in records(folder, "intl-orgs"):
        yield _item(record, "ORG", prior["international"])
    for record in records(folder, "agencies"):
        yield _item(record, "ORG", record["_sitelinks"])
    for record in records(folder, "outlets"):
        yield _item(record, "ORG", prior["outlet"])


def positions(folder: Path) -> Iterator[Item]:
    """Yield offices: items of their own kind, neither a person nor the body that such a person heads."""
    for record in records(folder, "positions"):
        found = _item(record, "ORG", words()["prior"]["position"])
        if found:
            yield replace(found, kind=OFFICE)


OFFICE: Office = "OFF"


def people(folder: Path) -> Iterator[Item]:
    """Yield who held a high office, and who shares a surname with one of them in the same country's records."""
    heads = {
        record["id"] for record in records(folder, "positions") if _HEAD_OF_STATE.match(record["labels"]["en"]["value"])
    }
    prior = words()["prior"]
    chosen: dict[str, Item] = {}
    families: defaultdict[str, set[str]] = defaultdict(set)
    others: list[tuple[str, Record]] = []
    for record in records(folder, "people"):
        if "P39" not in record["claims"]:
            others.append((record["_src"], record))
            continue
        found = _item(_mended(record), "PER", prior["office"])
        if found:
            top = any(held.qid in heads for held in found.offices)
            chosen[found.qid] = replace(found, prior=prior["head"]) if top else found
            families[record["_src"]].update(_surname(name) for name in found.names.get("en", ()))
            families[""].update(name.casefold() for name in found.names.get("en", ()))
    yield from chosen.values()
    for source, record in others:
        name = record["labels"].get("en", {}).get("value", "")
        if _surname(name) in families[source] or name.casefold() in families[""]:
            found = _item(record, "PER", prior["person"])
            if found and found.qid not in chosen:
                yield found


def _mended(record: Record) -> Record:
    """Return a record whose times have the shape of Wikidata's."""
    for claim in record["claims"]["P39"]:
        for times in claim.get("qualifiers", {}).values():
            for snak in times:
                value = snak.get("datavalue", {})
                if isinstance(value.get("value"), str):
                    value["value"] = {"time": value["value"], "precision": 11}
    return record


def _surname(name: str) -> str:
    """Return the last word of a name, a woman's in the form of a man's: Tokayeva, Tokayev.

    >>> _surname("Nadezhda Tokayeva")
    'tokayev'
    """
    last = name.casefold().split()[-1] if name.split() else ""
    return last[:-1] if re.search(r"(ev|ov|in)a$", last) else last


def aliases() -> Iterator[tuple[str, dict[str, tuple[str, ...]]]]:
    """Yield the names that were added by hand, by QID."""
    lines = [line for line in ALIASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    columns = lines[0].split("\t")
    for line in lines[1:]:
        cells = dict(zip(columns, line.split("\t"), strict=True))
        yield cells.pop("qid"), {lang: tuple(cell.split("|")) for lang, cell in cells.items() if cell}
