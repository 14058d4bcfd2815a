"""A POST that is sent again with the same Idempotency-Key does nothing again: it gets the first answer.

The answer is stored in the transaction of what the request did, so that neither exists without the other. A request
that failed on our side, or with a problem that says `retryable`, leaves nothing behind and may be sent again.

What asks another service cannot keep its answer in one transaction with what that service did (`answer_outside`); its
work writes down what it is about to ask under the same key, and asked again, asks for the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.utils.datastructures import MultiValueDict
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from studio.core import problems
from studio.core.errors import BadRequest, Conflict, Invalid
from studio.core.models import StoredAnswer
from studio.core.tenancy import tenant

HEADER = "Idempotency-Key"
LIFETIME = timedelta(hours=72)
_KEPT_HEADERS = ("ETag", "Location")


class KeyRequired(BadRequest):
    """This request can spend: send a new random Idempotency-Key, and the same one when you send it again."""

    code = "idempotency_key_required"


class StillRunning(Conflict):
    """The first request with this Idempotency-Key is still being answered; ask again in a moment."""

    code, retryable = "still_running", True


class KeyReused(Invalid):
    """This Idempotency-Key was used for another request; draw a new one."""

    code = "idempotency_key_reused"


class ShownOnce(Conflict):
    """The first request did its work, and its answer held a secret that is not kept: revoke it and make a new one."""

    code = "shown_once"


def key_of(request: Request) -> str:
    """The key sent, or an empty text; raises Invalid for one that cannot be kept."""
    key = request.headers.get(HEADER, "")
    if len(key) > 255 or not (key.isascii() and key.isprintable()):
        raise Invalid("An Idempotency-Key has at most 255 printable ASCII characters.", param=HEADER)
    return key


def answer_once(
    request: Request, *, key: str, caller: str, workspace_id: str, now: datetime, work: Callable[[], Response]
) -> Response:
    """`work()`, or the stored answer of the first time. Runs inside the workspace's transaction.

    Only who got an answer gets it again; one that holds a secret (`holds_secret` of its serializer) is not stored.
    """
    _lock(f"{workspace_id} {key}")
    asked = _fingerprint(request, caller)
    if (replayed := _stored(workspace_id, key, asked, now)) is not None:
        return replayed
    response = _tried(work)
    _keep(response, workspace_id=workspace_id, key=key, asked=asked, now=now).save(force_insert=True)
    return response


def answer_outside(
    request: Request, *, key: str, caller: str, workspace_id: str, now: datetime, work: Callable[[], Response]
) -> Response:
    """The same for work that opens its own transactions and asks a service in between. Call outside of one.

    Two requests at once may both work; that they do the same thing once is up to what they wrote down.
    """
    asked = _fingerprint(request, caller)
    with tenant(workspace_id):
        if (replayed := _stored(workspace_id, key, asked, now)) is not None:
            return replayed
    response = _answered(work)
    with tenant(workspace_id):
        kept = _keep(response, workspace_id=workspace_id, key=key, asked=asked, now=now)
        StoredAnswer.objects.bulk_create([kept], ignore_conflicts=True)
    return response


def forget_expired(*, now: datetime) -> int:
    """Removes answers older than 72 hours in every workspace; call it inside `system()`. Answers their number."""
    return StoredAnswer.objects.filter(expires_at__lte=now).delete()[0]


def _lock(name: str) -> None:
    """Held until the transaction ends; another request with the same key is turned away, not kept waiting."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        if not cursor.fetchone()[0]:
            raise StillRunning(param=HEADER)


def _stored(workspace_id: str, key: str, asked: str, now: datetime) -> Response | None:
    """The answer of the first time, None when there is none. Raises KeyReused."""
    mine = StoredAnswer.objects.filter(workspace_id=workspace_id, key=key)
    mine.filter(expires_at__lte=now).delete()
    stored = mine.first()
    return _replay(stored, asked) if stored else None


def _keep(response: Response, *, workspace_id: str, key: str, asked: str, now: datetime) -> StoredAnswer:
    kept = _kept(response)
    return StoredAnswer(
        workspace_id=workspace_id,
        key=key,
        request_hash=asked,
        status=kept.status_code,
        headers={name: kept.headers[name] for name in _KEPT_HEADERS if name in kept.headers},
        body=json.loads(JSONRenderer().render(kept.data) or "null"),
        expires_at=now + LIFETIME,
    )


def _tried(work: Callable[[], Response]) -> Response:
    """Like `_answered`, of work that leaves nothing behind when it fails."""

    def undone_when_it_fails() -> Response:
        with transaction.atomic():
            return work()

    return _answered(undone_when_it_fails)


def _answered(work: Callable[[], Response]) -> Response:
    """The answer, or the problem document of an error that sending again would not change."""
    try:
        return work()
    except Exception as error:
        found = problems.describe(error)
        if found.status >= 500 or found.retryable:
            raise
        return problems.respond(found)


def _kept(response: Response) -> Response:
    """What is stored of an answer: all of it, or word that it was shown once."""
    if not getattr(getattr(response.data, "serializer", None), "holds_secret", False):
        return response
    return problems.respond(problems.describe(ShownOnce(param=HEADER)))


def _replay(stored: StoredAnswer, asked: str) -> Response:
    if stored.request_hash != asked:
        raise KeyReused(param=HEADER)
    media_type = problems.MEDIA_TYPE if stored.status >= 400 else None
    headers = stored.headers | {"Idempotent-Replayed": "true"}
    return Response(stored.body, status=stored.status, headers=headers, content_type=media_type)


def _fingerprint(request: Request, caller: str) -> str:
    digest = hashlib.sha256(f"{caller} {request.method} {request.get_full_path()}\n".encode())
    sent = request.data
    if isinstance(sent, MultiValueDict):
        for name in sorted(sent):
            for value in sent.getlist(name):
                digest.update(f"{name} {_content(value)}\n".encode())
    else:
        digest.update(json.dumps(sent, sort_keys=True).encode())
    return digest.hexdigest()


def _content(value: Any) -> str:
    if not isinstance(value, UploadedFile):
        return hashlib.sha256(str(value).encode()).hexdigest()
    digest = hashlib.sha256()
    for chunk in value.chunks():
        digest.update(chunk)
    value.seek(0)
    return digest.hexdigest()
