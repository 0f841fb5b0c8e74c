"""An index from a dump: read once from end to end, go on where it was broken off, swap in what is finished."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import msgspec

from claimgraph.errors import ClaimGraphError
from claimgraph.model import Kind
from claimgraph.wikidata import LANGUAGES
from claimgraph.wikidata.dump import STDIN, BrokenDump, Chunk, Dump, Place
from claimgraph.wikidata.index import SCHEMA
from claimgraph.wikidata.kinds import Kinds
from claimgraph.wikidata.rows import fold_version, number
from claimgraph.wikidata.sieve import Batch, Hierarchy, Sieve
from claimgraph.wikidata.workers import Reading, read_all
from claimgraph.wikidata.writing import Draft, discard, drafted

Progress = Callable[[str, int, int | None], None]
CLASSES, ITEMS, ORDER = "classes", "items", "order"
"""The steps of a build: subclasses are read, items are read, all is put into order."""
_DATED = re.compile(r"(?<!\d)(20\d\d)-?([01]\d)-?([0-3]\d)(?!\d)")
_COMMIT_EVERY = 8
"""Chunks after which the work so far is kept."""
_MOST_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """What index to build from what dump; `sitelinks` is the least number of an item that is kept."""

    dump: Path
    target: Path
    kinds: Kinds
    languages: tuple[str, ...] = LANGUAGES
    sitelinks: int = 1
    subclasses: bool = False
    """Whether subclasses of the wanted classes count too; the dump is read twice then."""
    jobs: int = 1
    date: str | None = None
    """Date of the dump; else that in its name, else that of the last change of an entity in it."""
    partial: bool = False
    """Whether a dump that ends too early makes an index all the same."""

    @property
    def work(self) -> Path:
        """The work file, beside the index."""
        return self.target.with_name(f"{self.target.name}.work")

    @property
    def fingerprint(self) -> str:
        """A text that is another one when the rows would be others."""
        parts = (self.kinds.checksum, *self.languages, str(self.sitelinks), str(self.subclasses))
        return sha256("\n".join((self.dump.name, fold_version(), str(SCHEMA), *parts)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a dump: how many lines, items, corrupt lines and so on, with a few of the corrupt ones."""

    counts: dict[str, int]
    examples: tuple[str, ...]
    resumed: bool
    fault: str | None
    """Why the dump was not read to its end, if it wasn't."""


class _Done(msgspec.Struct):
    """How far a build has come: what it goes on from after a crash."""

    plan: str
    step: str
    place: Place = Place()
    counts: dict[str, int] = {}
    examples: list[str] = []
    modified: str = ""
    sha1: str = ""
    fault: str | None = None


def build(plan: Plan, progress: Progress = lambda step, done, total: None) -> Report:
    """Build an index; raise ClaimGraphError when the dump can't be read or has nothing that is wanted.

    What was read is kept beside the index until it is finished, so that the same call goes on after a crash.
    """
    if not plan.target.parent.is_dir():
        raise ClaimGraphError(f"index {plan.target}: there is no folder {plan.target.parent}")
    if plan.subclasses and str(plan.dump) == STDIN:
        raise ClaimGraphError("standard input can be read only once, not twice as for subclasses")
    try:
        with drafted(plan.work) as draft:
            report = _Build(plan, draft, progress).run()
        discard(plan.work)
    except (OSError, sqlite3.Error) as error:
        raise ClaimGraphError(f"index {plan.target} can't be written: {error}") from error
    return report


class _Build:
    """One run of a build."""

    def __init__(self, plan: Plan, draft: Draft, progress: Progress) -> None:
        self._plan, self._draft, self._progress = plan, draft, progress
        self._dump = Dump(plan.dump)
        state = draft.state()
        self._resumed = "done" in state
        start = _Done(plan.fingerprint, CLASSES if plan.subclasses else ITEMS)
        self._done = msgspec.json.decode(state["done"], type=_Done) if self._resumed else start
        if self._done.plan != plan.fingerprint:
            raise ClaimGraphError(f"{plan.work} is of a build with other options: repeat those, or give --restart")

    def run(self) -> Report:
        """Take the steps that are left, and return what became of the dump."""
        done, plan = self._done, self._plan
        if done.step == CLASSES:
            self._read(Hierarchy())
            self._draft.note({"kinds": msgspec.json.encode(self._with_subclasses()).decode()})
            self._done = done = _Done(plan.fingerprint, ITEMS)
            self._save()
        if done.step == ITEMS:
            self._read(Sieve.of(self._kinds(), plan.languages, plan.sitelinks))
            done.step, done.sha1 = ORDER, self._dump.sha1
            self._save()
        if not done.counts.get("items"):
            raise ClaimGraphError(f"dump {plan.dump} has no item that is wanted, so no index was made")
        self._draft.finish(plan.target, self._facts(), lambda part: self._progress(part, 0, None))
        return Report(done.counts, tuple(done.examples), self._resumed, done.fault)

    def _read(self, reading: Reading) -> None:
        """Read the dump from where the last run came to; raise ClaimGraphError when it ends too early."""
        self._done.fault = None
        chunks = self._until_broken(self._dump.chunks(self._done.place))
        with closing(read_all(chunks, reading, self._plan.jobs)) as batches:
            for count, (chunk, batch) in enumerate(batches, 1):
                self._keep(chunk, batch)
                if count % _COMMIT_EVERY == 0:
                    self._save()
                self._progress(self._done.step, chunk.end.read, self._dump.size)
        self._save()
        self._check_whole()

    def _check_whole(self) -> None:
        if self._done.fault and not self._plan.partial:
            ways = "complete the file and run the same again, or take what there is with --partial"
            raise ClaimGraphError(f"{self._done.fault}; {ways}")

    def _until_broken(self, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
        try:
            yield from chunks
        except BrokenDump as error:
            self._done.fault = str(error)

    def _keep(self, chunk: Chunk, batch: Batch) -> None:
        done, counts = self._done, self._done.counts
        if batch.example and len(done.examples) < _MOST_EXAMPLES:
            line, reason = batch.example
            done.examples.append(f"line {counts.get('lines', 0) + line}: {reason}")
        self._draft.redirect(batch.redirects)
        self._draft.relate(batch.subclasses)
        found = {
            "lines": batch.lines,
            "items": self._draft.add(batch.rows, batch.keys),
            "redirects": len(batch.redirects),
            "corrupt": batch.corrupt,
        }
        done.counts = {name: counts.get(name, 0) + count for name, count in found.items()}
        done.modified = max(done.modified, batch.modified)
        done.place = chunk.end

    def _save(self) -> None:
        self._draft.note({"done": msgspec.json.encode(self._done).decode()})
        self._draft.commit()

    def _with_subclasses(self) -> dict[str, Kind]:
        """Return the kind of all wanted classes and their subclasses: that of the nearest wanted class above."""
        kinds = self._plan.kinds
        nearest: dict[int, tuple[int, Kind]] = {}
        for kind in dict.fromkeys(kinds.of_class.values()):
            wanted = [number(qid) for qid, own in kinds.of_class.items() if own == kind]
            for found, depth in self._draft.below(wanted, map(number, kinds.stops)):
                nearest[found] = min((depth, kind), nearest.get(found, (depth, kind)))
        return {f"Q{found}": kind for found, (_, kind) in sorted(nearest.items())}

    def _kinds(self) -> Kinds:
        found = self._draft.state().get("kinds")
        return Kinds(msgspec.json.decode(found, type=dict[str, Kind])) if found else self._plan.kinds

    def _facts(self) -> dict[str, str]:
        """Return what the index says of itself; nothing of how or where it was built."""
        plan, done = self._plan, self._done
        dated = _DATED.search(plan.dump.name)
        date = plan.date or ("-".join(dated.groups()) if dated else done.modified[:10])
        facts = {"source": "wikidata", "date": date} if date else {"source": "wikidata"}
        facts |= {"languages": " ".join(plan.languages), "classes": plan.kinds.checksum}
        facts |= {"subclasses": "yes" if plan.subclasses else "no", "sitelinks": str(plan.sitelinks)}
        facts |= {"dump": plan.dump.name, "dump-sha1": done.sha1, "whole": "no" if done.fault else "yes"}
        return facts | {f"dump-{name}": str(count) for name, count in done.counts.items()}
