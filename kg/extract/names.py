"""Names of persons, organizations and places in a text, with an entity that is local to the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimgraph.extract.gazetteer import gazetteer
from claimgraph.extract.tokens import Token, mask, tokenize
from claimgraph.lang import language
from claimgraph.link.known import known
from claimgraph.model import Mention, Segment, Span


def find_names(text: str, segments: Sequence[Segment]) -> tuple[Mention, ...]:
    """Return the names in text order, form `name`; they don't overlap.

    The entity is `known:<key>` where a shipped record is meant, else the kind and the fullest name of it in this
    document, as in `PER:Akezhan Kazhegeldin`.
    """
    masked = mask(text)
    found: list[Mention] = []
    for segment in segments:
        clitics = language(segment.lang).naming.clitics
        tokens = tokenize(masked, segment.span.start, segment.span.end, clitics)
        taken: set[int] = set()
        for hit in gazetteer(segment.lang).find(tokens):
            record = known()[hit.keys[0]]
            span = Span(tokens[hit.first].start, tokens[hit.last].end)
            found.append(Mention(span, record.kind, "name", f"known:{record.key}", "gazetteer", qid=record.qid))
            taken.update(range(hit.first, hit.last + 1))
        found.extend(_runs(text, tokens, taken))
    return tuple(sorted(_link_surnames(text, found), key=lambda mention: mention.span))


def _runs(text: str, tokens: Sequence[Token], taken: set[int]) -> Iterator[Mention]:
    run: list[Token] = []
    for number, token in enumerate([*tokens, Token(".", 0, 0)]):
        joins = run and token.text == "-" and token.start == run[-1].end
        if joins or (token.text[0].isupper() and number not in taken and len(token.text) > 1):
            run.append(token)
            continue
        names = [part for part in run if part.text != "-"]
        if len(names) > 1 and number > len(run):
            span = Span(names[0].start, names[-1].end)
            yield Mention(span, "PER", "name", f"PER:{span.of(text)}", "capitals", 0.5)
        elif len(names) == 1 and names[0].text.isupper() and len(names[0].text) > 2:
            span = Span(names[0].start, names[0].end)
            yield Mention(span, "ORG", "name", f"ORG:{span.of(text)}", "capitals", 0.5)
        elif len(names) == 1:
            span = Span(names[0].start, names[0].end)
            yield Mention(span, "PER", "name", None, "capitals", 0.3)
        run = []


def _link_surnames(text: str, found: Sequence[Mention]) -> Iterator[Mention]:
    full = {m.span.of(text).split()[-1]: m for m in found if m.kind == "PER" and m.entity}
    for mention in found:
        if mention.entity:
            yield mention
            continue
        words = mention.span.of(text)
        for surname, person in full.items():
            if words[: max(4, len(surname) - 1)] == surname[: max(4, len(surname) - 1)]:
                yield Mention(mention.span, "PER", "name", person.entity, "surname", 0.8, person.qid)
                break
