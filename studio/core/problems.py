"""One shape for everything that goes wrong: RFC 9457 problem documents."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.core.exceptions import DisallowedHost, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from rest_framework import exceptions
from rest_framework.response import Response

from studio.core.errors import StudioError
from studio.core.request_ids import current_request_id

MEDIA_TYPE = "application/problem+json"
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, in words for people and a code for programs."""

    status: int
    code: str
    detail: str
    param: str = ""
    retryable: bool = False
    errors: tuple[dict[str, str], ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """The members of the document; `param` and `errors` only where an input is to blame."""
        return {
            "type": f"/v1/docs#{self.code}",
            "title": self.code.replace("_", " ").capitalize(),
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            "param": self.param or None,
            "retryable": self.retryable,
            "request_id": current_request_id(),
            **({"errors": list(self.errors)} if self.errors else {}),
            **self.extra,
        }


def problem(exc: Exception, _context: dict[str, Any]) -> Response:
    """DRF's exception handler: every error of a view becomes a problem document; unknown ones are logged."""
    found = describe(exc)
    if found.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        logger.error("%s: unexpected", current_request_id(), exc_info=exc)
    return respond(found, retry_after=getattr(exc, "wait", None) or found.extra.get("retry_after"))


def respond(found: Problem, *, retry_after: float | None = None) -> Response:
    """The answer that carries a problem."""
    headers = {"Retry-After": str(max(1, round(retry_after)))} if retry_after else {}
    if found.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(found.document(), status=found.status, headers=headers, content_type=MEDIA_TYPE)


def plain(found: Problem) -> JsonResponse:
    """The answer that carries a problem, outside the views of the API."""
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": "1"} if found.retryable else {})
    return JsonResponse(found.document(), status=found.status, headers=headers, content_type=MEDIA_TYPE)


def describe(exc: Exception) -> Problem:
    """The problem that an exception stands for."""
    if isinstance(exc, StudioError):
        return Problem(exc.status, exc.code, exc.message, exc.param, exc.retryable, extra=exc.extra)
    if isinstance(exc, exceptions.ValidationError):
        return _invalid(exc)
    if isinstance(exc, exceptions.APIException):
        return _of_the_framework(exc)
    for kinds, status, code, detail in _OTHERS:
        if isinstance(exc, kinds):
            return Problem(status, code, detail, retryable=status == HTTPStatus.SERVICE_UNAVAILABLE)
    return Problem(500, "internal", "Something failed on our side. If it happens again, tell us the request id.")


_OTHERS: list[tuple[type[Exception] | tuple[type[Exception], ...], int, str, str]] = [
    (Http404, 404, "not_found", "There is no such thing here."),
    (PermissionDenied, 403, "not_allowed", "This is not allowed."),
    (RequestDataTooBig, 413, "too_large", "The body is larger than the studio accepts (8 MB)."),
    (UnreadablePostError, 400, "bad_request", "The body broke off before its end."),
    (DisallowedHost, 400, "unknown_host", "The studio does not go by this name; who runs it adds it to ALLOWED_HOSTS."),
    (MultiPartParserError, 400, "malformed", "The parts of the body cannot be told apart: its boundary is missing."),
    (SuspiciousOperation, 400, "bad_request", "The request cannot be read."),
    ((OperationalError, InterfaceError), 503, "unavailable", "The database does not answer; send it again."),
]

_CODES = {
    "parse_error": "malformed",
    "not_authenticated": "not_signed_in",
    "authentication_failed": "not_signed_in",
    "permission_denied": "not_allowed",
    "throttled": "rate_limited",
}


def _of_the_framework(exc: exceptions.APIException) -> Problem:
    code = str(getattr(exc.detail, "code", exc.default_code))
    retryable = exc.status_code in {429, 503}
    return Problem(exc.status_code, _CODES.get(code, code), str(exc.detail), retryable=retryable)


def _invalid(exc: exceptions.ValidationError) -> Problem:
    errors = tuple(_flat(exc.detail))
    first = errors[0] if errors else {"param": "", "detail": "What was sent does not fit."}
    detail = f"{first['param']}: {first['detail']}" if first["param"] else first["detail"]
    return Problem(422, "invalid", detail, first["param"], errors=errors)


def _flat(detail: Any, path: str = "") -> Iterator[dict[str, str]]:
    """`{"lines": [{}, {"text": [..]}]}` as `lines.1.text`."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            own = "" if name == "non_field_errors" else str(name)
            yield from _flat(inner, ".".join(part for part in (path, own) if part))
    elif isinstance(detail, list | tuple):
        for number, inner in enumerate(detail):
            nested = isinstance(inner, dict | list)
            yield from _flat(inner, f"{path}.{number}" if nested else path)
    else:
        yield {"param": path, "detail": str(detail)}
