"""Words of texts on a terminal: nothing in them moves the cursor, turns the line around or breaks it."""

from __future__ import annotations

import unicodedata

_ESCAPED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Categories of characters that are controls, have no width, have no meaning, or end a line."""
_JOINERS = "\u200c\u200d"
"""Belong to the spelling of some scripts."""
_DEEPEST = 4
"""Marks upon one letter that are shown: more of them reach into other lines."""


def escaped(text: str) -> str:
    """Return a text with controls written out.

    >>> escaped("a\\x1b[2Jb\\u202ec\\td")
    'a\\\\x1b[2Jb\\\\u202ec d'
    """
    return "".join(_char(char) for char in _flat(text))


def _char(char: str) -> str:
    if char.isspace() and char not in "\x1c\x1d\x1e\x1f\x85\u2028\u2029":
        return " "
    if unicodedata.category(char) not in _ESCAPED or char in _JOINERS:
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _flat(text: str) -> str:
    marks = 0
    kept: list[str] = []
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= _DEEPEST:
            kept.append(char)
    return "".join(kept)


def width(text: str) -> int:
    """Return how many columns a text takes.

    >>> width("Łódź"), width("東京"), width("e\\u0301")
    (4, 4, 1)
    """
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def fitted(text: str, columns: int) -> str:
    """Return a text escaped, cut where it is wider than some columns.

    >>> fitted("Kassym-Jomart", 8)
    'Kassym-…'
    """
    shown = escaped(text)
    if width(shown) <= columns:
        return shown
    kept, room = [], columns - 1
    for char in shown:
        room -= _columns(char)
        if room < 0:
            break
        kept.append(char)
    return "".join(kept) + "…"


def json_safe(line: str) -> str:
    r"""Return a line of JSON in which no string holds a control that JSON itself would let through.

    >>> json_safe('"\x9b\u202e"')
    '"\\u009b\\u202e"'
    """
    return "".join(
        char if " " <= char < "\x7f" or unicodedata.category(char) not in _ESCAPED else _units(char) for char in line
    )


def _units(char: str) -> str:
    """Return a character as JSON escapes it, with two units where it lies beyond the first plane."""
    pairs = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{pairs[i]:02x}{pairs[i + 1]:02x}" for i in range(0, len(pairs), 2))
