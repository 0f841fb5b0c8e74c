"""Commands do what their help says, end with codes that mean something, and fail with one line."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from claimgraph.answers import prefixes
from claimgraph.cli import main
from claimgraph.console import Progress
from claimgraph.queries import catalogue

FLOOD = """Dam breaks in Arleton

ARLETON, May 3 (Northwire) -- At least 17 people were killed on Monday, said Ann Cole, the mayor of Arleton.

"We had no warning," Ann Cole told reporters.
"""
FLOM = """Demning brast i Arleton

ARLETON (NordPress): Minst 20 mennesker er drept, opplyser politiet.

– Vi fikk ingen advarsel, sier ordfører Ann Cole.
"""


def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def failed(result: Result, code: int) -> str:
    """Check the exit code and that standard error is one line, and return it."""
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    (line,) = result.stderr.splitlines()
    return line


def commands(group: click.Group = main, name: str = "") -> Iterator[tuple[str, click.Command]]:
    for part, command in sorted(group.commands.items()):
        yield f"{name} {part}".strip(), command
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {part}".strip())


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "flood.txt").write_text(FLOOD, encoding="utf-8")
    (folder / "flom.txt").write_text(FLOM, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    (folder / "flood.txt").write_text(FLOOD, encoding="utf-8")
    (folder / "flom.txt").write_text(FLOM, encoding="utf-8")
    result = run("build", folder, "--store", folder / "store")
    assert result.exit_code == 0, result.output
    return folder / "store"


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_help_has_an_example_and_the_exit_codes(name: str, command: click.Command) -> None:
    assert command.help is not None
    result = run(*name.split(), "--help")
    assert result.exit_code == 0
    assert re.search(rf"Example:\n\s+claimgraph {name}", result.output)
    assert "Exit codes: 0 done" in " ".join(result.output.split())


def test_version() -> None:
    assert re.fullmatch(r"claimgraph.*, version \d+\.\d+\.\d+\n|main, version .*\n", run("--version").output)


def test_build_reads_only_what_is_new(texts: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert "2 added" in run("build", texts, "--store", store).stdout
    (texts / "flood.txt").write_text(FLOOD.replace("17", "18"), encoding="utf-8")
    assert "1 replaced, 1 unchanged" in run("build", texts, "--store", store).stdout
    (texts / "flood.txt").unlink()
    assert "2 documents (1 unchanged)" in run("build", texts, "--store", store).stdout
    assert "1 document (1 unchanged, 1 pruned)" in run("build", texts, "--store", store, "--prune").stdout


def test_skipped_inputs_are_reported_and_the_rest_is_built(texts: Path, tmp_path: Path) -> None:
    (texts / "bad.txt").write_bytes(b"caf\xe9")
    result = run("build", texts, "--store", tmp_path / "store")
    assert failed(result, 3).startswith("skipped: ")
    assert "2 added" in result.stdout


def test_build_without_any_document_touches_nothing(texts: Path, tmp_path: Path) -> None:
    (texts / "bad.txt").write_bytes(b"caf\xe9")
    result = run("build", texts / "bad.txt", "--store", tmp_path / "store", "--prune")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 2
    assert not (tmp_path / "store").exists()


def test_standard_input_is_a_document(tmp_path: Path) -> None:
    assert "1 added" in run("build", "-", "--store", tmp_path / "store", stdin=FLOOD).stdout


@pytest.mark.parametrize(
    "arguments", [["--encoding", "klingon"], ["--max-bytes", "0"], ["--no-such-option"], ["--base", "not an iri"]]
)
def test_wrong_options_of_build(texts: Path, tmp_path: Path, arguments: list[str]) -> None:
    result = run("build", texts, "--store", tmp_path / "store", *arguments)
    assert result.exit_code == (1 if "--base" in arguments else 2)
    assert not (tmp_path / "store").exists()


def test_unknown_loader_lists_the_known_ones(texts: Path, tmp_path: Path) -> None:
    assert "jsonl, text" in failed(run("build", texts, "--store", tmp_path / "s", "--loader", "rss"), 1)


def test_annotate_writes_a_line_per_document(texts: Path) -> None:
    result = run("annotate", texts / "flood.txt", texts / "flom.txt")
    assert result.exit_code == 0
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(one["id"], one["lang"]) for one in found] == [("flom", "nb"), ("flood", "en")]
    for one, text in zip(found, (FLOM, FLOOD), strict=True):
        for kind in ("mentions", "claims", "quantities", "dates"):
            assert all(text[part["start"] : part["end"]] == part["text"] for part in one[kind])


def test_annotate_reads_json_lines(tmp_path: Path) -> None:
    lines = [{"id": "x", "text": FLOOD}, {"id": "y", "text": FLOM, "lang": "no"}]
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    from_file, from_stdin = run("annotate", "--jsonl", path), run("annotate", "--jsonl", "-", stdin=path.read_bytes())
    assert from_file.exit_code == from_stdin.exit_code == 0
    assert from_file.stdout == from_stdin.stdout
    assert [json.loads(line)["id"] for line in from_file.stdout.splitlines()] == ["x", "y"]


def test_annotate_reports_bad_lines(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "x"}\n' + json.dumps({"id": "y", "text": FLOM}), encoding="utf-8")
    result = run("annotate", "--jsonl", path)
    assert "in.jsonl:1" in failed(result, 3)
    assert len(result.stdout.splitlines()) == 1


@pytest.mark.parametrize("arguments", [[], ["a.txt", "--jsonl", "b.jsonl"]])
def test_annotate_wants_files_or_json_lines(arguments: list[str]) -> None:
    assert run("annotate", *arguments).exit_code == 2


@pytest.mark.parametrize(
    ("form", "start"),
    [("table", "claim"), ("csv", "claim\r\n"), ("tsv", "?claim\n"), ("json", '{"head"'), ("xml", "<?xml")],
)
def test_rows_in_each_format(store: Path, form: str, start: str) -> None:
    result = run("query", "--store", store, "--format", form, "SELECT ?claim { ?claim a cg:Claim } ORDER BY ?claim")
    assert result.exit_code == 0
    assert result.stdout_bytes.decode().startswith(start)


def test_table_names_entities_and_cuts_the_base(store: Path) -> None:
    table = run("query", "--store", store, "--name", "claims-by-speaker").stdout
    head = table.splitlines()[0].split()
    assert "speakerName" in head
    assert "speaker" not in head
    assert "https://" not in table
    assert re.search(r" doc/\w+/claim/\d+-\d+$", table, re.MULTILINE)


def test_key_of_a_table_is_a_value_of_a_parameter(store: Path) -> None:
    rows = run("query", "--store", store, "--format", "csv", "--name", "documents").stdout.splitlines()
    key = rows[1].partition(",")[0].removeprefix("https://w3id.org/claimgraph/id/")
    assert key.startswith("doc/")
    said = run("query", "--store", store, "--name", "document-claims", "--param", f"document={key}")
    assert len(said.stdout.splitlines()) > 2, said.output


@pytest.mark.parametrize("form", ["table", "turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"])
def test_triples_in_each_format(store: Path, form: str) -> None:
    result = run("query", "--store", store, "--format", form, "CONSTRUCT WHERE { ?claim a cg:Claim }")
    assert result.exit_code == 0
    assert "Claim" in result.stdout


def test_question_is_answered_yes_or_no(store: Path) -> None:
    assert run("query", "--store", store, "ASK { ?claim a cg:Claim }").stdout == "yes\n"
    assert run("query", "--store", store, "ASK { ?claim a cg:Nothing }").stdout == "no\n"


def test_query_from_a_file_and_from_standard_input(store: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("ASK { ?claim a cg:Claim }", encoding="utf-8")
    assert run("query", "--store", store, "--file", tmp_path / "q.rq").stdout == "yes\n"
    assert run("query", "--store", store, "--file", "-", stdin="ASK { ?claim a cg:Claim }").stdout == "yes\n"


def test_parameters_are_bound_and_never_pasted(store: Path) -> None:
    query = "SELECT ?kind ?words { BIND(?words AS ?same) ?claim a ?kind }"
    evil = '" } DROP ALL #'
    result = run("query", "--store", store, "--format", "json", query, "--param", f"words={evil}")
    rows = json.loads(result.stdout)["results"]["bindings"]
    assert rows
    assert {row["words"]["value"] for row in rows} == {evil}
    claim = f"<{prefixes()['cg']}Claim>"
    result = run("query", "--store", store, "SELECT ?kind { ?s a ?kind } LIMIT 1", "--param", f"kind={claim}")
    assert "cg:Claim" in result.stdout


def test_canned_query_with_parameters(store: Path) -> None:
    arguments = ["--name", "claims-by-speaker", "--param", "speaker=Ann Cole", "--format", "csv"]
    result = run("query", "--store", store, *arguments)
    assert result.exit_code == 0, result.output
    assert "Ann Cole" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["SELECT * {"], "malformed query: error at 1:1"),
        (["INSERT DATA { <a:a> <a:b> <a:c> }"], "updates are refused"),
        (["SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], "SERVICE"),
        (["--name", "no-such"], "known: actor-network"),
        (["--name", "most-quoted", "--param", "a=b"], "has no parameter 'a'"),
        (["CONSTRUCT WHERE { ?s a cg:Claim }", "--format", "csv"], "use turtle"),
        (["SELECT * { ?s a cg:Claim }", "--format", "turtle"], "use table"),
        (["ASK {}", "--param", "x=<no iri>"], "IRI"),
    ],
)
def test_queries_that_fail(store: Path, arguments: list[str], reason: str) -> None:
    assert reason in failed(run("query", "--store", store, *arguments), 1)


@pytest.mark.parametrize(
    "arguments",
    [[], ["ASK {}", "--name", "most-quoted"], ["ASK {}", "--param", "x"], ["ASK {}", "--format", "pdf"],
     ["--file", "no-such-file.rq"]],
)  # fmt: skip
def test_wrong_usage_of_query(store: Path, arguments: list[str]) -> None:
    assert run("query", "--store", store, *arguments).exit_code == 2


@pytest.mark.parametrize("command", [["query", "ASK {}"], ["export"], ["info"]])
def test_folder_without_release_says_what_to_do(tmp_path: Path, command: list[str]) -> None:
    assert "claimgraph build" in failed(run(*command, "--store", tmp_path), 1)


def test_nothing_is_served_without_a_release(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert "claimgraph build" in failed(run("serve", "--port", port, "--store", tmp_path), 1)


def test_canned_queries_are_listed_with_their_parameters() -> None:
    output = run("queries").stdout
    for query in catalogue():
        assert f"{query.name}: {query.title}" in output
        assert all(f"--param {parameter.name}=" in output for parameter in query.parameters)


def test_export_is_sorted_and_the_same_each_time(store: Path, tmp_path: Path) -> None:
    first = run("export", "--store", store).stdout_bytes
    assert first.splitlines() == sorted(set(first.splitlines()))
    run("export", "--store", store, "--output", tmp_path / "graph.nq")
    assert (tmp_path / "graph.nq").read_bytes() == first


@pytest.mark.parametrize("form", ["trig", "turtle", "ntriples", "jsonld", "rdfxml"])
def test_export_in_each_format(store: Path, form: str) -> None:
    result = run("export", "--store", store, "--format", form)
    assert result.exit_code == 0
    assert "Ann Cole" in result.stdout


def test_info_counts(store: Path) -> None:
    facts = json.loads(run("info", "--store", store, "--json").stdout)
    assert (facts["release"], facts["documents"], facts["Document"]) == ("000001", 2, 2)
    assert facts["Claim"] >= 2
    assert re.search(r"^documents +2$", run("info", "--store", store).stdout, re.MULTILINE)


def test_serve_says_when_the_port_is_taken(store: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert "choose another --port" in failed(run("serve", "--store", store, "--port", port), 1)


def test_ontology_check_reports_counts() -> None:
    result = run("ontology", "check")
    assert result.exit_code == 0, result.output
    assert re.match(r"\d+ terms: \d+ classes, \d+ properties", result.stdout)


def test_progress_is_shown_on_a_terminal_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Progress()("read", 1, 2)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    Progress()("read", 2, 2)
    assert "read [########################] 2/2" in capsys.readouterr().err


def test_query_that_is_no_text_and_parameter_that_is_no_name(store: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_bytes(b"SELECT \xff")
    assert "can't be read" in failed(run("query", "--store", store, "--file", tmp_path / "q.rq"), 1)
    asked = run("query", "--store", store, "SELECT ?s { ?s ?p ?o }", "--param", "a b=1")
    assert "no name of a variable" in failed(asked, 1)
