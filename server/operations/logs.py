"""Logs as JSON lines on standard error: one object per line, without addresses, paths or words of queries."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

from claimgraph.server.operations.record import RECORD, Record
from claimgraph.server.options import ServerOptions

FIELDS = "fields"
ROOT = "claimgraph"
requests_log = logging.getLogger("claimgraph.requests")
slow_log = logging.getLogger("claimgraph.slow")


class Lines(logging.Formatter):
    """Writes a record as one line of JSON; what an exception says may name people, so it is told only if `words`."""

    def __init__(self, words: bool) -> None:
        super().__init__()
        self._words = words

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        request = RECORD.get()
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        if request is not None:
            line["request"] = request.id
        line |= getattr(record, FIELDS, {})
        if record.exc_info and record.exc_info[0] is not None:
            line |= self._explain(record)
        return json.dumps(line, ensure_ascii=False)

    def _explain(self, record: logging.LogRecord) -> dict[str, Any]:
        assert record.exc_info is not None
        kind, error, trace = record.exc_info
        frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        told = {"error": kind.__name__ if kind else "", "frames": frames}
        # The message of the logger names the path of the address, which may be the name of somebody.
        return told | ({"words": str(error)} if self._words else {"event": "a request failed"})


def configure(options: ServerOptions) -> None:
    """Let the loggers of claimgraph write JSON lines; called once by each process that serves."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines(options.log_queries))
    root = logging.getLogger(ROOT)
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    root.propagate = False
    requests_log.setLevel(logging.INFO if options.log_requests else logging.WARNING)


def tell(record: Record, options: ServerOptions) -> None:
    """Log a request that has been answered, and its slowest query where that was slow or the whole took long."""
    fields: dict[str, Any] = {
        "request": record.id,
        "method": record.method,
        "route": record.route,
        "status": record.status,
        "ms": round(1000 * record.seconds, 1),
        "bytes": record.bytes,
    }
    if record.broken:
        fields["broken"] = True
    if record.asked:
        slowest = max(record.asked, key=lambda asked: asked.seconds)
        fields |= {"queries": len(record.asked), "query": slowest.digest, "lane": slowest.lane}
        fields |= {"query_ms": round(1000 * slowest.seconds, 1), "outcome": slowest.outcome}
        if record.seconds >= options.slow_seconds:
            words = {"text": slowest.text} if options.log_queries else {}
            slow_log.warning("slow query", extra={FIELDS: fields | words})
    requests_log.info("request", extra={FIELDS: fields})
