"""Names by spaCy and GLiNER: real pipelines where they are installed, else modules with the same interface."""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from claimgraph.annotate import annotate
from claimgraph.errors import ExtractorError
from claimgraph.extractors.guests import Guest, invited
from claimgraph.model import Annotation, Document

TEXT = "Prices rose at zorblax on Monday, said Kari Holm.\n\nThen zorblax and Kari Holm met in the gnarl of peace.\n"


def names(annotation: Annotation) -> list[tuple[str, str, str]]:
    return [(m.span.of(TEXT), m.kind, m.method) for m in annotation.mentions if m.form == "name"]


def own_names() -> list[tuple[str, str, str]]:
    return names(annotate(Document("a", TEXT)))


def test_own_reading_does_not_find_the_names_of_this_test() -> None:
    assert {words for words, _, _ in own_names()} == {"Kari Holm"}


@pytest.fixture
def pipeline(tmp_path: Path) -> Path:
    """Return a spaCy pipeline on disk: no model, a ruler that knows three words."""
    spacy = pytest.importorskip("spacy", reason="needs the extra spacy")
    nlp = spacy.blank("en")
    patterns = [("ORG", "zorblax"), ("GPE", "gnarl"), ("NORP", "peace"), ("LOC", "Kari")]
    nlp.add_pipe("entity_ruler").add_patterns([{"label": label, "pattern": word} for label, word in patterns])
    nlp.to_disk(tmp_path / "pipeline")
    return tmp_path / "pipeline"


def with_spacy(pipeline: Path) -> tuple[Guest, ...]:
    return invited(["spacy"], [("spacy", "pipeline", str(pipeline))])


def test_names_of_a_spacy_pipeline_are_added(pipeline: Path) -> None:
    annotation = annotate(Document("a", TEXT), with_spacy(pipeline))
    added = [("zorblax", "ORG", "spacy"), ("zorblax", "ORG", "spacy"), ("gnarl", "LOC", "spacy")]
    assert sorted(names(annotation)) == sorted([*own_names(), *added])
    assert len({m.entity for m in annotation.mentions if m.span.of(TEXT) == "zorblax"}) == 1


def test_facts_of_a_pipeline_follow_its_content(pipeline: Path, tmp_path: Path) -> None:
    (before,) = with_spacy(pipeline)
    copy = tmp_path / "other"
    pipeline.rename(copy)
    meta = json.loads((copy / "meta.json").read_text(encoding="utf-8"))
    (copy / "meta.json").write_text(json.dumps({**meta, "version": "9.9"}), encoding="utf-8")
    (after,) = with_spacy(copy)
    assert before.facts["sha256"] != after.facts["sha256"]
    assert after.facts["model"] == "en_pipeline 9.9"


def test_pipeline_that_is_not_there(tmp_path: Path) -> None:
    pytest.importorskip("spacy", reason="needs the extra spacy")
    with pytest.raises(ExtractorError, match="no folder"):
        with_spacy(tmp_path / "none")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ExtractorError, match="can't be loaded"):
        with_spacy(tmp_path / "empty")


@dataclass
class Entity:
    """As a span of spaCy's."""

    label_: str
    start_char: int
    end_char: int


class Ruler:
    """A pipeline with the interface of spaCy's: called with a text, it gives a document with entities."""

    meta = {"lang": "xx", "name": "ruler", "version": "1.0"}  # noqa: RUF012

    def __call__(self, text: str) -> Any:
        at = text.find("zorblax")
        document = ModuleType("document")
        document.ents = [Entity("orgName", at, at + 7), Entity("date", 0, 6)] if at >= 0 else []  # type: ignore[attr-defined]
        return document


@pytest.fixture
def ruler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    module: Any = ModuleType("spacy")
    module.__version__ = "0"
    module.load = lambda name: Ruler()
    module.util = ModuleType("util")
    module.util.is_package = lambda name: False
    monkeypatch.setitem(sys.modules, "spacy", module)
    return tmp_path


def test_names_of_a_pipeline_with_the_interface_of_spacy(ruler: Path) -> None:
    annotation = annotate(Document("a", TEXT), with_spacy(ruler))
    assert ("zorblax", "ORG", "spacy") in names(annotation)
    assert ("Prices", "ORG", "spacy") not in names(annotation)
    assert annotation.consulted[0].extractor == "spacy"


class GLiNER:
    """A model with the interface of GLiNER's: knows one word, and tells one wrong place."""

    loaded: tuple[str, bool] | None = None

    @classmethod
    def from_pretrained(cls, model_id: str, *, local_files_only: bool = False) -> GLiNER:
        cls.loaded = (model_id, local_files_only)
        if not (Path(model_id) / "gliner_config.json").exists():
            raise FileNotFoundError("no gliner_config.json")
        return cls()

    def predict_entities(self, text: str, labels: Sequence[str], threshold: float = 0.5) -> list[dict[str, Any]]:
        assert list(labels) == ["person", "organization", "location"]
        found = []
        at = text.find("zorblax")
        if at >= 0 and threshold <= 0.9:
            found.append({"start": at, "end": at + 7, "text": "zorblax", "label": "organization", "score": 0.91})
        return [*found, {"start": 0, "end": 3, "text": "elsewhere", "label": "person", "score": 0.99}]


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    module: Any = ModuleType("gliner")
    module.GLiNER = GLiNER
    monkeypatch.setitem(sys.modules, "gliner", module)
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    (tmp_path / "gliner_config.json").write_text("{}", encoding="utf-8")
    return tmp_path


def with_gliner(model: Path, **options: str) -> tuple[Guest, ...]:
    return invited(["gliner"], [("gliner", "model", str(model)), *(("gliner", k, v) for k, v in options.items())])


def test_names_of_a_model_are_added_and_wrong_places_dropped(model: Path) -> None:
    annotation = annotate(Document("a", TEXT), with_gliner(model, window="60"))
    added = [m for m in annotation.mentions if m.method == "gliner"]
    assert [(m.span.of(TEXT), m.kind, m.score) for m in added] == [("zorblax", "ORG", 0.91)] * 2
    assert annotation.consulted[0].dropped == 2
    assert GLiNER.loaded == (str(model), True)
    assert os.environ["HF_HUB_OFFLINE"] == "1"


def test_threshold_reaches_the_model_and_the_facts(model: Path) -> None:
    (guest,) = with_gliner(model, threshold="0.95")
    assert names(annotate(Document("a", TEXT), [guest])) == own_names()
    assert guest.facts["threshold"] == "0.95"


@pytest.mark.parametrize("options", [{"threshold": "2"}, {"window": "0"}])
def test_wrong_options_of_gliner(model: Path, options: dict[str, str]) -> None:
    with pytest.raises(ExtractorError, match="threshold must be"):
        with_gliner(model, **options)


def test_model_that_cannot_be_loaded(model: Path) -> None:
    (model / "gliner_config.json").unlink()
    with pytest.raises(ExtractorError, match="can't be loaded: no gliner_config"):
        with_gliner(model)


@pytest.mark.parametrize("name", ["spacy", "gliner"])
def test_library_that_is_not_installed_is_told(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    key = {"spacy": "pipeline", "gliner": "model"}[name]
    with pytest.raises(ExtractorError, match=rf"pip install 'claimgraph\[{name}\]'"):
        invited([name], [(name, key, str(tmp_path))])


@pytest.fixture
def untrained(tmp_path: Path) -> Path:
    """Return a GLiNER model on disk: real, but tiny and without any training."""
    pytest.importorskip("gliner", reason="needs the extra gliner")
    tokenizers, transformers, torch, gliner = map(
        importlib.import_module, ("tokenizers", "transformers", "torch", "gliner")
    )
    torch.manual_seed(0)
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    letters = [chr(code) for code in range(33, 127)]
    words = {piece: n for n, piece in enumerate([*special, *letters, *(f"##{letter}" for letter in letters)])}
    pieces = tokenizers.Tokenizer(tokenizers.models.WordPiece(words, unk_token="[UNK]"))
    pieces.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    tokenizer = transformers.PreTrainedTokenizerFast(tokenizer_object=pieces, pad_token="[PAD]", unk_token="[UNK]")
    tokenizer.save_pretrained(tmp_path / "encoder")
    size = {"hidden_size": 32, "intermediate_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2}
    encoder = transformers.BertModel(transformers.BertConfig(vocab_size=len(words), **size))
    encoder.save_pretrained(tmp_path / "encoder")
    config = gliner.GLiNERConfig(model_name=str(tmp_path / "encoder"), hidden_size=32, max_width=6)
    gliner.GLiNER.from_config(config).save_pretrained(str(tmp_path / "model"))
    return tmp_path / "model"


@pytest.mark.filterwarnings("default")
def test_real_model_is_loaded_and_asked(untrained: Path) -> None:
    (guest,) = with_gliner(untrained, threshold="0.0")
    first, second = (guest.extractor.read(TEXT, annotate(Document("a", TEXT)).segments) for _ in range(2))
    assert first.mentions
    assert first == second
    assert first.dropped == 0
    assert all(m.kind in ("PER", "ORG", "LOC") and m.span.of(TEXT).strip() for m in first.mentions)
    assert guest.facts["gliner"] != "unknown"
