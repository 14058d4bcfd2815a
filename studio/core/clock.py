"""The clock is read at the edge, here, and passed in; tests pass in their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

Clock = Callable[[], datetime]


def now() -> datetime:
    """This moment, in UTC."""
    return timezone.now()
