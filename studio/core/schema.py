"""The OpenAPI document: operations as declared, problems on every one of them, and the live events beside them."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers

from studio.core import idempotency
from studio.core.actor import WORKSPACE_HEADER
from studio.core.pages import DEFAULT, MOST
from studio.core.problems import MEDIA_TYPE

if TYPE_CHECKING:
    from studio.core.api import Operation

EVENTS: dict[str, dict[str, Any]] = {}
"""JSON Schemas of live events by name; whoever sends events adds them, and they appear under `components`."""

PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail", "code", "retryable", "request_id"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "In plain words, with the remedy."},
        "code": {"type": "string", "description": "Stable, for programs."},
        "param": {"type": ["string", "null"], "description": "The input that is to blame."},
        "retryable": {"type": "boolean", "description": "The same request may work when it is sent again."},
        "request_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["param", "detail"],
                "properties": {"param": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}
_MEANING = {
    "400": "The request cannot be read.",
    "401": "Not signed in.",
    "402": "The balance is short, or a spend cap is reached.",
    "403": "The role does not allow this.",
    "404": "There is no such thing in this workspace.",
    "405": "This address has no such method.",
    "409": "Something else is happening to this at the moment, or it is in the wrong state.",
    "412": "It was changed since it was loaded.",
    "413": "Too large.",
    "415": "Not a media type this address takes.",
    "422": "What was sent does not fit.",
    "428": "If-Match is missing.",
    "429": "Too many requests in a short time.",
    "503": "The studio cannot do this at the moment.",
}


class StudioSchema(AutoSchema):
    """The generator, which forgets that a text must not be empty when a body is described once for both directions."""

    def _map_serializer_field(self, field: Any, direction: Any, bypass_extensions: bool = False) -> Any:  # noqa: FBT001, FBT002
        schema = super()._map_serializer_field(field, direction, bypass_extensions)  # type: ignore[no-untyped-call]
        holder = type(getattr(field, "parent", None)).__name__
        if isinstance(field, serializers.CharField) and holder.endswith("In") and not field.allow_blank:
            schema.setdefault("minLength", 1)
        return schema


@functools.cache
def page_of(out: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
    """The answer `{data: [out], next}` of a list."""
    members = {
        "data": out(many=True),
        "next": serializers.CharField(allow_null=True, help_text="The cursor of the next page; null on the last."),
        "is_page": True,
        "__doc__": "",
    }
    return type(f"{out.__name__.removesuffix('Out')}Page", (serializers.Serializer,), members)


@functools.cache
def all_of(out: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
    """The answer `{data: [out], next: null}` of a list that is short by nature and comes whole."""
    members = {
        "data": out(many=True),
        "next": serializers.CharField(allow_null=True, help_text="Always null: this list comes whole."),
        "__doc__": "",
    }
    return type(f"{out.__name__.removesuffix('Out')}List", (serializers.Serializer,), members)


@functools.cache
def document() -> dict[str, Any]:
    """The whole OpenAPI document, made once per process."""
    from drf_spectacular.generators import SchemaGenerator  # reads the settings and every route

    made: dict[str, Any] = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]
    return made


@require_safe
def openapi(_request: HttpRequest) -> JsonResponse:
    """`/v1/openapi.json`."""
    return JsonResponse(document())


def documented(call: Callable[..., Any], promised: Operation) -> Callable[..., Any]:
    """The method with its part of the document and its declaration (`call.operation`)."""
    view_name, method = call.__qualname__.rsplit(".", 2)[-2:]
    responses = promised.answers if isinstance(promised.answers, dict) else {promised.status: promised.answers}
    setattr(call, "operation", promised)  # noqa: B010 - read by the contract tests
    marked: Callable[..., Any] = extend_schema(
        operation_id=f"{method}_{_snake(view_name.removesuffix('View'))}",
        request=promised.takes,
        responses=responses,
        parameters=_parameters(promised, method),
        auth=None if promised.needs_sign_in else [],
        extensions={"x-capability": promised.capability},
    )(call)
    return marked


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _parameters(promised: Operation, method: str) -> list[Any]:
    demands = {demand.name for demand in promised.demands}
    found: list[Any] = [promised.filters] if promised.filters else []
    if promised.needs_workspace:
        found.append(_header(WORKSPACE_HEADER, "The workspace, for a session that has several."))
        if method == "post":
            text = "Sent again with the same key, the request gets the first answer again (72 hours)."
            key = {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"}
            found.append(_header(idempotency.HEADER, text, schema=key, required="IDEMPOTENCY_KEY" in demands))
    if "IF_MATCH" in demands:
        tag = {"type": "string", "pattern": r'^"v\d{1,9}"$'}
        found.append(_header("If-Match", "The ETag of the version that is edited.", schema=tag, required=True))
    if getattr(promised.answers, "is_page", False):
        found.append(OpenApiParameter("cursor", OpenApiTypes.STR, description="`next` of the page before."))
        limit = {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT}
        found.append(OpenApiParameter("limit", limit))
    return found


def _header(
    name: str, description: str, *, schema: dict[str, Any] | None = None, required: bool = False
) -> OpenApiParameter:
    kind = schema or {"type": "string"}
    return OpenApiParameter(name, kind, OpenApiParameter.HEADER, description=description, required=required)


def finish(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Post-processing: problems, closed bodies, and the schemas of live events."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = PROBLEM
    schemas.update(EVENTS)
    for path, operations in result["paths"].items():
        for method, found in operations.items():
            _add_problems(found, path, method)
            _close_body(found, schemas)
    return result


def _add_problems(found: dict[str, Any], path: str, method: str) -> None:
    capability = found["x-capability"]
    codes = {"400", "405", "422", "429", "503"}
    codes |= set() if capability == "anyone" else {"401", "403", "404"}
    codes |= {"404"} if "{" in path or method == "post" else set()
    codes |= {"409", "413", "415"} if method in {"post", "put", "patch", "delete"} else set()
    codes |= {"403"} if method != "get" else set()  # a session without its CSRF token
    if any(
        parameter["name"] == idempotency.HEADER and parameter.get("required")
        for parameter in found.get("parameters", [])
    ):
        codes |= {"402"}
    if any(parameter["name"] == "If-Match" for parameter in found.get("parameters", [])):
        codes |= {"412", "428"}
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for code in sorted(codes):
        found["responses"].setdefault(code, {"description": _MEANING[code], "content": content})


def _close_body(found: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Names that the body does not have are refused, and the document says so."""
    for media_type, media in found.get("requestBody", {}).get("content", {}).items():
        name = media.get("schema", {}).get("$ref", "").rsplit("/", 1)[-1]
        if name in schemas:
            schemas[name].setdefault("additionalProperties", False)
        if name in schemas and media_type == "multipart/form-data":
            _send_files(schemas[name]["properties"])


def _send_files(members: dict[str, dict[str, Any]]) -> None:
    """The generator describes a file as it is answered, by its address; here it is sent."""
    for member in members.values():
        if member.get("format") == "uri":
            member["format"] = "binary"
