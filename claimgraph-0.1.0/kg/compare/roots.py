"""How many independent sources a cluster of claims has: which of its claims go back to one root, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from claimgraph.compare.copies import Print, find_copies

SPEECH_DAYS = 7
"""Days within which reports of what one speaker said are taken to be of one occasion."""

UNNAMED = "~"
"""Before the words for a speaker who has no name: `a doctor` is one doctor in one text and its copies alone."""

Way = Literal["speech", "voice", "document", "translation", "passage", "copy", "source"]


@dataclass(frozen=True, slots=True)
class Member:
    """A claim of a cluster, with what tells where it comes from; all names are keys, "" where nothing is known.

    `agency`: who the document says it is from; `via`: the sources between document and speaker; `day`: the ordinal of
    the day of publication; `passages`: keys of the sentences that it stands in; `fingerprint`: that of the document.
    """

    claim: str
    document: str
    publisher: str = ""
    agency: str = ""
    via: tuple[str, ...] = ()
    speaker: str = ""
    lang: str = ""
    day: int | None = None
    passages: tuple[int, ...] = ()
    fingerprint: Print | None = None

    @property
    def upstream(self) -> tuple[str, ...]:
        """The sources that it openly takes its news from."""
        return tuple(sorted({key for key in (*self.via, self.agency) if key}))


@dataclass(frozen=True, slots=True, order=True)
class Join:
    """Two claims that go back to one root, in which way, and one line of plain English about it."""

    left: str
    right: str
    way: Way
    reason: str


@dataclass(frozen=True, slots=True)
class Roots:
    """A cluster's claims by root, each group and the groups themselves sorted, and what joins those of one group."""

    groups: tuple[tuple[str, ...], ...]
    joins: tuple[Join, ...]


_REASONS: dict[Way, str] = {
    "document": "one document says it twice",
    "translation": "{left.lang} and {right.lang} text of one document",
    "speech": "both report what {shared} said",
    "passage": "one sentence stands in both documents",
    "copy": "the two documents are copies of one text, whole or in part",
    "source": "both come from {shared}",
    "voice": "both are said by {shared} itself",
}


@dataclass(frozen=True, slots=True)
class _Bundle:
    """Claims that share a root; `shared` is the key of what they share."""

    way: Way
    shared: str
    members: Sequence[Member]


def find_roots(members: Iterable[Member], names: Mapping[str, str] | None = None) -> Roots:
    """Return the roots of a cluster, whatever the order of its members; `names` are those of keys, for the reasons."""
    ordered = sorted(members, key=lambda member: member.claim)
    forest = _Forest([member.claim for member in ordered])
    joins = []
    for bundle in _bundles(ordered):
        first, *others = bundle.members
        joins += [_join(bundle, first, other, names or {}) for other in others if forest.join(first.claim, other.claim)]
    return Roots(forest.groups(), tuple(sorted(joins)))


def _join(bundle: _Bundle, left: Member, right: Member, names: Mapping[str, str]) -> Join:
    translated = bundle.way == "document" and left.lang != right.lang
    way: Way = "translation" if translated else bundle.way
    shared = names.get(bundle.shared, bundle.shared)
    return Join(left.claim, right.claim, way, _REASONS[way].format(left=left, right=right, shared=shared))


def _bundles(members: Sequence[Member]) -> Iterator[_Bundle]:
    """Yield the claims that share a root, the surest ways first; the first member of each stands for the others."""
    yield from _documents(members)
    yield from _speeches(members)
    yield from _compatible("passage", _index(members, lambda m: [str(key) for key in m.passages]))
    yield from _compatible("copy", _copied(members))
    yield from _compatible("source", _sources(members))
    silent = [m for m in members if not m.speaker]
    yield from _compatible("voice", _index(silent, lambda m: [m.publisher] if m.publisher else []))


def _index(members: Iterable[Member], keys: Callable[[Member], Iterable[str]]) -> dict[str, list[Member]]:
    found: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        for key in keys(member):
            found[key].append(member)
    return found


def _compatible(way: Way, index: Mapping[str, Sequence[Member]]) -> Iterator[_Bundle]:
    """Yield the members under each key, those of different speakers apart.

    Members without a speaker go with the only one there is, else by themselves.
    """
    for key in sorted(index):
        speakers = _index(index[key], lambda m, key=key: ["" if m.speaker == key else m.speaker])  # type: ignore[misc]
        groups = [index[key]] if len(speakers.keys() - {""}) == 1 else [speakers[name] for name in sorted(speakers)]
        yield from (_Bundle(way, key, group) for group in groups if len(group) > 1)


def _documents(members: Iterable[Member]) -> Iterator[_Bundle]:
    """Yield what one document says twice; a speaker whose name was read in two ways in two languages is still one."""
    index = _index(members, lambda m: [m.document])
    told = {key: {(m.lang, m.speaker) for m in found if m.speaker} for key, found in index.items()}
    alone = {key for key, pairs in told.items() if len({lang for lang, _ in pairs}) == len(pairs)}
    yield from (_Bundle("document", key, index[key]) for key in sorted(alone))
    yield from _compatible("document", {key: found for key, found in index.items() if key not in alone})


def _speeches(members: Iterable[Member]) -> Iterator[_Bundle]:
    """Yield what one speaker said at about the same time; a claim without a date goes with the first of them."""
    named = (m for m in members if m.speaker and not m.speaker.startswith(UNNAMED))
    for speaker, said in sorted(_index(named, lambda m: [m.speaker]).items()):
        ordered = sorted(said, key=lambda m: (m.day or 0, m.claim))
        group: list[Member] = []
        for member in ordered:
            if group and group[-1].day and member.day and member.day - group[-1].day > SPEECH_DAYS:
                yield _Bundle("speech", speaker, group)
                group = []
            group.append(member)
        yield _Bundle("speech", speaker, group)


def _copied(members: Iterable[Member]) -> dict[str, list[Member]]:
    """Return the members by the first of the documents that are copies of one another, directly or in a chain."""
    by_document = _index(members, lambda m: [m.document])
    prints = {key: found[0].fingerprint for key, found in by_document.items()}
    copies = find_copies({key: fingerprint for key, fingerprint in prints.items() if fingerprint is not None})
    forest = _Forest(sorted(by_document))
    for copy in copies:
        forest.join(copy.left, copy.right)
    return {group[0]: [m for key in group for m in by_document[key]] for group in forest.groups() if len(group) > 1}


def _sources(members: Sequence[Member]) -> dict[str, list[Member]]:
    """Return the members that openly come from one source, with those that the source published or said itself."""
    cited = _index(members, lambda m: m.upstream)
    quoted = {m.publisher for m in members} & {m.speaker for m in members}
    return _index(
        members, lambda m: sorted({*m.upstream, *({m.publisher, m.speaker} & (cited.keys() | quoted))} - {""})
    )


class _Forest:
    """Keys joined to groups; the first of a group, by name, stands for it."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.parents = {key: key for key in keys}

    def root(self, key: str) -> str:
        """Return the key that stands for a key's group."""
        while self.parents[key] != key:
            self.parents[key] = self.parents[self.parents[key]]
            key = self.parents[key]
        return key

    def join(self, left: str, right: str) -> bool:
        """Join two groups; tell whether they were apart."""
        first, second = sorted((self.root(left), self.root(right)))
        self.parents[second] = first
        return first != second

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Return the groups, each and all of them sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self.parents):
            found[self.root(key)].append(key)
        return tuple(tuple(found[root]) for root in sorted(found))
