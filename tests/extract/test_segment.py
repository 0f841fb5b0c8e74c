"""Every paragraph gets its role and its language; nothing is left out, nothing is altered."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.layout.segment import segment
from claimgraph.lang import codes, language


@pytest.fixture(scope="module", autouse=True)
def _tables_are_read() -> None:
    """Read the tables of every language once, so that the examples of a property are timed without."""
    for code in codes():
        segment("The bridge stays shut.", code)


EN = """NEWS

Bridge in Arleton to stay shut until spring, mayor says

By Jane Roe and Tom Poe
Published: 3 May 2031, 10:15 BST | Updated: 11:02 BST

The bridge over the Arle, closed since a barge struck it in March. Photo: Sam Lens/Reuters

ARLETON, England (Reuters) - The bridge will stay closed until spring, the mayor of Arleton said on Monday.

Advertisement

"It is not safe," Ann Cole told reporters. "We will not open it."

Long detours

Drivers have complained about detours of up to an hour since March, according to the motoring club.

Read more: How the old bridges of the north are ageing

• Two lanes are closed

(Reporting by Jane Roe; Editing by Max Moe)

Sign up for our morning newsletter

© 2031 Arleton Post. All rights reserved.

https://example.org/2031/05/03/bridge
"""
EN_ROLES = [
    "title", "title", "byline", "metadata", "caption", "dateline", "body", "boilerplate", "body", "crossHead", "body",
    "related", "body", "byline", "boilerplate", "boilerplate", "boilerplate",
]  # fmt: skip

UK = """У Лісному затопило дві вулиці

12 квітня 2031, 18:40

ЛІСНЕ. 12 квітня. УНІАН. У селищі Лісне через прорив дамби затопило дві вулиці, повідомила обласна влада.

Вода прийшла вночі / фото Reuters

– Води було по коліна, – сказала мешканка Олена Гай.

Що буде далі?

Рятувальники обіцяють відкачати воду до п’ятниці, а мешканцям радять не повертатися до будинків.

Читайте також: Чому старіють дамби

Реклама

Джерело: обласна адміністрація

Підписуйтесь на наш канал у Telegram
"""
UK_ROLES = [
    "title", "dateline", "dateline", "body", "caption", "body", "crossHead", "body", "related", "boilerplate",
    "sourceNote", "boilerplate",
]  # fmt: skip

NB = """– Vi gir oss ikke

Av Kari Nordlie
Oppdatert 12. april 2031 kl. 18.40

OSLO (NTB): Streiken ved verftet i Havnes går inn i sin tredje uke, opplyser fagforeningen.

Annonse

Streikevakter utenfor porten mandag. Foto: Per Lens / NTB

– Vi gir oss ikke før lønnen er på plass, sier leder Ola Berg.

Tom kasse

Fagforeningen har penger igjen til én måned, men vil ikke si hvor mye det er snakk om.

Les også: Dette er de største streikene

Artikkelen fortsetter under annonsen

Kilde: NTB
"""
NB_ROLES = [
    "title", "byline", "metadata", "dateline", "body", "boilerplate", "caption", "body", "crossHead", "body", "related",
    "boilerplate", "sourceNote",
]  # fmt: skip

PL = """Strajk w porcie: pracodawca zrywa rozmowy

oprac. Anna Sowa
12 kwietnia 2031 r.

Gdynia (PAP) Rozmowy w sprawie płac w porcie zostały zerwane, poinformował w sobotę związek zawodowy.

Fot. Jan Lens / PAP

- Nie ustąpimy - powiedział szef związku Piotr Grab. - Mamy czas.

„Nie ustąpimy, dopóki nie dostaniemy tego, co nam obiecano” Piotr Grab, szef związku

Dalsza część artykułu pod reklamą

Pracodawca twierdzi, że na podwyżki nie ma pieniędzy, i zapowiada zwolnienia od nowego roku.

Czytaj też: Porty w kryzysie

Polityka Prywatności

Wszelkie prawa zastrzeżone.
"""
PL_ROLES = [
    "title", "byline", "dateline", "dateline", "body", "caption", "body", "pullQuote", "boilerplate", "body", "related",
    "boilerplate", "boilerplate",
]  # fmt: skip

ARTICLES = {"en": (EN, EN_ROLES), "uk": (UK, UK_ROLES), "nb": (NB, NB_ROLES), "pl": (PL, PL_ROLES)}


@pytest.mark.parametrize("lang", ARTICLES)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_roles_and_language_of_an_article(lang: str, newline: str) -> None:
    text, roles = ARTICLES[lang]
    found = segment(text.replace("\n", newline))
    assert [part.role for part in found] == roles
    assert {part.lang for part in found} == {lang}


def parts(text: str, lang: str | None = None) -> list[tuple[str, str]]:
    return [(part.role, part.span.of(text)) for part in segment(text, lang)]


def test_glued_date_is_a_segment_of_its_own() -> None:
    text = " date 2031-05 Bridge stays shut\n\nThe bridge will stay shut, the mayor said.\n"
    assert parts(text)[:2] == [("metadata", "date 2031-05"), ("title", "Bridge stays shut")]


def test_year_in_a_sentence_is_no_glued_date() -> None:
    assert [role for role, _ in parts("Update 2031 brought new rules, said the mayor of the town on Monday.")] == [
        "body"
    ]


def test_credit_that_is_glued_to_a_long_paragraph_is_cut_off() -> None:
    body = "The mayor said the bridge would not be opened before the spring, and gave no reason for it. " * 5
    found = parts(f"{body}Photo: Sam Lens/AFP")
    assert found == [("body", body.strip()), ("caption", "Photo: Sam Lens/AFP")]


def test_repeated_title_is_a_title() -> None:
    text = "Bridge stays shut\n\nBridge stays shut\n\nThe bridge will stay shut, the mayor said on Monday.\n"
    assert [role for role, _ in parts(text)] == ["title", "title", "body"]


def test_quotation_that_is_repeated_in_the_text_is_a_pull_quote() -> None:
    quote = "We will not open the bridge before the spring of next year"
    text = f"Bridge\n\nThe bridge is shut.\n\n“{quote}” Ann Cole\n\n“{quote},” Ann Cole said on Monday.\n"
    assert [role for role, _ in parts(text)][1:] == ["body", "pullQuote", "body"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Related to this, the police detained two men.",
        "By Monday, the water had gone down.",
        "Source code was stolen, the company said.",
        "A photo by a passer-by shows the car, which police say was stolen, in front of the house of the mayor.",
        "Published in 2019, the report found no fault.",
        "The talks took 40 minutes.",
        "Reklama kłamie, powiedział minister.",
        "Les partis hevder at loven er god.",
        "Подробиці справи не розголошують, сказав суддя.",
        "NATO – this is what unites us – said nothing.",
        "Jens Holm (Ap): – Vi er ikke enige i dette.",
        "Update: the road is open again, police said.",
    ],
)
def test_sentence_that_looks_like_a_line_of_the_page_stays_text(sentence: str) -> None:
    text = f"A title for this text\n\nThe first paragraph stands here and is of no interest.\n\n{sentence}\n"
    assert parts(text)[-1] == ("body", sentence)


@pytest.mark.parametrize(
    "line",
    ["ADVERTISEMENT", "- Annonse -", "Reklama", "Реклама", "Story continues below advertisement", "Kommentarer (12)",
     "Zapisz się na newsletter", "Følg oss på Facebook", "Якщо ви помітили помилку, виділіть її і натисніть Ctrl+Enter",
     "<https://example.org/a?b=c>", "* * *", "www.example.org"],
)  # fmt: skip
def test_line_of_the_page(line: str) -> None:
    text = f"A title for this text\n\nThe first paragraph stands here.\n\n{line}\n\nThe last paragraph.\n"
    assert ("boilerplate", line) in parts(text)


def test_paragraph_in_another_language() -> None:
    uk = "Президент заявив, що протести були спробою державного перевороту, і пообіцяв покарати винних."
    pl = "Prezydent oświadczył, że protesty były próbą zamachu stanu, i zapowiedział ukaranie winnych."
    en = "The president said the protests were an attempted coup and promised to punish those behind it."
    found = segment(f"Coup claim\n\n{en}\n\n{uk}\n\n{en} He said so twice.\n\nДень жалоби\n\n{pl}\n")
    assert [part.lang for part in found] == ["en", "en", "uk", "en", "uk", "pl"]


def test_names_in_another_script_do_not_change_the_language() -> None:
    uk = "Засновниками офшору є кіпрські фірми «Heico Ventures Limited» і «Suzel Enterprises Limited»."
    en = "The newspaper «Дзеркало тижня» reported it on Monday, she told reporters in Kyiv on Tuesday."
    assert [part.lang for part in segment(f"{uk}\n\n{en}", "uk")] == ["uk", "en"]
    assert [part.lang for part in segment(f"{uk}\n\n{en}", "en")] == ["uk", "en"]


def test_declared_language_decides_over_short_lines() -> None:
    assert [part.lang for part in segment("Ja.\n\nNei.", "nb")] == ["nb", "nb"]
    assert [part.lang for part in segment("Ja.\n\nNei.", "no-NO")] == ["nb", "nb"]


def test_lines_of_a_fixed_width_are_joined() -> None:
    text = (
        "The bridge over the Arle will stay closed until the spring, the mayor\n"
        "of Arleton told reporters on Monday after a meeting of the council\n"
        "that had lasted for most of the night.\n\n"
        "She gave no reason for the delay, but said that engineers had found\n"
        "new cracks in two of the four piers of the bridge and that the cost\n"
        "of the repair was not yet known.\n"
    )
    assert [role for role, _ in parts(text)] == ["body", "body"]


@pytest.mark.parametrize("text", ["", " \r\n\t ", "\ufeff", "x", "???", "2022", "😀", "e\u0301"])
def test_odd_texts(text: str) -> None:
    check_cover(text)


def check_cover(text: str) -> None:
    found = segment(text)
    covered = {place for part in found for place in range(part.span.start, part.span.end)}
    assert covered >= {place for place, char in enumerate(text) if not char.isspace()}
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert all(part.span.of(text) == part.span.of(text).strip() != "" for part in found)


PIECES = st.sampled_from(
    ["\n", "\r\n", "\n\n", "\u2028", "\u00a0", " ", "Kyiv", "КИЇВ", ", ", "10 січня", "Jan. 10", " (UPI) -- ",
     "Advertisement", "Foto: A / NTB", "– Ja", "“No,” he said.", "😀", "e\u0301", "2022-01", "date ", "Czytaj więcej ",
     ".", "…", ":", "The president said so. ", "Уряд заявив. ", "\u200b", "https://a.b/c", "©", "(PAP)"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
def test_segments_are_in_order_and_cover_the_text(text: str) -> None:
    check_cover(text)


@given(st.text(max_size=80))
def test_segments_cover_any_text(text: str) -> None:
    check_cover(text)


@given(st.lists(PIECES, max_size=15).map("".join))
def test_segmentation_is_repeatable(text: str) -> None:
    assert segment(text) == segment(text)


@pytest.mark.parametrize("code", codes())
def test_captions_are_listed_in_lower_case(code: str) -> None:
    """They are matched with folded text, so that a capital would never be found."""
    for pattern in language(code).layout.captions:
        letters = re.sub(r"\\\w", "", pattern)
        assert letters == letters.lower()


def test_credit_is_found_whatever_its_case() -> None:
    text = "NEWS\n\n" + "The bridge over the Arle stays shut until the spring. " * 8 + "PHOTO BY: Sam Lens/Reuters"
    assert segment(text, "en")[-1].role == "caption"
