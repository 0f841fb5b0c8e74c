"""Figures for Prometheus at /metrics: requests, queries by lane and outcome, workers, the release."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

import flask
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector
from werkzeug.exceptions import Forbidden

from claimgraph.server import backend
from claimgraph.server.operations.record import Asked, Record
from claimgraph.server.pool import Pool

blueprint = flask.Blueprint("metrics", __name__)

EXTENSION = "claimgraph.metrics"
METHODS = frozenset(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
STATES = ("processes", "in_memory", "busy", "waiting", "held")


class Workers(Collector):
    """Reads the state of the pool when it is asked."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def collect(self) -> Iterator[Metric]:
        """Yield what is true at this moment."""
        told = self._pool.describe()
        workers = GaugeMetricFamily("claimgraph_workers", "Query workers, and queries that wait", labels=["state"])
        for state in STATES:
            workers.add_metric([state], float(str(told[state])))
        yield workers
        yield CounterMetricFamily("claimgraph_answers_kept", "Queries answered before", self._pool.kept.found)
        replica = GaugeMetricFamily("claimgraph_replica_bytes", "Memory of the replica that answers, 0 without one")
        replica.add_metric([], self._pool.nursery.replica_bytes)
        yield replica
        yield CounterMetricFamily("claimgraph_workers_killed", "Query workers stopped for a limit", self._pool.killed)
        yield InfoMetricFamily("claimgraph_release", "The release served", {"release": self._pool.snapshot.name})


class Metrics:
    """The figures of one application."""

    def __init__(self, pool: Pool) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(Workers(pool))
        ProcessCollector(registry=self.registry)
        labels = ["method", "route", "status"]
        self._requests = Counter("claimgraph_requests", "Requests answered", labels, registry=self.registry)
        self._broken = Counter("claimgraph_answers_broken", "Answers broken off", registry=self.registry)
        self._bytes = Counter("claimgraph_answer_bytes", "Bytes of answers, compressed", registry=self.registry)
        self._seconds = self._histogram("claimgraph_request_seconds", "Seconds to answer", "route")
        self._queries = Counter("claimgraph_queries", "Queries run", ["lane", "outcome"], registry=self.registry)
        self._query_seconds = self._histogram("claimgraph_query_seconds", "Seconds until a result began", "lane")

    def _histogram(self, name: str, text: str, label: str) -> Histogram:
        return Histogram(name, text, [label], buckets=SECONDS, registry=self.registry)

    def count(self, record: Record) -> None:
        """Count a request that has been answered."""
        method = record.method if record.method in METHODS else "other"
        self._requests.labels(method, record.route, str(record.status)).inc()
        self._seconds.labels(record.route).observe(record.seconds)
        self._bytes.inc(record.bytes)
        self._broken.inc(record.broken)

    def count_query(self, asked: Asked) -> None:
        """Count a query that has been run."""
        self._queries.labels(asked.lane, asked.outcome).inc()
        self._query_seconds.labels(asked.lane).observe(asked.seconds)


def may_read(address: str | None, networks: tuple[str, ...]) -> bool:
    """Tell whether the figures are for this client.

    >>> may_read("127.0.0.1", ("127.0.0.0/8",)), may_read("192.0.2.1", ("127.0.0.0/8",)), may_read("unix:", ())
    (True, False, False)
    """
    try:
        client = ipaddress.ip_address(address or "")
    except ValueError:
        return False
    client = getattr(client, "ipv4_mapped", None) or client
    return any(client in ipaddress.ip_network(network) for network in networks)


@blueprint.get("/metrics")
def metrics() -> flask.Response:
    """Return the figures in the text format of Prometheus or OpenMetrics; 403 for other networks than those named."""
    if not may_read(flask.request.remote_addr, backend.here().options.metrics_clients):
        raise Forbidden("the figures are for the networks that metrics_clients names")
    found = flask.current_app.extensions[EXTENSION]
    encode, content_type = choose_encoder(flask.request.headers.get("Accept", ""))
    return flask.Response(encode(found.registry), content_type=content_type, headers={"Cache-Control": "no-store"})
