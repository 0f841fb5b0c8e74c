"""Numbers that no verb of their own governs: figures that rival others, gapped clauses, lists, parts of a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimgraph.extract.counting.candidates import Candidate
from claimgraph.extract.counting.clauses import REACH, clause_grammar, find_triggers

_LIST = re.compile(r"[^,;.:]{0,30}:\s")
_GAP = 70
"""How long what stands between a number and a gapped one may be, in code points."""

_REMNANT = 25
"""How long what is left of a gapped clause before its number may be: `in June`."""


class Surroundings:
    """The numbers and the words of happening of one sentence."""

    def __init__(self, folded: str, candidates: Sequence[Candidate], start: int, lang: str, end: int) -> None:
        self.folded, self.start, self.end = folded, start, end
        self.candidates = candidates
        self.grammar = clause_grammar(lang)
        self.found = find_triggers(folded, start, end, lang)
        self.inside = {i: [t for t in self.found if c.number_end < t.start < c.end] for i, c in enumerate(candidates)}
        taken = {t for triggers in self.inside.values() for t in triggers}
        self.triggers = [t for t in self.found if t not in taken]

    def happens(self, start: int, end: int) -> bool:
        """Tell whether a word of happening begins between two places."""
        return any(start <= trigger.start < end for trigger in self.triggers)

    def listed(self, index: int, measures: Sequence[str | None]) -> str | None:
        """Return the measure of the number that a list behind a colon tells of: `14 people were held: 9 Danes, ...`."""
        candidate = self.candidates[index]
        for earlier in reversed(range(index)):
            start, end = self.candidates[earlier].end, candidate.start
            if self.happens(start, end):
                return None
            if _LIST.match(self.folded, start, end):
                return measures[earlier] if candidate.kind == "person" else None
        return None

    def rolled(self, index: int) -> str | None:
        """Return what befell those whom a sentence lists: `among the dead were a nurse, two guards and four boys`."""
        candidate = self.candidates[index]
        if candidate.kind != "person" or candidate.noun is None:
            return None
        rolls = list(self.grammar.roll.finditer(self.folded, self.start, candidate.start))
        if not rolls or candidate.start - rolls[-1].end() > 2 * REACH:
            return None
        if ";" in self.folded[rolls[-1].end() : candidate.start]:
            return None
        head = [t for t in self.found if rolls[-1].start() <= t.start < rolls[-1].end() and t.label != "none"]
        return candidate.measure(head[0].label) if head else None

    def gapped(self, index: int, measures: Sequence[str | None]) -> str | None:
        """Return the measure of the number before a bare one whose verb is left out: `40 fell in May, 30 in June`."""
        candidate = self.candidates[index]
        if not index or candidate.noun is not None:
            return None
        before = self.candidates[index - 1].end
        gap = self.folded[before : candidate.start]
        joints = list(self.grammar.gap.finditer(gap))
        if len(gap) > _GAP or not joints or len(gap) - joints[-1].end() > _REMNANT or self.grammar.barrier.search(gap):
            return None
        close = self.grammar.close.match(self.folded, candidate.end, self.end)
        if close is None or self.happens(before + joints[-1].end(), candidate.start):
            return None
        following = self.candidates[index + 1].start if index + 1 < len(self.candidates) else self.end
        stop = self.grammar.stop.search(self.folded, candidate.end, following)
        return None if self.happens(candidate.end, stop.start() if stop else following) else measures[index - 1]

    def accompanies(self, index: int, measures: Sequence[str | None]) -> bool:
        """Tell whether vehicles come with troops: `800 soldiers with 44 trucks`."""
        if not index or self.candidates[index].kind != "vehicle" or measures[index - 1] not in _MARTIAL:
            return False
        gap = self.candidates[index - 1].end, self.candidates[index].start
        return self.grammar.company.fullmatch(self.folded, *gap) is not None

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


_MARTIAL = frozenset({"troops", "military_vehicles"})
