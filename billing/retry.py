"""Once more after PostgreSQL chose us to end a deadlock or a serialisation conflict: nothing of the try was kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError

Answer = TypeVar("Answer")
_PASSING = frozenset({"40P01", "40001"})
TRIES = 6


def retried(work: Callable[[], Answer], *, pause: Callable[[float], None] = time.sleep) -> Answer:
    """`work()`, which opens and ends its own transaction, tried again while it only stood in somebody's way."""
    for attempt in range(TRIES):
        try:
            return work()
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) not in _PASSING or attempt == TRIES - 1:
                raise
        pause(0.01 * 2**attempt)
    raise AssertionError("unreachable")
