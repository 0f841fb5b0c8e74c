"""Write the tables of known entities from free facts: countries, cities, people of the highest offices.

Run `python tools/build_known.py --shared FOLDER`, where FOLDER holds `wikidata/` (see docs/data-and-models.md).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from anyascii import anyascii

from claimgraph.link.known import COLUMNS, LANGUAGES

DATA = Path(__file__).parent.parent / "kg" / "link" / "data"
Item = dict[str, Any]
Row = dict[str, str]


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
    return [name for name in dict.fromkeys(found) if name and not re.search(r"[(),;]", name)]


def place(item: Item) -> str:
    """Return latitude and longitude in degrees, to two decimals."""
    found = values(item, "P625")
    return f"{found[0]['latitude']:.2f},{found[0]['longitude']:.2f}" if found else ""


def row(item: Item, **fields: str) -> Row:
    """Return a table row for an item."""
    cells = {lang: "|".join(names(item, lang)) for lang in LANGUAGES}
    return {"qid": item["id"], "country": "", "place": place(item), **cells, **fields}


def countries(source: Path) -> Iterator[Row]:
    """Yield one row per country, keyed by the slug of its English name."""
    for item in items(source):
        yield row(item, key=slug(names(item, "en")[0]), kind="LOC", sort="country")


def write(name: str, rows: Iterable[Row]) -> None:
    """Write a table, sorted by key, so that a rebuild shows small differences."""
    lines = ["\t".join(row[column] for column in COLUMNS) for row in sorted(rows, key=lambda row: row["key"])]
    (DATA / name).write_text("\n".join(["\t".join(COLUMNS), *lines, ""]), encoding="utf-8")


def main() -> None:
    """Build every table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with wikidata/")
    wikidata = parser.parse_args().shared / "wikidata"
    write("countries.tsv", countries(wikidata / "countries.jsonl.gz"))


if __name__ == "__main__":
    main()
