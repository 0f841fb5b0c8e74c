"""What the encoder's scores say: runs of labels, contents with their cue between, sources by link."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings

from claimgraph.encoder import reading
from claimgraph.encoder.network import LABELS, LINK, Scores
from claimgraph.encoder.pieces import WIDTH
from claimgraph.encoder.words import words
from claimgraph.model import Span
from tests.encoder.test_words import TEXTS


def scores(count: int, labels: dict[str, list[str]], links: dict[int, tuple[int | None, int | None]]) -> Scores:
    """Return scores that say these labels of some words, and these links of source and cue."""
    heads = {head: np.full((count, len(names)), -9.0, np.float32) for head, names in LABELS.items()}
    for head, names in LABELS.items():
        for word, label in enumerate(labels.get(head, [""] * count)):
            heads[head][word, names.index(label) if label in names else 0] = -0.1
    vectors, start = np.zeros((count, 4, LINK), np.float32), np.zeros((4, LINK), np.float32)
    for kind in (0, 1):
        start[2 * kind + 1, LINK - 1] = 0.5
        for word in range(count):
            vectors[word, 2 * kind + 1, word] = 1
            target = links.get(word, (None, None))[kind]
            vectors[word, 2 * kind, LINK - 1 if target is None else target] = 1
    return Scores(heads, vectors, start, np.zeros((count, WIDTH), np.float32))


def test_label_inside_without_a_beginning_begins_a_name() -> None:
    tags = ["", "I-PER", "I-PER", "I-ORG", "B-ORG", "I-ORG", ""]
    runs = list(reading._runs(scores(7, {"names": tags}, {}), "names"))
    assert [(run.first, run.end, run.kind) for run in runs] == [(1, 3, "PER"), (3, 4, "ORG"), (4, 6, "ORG")]


def test_parts_of_a_name_that_labels_divide_are_one() -> None:
    text = "Ada Lind of Bank of Ghana"
    tags = ["B-PER", "B-PER", "", "B-ORG", "", "I-ORG"]
    found = reading._names(words(text), scores(6, {"names": tags}, {}))
    assert [(run.span(words(text)).of(text), run.kind) for run in found] == [
        ("Ada Lind", "PER"),
        ("Bank of Ghana", "ORG"),
    ]


def test_neighbours_of_other_kinds_or_with_a_mark_between_stay_two_names() -> None:
    text = "Lind , Berg Oslo"
    found = reading._names(words(text), scores(4, {"names": ["B-PER", "", "B-PER", "B-LOC"]}, {}))
    assert [run.span(words(text)).of(text) for run in found] == ["Lind", "Berg", "Oslo"]


def test_content_around_its_cue_is_one_statement() -> None:
    text = "Vi drar , sa Kari Holm , og kommer tilbake"
    window = words(text)
    tags = ["B", "I", "", "", "", "", "", "B", "I", "I"]
    parts = ["", "", "", "B-CUE", "B-SOURCE", "I-SOURCE", "", "", "", ""]
    found = list(reading._statements(window, scores(10, {"content": tags, "parts": parts}, {0: (4, 3), 7: (4, 3)})))
    assert [[span.of(text) for span in statement.spans] for statement in found] == [["Vi drar", "og kommer tilbake"]]
    assert [(s.source and s.source.of(text), s.cue and s.cue.of(text)) for s in found] == [("Kari Holm", "sa")]


def test_sentence_after_the_cue_is_a_statement_of_its_own() -> None:
    text = "Vi drar , sa hun . Vi kommer"
    tags = ["B", "I", "", "", "", "", "B", "I"]
    found = list(reading._statements(words(text), scores(8, {"content": tags}, {0: (4, 3), 6: (4, 3)})))
    assert [[span.of(text) for span in statement.spans] for statement in found] == [["Vi drar"], ["Vi kommer"]]


def test_statements_with_cues_of_their_own_stay_apart() -> None:
    text = "Hun sa at regnet kom og at sola forsvant"
    window = words(text)
    tags = ["", "", "", "B", "I", "", "", "B", "I"]
    found = list(reading._statements(window, scores(9, {"content": tags}, {3: (0, 1), 7: (0, None)})))
    assert [len(statement.spans) for statement in found] == [1, 1]
    assert [(s.source, s.cue) for s in found] == [(Span(0, 3), Span(4, 6)), (Span(0, 3), None)]


def test_measure_and_comparator_are_those_of_all_words_of_a_count() -> None:
    text = "over 20 drepte"
    tags = {"count": ["B", "I", "I"], "measure": ["other", "killed", "killed"], "comparator": ["more_than"] * 3}
    (count,) = reading._counts(words(text), scores(3, tags, {}))
    assert (count.span.of(text), count.measure, count.comparator) == (text, "killed", "more_than")


@settings(deadline=None, max_examples=25)
@given(TEXTS)
def test_any_text_is_read_within_its_bounds(text: str) -> None:
    found = reading.read(text)
    spans = (
        [n.span for n in found.names] + [s for r in found.statements for s in r.spans] + [c.span for c in found.counts]
    )
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert found == reading.read(text)


def test_scripts_that_the_vocabulary_lacks_are_read_without_names() -> None:
    assert reading.read("東京で地震。" * 50).statements == ()


def test_names_of_plain_news_are_found_in_every_script() -> None:
    for text, name in (
        ("Prime Minister Anna Lindqvist arrived in Warsaw on Monday.", "Warsaw"),
        ("Прем'єр-міністерка Олена Коваль прибула до Варшави в понеділок.", "Варшави"),
    ):
        assert name in {found.span.of(text) for found in reading.read(text).names}
