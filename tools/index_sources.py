"""Items for the index that ships with claimgraph, read from folders of free facts in Wikidata's JSON."""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from claimgraph.link.fold import fold
from claimgraph.link.peoples import country_of_adjective, country_of_people
from claimgraph.model import Kind
from claimgraph.wikidata.entity import Held, Item, Office
from claimgraph.wikidata.entity import item as read_item
from claimgraph.wikidata.kinds import Kinds

LANGUAGES = ("en", "uk", "nb", "pl", "ru", "de", "fr", "es")
ALIASES = Path(__file__).parent.parent / "kg" / "link" / "data" / "aliases.tsv"
CAPITAL = "Q5119"
_LEAST_LIKENESS = 80
_MOST_RELATIVES = 12
"""Of a surname that more people bear, namesakes are no relatives."""
OFFICE: Office = "OFF"
# Rows of the table of territories that are no places: European Union, United Nations, Earth, cyberspace.
NO_PLACES = {"Q458", "Q1065", "Q2", "Q204606"}
_TOP = re.compile(r"(?i)^(president|prime minister|chancellor|federal chancellor|king|queen|emperor|monarch|pope)\b")
_WRITTEN = re.compile(r"[A-Za-zÀ-ɏА-Яа-яЁёІіЇїЄєҐґ]")
_CLUTTER = re.compile(r"[(),;:|#@]|\bSAR\b| - | – ")
_LATIN_OR_CYRILLIC = re.compile(r"[\sA-Za-zÀ-ɏЀ-ӿ.'’ʻ`-]+")
Record = dict[str, Any]


@cache
def words() -> Mapping[str, Any]:
    """Return the words of descriptions and the priors."""
    return tomllib.loads(Path(__file__).with_name("index_words.toml").read_text(encoding="utf-8"))


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


def item(record: Record, kind: str, prior: int) -> Item | None:
    """Return a record as an item of a kind, without names that no running text has."""
    read = read_item(record, LANGUAGES, _Any({"": kind}))  # type: ignore[dict-item]
    if read is None:
        return None
    wanted = _is_told_apart if kind == "ORG" else is_name
    names = {lang: tuple(dict.fromkeys(filter(wanted, map(_clean, listed)))) for lang, listed in read.names.items()}
    names = {lang: listed for lang, listed in names.items() if listed}
    return replace(read, names=names, prior=prior) if names else None


def _clean(name: str) -> str:
    return name.replace("ʻ", "'").strip("‘’ ")


def is_name(name: str) -> bool:
    """Tell whether a text may be a name in running text: no lists, no signs, not a lone letter or a common word."""
    letters = len(_WRITTEN.findall(name))
    return letters > 1 and not _CLUTTER.search(name) and (" " in name or "." in name or not name.islower())


def _is_told_apart(name: str) -> bool:
    """Tell whether a name of a body says more than of what sort it is."""
    return is_name(name) and not set(name.lower().replace("’", "'").split()) <= _generic()


@cache
def _generic() -> frozenset[str]:
    return frozenset(words()["generic"]["words"].split())


def countries(folder: Path) -> Iterator[Item | None]:
    """Yield countries."""
    for record in records(folder, "countries"):
        yield item(record, "LOC", words()["prior"]["country"])


def territories(folder: Path) -> Iterator[Item | None]:
    """Yield states, provinces, dependencies and states of the past.

    Among their other names are those of peoples, languages and parts (Sardinia for Italy): only those stay that are
    like a name of the place in some language.
    """
    labels = {one["id"]: [text["value"] for text in one["labels"].values()] for one in records(folder, "countries")}
    for record in records(folder, "territories"):
        if record["id"] in NO_PLACES:
            continue
        sure = [*labels.get(record["id"], ()), *(text["value"] for text in record["labels"].values())]
        sounds = {fold(name) for name in sure}
        loose = [alias for alias in record["aliases"].pop("mul", ()) if _LATIN_OR_CYRILLIC.fullmatch(alias["value"])]
        kept = [one for one in loose if not _names_people(one["value"]) and _is_like(one["value"], sounds)]
        record["aliases"] = {"mul": kept}
        yield item(record, "LOC", words()["prior"]["territory"])


def _is_like(name: str, sounds: Iterable[str]) -> bool:
    return any(fuzz.ratio(fold(name), sound) >= _LEAST_LIKENESS for sound in sounds)


def _names_people(name: str) -> bool:
    return any(
        country_of_adjective(name, lang) or country_of_people(name, lang) for lang in ("en", "uk", "nb", "pl", "ru")
    )


def places(folder: Path) -> Iterator[Item | None]:
    """Yield towns, those with more inhabitants being better known."""
    for record in records(folder, "places"):
        sizes = [claim["mainsnak"]["datavalue"]["value"]["amount"] for claim in record["claims"].get("P1082", ())]
        size = float(sizes[0]) if sizes else 0.0
        prior = next(value for least, value in words()["city"].items() if size >= float(least))
        found = item(record, "LOC", prior)
        if found and CAPITAL in found.classes:
            found = replace(found, prior=max(prior, words()["prior"]["capital"]))
        yield found


def bodies(folder: Path) -> Iterator[Item | None]:
    """Yield international organizations, agencies with their numbers of sitelinks, and outlets with their websites."""
    prior = words()["prior"]
    for record in records(folder, "intl-orgs"):
        yield item(record, "ORG", prior["international"])
    for record in records(folder, "agencies"):
        yield item(record, "ORG", record["_sitelinks"])
    for record in records(folder, "outlets"):
        found = item(record, "ORG", prior["outlet"])
        yield replace(found, names={**found.names, "mul": _hosts(record)}) if found and _hosts(record) else found


def _hosts(record: Record) -> tuple[str, ...]:
    """Return the hosts of an outlet's websites: a publisher is often known by nothing else."""
    sites = [claim["mainsnak"]["datavalue"]["value"] for claim in record["claims"].get("P856", ())]
    return tuple(urlsplit(site).netloc.removeprefix("www.") for site in sites)


def positions(folder: Path) -> Iterator[Item]:
    """Yield offices: items of their own kind, neither a person nor the body that such a person heads."""
    for record in records(folder, "positions"):
        found = item(record, "ORG", words()["prior"]["position"])
        if found:
            yield replace(found, kind=OFFICE)


def people(folder: Path) -> Iterator[Item]:
    """Yield who held a high office; and their namesakes, and relatives of heads of state, as names that are shared."""
    tops = {one["id"] for one in records(folder, "positions") if _TOP.match(one["labels"]["en"]["value"])}
    every = list(records(folder, "people"))
    bearers = Counter(_surname(_label(record)) for record in every)
    chosen: dict[str, Item] = {}
    for record in every:
        found = item(_mended(record), "PER", words()["prior"]["office"]) if "P39" in record["claims"] else None
        if found:
            is_top = any(held.qid in tops for held in found.offices)
            prior = words()["prior"]["head"] if is_top else found.prior
            found = replace(found, offices=_distinct(found.offices), prior=prior)
            yield found
            chosen[found.qid] = found
    families = {
        _surname(name)
        for one in chosen.values()
        for name in one.names.get("en", ())
        if one.prior == words()["prior"]["head"]
    }
    shared = {name.casefold() for one in chosen.values() for name in one.names.get("en", ())}
    shared |= {_label(record).casefold() for record in every if _surname(_label(record)) in families
               and bearers[_surname(_label(record))] <= _MOST_RELATIVES}  # fmt: skip
    for record in every:
        if record["id"] not in chosen and _label(record).casefold() in shared:
            yield from filter(None, [item(record, "PER", words()["prior"]["person"])])


def _label(record: Record) -> str:
    return str(record["labels"].get("en", {}).get("value", ""))


def _distinct(offices: Sequence[Held]) -> tuple[Held, ...]:
    """Return terms of office without those that another tells more exactly."""
    return tuple(
        one
        for one in offices
        if not any(
            other.qid == one.qid and other != one and (other.start or "").startswith(one.start or "") and not one.end
            for other in offices
        )
    )


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
    """Return how the last word of a name sounds, a woman's in the form of a man's.

    >>> _surname("Nadezhda Tokayeva") == _surname("Kemel Toqaev")
    True
    """
    last = fold(name.split()[-1], "en").replace("i", "") if name.split() else ""
    return last[:-1] if re.search(r"(ev|ov|n)a$", last) else last


def added() -> Iterator[Item]:
    """Yield the names that were added by hand, and items that are known for their names alone."""
    lines = [line for line in ALIASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    columns = lines[0].split("\t")
    for line in lines[1:]:
        cells = dict(zip(columns, line.split("\t"), strict=True))
        qid, kind = cells.pop("qid"), cells.pop("kind")
        yield Item(qid, cast(Kind, kind), {lang: tuple(cell.split("|")) for lang, cell in cells.items() if cell})
