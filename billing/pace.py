"""How long steps really take: learnt from the last finished ones of the same engine and size, of every workspace.

What is learnt is a speed of our own machines; nothing of anybody's film is in it.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from billing.quoting import Kind, Pace
from studio.core.tenancy import system

LOOK_BACK = 200
ENOUGH = 5
"""Finished steps of a kind before they are believed."""

_HEADROOM = 1.25
"""The high end is at least this much above the typical: a machine may be busier tomorrow."""

_LEARNT = """
SELECT k.engine, k.size, count(*), percentile_cont(ARRAY[0.1, 0.5, 0.95]) WITHIN GROUP (ORDER BY u.pace)
FROM unnest(%(engines)s::text[], %(sizes)s::text[]) AS k(engine, size)
CROSS JOIN LATERAL (
    SELECT milliseconds / 1000.0 / work AS pace FROM billing_usage
    WHERE engine = k.engine AND size = k.size AND work > 0 ORDER BY at DESC LIMIT %(look_back)s
) u
GROUP BY k.engine, k.size HAVING count(*) >= %(enough)s
"""


def learnt(kinds: Iterable[Kind]) -> dict[Kind, Pace]:
    """The pace of every kind that has been made often enough."""
    wanted = sorted(set(kinds))
    given: dict[str, list[str] | int] = {
        "engines": [engine for engine, _ in wanted],
        "sizes": [size for _, size in wanted],
        "look_back": LOOK_BACK,
        "enough": ENOUGH,
    }
    with system(), connection.cursor() as cursor:
        cursor.execute(_LEARNT, given)
        rows = cursor.fetchall()
    return {
        (engine, size): Pace(low, typical, max(high, typical * _HEADROOM), samples)
        for engine, size, samples, (low, typical, high) in rows
    }
