"""The file of decisions: what is read, what is refused with its line, what holds in the end."""

from __future__ import annotations

import json
import resource
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.errors import ClaimGraphError
from claimgraph.link.decision_file import append
from claimgraph.link.decisions import (
    NOTHING,
    Decision,
    Subject,
    beside,
    following,
    identified,
    in_force,
    parse,
    read,
    stored,
    topic,
)
from claimgraph.review.reviewer import Reviewer

ANN = {"author": "Ann", "date": "2031-05-04"}
LIND = {"key": "per-nora-lind-1", "kind": "PER", "label": "Nora Lind", "names": {"en": ["Nora Lind"]}}
LINDT = {"key": "per-nora-lindt-2", "kind": "PER", "label": "Nora Lindt", "names": {"en": ["Nora Lindt"]}}


def line(**content: object) -> bytes:
    return json.dumps({**ANN, **content}, ensure_ascii=False).encode() + b"\n"


def one(**content: object) -> Decision:
    return parse(line(**content), "test").decisions[0]


def after(*decisions: Decision) -> tuple[Decision, ...]:
    log: tuple[Decision, ...] = ()
    for decision in decisions:
        log = (*log, following(log, decision))
    return log


GOOD = [
    line(action="accept", subject=LIND, qid="Q900000001"),
    line(action="reject", subject=LIND, qid="Q900000001", note="Another one: born in 1802"),
    line(action="set", subject=LIND, qid="Q900000002"),
    line(action="set", subject=LIND),
    line(action="merge", subject=LIND, others=[LINDT]),
    line(action="apart", subject=LIND, others=[LINDT]),
    line(action="split", subject=LIND, spellings=["N. Lind"]),
    line(action="split", subject=LIND, documents=["0a1b"]),
    line(action="rename", subject=LIND, name="Нора Лінд", lang="uk"),
    line(action="undo", undoes="d-1"),
]
BAD = [
    (b"{", "truncated"),
    (b'{"action": "accept"', "truncated"),
    (b"[]", "array"),
    (b"null", "null"),
    (b'\xff\xfe{"a": 1}', "utf-8|malformed"),
    (line(action="bless", subject=LIND), "bless"),
    (line(action="accept", subject=LIND, qid="Q1", colour="red"), "colour"),
    (line(action="accept", subject=LIND), "accept needs qid"),
    (line(action="accept", qid="Q900000001"), "accept needs subject"),
    (line(action="accept", subject=LIND, qid="Q900000001", name="N"), "can't have name"),
    (line(action="merge", subject=LIND), "merge needs others"),
    (line(action="split", subject=LIND), "split needs spellings or documents"),
    (line(action="undo", undoes="d-1", subject=LIND), "can't have subject"),
    (line(action="accept", subject={**LIND, "kind": "PLACE"}, qid="Q5"), "kind"),
    (line(action="accept", subject={**LIND, "names": {"en": "Nora"}}, qid="Q5"), "names"),
    *((line(action="accept", subject=LIND, qid=qid), "no Wikidata item")
      for qid in ("Q0", "q5", "Q05", "Q5 ", "P31", "5", "Q５", "Q12345678901", "http://www.wikidata.org/entity/Q5")),
    *((line(action="undo", undoes="d-1", date=day), "no day")
      for day in ("2031-02-30", "2031-5-4", "20310504", "4 May", "2031-05-04T10:00:00Z", "")),
    (line(action="undo", undoes="d-1", author=""), "author"),
    (line(action="undo", undoes="d-1", author="Ann\x1b[2J"), "author"),
    (line(action="undo", undoes="d-1", note="two\nlines"), "note"),
    (line(action="rename", subject=LIND, name="a\u202eb"), "name"),
    (line(action="rename", subject=LIND, name="N", lang="EN!"), "lang"),
    (line(action="undo", undoes="d-1", id="d-0123"), "changed by hand"),
    (b'{"author": 1}', "action|int"),
    (b" " * ((1 << 20) + 1) + b"{}", "longer than"),
]  # fmt: skip


@pytest.mark.parametrize("good", GOOD)
def test_each_action_is_read_and_gets_an_id_that_reading_again_confirms(good: bytes) -> None:
    decision = parse(good, "test").decisions[0]
    assert decision.id.startswith("d-")
    assert parse(msgspec.json.encode(decision), "test").decisions == (decision,)


@pytest.mark.parametrize(("bad", "reason"), BAD)
def test_what_is_no_decision_is_refused_with_its_line(bad: bytes, reason: str) -> None:
    with pytest.raises(ClaimGraphError, match=rf"(?s)decisions f, line 3: .*({reason})"):
        parse(GOOD[0] + b"\n" + bad.rstrip(b"\n") + b"\n" + GOOD[1], "f")


def test_all_faults_are_told_up_to_a_bound() -> None:
    with pytest.raises(ClaimGraphError, match=r"line 1: .*line 5: .*; and 95 more$"):
        parse(b"x\n" * 100, "f")


def test_blank_lines_windows_ends_and_a_mark_of_order_do_no_harm() -> None:
    log = parse(b"\xef\xbb\xbf" + GOOD[0].replace(b"\n", b"\r\n") + b"\n  \n" + GOOD[1].strip(), "f")
    assert [log.line(decision) for decision in log.decisions] == [1, 4]


def test_the_id_tells_content_and_not_the_day() -> None:
    first = one(action="accept", subject=LIND, qid="Q900000001")
    assert one(action="accept", subject=LIND, qid="Q900000001", date="2040-01-01").id == first.id
    others = [
        one(action="accept", subject=LIND, qid="Q900000001", author="Bo"),
        one(action="accept", subject=LIND, qid="Q900000002"),
        one(action="accept", subject=LINDT, qid="Q900000001"),
        one(action="accept", subject=LIND, qid="Q900000001", after="d-1"),
    ]
    assert len({first.id, *(other.id for other in others)}) == 5


def test_the_same_decision_after_an_undo_is_another_one() -> None:
    accept = one(action="accept", subject=LIND, qid="Q900000001")
    undo = one(action="undo", undoes=accept.id)
    first, second, third = after(accept, undo, accept)
    assert first.id != third.id
    assert second.after == first.id
    assert third.after == second.id
    assert in_force((first, second, third)) == (third,)


def test_an_undo_can_be_undone() -> None:
    accept = one(action="accept", subject=LIND, qid="Q900000001")
    undo = one(action="undo", undoes=accept.id)
    again = one(action="undo", undoes=undo.id)
    assert in_force((accept, undo)) == ()
    assert in_force((accept, undo, again)) == (accept,)
    assert in_force((accept, undo, again, one(action="undo", undoes=again.id))) == ()


def test_an_undo_without_its_decision_does_nothing() -> None:
    accept = one(action="accept", subject=LIND, qid="Q900000001")
    assert in_force((one(action="undo", undoes="d-none"), accept)) == (accept,)


def test_of_decisions_on_a_pair_the_last_holds_whichever_is_named_first() -> None:
    merge = one(action="merge", subject=LIND, others=[LINDT])
    apart = one(action="apart", subject=LINDT, others=[LIND])
    assert in_force((merge, apart)) == (apart,)
    assert in_force((merge, apart, one(action="undo", undoes=apart.id))) == (merge,)


def test_appending_ends_a_line_that_was_left_open(tmp_path: Path) -> None:
    file = tmp_path / "new" / "decisions.jsonl"
    append(file, [one(action="undo", undoes="d-1")])
    file.write_bytes(file.read_bytes().rstrip(b"\n"))
    append(file, [one(action="undo", undoes="d-2")])
    assert [decision.undoes for decision in read(file).decisions] == ["d-1", "d-2"]


def test_two_reviewers_may_append_at_once(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: append(file, [one(action="undo", undoes=f"d-{n}")]), range(200)))
    assert {decision.undoes for decision in read(file).decisions} == {f"d-{n}" for n in range(200)}


def test_half_a_line_that_a_crash_left_counts_for_nothing_and_goes_with_the_next(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    append(file, after(one(action="undo", undoes="d-1")))
    whole = file.read_bytes()
    for cut in (1, 9, len(whole) // 2, len(whole) - 2):
        file.write_bytes(whole + whole[:cut])
        assert [decision.undoes for decision in read(file).decisions] == ["d-1"]
        append(file, after(one(action="undo", undoes="d-2")))
        assert [decision.undoes for decision in read(file).decisions] == ["d-1", "d-2"]
    file.write_bytes(whole + b'{"action": typed by hand')
    with pytest.raises(ClaimGraphError, match="line 2"):
        append(file, [])
    assert file.read_bytes().endswith(b"by hand")


def test_what_the_disk_does_not_take_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    append(file, after(one(action="undo", undoes="d-1")))
    whole = file.read_bytes()
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole) + 20, limit[1]))
    try:
        with pytest.raises(ClaimGraphError, match="can't be written"):
            append(file, after(one(action="undo", undoes="d-2")))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, handler)
    assert file.read_bytes() == whole


def test_each_of_many_decisions_at_once_knows_the_one_before(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"

    def rename(number: int) -> None:
        made = one(action="rename", subject=LIND, name=f"Nora {number}")
        Reviewer(f"R{number % 4}", "2031-05-04", file).decide(made)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(rename, range(60)))
    made = read(file).decisions
    assert [decision.after for decision in made] == [None, *(decision.id for decision in made[:-1])]


def test_a_file_that_can_not_be_read_or_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(ClaimGraphError, match="can't be read"):
        read(tmp_path)
    with pytest.raises(ClaimGraphError, match="can't be written"):
        append(tmp_path, [])


def test_the_default_lies_beside_the_store_and_may_lack(tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert beside(store) == tmp_path / "decisions.jsonl"
    assert stored(store, None) == (tmp_path / "decisions.jsonl", NOTHING)
    with pytest.raises(ClaimGraphError, match="can't be read"):
        stored(store, tmp_path / "other.jsonl")
    beside(store).write_bytes(GOOD[0])
    assert len(stored(store, None)[1].decisions) == 1


SUBJECTS = st.sampled_from([Subject(**content) for content in (LIND, LINDT)])  # type: ignore[arg-type]
QIDS = st.sampled_from(["Q900000001", "Q900000002"])


@st.composite
def decisions(draw: st.DrawFn) -> tuple[Decision, ...]:
    """Draw decisions as a reviewer makes them, one after the other, with undos."""
    log: tuple[Decision, ...] = ()
    for _ in range(draw(st.integers(0, 8))):
        action = draw(st.sampled_from(["accept", "reject", "merge", "apart", "undo"]))
        facts: dict[str, object] = {
            "action": action,
            "author": draw(st.sampled_from(["Ann", "Bo"])),
            "date": "2031-05-04",
        }
        if action == "undo":
            if not log:
                continue
            facts["undoes"] = draw(st.sampled_from(log)).id
        else:
            facts["subject"] = draw(SUBJECTS)
            facts |= {"others": (draw(SUBJECTS),)} if action in ("merge", "apart") else {"qid": draw(QIDS)}
        log = (*log, following(log, Decision(**facts)))  # type: ignore[arg-type]
    return log


@given(decisions())
def test_a_file_twice_is_the_file_once(log: tuple[Decision, ...]) -> None:
    content = b"".join(msgspec.json.encode(decision) + b"\n" for decision in log)
    assert parse(content, "f").decisions == parse(content + content, "f").decisions
    assert parse(content + content, "f").repeated >= len(log)


@given(decisions())
def test_decisions_of_one_reviewer_have_ids_of_their_own(log: tuple[Decision, ...]) -> None:
    by_id = {decision.id: decision for decision in log}
    assert len(by_id) == len(log)
    assert all(identified(decision) == decision for decision in log)
    assert all(topic(decision, by_id.get)[0] in ("link", "pair") for decision in log)


@given(decisions())
def test_what_holds_is_in_order_and_never_an_undo(log: tuple[Decision, ...]) -> None:
    holding = in_force(log)
    assert [decision for decision in log if decision in holding] == list(holding)
    assert all(decision.undoes is None for decision in holding)
