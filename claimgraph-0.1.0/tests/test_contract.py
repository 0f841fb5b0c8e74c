"""The JSON of annotate keeps its shape, and its offsets hold for any text."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.annotate import annotate, annotate_all
from claimgraph.contract import contract
from claimgraph.model import Document

WORDED = {"start", "end", "text"}
PARTY = WORDED | {"entity", "qid"}
CLAIM = WORDED | {
    "spans", "lang", "form", "speaker", "cue", "addressee", "via", "stance", "fidelity", "polarity", "certainty",
    "tense", "event", "proposition", "quantities", "dates", "sieve", "confidence",
}  # fmt: skip
TEXT = (
    "OSLO, 3. mars 2027 (NTB): Minst 17 mennesker er drept i flommen, sier statsminister Kari Holm.\n\n"
    "– Vi trenger hjelp 🚁, sa hun til Aftenposten.\n"
)


def document(text: str = TEXT) -> dict[str, Any]:
    return contract(annotate(Document("a", text)))


def test_fields_of_a_document() -> None:
    found = document()
    assert set(found) == {
        "id", "lang", "sha256", "metadata", "segments", "mentions", "claims", "assertions", "quantities", "dates",
    }  # fmt: skip
    assert (found["id"], found["lang"]) == ("a", "nb")
    assert set(found["segments"][0]) == {"start", "end", "lang", "role"}
    assert all(set(m) - {"antecedent"} == PARTY | {"type", "form"} for m in found["mentions"])
    assert all(set(m["antecedent"]) == WORDED for m in found["mentions"] if "antecedent" in m)
    quantity = {"measure", "value", "comparator", "lower", "upper", "counted"}
    assert all(set(q) == WORDED | quantity for q in found["quantities"])
    assert all(set(d) == WORDED | {"value", "precision"} for d in found["dates"])


def test_fields_of_a_claim() -> None:
    first, second = document()["claims"]
    assert set(first) == CLAIM
    assert set(first["speaker"]) == PARTY
    assert first["speaker"]["text"] == "statsminister Kari Holm"
    assert second["speaker"]["entity"] == first["speaker"]["entity"]
    assert first["quantities"] == [0]


def test_fields_of_an_assertion() -> None:
    found = document("More than 40 people were killed in Almaty. Police arrested Kari Holm in Oslo.")
    first, second = found["assertions"]
    assert set(first) == WORDED | {"claim", "events", "told", "polarity", "roles", "quantities", "dates"}
    assert (first["events"], first["polarity"], first["quantities"]) == (["Kill"], "pos", [0])
    assert (first["told"], second["told"]) == ("Kill", "Arrest")
    assert found["claims"][second["claim"]]["form"] == "narrator"
    assert all(set(r) == WORDED | {"role", "entity"} for r in second["roles"])


def worded(value: Any) -> list[dict[str, Any]]:
    """Return every object with offsets and words, at any depth."""
    if isinstance(value, dict):
        own = [value] if set(value) >= WORDED else []
        return own + [x for v in value.values() for x in worded(v)]
    return [x for v in value for x in worded(v)] if isinstance(value, list) else []


NEWS = st.lists(
    st.sampled_from(
        ["– ", "said ", "that ", "«", "»", '"', "“", "”", ", ", ". ", "\n", "\r\n\n", "Kari Holm ", "sier ", "że ",
         "заявив, ", "що ", "17 ", "2\u00a0030 ", "killed ", "e\u0301", "😀", "\ufeff", "\x00", "according to ", ": "]
    )
    | st.text(max_size=6),
    max_size=60,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(NEWS)
def test_offsets_hold_for_any_text(text: str) -> None:
    found = document(text)
    objects = worded(found)
    assert all(text[o["start"] : o["end"]] == o["text"] != "" for o in objects)
    assert all(a["end"] <= b["start"] for a, b in zip(found["segments"], found["segments"][1:], strict=False))
    assert all(text[s:e] for c in found["claims"] for s, e in c["spans"])


def test_an_entity_is_the_same_in_all_documents_of_a_run() -> None:
    texts = ["Kassym-Jomart Tokayev spoke in Almaty.", "Президент Казахстану Касім-Жомарт Токаєв виступив."]
    runs = [[contract(a) for a in annotate_all(Document(str(i), t) for i, t in enumerate(texts))] for _ in range(2)]
    speakers = {m["entity"] for d in runs[0] for m in d["mentions"] if m["type"] == "PER"}
    assert len(speakers) == 1
    assert runs[0] == runs[1]
