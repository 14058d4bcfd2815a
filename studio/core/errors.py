"""The errors the studio expects. The docstring of a class is its message; concrete ones live beside what raises them."""

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


class NotFound(StudioError):
    """There is no such thing here."""

    code, status = "not_found", 404


class NotAllowed(StudioError):
    """Your role in this workspace does not allow this."""

    code, status = "not_allowed", 403


class NotSignedIn(StudioError):
    """Sign in, or send an API key."""

    code, status = "not_signed_in", 401


class Invalid(StudioError):
    """What was sent does not fit."""

    code, status = "invalid", 422


class Conflict(StudioError):
    """Somebody changed this in the meantime; load it again."""

    code, status = "conflict", 409


class PreconditionFailed(StudioError):
    """This was changed since you loaded it; load it again and repeat your edit."""

    code, status = "changed_meanwhile", 412
