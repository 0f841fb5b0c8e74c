"""Live Wikidata: items by their QIDs and by names, asked politely, remembered on disk, with failures told apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from claimgraph.wikidata.access import checked_languages, checked_qid
from claimgraph.wikidata.answers import Failed, Fetched, NotFound, Searched, fetched, searched
from claimgraph.wikidata.api import Api, Refused, Unanswered
from claimgraph.wikidata.cache import Cache
from claimgraph.wikidata.transport import TooLarge

BATCH: Final = 50
"""Items that the API answers at once."""
HITS: Final = 50
"""Results of a search that the API gives at most."""
LONGEST_NAME: Final = 250
"""Code points of the longest name that Wikidata stores; a longer one is not asked for."""
PROPS: Final = "info|labels|aliases|claims|sitelinks"
NOT_FOUND_DAYS: Final = 1.0
"""Days after which Wikidata is asked again about what it did not have: items are made every minute."""


@dataclass(frozen=True, slots=True)
class Wikidata:
    """Wikidata as one operator asks it, restricted to some languages."""

    api: Api
    cache: Cache
    languages: tuple[str, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "languages", checked_languages(self.languages))

    def entities(self, qids: Iterable[str]) -> Iterator[Fetched]:
        """Yield what Wikidata says of each QID, in order, each once; raise ClaimGraphError before where one is none."""
        wanted = tuple(dict.fromkeys(map(checked_qid, qids)))
        return self._entities(wanted)

    def _entities(self, wanted: Sequence[str]) -> Iterator[Fetched]:
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            known = {qid: told for qid in batch if (told := self._recalled(qid)) is not None}
            known |= self._ask([qid for qid in batch if qid not in known])
            yield from (known[qid] for qid in batch)

    def _recalled(self, qid: str) -> Fetched | None:
        key = self._key("item", qid, *self.languages)
        said = fetched(qid, self.cache.get(key) or {})
        return None if self._is_spent(key, said) else said

    def _is_spent(self, key: str, said: object) -> bool:
        """Return whether what the cache said is of no use: nothing, damaged, or a "not found" of days ago."""
        if isinstance(said, NotFound):
            return self.cache.get(key, NOT_FOUND_DAYS) is None
        return said is None or isinstance(said, Failed)

    def _ask(self, qids: Sequence[str]) -> dict[str, Fetched]:
        """Return what Wikidata says of each QID, asking again in smaller parts where one answer has no room for all."""
        if not qids:
            return {}
        languages = "|".join(self.languages)
        try:
            answer = self.api.ask(action="wbgetentities", ids="|".join(qids), props=PROPS, languages=languages)
        except TooLarge as error:
            return self._halved(qids, str(error))
        except Unanswered as error:
            if isinstance(error, Refused) and error.code == "no-such-entity" and error.about in qids:
                gone = str(error.about)
                return {gone: NotFound(gone), **self._ask([qid for qid in qids if qid != gone])}
            return {qid: Failed(qid, str(error)) for qid in qids}
        return self._told(qids, answer)

    def _told(self, qids: Sequence[str], answer: Mapping[str, Any]) -> dict[str, Fetched]:
        told = {qid: said for qid in qids if (said := fetched(qid, answer)) is not None}
        for qid, said in told.items():
            if not isinstance(said, Failed):
                self.cache.put(self._key("item", qid, *self.languages), {"entities": {qid: answer["entities"][qid]}})
        silent = [qid for qid in qids if qid not in told]
        if not silent or not _is_cut(answer):
            return told | {qid: Failed(qid, "an answer that leaves it out") for qid in silent}
        return told | (self._ask(silent) if told else self._halved(silent, "an answer cut by the limit of the API"))

    def _halved(self, qids: Sequence[str], reason: str) -> dict[str, Fetched]:
        if len(qids) == 1:
            return {qids[0]: Failed(qids[0], reason)}
        middle = len(qids) // 2
        return self._ask(qids[:middle]) | self._ask(qids[middle:])

    def search(self, name: str, language: str, limit: int = 10) -> Searched:
        """Return the items of that name, best first as Wikidata ranks them, which changes from day to day."""
        checked_languages((language,))
        words = " ".join(unicodedata.normalize("NFC", name).encode("utf-8", "replace").decode().split())
        if not words or len(words) > LONGEST_NAME:
            return NotFound(name)
        number = str(min(max(limit, 1), HITS))
        key = self._key("name", words, language, number)
        said = searched(name, self.cache.get(key) or {})
        if not self._is_spent(key, said):
            return said
        where = {"language": language, "uselang": language, "type": "item", "limit": number}
        try:
            answer = self.api.ask(action="wbsearchentities", search=words, **where)
        except (Unanswered, TooLarge) as error:
            return Failed(name, str(error))
        said = searched(name, answer)
        if not isinstance(said, Failed):
            self.cache.put(key, {"search": answer["search"]})
        return said

    def _key(self, *parts: str) -> str:
        return "\n".join((self.api.access.api, *parts))


def _is_cut(answer: Mapping[str, Any]) -> bool:
    """Return whether the API warns that its answer had no room for all."""
    warnings = answer.get("warnings")
    return isinstance(warnings, Mapping) and "result" in warnings
