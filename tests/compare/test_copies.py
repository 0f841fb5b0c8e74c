"""Copies of texts: whole, in part, and none."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.compare.copies import Print, bands, containment, find_copies, fingerprint, resemblance, sentence_key

VOCABULARY = [f"word{n}" for n in range(400)]


def article(seed: int, sentences: int = 12) -> list[str]:
    draw = random.Random(seed)
    return [" ".join(draw.choices(VOCABULARY, k=draw.randint(9, 20))) + "." for _ in range(sentences)]


def altered(sentences: list[str], every: int) -> list[str]:
    """Return the sentences with every n-th word another one."""
    words = [sentence.rstrip(".").split() for sentence in sentences]
    place = 0
    for sentence in words:
        for index in range(len(sentence)):
            place += 1
            if place % every == 0:
                sentence[index] = "changed"
    return [" ".join(sentence) + "." for sentence in words]


def test_a_signature_stays_the_same() -> None:
    found = fingerprint(["Rescuers pulled eighteen people alive from the rubble on Friday night."])
    assert found.signature[:8].hex() == "1dd63a0d75a0fb21"
    assert found.sentences == (18301891041152037571,)


def test_case_and_punctuation_do_not_matter() -> None:
    plain = "Rescuers pulled eighteen people alive from the rubble"
    assert sentence_key(plain) == sentence_key(f"«{plain.upper()}»!")
    assert sentence_key("Eighteen people alive") is None


def test_edited_wire_copy_is_found_and_another_text_is_not() -> None:
    wire = article(1)
    prints = {"a": fingerprint(wire), "b": fingerprint(altered(wire, 12)), "c": fingerprint(article(2))}
    (copy,) = find_copies(prints)
    assert (copy.left, copy.right, copy.kind) == ("a", "b", "whole")


def test_wire_copy_inside_a_longer_article_is_found() -> None:
    wire = article(3, 6)
    longer = [*article(4, 20), *wire, *article(5, 20)]
    (copy,) = find_copies({"long": fingerprint(longer), "wire": fingerprint(wire)})
    assert (copy.kind, copy.share) == ("part", 1.0)


def test_formulas_of_the_house_make_no_copies() -> None:
    formula = ["Subscribe to our newsletter and read all the news of the day first."] * 3
    prints = {str(n): fingerprint([*article(n), *formula]) for n in range(10)}
    assert find_copies(prints) == []


def test_short_texts_are_no_copies_of_one_another() -> None:
    assert find_copies({"a": fingerprint(["No."]), "b": fingerprint(["No."]), "c": fingerprint([])}) == []
    assert resemblance(fingerprint([]), fingerprint([])) == 0.0
    assert list(bands(Print(b"", ()))) == []


@settings(max_examples=25)
@given(st.integers(0, 1000), st.integers(0, 1000))
def test_resemblance_and_containment_are_symmetric(left: int, right: int) -> None:
    one, other = fingerprint(article(left)), fingerprint(article(right))
    assert resemblance(one, other) == resemblance(other, one)
    assert containment(one, other) == containment(other, one)
    assert resemblance(one, one) == containment(one, one) == 1.0


@settings(max_examples=20)
@given(st.integers(0, 1000), st.integers(4, 40))
def test_estimate_is_near_the_true_resemblance(seed: int, every: int) -> None:
    texts = article(seed), altered(article(seed), every)
    shingles = [
        set(zip(*(words[n:] for n in range(3)), strict=False))
        for t in texts
        if (words := " ".join(t).replace(".", "").split())
    ]
    true = len(shingles[0] & shingles[1]) / len(shingles[0] | shingles[1])
    assert abs(resemblance(*map(fingerprint, texts)) - true) < 0.2


def test_order_of_texts_does_not_matter() -> None:
    prints = {str(n): fingerprint(altered(article(n // 3), 15 + n)) for n in range(12)}
    turned = dict(sorted(prints.items(), reverse=True))
    assert find_copies(prints) == find_copies(turned)
    assert len(find_copies(prints)) >= 8
