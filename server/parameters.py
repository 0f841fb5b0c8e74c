"""Parameters of requests, read strictly: what can't be read is refused, never guessed."""

from __future__ import annotations

from urllib.parse import parse_qsl

from pyoxigraph import NamedNode
from werkzeug.exceptions import BadRequest

MAX_FIELDS = 200
TRUE, FALSE = ("true", "1", "yes", ""), ("false", "0", "no")

Parameters = list[tuple[str, str]]


def decode(data: bytes, what: str) -> str:
    """Return UTF-8 text; 400 where it is not."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(f"{what} is not UTF-8 (byte {error.start})") from error


def read_fields(data: str, what: str) -> Parameters:
    """Return the fields of a query string or form; 400 where escapes are not UTF-8 or there are too many."""
    try:
        return parse_qsl(data, keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)
    except ValueError as error:
        raise BadRequest(f"{what} can't be read: {error}") from error


def values(parameters: Parameters, name: str) -> list[str]:
    """Return all values of a parameter."""
    return [value for key, value in parameters if key == name]


def iri(text: str, name: str) -> str:
    """Return an absolute IRI; 400 where the parameter of that name is none."""
    try:
        return NamedNode(text).value
    except ValueError as error:
        raise BadRequest(f"{name} must be an absolute IRI: {error}") from error


def is_set(text: str, name: str) -> bool:
    """Return what a parameter or header that is true or false says; 400 for anything else."""
    if text.lower() not in (*TRUE, *FALSE):
        raise BadRequest(f"{name} must be true or false")
    return text.lower() in TRUE
