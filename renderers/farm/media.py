"""Artifacts over HTTP: short-lived signed addresses, ranges for players, no way from one workspace to another."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from asgiref.sync import sync_to_async
from django.core import signing
from django.core.files.storage import default_storage
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import path
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_exempt

from renderers.farm.models import Artifact
from renderers.farm.store import DjangoStore
from studio.core import problems
from studio.core.clock import now
from studio.core.tenancy import tenant

VALID_SECONDS = 6 * 3600
STEADY_SECONDS = VALID_SECONDS // 2
_SALT = "artifact"
_CHUNK = 1 << 18
_RANGE = re.compile(r"^bytes=([0-9]{0,18})-([0-9]{0,18})$")


class _Issued(signing.TimestampSigner):
    """Signs as of a moment, so that the same thing has the same address until the next one."""

    def __init__(self, *, salt: str, at: datetime) -> None:
        super().__init__(salt=salt)
        self._at = int(at.timestamp()) // STEADY_SECONDS * STEADY_SECONDS

    def timestamp(self) -> str:
        """The beginning of the span of time in which addresses stay as they are."""
        return signing.b62_encode(self._at)


def steady_token(value: Any, *, salt: str, now: datetime) -> str:
    """What `signing.loads` reads for `VALID_SECONDS`: the same text for three hours, valid for three more at least."""
    return _Issued(salt=salt, at=now).sign_object(value, compress=True)


def artifact_url(artifact: Artifact, *, filename: str = "", at: datetime | None = None) -> str:
    """An address for whoever may see it now; with a filename browsers download instead of showing.

    Pages ask for their lists again and again: a picture keeps its address for three hours, and browsers keep it.
    """
    named = [artifact.workspace_id, artifact.digest, filename]
    return f"/media/{steady_token(named, salt=_SALT, now=at or now())}"


@csrf_exempt  # nothing is changed here, and a POST is told so
async def artifact(request: HttpRequest, token: str) -> HttpResponseBase:
    """The bytes, whole or the one range a player asks for. 404 for anything but a valid, fresh address."""
    if request.method not in {"GET", "HEAD"}:
        refused = problems.plain(problems.Problem(405, "method_not_allowed", "An artifact can only be read."))
        refused.headers["Allow"] = "GET, HEAD"
        return refused
    try:
        workspace_id, digest, filename = signing.loads(token, salt=_SALT, max_age=VALID_SECONDS)
        found = await sync_to_async(_find)(workspace_id, digest)
    except signing.BadSignature:
        found = None
    except (OperationalError, InterfaceError) as error:
        return problems.plain(problems.describe(error))
    if found is None:
        return problems.plain(problems.describe(Http404()))
    return served(request, found, filename=filename)


def served(request: HttpRequest, found: Artifact, *, filename: str = "", media_type: str = "") -> HttpResponseBase:
    """The answer for whoever may have this artifact: 200, 206 for a range, 304 or 416; as `media_type`, if given."""
    if request.headers.get("If-None-Match") == f'"{found.sha256}"':
        return HttpResponse(status=304)
    span = _span(request.headers.get("Range", ""), found.size)
    if span is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{found.size}"})
    return _answer(request, found, span, filename, media_type or found.media_type)


def _find(workspace_id: str, digest: str) -> Artifact | None:
    with tenant(workspace_id):
        found = Artifact.objects.filter(workspace_id=workspace_id, digest=digest).first()
    # Said before the first byte: once the headers are out, a file that is gone can only break off.
    return found if found and DjangoStore(workspace_id).holds(digest, found.size) else None


def _span(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte asked for; the whole file for a header we do not know; None when it lies outside."""
    asked = _RANGE.match(header.strip())
    if asked is None or not (asked[1] or asked[2]):
        return 0, size - 1
    if not asked[1]:
        return (max(0, size - int(asked[2])), size - 1) if int(asked[2]) else None
    first, last = int(asked[1]), int(asked[2]) if asked[2] else size - 1
    return (first, min(last, size - 1)) if first < size and first <= last else None


def _answer(
    request: HttpRequest, found: Artifact, span: tuple[int, int], filename: str, media_type: str
) -> HttpResponseBase:
    first, last = span
    headers: dict[str, Any] = {
        "Content-Type": media_type,
        "Content-Length": str(last - first + 1),
        "Accept-Ranges": "bytes",
        "ETag": f'"{found.sha256}"',
        "Cache-Control": f"private, max-age={VALID_SECONDS // 2}",
        "X-Content-Type-Options": "nosniff",
    }
    if filename:
        headers["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"  # noqa: FBT003
    partial = (first, last) != (0, found.size - 1)
    if partial:
        headers["Content-Range"] = f"bytes {first}-{last}/{found.size}"
    status = 206 if partial else 200
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers)
    return StreamingHttpResponse(_bytes(found, first, last), status=status, headers=headers)


async def _bytes(found: Artifact, first: int, last: int) -> AsyncIterator[bytes]:
    name = DjangoStore(found.workspace_id).name(found.digest)
    source = await asyncio.to_thread(default_storage.open, name, "rb")
    try:
        await asyncio.to_thread(source.seek, first)
        left = last - first + 1
        while left > 0 and (chunk := await asyncio.to_thread(source.read, min(_CHUNK, left))):
            left -= len(chunk)
            yield chunk
    finally:
        await asyncio.to_thread(source.close)


urlpatterns = [path("<str:token>", artifact)]
