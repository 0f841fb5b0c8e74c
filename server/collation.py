"""The order of names by the alphabet of the page's language; letters of others stand by the letter they come from."""

from __future__ import annotations

import unicodedata

from claimgraph.server import languages

ALPHABETS = {
    "nb": "abcdefghijklmnopqrstuvwxyzæøå",
    "pl": "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}
"""Language -> its letters in order. Source: the alphabets as CLDR's exemplar sets and collations give them."""
TWINS = {"nb": str.maketrans("äöÄÖ", "æøÆØ")}
"""Language -> letters of others -> its own letters that they are sorted as."""
PLAIN = "abcdefghijklmnopqrstuvwxyz"

Key = tuple[list[tuple[int, int]], str]


def sort_key(text: str) -> Key:
    """Return what a name is sorted by in the language of the page: its letters, then accents and case.

    >>> sorted(["Ødegård", "Zorn", "Östberg", "Adam"], key=sort_key)
    ['Adam', 'Ødegård', 'Östberg', 'Zorn']
    """
    code = languages.language()
    text = text if code not in TWINS else text.translate(TWINS[code])
    alphabets = (ALPHABETS.get(code, PLAIN), PLAIN, ALPHABETS["uk"])
    return [_place(letter, alphabets) for letter in unicodedata.normalize("NFC", text.casefold())], text


def _place(letter: str, alphabets: tuple[str, ...]) -> tuple[int, int]:
    for rank, alphabet in enumerate(alphabets, 1):
        for form in (letter, BARE.get(letter, letter), unicodedata.normalize("NFD", letter)[0]):
            if form in alphabet:
                return rank, alphabet.index(form)
    return (len(alphabets) + 1 if letter.isalpha() else 0), ord(letter)


BARE = {"ø": "o", "æ": "a", "ł": "l", "đ": "d", "ð": "d", "ß": "s", "œ": "o", "ı": "i"}
"""Letters that Unicode doesn't take apart -> the letter that they stand by where the alphabet hasn't them."""
