"""Amounts: whole millionths of a dollar (micro-dollars), so that a second of the cheapest worker still counts."""

from __future__ import annotations

CURRENCY = "USD"
MICRO = 1_000_000
"""Micro-dollars in a dollar."""
_CENT = MICRO // 100


def dollars(amount: int) -> str:
    """As people read it: `$12.30`, `-$0.05`; what is less than a cent says so, because `$0.00` would be a lie."""
    sign, size = ("-" if amount < 0 else ""), abs(amount)
    if 0 < size < _CENT:
        return f"{sign}less than $0.01"
    return f"{sign}${size // MICRO:,}.{size % MICRO // _CENT:02d}"


def dollars_up(amount: int) -> str:
    """As people read a limit: rounded up to the cent, so that what is said always suffices."""
    return dollars(-(-amount // _CENT) * _CENT)
