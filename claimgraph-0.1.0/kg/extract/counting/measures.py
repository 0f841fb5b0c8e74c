"""What befell those who are counted: each number of a sentence is tied to the word that governs it.

In order of trust: a verb right before the number, a verb right after its noun, what the noun itself says, the
measure of the number that it is a part of or is coordinated with, the head of the list, a verb farther on, a verb
farther back, the figure that it rivals, the verb of the number before, the only word of happening in the clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from claimgraph.extract.counting.candidates import Candidate
from claimgraph.extract.counting.clauses import BREAK, REACH
from claimgraph.extract.counting.ellipsis import Surroundings
from claimgraph.extract.lexicon import Hit

# What a word of happening somewhere in the clause is too weak to say of those counted in it.
_DOUBTFUL = frozenset({"troops", "protesters", "military_vehicles", "other"})
# What is said of a single one without a noun; other verbs govern any `one`: `asked to leave one of them`.
_OF_ALL = frozenset({"killed", "injured"})
_OF_ONE = _OF_ALL | {"detained", "arrested", "missing", "rescued"}
_EQUALS = re.compile(r"\s*[:–—-]\s*")
_INVERSION = 12
_LONGEST_LIST = 20  # numbers looked at to tell whether a list ends with a word of coordination


class _Sentence(Surroundings):
    """The numbers and the words of happening of one sentence, and which governs which."""

    def __init__(
        self, folded: str, candidates: Sequence[Candidate], span: tuple[int, int], lang: str, carried: str | None
    ) -> None:
        super().__init__(folded, candidates, span[0], lang, span[1])
        self.carried = carried
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
        last = None
        for left, right in pairwise(self.candidates[index : index + _LONGEST_LIST]):
            joint = self.grammar.joint.fullmatch(self.folded, left.end, right.start)
            if joint is None:
                return self._attributed(left.end, right.start)
            if joint["word"] is not None:
                return joint is not None
            last = right
        return self.grammar.last.match(self.folded, last.end, self.end) is not None if last else False

    def _attributed(self, start: int, end: int) -> bool:
        """Tell whether only an attribute and a conjunction stand between: `guests of the hotel and 30 residents`."""
        if not any(p.fullmatch(self.folded, start, end) for p in (self.grammar.attribute, self.grammar.enumerated)):
            return False
        return not self.happens(start, end)

    def adjacent(self, index: int) -> str | None:
        """Return the measure of a verb right before the number, or of an expression with the number in it."""
        candidate = self.candidates[index]
        around = [t for t in self.triggers if t.start < candidate.start and t.end >= candidate.end]
        if around and (measure := candidate.measure(around[0].label)):
            self.before[index] = around[0].label
            return measure
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
            gap = self.grammar.without_asides(self.folded[candidate.end : trigger.start], "")
            if not self.grammar.bridged.fullmatch(gap) or self.grammar.nominal.fullmatch(self.folded, *trigger[1:]):
                return None
            if candidate.contained and trigger.label == "none":
                return None
            if self.governs.get(trigger, index) == index and not self.grammar.takes_object(
                self.folded, trigger, self.start, self.end
            ):
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
        while self.chained(following) or self._contains_next(following) or self._holds_next(following):
            following += 1
        return self.candidates[following + 1].start if following + 1 < len(self.candidates) else self.end

    def _contains_next(self, index: int) -> bool:
        return index + 1 < len(self.candidates) and self.candidates[index + 1].contained

    def _holds_next(self, index: int) -> bool:
        """Tell whether the next number is in an attribute of this one: `people from five villages were moved`."""
        if index + 1 >= len(self.candidates) or self.candidates[index + 1].kind == "person":
            return False
        start, end = self.candidates[index].end, self.candidates[index + 1].start
        return not self.happens(start, end) and self.grammar.within.fullmatch(self.folded, start, end) is not None

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
            if trigger.end > limit or self.grammar.parts(self.folded[candidate.end : trigger.start]):
                if self.grammar.closes_relative(self.folded, candidate.end, trigger) and not self.grammar.takes_object(
                    self.folded, trigger, self.start, self.end
                ):
                    return measure
                return None
            if not self.grammar.takes_object(self.folded, trigger, self.start, self.end) and self._is_subject_of(
                trigger, candidate
            ):
                return measure
        return None

    def _is_subject_of(self, trigger: Hit, candidate: Candidate) -> bool:
        if self.grammar.nominal.fullmatch(self.folded, trigger.start, trigger.end):
            return False
        # Where the verb comes second, the auxiliary stands before the number: `i går ble tre barn drept`.
        begin = max(self.start, candidate.start - _INVERSION)
        passive = self.grammar.auxiliary.search(self.folded, begin, trigger.start)
        return passive is not None or bool(self.grammar.backward.fullmatch(self.folded, trigger.start, trigger.end))

    def _bridges(self, position: int) -> bool:
        return self.grammar.bridge.match(self.folded, position, self.end) is not None

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
            if measure == "protesters" and not self._presents(trigger, candidate):
                continue
            if not self._reaches(trigger, candidate):
                return None
            self.before[index] = trigger.label
            return measure
        return None

    def _presents(self, trigger: Hit, candidate: Candidate) -> bool:
        """Tell whether a word of protest has its subject behind it, or a figure for it."""
        inverted = self.grammar.inverted.search(self.folded, trigger.start, trigger.end)
        return inverted is not None or self.grammar.is_estimated(self.folded[trigger.end : candidate.number_start])

    def _reaches(self, trigger: Hit, candidate: Candidate) -> bool:
        gap = self.grammar.without_asides(self.folded[trigger.end : candidate.start])
        if _EQUALS.fullmatch(gap):
            return True
        if self.grammar.is_estimated(self.folded[trigger.end : candidate.number_start]):
            return True
        if self.grammar.parts(self.folded[trigger.end : candidate.start]):
            return False
        if self.grammar.change.search(gap):
            return True
        if self.grammar.break_back.search(gap) and ("," in gap or candidate.kind == "person"):
            return False
        return (
            self.grammar.free_object
            and candidate.noun is not None
            and not self.grammar.takes_object(self.folded, trigger, self.start, self.end)
        )

    def resume(self, index: int) -> str | None:
        """Return the measure of the verb before the number before, over things: `11 shops, a bridge and 34 cars`."""
        if not index or index - 1 not in self.before:
            return None
        start, end = self.candidates[index - 1].end, self.candidates[index].start
        if self.happens(start, end) or not self.grammar.resumed.fullmatch(self.folded, start, end):
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
        return None if measure in _DOUBTFUL else measure

    def _shares_clause(self, trigger: Hit, candidate: Candidate) -> bool:
        start, end = min(trigger.end, candidate.end), max(trigger.start, candidate.start)
        if trigger in self.governs or end - start > REACH // 2:
            return False
        gap = self.grammar.without_asides(self.folded[start:end])
        return not ("," in gap or BREAK.search(gap) or self.grammar.barrier.search(gap))

    def part(self, index: int, measures: Sequence[str | None]) -> str | None:
        """Return the measure of the number that this one is a part of."""
        joined = index in self.parts or (index > 0 and index - 1 in self.parts and self.chained(index - 1))
        if not joined:
            return self.listed(index, measures)
        self.parts.add(index)
        whole = [measure for earlier, measure in enumerate(measures) if earlier not in self.parts]
        return whole[-1] if whole else self.carried

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
    sentence = _Sentence(folded, candidates, span, lang, carried)
    measures: list[str | None] = []
    for index, candidate in enumerate(candidates):
        near = sentence.adjacent(index) or sentence.tight(index) or sentence.own(index)
        if candidate.single:
            measures.append(sentence.alone(index))
            continue
        tied = near or sentence.part(index, measures) or sentence.share(index) or sentence.rolled(index)
        measures.append(
            tied
            or sentence.onward(index)
            or sentence.backward(index)
            or sentence.rival(index, measures, carried)
            or sentence.resume(index)
            or sentence.gapped(index, measures)
            or sentence.nearest(index)
            or candidate.default
        )
        if measures[index] in (None, "other") and sentence.accompanies(index, measures):
            measures[index] = "military_vehicles"
    for index in reversed(range(len(candidates))):
        if sentence.portion(index):
            whole = candidates[index + 1]
            if measures[index] in (None, "other"):
                measures[index] = measures[index + 1]
            measures[index + 1] = sentence.own(index + 1) or whole.default
    return measures
