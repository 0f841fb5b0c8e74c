"""A review by keys: what each writes, what is refused, and how one gets back."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.link.decisions import Decision, in_force, read
from tests.review.sample import Review, held, seen
from tests.review.test_display import is_harmless

LIND = seen("lind", "PER", {"a": {"Nora Lind": 4}, "b": {"Lind": 2}}, 3, [held("Q900000001", 0.5)])
LYND = seen("lynd", "PER", {"c": {"Nora Lynd": 2}}, 1)
HALL = seen("hall", "PER", {"d": {"Tomas Hall": 3}})


@pytest.fixture
def review(tmp_path: Path) -> Review:
    return Review([LIND, LYND, HALL], tmp_path / "decisions.jsonl")


def written(review: Review) -> tuple[Decision, ...]:
    return review.reviewer.decisions()


def briefly(decision: Decision) -> tuple[str, str, object]:
    more = decision.qid or decision.name or [o.key for o in decision.others] or decision.spellings or decision.documents
    return decision.action, decision.subject.key if decision.subject else "", more


def test_accept_and_reject_answer_each_question(review: Review) -> None:
    shown = review.answer("a", "a", "a")
    assert "Is Nora Lind the Wikidata item Q900000001?" in shown
    assert [briefly(one) for one in written(review)] == [
        ("accept", "lind", "Q900000001"), ("merge", "lind", ["lynd"]), ("merge", "lind", ["lind"]),
    ]  # fmt: skip
    assert "nothing more is doubtful" in shown


def test_rejecting_answers_each_question_the_other_way(review: Review) -> None:
    review.answer("r", "r", "r")
    assert [briefly(one) for one in written(review)] == [
        ("reject", "lind", "Q900000001"), ("apart", "lind", ["lynd"]), ("split", "lind", ("b",)),
    ]  # fmt: skip


def test_no_item_is_confirmed_or_set(tmp_path: Path) -> None:
    review = Review([seen("union", "ORG", {"a": {"Arle Union": 9}})], tmp_path / "decisions.jsonl")
    assert "No item is known for Arle Union: is that right?" in review.answer("r", "Q900000007")
    review.reviewer.undo()
    review.answer("a")
    assert [(one.action, one.qid) for one in in_force(written(review))] == [("set", None)]


def test_what_was_decided_is_not_asked_again(review: Review) -> None:
    review.answer("a", "x")
    assert "Is Nora Lind the Wikidata item" not in review.answer("k", "k")
    review.answer("r", "r")
    assert review.answer() == "nothing more is doubtful"


def test_skip_decides_nothing(review: Review) -> None:
    review.answer("k", "k", "k")
    assert not review.reviewer.file.exists()


def test_each_decision_is_saved_at_once_with_author_day_and_note(review: Review) -> None:
    review.answer("w", "told by her office", "a")
    first = read(review.reviewer.file).decisions[0]
    assert (first.author, first.date, first.note) == ("Ann", "2031-05-04", "told by her office")
    review.answer("a")
    assert written(review)[1].note is None


def test_a_qid_is_checked_before_it_is_written(review: Review) -> None:
    for wrong in ("Q0", "lind", "Q１", "", "Q1; drop"):
        assert "no Wikidata item" in review.answer("q", wrong, "x")
    assert not review.reviewer.file.exists()
    review.answer("q", "http://www.wikidata.org/entity/Q900000005", "x")
    review.answer("q", "-", "x")
    assert [briefly(one)[:2] for one in written(review)] == [("set", "lind"), ("set", "lind")]
    assert [one.qid for one in written(review)] == ["Q900000005", None]


def test_merge_finds_the_other_by_key_or_name(review: Review) -> None:
    review.answer("m", "hall", "x")
    review.answer("m", "TOMAS HALL", "x")
    assert "no other entity is called Nobody" in review.answer("m", "Nobody", "x")
    assert [briefly(one) for one in written(review)] == [("merge", "lind", ["hall"])] * 2


def test_merge_asks_which_where_several_have_the_name(tmp_path: Path) -> None:
    halls = [HALL, seen("hall-2", "PER", {"f": {"Tomas Hall": 1}})]
    review = Review([LIND, *halls], tmp_path / "decisions.jsonl")
    shown = review.answer("k", "m", "Tomas Hall", "1", "x")
    assert "1  Tomas Hall  [PER]  hall  3 mentions" in shown or "none chosen" not in shown
    assert "none chosen" in Review([LIND, *halls], tmp_path / "other.jsonl").answer("m", "Tomas Hall", "7", "x")


def test_split_takes_numbered_spellings_and_documents(review: Review) -> None:
    shown = review.answer("s", "2 d1", "x")
    assert "2  Lind  (2)" in shown
    assert [(one.spellings, one.documents) for one in written(review)] == [(("Lind",), ("a",))]
    assert "'9' is none of the numbers" in review.answer("s", "9", "x")
    assert "nothing taken out" in review.answer("s", "", "x")
    assert len(written(review)) == 1


def test_rename_with_and_without_a_language(review: Review) -> None:
    review.answer("n", "uk: Нора Лінд", "n", "Nora Lind-Hall", "x")
    assert [(one.name, one.lang) for one in written(review)] == [("Нора Лінд", "uk"), ("Nora Lind-Hall", None)]
    assert "a name is some words" in review.answer("n", "\x1b[2J", "x")
    assert "a name is some words" in review.answer("n", "", "x")


def test_undo_takes_back_the_last_and_goes_back_to_it(review: Review) -> None:
    shown = review.answer("a", "u", "r")
    assert shown.count("Is Nora Lind the Wikidata item") == 2
    assert [briefly(one)[0] for one in in_force(written(review))] == ["reject"]
    review.answer("u", "u", "x")
    assert in_force(written(review)) == ()
    assert "nothing of yours to undo" in review.answer("u", "x")


def test_undo_leaves_what_others_decided(review: Review) -> None:
    review.answer("a")
    other = Review([LIND, LYND], review.reviewer.file, author="Bo")
    assert "nothing of yours to undo" in other.answer("u", "x")


def test_other_keys_do_nothing_and_are_told_without_harm(review: Review) -> None:
    shown = review.answer("\x1b[A", "é", "7", "?", "x")
    assert shown.count("no such key") == 3
    assert "take spellings or documents out" in shown
    assert is_harmless(shown.replace("\n", ""))
    assert not review.reviewer.file.exists()


def test_hostile_names_do_not_reach_the_terminal(tmp_path: Path) -> None:
    evil = "Nora\x1b]0;x\x07 Lind\u202e\x9b2J"
    entity = seen("per-\x1b[2J", "PER", {"doc\x1b": {evil: 3, "Lind": 1}}, 1, [held("Q900000001", 0.5)])
    review = Review([entity, LYND], tmp_path / "decisions.jsonl")
    review.answer("a", "s", "1", "m", evil, "a", "a", "n", "x\x1b", "x")
    assert written(review)
    assert is_harmless("".join(review.shown))
    assert max(map(len, review.shown)) < 400


def test_the_screen_stays_bounded(tmp_path: Path) -> None:
    names = {f"d{n}": {f"Name {n} {'x' * 300}": 1} for n in range(300)}
    review = Review([seen("big", "PER", names, 5, [held("Q900000001", 0.5)] * 50)], tmp_path / "decisions.jsonl")
    shown = review.answer("x").splitlines()
    assert len(shown) < 60
    assert max(map(len, shown[:-1])) <= 80
