"""Event types and proposition keys of claims: the same statement has one key in all languages."""

from __future__ import annotations

import pytest

from claimgraph.extract.counting.quantity import find_quantities
from claimgraph.extract.happenings.events import find_events
from claimgraph.extract.happenings.frames import event_type, occasion, proposition_key
from claimgraph.model import Annotation, Claim, Document, Kind, Mention, Metadata, Role, Segment, Span

Names = dict[str, tuple[Kind, str]]

PLACES: Names = {
    "Chad": ("LOC", "chad"), "Чаді": ("LOC", "chad"), "Tsjad": ("LOC", "chad"), "Czadzie": ("LOC", "chad"),
    "Абеше": ("LOC", "abeche"), "Abéché": ("LOC", "abeche"),
}  # fmt: skip
PEOPLE: Names = {"Moussa Idriss": ("PER", "moussa-idriss"), "Муссу Ідрісса": ("PER", "moussa-idriss")}
BODIES: Names = {
    "African Union": ("ORG", "african-union"), "Африканського Союзу": ("ORG", "african-union"),
    "Den afrikanske union": ("ORG", "african-union"), "Unię Afrykańską": ("ORG", "african-union"),
}  # fmt: skip

# A claim that is a whole text, in several languages, and its key.
SAME = [
    ("en", "At least 40 people were killed in Chad.", "Kill(place=chad)"),
    ("uk", "У Чаді загинули понад 30 людей.", "Kill(place=chad)"),
    ("nb", "Nærmere 50 personer er drept i Tsjad.", "Kill(place=chad)"),
    ("pl", "W Czadzie zginęło 45 osób.", "Kill(place=chad)"),
    ("en", "The revolt in Chad was a coup attempt.", "CoupAttempt(place=chad)"),
    ("uk", "Протести в Чаді були спробою державного перевороту.", "CoupAttempt(place=chad)"),
    ("nb", "Protestene i Tsjad var et kuppforsøk.", "CoupAttempt(place=chad)"),
    ("pl", "Protesty w Czadzie to zamach stanu.", "CoupAttempt(place=chad)"),
    ("en", "The situation in Chad is under control.", "UnderControl(place=chad)"),
    ("nb", "Situasjonen i Tsjad er under kontroll.", "UnderControl(place=chad)"),
    ("en", "The troops will be withdrawn from Chad.", "Withdraw(origin=chad)"),
    ("pl", "Wojska zostaną wycofane, w Czadzie panuje spokój.", "Withdraw(origin=chad)"),
    ("en", "Moussa Idriss was dismissed.", "Dismiss(patient=moussa-idriss)"),
    ("uk", "Муссу Ідрісса звільнено з посади.", "Dismiss(patient=moussa-idriss)"),
    ("en", "Chad asked the African Union for help.", "RequestHelp(recipient=african-union)"),
    ("uk", "Влада просить допомоги в Африканського Союзу.", "RequestHelp(recipient=african-union)"),
    ("nb", "De ba Den afrikanske union om hjelp.", "RequestHelp(recipient=african-union)"),
    ("pl", "Poproszono Unię Afrykańską o pomoc.", "RequestHelp(recipient=african-union)"),
]

WITHOUT_KEY = [
    ("en", "Moussa Idriss met ministers in Chad."),
    ("en", "There were protests in Chad."),
    ("en", "Chad is large."),
    ("en", "The unrest in Chad was caused by hunger."),
]

TYPES = [
    ("en", "The demonstrations were an attempted coup.", "CoupAttempt"),
    ("en", "The general was arrested on charges of plotting to overthrow the king.", "Arrest"),
    ("en", "Nine officers were hurt in the clashes.", "Injure"),
    ("nb", "Det var sammenstøt under protesten.", "Clash"),
    ("en", "The general strike was called off and the port was seized.", "Protest"),
    ("uk", "Заворушення в столиці під контролем.", "UnderControl"),
    ("pl", "Zaginęło 12 osób.", None),
    ("en", "Nothing is known.", None),
]


def annotate(lang: str, texts: list[tuple[Role, str]], names: Names) -> Annotation:
    """Return an annotation of segments, with a mention wherever one of the names stands."""
    text, segments = "", []
    for role, part in texts:
        segments.append(Segment(Span(len(text), len(text) + len(part)), lang, role))
        text += part + "\n"
    mentions = [
        Mention(Span(text.index(name), text.index(name) + len(name)), kind, "name", entity, "test")
        for name, (kind, entity) in names.items()
        if name in text
    ]
    quantities = find_quantities(text, segments)
    document = Document("d", text)
    return Annotation(document, lang, "", Metadata(), tuple(segments), tuple(mentions), quantities, (), ())


def claim(annotation: Annotation, words: str) -> Claim:
    """Return the claim whose content is these words."""
    start = annotation.document.text.index(words)
    span = Span(start, start + len(words))
    quantities = tuple(i for i, q in enumerate(annotation.quantities) if span.contains(q.span))
    events = find_events(annotation.document.text, annotation.segments)
    kind = event_type([span], events, [annotation.quantities[i] for i in quantities])
    return Claim((span,), annotation.lang, "indirect", "S4", event=kind, quantities=quantities)


def key(lang: str, text: str, names: Names) -> str | None:
    annotation = annotate(lang, [("body", text)], names)
    return proposition_key(claim(annotation, text), annotation, occasion(annotation))


@pytest.mark.parametrize(("lang", "text", "expected"), SAME)
def test_same_statement_has_the_same_key(lang: str, text: str, expected: str) -> None:
    assert key(lang, text, PLACES | PEOPLE | BODIES) == expected


@pytest.mark.parametrize(("lang", "text"), WITHOUT_KEY)
def test_statements_too_unlike_have_no_key(lang: str, text: str) -> None:
    assert key(lang, text, PLACES | PEOPLE | BODIES) is None


@pytest.mark.parametrize(("lang", "text", "expected"), TYPES)
def test_most_telling_event_types_a_claim(lang: str, text: str, expected: str | None) -> None:
    assert claim(annotate(lang, [("body", text)], {}), text).event == expected


def test_figure_outranks_the_words_around_it() -> None:
    text = "Police used tear gas and detained 63 people."
    assert claim(annotate("en", [("body", text)], {}), text).event == "Detain"


def test_blame_in_the_cue_names_a_cause() -> None:
    text = "Villagers blamed the felling of trees."
    events = find_events(text, [Segment(Span(0, len(text)), "en", "body")])
    words = Span(text.index("the"), len(text) - 1)
    assert event_type([words], events) is None
    assert event_type([words], events, cue=Span(text.index("blamed"), words.start - 1)) == "Cause"


def test_words_far_from_the_start_do_not_type_a_claim() -> None:
    text = "The ferry company will go on selling its tickets at the old harbour, where rebels killed a guard."
    assert claim(annotate("en", [("body", text)], {}), text).event is None


def test_figures_of_the_missing_have_a_key_without_a_type() -> None:
    text = "At least 12 people are missing in Chad."
    annotation = annotate("en", [("body", text)], PLACES)
    assert claim(annotation, text).event is None
    assert proposition_key(claim(annotation, text), annotation, occasion(annotation)) == "Search(place=chad)"


def test_place_left_implicit_is_that_of_the_document() -> None:
    texts: list[tuple[Role, str]] = [("title", "Chad in turmoil"), ("body", "She said 40 people were killed.")]
    annotation = annotate("en", texts, PLACES)
    assert occasion(annotation) == "chad"
    assert (
        proposition_key(claim(annotation, "40 people were killed"), annotation, occasion(annotation))
        == "Kill(place=chad)"
    )


def test_places_of_teasers_are_not_the_occasion() -> None:
    annotation = annotate("en", [("related", "Chad in turmoil"), ("body", "All is well.")], PLACES)
    assert occasion(annotation) is None


def test_polarity_and_number_stay_out_of_the_key() -> None:
    texts = ["Shots: police never opened fire in Chad.", "Police opened fire in Chad."]
    assert {key("en", text, PLACES) for text in texts} == {"UseForce(place=chad)"}


def test_two_persons_leave_the_patient_open() -> None:
    names: Names = {"Moussa Idriss": ("PER", "moussa-idriss"), "Ali Bichara": ("PER", "ali-bichara")}
    assert key("en", "Moussa Idriss dismissed Ali Bichara.", names) is None


def test_unresolved_names_give_no_key() -> None:
    annotation = annotate("en", [("body", "Forty people were killed in Chad.")], {})
    assert (
        proposition_key(claim(annotation, "Forty people were killed in Chad."), annotation, occasion(annotation))
        is None
    )
