"""The errors of claimgraph: one root, few leaves, each keeping the value that caused it."""

from __future__ import annotations

from dataclasses import dataclass


class ClaimGraphError(Exception):
    """Root of all errors that claimgraph raises on purpose; its text is one line that says what to do."""


@dataclass
class LanguageDataError(ClaimGraphError):
    """A language file misses a key, has an unknown one or one of the wrong type."""

    file: str
    reason: str

    def __str__(self) -> str:
        return f"language file {self.file}: {self.reason}"


@dataclass
class OffsetError(ClaimGraphError):
    """The words at some offsets are not the words that were expected there."""

    document: str
    start: int
    end: int
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.document}[{self.start}:{self.end}] is {self.found!r}, expected {self.expected!r}"


@dataclass
class LoadError(ClaimGraphError):
    """A document can't be read; the build reports it and goes on with the others."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


@dataclass
class StoreError(ClaimGraphError):
    """A store can't be opened, locked or written."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"store {self.path}: {self.reason}"


@dataclass
class QueryRefused(ClaimGraphError):
    """A query that is malformed or asks for what is not allowed (SERVICE, LOAD, update)."""

    reason: str

    def __str__(self) -> str:
        return self.reason


@dataclass
class QueryLimit(ClaimGraphError):
    """A query went over a limit of time, memory or rows."""

    kind: str
    value: float

    def __str__(self) -> str:
        return f"the query went over its {self.kind} limit of {self.value:g}"


@dataclass
class UnknownPluginError(ClaimGraphError):
    """No entry point of that name."""

    group: str
    name: str
    known: tuple[str, ...]

    def __str__(self) -> str:
        return f"no {self.group} named {self.name!r}; known: {', '.join(self.known)}"


@dataclass
class ExtractorError(ClaimGraphError):
    """An extractor from outside can't be used: not installed, wrong options, no answer, or a limit is reached."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"extractor {self.name}: {self.reason}"


@dataclass
class PackError(ClaimGraphError):
    """An evidence pack can't be read or written, or is not what it should be."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"pack {self.path}: {self.reason}"
