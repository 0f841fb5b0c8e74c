"""What befell those who are counted: each number of a sentence is tied to the word that governs it.

In order of trust: a verb right before the number, a verb right after its noun, what the noun itself says, the
measure of the number that it is a part of or is coordinated with, a verb farther on, a verb farther back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from claimgraph.extract.candidates import Candidate
from claimgraph.extract.lexicon import Hit, Lexicon, any_of, words
from claimgraph.lang import language
from claimgraph.lang.counting import Counting

# Measures whose words are those of an event type; the other words are in the language's own table.
_EVENT_MEASURES = {
    "Kill": "killed", "Injure": "injured", "Detain": "detained", "Arrest": "arrested", "Damage": "damaged",
}  # fmt: skip
# What a word of happening anywhere in the clause may say of those counted in it.
_SURE = frozenset(
    {"killed", "injured", "detained", "arrested", "missing", "displaced", "rescued", "evacuated", "buildings_damaged"}
)
# What is said of a single one without a noun; other verbs govern any `one`: `asked to leave one of them`.
_OF_ALL = frozenset({"killed", "injured"})
_OF_ONE = _OF_ALL | {"detained", "arrested", "missing", "rescued"}
_BREAK = re.compile(r"[;–—\n]|\s-\s|\.\s")
_LIST = re.compile(r"[^,;.:]{0,30}:\s")
_EQUALS = re.compile(r"\s*[:–—-]\s*")
_QUOTE = r"[\"“”„«»]"
_REACH, _INVERSION, _ATTRIBUTE, _ASIDE = 90, 12, 45, 60
_TOPIC_REACH = 300
_LONGEST_LIST = 20
"""Numbers of one list that are looked at to tell whether it ends with a word of coordination."""
"""How far before a sentence a protest is still what it speaks of."""


class _Grammar:
    """The compiled words of one language that tie numbers to verbs."""

    def __init__(self, counting: Counting, triggers: Lexicon, protests: Lexicon) -> None:
        clause = counting.clause
        self.triggers = triggers
        self.protests = protests
        self.free_object = clause.free_object
        self.filled = re.compile(rf"{_QUOTE}?\s+(?:{any_of(clause.fillers)}\s+)*")
        self.bridged = re.compile(rf"{_QUOTE}?(?:\s+{any_of(clause.bridges)}(?!\w))*\s+{_QUOTE}?")
        self.bridge = re.compile(rf"\s+{any_of(clause.bridges)}(?!\w)")
        self.bridge_end = re.compile(rf"(?<!\w){any_of(clause.bridges)}\s+\Z")
        self.joint = re.compile(
            rf"\s*,?\s*(?P<word>{any_of(clause.conjunctions)}(?!\w))?\s*(?:{any_of(clause.fillers)}\s+)*"
        )
        self.attribute = re.compile(
            rf"\s+{any_of(clause.attributes)}(?:\s[^,;:.–—]{{1,{_ATTRIBUTE}}})?\s{any_of(clause.conjunctions)}"
            rf"\s+(?:{any_of(clause.fillers)}\s+)*"
        )
        self.resumed = re.compile(
            rf"[^;:.–—]{{0,{_ATTRIBUTE}}}\s{any_of(clause.conjunctions)}\s+(?:{any_of(clause.fillers)}\s+)*"
        )
        self.open_ended = re.compile(rf"(?<!\w){any_of(clause.attributes)}\Z")
        self.portion = re.compile(rf"\s+{any_of(counting.nouns.partitives)}(?:\s*|\s+\w+\s+)")
        self.barrier = re.compile(words(clause.barriers))
        aside = words([*clause.barriers, *clause.contained])
        self.inserted = re.compile(rf",\s*{aside}[^,;]*,|,[^,;:–—]{{1,{_ASIDE}}},|\([^()]*\)|\s[–—-]\s[^–—;]*\s[–—-]\s")
        attribute = rf"(?:\s+{any_of(clause.attributes)}\s[^,;]{{1,{_ATTRIBUTE}}}?)?"
        self.relative = re.compile(rf"{attribute}\s+{any_of(clause.relatives)}(?!\w)[^,;]*")
        self.break_back = re.compile(rf",|{words([*clause.barriers, *clause.conjunctions])}")
        self.change = re.compile(rf"{words(clause.rises)}|{words(clause.changes)}\s+(?:{any_of(clause.fillers)}\s+)*\Z")
        self.object = re.compile(rf"\s+{any_of(clause.objects)}(?!\w)")
        self.auxiliary = re.compile(words(clause.auxiliaries) if clause.auxiliaries else "")
        self.estimate = re.compile(rf"{words(clause.estimates)}\s+(?:{any_of(clause.fillers)}\s+)*\Z")
        self.nominal = re.compile(any_of(clause.nominal))
        self.forward = re.compile(any_of(clause.forward))
        self.backward = re.compile(any_of(clause.backward))


@cache
def _grammar(lang: str) -> _Grammar:
    table = language(lang)
    patterns = {label: list(p) for label, p in table.counting.measures.items() if label != "topic"}
    for event, label in _EVENT_MEASURES.items():
        patterns[label] = [*patterns.get(label, ()), *table.happenings.triggers.get(event, ())]
    topic = [*table.happenings.triggers.get("Protest", ()), *table.counting.measures.get("topic", ())]
    protests = Lexicon({"Protest": topic})
    return _Grammar(table.counting, Lexicon(patterns), protests)


def find_triggers(folded: str, start: int, end: int, lang: str) -> list[Hit]:
    """Return the words of happening in a stretch of folded text, labelled by measure, `damaged` or `none`."""
    grammar = _grammar(lang)
    hits = list(grammar.triggers.find(folded, start, end))
    if not any(hit.label == "present" for hit in hits):
        return hits
    protest = next(grammar.protests.find(folded, max(0, start - _TOPIC_REACH), end), None)
    label = "protesters" if protest else "none"
    return [hit._replace(label=label) if hit.label == "present" else hit for hit in hits]


def starts_verb(folded: str, start: int, end: int, lang: str) -> bool:
    """Tell whether a word of happening, or an auxiliary or adverb before one, begins behind the space there."""
    grammar = _grammar(lang)
    word = start + len(folded[start:end]) - len(folded[start:end].lstrip())
    return grammar.triggers.at(folded, word, end) is not None or grammar.bridge.match(folded, start, end) is not None


class _Sentence:
    """The numbers and the words of happening of one sentence."""

    def __init__(self, folded: str, candidates: Sequence[Candidate], start: int, lang: str, end: int) -> None:
        self.folded, self.start, self.end = folded, start, end
        self.candidates = candidates
        self.grammar = _grammar(lang)
        found = find_triggers(folded, start, end, lang)
        self.inside = {i: [t for t in found if c.number_end < t.start < c.end] for i, c in enumerate(candidates)}
        taken = {t for triggers in self.inside.values() for t in triggers}
        self.triggers = [t for t in found if t not in taken]
        self.governs = {t: i for t in self.triggers if (i := self._object_of(t)) is not None}
        self.before: dict[int, str] = {}
        self.parts = {index for index, candidate in enumerate(candidates) if candidate.contained}

    def _object_of(self, trigger: Hit) -> int | None:
        # Where the verb may come first, an intransitive one has its subject behind it: `i går døde tolv`.
        if not self.grammar.free_object and self.grammar.backward.fullmatch(self.folded, trigger.start, trigger.end):
            return None
        for index, candidate in enumerate(self.candidates):
            if trigger.end >= candidate.start:
                continue
            if self.grammar.filled.fullmatch(self.folded, trigger.end, candidate.start):
                return index if candidate.measure(trigger.label) else None
        return None

    def chained(self, index: int) -> bool:
        """Tell whether a number and the one after it are coordinated."""
        # A mere comma coordinates inside a list only: `8 soldiers, 12 civilians and 3 children`.
        for left, right in pairwise(self.candidates[index : index + _LONGEST_LIST]):
            joint = self.grammar.joint.fullmatch(self.folded, left.end, right.start)
            if joint is None:
                return self._attributed(left.end, right.start)
            if joint["word"] is not None:
                return joint is not None
        return False

    def _attributed(self, start: int, end: int) -> bool:
        """Tell whether only an attribute and a conjunction stand between: `guests of the hotel and 30 residents`."""
        if self.grammar.attribute.fullmatch(self.folded, start, end) is None:
            return False
        return not any(start <= trigger.start < end for trigger in self.triggers)

    def takes_object(self, trigger: Hit) -> bool:
        """Tell whether a verb has an object behind it, so that a number before it is its subject at most."""
        if self.grammar.forward.fullmatch(self.folded, trigger.start, trigger.end):
            return True
        bound = self.grammar.backward.fullmatch(self.folded, trigger.start, trigger.end)
        if bound or not self.grammar.object.match(self.folded, trigger.end, self.end):
            return False
        if self.grammar.open_ended.search(self.folded, trigger.start, trigger.end):
            return False
        return self.grammar.bridge_end.search(self.folded, max(self.start, trigger.start - 20), trigger.start) is None

    def adjacent(self, index: int) -> str | None:
        """Return the measure of a verb right before the number."""
        candidate = self.candidates[index]
        before = [t for t, i in self.governs.items() if i == index and t.label != "none"]
        if not before:
            return None
        self.before[index] = before[-1].label
        return candidate.measure(before[-1].label)

    def alone(self, index: int) -> str | None:
        """Return the measure of a single one without a noun: `killing one`, `one was injured`."""
        unknown = self.candidates[index].is_unknown and not self.inside[index]
        before = [t for t, i in self.governs.items() if i == index]
        plain = unknown or all(
            t.label in _OF_ALL or self.grammar.forward.fullmatch(self.folded, *t[1:]) for t in before
        )
        if before and not plain:
            return None
        measure = self.adjacent(index) or self.tight(index) or self.share(index)
        return measure if measure in _OF_ONE else None

    def tight(self, index: int) -> str | None:
        """Return the measure of a verb right behind the noun."""
        candidate = self.candidates[index]
        for trigger in self.triggers:
            if trigger.start < candidate.end:
                continue
            gap = self.grammar.inserted.sub("", self.folded[candidate.end : trigger.start])
            if not self.grammar.bridged.fullmatch(gap) or self.grammar.nominal.fullmatch(self.folded, *trigger[1:]):
                return None
            if candidate.contained and trigger.label == "none":
                return None
            if self.governs.get(trigger, index) == index and not self.takes_object(trigger):
                return candidate.measure(trigger.label)
        return None

    def own(self, index: int) -> str | None:
        """Return what the noun phrase itself says: `12 wounded soldiers`, `12 deaths`."""
        candidate = self.candidates[index]
        said = [measure for t in self.inside[index] if (measure := candidate.measure(t.label)) and t.label != "none"]
        if candidate.noun and candidate.noun.measure:
            return candidate.noun.measure
        return said[0] if said else None

    def limit(self, index: int) -> int:
        """Return where the next number begins that is neither a part of this one nor coordinated with it."""
        following = index
        while self.chained(following) or self._contains_next(following):
            following += 1
        return self.candidates[following + 1].start if following + 1 < len(self.candidates) else self.end

    def _contains_next(self, index: int) -> bool:
        return index + 1 < len(self.candidates) and self.candidates[index + 1].contained

    def onward(self, index: int) -> str | None:
        """Return the measure of a verb farther on in the clause."""
        candidate = self.candidates[index]
        if candidate.is_unknown or (candidate.noun is None and not self._bridges(candidate.end)):
            return None
        limit = self.limit(index)
        for trigger in self.triggers:
            measure = candidate.measure(trigger.label)
            if trigger.start < candidate.end or measure is None or trigger in self.governs:
                continue
            if trigger.end > limit or self._apart(candidate.end, trigger.start):
                if self._closes_relative(candidate.end, trigger) and not self.takes_object(trigger):
                    return measure
                return None
            if not self.takes_object(trigger) and self._is_subject_of(trigger, candidate):
                return measure
        return None

    def _closes_relative(self, position: int, trigger: Hit) -> bool:
        """Tell whether only a relative clause stands between a noun and its verb: `students who sang were led away`."""
        auxiliary = list(self.grammar.auxiliary.finditer(self.folded, position, trigger.start))
        if not auxiliary or trigger.start - position > _REACH:
            return False
        if not self.grammar.bridged.fullmatch(self.folded, auxiliary[-1].end(), trigger.start):
            return False
        return self.grammar.relative.fullmatch(self.folded, position, auxiliary[-1].start()) is not None

    def _is_subject_of(self, trigger: Hit, candidate: Candidate) -> bool:
        if self.grammar.nominal.fullmatch(self.folded, trigger.start, trigger.end):
            return False
        # Where the verb comes second, the auxiliary stands before the number: `i går ble tre barn drept`.
        begin = max(self.start, candidate.start - _INVERSION)
        passive = self.grammar.auxiliary.search(self.folded, begin, trigger.start)
        return passive is not None or bool(self.grammar.backward.fullmatch(self.folded, trigger.start, trigger.end))

    def _bridges(self, position: int) -> bool:
        return self.grammar.bridge.match(self.folded, position, self.end) is not None

    def _apart(self, start: int, end: int) -> bool:
        gap = self.grammar.inserted.sub(",", self.folded[start:end])
        return len(gap) > _REACH or bool(_BREAK.search(gap) or self.grammar.barrier.search(gap))

    def backward(self, index: int) -> str | None:
        """Return the measure of a verb farther back in the clause."""
        candidate = self.candidates[index]
        if candidate.is_unknown:
            return None
        floor = self.candidates[index - 1].end if index else self.start
        for trigger in reversed(self.triggers):
            measure = candidate.measure(trigger.label)
            if measure is None or trigger.end > candidate.start or trigger.start < floor:
                continue
            if measure == "protesters" and not self._is_estimated(trigger.end, candidate.start):
                continue
            if not self._reaches(trigger, candidate):
                return None
            self.before[index] = trigger.label
            return measure
        return None

    def _is_estimated(self, start: int, end: int) -> bool:
        return end - start <= _REACH and self.grammar.estimate.search(self.folded[start:end]) is not None

    def _reaches(self, trigger: Hit, candidate: Candidate) -> bool:
        gap = self.grammar.inserted.sub(" ", self.folded[trigger.end : candidate.start])
        if _EQUALS.fullmatch(gap):
            return True
        if self._is_estimated(trigger.end, candidate.start):
            return True
        if self._apart(trigger.end, candidate.start):
            return False
        if self.grammar.change.search(gap):
            return True
        if self.grammar.break_back.search(gap) and ("," in gap or candidate.kind == "person"):
            return False
        return self.grammar.free_object and candidate.noun is not None and not self.takes_object(trigger)

    def resume(self, index: int) -> str | None:
        """Return the measure of the verb before the number before, over other things: `11 shops, a bridge and 34 cars`."""
        if not index or index - 1 not in self.before:
            return None
        start, end = self.candidates[index - 1].end, self.candidates[index].start
        if any(start <= t.start < end for t in self.triggers) or not self.grammar.resumed.fullmatch(
            self.folded, start, end
        ):
            return None
        self.before[index] = self.before[index - 1]
        measure = self.candidates[index].measure(self.before[index])
        return measure if measure != "other" else None

    def nearest(self, index: int) -> str | None:
        """Return the measure of the only word of happening in the clause, wherever it stands."""
        candidate = self.candidates[index]
        if candidate.is_unknown or candidate.noun is None or candidate.default != "other":
            return None
        found = {candidate.measure(t.label) for t in self.triggers if self._shares_clause(t, candidate)} - {None}
        measure = found.pop() if len(found) == 1 else None
        return measure if measure in _SURE else None

    def _shares_clause(self, trigger: Hit, candidate: Candidate) -> bool:
        start, end = min(trigger.end, candidate.end), max(trigger.start, candidate.start)
        if trigger in self.governs or end - start > _REACH // 2:
            return False
        gap = self.grammar.inserted.sub(" ", self.folded[start:end])
        return not ("," in gap or _BREAK.search(gap) or self.grammar.barrier.search(gap))

    def part(self, index: int, measures: Sequence[str | None]) -> str | None:
        """Return the measure of the number that this one is a part of."""
        joined = index in self.parts or (index > 0 and index - 1 in self.parts and self.chained(index - 1))
        if not joined:
            return self.listed(index, measures)
        self.parts.add(index)
        whole = [measure for earlier, measure in enumerate(measures) if earlier not in self.parts]
        return whole[-1] if whole else None

    def listed(self, index: int, measures: Sequence[str | None]) -> str | None:
        """Return the measure of the number that a list behind a colon tells of: `14 people were held: 9 Danes, ...`."""
        candidate = self.candidates[index]
        for earlier in reversed(range(index)):
            start, end = self.candidates[earlier].end, candidate.start
            if any(start <= trigger.start < end for trigger in self.triggers):
                return None
            if _LIST.match(self.folded, start, end):
                return measures[earlier] if candidate.kind == "person" else None
        return None

    def portion(self, index: int) -> bool:
        """Tell whether a number is taken from the one after it: `6 of the 20 wounded`."""
        if index + 1 >= len(self.candidates):
            return False
        gap = self.candidates[index].number_end, self.candidates[index + 1].start
        return self.grammar.portion.fullmatch(self.folded, *gap) is not None

    def rival(self, index: int, measures: Sequence[str | None], carried: str | None) -> str | None:
        """Return the measure of the number before, when this bare one rivals it: `the union said 160`."""
        candidate = self.candidates[index]
        if candidate.noun is not None or (index and self.candidates[index - 1].kind != "person"):
            return None
        gap = self.folded[self.candidates[index - 1].end if index else self.start : candidate.start]
        rivalled = measures[index - 1] if index else carried
        return rivalled if self.grammar.estimate.search(gap) else None

    def share(self, index: int) -> str | None:
        """Return the measure of the verb before the number before, when it governs both."""
        if not index or not self.chained(index - 1) or index - 1 not in self.before:
            return None
        self.before[index] = self.before[index - 1]
        return self.candidates[index].measure(self.before[index])


def assign(
    folded: str, candidates: Sequence[Candidate], span: tuple[int, int], lang: str, carried: str | None = None
) -> list[str | None]:
    """Return the measure of each number of a sentence; None when nothing tells that it is a count.

    `carried` is the last measure of the sentence before, which a bare figure may rival.
    """
    sentence = _Sentence(folded, candidates, span[0], lang, span[1])
    measures: list[str | None] = []
    for index, candidate in enumerate(candidates):
        near = sentence.adjacent(index) or sentence.tight(index) or sentence.own(index)
        if candidate.single:
            measures.append(sentence.alone(index))
            continue
        tied = near or sentence.part(index, measures) or sentence.share(index)
        measures.append(
            tied
            or sentence.onward(index)
            or sentence.backward(index)
            or sentence.rival(index, measures, carried)
            or sentence.resume(index)
            or sentence.nearest(index)
            or candidate.default
        )
    for index in reversed(range(len(candidates))):
        if sentence.portion(index):
            whole = candidates[index + 1]
            if measures[index] in (None, "other"):
                measures[index] = measures[index + 1]
            measures[index + 1] = sentence.own(index + 1) or whole.default
    return measures
