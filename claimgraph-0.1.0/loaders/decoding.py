"""Bytes to text, strictly: nothing is replaced, dropped or translated, and what can't be decoded is refused."""

from __future__ import annotations

import codecs
from dataclasses import replace

from claimgraph.errors import LoadError
from claimgraph.lang import codes, installed
from claimgraph.loaders import Options
from claimgraph.model import Document

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; the mark of UTF-32 begins with that of UTF-16 and so comes before it."""


def is_text_encoding(name: str) -> bool:
    """Tell whether a name is that of an encoding of text.

    >>> is_text_encoding("windows-1251"), is_text_encoding("base64"), is_text_encoding("klingon")
    (True, False, False)
    """
    try:
        b"a".decode(name)
    except LookupError:
        return False
    except UnicodeDecodeError:
        return True
    return True


def byte_order_mark(data: bytes) -> tuple[bytes, str] | None:
    """Return the byte order mark with which the data begin and the encoding that it names."""
    return next(((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), None)


def decode(data: bytes, options: Options, place: str) -> str:
    """Return the text of a document; raise LoadError with the position of the first byte that can't be decoded.

    A byte order mark decides over the declared encoding and is no part of the text. Line ends stay as they are.
    """
    mark, encoding = byte_order_mark(data) or (b"", options.encoding or "utf-8")
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        at = error.start + len(mark)
        hint = "" if mark or options.encoding else "; declare its encoding with --encoding, or save it as UTF-8"
        raise LoadError(place, f"byte {at} (0x{data[at]:02x}) is not {encoding}{hint}") from error


def _fault(text: str) -> str | None:
    """Return why a text can't be a document."""
    if not text.strip():
        return "the text is empty"
    if (nul := text.find("\0")) >= 0:
        return f"character {nul} is NUL: this is no text, or not in the encoding that was declared"
    lone = _half(text)
    return None if lone is None else f"character {lone} is half of a surrogate pair"


def _half(text: str) -> int | None:
    """Return where the first half of a surrogate pair stands, for which UTF-8 has no form."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        return error.start
    return None


def checked(document: Document, place: str) -> Document:
    """Return the document with its language as an installed one; raise LoadError when it can't be used."""
    fault = "its name is not UTF-8; rename it" if _half(document.name) is not None else _fault(document.text)
    if fault:
        raise LoadError(place, fault)
    if document.lang is None:
        return document
    lang = installed(document.lang)
    if lang is None:
        raise LoadError(place, f"no language {document.lang!r} is installed; known: {', '.join(codes())}")
    return replace(document, lang=lang)


def too_large(options: Options) -> str:
    """Return why an input over the limit is skipped."""
    return f"is longer than {options.max_bytes} bytes; raise the limit with --max-bytes"
