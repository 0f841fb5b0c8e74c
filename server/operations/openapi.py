"""/openapi.json: every address that isn't SPARQL, made from the routes, the canned queries and openapi.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from inspect import getdoc
from typing import Any

import flask
from werkzeug.routing import Rule

from claimgraph.network.model import edge_types
from claimgraph.ontology.terms import RELATION_TYPE
from claimgraph.queries import Query, catalogue
from claimgraph.queries.parameters import Parameter
from claimgraph.server.formats import RESULTS

blueprint = flask.Blueprint("openapi", __name__)

Json = dict[str, Any]

LEFT_OUT = frozenset(["sparql", "sparql_page", "graphs", "changes", "static"])
"""Blueprints that other standards describe or that are for the scripts of one page, and the folder of files."""
VARIABLE = re.compile(r"<(?:(\w+)(?:\(([^)]*)\))?:)?(\w+)>")
CANNED = "/queries/{name}.{suffix}"
DUPLICATE = "/reconcile/"
SUCCESS, UNCHANGED, MOVED = "200", "304", "302"
PROBLEMS = {
    "400": "What is asked can't be read; the text says why.",
    "401": "A token is needed, or the one sent isn't valid.",
    "403": "This is not for this client.",
    "404": "There is no such thing.",
    "405": "Not with this method.",
    "406": "Not in any format accepted.",
    "413": "The request is too large.",
    "415": "The request is not in a form that can be read.",
    "501": "This release has no index for that.",
    "503": "A limit of time, or too much to do; try again in a moment.",
    "507": "A limit of memory or size.",
}
TEXT = {media: {"schema": {"type": "string"}} for media in ("text/plain", "text/html")}
RECONCILED = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
DATE = "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"
"""Forms send parameters that are empty."""
TYPES = {"date": {"type": "string", "pattern": DATE}, "integer": {"type": "integer"}, "number": {"type": "number"}}


@cache
def told() -> Json:
    """Return what openapi.toml says."""
    return tomllib.loads((files("claimgraph.server.operations") / "openapi.toml").read_text(encoding="utf-8"))


def lists() -> Mapping[str, list[str]]:
    """Return the closed lists that openapi.toml names by their name."""
    names = [query.name for query in catalogue()]
    return {"queries": names, "edge types": list(edge_types()), "relation types": list(RELATION_TYPE)}


@blueprint.get("/openapi.json")
def openapi() -> flask.Response:
    """Describe the addresses of this server in OpenAPI 3.1."""
    return flask.jsonify(description(flask.current_app.url_map.iter_rules()))


def description(rules: Iterable[Rule]) -> Json:
    """Return the description of the addresses that some routes answer."""
    paths: dict[str, Json] = {}
    for rule in sorted(described(rules), key=lambda rule: rule.rule):
        path = address(rule)
        if path == CANNED:
            paths |= {f"/queries/{query.name}.{{suffix}}": canned(query) for query in catalogue()}
        else:
            paths[path] = {"get": operation(rule, path)}
            if "POST" in (rule.methods or ()):
                paths[path]["post"] = posted(paths[path]["get"])
    shapes = {name: shape(fields) for name, fields in told()["shapes"].items()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "claimgraph",
            "version": version("claimgraph"),
            "description": "Who claims what, each claim tied to its exact words. "
            "SPARQL at /sparql and graphs at /graphs are described by their standards.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "schemas": shapes,
            "responses": {status: problem(text) for status, text in PROBLEMS.items()},
        },
    }


def described(rules: Iterable[Rule]) -> list[Rule]:
    """Return the routes that belong into the description, each address once."""
    return [rule for rule in rules if rule.endpoint.split(".")[0] not in LEFT_OUT and rule.rule != DUPLICATE]


def address(rule: Rule) -> str:
    """Return the address of a route as OpenAPI writes it."""
    return VARIABLE.sub(r"{\3}", rule.rule)


def operation(rule: Rule, path: str) -> Json:
    """Describe what GET does at an address."""
    known = told()["paths"].get(path, {})
    fixed = known.get("values", {})
    inner = [variable(name, kind, choices, fixed) for kind, choices, name in VARIABLE.findall(rule.rule)]
    answers = responses(known.get("media", ["*/*"]), known.get("shape"))
    if known.get("redirects"):
        answers[MOVED] = {"description": "It is elsewhere."}
    return {
        "operationId": rule.endpoint.replace(".", "-") + ("-known" if path.startswith("/.well-known") else ""),
        "summary": summary(rule),
        "parameters": inner + [parameter(name) for name in known.get("parameters", [])],
        "responses": answers,
    }


def posted(read: Json) -> Json:
    """Describe POST where it takes the parameters of GET as a form or as JSON."""
    fields = {one["name"]: one["schema"] for one in read["parameters"]}
    form = {"application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": fields}}}
    content = form | {"application/json": {"schema": {"type": "object"}}}
    changed = {"operationId": f"{read['operationId']}-posted", "parameters": [], "requestBody": {"content": content}}
    return read | changed


def summary(rule: Rule) -> str:
    """Return the first sentence of what the code says of a route."""
    view = flask.current_app.view_functions[rule.endpoint]
    return (getdoc(view) or "").split("\n", 1)[0].split(";")[0].rstrip(".")


def variable(name: str, kind: str, choices: str, fixed: Mapping[str, Any]) -> Json:
    """Describe a part of an address that varies."""
    values = fixed.get(name) or [choice.strip() for choice in choices.split(",") if choice.strip()]
    values = lists()[values] if isinstance(values, str) else values
    schema: Json = {"type": "string", "enum": values} if values else {"type": "string", "minLength": 1}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def parameter(key: str) -> Json:
    """Describe a parameter of openapi.toml."""
    group, name = key.split(".")
    known = told()["parameters"][group][name]
    return {
        "name": known.get("name", name),
        "in": "query",
        "required": known.get("required", False),
        "description": known["description"],
        "schema": resolved(known.get("schema", {"type": "string"})),
    }


def resolved(schema: Mapping[str, Any]) -> Json:
    """Return a schema with the lists that it names."""
    found = dict(schema)
    if "items" in found:
        found["items"] = resolved(found["items"])
    if isinstance(found.get("enum"), str):
        found["enum"] = lists()[found["enum"]]
    return found


def canned(query: Query) -> Json:
    """Describe the data of a canned query."""
    suffix = {"name": "suffix", "in": "path", "required": True}
    formats = {"type": "string", "enum": [form.suffix for form in RESULTS]}
    return {
        "get": {
            "operationId": f"query-{query.name}",
            "summary": query.title.rstrip("."),
            "parameters": [suffix | {"schema": formats}, *map(asked, query.parameters)],
            "responses": responses([form.media for form in RESULTS], None),
        }
    }


def asked(value: Parameter) -> Json:
    """Describe a parameter of a canned query."""
    schema: Json = {"type": "string", "enum": list(value.choices)} if value.choices else TYPES.get(value.kind, {})
    return {
        "name": value.name,
        "in": "query",
        "required": False,
        "description": value.meaning,
        "schema": schema or {"type": "string"},
    }


def responses(media: Iterable[str], form: str | None) -> Json:
    """Describe the answers of an address: the good one and the problems."""
    schema: Json = {} if form is None else {"$ref": f"#/components/schemas/{form}"}
    content = {one: {"schema": schema} for one in media}
    problems = {status: {"$ref": f"#/components/responses/{status}"} for status in PROBLEMS}
    return {
        SUCCESS: {"description": "What was asked for.", "content": content},
        UNCHANGED: {"description": "Nothing has changed since."},
        **problems,
    }


def problem(text: str) -> Json:
    """Describe an answer that says what is wrong: plain text, a page for browsers, JSON for reconciliation."""
    return {"description": text, "content": TEXT | RECONCILED}


def shape(fields: Mapping[str, str]) -> Json:
    """Return the schema of an object with fields that are always there."""
    properties: Json = {name: {"type": kind.split(" or ")} for name, kind in fields.items()}
    return {"type": "object", "required": list(fields), "properties": properties}
