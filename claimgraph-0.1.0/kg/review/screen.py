"""A doubt as lines of text: what is asked, the names by language, words in their context, candidates and reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimgraph.link.decisions import Decision
from claimgraph.review.display import escaped, fitted, width
from claimgraph.review.doubts import Doubt
from claimgraph.review.survey import Context, Seen

_MOST_LANGUAGES, _MOST_NAMES, _MOST_LINKS = 12, 6, 5
_NARROWEST = 40
_INDENT = "  "

HELP = """\
a  accept: yes, the machine's proposal or what it did is right
r  reject: no
m  merge this entity with another one, by key or name
s  split: take spellings or documents out of this entity
q  set the Wikidata item (QID), or - for none
n  rename
w  write a note that goes with the next decision
u  undo your last decision
k  skip
?  help
x  exit; all decisions are already saved"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a doubt stands in the queue, and how many columns there are to show it."""

    number: int
    total: int
    columns: int = 80


def question(doubt: Doubt) -> str:
    """Return what is asked, in words."""
    label = doubt.entity.label
    match doubt.question:
        case "link":
            return f"Is {label} the Wikidata item {doubt.qid}?"
        case "none" if doubt.qid is None:
            return f"No item is known for {label}: is that right?"
        case "none":
            return f"No item was chosen for {label}: is it {doubt.qid}?"
        case "same":
            return f"Are {label} and {doubt.other.label if doubt.other else ''} the same?"
        case _:
            return f"Does {', '.join(doubt.spellings[:_MOST_NAMES])} belong to {label}?"


def shown(doubt: Doubt, contexts: Sequence[Sequence[Context]], place: Place) -> list[str]:
    """Return the lines that show a doubt, none wider than the terminal; `contexts` are those of each entity."""
    columns = max(_NARROWEST, place.columns)
    entities = [doubt.entity, *([doubt.other] if doubt.other else [])]
    lines = [
        f"[{place.number}/{place.total}] {question(doubt)}",
        f"{_INDENT}doubt {doubt.uncertainty:.2f} x {doubt.claims} claims and {doubt.mentions} mentions",
        *(f"{_INDENT}because {reason}" for reason in doubt.reasons),
    ]
    for seen, found in zip(entities, contexts, strict=True):
        lines += ["", *_entity(seen), *_contexts(found, columns)]
    return [fitted(line, columns - 1) for line in lines]


def _entity(seen: Seen) -> Iterator[str]:
    yield f"{seen.label}  [{seen.kind}]  {seen.key}"
    for lang, names in sorted(seen.names.items())[:_MOST_LANGUAGES]:
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        yield f"{_INDENT}{lang:<4}{'; '.join(names[:_MOST_NAMES])}{more}"
    for link in seen.links[:_MOST_LINKS]:
        item = f"{link.qid} https://www.wikidata.org/wiki/{link.qid}" if link.qid else "no item"
        yield f"{_INDENT}{item}  {link.status} {link.score:.2f}  {link.reason}".rstrip()


def _contexts(found: Sequence[Context], columns: int) -> Iterator[str]:
    for context in found:
        words = f"[{escaped(context.words)}]"
        room = max(0, columns - width(words) - 8) // 2
        before = fitted(context.prefix[::-1], room)[::-1]
        yield f"{_INDENT}{before}{words}{fitted(context.suffix, room)}"
        yield f"{_INDENT}{_INDENT}{context.source}"


def told(decision: Decision) -> str:
    """Return a decision in a few words."""
    label = decision.subject.label if decision.subject else ""
    others = ", ".join(other.label for other in decision.others)
    taken = ", ".join((*decision.spellings, *decision.documents))
    match decision.action:
        case "accept":
            words = f"{label} is {decision.qid}"
        case "reject":
            words = f"{label} is not {decision.qid}"
        case "set":
            words = f"{label} is {decision.qid or 'no item of Wikidata'}"
        case "merge":
            words = f"{label} and {others} are the same"
        case "apart":
            words = f"{label} and {others} are not the same"
        case "split":
            words = f"{taken} taken out of {label}"
        case "rename":
            words = f"{label} is called {decision.name}"
        case _:
            words = f"undid {decision.undoes}"
    return escaped(words)
