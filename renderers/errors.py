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


class Corrupted(RenderError):
    """What was just made is no longer what was written: the disk or the memory of the worker is at fault."""

    code = "file_corrupted"
    retryable = True


class BrokenPromise(RenderError):
    """The file was made, but it is not what the plan asked for."""

    code = "broken_promise"


class WorkerDied(RenderError):
    """The process that made the step ended unexpectedly."""

    code = "worker_died"
    retryable = True


class VendorFault(RenderError):
    """An engine of somebody else did not make it; neither the worker nor the film is to blame."""

    code = "vendor_failed"


class PromptRefused(VendorFault):
    """The vendor will not make this picture or sound; it was not charged, and asking again changes nothing."""

    code = "refused"


class TurnUnfit(VendorFault):
    """A language model gave nothing that could be said in this turn; whoever makes the podcast says how to go on."""

    code = "turn_unfit"


class KeyMissing(VendorFault):
    """The workspace has no key that the vendor accepts."""

    code = "vendor_key"


class OutOfCredit(VendorFault):
    """The account at the vendor has no credit left."""

    code = "vendor_credit"


class VendorInput(VendorFault):
    """The vendor cannot make it as it was asked for; the message says what does not fit."""

    code = "vendor_input"


class VendorBusy(VendorFault):
    """The vendor takes no more orders at the moment."""

    code = "vendor_busy"
    retryable = True


class VendorDown(VendorFault):
    """The vendor cannot be reached, or does not answer as it should."""

    code = "vendor_down"
    retryable = True


class OutcomeUnknown(VendorFault):
    """Whether the vendor took the order, or still has its result, cannot be known; a person must say how to go on."""

    code = "vendor_asks"
