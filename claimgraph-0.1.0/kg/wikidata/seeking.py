"""Names of a graph looked up at live Wikidata: what was found, what wasn't, and for what there was no answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from claimgraph.model import Kind
from claimgraph.wikidata.answers import Failed, Found, Searched
from claimgraph.wikidata.client import Wikidata
from claimgraph.wikidata.unlinked import Sought, spoken
from claimgraph.wikidata.update import Outcome, Update

OTHER: Final = "en"
"""The language in which a name is asked for that is of none of the languages of the index."""
State = Literal["found", "not found", "failed"]
Step = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Answered:
    """What Wikidata said of an entity's names: items of its kind, that it has none, or why nothing is known."""

    sought: Sought
    state: State
    candidates: tuple[str, ...] = ()
    reason: str = ""


def seek(wanted: Sequence[Sought], wikidata: Wikidata, update: Update, step: Step) -> tuple[Answered, ...]:
    """Ask for the names of entities and take the items of fitting kinds into an update, with what failed."""
    said: list[list[Searched]] = []
    kinds: dict[str, set[Kind]] = {}
    for one in wanted:
        said.append([_search(wikidata, one, *name) for name in one.asked])
        for qid in _hits(said[-1]):
            kinds.setdefault(qid, set()).add(one.kind)
        step("names", len(said), len(wanted))
    outcomes: dict[str, Outcome] = {}
    for fetched in wikidata.entities(kinds):
        outcomes[fetched.asked] = update.take(fetched, kinds[fetched.asked])
        step("items", len(outcomes), len(kinds))
    answers = tuple(_answered(one, told, outcomes, update) for one, told in zip(wanted, said, strict=True))
    update.failures = _failures(update.failures, answers)
    return answers


def _search(wikidata: Wikidata, one: Sought, words: str, lang: str) -> Searched:
    name = spoken(words, lang) if one.kind == "PER" else words
    return wikidata.search(name, lang if lang in wikidata.languages else OTHER)


def _hits(said: Sequence[Searched]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.qid for told in said if isinstance(told, Found) for hit in told.value))


def _answered(one: Sought, said: Sequence[Searched], outcomes: dict[str, Outcome], update: Update) -> Answered:
    hits = _hits(said)
    items = [item for qid in hits if (item := update.item(qid)) is not None and item.kind == one.kind]
    found = tuple(dict.fromkeys(item.qid for item in items))
    failed = [outcomes[qid].note for qid in hits if outcomes[qid].state == "failed"]
    failed += [told.reason for told in said if isinstance(told, Failed)]
    if failed:
        return Answered(one, "failed", found, failed[0])
    if found:
        return Answered(one, "found", found)
    return Answered(
        one, "not found", reason=f"{len(hits)} items of that name, none of a class of this kind" if hits else ""
    )


def _failures(before: dict[str, dict[str, str]], answers: Sequence[Answered]) -> dict[str, dict[str, str]]:
    """Return the names without an answer: those of before that were not asked for again, and the new ones."""
    told = {(words, lang): reason for lang, names in before.items() for words, reason in names.items()}
    for answer in answers:
        for name in answer.sought.names:
            told.pop(name, None)
    for answer in answers:
        if answer.state == "failed":
            told |= dict.fromkeys(answer.sought.asked, answer.reason)
    failures: dict[str, dict[str, str]] = {}
    for (words, lang), reason in sorted(told.items()):
        failures.setdefault(lang, {})[words] = reason
    return failures
