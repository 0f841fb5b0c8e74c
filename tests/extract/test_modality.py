"""How claims are put."""

from __future__ import annotations

import pytest

from tests.extract.attribution import read


@pytest.mark.parametrize(
    ("lang", "text", "polarity"),
    [
        ("en", "The union said that talks had failed.", "pos"),
        ("en", "The union said that talks had not failed.", "neg"),
        ("en", "The union denied that talks had failed.", "neg"),
        ("en", "The union denied that talks had not failed.", "pos"),
        ("nb", "Fagforeningen sier at samtalene ikke har strandet.", "neg"),
        ("uk", "Профспілка заявила, що переговори не зірвано.", "neg"),
        ("pl", "Związek zaprzeczył, że rozmowy zerwano.", "neg"),
    ],
)
def test_polarity_counts_the_denial_of_the_cue(lang: str, text: str, polarity: str) -> None:
    (claim,) = read(text, lang).claims
    assert claim.polarity == polarity


@pytest.mark.parametrize(
    ("lang", "text", "certainty"),
    [
        ("en", "Police said that the fire was out.", "certain"),
        ("en", "Police said that the fire was probably out.", "probable"),
        ("en", "Police said that the fire could return.", "possible"),
        ("en", "Police claimed that the fire was out.", "alleged"),
        ("nb", "Politiet sier at mannen angivelig flyktet.", "alleged"),
        ("pl", "Policja podała, że pożar prawdopodobnie ugaszono.", "probable"),
    ],
)
def test_certainty_is_that_of_the_weakest_hedge(lang: str, text: str, certainty: str) -> None:
    (claim,) = read(text, lang).claims
    assert claim.certainty == certainty


@pytest.mark.parametrize(
    ("lang", "text", "fidelity"),
    [
        ("en", '"It is over," the mayor said.', "verbatim"),
        ("nb", "– Det er over, sier ordføreren.", "edited"),
        ("en", "The mayor said that it was over.", "paraphrase"),
    ],
)
def test_fidelity_follows_the_marks(lang: str, text: str, fidelity: str) -> None:
    (claim,) = read(text, lang).claims
    assert claim.fidelity == fidelity
