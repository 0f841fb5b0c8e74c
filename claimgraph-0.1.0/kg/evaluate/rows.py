"""JSON rows to records: the shape of `claimgraph annotate`, and that of corpora (`entities`, `attributions`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from claimgraph.errors import LoadError
from claimgraph.evaluate.record import Count, Dated, Name, Said, Text
from claimgraph.evaluate.rules import rules
from claimgraph.model import Span

Row = Mapping[str, Any]


def text_of(row: Row, source: str, gold: Text | None = None) -> Text:
    """Return a row as a record, a prediction with language, text and window of its gold.

    Raises LoadError where the row has another shape.
    """
    try:
        return _text(row, gold)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise LoadError(source, f"{row.get('id')}: not in the shape of annotations ({_reason(error)})") from error


def _text(row: Row, gold: Text | None) -> Text:
    words = row.get("text") or (gold.text if gold else "")
    lang = gold.lang if gold else row.get("lang") or "?"
    window = gold.window if gold else _window(row.get("evaluation_span"))
    mentions = [m for m in row.get("mentions") or row.get("entities") or () if m.get("kind", "entity") == "entity"]
    said = [_claim(claim, words, lang) for claim in row.get("claims") or ()]
    said += [_attribution(relation, words, lang) for relation in row.get("attributions") or ()]
    found = Text(
        id=str(row["id"]),
        lang=lang,
        text=words,
        names=tuple(_name(mention) for mention in mentions if mention["end"] > mention["start"]),
        claims=tuple(claim for claim in said if claim.spans and claim.form != "narrator"),
        quantities=tuple(_quantity(quantity) for quantity in row.get("quantities") or ()),
        dates=tuple(Dated(Span(d["start"], d["end"]), str(d["value"])) for d in row.get("dates") or ()),
        published=row.get("published"),
        window=window,
    )
    _check(found)
    return found.within(window)


def _check(text: Text) -> None:
    """Raise ValueError where a span does not lie within the text."""
    said = (span for claim in text.claims for span in (*claim.spans, *claim.cue, *claim.speaker))
    marked = (item.span for part in (text.names, text.quantities, text.dates) for item in part)
    wrong = next((s for s in chain(said, marked) if not 0 <= s.start <= s.end <= len(text.text)), None)
    if wrong is not None:
        raise ValueError(f"{wrong.start}-{wrong.end} is not in the text of {len(text.text)} characters")


def _reason(error: Exception) -> str:
    return f"no {error}" if isinstance(error, KeyError) else str(error)


def _window(ends: Iterable[int] | None) -> Span | None:
    return Span(*ends) if ends else None


def _name(row: Row) -> Name:
    named = row.get("form", "name") == "name"
    neutral = not named or _true(row.get("optional")) or row.get("outer") is False
    return Name(
        span=Span(row["start"], row["end"]),
        type=rules().type_of(str(row.get("type") or "")),
        named=named,
        neutral=neutral,
        entity=row.get("xid") or row.get("entity") or row.get("chain") or row.get("qid"),
        qid=row.get("qid") or None,
        score=row.get("link_score"),
    )


def _claim(row: Row, text: str, lang: str) -> Said:
    speaker = row.get("speaker") or {}
    places = _spans(speaker) if speaker else ()
    words = tuple(place.of(text) for place in places) or ((speaker["text"],) if speaker.get("text") else ())
    return Said(
        spans=tuple(Span(*ends) for ends in row.get("spans") or [(row["start"], row["end"])]),
        cue=_spans(row.get("cue")),
        speaker=places,
        speaker_words=words,
        entities=_keys(speaker.get("entities"), speaker.get("entity")),
        qids=_keys(speaker.get("qids"), speaker.get("qid")),
        form=str(row.get("form") or "?"),
        lang=row.get("lang") or lang,
        neutral=_true(row.get("optional")),
        event=row.get("event"),
        sieve=str(row.get("sieve") or ""),
    )


def _attribution(row: Row, text: str, lang: str) -> Said:
    speaker = _spans(row.get("source"))
    return Said(
        spans=_spans(row.get("content")),
        cue=_spans(row.get("cue")),
        speaker=speaker,
        speaker_words=tuple(place.of(text) for place in speaker),
        form=str(row.get("form") or "?"),
        lang=lang,
        neutral=_true(row.get("optional")),
    )


def _quantity(row: Row) -> Count:
    measure, value = str(row.get("measure") or "other"), row.get("value")
    neutral = _true(row.get("optional")) or row.get("measure") == "other" or value is None
    number = None if value is None else float(value)
    return Count(Span(row["start"], row["end"]), measure, number, _comparator(row.get("comparator")), neutral)


def _comparator(written: str | None) -> str:
    """Return the contract's name of a comparator for that of the vocabulary: `moreThan`, `equal`."""
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", str(written or "exactly")).lower()
    return "exactly" if snake == "equal" else snake


def _spans(rows: Row | Iterable[Row] | None) -> tuple[Span, ...]:
    listed = [rows] if isinstance(rows, Mapping) else rows or ()
    return tuple(Span(r["start"], r["end"]) for r in listed if r.get("start") is not None and r["end"] > r["start"])


def _keys(several: Iterable[str] | None, one: str | None) -> frozenset[str]:
    listed = several or (() if one is None else (one,))
    return frozenset(key for key in listed if key is not None)


def _true(value: object) -> bool:
    return value is True or str(value).lower() == "true"
