"""Items of live Wikidata brought into an index: new ones added, known ones replaced, deleted ones taken out."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final, Literal

import msgspec

from claimgraph.errors import ClaimGraphError
from claimgraph.model import Kind
from claimgraph.wikidata.answers import Failed, Fetched, NotFound
from claimgraph.wikidata.entity import Item, item
from claimgraph.wikidata.index import UNANSWERED, Index
from claimgraph.wikidata.kinds import Kinds
from claimgraph.wikidata.rows import packed
from claimgraph.wikidata.writing import Draft, discard, drafted

SOURCE: Final = "wikidata-live"
"""What an index says of its source that holds nothing but fetched items."""
FETCHED: Final = "fetched"
"""What an index from a dump says of items fetched later: when the newest was last changed at Wikidata."""
_OWN: Final = frozenset(("version", "fold", "items", "keys", "checksum"))
_AT_ONCE: Final = 1000
State = Literal["added", "replaced", "unchanged", "removed", "not found", "left out", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one QID that was asked for."""

    asked: str
    state: State
    note: str = ""

    @property
    def is_done(self) -> bool:
        """Return whether the index says of it what Wikidata says."""
        return self.state in ("added", "replaced", "unchanged", "removed")

    def __str__(self) -> str:
        return f"{self.asked}: {self.state}{self.note and f' ({self.note})'}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How records become items: languages of names, classes of each kind, and the kind of items of other classes."""

    languages: tuple[str, ...]
    kinds: Kinds
    other: Kind | None = None

    def item(self, record: Mapping[str, object], known: Item | None) -> Item | None:
        """Return an item, None where its classes are not wanted; a known one keeps its kind if it keeps a class.

        Raises msgspec.ValidationError where the record hasn't the shape of an entity.
        """
        found = item(record, self.languages, self.kinds)
        if found is None and known is not None and known.kind != "OFF":
            found = item(record, self.languages, Kinds(dict.fromkeys(known.classes, known.kind)))
        if found is None and self.other is not None:
            found = item(record, self.languages, _Every({"": self.other}))
        return found


class _Every(Kinds):
    """One kind for all items, whatever their classes."""

    def of(self, classes: Iterable[str]) -> Kind | None:
        """Return that kind."""
        return self.of_class[""]


@dataclass(slots=True)
class Update:
    """What answers of Wikidata change in an index; None stands for one that is yet to be made."""

    index: Index | None
    wanted: Wanted
    items: dict[str, Item] = field(default_factory=dict, init=False)
    redirects: dict[str, str] = field(default_factory=dict, init=False)
    gone: set[str] = field(default_factory=set, init=False)
    newest: str = field(default="", init=False)
    failures: dict[str, dict[str, str]] = field(default_factory=dict, init=False)
    """Why Wikidata gave no answer for a name, by language and name; at first what the index says."""

    def __post_init__(self) -> None:
        self.failures = self._failures()

    def __bool__(self) -> bool:
        return bool(self.items or self.redirects or self.gone) or self.failures != self._failures()

    def _failures(self) -> dict[str, dict[str, str]]:
        return self.index.failures if self.index else {}

    def item(self, qid: str) -> Item | None:
        """Return an item as it will be, also by a QID that leads to it; None where it isn't there."""
        qid = self.redirects.get(qid, qid)
        return self.items.get(qid) or (None if qid in self.gone else self._known(qid))

    def take(self, said: Fetched, kinds: Collection[Kind] | None = None) -> Outcome:
        """Note what an answer changes, and return what becomes of the QID; items of other kinds are left out."""
        if isinstance(said, Failed):
            return Outcome(said.asked, "failed", said.reason)
        if isinstance(said, NotFound):
            return self._remove(said.asked)
        known = self.items.get(said.value.qid) or self._known(said.value.qid)
        try:
            found = self.wanted.item(said.value.record, known)
        except msgspec.ValidationError as error:
            return Outcome(said.asked, "failed", f"a record of another shape than items have: {error}")
        if found is None or (kinds is not None and found.kind not in kinds):
            return Outcome(said.asked, "left out", "no class of it is wanted, or it has no name in these languages")
        self.newest = max(self.newest, str(said.value.record.get("modified", ""))[:10])
        is_new = found != known
        if is_new:
            self.items[found.qid] = found
        note = f"it is {found.qid} now" if said.asked != found.qid else ""
        if self._redirect(said.asked, found.qid) or (is_new and known):
            return Outcome(said.asked, "replaced" if known else "added", note)
        return Outcome(said.asked, "added" if is_new else "unchanged", note)

    def _remove(self, qid: str) -> Outcome:
        if self._known(qid) is None:
            return Outcome(qid, "not found")
        self.gone.add(qid)
        return Outcome(qid, "removed", "Wikidata has deleted it")

    def _known(self, qid: str) -> Item | None:
        """Return what the index has under this very QID."""
        found = self.index.item(qid) if self.index else None
        return found if found and found.qid == qid else None

    def _redirect(self, asked: str, qid: str) -> bool:
        """Note that a QID leads to another one; return whether that is news."""
        before = self.index.item(asked) if self.index else None
        if asked == qid or (before is not None and before.qid == qid):
            return False
        self.redirects[asked] = qid
        self.gone.add(asked)
        return True

    def write(self, path: Path) -> None:
        """Write the index with the changes; the old file is replaced at once."""
        work = path.with_name(f"{path.name}.items")
        try:
            discard(work)
            with drafted(work) as draft:
                self._fill(draft)
                draft.finish(path, self._facts())
            discard(work)
        except (OSError, sqlite3.Error) as error:
            raise ClaimGraphError(f"index {path} can't be written: {error}") from error

    def _fill(self, draft: Draft) -> None:
        rest = self._all()
        while some := list(islice(rest, _AT_ONCE)):
            draft.add(*packed(some))
        draft.redirect(self._all_redirects())

    def _all(self) -> Iterator[Item]:
        yield from self.items.values()
        for one in self.index.items() if self.index else ():
            if one.qid not in self.items and one.qid not in self.gone:
                yield one

    def _all_redirects(self) -> Iterator[tuple[str, str]]:
        yield from self.redirects.items()
        for source, target in self.index.redirects() if self.index else ():
            led = self.redirects.get(target, target)
            if source not in self.redirects and source not in self.items and led not in self.gone:
                yield source, led

    def _facts(self) -> dict[str, str]:
        made = {"source": SOURCE, "languages": " ".join(self.wanted.languages)}
        info = self.index.info() if self.index else made
        facts = {key: value for key, value in info.items() if key not in {*_OWN, UNANSWERED}}
        dated = "date" if facts["source"] == SOURCE else FETCHED
        newest = max(self.newest, facts.get(dated, ""))
        if newest:
            facts[dated] = newest
        told = {UNANSWERED: msgspec.json.encode(self.failures, order="sorted").decode()} if self.failures else {}
        return {**facts, **told}
