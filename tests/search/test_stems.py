"""Forms of one word have a stem in common; other words don't."""

import pytest

from claimgraph.search.stems import languages, stems

FORMS = {
    "uk": (
        "школа школи школі школу школою шкіл школам школами школах",
        "уряд уряду урядові урядом уряди урядів урядам урядах",
        "дорога дороги дорозі дорогу дорогою дорогами",
        "міністерка міністерки міністерці міністеркою міністерок",
        "новий нового новому новим нова нової новою нові нових новими",
        "повідомив повідомила повідомили повідомити повідомить",
        "затримав затримала затримали затримати затримано",
        "Київ Києва Києву Києвом Києві",
        "Харків Харкова Харкову Харковом Харкові",
        "Львів Львова Львову Львовом Львові",
        "знання знанням знаннями",
        "зустрівся зустрілася зустрілися зустрітися",
    ),
    "pl": (
        "wojna wojny wojnie wojnę wojną wojnami wojnach",
        "rząd rządu rządowi rządem",
        "nowy nowego nowemu nowym nowa nowej",
        "strajk strajku strajkowi strajkiem strajki strajków",
    ),
    "nb": (
        "regjering regjeringen regjeringer regjeringene regjeringens",
        "streik streiken streiker streikene",
        "angrep angrepet angrepene",
        "skole skolen skoler skolene",
    ),
    "ru": ("война войны войне войну войной войнах", "правительство правительства правительству правительством"),
    "en": ("strike strikes striking", "minister ministers minister's"),
    "de": ("Regierung Regierungen", "Angriff Angriffe Angriffs"),
}
APART = {
    "uk": "школа шкода міст мир місяць уряд наряд страйк дорога довіра міністр монастир весна війна воля вода",
    "pl": "wojna wojsko rząd strajk szkoła szkoda miasto mleko",
    "nb": "regjering regn streik strek skole skog angrep avtale",
}


@pytest.mark.parametrize(("lang", "row"), [(lang, row) for lang, rows in FORMS.items() for row in rows])
def test_forms_of_a_word_share_a_stem(lang: str, row: str) -> None:
    first, *others = row.lower().split()
    missed = [word for word in others if not set(stems(word, lang)) & set(stems(first, lang))]
    # Fleeting vowels and changed roots are beyond endings.
    assert missed in ([], ["міністерок"]), (stems(first, lang), [(word, stems(word, lang)) for word in missed])


@pytest.mark.parametrize("lang", APART)
def test_other_words_have_other_stems(lang: str) -> None:
    seen: dict[str, str] = {}
    for word in APART[lang].split():
        for stem in stems(word, lang):
            assert stem not in seen, (word, seen.get(stem), stem)
            seen[stem] = word


def test_regions_of_a_language_have_its_stems() -> None:
    assert stems("regjeringen", "nb-NO") == stems("regjeringen", "nb")


def test_a_language_without_rules_keeps_its_words() -> None:
    assert "zz" not in languages()
    assert stems("whatever", "zz") == ("whatever",)


@pytest.mark.parametrize("word", ["", "ь", "ся", "а", "шш", "ццц", "і" * 500])
def test_odd_words_have_a_stem(word: str) -> None:
    assert all(isinstance(stem, str) for lang in sorted(languages()) for stem in stems(word, lang))
