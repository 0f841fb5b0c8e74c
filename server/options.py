"""Settings of the web application, built once by whoever starts it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Literal

import msgspec


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """Limits and sizes; the defaults suit two cores and 4 GB of memory.

    `workers` queries of the public endpoint run at once and `queue` more may wait; pages have their own lane.
    Times are seconds. `memory_mib` is the address space of one worker: with less than 2048 a large store
    can't be mapped. With `replica` "memory" workers answer from a replica of the release in memory, of at most
    `replica_mib` of address space; a larger release stays on disk.
    A public query that runs longer than `patience` is long: `workers` long ones run besides, `held` more are stopped
    until there is room. `per_client` caps the queries of each kind that one address runs at once (None: half of
    `workers`), `client_requests` the requests of one address that are worked on at once; further ones wait.
    A request must be there within `request_seconds`. `proxies` of our own stand in front and say in X-Forwarded-For
    for whom they speak.
    An answer of more than `buffer_bytes` is streamed, and what the client hasn't taken lies in a file; once such files
    have `spool_bytes`, further large answers are refused. The client has `transfer` seconds to take one.
    Answers of the release that is served are kept, `kept_bytes` of them at most (0: none).
    With `warm` what the first pages need of a release is read before anybody asks.
    A result has at most `result_bytes` bytes and `result_rows` rows or triples (None: any number), else it is an error.
    `services` are the addresses that SERVICE may ask, each answer within `service_seconds`, `_bytes` and `_rows`.
    `sources` are the addresses that LOAD may fetch, each within `service_seconds` and `update_bytes`.
    `log_requests` logs each request, `log_queries` the words of slow queries too; slow is what takes `slow_seconds`.
    `metrics_clients` are the networks whose addresses may read /metrics. When the server stops, answers under way have
    `drain_seconds` to end.
    With `writable`, tokens of scope "update" may write: in `update_seconds` and `update_bytes` for each request,
    `update_queue` of which may wait; the last `keep_releases` stay; after `refresh` seconds without a write, what
    stands beside the graph is made anew (0: by builds alone). With `private`, all else needs a token too.
    `tokens` and `audit` are files (None: tokens.json and audit.jsonl in the store).
    `decisions` is the file that reviewers write (None: decisions.jsonl beside the store).
    `wikidata_index` is the file of an index whose items are reconciled too; `public_url` is the address that clients
    use, where it isn't the one that they send (None: that one).
    """

    workers: int = 2
    fast_workers: int = 2
    queue: int = 96
    held: int = 16
    patience: float = 0.1
    per_client: int | None = None
    timeout: float = 30.0
    fast_timeout: float = 5.0
    fast_queue: int = 16
    client_requests: int = 8
    request_seconds: float = 20.0
    proxies: int = 0
    transfer: float = 300.0
    memory_mib: int = 4096
    replica: Literal["memory"] | None = None
    replica_mib: int = 8192
    request_bytes: int = 1_000_000
    buffer_bytes: int = 262_144
    spool_bytes: int = 2_000_000_000
    kept_bytes: int = 64_000_000
    result_bytes: int = 1_000_000_000
    result_rows: int | None = None
    page_rows: int = 500
    poll: float = 0.5
    warm: bool = True
    threads: int = 192
    services: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    service_seconds: float = 10.0
    service_bytes: int = 1_000_000
    service_rows: int = 10_000
    log_requests: bool = False
    log_queries: bool = False
    slow_seconds: float = 5.0
    metrics_clients: tuple[str, ...] = ("127.0.0.0/8", "::1/128")
    drain_seconds: float = 30.0
    writable: bool = False
    private: bool = False
    update_seconds: float = 30.0
    update_bytes: int = 32_000_000
    update_queue: int = 64
    keep_releases: int = 8
    refresh: float = 1.0
    tokens: str | None = None
    audit: str | None = None
    decisions: str | None = None
    wikidata_index: str | None = None
    public_url: str | None = None

    def to_json(self) -> str:
        """Return the options as text, for another process."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(text: str) -> ServerOptions:
        """Read what `to_json` wrote."""
        return msgspec.json.decode(text, type=ServerOptions)
