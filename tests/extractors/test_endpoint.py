"""The endpoint is asked within its limits and about nothing else; a server on this computer stands in for it."""

from __future__ import annotations

import hashlib
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from claimgraph.annotate import annotate
from claimgraph.cli import main
from claimgraph.contract import contract
from claimgraph.errors import ExtractorError
from claimgraph.extractors import chat
from claimgraph.extractors.endpoint import KEY, load
from claimgraph.extractors.guests import Guest, invited
from claimgraph.model import Document

TEXT = "Bridge works begin in Arleton.\n\nTo its quiet engineer all is arithmetic, delay would have cost more.\n"
CLAIM = {"speaker": "its quiet engineer", "cue": None, "content": ["delay would have cost more"]}
MADE_UP = {"speaker": "its quiet engineer", "cue": None, "content": ["delay would have cost lives"]}


@dataclass
class Model:
    """What the server was asked, and what it says: a status, or the words of an answer."""

    url: str = ""
    says: list[int | str | bytes] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Model]:
    told = Model()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            told.headers.append(dict(self.headers))
            said = told.says.pop(0) if len(told.says) > 1 else told.says[0]
            if isinstance(said, int):
                self.send_response(said)
                self.send_header("Location", "/elsewhere")
                self.end_headers()
                return
            body = {"choices": [{"message": {"content": said}}]}
            self.send_response(200)
            self.end_headers()
            self.wfile.write(said if isinstance(said, bytes) else json.dumps(body).encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    told.url = f"http://127.0.0.1:{server.server_port}/v1"
    monkeypatch.setattr(chat, "PAUSES", (0.0,))
    yield told
    server.shutdown()
    server.server_close()
    thread.join()


def guests(model: Model, **options: object) -> tuple[Guest, ...]:
    given = {"url": model.url, "model": "toy", **options}
    return invited(["endpoint"], [("endpoint", key, str(value)) for key, value in given.items()])


def claims(*listed: object) -> str:
    return json.dumps({"claims": listed})


def test_claims_of_the_model_are_added_on_their_words(model: Model) -> None:
    model.says = [claims(CLAIM, MADE_UP)]
    found = contract(annotate(Document("a", TEXT), guests(model)))
    added = [claim for claim in found["claims"] if claim["sieve"] == "endpoint"]
    assert [(claim["text"], claim["speaker"]["text"]) for claim in added] == [
        ("delay would have cost more", "its quiet engineer")
    ]
    (asked,) = found["extractors"]
    assert (asked["name"], len(asked["answer"]), asked["dropped"]) == ("endpoint", 64, 1)
    (body,) = model.asked
    assert (body["model"], body["temperature"], body["max_tokens"]) == ("toy", 0, 2000)
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert TEXT.strip() in body["messages"][1]["content"]


def test_claims_that_the_pipeline_has_are_not_added(model: Model) -> None:
    text = 'Ann Cole said: "The dam will hold until May."\n'
    model.says = [claims({"speaker": "Ann Cole", "content": "The dam will hold"})]
    asked = annotate(Document("a", text), guests(model))
    assert asked.claims == annotate(Document("a", text)).claims


def test_another_answer_has_another_hash(model: Model) -> None:
    model.says = [claims(CLAIM), claims(CLAIM), claims()]
    hashes = [annotate(Document("a", TEXT), guests(model)).consulted[0].answer for _ in range(3)]
    assert hashes[0] == hashes[1] != hashes[2]


def test_long_text_is_asked_about_in_windows_and_too_long_one_not_at_all(model: Model) -> None:
    model.says = [claims()]
    text = "\n\n".join(["The rain went on in Arleton."] * 10)
    annotate(Document("a", text), guests(model, window=100))
    assert 3 <= len(model.asked) <= 5
    assert all(len(body["messages"][1]["content"]) <= 100 for body in model.asked)
    annotation = annotate(Document("a", text), guests(model, max_characters=len(text) - 1))
    assert annotation.consulted[0].answer is None
    assert len(model.asked) <= 5


def test_no_more_texts_than_allowed(model: Model) -> None:
    model.says = [claims()]
    allowed = guests(model, max_documents=2)
    for _ in range(2):
        annotate(Document("a", TEXT), allowed)
    with pytest.raises(ExtractorError, match=r"more than 2 texts; --set endpoint.max_documents=4"):
        annotate(Document("a", TEXT), allowed)
    assert len(model.asked) == 2


def test_busy_server_is_asked_again(model: Model) -> None:
    model.says = [503, 429, claims(CLAIM)]
    assert annotate(Document("a", TEXT), guests(model)).consulted[0].answer
    assert len(model.asked) == 3


@pytest.mark.parametrize(
    ("said", "reason", "times"),
    [
        (503, "HTTP 503", 3),
        (401, "HTTP 401", 1),
        (302, "HTTP 302", 1),
        (b"{}", "another shape", 1),
        (b"[[[", "another shape", 1),
        (b"", "another shape", 1),
    ],
)
def test_server_that_gives_no_answer(model: Model, said: int | bytes, reason: str, times: int) -> None:
    model.says = [said]
    with pytest.raises(ExtractorError, match=reason):
        annotate(Document("a", TEXT), guests(model))
    assert len(model.asked) == times


def test_answer_without_end_is_cut_off(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat, "MAX_ANSWER", 1000)
    model.says = ["x" * 2000]
    with pytest.raises(ExtractorError, match="more than 1000 bytes"):
        annotate(Document("a", TEXT), guests(model))


def test_answer_that_is_no_list_of_claims_is_dropped(model: Model) -> None:
    model.says = ["I would rather not."]
    annotation = annotate(Document("a", TEXT), guests(model))
    assert annotation.consulted[0].dropped == 1
    assert annotation.claims == annotate(Document("a", TEXT)).claims


def test_key_comes_from_the_environment_and_is_not_recorded(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    model.says = [claims()]
    monkeypatch.setenv(KEY, "secret-word")
    (guest,) = guests(model)
    annotate(Document("a", TEXT), [guest])
    assert model.headers[0]["Authorization"] == "Bearer secret-word"
    assert "secret-word" not in str(guest.facts)


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"url": "ftp://example.org", "model": "m"}, "no web address"),
        ({"url": "127.0.0.1:80", "model": "m"}, "no web address"),
        ({"url": "https://me:pw@example.org/v1", "model": "m"}, "no password"),
        ({"url": "https://example.org/v1?key=1", "model": "m"}, "no query"),
        ({"url": "http://example.org/v1", "model": "m"}, "https only"),
        ({"url": "https://example.org/v1", "model": "m", "timeout": "0"}, "timeout is too small"),
        ({"url": "https://example.org/v1", "model": "m", "retries": "-1"}, "retries is too small"),
        ({"url": "https://example.org/v1", "model": "m", "colour": "red"}, "no option 'colour'"),
        ({"url": "https://example.org/v1"}, "model"),
    ],
)
def test_options_that_do_not_fit(options: dict[str, str], reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, "secret-word")
    with pytest.raises(ExtractorError, match=reason):
        load(options)


def test_prompt_model_and_answer_are_in_the_provenance(model: Model, tmp_path: Path) -> None:
    model.says = [claims(CLAIM)]
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    store, run = str(tmp_path / "store"), CliRunner().invoke
    named = ["--extractor", "endpoint", "--set", f"endpoint.url={model.url}", "--set", "endpoint.model=toy"]
    assert "1 added" in run(main, ["build", str(tmp_path / "a.txt"), "--store", store, *named]).stdout
    assert "1 unchanged" in run(main, ["build", str(tmp_path / "a.txt"), "--store", store, *named]).stdout
    assert len(model.asked) == 1
    graph = run(main, ["export", "--store", store, "--format", "nquads"]).stdout
    answer = hashlib.sha256(claims(CLAIM).encode() + b"\0").hexdigest()
    assert all(f'"{fact}' in graph for fact in ("model: toy", "prompt: You read one passage", f"sha256:{answer}"))
    assert '"delay would have cost more"' in graph


def test_nobody_is_asked_unless_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection is opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert annotate(Document("a", TEXT)).consulted == ()


def test_facts_hold_model_and_prompt(model: Model) -> None:
    (guest,) = guests(model)
    assert guest.facts["model"] == "toy"
    assert "Copy, never translate" in guest.facts["prompt"]
    assert guest.facts["package"].startswith("claimgraph ")
