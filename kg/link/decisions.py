"""What people decided of entities and their links: an append-only file of JSON lines, read and checked."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Literal

import msgspec

from claimgraph.errors import ClaimGraphError
from claimgraph.model import Kind

Action = Literal["accept", "reject", "set", "merge", "apart", "split", "rename", "undo"]
LONGEST_LINE = 1 << 20
"""Bytes; a decision is some hundred."""
_LONGEST_WORDS = 1000
_MOST_FAULTS = 5
_QID = re.compile(r"Q[1-9][0-9]{0,9}")
_LANG = re.compile(r"[a-z]{2,12}(-[a-z0-9]{1,12})*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_NEEDS: dict[Action, tuple[frozenset[str], frozenset[str]]] = {
    "accept": (frozenset({"subject", "qid"}), frozenset()),
    "reject": (frozenset({"subject", "qid"}), frozenset()),
    "set": (frozenset({"subject"}), frozenset({"qid"})),
    "merge": (frozenset({"subject", "others"}), frozenset()),
    "apart": (frozenset({"subject", "others"}), frozenset()),
    "split": (frozenset({"subject"}), frozenset({"spellings", "documents"})),
    "rename": (frozenset({"subject", "name"}), frozenset({"lang"})),
    "undo": (frozenset({"undoes"}), frozenset()),
}
"""What each action must say, and what it may."""
_SAID = frozenset({"subject", "others", "qid", "spellings", "documents", "name", "lang", "undoes"})


class Subject(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An entity as it was when something was decided of it: by key, and by names should the key be another one."""

    key: str
    kind: Kind
    label: str
    names: dict[str, tuple[str, ...]] = {}


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """One decision of a person.

    `id` is made from all but itself and `date`; `after` is the id of the decision on the same that it follows, so
    that the same decision made again, after an undo, is another one.
    """

    id: str = ""
    action: Action
    subject: Subject | None = None
    others: tuple[Subject, ...] = ()
    qid: str | None = None
    spellings: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    name: str | None = None
    lang: str | None = None
    undoes: str | None = None
    author: str
    date: str
    note: str | None = None
    after: str | None = None

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """All entities that it speaks of."""
        return (*((self.subject,) if self.subject else ()), *self.others)


@dataclass(frozen=True, slots=True)
class Log:
    """The decisions of a file in its order, each once, with the line of each by its id."""

    decisions: tuple[Decision, ...] = ()
    lines: dict[str, int] | None = None
    repeated: int = 0

    def line(self, decision: Decision) -> int | None:
        """Return the line that a decision stands on."""
        return (self.lines or {}).get(decision.id)


NOTHING = Log()
"""The log of who has decided nothing."""


def is_qid(text: str) -> bool:
    """Tell whether a text has the form of an item's id."""
    return _QID.fullmatch(text) is not None


def identified(decision: Decision) -> Decision:
    """Return a decision with the id that its content gives it; who decides the same again on another day repeats it.

    >>> made = Decision(action="undo", undoes="d-0", author="Ann", date="2026-01-31")
    >>> identified(made).id == identified(msgspec.structs.replace(made, date="2026-02-01")).id
    True
    """
    content = msgspec.structs.replace(decision, id="", date="")
    digest = sha256(msgspec.json.encode(content, order="sorted")).hexdigest()
    return msgspec.structs.replace(decision, id=f"d-{digest[:20]}")


def fault(decision: Decision) -> str | None:
    """Return what is wrong with a decision that has the right fields, None where nothing is."""
    needed, allowed = _NEEDS[decision.action]
    said = {name for name in _SAID if getattr(decision, name) not in (None, ())}
    if missing := needed - said:
        return f"{decision.action} needs {', '.join(sorted(missing))}"
    if surplus := said - needed - allowed:
        return f"{decision.action} can't have {', '.join(sorted(surplus))}"
    if decision.action == "split" and not (decision.spellings or decision.documents):
        return "split needs spellings or documents"
    return _wrong_value(decision)


def _wrong_value(decision: Decision) -> str | None:
    if decision.qid is not None and not is_qid(decision.qid):
        return f"qid {decision.qid!r} is no Wikidata item such as Q232"
    if not _is_day(decision.date):
        return f"date {decision.date!r} is no day such as 2026-01-31"
    if decision.lang is not None and not _LANG.fullmatch(decision.lang):
        return f"lang {decision.lang!r} is no code of a language"
    for field in ("author", "name", "note"):
        value = getattr(decision, field)
        if value is not None and not is_words(value):
            return f"{field} must be words on one line, at most {_LONGEST_WORDS} characters, without control characters"
    return None


def is_words(text: str) -> bool:
    """Tell whether a person may have typed this as a name or a note: some words, on one line."""
    return bool(text.strip()) and len(text) <= _LONGEST_WORDS and not _CONTROL.search(text)


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def beside(store: Path) -> Path:
    """Return where the decisions of a store are kept: not within it, so that they outlive it."""
    return Path(os.path.abspath(store)).parent / "decisions.jsonl"


def stored(store: Path, file: Path | None) -> tuple[Path, Log]:
    """Return the file of decisions that was named, else the one beside a store, and what it holds; that may lack."""
    path = file or beside(store)
    return path, read(path) if file is not None or path.exists() else NOTHING


def read(path: Path) -> Log:
    """Return the decisions of a file; raise ClaimGraphError that names the lines which are not decisions."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ClaimGraphError(f"decisions {path} can't be read ({error.strerror})") from error
    return parse(content, str(path))


def parse(content: bytes, name: str) -> Log:
    """Return the decisions in the bytes of a file; raise ClaimGraphError as `read` does.

    What a crash has left of a line that was being added was never acknowledged, and is no decision.
    """
    decisions: dict[str, Decision] = {}
    lines: dict[str, int] = {}
    faults: list[str] = []
    repeated = 0
    for number, line in enumerate(content[: whole(content)].removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            decision = _decision(line)
        except (ValueError, msgspec.MsgspecError) as error:
            faults.append(f"line {number}: {error}")
            continue
        repeated += decision.id in decisions
        decisions.setdefault(decision.id, decision)
        lines.setdefault(decision.id, number)
    if faults:
        more = f"; and {len(faults) - _MOST_FAULTS} more" if len(faults) > _MOST_FAULTS else ""
        raise ClaimGraphError(f"decisions {name}, {'; '.join(faults[:_MOST_FAULTS])}{more}")
    return Log(tuple(decisions.values()), lines, repeated)


def whole(content: bytes) -> int:
    """Return how many bytes of a file stay: all but the beginning of a line of our own that a crash has cut.

    >>> whole(b'{}\\n{"id":"d-0'), whole(b'{}\\n{"action": typed by hand')
    (3, 27)
    """
    last = content.rfind(b"\n") + 1
    if not (content.startswith(_BEGINNING, last) or _BEGINNING.startswith(content[last:])):
        return len(content)
    try:
        msgspec.json.decode(content[last:])
    except (ValueError, msgspec.MsgspecError):
        return last
    return len(content)


_BEGINNING = b'{"id":"d-'
"""What each line begins with that was not written by hand."""
_decoder = msgspec.json.Decoder(Decision)


def _decision(line: bytes) -> Decision:
    """Return the decision of a line; raise ValueError or MsgspecError that tells what is wrong with it."""
    if len(line) > LONGEST_LINE:
        raise ValueError(f"longer than {LONGEST_LINE} bytes")
    decision = _decoder.decode(line)
    if reason := fault(decision):
        raise ValueError(reason)
    made = identified(decision)
    if decision.id and decision.id != made.id:
        raise ValueError(f"was changed by hand: its id would be {made.id}; undo it and decide anew")
    return made


def in_force(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that are not undone, without the undos, and of those on a pair of entities the last."""
    undone: set[str] = set()
    kept: list[Decision] = []
    pairs: set[frozenset[str]] = set()
    for decision in reversed(decisions):
        if decision.id in undone:
            continue
        if decision.undoes is not None:
            undone.add(decision.undoes)
            continue
        pair = topic(decision)
        if pair[0] == "pair":
            if frozenset(pair) in pairs:
                continue
            pairs.add(frozenset(pair))
        kept.append(decision)
    return tuple(reversed(kept))


def topic(decision: Decision, known: Callable[[str], Decision | None] = lambda _: None) -> tuple[str, ...]:
    """Return what a decision is about: those on the same topic supersede each other; `known` finds what is undone."""
    if decision.undoes is not None:
        undone = known(decision.undoes)
        return ("undo", decision.undoes) if undone is None else topic(undone, known)
    assert decision.subject is not None, decision
    key = decision.subject.key
    match decision.action:
        case "accept" | "set":
            return "link", key
        case "reject":
            return "link", key, decision.qid or ""
        case "merge" | "apart":
            return ("pair", key, *sorted(_other(other, key) for other in decision.others))
        case "split":
            return ("part", key, *sorted(decision.spellings), "", *sorted(decision.documents))
        case _:
            return "name", key, decision.lang or ""


def _other(other: Subject, key: str) -> str:
    """Return what tells another entity from one of a key: its key, or its names where the machine took both for one."""
    return other.key if other.key != key else "\n".join(sorted({n for names in other.names.values() for n in names}))


def following(decisions: Sequence[Decision], decision: Decision) -> Decision:
    """Return a decision as the next one after some: with the one on the same topic that it follows, and its id."""
    by_id = {known.id: known for known in decisions}
    about = frozenset(topic(decision, by_id.get))
    same = (known.id for known in reversed(decisions) if frozenset(topic(known, by_id.get)) == about)
    return identified(msgspec.structs.replace(decision, after=next(same, None)))
