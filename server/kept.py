"""Answers that are kept while their release is served, so that what many ask runs once."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from claimgraph.server import frames

if TYPE_CHECKING:
    from claimgraph.server.answer import Answer

LARGEST = 1 << 20
"""Bytes of the largest answer that is kept."""
BESIDE = 1000
"""Bytes that an answer takes besides its body, about."""


class Kept:
    """Whole answers by what was asked, `most` bytes of them, those asked last; may be used by many threads."""

    def __init__(self, most: int) -> None:
        self._most, self._bytes = most, 0
        self._answers: OrderedDict[bytes, Answer] = OrderedDict()
        self._lock = threading.Lock()
        self.found = 0

    def key(self, message: dict[str, Any]) -> bytes | None:
        """Return what tells a request from others, None where no answers are kept."""
        return hashlib.sha256(frames.encode(message)).digest() if self._most else None

    def find(self, key: bytes | None) -> Answer | None:
        """Return the answer that is kept, if there is one."""
        with self._lock:
            answer = self._answers.get(key) if key else None
            if key is not None and answer is not None:
                self._answers.move_to_end(key)
                self.found += 1
            return answer

    def keep(self, key: bytes, answer: Answer) -> None:
        """Keep an answer that is whole and not too large."""
        if answer.body is None or len(answer.body) > min(LARGEST, self._most):
            return
        with self._lock:
            self._forget(key)
            self._answers[key] = answer
            self._bytes += size_of(answer)
            while self._bytes > self._most:
                self._forget(next(iter(self._answers)))

    def _forget(self, key: bytes) -> None:
        answer = self._answers.pop(key, None)
        self._bytes -= 0 if answer is None else size_of(answer)

    def clear(self) -> None:
        """Forget all answers: another release is served."""
        with self._lock:
            self._answers.clear()
            self._bytes = 0


def size_of(answer: Answer) -> int:
    """Return the bytes that an answer takes."""
    return BESIDE + len(answer.body or b"")
