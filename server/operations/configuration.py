"""What the operator set: options of the command line, else the environment, else one TOML file, else the default."""

from __future__ import annotations

import difflib
import ipaddress
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, get_type_hints
from urllib.parse import urlsplit

import msgspec

from claimgraph.errors import ClaimGraphError
from claimgraph.server.options import ServerOptions

PREFIX = "CLAIMGRAPH_"
FILE = f"{PREFIX}CONFIG"


@dataclass
class ConfigurationError(ClaimGraphError):
    """A setting is unknown or has a value that can't be used; `source` is the file or variable that says so."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"configuration {self.source}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Place:
    """Which store is served where, and by which server: granian or waitress (None: granian where it is installed)."""

    store: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    server: Literal["granian", "waitress"] | None = None


@dataclass(frozen=True, slots=True)
class Configuration:
    """Everything that `claimgraph serve` may be told."""

    place: Place
    options: ServerOptions


@dataclass(frozen=True, slots=True)
class Sources:
    """Where settings come from; read again on reload. `given` are those of the command line."""

    file: Path | None
    environment: Mapping[str, str]
    given: Mapping[str, Any]

    def read(self) -> Configuration:
        """Return the settings; raises ConfigurationError for what is unknown or can't be used."""
        found: dict[str, Any] = {}
        for source, settings in (*self._file(), *self._environment(), ("the command line", self.given)):
            found |= {name: convert(name, value, source) for name, value in settings.items()}
        place = {name: found.pop(name) for name in _names(Place) if name in found}
        return Configuration(check_place(Place(**place)), check(replace(ServerOptions(), **found)))

    def _file(self) -> list[tuple[str, Mapping[str, Any]]]:
        name = str(self.file or self.environment.get(FILE, ""))
        if not name:
            return []
        try:
            return [(name, tomllib.loads(Path(name).read_text(encoding="utf-8")))]
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ConfigurationError(name, str(error)) from error

    def _environment(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Return each variable that is a setting; variables of that prefix that are none are left alone."""
        known = {PREFIX + name.upper(): name for name in TYPES}
        return [(name, {known[name]: value}) for name, value in self.environment.items() if name in known]


def _names(record: type) -> list[str]:
    return [field.name for field in fields(record)]


TYPES: dict[str, Any] = get_type_hints(Place) | get_type_hints(ServerOptions)
"""Every setting and the type of its value."""


def convert(name: str, value: Any, source: str) -> Any:
    """Return the value of a setting as its type: words of the environment are numbers, truths or lists where it is."""
    if name not in TYPES:
        near = difflib.get_close_matches(name, TYPES, 1)
        raise ConfigurationError(source, f"unknown setting {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
    if isinstance(value, str) and TYPES[name] == tuple[str, ...]:
        value = value.split()
    try:
        return msgspec.convert(value, TYPES[name], strict=not isinstance(value, str))
    except msgspec.ValidationError as error:
        raise ConfigurationError(source, f"{name} = {value!r} can't be used: {error}") from error


def check_place(place: Place) -> Place:
    """Return a place that can be one; raises ConfigurationError for another."""
    if not place.store:
        raise ConfigurationError("store", f"none is named; give --store DIR, {PREFIX}STORE or store in the file")
    if not 1 <= place.port <= 65535:
        raise ConfigurationError("port", f"{place.port} is none; there are 1 to 65535")
    return place


def check(options: ServerOptions) -> ServerOptions:
    """Return options whose numbers and networks make sense; raises ConfigurationError for others."""
    for name, value in asdict(options).items():
        low = 0 if name in MAY_BE_NOUGHT else 1
        if isinstance(value, int) and not isinstance(value, bool) and value < low:
            raise ConfigurationError(name, f"{value} is too small; the least is {low}")
        if isinstance(value, float) and not 0 <= value < float("inf"):
            raise ConfigurationError(name, f"{value} is no number of seconds")
    for name in ("services", "sources"):
        for address in getattr(options, name):
            parts = urlsplit(address)
            if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.fragment:
                raise ConfigurationError(name, f"{address} is no address of http or https")
    try:
        for network in options.metrics_clients:
            ipaddress.ip_network(network)
    except ValueError as error:
        raise ConfigurationError("metrics_clients", str(error)) from error
    return options


MAY_BE_NOUGHT = frozenset(["queue", "held", "fast_queue", "update_queue", "proxies"])


def defaults() -> dict[str, Any]:
    """Return every setting with its default, in the order of the records."""
    every = (*fields(Place), *fields(ServerOptions))
    return {field.name: None if field.default is MISSING else field.default for field in every}
