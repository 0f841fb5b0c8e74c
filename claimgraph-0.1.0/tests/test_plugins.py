"""Parts of other packages are found by their entry points; our own come through the same door."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimgraph import lang, plugins
from claimgraph.errors import ClaimGraphError, UnknownPluginError
from claimgraph.lang import codes, installed, language
from claimgraph.loaders import Options, Source
from claimgraph.loaders.inputs import load_all
from claimgraph.model import Document

ENTRY_POINTS = """
[claimgraph.loaders]
shout = guest_parts:load
broken = guest_parts:nothing
data = guest_parts:DATA

[claimgraph.languages]
xx = guest_parts
en = guest_parts
"""
MODULE = """
from claimgraph.model import Document

DATA = 7


def load(source, options):
    yield Document(source.name, "A GUEST")
"""


@pytest.fixture
def guest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package beside claimgraph that offers a loader and a language."""
    info = tmp_path / "guest-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: guest\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(ENTRY_POINTS, encoding="utf-8")
    (tmp_path / "guest_parts").mkdir()
    (tmp_path / "guest_parts" / "__init__.py").write_text(MODULE, encoding="utf-8")
    own = (Path(lang.__file__).parent / "en.toml").read_text(encoding="utf-8")
    (tmp_path / "guest_parts" / "xx.toml").write_text(own.replace('code = "en"', 'code = "xx"', 1), encoding="utf-8")
    (tmp_path / "guest_parts" / "en.toml").write_text("not TOML", encoding="utf-8")
    caches = (plugins.load, lang._files, codes, language, installed)
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    for cached in caches:
        cached.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    for cached in caches:
        cached.cache_clear()


def test_own_loaders_are_entry_points() -> None:
    assert plugins.names("claimgraph.loaders") == ("jsonl", "text")


@pytest.mark.parametrize("group", plugins.GROUPS)
def test_every_own_entry_point_can_be_called(group: str) -> None:
    for name in plugins.names(group):
        assert callable(plugins.load(group, name))


def test_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(UnknownPluginError, match=r"no claimgraph.loaders named 'rss'; known: jsonl, text"):
        plugins.load("claimgraph.loaders", "rss")


def test_loader_of_another_package(guest: Path) -> None:
    (guest / "a.txt").write_text("quiet", encoding="utf-8")
    assert list(load_all([str(guest / "a.txt")], Options(), "shout")) == [Document("a", "A GUEST")]
    assert Source("a", guest / "a.txt").name == "a"


@pytest.mark.parametrize("name", ["broken", "data"])
@pytest.mark.usefixtures("guest")
def test_part_that_cannot_be_used_is_named(name: str) -> None:
    with pytest.raises(ClaimGraphError, match=f"{name}.*guest_parts"):
        plugins.load("claimgraph.loaders", name)


@pytest.mark.usefixtures("guest")
def test_language_of_another_package_is_added_and_replaces_none() -> None:
    assert "xx" in codes()
    assert language("xx").code == "xx"
    assert language("en").name == "English"


def test_language_goes_with_its_package() -> None:
    assert "xx" not in codes()


def test_languages_are_found_by_code_region_and_other_names() -> None:
    assert [installed(code) for code in ("nb", "no", "nn-NO", "EN_us", "tlh", "")] == [
        "nb",
        "nb",
        "nb",
        "en",
        None,
        None,
    ]
