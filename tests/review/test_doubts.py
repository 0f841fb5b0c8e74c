"""Which doubts come first, why, and when they are settled."""

from __future__ import annotations

import pytest

from claimgraph.link.changes import METHOD
from claimgraph.link.decisions import Decision, Subject, identified
from claimgraph.review.doubts import Doubt, doubts
from claimgraph.review.likeness import alike
from claimgraph.review.survey import Held, Seen
from tests.review.sample import Made, held, seen

LIND = seen("lind", "PER", {"a": {"Nora Lind": 4}, "b": {"Lind": 2}}, 3)
LYND = seen("lynd", "PER", {"c": {"Nora Lynd": 2}}, 1)
HALL = seen("hall", "PER", {"c": {"Tomas Hall": 9}}, 9)
LONG = seen("long", "ORG", {"a": {"Alliance of Bakers and Brewers": 5}})
SHORT = seen("short", "ORG", {"b": {"ABB": 3}})


def asked(*entities: Seen, decisions: tuple[Decision, ...] = ()) -> list[Doubt]:
    return doubts(Made(entities), decisions)


def decided(action: str, about: str, **more: object) -> Decision:
    facts = {"action": action, "subject": Subject(about, "PER", about), "author": "Ann", "date": "2031-05-04", **more}
    return identified(Decision(**facts))  # type: ignore[arg-type]


def linked(score: float, mentions: int, key: str = "lind", **more: object) -> Seen:
    return seen(key, "LOC", {"a": {key.title(): mentions}}, 0, [held("Q900000001", score, **more)])  # type: ignore[arg-type]


def test_uncertainty_times_impact_decides_the_order() -> None:
    rare, frequent = linked(0.5, 4, "rare"), linked(0.9, 100, "frequent")
    found = [(doubt.entity.key, round(doubt.weight, 2)) for doubt in asked(rare, frequent) if doubt.question == "link"]
    assert found == [("frequent", 10.0), ("rare", 2.0)]


def test_claims_count_as_mentions_do() -> None:
    quiet = seen("quiet", "LOC", {"a": {"Quiet": 5}}, 0, [held("Q900000001", 0.5)])
    loud = seen("loud", "LOC", {"a": {"Loud": 5}}, 5, [held("Q900000002", 0.5)])
    assert [doubt.entity.key for doubt in asked(quiet, loud)] == ["loud", "quiet"]


def test_an_item_that_was_turned_down_is_asked_about_by_its_score() -> None:
    links = [
        held(None, 0.6, "nil", False),
        held("Q900000003", 0.35, "rejected", False),
        held("Q900000004", 0.05, "rejected", False),
    ]
    doubt = asked(seen("x", "LOC", {"a": {"Xanten": 2}}, 0, links))[0]
    assert (doubt.question, doubt.qid, doubt.uncertainty) == ("none", "Q900000003", 0.35)


def test_what_has_no_candidate_is_asked_about_where_much_hangs_on_it() -> None:
    much, little = seen("much", "ORG", {"a": {"Arle Union": 5}}), seen("little", "ORG", {"b": {"Xanten Club": 4}})
    assert [(doubt.question, doubt.entity.key, doubt.qid) for doubt in asked(much, little)] == [("none", "much", None)]
    assert not asked(much, decisions=(decided("set", "much"),))


def test_what_people_judged_is_not_asked_again() -> None:
    person = Held("Q900000001", "confirmed", 1.0, True, METHOD, "confirmed by Ann")
    other = held("Q900000002", 0.4, "rejected", False)
    assert not asked(seen("x", "LOC", {"a": {"Xanten": 2}}, 0, [person, other]))
    nil = Held(None, "nil", 1.0, False, METHOD, "confirmed by Ann")
    assert not asked(seen("x", "LOC", {"a": {"Xanten": 2}}, 0, [nil, other]))


def test_names_alike_are_asked_about_and_others_not() -> None:
    pairs = [doubt for doubt in asked(LIND, LYND, HALL) if doubt.question == "same"]
    assert [(doubt.entity.key, doubt.other.key if doubt.other else "") for doubt in pairs] == [("lind", "lynd")]
    assert (pairs[0].mentions, pairs[0].claims) == (2, 1)


def test_a_lone_surname_is_shared_among_its_bearers() -> None:
    lone = seen("lone", "PER", {"z": {"Lind": 3}})
    one = next(pair for pair in alike([LIND, lone]))
    assert one.reason == "Lind may be the surname alone"
    more = [
        pair
        for pair in alike([LIND, lone, seen("eva", "PER", {"y": {"Eva Lind": 2}})])
        if "lone" in (pair.first.key, pair.second.key)
    ]
    assert len(more) == 2
    assert all(pair.chance < one.chance for pair in more)


def test_an_acronym_may_stand_for_a_long_name() -> None:
    assert [pair.reason for pair in alike([LONG, SHORT])] == ["ABB may stand for Alliance of Bakers and Brewers"]


def test_two_entities_with_one_item_are_nearly_sure_and_with_two_items_none() -> None:
    one = [linked(0.9, 5, "haven"), linked(0.9, 3, "harbourtown")]
    assert [doubt.uncertainty for doubt in asked(*one) if doubt.question == "same"] == [0.9]
    two = [
        seen(key, "LOC", {"a": {"Aktau": 3}}, 0, [held(qid, 0.9)])
        for key, qid in (("a1", "Q900000001"), ("a2", "Q900000002"))
    ]
    assert not [doubt for doubt in asked(*two) if doubt.question == "same"]


def test_documents_with_the_surname_alone_are_asked_about_as_one_part() -> None:
    doubt = next(doubt for doubt in asked(LIND) if doubt.question == "part")
    assert (doubt.documents, doubt.spellings, doubt.mentions) == (("b",), ("Lind",), 2)


def test_a_name_unlike_the_others_is_asked_about() -> None:
    odd = seen("odd", "LOC", {"a": {"Arleton": 9, "Qux": 1}}, 2)
    doubt = next(doubt for doubt in asked(odd) if doubt.question == "part")
    assert doubt.spellings == ("Qux",)


@pytest.mark.parametrize(
    ("decision", "question"),
    [
        (decided("accept", "lind", qid="Q900000009"), "link"),
        (decided("set", "lind"), "link"),
        (decided("reject", "lind", qid="Q900000001"), "link"),
        (decided("merge", "lynd", others=(Subject("lind", "PER", "lind"),)), "same"),
        (decided("apart", "lind", others=(Subject("lynd", "PER", "lynd"),)), "same"),
        (decided("split", "lind", documents=("b",)), "part"),
        (decided("merge", "lind", others=(Subject("lind", "PER", "Lind", {"en": ("Lind",)}),)), "part"),
    ],
)
def test_a_decision_settles_its_doubt_until_it_is_undone(decision: Decision, question: str) -> None:
    lind = seen("lind", "PER", LIND.written, 3, [held("Q900000001", 0.5)])
    questions = {doubt.question for doubt in asked(lind, LYND)}
    assert questions >= {"link", "same", "part"}
    assert {doubt.question for doubt in asked(lind, LYND, decisions=(decision,))} == questions - {question}
    undo = identified(Decision(action="undo", undoes=decision.id, author="Ann", date="2031-05-04"))
    assert {doubt.question for doubt in asked(lind, LYND, decisions=(decision, undo))} == questions


def test_the_order_of_entities_does_not_matter() -> None:
    entities = [LIND, LYND, HALL, LONG, SHORT, linked(0.5, 3, "place")]
    assert asked(*entities) == asked(*reversed(entities))


def test_many_of_one_name_stay_within_bounds() -> None:
    crowd = [seen(f"p{n}", "PER", {"a": {f"Given{n} Lind": 1}}) for n in range(3000)]
    assert len(asked(*crowd)) < 10 * len(crowd)
