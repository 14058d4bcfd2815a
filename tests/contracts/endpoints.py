"""Every operation of the OpenAPI document, and what a test needs to call it: ids, headers and a body that fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from studio.accounts.models import Workspace
from studio.accounts.roles import CAPABILITIES
from studio.core.schema import document
from tests.factories import KINDS, TOGETHER

_ID_NAME = re.compile(r"(?:.*_)?(?P<kind>[a-z]+|api_key)_ids?")
MISSING = "00000000000000000000000000"


@dataclass(frozen=True)
class Endpoint:
    """One method of one address."""

    method: str
    path: str
    declared: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path}"

    @property
    def capability(self) -> str:
        """Who may call it."""
        return str(self.declared["x-capability"])

    @property
    def in_workspace(self) -> bool:
        """Whether it opens a workspace."""
        return self.capability in CAPABILITIES

    @property
    def id_names(self) -> list[str]:
        """`project_id` and the like."""
        return re.findall(r"{(\w+)}", self.path)

    @property
    def is_page(self) -> bool:
        """Whether it has cursors."""
        return "cursor" in self.parameters("query")

    def parameters(self, place: str) -> dict[str, dict[str, Any]]:
        """The declared parameters in the path, the query or the headers, by name."""
        return {one["name"]: one for one in self.declared.get("parameters", []) if one["in"] == place}

    def url(self, ids: dict[str, str]) -> str:
        """The address with these ids."""
        return self.path.format(**ids)

    def body_schema(self) -> dict[str, Any]:
        """What the body looks like; empty when there is none."""
        content = self.declared.get("requestBody", {}).get("content", {})
        return resolved(next(iter(content.values()))["schema"]) if content else {}

    def call(self, client: APIClient, ids: dict[str, str], *, body: Any = None, query: str = "", **headers: str) -> Any:
        """Sends it with a body that fits (or the given one) and every header it insists on."""
        content = self.declared.get("requestBody", {}).get("content", {})
        needed = {
            name: '"v1"' if name == "If-Match" else uuid4().hex
            for name, one in self.parameters("header").items()
            if one.get("required")
        }
        sent = example(self.body_schema()) if body is None and content else body
        options: dict[str, Any] = {"headers": needed | {k.replace("_", "-"): v for k, v in headers.items()}}
        if content:
            options |= {"data": sent, "format": "multipart" if "multipart/form-data" in content else "json"}
        send: Any = getattr(client, self.method)
        return send(self.url(ids) + (query or self._required_query()), **options)

    def _required_query(self) -> str:
        needed = {name: example(one["schema"]) for name, one in self.parameters("query").items() if one.get("required")}
        return f"?{urlencode(needed)}" if needed else ""


def endpoints() -> list[Endpoint]:
    """All of them, by address."""
    found = [
        Endpoint(method, path, declared)
        for path, methods in document()["paths"].items()
        for method, declared in methods.items()
    ]
    return sorted(found, key=str)


def kind_of(name: str) -> str:
    """The kind of thing a path parameter names: `api_key_id` is an "api_key". Says where to add an unknown one."""
    kind = name.removesuffix("_id")
    assert kind in KINDS, f"{{{name}}}: add a factory for {kind!r} to KINDS in tests/factories.py"
    return kind


def ids_in(endpoint: Endpoint, workspace: Workspace) -> dict[str, str]:
    """New things of this workspace for every id in the path."""
    if endpoint.path in TOGETHER:
        return TOGETHER[endpoint.path](workspace)
    return {name: str(KINDS[kind_of(name)](workspace).pk) for name in endpoint.id_names}


def missing_ids(endpoint: Endpoint, like: dict[str, str]) -> dict[str, str]:
    """Ids of the same kinds that nothing has."""
    return {name: f"{like[name].split('_')[0]}_{MISSING}" for name in endpoint.id_names}


def relations(schema: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Members of a body that name things: the path to each, and the kind."""
    for name, inner in schema.get("properties", {}).items():
        match = _ID_NAME.fullmatch(name)
        if match and match["kind"] in KINDS:
            yield (*path, name), match["kind"]
        elif "$ref" in inner or "properties" in inner:
            yield from relations(resolved(inner), (*path, name))


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema behind a reference."""
    while "$ref" in schema:
        schema = document()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    return schema


def example(schema: dict[str, Any]) -> Any:
    """The smallest value that fits: required members only."""
    schema = resolved(schema)
    for choice in ("oneOf", "anyOf", "allOf"):
        if choice in schema:
            return example(next(one for one in schema[choice] if one.get("type") != "null"))
    if "enum" in schema:
        return next(value for value in schema["enum"] if value not in {"owner", None, ""})
    kinds = schema.get("type", "object")
    kind = kinds if isinstance(kinds, str) else next(one for one in kinds if one != "null")
    return _EXAMPLES[kind](schema)


def _object(schema: dict[str, Any]) -> dict[str, Any]:
    properties = schema.get("properties", {})
    return {name: example(properties[name]) for name in schema.get("required", [])}


def _string(schema: dict[str, Any]) -> Any:
    if schema.get("format") == "binary" or schema.get("contentMediaType") or schema.get("contentEncoding"):
        return SimpleUploadedFile("film.fountain", b"INT. KITCHEN - NIGHT\n\nRain.\n", "text/plain")
    if schema.get("format") == "email":
        return f"{uuid4().hex[:12]}@example.com"
    return "x" * max(1, schema.get("minLength", 1))


_EXAMPLES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "object": _object,
    "array": lambda schema: [example(schema["items"])] * schema.get("minItems", 0),
    "string": _string,
    "integer": lambda schema: schema.get("minimum", 1),
    "number": lambda schema: schema.get("minimum", 1),
    "boolean": lambda _: True,
}
