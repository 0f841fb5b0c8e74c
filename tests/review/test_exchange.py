"""Files of two people: what is taken over, what contradicts, and what wins."""

from __future__ import annotations

from typing import Any

from claimgraph.link.decisions import Decision, Subject, following, in_force
from claimgraph.review.exchange import compared, contradict

LIND = Subject("lind", "PER", "Nora Lind", {"en": ("Nora Lind",)})
HALL = Subject("hall", "PER", "Tomas Hall", {"en": ("Tomas Hall",)})
ELSEWHERE = Subject("lind-of-another-build", "PER", "Нора Лінд", {"uk": ("Нора Лінд",), "en": ("Nora Lind",)})
Q1, Q2 = "Q900000001", "Q900000002"


def made(action: str, who: Subject | None = LIND, author: str = "Ann", **more: object) -> Decision:
    facts = {"action": action, "subject": who, "author": author, "date": "2031-05-04", **more}
    return Decision(**facts)  # type: ignore[arg-type]


def after(*decisions: Decision, start: tuple[Decision, ...] = ()) -> tuple[Decision, ...]:
    log = start
    for decision in decisions:
        log = (*log, following(log, decision))
    return log


def test_what_only_one_has_is_taken_over_in_order() -> None:
    own = after(made("accept", qid=Q1))
    others = after(made("rename", HALL, "Bo", name="T. Hall"), made("accept", HALL, "Bo", qid=Q2))
    exchange = compared(own, others)
    assert (exchange.added, exchange.conflicts, exchange.held_back) == (others, (), 0)
    assert compared((*own, *exchange.added), others).added == ()


def test_what_both_decided_alike_is_no_conflict() -> None:
    assert not compared(after(made("accept", qid=Q1)), after(made("set", author="Bo", qid=Q1))).conflicts


def test_contradictions() -> None:
    pair: dict[str, Any] = {"others": (HALL,)}
    for left, right, expected in (
        (made("accept", qid=Q1), made("accept", qid=Q2), True),
        (made("accept", qid=Q1), made("reject", qid=Q1), True),
        (made("accept", qid=Q1), made("reject", qid=Q2), False),
        (made("reject", qid=Q1), made("reject", qid=Q2), False),
        (made("set"), made("set", qid=Q1), True),
        (made("set"), made("reject", qid=Q1), False),
        (made("merge", **pair), made("apart", HALL, others=(LIND,)), True),
        (made("merge", **pair), made("apart", HALL, others=(ELSEWHERE,)), True),
        (made("merge", **pair), made("merge", **pair), False),
        (made("rename", name="N"), made("rename", name="M"), True),
        (made("rename", name="N"), made("rename", name="M", lang="en"), False),
        (made("accept", qid=Q1), made("accept", HALL, qid=Q2), False),
        (made("accept", qid=Q1), made("accept", ELSEWHERE, qid=Q2), True),
        (made("split", spellings=("N",)), made("split", spellings=("M",)), False),
    ):
        assert contradict(left, right) is expected, (left, right)
        assert contradict(right, left) is expected, (right, left)


def test_a_contradiction_is_held_back_and_told_with_all_on_its_topic() -> None:
    own = after(made("accept", qid=Q1))
    others = after(made("accept", author="Bo", qid=Q2), made("rename", HALL, "Bo", name="T. Hall"))
    exchange = compared(own, others)
    assert [(one.own.qid, one.other.qid) for one in exchange.conflicts] == [(Q1, Q2)]
    assert exchange.added == others[1:]
    assert exchange.held_back == 1


def test_theirs_win_when_they_are_wanted() -> None:
    own = after(made("accept", qid=Q1))
    others = after(made("accept", author="Bo", qid=Q2))
    exchange = compared(own, others, take_theirs=True)
    assert (*own, *exchange.added)[-1].qid == Q2
    assert exchange.conflicts


def test_an_undo_of_a_shared_decision_is_taken_over() -> None:
    shared = after(made("accept", qid=Q1))
    others = after(made("undo", None, "Bo", undoes=shared[0].id), start=shared)
    exchange = compared(shared, others)
    assert in_force((*shared, *exchange.added)) == ()
    assert not exchange.conflicts


def test_a_change_of_mind_after_a_shared_decision_is_no_conflict() -> None:
    shared = after(made("accept", qid=Q1))
    others = after(made("accept", author="Bo", qid=Q2), start=shared)
    assert compared(shared, others).added == others[1:]


def test_what_was_undone_conflicts_no_more() -> None:
    own = after(made("accept", qid=Q1))
    own = after(made("undo", None, undoes=own[0].id), start=own)
    assert not compared(own, after(made("accept", author="Bo", qid=Q2))).conflicts
