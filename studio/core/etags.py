"""Optimistic concurrency: an ETag is the row's version, and an edit says which version it was made on."""

from __future__ import annotations

import re

from django.http import HttpRequest
from rest_framework.request import Request

from studio.core.errors import PreconditionFailed, PreconditionRequired

_TAG = re.compile(r'\s*"v(\d{1,9})"\s*')


def etag(version: int) -> str:
    """The strong ETag of a version: `"v3"`."""
    return f'"v{version}"'


def expected_version(request: Request | HttpRequest) -> int:
    """The version in If-Match; raises PreconditionRequired without one, PreconditionFailed for what is not ours."""
    sent = request.headers.get("If-Match", "")
    if not sent:
        raise PreconditionRequired(param="If-Match")
    match = _TAG.fullmatch(sent)
    if match is None:
        raise PreconditionFailed('If-Match holds no ETag of ours, like "v3".', param="If-Match")
    return int(match[1])


def check_version(*, current: int, expected: int) -> None:
    """Raises PreconditionFailed, with the current ETag, when the row has moved on. Call it on a locked row."""
    if current != expected:
        raise PreconditionFailed(param="If-Match", etag=etag(current))
