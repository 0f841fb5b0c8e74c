"""The words of a language that tie a number to what happened, compiled, and the words of happening of a sentence."""

from __future__ import annotations

import re
from functools import cache

from claimgraph.extract.lexicon import Hit, Lexicon, any_of, words
from claimgraph.lang import language
from claimgraph.lang.counting import Counting

# Measures whose words are those of an event type; the other words are in the language's own table.
_EVENT_MEASURES = {
    "Kill": "killed", "Injure": "injured", "Detain": "detained", "Arrest": "arrested", "Damage": "damaged",
}  # fmt: skip
_QUOTE = r"[\"“”„«»]"
BREAK = re.compile(r"[;–—\n]|\s-\s|\.\s")
REACH, _ATTRIBUTE, _ASIDE = 90, 45, 60
"""How far a word of happening reaches at most, and how long attributes and asides are, in code points."""
_AGENTS = frozenset({"protesters"})
"""What those are counted as who do something to others: `200 farmers blocked the road`."""
_TOPIC_REACH = 300
"""How far before a sentence a protest is still what it speaks of."""


class ClauseGrammar:
    """The compiled words of one language that tie numbers to verbs."""

    def __init__(self, counting: Counting, triggers: Lexicon, protests: Lexicon) -> None:
        clause = counting.clause
        self.triggers = triggers
        self.protests = protests
        self.free_object = clause.free_object
        fillers = rf"(?:{any_of(clause.fillers)}\s+)*"
        self.filled = re.compile(rf"{_QUOTE}?\s+{fillers}")
        self.bridged = re.compile(rf"{_QUOTE}?(?:\s+{any_of(clause.bridges)}(?!\w))*\s+{_QUOTE}?")
        self.bridge = re.compile(rf"\s+{any_of(clause.bridges)}(?!\w)")
        self.bridge_end = re.compile(rf"(?<!\w){any_of(clause.bridges)}\s+\Z")
        self.joint = re.compile(rf"\s*,?\s*(?P<word>{any_of(clause.conjunctions)}(?!\w))?\s*{fillers}")
        self.attribute = re.compile(
            rf"\s+{any_of(clause.attributes)}(?:\s[^,;:.–—]{{1,{_ATTRIBUTE}}})?\s{any_of(clause.conjunctions)}"
            rf"\s+{fillers}"
        )
        self.resumed = re.compile(rf"[^;:.–—]{{0,{_ATTRIBUTE}}}\s{any_of(clause.conjunctions)}\s+{fillers}")
        self.open_ended = re.compile(rf"(?<!\w){any_of(clause.attributes)}\Z")
        self.portion = re.compile(rf"\s+{any_of(counting.nouns.partitives)}(?:\s*|\s+\w+\s+)")
        self.barrier = re.compile(words(clause.barriers))
        aside = words([*clause.barriers, *clause.contained])
        self.inserted = re.compile(rf",\s*{aside}[^,;]*,|,[^,;:–—]{{1,{_ASIDE}}},|\([^()]*\)|\s[–—-]\s[^–—;]*\s[–—-]\s")
        attribute = rf"(?:\s+{any_of(clause.attributes)}\s[^,;]{{1,{_ATTRIBUTE}}}?)?"
        self.relative = re.compile(rf"{attribute}\s+{any_of(clause.relatives)}(?!\w)[^,;]*")
        self.break_back = re.compile(rf",|{words([*clause.barriers, *clause.conjunctions])}")
        self.change = re.compile(rf"{words(clause.rises)}|{words(clause.changes)}\s+{fillers}\Z")
        self.object = re.compile(rf"\s+{any_of(clause.objects)}(?!\w)")
        self.auxiliary = re.compile(words(clause.auxiliaries) if clause.auxiliaries else "")
        self.estimate = re.compile(rf"{words(clause.estimates)}\s+{fillers}\Z")
        self.roll = re.compile(words(clause.rolls) if clause.rolls else "(?!)")
        self.inverted = re.compile(words(clause.inverted) if clause.inverted else "(?!)")
        self.company = re.compile(rf"\s*,?\s+{any_of(clause.company)}\s+{fillers}")
        self.gap = re.compile(rf"[,;–—]|{words(clause.conjunctions)}")
        self.stop = re.compile(rf"[,;.:–—\n]|{words(clause.conjunctions)}")
        self.close = re.compile(
            rf"\s*(?:[,:;.–—)\"»”\n]|\Z)|\s+(?:{any_of(clause.attributes)}|{any_of(clause.conjunctions)})(?!\w)"
        )
        self.within = re.compile(
            rf"\s+(?:[^,;:.–—]{{1,{_ATTRIBUTE}}}\s)?{any_of(clause.attributes)}\s+(?:{any_of(clause.fillers)}\s+)*"
        )
        self.last = re.compile(rf"\s+{any_of(clause.conjunctions)}(?!\w)")
        self.enumerated = re.compile(rf"(?:,\s[^,;:.–—]{{2,30}}){{1,2}},?\s{any_of(clause.conjunctions)}\s+{fillers}")
        self.nominal = re.compile(any_of(clause.nominal))
        self.forward = re.compile(any_of(clause.forward))
        self.backward = re.compile(any_of(clause.backward))

    def takes_object(self, folded: str, trigger: Hit, start: int, end: int) -> bool:
        """Tell whether a verb has an object behind it, so that a number before it is its subject at most."""
        if trigger.label in _AGENTS:
            return False
        if self.forward.fullmatch(folded, trigger.start, trigger.end):
            return True
        bound = self.backward.fullmatch(folded, trigger.start, trigger.end)
        if bound or not self.object.match(folded, trigger.end, end):
            return False
        if self.open_ended.search(folded, trigger.start, trigger.end):
            return False
        return self.bridge_end.search(folded, max(start, trigger.start - 20), trigger.start) is None

    def without_asides(self, gap: str, mark: str = " ") -> str:
        """Return a stretch of text with what is inserted between commas, dashes or brackets replaced."""
        return self.inserted.sub(mark, gap) if len(gap) <= 3 * REACH else gap

    def parts(self, gap: str) -> bool:
        """Tell whether a stretch of text between a number and a verb is too long or opens another clause."""
        gap = self.without_asides(gap, ",")
        return len(gap) > REACH or bool(BREAK.search(gap) or self.barrier.search(gap))

    def closes_relative(self, folded: str, position: int, trigger: Hit) -> bool:
        """Tell whether only a relative clause stands between a noun and its verb: `students who sang were led away`."""
        auxiliary = list(self.auxiliary.finditer(folded, position, trigger.start))
        if not auxiliary or trigger.start - position > REACH:
            return False
        if not self.bridged.fullmatch(folded, auxiliary[-1].end(), trigger.start):
            return False
        return self.relative.fullmatch(folded, position, auxiliary[-1].start()) is not None

    def is_estimated(self, gap: str) -> bool:
        """Tell whether what stands before a number makes it somebody's figure: `..., by the police's estimate 300`."""
        return len(gap) <= REACH and self.estimate.search(gap) is not None


@cache
def clause_grammar(lang: str) -> ClauseGrammar:
    """Return the compiled words of a language, once."""
    table = language(lang)
    patterns = {label: list(p) for label, p in table.counting.measures.items() if label != "topic"}
    for event, label in _EVENT_MEASURES.items():
        patterns[label] = [*patterns.get(label, ()), *table.happenings.triggers.get(event, ())]
    topic = [*table.happenings.triggers.get("Protest", ()), *table.counting.measures.get("topic", ())]
    protests = Lexicon({"Protest": topic})
    return ClauseGrammar(table.counting, Lexicon(patterns), protests)


def find_triggers(folded: str, start: int, end: int, lang: str) -> list[Hit]:
    """Return the words of happening in a stretch of folded text, labelled by measure, `damaged` or `none`."""
    grammar = clause_grammar(lang)
    hits = list(grammar.triggers.find(folded, start, end))
    if not any(hit.label == "present" for hit in hits):
        return hits
    protest = next(grammar.protests.find(folded, max(0, start - _TOPIC_REACH), end), None)
    label = "protesters" if protest else "none"
    return [hit._replace(label=label) if hit.label == "present" else hit for hit in hits]


def starts_verb(folded: str, start: int, end: int, lang: str) -> bool:
    """Tell whether a word of happening, or an auxiliary or adverb before one, begins behind the space there."""
    grammar = clause_grammar(lang)
    word = start + len(folded[start:end]) - len(folded[start:end].lstrip())
    return grammar.triggers.at(folded, word, end) is not None or grammar.bridge.match(folded, start, end) is not None
