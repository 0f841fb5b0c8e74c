"""Who accuses, supports, opposes or asks whom, in so many words: a subject, a verb of attitude and its object.

Precision goes before recall: only what stands together counts, nothing under a negation, a doubt or a denial.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from claimgraph.extract.lexicon import fold
from claimgraph.link.inflection import declension, forms
from claimgraph.model import Span
from claimgraph.network.edges import Find
from claimgraph.network.model import Actor, Evidence
from claimgraph.network.reading import Material, Statement
from claimgraph.network.rows import place, rows
from claimgraph.network.verbs import Grammar, Hit, grammar, inflects
from claimgraph.store import View

ACCUSATIVE = 2
"""Its place among the cases that a language file lists after the base form."""
BEFORE, BEHIND = 40, 30
"""Code points around subject and object in which words are looked at."""
_ONE_WORD = re.compile(r"\s+(\S+)(?=\s)")
_WIDER_PLACE = re.compile(r",\s+[^\W\d_a-z]")
"""What follows a place that tells where something else is: `criticised Springfield, Illinois, officials`."""
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+(?:['-][^\W\d_]+)*)")
_LAST_WORD = re.compile(r"(\S+)\s+\Z")


@dataclass(frozen=True, slots=True)
class Name:
    """A name or description in a text and the actor that it denotes."""

    span: Span
    actor: Actor
    lang: str


@dataclass(frozen=True, slots=True)
class Cue:
    """The reporting words of a claim and who speaks."""

    span: Span
    said: Statement


def attitude_finds(view: View, material: Material) -> Iterator[Find]:
    """Yield who takes which attitude to whom in the texts of a release, by document."""
    said = {statement.claim: statement for statement in material.statements}
    by_document: dict[str, list[Statement]] = defaultdict(list)
    for statement in material.statements:
        by_document[statement.evidence.document].append(statement)
    cues: dict[str, list[Cue]] = defaultdict(list)
    for claim, span in sorted(rows(view, "cues")):
        document, start, end = place(span)
        cues[document].append(Cue(Span(start, end), said[claim]))
    spoken: dict[str, set[str]] = defaultdict(set)
    for document, lang in rows(view, "languages"):
        spoken[document].add(lang)
    names = read_names(view, material.actors)
    for document, text in sorted(rows(view, "texts")):
        known = [rules for lang in sorted(spoken[document]) if (rules := grammar(lang)) is not None]
        folded = fold(text)
        if any(rules.opening.search(folded) for rules in known):
            found = sorted(names.get(document, ()), key=lambda name: (name.span, name.actor.iri))
            passage = Passage(document, text, folded, found, cues[document], by_document[document])
            for rules in known:
                yield from passage.finds(rules)


def read_names(view: View, actors: Mapping[str, Actor]) -> Mapping[str, list[Name]]:
    """Return the names and descriptions of actors by document."""
    found: dict[str, list[Name]] = defaultdict(list)
    for span, entity, lang in rows(view, "mentions"):
        document, start, end = place(span)
        if entity in actors:
            found[document].append(Name(Span(start, end), actors[entity], lang))
    return found


@dataclass(slots=True)
class Passage:
    """A text, also folded, with its names in text order, the cues in it and its claims."""

    document: str
    text: str
    folded: str
    names: Sequence[Name]
    cues: Sequence[Cue]
    statements: Iterable[Statement]
    _starts: list[int] = field(init=False)
    _said: list[tuple[Span, Statement]] = field(init=False)

    def __post_init__(self) -> None:
        self._starts = [name.span.start for name in self.names]
        self._said = [(Span(*span), said) for said in self.statements for span in said.evidence.spans]

    def finds(self, rules: Grammar) -> Iterator[Find]:
        """Yield the attitudes that the verbs of one language tell; a verb has one reading, the most exact one."""
        done: set[tuple[int, str]] = set()
        for hit in rules.find(self.folded):
            if (hit.start, hit.verb.type) in done:
                continue
            subject = self._subject(hit, rules)
            if subject is None:
                continue
            objects, end = self._objects(hit, subject[0], rules)
            around = Span(min(subject[1], hit.start), end)
            if objects and self._is_stated(around, hit, rules):
                done.add((hit.start, hit.verb.type))
                evidence = self._evidence(around, hit, rules)
                rule = f"the verb “{' '.join(self.text[hit.start : hit.end].split())}”"
                for name in objects:
                    yield Find(subject[0], name.actor.iri, hit.verb.type, rule, evidence)

    def _subject(self, hit: Hit, rules: Grammar) -> tuple[str, int] | None:
        """Return who does it and where its words start: the speaker whose cue this is, else the name before it."""
        cue = next((cue for cue in self.cues if cue.span.overlaps(Span(hit.start, hit.end))), None)
        if cue is not None:
            near = [n for n in self._before(hit, rules) if n.actor.iri == cue.said.speaker]
            return cue.said.speaker, near[0].span.start if near else hit.start
        name = next(iter(self._before(hit, rules)), None)
        if name is None or name.lang != rules.lang or not self._opens(name, rules):
            return None
        return None if is_oblique(name, self.text) else (name.actor.iri, name.span.start)

    def _before(self, hit: Hit, rules: Grammar) -> list[Name]:
        """Return the names that end right before a verb, the longest first."""
        ending = [n for n in self.names if n.span.end < hit.start and n.span.end > hit.start - 2 * BEFORE]
        fitting = (n for n in ending if rules.between.fill(self.folded[n.span.end : hit.start]))
        return sorted(fitting, key=lambda name: name.span.start)

    def _opens(self, name: Name, rules: Grammar) -> bool:
        """Tell whether a name can be a subject where it stands: not behind a preposition, not in a condition."""
        match = _LAST_WORD.search(self.folded, max(0, name.span.start - BEFORE), name.span.start)
        if match is None:
            return True
        word = match[1]
        if word in rules.coordinators:
            joined = next((n for n in self.names if n.span.end == match.start() - 1), None)
            return joined is None or self._opens(joined, rules)
        return word not in rules.prepositions and word not in rules.doubts

    def _objects(self, hit: Hit, subject: str, rules: Grammar) -> tuple[list[Name], int]:
        """Return to whom it is done, and where the words that say so end."""
        first = self._next(hit.end, subject, rules, hit.verb.persons)
        if first is None:
            return [], hit.end
        found = [first]
        while hit.verb.after is not None and (more := self._joined(found[-1], rules)) is not None:
            found.append(more)
        end = found[-1].span.end
        if hit.verb.after is None:
            return (found, end) if self._ends(found[-1], rules) else ([], end)
        behind = self._behind(hit, end, rules)
        return (found, behind) if behind else ([], end)

    def _behind(self, hit: Hit, end: int, rules: Grammar) -> int | None:
        """Return where the words end that a verb needs behind its object; adverbials may stand before them."""
        assert hit.verb.after is not None
        for match in hit.verb.after.finditer(self.folded, end, end + 2 * BEFORE):
            gap = self.folded[end : match.start()]
            if not gap or rules.within.fill(f"{gap} "):
                return match.end()
        return None

    def _next(self, end: int, subject: str, rules: Grammar, persons: bool) -> Name | None:
        """Return the object that begins behind a verb; the subject may stand between, as in a German sentence."""
        for name in self._from(end):
            if name.lang != rules.lang:
                return None
            gap = rules.titled if name.actor.kind == "Person" else rules.within
            if not gap.fill(self.folded[end : name.span.start]):
                return None
            if name.actor.iri == subject:
                return self._next(name.span.end, "", rules, persons)
            if name.actor.kind == "Event" or (name.actor.kind == "Person" and not persons):
                return None
            return None if is_nominative(name, self.text) else name
        return None

    def _from(self, start: int) -> Iterator[Name]:
        """Yield the next name at or behind a place, of several that start together the longest."""
        index = bisect_left(self._starts, start)
        if index < len(self.names):
            same = [n for n in self.names[index : index + 8] if n.span.start == self._starts[index]]
            yield max(same, key=lambda name: name.span.end)

    def _joined(self, name: Name, rules: Grammar) -> Name | None:
        """Return a further object behind `and`."""
        match = _ONE_WORD.match(self.folded, name.span.end)
        if match is None or match[1] not in rules.coordinators:
            return None
        return self._next(match.end(), "", rules, True)

    def _ends(self, name: Name, rules: Grammar) -> bool:
        """Tell whether a name is the whole object: no genitive of what follows, no part of a compound."""
        behind = self.folded[name.span.end : name.span.end + BEHIND]
        surface = self.folded[name.span.start : name.span.end]
        if behind.startswith(("-", "'s", "/")):
            return False
        known = {word.casefold() for word in (name.actor.label, *name.actor.names.values())}
        if any(surface.endswith(g) and surface.removesuffix(g) in known for g in rules.genitives):
            return False
        if rules.follows is not None and name.actor.kind == "Place" and _WIDER_PLACE.match(self.text, name.span.end):
            return False
        following = _NEXT_WORD.match(behind)
        return rules.follows is None or following is None or following[1] in rules.follows

    def _is_stated(self, around: Span, hit: Hit, rules: Grammar) -> bool:
        """Tell whether the text or a claim states it: no negation near by, no denial around it."""
        clause = re.split(r"[.,;:!?–—\n]", self.folded[around.end : around.end + BEHIND])[0]
        opening = re.split(r"[.,;:!?–—\n]", self.folded[max(0, hit.start - BEHIND) : hit.start])[-1]
        if any(rules.negations.search(words) for words in (clause, opening)):
            return False
        inside = [said for span, said in self._said if span.contains(around)]
        return not any(said.stance == "denying" or said.polarity == "neg" for said in inside)

    def _evidence(self, around: Span, hit: Hit, rules: Grammar) -> Evidence:
        """Return the words, with the claim whose cue the verb is, else the one that they stand in."""
        span = Span(hit.start, hit.end)
        by_cue = next((cue.said for cue in self.cues if cue.span.overlaps(span)), None)
        said = by_cue or next((said for outer, said in self._said if outer.contains(around)), None)
        iri = f"{self.document}/span/{around.start}-{around.end}"
        words = around.of(self.text)
        return Evidence(
            iri, self.document, words, ((around.start, around.end),), rules.lang,
            claim=said.claim if said else "", speaker=said.speaker if said else "",
            event=said.evidence.event if said else "",
        )  # fmt: skip


def _head(name: Name, text: str) -> tuple[str, list[str]]:
    """Return the last word of a name as it stands, and the words of the name in its language."""
    words = name.actor.names.get(name.lang, name.actor.label).split()
    return name.span.of(text).split()[-1].casefold(), [word.casefold() for word in words]


def is_oblique(name: Name, text: str) -> bool:
    """Tell whether a name has a form that no subject has, in a language with cases."""
    if not inflects(name.lang):
        return False
    last, words = _head(name, text)
    return last not in words and any(last in forms(word, name.lang) for word in words)


def is_nominative(name: Name, text: str) -> bool:
    """Tell whether a name has a form that no object has: the base form of a word with another accusative."""
    if not inflects(name.lang):
        return False
    last, words = _head(name, text)
    return last in words and last not in accusatives(last, name.lang)


def accusatives(word: str, lang: str) -> frozenset[str]:
    """Return the accusative forms of a word; itself where the language file doesn't decline it."""
    table = declension(lang).nouns
    endings = (length for length in range(min(len(word) - 1, 6), -1, -1) if word[len(word) - length :] in table)
    length = next(endings, None)
    if length is None:
        return frozenset((word,))
    cases = table[word[len(word) - length :]]
    column = cases[min(ACCUSATIVE, len(cases) - 1)]
    return frozenset(word[: len(word) - length] + form for form in column)
