"""The language of each paragraph: a document is mostly in one, with paragraphs in others."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from claimgraph.lang import codes, installed, language

MIN_LETTERS = 40
"""Fewer letters than this say too little to set a paragraph apart from its document."""
MIN_PROBABILITY = 0.9
MIN_SHARE = 0.2
"""A text of which fewer letters are in the script of a language is not in that language."""
_SAMPLE = 1000
_SCRIPTS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "ARABIC": "Arab", "HEBREW": "Hebr", "GEORGIAN": "Geor",
    "ARMENIAN": "Armn", "DEVANAGARI": "Deva", "CJK": "Hani", "HANGUL": "Hang", "HIRAGANA": "Hira",
}  # fmt: skip
# source: ISO 15924 codes for the first words of Unicode character names


@cache
def _identifier() -> tuple[LanguageIdentifier, dict[str, str]]:
    """Return the identifier, restricted to the installed languages, and the language of each of its labels."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = {label: code for code in codes() for label in (language(code).layout.identified_as or (code,))}
    labels = {label: code for label, code in known.items() if label in identifier.labels}
    identifier.set_languages(sorted(labels))
    identifier.nb_ptc = identifier.nb_ptc.astype("float32")  # its half floats are converted at every call otherwise
    return identifier, labels


def probabilities(text: str) -> dict[str, float]:
    """Return how likely a text is in each installed language."""
    identifier, labels = _identifier()
    found = dict.fromkeys(codes(), 0.0)
    for label, probability in identifier.rank(text[:_SAMPLE]):
        found[labels[label]] += float(probability)
    return found


class _Scores(dict[str, Mapping[str, float]]):
    """The probabilities of the paragraphs of one document, each read once."""

    def __missing__(self, text: str) -> Mapping[str, float]:
        self[text] = found = probabilities(text)
        return found


@lru_cache(maxsize=4096)
def _script_of_letter(letter: str) -> str:
    return _SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0], "Zzzz")


def scripts(text: str) -> dict[str, float]:
    """Return the share of each script, by its ISO 15924 code, among the letters of a text.

    >>> scripts("Токаєв (OD)"), scripts("2022")
    ({'Cyrl': 0.75, 'Latn': 0.25}, {})
    """
    counts: Counter[str] = Counter()
    for letter, number in Counter(text[:_SAMPLE]).items():
        if letter.isalpha():
            counts[_script_of_letter(letter)] += number
    return {code: count / counts.total() for code, count in sorted(counts.items())}


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text[:_SAMPLE]))


def _best(scores: Mapping[str, float], candidates: Sequence[str]) -> str:
    return max(sorted(candidates), key=lambda code: scores[code])


def main_language(texts: Sequence[str], scores: _Scores | None = None) -> str:
    """Return the language in which most of the letters of the paragraphs are."""
    scores = _Scores() if scores is None else scores
    total = dict.fromkeys(codes(), 0.0)
    long = [text for text in texts if _letters(text) >= MIN_LETTERS]
    for text in long or ["\n".join(texts)]:
        for code, probability in scores[text].items():
            total[code] += probability * len(text)
    return _best(total, codes())


def _paragraph_language(text: str, main: str, others: Sequence[str], scores: _Scores) -> str:
    """Return the language of a paragraph; `others` are those of the longer paragraphs, for a line too short to tell."""
    shares = scripts(text)
    if shares and shares.get(language(main).script, 0.0) < MIN_SHARE:
        own_script = max(shares, key=lambda code: shares[code])
        same = [code for code in codes() if language(code).script == own_script]
        known = [code for code in others if code in same] if _letters(text) < MIN_LETTERS else []
        return known[0] if known else (_best(scores[text], same) if same else main)
    if _letters(text) < MIN_LETTERS:
        return main
    best = _best(scores[text], codes())
    sure = scores[text][best] >= MIN_PROBABILITY and shares.get(language(best).script, 0.0) >= MIN_SHARE
    return best if sure else main


def languages(texts: Sequence[str], declared: str | None = None) -> list[str]:
    """Return the language of each paragraph; short ones take the document's unless their script says otherwise.

    The document's language is the declared one, else that of most letters. Codes that no installed language
    answers to are treated as undeclared.
    """
    scores = _Scores()
    main = (installed(declared) if declared else None) or main_language(texts, scores)
    long = {text: _paragraph_language(text, main, (), scores) for text in texts if _letters(text) >= MIN_LETTERS}
    others = [code for code, _ in Counter(long.values()).most_common()]
    return [long.get(text) or _paragraph_language(text, main, others, scores) for text in texts]
