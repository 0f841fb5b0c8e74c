"""The review over HTTP: who may decide, what is refused, what is kept whatever happens, what pages make of names."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from claimgraph.link.decisions import in_force, read
from claimgraph.server.tokens import add
from tests.server.reviewing import ATTACK, JSON, Bench, publish_doubts, reviewed
from tests.server.test_runaway import parent, processes
from tests.server.writable import WRITABLE, writable


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with reviewed(tmp_path_factory.mktemp("review")) as bench:
        yield bench


@pytest.fixture
def bench(served: Bench) -> Bench:
    served.clear()
    return served


def the(bench: Bench, question: str) -> dict[str, Any]:
    return bench.doubts(f"question={question}&state=all")[0]


def test_doubts_come_by_weight_with_evidence_and_candidates(bench: Bench) -> None:
    weights = [doubt["weight"] for doubt in bench.doubts()]
    assert weights == sorted(weights, reverse=True)
    assert {doubt["question"] for doubt in bench.doubts()} >= {"link", "same"}
    link = bench.get(f"/review/doubts/{the(bench, 'link')['id']}.json")
    assert link["candidates"][0]["qid"] == "Q900000001"
    assert link["candidates"][0]["score"] == 0.5
    assert {(one["words"], one["language"]) for one in link["entities"][0]["contexts"]} == {
        ("Åsa Berg", "en"), ("Оса Берг", "uk"),
    }  # fmt: skip
    assert link["entities"][0]["documents"] == sorted(link["entities"][0]["documents"])


def test_filters_take_what_fits_and_refuse_what_is_no_value(bench: Bench) -> None:
    assert {doubt["question"] for doubt in bench.doubts("question=same")} == {"same"}
    assert {doubt["label"] for doubt in bench.doubts("language=uk&kind=PER")} == {f"Åsa {ATTACK}"}
    assert [doubt["otherLabel"] for doubt in bench.doubts("name=nordwires")] == [the(bench, "same")["otherLabel"]]
    for wrong in ("question=who", "kind=CAT", "state=x", "page=0", "page=%D9%A1", "page=-1"):
        assert bench.site.ask("GET", f"/review?{wrong}").status == 400
    assert bench.site.ask("GET", "/review?item=d-none").status == 404


def test_each_answer_is_written_with_name_day_and_reason(bench: Bench) -> None:
    link, same = the(bench, "link"), the(bench, "same")
    assert bench.decide(answer="reject", doubt=link["id"], note="born later").status == 201
    assert bench.decide(answer="accept", doubt=same["id"]).status == 201
    assert bench.decide(answer="set", entity="lunden", qid="Q900000009").status == 201
    assert bench.decide(answer="split", entity="lunden", spellings=["Лундені"]).status == 201
    assert bench.decide(answer="rename", entity="lunden", name="Lund", lang="nb").status == 201
    made = bench.written()
    assert [one.action for one in made] == ["reject", "merge", "set", "split", "rename"]
    assert made[0].note == "born later"
    assert {one.author for one in made} == {"tester"}
    assert {one.date for one in made} <= {datetime.now(UTC).date().isoformat(), made[0].date}
    assert not {link["id"], same["id"]} & {doubt["id"] for doubt in bench.doubts()}
    decided = {doubt["id"]: doubt for doubt in bench.doubts("state=decided")}
    assert decided[link["id"]]["author"] == "tester"
    rows = list(csv.DictReader(io.StringIO(bench.site.ask("GET", "/review/decisions.csv").body.decode())))
    assert [row["state"] for row in rows] == ["waits"] * 5
    assert bench.site.ask("GET", "/review/decisions.jsonl").body == bench.file.read_bytes()


def test_undo_takes_back_ones_own_last_and_opens_the_doubt_again(bench: Bench) -> None:
    link = the(bench, "link")
    other = add(bench.site.store / "tokens.json", "bo", ["update"], datetime.now(UTC))
    bench.decide(answer="accept", doubt=link["id"])
    assert bench.decide(other, answer="undo").status == 404
    undone = bench.decide(answer="undo")
    assert (undone.status, json.loads(undone.body)["doubt"]) == (201, link["id"])
    assert in_force(bench.written()) == ()
    assert link["id"] in {doubt["id"] for doubt in bench.doubts()}


def test_who_comes_second_is_told_who_was_first_and_may_decide_again(bench: Bench) -> None:
    link = the(bench, "link")
    assert bench.decide(answer="accept", doubt=link["id"]).status == 201
    late = bench.decide(answer="reject", doubt=link["id"])
    assert late.status == 409
    assert "tester has decided this meanwhile" in late.body.decode()
    assert bench.decide(answer="reject", doubt=link["id"], again=True).status == 201
    assert [one.action for one in bench.written()] == ["accept", "reject"]


def test_nobody_decides_without_a_token_of_that_scope(bench: Bench, tmp_path: Path) -> None:
    link = the(bench, "link")
    wish = {"answer": "accept", "doubt": link["id"]}
    reader = add(bench.site.store / "tokens.json", "reader", ["query"], datetime.now(UTC))
    assert bench.decide("cg_wrong", **wish).status == 401
    assert bench.decide(reader, **wish).status == 403
    body = json.dumps(wish)
    assert bench.site.ask("POST", "/review/decisions", body, Content_Type=JSON).status == 401
    assert bench.site.ask("POST", "/review/decisions", body, Content_Type=JSON, Cookie=bench.site.token).status == 401
    assert bench.site.ask("POST", f"/review/decisions?token={bench.site.token}", body, Content_Type=JSON).status == 401
    assert bench.site.ask("GET", "/review/reviewer.json").status == 401
    assert json.loads(bench.site.write("GET", "/review/reviewer.json").body) == {"name": "tester"}
    assert bench.site.write("POST", "/review/decisions", body, Content_Type="text/plain").status == 415
    assert bench.written() == ()
    publish_doubts(tmp_path / "store")
    with writable(tmp_path / "store", replace(WRITABLE, writable=False)) as closed:
        assert closed.write("POST", "/review/decisions", body, Content_Type=JSON).status == 403
        assert closed.ask("GET", "/review").status == 200


@pytest.mark.parametrize(
    ("wish", "status"),
    [
        ({}, 400),
        ({"answer": "bless"}, 400),
        ({"answer": "accept", "doubt": "d", "colour": 1}, 400),
        ({"answer": "accept", "doubt": "none"}, 404),
        ({"answer": "accept", "entity": "lunden"}, 400),
        ({"answer": "set", "entity": "nobody", "qid": "Q1"}, 404),
        ({"answer": "set", "entity": "lunden", "qid": "Q1; drop"}, 400),
        ({"answer": "set", "entity": "lunden", "qid": "Q1", "note": "a\nb"}, 400),
        ({"answer": "merge", "entity": "lunden", "other": "lunden"}, 400),
        ({"answer": "merge", "entity": "lunden", "other": "nobody"}, 404),
        ({"answer": "split", "entity": "lunden"}, 400),
        ({"answer": "split", "entity": "lunden", "spellings": ["Oslo"]}, 400),
        ({"answer": "split", "entity": "lunden", "spellings": ["Lunden", "Лундені"]}, 400),
        ({"answer": "rename", "entity": "lunden", "name": "a\u202eb"}, 400),
        ({"answer": "rename", "entity": "lunden", "name": "x" * 1001}, 400),
        ({"answer": "undo", "undoes": "d-none"}, 404),
    ],
)
def test_what_is_no_decision_is_refused_and_changes_nothing(bench: Bench, wish: dict[str, Any], status: int) -> None:
    assert bench.decide(**wish).status == status
    assert bench.written() == ()


def test_audit_log_has_each_decision_and_each_refusal(bench: Bench) -> None:
    link = the(bench, "link")
    bench.decide(answer="accept", doubt=link["id"])
    bench.decide(answer="reject", doubt=link["id"])
    done, refused = bench.log()
    assert (done["who"], done["outcome"], done["decision"]) == ("tester", "done", bench.written()[0].id)
    assert (refused["outcome"], "tester has decided" in refused["reason"]) == ("failed", True)


def test_reviewers_at_once_lose_nothing_and_none_overrules_unawares(bench: Bench) -> None:
    link = the(bench, "link")
    keys = [add(bench.site.store / "tokens.json", f"r{n}", ["update"], datetime.now(UTC)) for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda key: bench.decide(key, answer="accept", doubt=link["id"]).status, keys))
        names = list(pool.map(
            lambda n: bench.decide(keys[n % 8], answer="rename", entity="lunden", name=f"Lunden {n}").status, range(40)
        ))  # fmt: skip
    assert sorted(replies) == [201] + [409] * 7
    assert names == [201] * 40
    made = bench.written()
    renamed = [one for one in made if one.action == "rename"]
    assert {one.name for one in renamed} == {f"Lunden {n}" for n in range(40)}
    assert [one.after for one in renamed[1:]] == [one.id for one in renamed[:-1]]
    assert [one["decision"] for one in bench.log() if one["outcome"] == "done"] == [one.id for one in made]


def test_what_was_acknowledged_outlives_kill_9_and_half_a_line_is_forgotten(tmp_path: Path) -> None:
    with reviewed(tmp_path) as bench:
        known: list[int] = []
        stop = threading.Event()

        def work() -> None:
            for number in range(10_000):
                try:
                    if bench.decide(answer="rename", entity="lunden", name=f"Lunden {number}").status == 201:
                        known.append(number)
                except (OSError, ValueError):
                    break
                if stop.is_set():
                    break

        thread = threading.Thread(target=work)
        thread.start()
        while len(known) < 12:
            stop.wait(0.02)
        for pid in family(bench.site.store):
            os.kill(pid, signal.SIGKILL)
        stop.set()
        thread.join()
    held = {one.name for one in bench.written()}
    assert {f"Lunden {number}" for number in known} <= held
    whole = bench.file.read_bytes()
    bench.file.write_bytes(whole + whole[:60])
    with writable_again(tmp_path) as again:
        assert again.decide(answer="rename", entity="lunden", name="Lunden after").status == 201
        assert [one.name for one in again.written()][-1] == "Lunden after"
        assert read(again.file).repeated == 0
        logged = {one["decision"] for one in again.log() if one["outcome"] == "done"}
        assert logged == {one.id for one in again.written()}


def family(store: Path) -> list[int]:
    """Return a server and the processes that it started, those first."""
    server = [pid for pid, command in processes() if str(store) in command]
    return [pid for pid, _ in processes() if parent(pid) in server] + server


@contextmanager
def writable_again(folder: Path) -> Iterator[Bench]:
    (folder / "store" / "tokens.json").unlink()
    with writable(folder / "store") as site:
        yield Bench(site)


def test_hostile_names_stay_words(bench: Bench) -> None:
    link = the(bench, "link")
    bench.decide(answer="rename", entity="lunden", name="<b>=HYPERLINK(1)", note="<i>x</i>")
    for path in ("/review", f"/review?item={link['id']}", "/review?name=%22%3E%3Cimg", "/review/decisions"):
        page = bench.site.ask("GET", path)
        assert page.status == 200
        assert b"<img" not in page.body
        assert b"<b>=" not in page.body
        assert b"<i>x" not in page.body
        assert page.headers["Cache-Control"] == "no-store"
    rows = list(csv.DictReader(io.StringIO(bench.site.ask("GET", "/review.csv").body.decode())))
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]


def test_a_broken_file_of_decisions_is_no_loss_and_tells_no_path(bench: Bench) -> None:
    bench.file.write_text("no decision\n", encoding="utf-8")
    for reply in (bench.site.ask("GET", "/review"), bench.decide(answer="set", entity="lunden", qid="Q5")):
        assert reply.status == 500
        assert str(bench.file.parent).encode() not in reply.body
    assert bench.file.read_text(encoding="utf-8") == "no decision\n"
