"""Chains lead from descriptions and pronouns to a name."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from claimgraph.annotate import annotate
from claimgraph.extract.speech.chains import chained
from claimgraph.model import Document, Mention, Span

TEXT = (
    "Interior Minister Ana Ruiz resigned on Monday. She said the port was safe. "
    '"It was an accident," the minister told reporters. "I am sorry," she added.'
)


def test_pronoun_leads_to_the_name_that_it_stands_for() -> None:
    mentions = annotate(Document("a", TEXT), model="fast").mentions
    ties = [(m.span.of(TEXT), m.antecedent.of(TEXT)) for m in mentions if m.antecedent]
    assert ties == [("She", "Ana Ruiz"), ("the minister", "She"), ("she", "the minister")]


def test_description_before_every_name_is_tied_to_the_first_of_them() -> None:
    first = Mention(Span(0, 5), "PER", "description", "x", "test")
    names = [Mention(Span(n, n + 4), "PER", "name", "x", "test") for n in (10, 20)]
    assert [m.antecedent for m in chained([*names, first])] == [Span(10, 14), None, None]


def test_mentions_of_the_same_words_are_no_antecedents_of_each_other() -> None:
    spans = {"description": Span(5, 9), "pronoun": Span(5, 9), "name": Span(20, 24)}
    made = [Mention(span, "PER", form, "x", "test") for form, span in spans.items()]  # type: ignore[arg-type]
    assert [m.antecedent for m in chained(made)] == [Span(20, 24), Span(20, 24), None]
    alone = [replace(mention, span=Span(5, 9)) for mention in made]
    assert [m.antecedent for m in chained(alone)] == [None, None, None]


_DRAWN = st.tuples(st.integers(0, 9), st.sampled_from(["name", "pronoun"]), st.sampled_from(["x", "y", None]))


@given(st.lists(_DRAWN, unique=True))
def test_every_chain_ends_at_a_name_if_there_is_one(drawn: list[tuple[int, str, str | None]]) -> None:
    made = [Mention(Span(n, n + 1), "PER", form, entity, "test") for n, form, entity in drawn]  # type: ignore[arg-type]
    found = chained(made)
    ties = {(m.span, m.entity): m.antecedent for m in found if m.form != "name"}
    names = {(m.span, m.entity) for m in found if m.form == "name"}
    named = {entity for _, entity in names}
    for mention in found:
        assert mention.antecedent != mention.span
        place, seen = mention.span, set[Span]()
        while (place, mention.entity) not in names and (tie := ties[place, mention.entity]) and place not in seen:
            seen.add(place)
            place = tie
        assert (place, mention.entity) in names or mention.entity not in named or mention.entity is None
