"""Claims by a language model behind any endpoint that speaks OpenAI's protocol; it may only point at words."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from claimgraph.errors import ExtractorError
from claimgraph.extractors import Reply
from claimgraph.extractors.anchors import Anchors
from claimgraph.extractors.chat import NAME, Chat
from claimgraph.extractors.guests import read_options
from claimgraph.extractors.pointing import anchored, statements
from claimgraph.extractors.windows import windows
from claimgraph.model import Claim, Segment, Span

KEY: Final = "CLAIMGRAPH_ENDPOINT_KEY"
"""The environment variable that holds the key of the endpoint, if it wants one."""
PROMPT: Final = files("claimgraph.extractors").joinpath("prompt.txt").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may set: address and model, and what a run may cost at most.

    Texts, code points of a text (longer ones are not asked about), code points of one question, tokens of one answer,
    seconds to wait, further tries.
    """

    url: str
    model: str
    max_documents: int = 100
    max_characters: int = 20_000
    window: int = 6_000
    max_tokens: int = 2_000
    timeout: float = 60.0
    retries: int = 2


@dataclass(slots=True)
class Endpoint:
    """A model that is asked about each text, as long as the limits allow."""

    chat: Chat
    options: Options
    asked: int = 0

    @property
    def facts(self) -> Mapping[str, str]:
        """Address, model, prompt and the limits that decide what is asked."""
        options = self.options
        limits = {name: str(getattr(options, name)) for name in ("max_characters", "window", "max_tokens")}
        return {"url": options.url, "model": options.model, "prompt": PROMPT, **limits}

    def read(self, text: str, segments: Sequence[Segment]) -> Reply:
        """Return the claims that the model points at; raise ExtractorError where it can't be asked."""
        if len(text) > self.options.max_characters or not segments:
            return Reply()
        self.asked += 1
        if self.asked > self.options.max_documents:
            limit = self.options.max_documents
            raise ExtractorError(NAME, f"more than {limit} texts; --set {NAME}.max_documents={2 * limit} allows more")
        total, found = hashlib.sha256(), list[Claim | None]()
        for window in windows(text, segments, self.options.window):
            answer = self._ask(window.of(text))
            total.update(answer.encode("utf-8", "replace") + b"\0")
            found += _claims(answer, text, window, segments)
        kept = tuple(claim for claim in found if claim is not None)
        return Reply(claims=kept, answer=total.hexdigest(), dropped=len(found) - len(kept))

    def _ask(self, passage: str) -> str:
        messages = [{"role": "system", "content": PROMPT}, {"role": "user", "content": passage}]
        body = {"model": self.options.model, "messages": messages, "temperature": 0}
        return self.chat.answer({**body, "max_tokens": self.options.max_tokens})


def _claims(answer: str, text: str, window: Span, segments: Sequence[Segment]) -> list[Claim | None]:
    anchors = Anchors(text, window)
    return [anchored(said, anchors, segments, NAME) if said else None for said in statements(answer)]


def load(options: Mapping[str, str]) -> Endpoint:
    """Return the endpoint that the options name; nothing is sent before the first text."""
    chosen = read_options(Options, NAME, options)
    limits = ("max_documents", "max_characters", "window", "max_tokens", "timeout")
    low = next((name for name in limits if getattr(chosen, name) <= 0), None)
    if low or chosen.retries < 0:
        raise ExtractorError(NAME, f"{low or 'retries'} is too small")
    return Endpoint(Chat(chosen.url, chosen.timeout, chosen.retries, os.environ.get(KEY, "")), chosen)
