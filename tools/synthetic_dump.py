"""A made-up dump in the shape of Wikidata's: seeded, so that the same arguments make the same bytes.

    python tools/synthetic_dump.py DUMP.json.gz [--entities 100000] [--seed 1]

Records have what real ones have: labels and descriptions in dozens of languages, statements with hashes, ids, ranks,
qualifiers and references, many external ids, sitelinks. Their ids are far above those that Wikidata has given out.
"""

from __future__ import annotations

import argparse
import bz2
import io
import random
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

FIRST = 1_900_000_001
"""Number of the first item; Wikidata has given out less than 150 million."""
_MEMBER = 32 << 20
"""Unpacked bytes in each part of a packed file: the public dump, too, is many parts one after the other."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_LATIN = _words("en de fr es it pt nl sv nb nn da fi pl cs sk sl hr hu ro ca eu gl tr id vi ga cy sq et lv lt is af")
_CYRILLIC = _words("ru uk be bg sr mk kk")
_OTHER = _words("ar fa he zh ja ko hi bn el hy ka th")
_LETTERS = {"zh": "王李张刘陈杨黄赵吴周", "ja": "さとうすずきたかはし", "ko": "김이박최정강조윤장", "ar": "ابتثجحخدر"}
_SYLLABLES = _words("ka to re mi lan dor ves nur bek sha pol gri var zen ost hal tur mar ius ek ova son")
_SOUNDS = _words("ка то ре ми лан дор вес нур бек ша пол гри вар зен ост хал тур мар юс ек ова сон")


@dataclass(frozen=True, slots=True)
class Sort:
    """Entities of one sort: their share, their class, and how large their records are."""

    share: float
    classes: tuple[str, ...]
    languages: int
    ids: int
    links: int
    statements: int
    person: bool = False


# Shares are a guess at those of the public dump, where articles come before humans and those before all else.
# Q9000000.. stand for classes that are not in the shipped table; the others are in it.
SORTS = {
    "article": Sort(0.38, ("Q900000001",), 2, 4, 0, 22),
    "human": Sort(0.105, ("Q5",), 22, 9, 2, 8, person=True),
    "star": Sort(0.08, ("Q900000002",), 5, 6, 0, 14),
    "category": Sort(0.05, ("Q4167836",), 6, 0, 3, 1),
    "taxon": Sort(0.035, ("Q900000003",), 26, 9, 5, 4),
    "disambiguation": Sort(0.015, ("Q4167410",), 14, 0, 3, 0),
    "protein": Sort(0.03, ("Q900000004",), 4, 8, 0, 14),
    "film": Sort(0.04, ("Q11424", "Q15416"), 14, 8, 4, 12),
    "place": Sort(0.07, ("Q486972", "Q532", "Q3957", "Q515"), 24, 5, 5, 7),
    "organization": Sort(0.03, ("Q43229", "Q4830453", "Q327333", "Q7278"), 9, 6, 2, 7),
    "event": Sort(0.005, ("Q1656682",), 9, 2, 3, 5),
    "other": Sort(0.16, ("Q900000005", "Q900000006", "Q900000007"), 6, 5, 1, 7),
}
WANTED = ("human", "place", "organization", "event")


class Maker:
    """Makes entities one after the other."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._hashes = [f"{self._random.getrandbits(160):040x}" for _ in range(5000)]
        self._sorts = list(SORTS)
        self._weights = [sort.share for sort in SORTS.values()]

    def entity(self, number: int) -> str:
        """Return the line of an entity, without comma."""
        pick = self._random
        sort = SORTS[pick.choices(self._sorts, self._weights)[0]]
        name = self._name(2 if sort.person else 1)
        spread = pick.choice((0.3, 0.6, 1.0, 1.9)) if sort.languages > 4 else 1
        codes = ["en", *pick.sample((*_LATIN[1:], *_CYRILLIC, *_OTHER), min(48, int(sort.languages * spread)))]
        labels = ",".join(f'"{code}":{_text(code, self._written(name, code))}' for code in codes)
        about = ",".join(
            f'"{code}":{_text(code, "thing of the sort that is described in a few words here")}' for code in codes
        )
        aliases = ",".join(
            f'"{code}":[{_text(code, self._written(name[::-1], code))},{_text(code, self._written(name[-1:], code))}]'
            for code in codes[: len(codes) // 4]
        )
        links = ",".join(
            f'"{code}wiki":{{"site":"{code}wiki","title":"{self._written(name, code)}","badges":[]}}'
            for code in codes[: pick.randint(0, 2 * sort.links)]
        )
        claims = ",".join(f'"{key}":[{",".join(values)}]' for key, values in self._claims(sort, f"Q{number}").items())
        return (
            f'{{"type":"item","id":"Q{number}","labels":{{{labels}}},"descriptions":{{{about}}},'
            f'"aliases":{{{aliases}}},"claims":{{{claims}}},"sitelinks":{{{links}}},'
            f'"pageid":{number},"ns":0,"title":"Q{number}","lastrevid":{number * 3},'
            f'"modified":"2026-01-{1 + number % 28:02}T10:00:00Z"}}'
        )

    def _name(self, words: int) -> tuple[tuple[int, ...], ...]:
        numbers = range(len(_SYLLABLES))
        return tuple(tuple(self._random.choices(numbers, k=self._random.randint(2, 4))) for _ in range(words))

    def _written(self, name: tuple[tuple[int, ...], ...], code: str) -> str:
        if code in _OTHER:
            letters = _LETTERS.get(code, _LETTERS["ar"])
            return " ".join("".join(letters[part % len(letters)] for part in word) for word in name)
        parts = _SOUNDS if code in _CYRILLIC else _SYLLABLES
        return " ".join("".join(parts[part] for part in word).capitalize() for word in name)

    def _claims(self, sort: Sort, qid: str) -> dict[str, list[str]]:
        """Return properties with their statements."""
        pick = self._random
        claims = {"P31": [self._statement(qid, "P31", self._item(pick.choice(sort.classes)), pick.random() < 0.4)]}
        if sort.person:
            claims["P569"] = [self._statement(qid, "P569", self._time(), True)]
            claims["P27"] = [self._statement(qid, "P27", self._item(f"Q{FIRST + 7}"), True)]
            if pick.random() < 0.08:
                held = f'"P580":[{self._snak("P580", self._time())}]'
                claims["P39"] = [self._statement(qid, "P39", self._item(f"Q{FIRST + 9}"), True, held)] * 2
        elif sort.links:
            claims["P17"] = [self._statement(qid, "P17", self._item(f"Q{FIRST + 7}"), True)]
            claims["P625"] = [self._statement(qid, "P625", self._place(), True)]
        for count in range(pick.randint(0, sort.statements)):
            key = f"P{2093 + count // 6 * 11}"
            value = self._item(f"Q{FIRST + pick.randrange(10**6)}")
            claims.setdefault(key, []).append(self._statement(qid, key, value, pick.random() < 0.5))
        for count in range(pick.randint(0, sort.ids)):
            key = f"P{6000 + 13 * count}"
            value = f'{{"value":"{pick.randrange(10**8)}","type":"string"}},"datatype":"external-id"'
            claims[key] = [self._statement(qid, key, value, pick.random() < 0.4)]
        return claims

    def _statement(self, qid: str, key: str, value: str, sourced: bool, qualifiers: str = "") -> str:
        uuid = self._random.choice(self._hashes)
        more = f',"qualifiers":{{{qualifiers}}},"qualifiers-order":["P580"]' if qualifiers else ""
        if sourced:
            source, seen = self._snak("P143", self._item(f"Q{FIRST + 328}")), self._snak("P813", self._time())
            snaks = f'"P143":[{source}],"P813":[{seen}]'
            more += f',"references":[{{"hash":"{uuid}","snaks":{{{snaks}}},"snaks-order":["P143","P813"]}}]'
        ident = f"{qid}${uuid[:8]}-{uuid[8:12]}-{uuid[12:16]}-{uuid[16:20]}-{uuid[20:32]}"
        main = self._snak(key, value)
        return f'{{"mainsnak":{main},"type":"statement","id":"{ident}","rank":"normal"{more}}}'

    def _snak(self, key: str, value: str) -> str:
        found = self._random.choice(self._hashes)
        return f'{{"snaktype":"value","property":"{key}","hash":"{found}","datavalue":{value}}}'

    def _item(self, qid: str) -> str:
        return (
            f'{{"value":{{"entity-type":"item","numeric-id":{qid[1:]},"id":"{qid}"}},"type":"wikibase-entityid"}},'
            '"datatype":"wikibase-item"'
        )

    def _time(self) -> str:
        pick = self._random
        day = f"+{pick.randint(1850, 2024)}-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}T00:00:00Z"
        return (
            f'{{"value":{{"time":"{day}","timezone":0,"before":0,"after":0,"precision":11,'
            '"calendarmodel":"http://www.wikidata.org/entity/Q1985727"},"type":"time"},"datatype":"time"'
        )

    def _place(self) -> str:
        latitude, longitude = self._random.randint(-80, 80), self._random.randint(-179, 179)
        return (
            f'{{"value":{{"latitude":{latitude}.25,"longitude":{longitude}.5,"altitude":null,"precision":0.01,'
            '"globe":"http://www.wikidata.org/entity/Q2"},"type":"globecoordinate"},"datatype":"globe-coordinate"'
        )


def _text(code: str, value: str) -> str:
    return f'{{"language":"{code}","value":"{value}"}}'


def lines(entities: int, seed: int) -> Iterator[bytes]:
    """Yield the lines of a dump."""
    maker = Maker(seed)
    yield b"[\n"
    for count in range(entities):
        comma = "," if count < entities - 1 else ""
        yield f"{maker.entity(FIRST + count)}{comma}\n".encode()
    yield b"]\n"


def _gzipped(data: bytes) -> bytes:
    packer = zlib.compressobj(6, wbits=31)
    return packer.compress(data) + packer.flush()


def _zstandard(data: bytes) -> bytes:
    import zstandard

    return zstandard.ZstdCompressor(write_content_size=False).compress(data)


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": _gzipped,
    ".bz2": bz2.compress,
    ".zst": _zstandard,
    ".json": bytes,
}


def write_dump(path: Path, entities: int, seed: int = 1, member: int = _MEMBER) -> int:
    """Write a dump, packed as its name says, in parts of so many bytes; return its unpacked bytes."""
    pack = PACKERS[path.suffix]
    size = 0
    held = io.BytesIO()
    with path.open("wb") as file:
        for line in lines(entities, seed):
            held.write(line)
            size += len(line)
            if held.tell() >= member:
                file.write(pack(held.getvalue()))
                held = io.BytesIO()
        file.write(pack(held.getvalue()))
    return size


def main() -> None:
    """Write a dump."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dump", type=Path)
    parser.add_argument("--entities", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    size = write_dump(options.dump, options.entities, options.seed)
    print(f"{options.dump}: {options.entities} entities, {size:,} bytes unpacked")


if __name__ == "__main__":
    main()
