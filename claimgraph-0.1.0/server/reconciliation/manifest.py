"""The service manifest: what a client learns first."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from claimgraph.iri import WIKIDATA
from claimgraph.ontology.terms import NAMESPACE
from claimgraph.server.reconciliation.batch import MOST_QUERIES
from claimgraph.server.reconciliation.schema import OFFERED, describe_type

WIDTH, HEIGHT = 420, 280
"""Pixels of a preview."""
SETTINGS = [
    {
        "name": "limit",
        "label": "Limit",
        "type": "number",
        "default": 0,
        "help_text": "Maximum number of values to return per row (0 for no limit)",
    }
]


def manifest(name: str, space: str, site: str, path: str) -> dict[str, Any]:
    """Return the manifest of a service; `site` is the address of the server, `path` that of the service in it."""
    service = site + path
    view = "https://www.wikidata.org/wiki/{{id}}" if space == WIKIDATA else f"{site}/id/entity/{{{{id}}}}"
    return {
        "versions": ["0.1", "0.2"],
        "name": name,
        "identifierSpace": space,
        "schemaSpace": NAMESPACE,
        "defaultTypes": [describe_type(one) for one in OFFERED],
        "documentation": f"{site}/ns",
        "logo": f"{site}/static/icon.svg",
        "serviceVersion": version("claimgraph"),
        "batchSize": MOST_QUERIES,
        # Of the draft of the next version: scores are from 0 to 100.
        "standardizedScore": True,
        "view": {"url": view},
        "preview": {"url": f"{service}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {kind: suggestion(service, kind) for kind in ("entity", "type", "property")},
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/properties"},
            "property_settings": SETTINGS,
        },
    }


def suggestion(service: str, kind: str) -> dict[str, str]:
    """Return where words are completed and explained."""
    return {
        "service_url": service,
        "service_path": f"/suggest/{kind}",
        "flyout_service_url": service,
        "flyout_service_path": f"/flyout/{kind}?id=${{id}}",
    }
