"""What a writing request asks for, as it goes to the writer process, and what comes of it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any

from claimgraph.server.versions import Conditions

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Part:
    """Triples as they were sent: the format's key and the bytes."""

    format: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Order:
    """A write: of kind "update" or "patch" with a text, or "put", "post", "delete" of a graph (None: the default one).

    `who` is the name of the token, `sent` the text as it came where that is another one. A `dry` order changes nothing
    and tells what it would. It is carried out under its `conditions` alone.
    """

    kind: str
    who: str
    text: str = ""
    graph: str | None = None
    parts: tuple[Part, ...] = ()
    dry: bool = False
    sent: str = ""
    conditions: Conditions = field(default_factory=Conditions)

    @property
    def content(self) -> bytes:
        """What was sent, as the audit log takes the hash of it."""
        return (self.sent or self.text).encode() + b"".join(part.content for part in self.parts)

    def message(self) -> dict[str, Any]:
        """Return what the writer process is told; the parts follow as frames of their own."""
        formats = [part.format for part in self.parts]
        told = {"kind": self.kind, "text": self.text, "graph": self.graph, "formats": formats, "dry": self.dry}
        return told | {"existence": self.conditions.existence}

    def record(self) -> dict[str, Any]:
        """Return what the audit log says of the order itself."""
        content = self.content
        shown = re.sub(r"\s+", " ", content[: 4 * SHOWN].decode("utf-8", "replace"))[:SHOWN]
        told = {"who": self.who, "what": self.kind, "sha256": hashlib.sha256(content).hexdigest()}
        graph = {} if self.kind == "update" else {"graph": self.graph or "default"}
        return told | graph | {"bytes": len(content), "begins": shown}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a write did: quads before and after, whether its graph was there before, and the release that has it.

    A dry order tells what it would add and remove, in numbers and a few quads of each.
    """

    before: int
    after: int
    existed: bool
    release: str | None = None
    preview: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return what the client is told."""
        return {"release": self.release, "quads": {"before": self.before, "after": self.after}} | self.preview
