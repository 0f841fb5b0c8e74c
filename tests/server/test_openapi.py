"""The description of what isn't SPARQL: every address is in it, and a real server keeps to it whatever is sent."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from claimgraph.queries import catalogue
from claimgraph.server.operations.openapi import address, described, told


def test_every_address_is_described_and_none_besides(client: FlaskClient) -> None:
    known = {address(rule) for rule in described(client.application.url_map.iter_rules())}
    assert set(told()["paths"]) == known - {"/queries/{name}.{suffix}"}


def test_every_canned_query_is_described_with_its_parameters(client: FlaskClient) -> None:
    paths = client.get("/openapi.json").get_json()["paths"]
    for query in catalogue():
        found = {one["name"] for one in paths[f"/queries/{query.name}.{{suffix}}"]["get"]["parameters"]}
        assert found == {"suffix", *(one.name for one in query.parameters)}


def test_every_operation_says_what_it_does(client: FlaskClient) -> None:
    found = [path["get"] for path in client.get("/openapi.json").get_json()["paths"].values()]
    assert all(operation["summary"] for operation in found)
    assert len({operation["operationId"] for operation in found}) == len(found)


@pytest.mark.slow
def test_a_server_keeps_to_its_description_whatever_is_sent(address: str, tmp_path: Path) -> None:
    command = [
        str(Path(sys.executable).with_name("schemathesis")), "run", f"{address}/openapi.json", "--no-color",
        "--phases=coverage,fuzzing", "--max-examples=2", "--seed=1", "--warnings=off",
        "--exclude-path-regex=^/queries/[a-bd-z]",  # one letter of the canned queries, which share their code
        "--checks=all", "--exclude-checks=positive_data_acceptance",
    ]  # fmt: skip
    environment = {**os.environ, "NO_COLOR": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-1000:]
