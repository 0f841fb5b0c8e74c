"""Write the tables of known entities from free facts: countries, regions, cities, people of high office, given names.

Run `python tools/build_known.py --shared FOLDER`, where FOLDER holds `wikidata/` (see docs/data-and-models.md).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from anyascii import anyascii

from claimgraph.link.known import COLUMNS, LANGUAGES, MARK_OF_DOUBT

DATA = Path(__file__).parent.parent / "kg" / "link" / "data"
Item = dict[str, Any]
Row = dict[str, str]

# Short names for countries whose first English label is long or old.
COUNTRY_KEYS = {
    "Q30": "united-states", "Q148": "china", "Q43": "turkey", "Q213": "czechia", "Q221": "north-macedonia",
    "Q974": "dr-congo", "Q971": "congo", "Q1009": "cameroon", "Q23792": "palestine", "Q702": "micronesia",
}  # fmt: skip
# Countries whose news the four languages carry most: their smaller towns are known too.
NEAR_COUNTRIES = {"Q20", "Q36", "Q212", "Q232", "Q184"}
# Cities whose present name is not the first label.
CITY_KEYS = {"Q1899": "kyiv", "Q1874": "odesa", "Q157835": "zaporizhzhia", "Q48256": "dnipro"}
# Rows of the territories table that are no places: European Union, United Nations, Earth, cyberspace.
NO_PLACES = {"Q458", "Q1065", "Q2", "Q204606"}
CAPITAL = "Q5119"
# First words of names that are common words more often.
NO_GIVEN = {
    "Art",
    "Rod",
    "Marine",
    "Van",
    "Blue",
    "Bank",
    "Lord",
    "Lady",
    "Sir",
    "Saint",
    "King",
    "Prince",
    "The",
    "Don",
}
LARGE, SMALL = 150_000, 20_000
OFFICE = re.compile(
    r"^((deputy |vice |first deputy )?(prime minister|president|chancellor|premier)\b|king|queen|emperor|"
    r"secretary.general|(federal |deputy )?(minister|secretary) (of|for) (state|foreign|defen[cs]e|the interior|"
    r"internal|finance|health|justice|energy)|secretary of (state|defen[cs]e|the treasury)|"
    r"(foreign|defence) minister|head of (state|government))",
    re.IGNORECASE,
)
# Russian letters to Ukrainian ones in foreign place names, as the spelling rules of 2019 have it.
RULE_OF_NINE = re.compile(r"(?<=[дтзсцжшчрДТЗСЦЖШЧР])и(?=[бвгґджзклмнпрстфхцчшщ])")
RU_TO_UK = str.maketrans({"и": "і", "И": "І", "ы": "и", "э": "е", "Э": "Е", "ё": "йо", "ъ": "'"})


def items(path: Path) -> Iterator[Item]:
    """Yield the items of a gzipped JSON Lines file in the shape of Wikidata's entity records."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def slug(name: str) -> str:
    """Return a name as lower-case ASCII words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-")


def values(item: Item, prop: str) -> list[Any]:
    """Return the values of one property."""
    return [claim["mainsnak"]["datavalue"]["value"] for claim in item["claims"].get(prop, ())]


def names(item: Item, lang: str) -> list[str]:
    """Return label and aliases of one language; names in brackets or with commas are not running text."""
    found = [item["labels"].get(lang, {}).get("value", "")]
    found += [alias["value"] for alias in item["aliases"].get(lang, ())]
    found = [name.replace("\u02bb", "'").strip("‘’ ") for name in found]
    return [name for name in dict.fromkeys(found) if name and not re.search(r"[(),;|/]|SAR| - | – |о-ва", name)]


def place(item: Item) -> str:
    """Return latitude and longitude in degrees, to two decimals."""
    found = values(item, "P625")
    return f"{found[0]['latitude']:.2f},{found[0]['longitude']:.2f}" if found else ""


def row(item: Item, **fields: str) -> Row:
    """Return a table row for an item."""
    cells = {lang: "|".join(names(item, lang)) for lang in LANGUAGES}
    return {"qid": item["id"], "country": "", "place": place(item), **cells, **fields}


def country_keys(wikidata: Path) -> dict[str, str]:
    """Return the key of each country by its QID."""
    found = items(wikidata / "countries.jsonl.gz")
    return {item["id"]: COUNTRY_KEYS.get(item["id"]) or slug(names(item, "en")[0]) for item in found}


def countries(wikidata: Path, keys: dict[str, str]) -> Iterator[Row]:
    """Yield one row per country."""
    for item in items(wikidata / "countries.jsonl.gz"):
        yield row(item, key=keys[item["id"]], kind="LOC", sort="country")


def regions(wikidata: Path, keys: dict[str, str]) -> Iterator[Row]:
    """Yield states, provinces and former states; names without language are told apart by their letters."""
    towns = {item["id"] for item in items(wikidata / "places.jsonl.gz")}
    for item in items(wikidata / "territories.jsonl.gz"):
        label = names(item, "en")
        if item["id"] in keys or item["id"] in towns | NO_PLACES or not label:
            continue
        loose = [name for name in names(item, "mul") if re.fullmatch(r"[А-Яа-яІіЇїЄєҐґЁё’' -]+", name)]
        ukrainian = [name for name in loose if re.search("[іїєґ]", name)]
        cells = {
            "en": label[0],
            "uk": "|".join(ukrainian or [name for name in loose if not re.search("[ыэъё]", name)]),
            "ru": "|".join(name for name in loose if not re.search("[іїєґ’']", name)),
        }
        key = slug(label[0])
        key = f"{key}-region" if key in keys.values() else key
        yield row(item, key=key, kind="LOC", sort="region") | {"nb": "", "pl": ""} | cells


def population(item: Item) -> int:
    """Return the number of inhabitants, 0 where it is not known."""
    found = values(item, "P1082")
    return int(float(found[0]["amount"])) if found else 0


def is_large(item: Item) -> bool:
    """Tell whether a town is likely to be in the news: a capital, a large city, or a town of a near country."""
    country = {value["id"] for value in values(item, "P17")}
    limit = SMALL if country & NEAR_COUNTRIES else LARGE
    return CAPITAL in {value["id"] for value in values(item, "P31")} or population(item) >= limit


def to_ukrainian(name: str) -> str:
    """Return a Russian place name in Ukrainian spelling."""
    return RULE_OF_NINE.sub("\0", name).translate(RU_TO_UK).replace("\0", "и")


def cities(wikidata: Path, keys: dict[str, str], taken: set[str]) -> Iterator[Row]:
    """Yield large cities, the most populous of a name first: the key without addition is its."""
    for item in sorted(items(wikidata / "places.jsonl.gz"), key=lambda item: (-population(item), item["id"])):
        label = names(item, "en")
        if not label or not is_large(item) or item["id"] in keys:
            continue
        country = next((keys[value["id"]] for value in values(item, "P17") if value["id"] in keys), "")
        short = CITY_KEYS.get(item["id"], slug(label[0]))
        key = next(key for key in (short, f"{short}-{country}", item["id"].lower()) if key not in taken)
        taken.add(key)
        made = row(item, key=key, kind="LOC", sort="city", country=country)
        made["uk"] = made["uk"] or "|".join(to_ukrainian(name) for name in names(item, "ru"))
        yield made


def offices(wikidata: Path) -> dict[str, str]:
    """Return the labels of high offices by QID."""
    labels = {item["id"]: names(item, "en") for item in items(wikidata / "positions.jsonl.gz")}
    return {qid: label[0] for qid, label in labels.items() if label and OFFICE.match(label[0])}


def holds(item: Item, wanted: dict[str, str]) -> bool:
    """Tell whether a person held one of these offices since 1990."""
    for claim in item["claims"].get("P39", ()):
        starts = [value["datavalue"]["value"]["time"] for value in claim.get("qualifiers", {}).get("P580", ())]
        starts = [start if isinstance(start, str) else start["time"] for start in starts]
        if claim["mainsnak"]["datavalue"]["value"]["id"] in wanted and all(start[1:5] >= "1990" for start in starts):
            return True
    return False


def kept_by_hand() -> set[str]:
    """Return the QIDs of the hand-kept table."""
    rows = (DATA / "curated.tsv").read_text(encoding="utf-8").splitlines()
    return {line.split("\t")[COLUMNS.index("qid")] for line in rows}


def people(wikidata: Path, taken: set[str]) -> Iterator[Row]:
    """Yield heads of state and government and ministers; two people of one name stay out."""
    kept = kept_by_hand()
    known_keys = {line.split("\t")[0] for line in (DATA / "curated.tsv").read_text(encoding="utf-8").splitlines()}
    wanted = offices(wikidata)
    found = [item for item in items(wikidata / "people.jsonl.gz") if names(item, "en")]
    homonyms = Counter(slug(names(item, "en")[0]) for item in found)
    for item in found:
        key = slug(names(item, "en")[0])
        if item["id"] in kept and key not in known_keys:
            continue
        if holds(item, wanted) and homonyms[key] == 1 and key not in taken and "-" in key:
            yield row(item, key=key, kind="PER", sort="official")


def given_names(wikidata: Path) -> list[str]:
    """Return the first words of at least two persons' names."""
    labels = (names(item, "en") for item in items(wikidata / "people.jsonl.gz"))
    firsts = Counter(label[0].split()[0] for label in labels if label)
    return sorted(
        name
        for name, count in firsts.items()
        if count >= 2 and name.isalpha() and len(name) > 2 and name not in NO_GIVEN
    )


def common_words(corpora: Path) -> set[str]:
    """Return the words that the free corpora also write in lower case, capitalised, and short ones."""
    found: set[str] = set()
    for path in ("wikigold/en.all.jsonl", "norne/nob.train_rebuilt.jsonl.gz", "kpwr/pl.train.jsonl.gz"):
        opened = gzip.open if path.endswith(".gz") else open
        with opened(corpora / path, "rt", encoding="utf-8") as lines:
            for line in lines:
                found.update(re.findall(r"(?<!\w)[^\W\d_]+", json.loads(line)["text"]))
    return {word.capitalize() for word in found if word.islower()}


def surnames(wikidata: Path) -> set[str]:
    """Return the last words of at least five persons' names."""
    labels = (names(item, "en") for item in items(wikidata / "people.jsonl.gz"))
    lasts = Counter(label[0].split()[-1] for label in labels if label)
    return {name for name, count in lasts.items() if count >= 5}


def mark(rows: Iterable[Row], others: set[str]) -> Iterator[Row]:
    """Mark the names of places that are common words, given names or surnames too, or very short."""
    for made in rows:
        for lang in LANGUAGES:
            cell = [name for name in made[lang].split("|") if name]
            made[lang] = "|".join(
                f"{MARK_OF_DOUBT}{name}" if name in others or len(name) < 4 else name for name in cell
            )
        yield made


def write(name: str, rows: Iterable[Row]) -> set[str]:
    """Write a table, sorted by key, so that a rebuild shows small differences; return the keys."""
    ordered = sorted(rows, key=lambda row: row["key"])
    lines = ["\t".join(row[column] for column in COLUMNS) for row in ordered]
    (DATA / name).write_text("\n".join(["\t".join(COLUMNS), *lines, ""]), encoding="utf-8")
    return {row["key"] for row in ordered}


def main() -> None:
    """Build every table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with wikidata/ and corpora/")
    shared: Path = parser.parse_args().shared
    wikidata = shared / "wikidata"
    keys = country_keys(wikidata)
    others = common_words(shared / "corpora") | surnames(wikidata) | set(given_names(wikidata))
    taken = write("countries.tsv", mark(countries(wikidata, keys), others))
    taken |= write("regions.tsv", mark(regions(wikidata, keys), others))
    taken |= write("cities.tsv", mark(cities(wikidata, keys, taken), others))
    write("people.tsv", people(wikidata, taken))
    (DATA / "given_names_latin.txt").write_text("\n".join([*given_names(wikidata), ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
