"""Where a reviewer's keys come from: single keys of a terminal, or lines of a script."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module
from typing import IO, Protocol

import click

from claimgraph.review.display import escaped


class Keys(Protocol):
    """A reviewer's answers; both raise EOFError when there are no more."""

    def key(self) -> str:
        """Return the next key."""

    def line(self, prompt: str) -> str:
        """Return the next line, without blanks around it."""


class Terminal:
    """A person at a terminal."""

    def key(self) -> str:
        """Return the next key without waiting for a line to end."""
        key = click.getchar()
        if key in ("\x04", ""):
            raise EOFError
        return key

    def line(self, prompt: str) -> str:
        """Return a line that was typed, with the editing that the terminal offers."""
        with suppress(ImportError):  # then lines can be edited while they are typed
            import_module("readline")
        return input(f"{escaped(prompt)}: ").strip()


class Lines:
    """A script: each line starts with a key, what follows it answers the next question."""

    def __init__(self, source: IO[str] | None = None) -> None:
        self._source = source or sys.stdin
        self._rest = ""

    def key(self) -> str:
        """Return the first character of the next line that has one."""
        while not (line := self._next()):
            pass
        self._rest = line[1:].strip()
        return line[0]

    def line(self, prompt: str) -> str:
        """Return what follows the key, else the next line."""
        rest, self._rest = self._rest, ""
        return rest or self._next()

    def _next(self) -> str:
        try:
            line = self._source.readline()
        except UnicodeDecodeError as error:
            raise click.ClickException("standard input is no UTF-8 text") from error
        if not line:
            raise EOFError
        return line.strip()
