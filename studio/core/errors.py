"""The errors the studio expects. A class's docstring is its message; concrete ones live beside what raises them."""

from __future__ import annotations

from typing import Any, ClassVar


class StudioError(Exception):
    """Something did not work."""

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400
    retryable: ClassVar[bool] = False

    def __init__(self, message: str = "", *, param: str = "", **extra: Any) -> None:
        self.message = message or (type(self).__doc__ or "").strip()
        self.param = param
        self.extra = extra
        super().__init__(self.message)


class BadRequest(StudioError):
    """The request cannot be read."""

    code, status = "bad_request", 400


class NotSignedIn(StudioError):
    """Sign in, or send an API key."""

    code, status = "not_signed_in", 401


class NotAllowed(StudioError):
    """Your role in this workspace does not allow this."""

    code, status = "not_allowed", 403


class NotFound(StudioError):
    """There is no such thing here."""

    code, status = "not_found", 404


class Conflict(StudioError):
    """Somebody changed this in the meantime; load it again."""

    code, status = "conflict", 409


class PreconditionFailed(StudioError):
    """This was changed since you loaded it; load it again and repeat your edit."""

    code, status = "changed_meanwhile", 412


class PreconditionRequired(StudioError):
    """Say which version you edit: send its ETag in the header If-Match."""

    code, status = "if_match_required", 428


class Invalid(StudioError):
    """What was sent does not fit."""

    code, status = "invalid", 422


class TooManyRequests(StudioError):
    """Too many requests in a short time; wait and send it again."""

    code, status, retryable = "rate_limited", 429, True


class Unavailable(StudioError):
    """The studio cannot do this at the moment; send it again."""

    code, status, retryable = "unavailable", 503, True
