"""How a language model is asked for one turn, whichever way its vendor answers, and what of its answer is a fault."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from renderers.errors import PromptRefused, VendorDown
from renderers.runtime.vendor_life import Counter
from renderers.runtime.vendors import Vendor
from renderers.writing.asked import Asked, Ended, Written
from renderers.writing.dialects import Overloaded


class Way(Protocol):
    """One way to ask, and to read what came of it."""

    def counter(self, asked: Asked, into: Path) -> Counter:
        """One order, whose answer goes to `into`."""

    def read(self, came: Path, asked: Asked) -> Written:
        """The answer. Raises BrokenPromise, Overloaded."""


def read(vendor: Vendor, way: Way, asked: Asked, came: Path) -> Written:
    """What was written. Raises BrokenPromise, PromptRefused, and VendorDown when it gave up before it wrote."""
    try:
        found = way.read(came, asked)
    except Overloaded as error:
        raise VendorDown(f"{vendor.title} wrote nothing: {error}. It is tried again later.") from error
    if found.ended is Ended.REFUSED:
        said = f": {' '.join(found.text.split())[:200]}" if found.text.strip() else ""
        raise PromptRefused(f"{vendor.title} will not write this{said}. Nothing was charged; ask differently.")
    return found
