"""Rows of gold and predictions about one short text, and random ones."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Row = dict[str, Any]
TEXT = (
    'Ann Cole of Arleton said: "The dam held." Bo Day said that 17 people were killed. Cole denied it.\n– Nei, sier Bo.'
)


def words(exact: str, nth: int = 0, **more: Any) -> Row:
    """Return words with their offsets in TEXT."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(exact, start + 1)
    return {"start": start, "end": start + len(exact), "text": exact, **more}


def row(**fields: Any) -> Row:
    return {"id": "a", "lang": "en", "text": TEXT, **fields}


GOLD: Row = row(
    mentions=[
        words("Ann Cole", type="PER"), words("Arleton", type="LOC"), words("Bo Day", type="PER"),
        words("Cole", 1, type="PER"), words("people", type="PER", form="description"),
    ],
    claims=[
        words('"The dam held."', form="direct", speaker=words("Ann Cole"), cue=words("said")),
        words("17 people were killed", form="indirect", speaker=words("Bo Day"), cue=words("said", 1)),
        words("it", form="indirect", speaker=words("Cole", 1), optional=True),
        words("Nei", form="direct", speaker=words("Bo", 1)),
    ],
    quantities=[words("17 people", measure="killed", value=17, comparator="exactly")],
)  # fmt: skip
FOUND: Row = {
    "id": "a",
    "mentions": [
        words("Ann Cole", type="PER"), words("Arleton", type="ORG"), words("Bo", type="PER"),
        words("Nei", type="PER"), words("people", type="ORG"),
    ],
    "claims": [
        words("The dam held", form="direct", speaker=words("Bo Day"), cue=words("said")),
        words("17 people were killed", form="indirect", speaker=words("Day"), cue=words("said", 1)),
        words("Cole denied", form="indirect", speaker=None),
    ],
    "quantities": [
        words("17", measure="killed", value=17, comparator="more_than"), words("dam", measure="other", value=1),
    ],
}  # fmt: skip

_KINDS = st.sampled_from(["PER", "ORG", "LOC", "person", "MISC", "Q5|Q215627", "Q43229"])
_MEASURES = st.sampled_from(["killed", "injured", "other"])
_COMPARATORS = st.sampled_from(["exactly", "at_least", "moreThan", "equal", None])
_PLACES = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 24))


def _place(ends: tuple[int, int]) -> Row:
    start, length = ends
    end = min(len(TEXT), start + length)
    return {"start": start, "end": end, "text": TEXT[start:end]}


PLACES = _PLACES.map(_place)


def _joined(parts: tuple[Row, ...]) -> Row:
    return {name: value for part in parts for name, value in part.items() if value != "absent"}


def _record(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Row]:
    return st.tuples(PLACES, st.fixed_dictionaries(fields)).map(_joined)


_OPTIONAL = st.sampled_from(["absent", "absent", True, False])
MENTIONS = _record(type=_KINDS, optional=_OPTIONAL, outer=st.sampled_from(["absent", True, False]),
                   form=st.sampled_from(["absent", "name", "description"]))  # fmt: skip
SPEAKERS = st.none() | _record(entity=st.sampled_from([None, "e1", "e2"]), qid=st.sampled_from([None, "Q1", "Q2"]))
CLAIMS = _record(
    form=st.sampled_from(["direct", "indirect", "mixed", "narrator"]),
    lang=st.sampled_from(["absent", "en", "nb"]),
    speaker=SPEAKERS,
    cue=st.none() | PLACES,
    optional=_OPTIONAL,
    spans=st.just("absent") | st.lists(PLACES.map(lambda p: [p["start"], p["end"]]), min_size=1, max_size=2),
)
ATTRIBUTIONS = st.fixed_dictionaries(
    {name: st.lists(PLACES, max_size=2) for name in ("source", "cue", "content")},
)
QUANTITIES = _record(measure=_MEASURES, comparator=_COMPARATORS, optional=_OPTIONAL,
                     value=st.sampled_from([None, 3, 17, 17.5]))  # fmt: skip


def _lists(items: st.SearchStrategy[Row]) -> st.SearchStrategy[list[Row]]:
    return st.lists(items, max_size=5)


GOLD_ROWS = st.fixed_dictionaries(
    {
        "id": st.just("a"), "text": st.just(TEXT), "lang": st.sampled_from(["en", "uk"]),
        "entities": _lists(MENTIONS), "claims": _lists(CLAIMS), "attributions": _lists(ATTRIBUTIONS),
        "quantities": _lists(QUANTITIES), "evaluation_span": st.none() | st.just([9, 60]),
    }
)  # fmt: skip
FOUND_ROWS = st.fixed_dictionaries(
    {
        "id": st.just("a"), "mentions": _lists(MENTIONS), "claims": _lists(CLAIMS), "quantities": _lists(QUANTITIES),
    }
)  # fmt: skip
