"""A review as a person goes through it: one doubt after the other, each key a decision that is saved at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from claimgraph.errors import ClaimGraphError
from claimgraph.link.decisions import Decision, is_qid, is_words
from claimgraph.review.answers import Pen, merged, no, yes
from claimgraph.review.display import escaped
from claimgraph.review.doubts import Doubt, Settled
from claimgraph.review.keys import Keys
from claimgraph.review.reviewer import Reviewer
from claimgraph.review.screen import HELP, Place, shown, told
from claimgraph.review.survey import Seen, Survey, called

KEYS = "a accept  r reject  m merge  s split  q QID  n rename  w note  u undo  k skip  ? help  x exit"
_LANG_AND_NAME = re.compile(r"([a-z]{2,3}):\s*(.+)")
_MOST_FOUND = 9
_MOST_PARTS = 40
_CONTEXTS = 4


class Stop(Exception):
    """The reviewer leaves."""


class Session:
    """A review of some doubts."""

    def __init__(self, survey: Survey, reviewer: Reviewer, keys: Keys, say: Callable[[str], None]) -> None:
        self._survey = survey
        self._reviewer = reviewer
        self._keys = keys
        self._say = say
        self._note: str | None = None
        self.made = 0

    def run(self, doubts: Sequence[Doubt], columns: Callable[[], int]) -> None:
        """Ask about doubts one after the other until the reviewer leaves or none is left."""
        position = 0
        try:
            while position < len(doubts):
                doubt = doubts[position]
                if Settled(self._reviewer.decisions()).has(doubt):
                    position += 1
                    continue
                place = Place(position + 1, len(doubts), columns())
                self._show(doubt, place)
                position = max(0, position + self._answer(doubt, doubts, position))
            self._say("nothing more is doubtful")
        except (Stop, EOFError):
            pass

    def _show(self, doubt: Doubt, place: Place) -> None:
        entities = [doubt.entity, *([doubt.other] if doubt.other else [])]
        contexts = [self._survey.contexts(seen.key, _CONTEXTS, doubt.documents) for seen in entities]
        self._say("")
        for line in shown(doubt, contexts, place):
            self._say(line)
        self._say("")
        self._say(KEYS)

    def _answer(self, doubt: Doubt, doubts: Sequence[Doubt], position: int) -> int:
        """Take keys until one settles the doubt; return how far to go in the queue."""
        while True:
            key = self._keys.key()
            if key == "x":
                raise Stop
            if key == "k":
                return 1
            if key == "u":
                undone = self._undo()
                earlier = [n for n in range(position) if undone and doubts[n].entity.key in _keys(undone)]
                return (earlier[-1] if earlier else position) - position
            if key in _SIMPLE:
                _SIMPLE[key](self)
            elif key in _DECIDING:
                if self._decided(doubt, key) and (key in "ar" or Settled(self._reviewer.decisions()).has(doubt)):
                    return 1
            else:
                self._say(f"no such key: {escaped(key)}; ? tells which there are")

    def _decided(self, doubt: Doubt, key: str) -> bool:
        """Make the decision that a key stands for; return whether there is one."""
        try:
            decision = _DECIDING[key](self, doubt)
            if decision is not None:
                self._save(decision)
        except ClaimGraphError as error:
            self._say(f"not decided: {escaped(str(error))}")
            return False
        return decision is not None

    def _save(self, decision: Decision) -> None:
        made = self._reviewer.decide(decision)
        self._note = None
        self.made += 1
        self._say(f"saved: {told(made)}")

    @property
    def _pen(self) -> Pen:
        return Pen(self._reviewer.author, self._reviewer.date, self._note)

    def _accept(self, doubt: Doubt) -> Decision | None:
        return yes(self._pen, doubt)

    def _reject(self, doubt: Doubt) -> Decision | None:
        return no(self._pen, doubt) or self._set(doubt)

    def _merge(self, doubt: Doubt) -> Decision | None:
        other = self._chosen(self._keys.line("merge with (key or name)"), doubt.entity)
        return merged(self._pen, doubt.entity, other) if other is not None else None

    def _chosen(self, words: str, own: Seen) -> Seen | None:
        found = [seen for seen in called(self._survey, words) if seen.key != own.key]
        if len(found) < 2:
            if not found:
                self._say(f"no other entity is called {escaped(words)}")
            return found[0] if found else None
        for number, seen in enumerate(found[:_MOST_FOUND], 1):
            self._say(escaped(f"{number}  {seen.label}  [{seen.kind}]  {seen.key}  {seen.mentions} mentions"))
        chosen = self._keys.line("which number")
        if chosen.isdecimal() and 1 <= int(chosen) <= min(len(found), _MOST_FOUND):
            return found[int(chosen) - 1]
        self._say("none chosen")
        return None

    def _split(self, doubt: Doubt) -> Decision | None:
        spellings = list(doubt.entity.spellings().items())[:_MOST_PARTS]
        documents = list(doubt.entity.written)[:_MOST_PARTS]
        titles = {one.document: one.source for one in self._survey.contexts(doubt.entity.key, _MOST_PARTS)}
        for number, (name, count) in enumerate(spellings, 1):
            self._say(escaped(f"{number}  {name}  ({count})"))
        for number, document in enumerate(documents, 1):
            self._say(escaped(f"d{number}  {titles.get(document, document)}"))
        names, places = self._picked([name for name, _ in spellings], documents)
        if not names and not places:
            self._say("nothing taken out")
            return None
        return self._pen.write("split", doubt.entity, spellings=names, documents=places)

    def _picked(self, names: Sequence[str], documents: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        wanted = self._keys.line("take out (numbers such as 1 3 d2)").replace(",", " ").split()
        choices = {str(n): name for n, name in enumerate(names, 1)}
        places = {f"d{n}": document for n, document in enumerate(documents, 1)}
        wrong = [word for word in wanted if word not in choices and word not in places]
        if wrong:
            raise ClaimGraphError(f"{wrong[0]!r} is none of the numbers")
        return (
            tuple(dict.fromkeys(choices[word] for word in wanted if word in choices)),
            tuple(dict.fromkeys(places[word] for word in wanted if word in places)),
        )

    def _set(self, doubt: Doubt) -> Decision | None:
        typed = self._keys.line("QID of the item (- for none)")
        qid = typed.rpartition("/")[2]
        if typed != "-" and not is_qid(qid):
            raise ClaimGraphError(f"{typed!r} is no Wikidata item such as Q232")
        return self._pen.write("set", doubt.entity, qid=None if typed == "-" else qid)

    def _rename(self, doubt: Doubt) -> Decision | None:
        typed = self._keys.line("name (uk: name for that of a language)")
        match = _LANG_AND_NAME.fullmatch(typed)
        lang, name = (match[1], match[2]) if match else (None, typed)
        if not is_words(name):
            raise ClaimGraphError("a name is some words on one line")
        return self._pen.write("rename", doubt.entity, name=name, lang=lang)

    def _write(self) -> None:
        typed = self._keys.line("note")
        if is_words(typed):
            self._note = typed
        else:
            self._say("a note is some words on one line")

    def _undo(self) -> Decision | None:
        """Undo the last decision of the reviewer that is in force; return it."""
        undone = self._reviewer.undo()
        if undone is None:
            self._say("nothing of yours to undo")
            return None
        self.made += 1
        self._say(f"undone: {told(undone)}")
        return undone

    def _help(self) -> None:
        for line in HELP.splitlines():
            self._say(line)


def _keys(decision: Decision) -> set[str]:
    return {subject.key for subject in decision.subjects}


_SIMPLE: dict[str, Callable[[Session], None]] = {"?": Session._help, "w": Session._write}
_DECIDING: dict[str, Callable[[Session, Doubt], Decision | None]] = {
    "a": Session._accept,
    "r": Session._reject,
    "m": Session._merge,
    "s": Session._split,
    "q": Session._set,
    "n": Session._rename,
}
