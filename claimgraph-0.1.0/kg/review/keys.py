"""Where a reviewer's keys come from: single keys of a terminal, or lines of a script."""

from __future__ import annotations

import os
import re
import select
import sys
import termios
import tty
from contextlib import suppress
from importlib import import_module
from typing import IO, Protocol

import click

from claimgraph.review.display import escaped

_SEVERAL_BYTES, _MOST_BYTES = b"\xc0", 4
"""First byte of characters that have several in UTF-8, and how many at most."""
_BEGINNINGS = (b"[", b"O")
_LAST = re.compile(rb"[\x40-\x7e]")
"""What follows Escape in special keys, and their last byte. source: ECMA-48, 5.4"""
_PAUSE = 0.02
"""Seconds in which a terminal sends the rest of a special key."""


class Keys(Protocol):
    """A reviewer's answers; both raise EOFError when there are no more."""

    def key(self) -> str:
        """Return the next key."""

    def line(self, prompt: str) -> str:
        """Return the next line, without blanks around it."""

    def close(self) -> None:
        """End taking answers."""


class Terminal:
    """A person at a terminal, which doesn't show keys and doesn't wait for a line to end until `close`."""

    def __init__(self) -> None:
        self._file = sys.stdin.fileno()
        self._before = termios.tcgetattr(self._file)
        # Drained and not flushed: keys that are typed ahead count.
        tty.setcbreak(self._file, termios.TCSADRAIN)

    def close(self) -> None:
        """Leave the terminal as it was found."""
        termios.tcsetattr(self._file, termios.TCSADRAIN, self._before)

    def key(self) -> str:
        """Return the next key; what a special key sends is one."""
        tty.setcbreak(self._file, termios.TCSADRAIN)  # whoever was stopped and goes on has another mode
        typed = os.read(self._file, 1)
        while typed[:1] >= _SEVERAL_BYTES and len(typed) < _MOST_BYTES and not _is_whole(typed):
            typed += os.read(self._file, 1)
        if typed == b"\x1b":
            typed += self._rest_of_special()
        if typed in (b"", b"\x04"):
            raise EOFError
        return typed.decode(errors="replace")

    def _rest_of_special(self) -> bytes:
        """Return what a special key sends behind Escape; nothing where Escape itself was pressed."""
        rest = b""
        while select.select([self._file], [], [], _PAUSE)[0]:
            rest += os.read(self._file, 1)
            if rest not in _BEGINNINGS and _LAST.match(rest[-1:]):
                break
        return rest

    def line(self, prompt: str) -> str:
        """Return a line that was typed, with the editing that the terminal offers."""
        with suppress(ImportError):  # then lines can be edited while they are typed
            import_module("readline")
        self.close()
        try:
            return input(f"{escaped(prompt)}: ").strip()
        finally:
            tty.setcbreak(self._file, termios.TCSADRAIN)


def _is_whole(typed: bytes) -> bool:
    with suppress(UnicodeDecodeError):
        return bool(typed.decode())
    return False


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

    def close(self) -> None:
        """Leave the rest unread."""

    def _next(self) -> str:
        try:
            line = self._source.readline()
        except UnicodeDecodeError as error:
            raise click.ClickException("standard input is no UTF-8 text") from error
        if not line:
            raise EOFError
        return line.strip()
