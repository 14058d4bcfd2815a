"""One turn with a language model: streamed into a file, then read. For engines, and for whoever writes with them."""

from __future__ import annotations

from pathlib import Path

from renderers.errors import PromptRefused, VendorDown, VendorFault
from renderers.runtime.vendor_calls import Line, NotNow
from renderers.runtime.web import Unanswered
from renderers.writing.asked import Asked, Ended, Written
from renderers.writing.dialects import Dialect, Overloaded
from renderers.writing.events import LARGEST_STREAM, events_of

WITHIN_SECONDS = 900.0


def stream(line: Line, dialect: Dialect, asked: Asked, into: Path) -> str:
    """The answer as it comes, in a file; the vendor's number of it. Raises like `Line.order`."""
    answer = line.order_stream(
        dialect.path, into=into, most_bytes=LARGEST_STREAM, within_seconds=WITHIN_SECONDS, json=dialect.body(asked)
    )
    return answer.headers.get("request-id", answer.headers.get("x-request-id", ""))[:200]


def read(line: Line, dialect: Dialect, asked: Asked, came: Path) -> Written:
    """What was written. Raises BrokenPromise, PromptRefused, and VendorDown when it gave up before it wrote."""
    try:
        found = dialect.read(events_of(came), asked)
    except Overloaded as error:
        raise VendorDown(f"{line.vendor.title} wrote nothing: {error}. It is tried again later.") from error
    if found.ended is Ended.REFUSED:
        said = f": {' '.join(found.text.split())[:200]}" if found.text.strip() else ""
        raise PromptRefused(f"{line.vendor.title} will not write this{said}. Nothing was charged; ask differently.")
    return found


def write(line: Line, dialect: Dialect, asked: Asked, *, scratch: Path) -> Written:
    """One turn without a memory: for calls so small that asking again is no harm. Raises a VendorFault, BrokenPromise.

    Asked again while the vendor is busy; an answer that was lost is asked for once more.
    """
    came = scratch / "reply"
    lost: VendorFault | None = None
    for pause in line.pauses():
        try:
            stream(line, dialect, asked, came)
            return read(line, dialect, asked, came)
        except NotNow as error:
            fault: VendorFault = error.fault
            pause = pause and (pause if error.seconds is None else error.seconds)  # noqa: PLW2901  it knows better
        except Unanswered as error:
            fault = VendorDown(f"{line.vendor.title} does not answer: {error}. It is tried again later.")
            if lost is not None:
                raise fault from error
            lost = fault
        if pause is None:
            raise fault
        line.pace.wait(pause)
    raise AssertionError  # the last pause gives up
