"""A dateline is cut off where it ends, and a sentence that begins like one stays whole."""

from __future__ import annotations

import pytest

from claimgraph.extract.layout.datelines import leading_dateline, whole_dateline

# The dateline ends at " | ".
LEADING = [
    ("en", "KYIV, Jan 10 (Reuters) - | Russia said on Monday", "Reuters", (1, 10)),
    ("en", "WASHINGTON (AP) — | The Latest on the race:", "AP", None),
    ("en", "Jan. 10 (UPI) -- | The president", "UPI", (1, 10)),
    ("en", "ALMATY, Kazakhstan (AP) — | Security forces", "AP", None),
    ("en", "Madurai (TN), Apr 9 (PTI): | The death toll", "PTI", (4, 9)),
    ("en", "Goma (DR Congo) (AFP) - | Fighters", "AFP", None),
    ("en", "BAGHDAD, Iraq - | Two officials told reporters on Wednesday about it.", None, None),
    ("en", "MOSCOW, January 10. /TASS/. | The alliance said", "TASS", (1, 10)),
    ("en", "MOSCOW. Jan 10 (Interfax) - | The alliance", "Interfax", (1, 10)),
    ("en", "Kyiv. 10 January. INTERFAX-UKRAINE – | The", "INTERFAX-UKRAINE", (1, 10)),
    ("en", "Berlin/Paris, January 5 (dpa) - | The", "dpa", (1, 5)),
    ("en", "(Reuters) - | Oil", "Reuters", None),
    ("en", "NORDBY, March 5 (Unheard News) -- | The", "Unheard News", (3, 5)),
    ("nb", "OSLO (NTB): | Regjeringen sier", "NTB", None),
    ("nb", "Oslo (NTB-AFP-Reuters): | Det", "NTB-AFP-Reuters", None),
    ("nb", "(©NTB): | Det skjedde", "NTB", None),
    ("pl", "Warszawa (PAP) | Rząd przyjął", "PAP", None),
    ("pl", "Warszawa, 10.01.2022 (ISBnews) – | Rząd", "ISBnews", (1, 10)),
    ("pl", "Warszawa, 10 stycznia 2022 r. (PAP) - | Rząd", "PAP", (1, 10)),
    ("uk", "КИЇВ, 10 січня (Укрінформ) – | Президент", "Укрінформ", (1, 10)),
    ("uk", "КИЇВ. 19 листопада. УНН. | Головний", "УНН", (11, 19)),
    ("uk", "Київ, 10 січня. | Президент сказав", None, (1, 10)),
]
SENTENCES = [
    ("en", "Tokayev (68) - the president - said so on Monday, adding nothing to it."),
    ("en", "The Associated Press (AP) reported that two men were held."),
    ("en", "Kassym-Jomart Tokayev, the president of Kazakhstan (a CSTO member), said"),
    ("nb", "Jens Stoltenberg (Ap): – Vi vil ikke"),
    ("nb", "Jonas Gahr Støre (Ap) sier at"),
    ("pl", "Prawo i Sprawiedliwość (PiS) - partia rządząca - wygrało"),
    ("pl", "ODKB - organizacja kierowana przez Rosję - wysłała wojska do Kazachstanu."),
    ("pl", "Strajk w Ryanair, lipiec 2018 - odwołano loty"),
    ("uk", "ОДКБ – це організація, яку очолює Росія, сказав президент у понеділок."),
    ("uk", "Володимир Зеленський – президент"),
]


@pytest.mark.parametrize(("lang", "marked", "agency", "day"), LEADING)
def test_dateline_before_a_text(lang: str, marked: str, agency: str | None, day: tuple[int, int] | None) -> None:
    head, _, rest = marked.partition(" | ")
    found = leading_dateline(f"{head} {rest}", lang, body_start=True)
    assert found is not None
    assert found.end == len(head) + 1
    assert found.agency == agency
    assert (found.stamp and (found.stamp.month, found.stamp.day)) == day


@pytest.mark.parametrize(("lang", "sentence"), SENTENCES)
def test_sentence_is_no_dateline(lang: str, sentence: str) -> None:
    assert leading_dateline(sentence, lang, body_start=True) is None


def test_place_and_date_alone_open_the_text_only() -> None:
    assert leading_dateline("Friday, January 7: The protests spread.", "en", body_start=False) is None


@pytest.mark.parametrize(
    ("line", "publisher", "date"),
    [
        ("Euronews.- 10.01.2022", "Euronews", "2022-01-10"),
        ("Kyiv Post | 10 January 2022", "Kyiv Post", "2022-01-10"),
        ("10.01.2022, Moscow.", None, "2022-01-10"),
        ("Mon 10 Jan 2022 18.00 GMT", None, "2022-01-10"),
    ],
)
def test_line_that_is_a_dateline(line: str, publisher: str | None, date: str) -> None:
    found = whole_dateline(line, "en")
    assert found is not None
    assert found.stamp is not None
    partial = found.stamp.partial()
    assert partial is not None
    assert (found.publisher, partial.value) == (publisher, date)


@pytest.mark.parametrize("line", ["He died on 10 January 2022", "January 2022", "10 January 2022, 31 people", "Kyiv"])
def test_line_that_is_none(line: str) -> None:
    assert whole_dateline(line, "en") is None
