"""What can go wrong while making a film, by name; the message is for people."""

from __future__ import annotations

from typing import ClassVar


class RenderError(Exception):
    """A step could not be made; `code` is stable, the message is for people, `retryable` says if trying again helps."""

    code: ClassVar[str] = "render_failed"
    retryable: bool = False


class Cancelled(RenderError):
    """The render was stopped."""

    code = "cancelled"


class BadInput(RenderError):
    """What the step was given cannot be used; the message names it and the remedy."""

    code = "bad_input"


class ToolMissing(RenderError):
    """A program or a data file the engine needs is not on this worker."""

    code = "tool_missing"


class OutOfSpace(RenderError):
    """The disk of the worker or the store is full."""

    code = "out_of_space"
    retryable = True


class StoreFailed(RenderError):
    """The store or the scratch folder could not be used."""

    code = "store_failed"
    retryable = True


class Spoiled(RenderError):
    """A file that was made before is gone from the store, or is no longer what was put there; `digest` names it."""

    code = "file_spoiled"

    def __init__(self, message: str, *, digest: str) -> None:
        super().__init__(message)
        self.digest = digest


class BrokenPromise(RenderError):
    """The file was made, but it is not what the plan asked for."""

    code = "broken_promise"


class WorkerDied(RenderError):
    """The process that made the step ended unexpectedly."""

    code = "worker_died"
    retryable = True
