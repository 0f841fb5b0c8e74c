"""Settings: which source goes before which, what is refused, and that all of them are documented."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from claimgraph.server.operations.configuration import ConfigurationError, Sources, defaults
from claimgraph.server.options import ServerOptions

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "deploy" / "claimgraph.toml"


def sources(folder: Path, text: str = "", environment: dict[str, str] | None = None, **given: Any) -> Sources:
    file = folder / "claimgraph.toml"
    file.write_text(text, encoding="utf-8")
    return Sources(file, environment or {}, {"store": "here"} | given)


def test_an_option_goes_before_the_environment_before_the_file_before_the_default(tmp_path: Path) -> None:
    text = "timeout = 1\nworkers = 3\nqueue = 5\n"
    environment = {"CLAIMGRAPH_TIMEOUT": "2.5", "CLAIMGRAPH_WORKERS": "4"}
    options = sources(tmp_path, text, environment, timeout=9.0).read().options
    assert (options.timeout, options.workers, options.queue) == (9.0, 4, 5)
    assert options.fast_workers == ServerOptions().fast_workers


def test_the_environment_names_the_file_and_types_are_read_from_words(tmp_path: Path) -> None:
    file = tmp_path / "other.toml"
    file.write_text('store = "there"\nservices = ["http://a/"]\n', encoding="utf-8")
    environment = {
        "CLAIMGRAPH_CONFIG": str(file),
        "CLAIMGRAPH_SERVICES": "http://b/ http://c/",
        "CLAIMGRAPH_LOG_REQUESTS": "true",
        "CLAIMGRAPH_PORT": "8123",
        "CLAIMGRAPH_SHARED": "is no setting",
    }
    found = Sources(None, environment, {}).read()
    assert (found.place.store, found.place.port) == ("there", 8123)
    assert found.options.services == ("http://b/", "http://c/")
    assert found.options.log_requests is True


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("workes = 3", "did you mean 'workers'"),
        ('workers = "many"', "workers = 'many' can't be used"),
        ("workers = 1.5", "workers = 1.5"),
        ("workers = 0", "too small"),
        ("proxies = -1", "too small"),
        ("timeout = -1", "no number of seconds"),
        ("timeout = inf", "no number of seconds"),
        ("port = 70000", "1 to 65535"),
        ('server = "apache"', "server = 'apache'"),
        ('metrics_clients = ["everyone"]', "everyone"),
        ("services = 3", "services"),
        ("a = [", "claimgraph.toml"),
    ],
)
def test_what_cannot_be_used_is_told(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(reason)):
        sources(tmp_path, text).read()


def test_a_store_must_be_named() -> None:
    with pytest.raises(ConfigurationError, match="--store"):
        Sources(None, {}, {}).read()


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=re.escape("nowhere.toml")):
        Sources(tmp_path / "nowhere.toml", {}, {}).read()


def test_options_survive_the_way_to_another_process() -> None:
    options = ServerOptions(services=("http://a/",), metrics_clients=(), per_client=3)
    assert ServerOptions.from_json(options.to_json()) == options


def test_the_example_holds_every_setting_with_its_default() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    written = tomllib.loads(text)
    for name, value in defaults().items():
        if value is None:
            assert re.search(rf"^# {name} = ", text, re.MULTILINE), name
        elif name != "store":
            assert written[name] == (list(value) if isinstance(value, tuple) else value), name
    uncommented = re.sub(r"^# (\w+ = )", r"\1", text, flags=re.MULTILINE)
    assert set(tomllib.loads(uncommented)) == set(defaults())
    Sources(EXAMPLE, {}, {}).read()


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \| .+ \|$", text, re.MULTILINE))
    for name, value in defaults().items():
        assert name in rows, name
        if value not in (None, "", ()):
            shown = rows[name].strip("`")
            found = tomllib.loads(f"value = {shown}")["value"]
            assert found == (list(value) if isinstance(value, tuple) else value), name
