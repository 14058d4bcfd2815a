"""How heads move while people talk and listen: in heads from rest, at rest where a passage begins and ends. Pure."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

_SPEAKS, _LISTENS, _NODS = 0.013, 0.006, 0.016
_EASE_SECONDS, _NOD_SECONDS, _NOD_HERTZ = 0.6, 1.1, 1.8
_SOONEST, _LATEST = 4.0, 9.0


def wanders(levels: Sequence[float], *, rate: float, seed: int) -> list[tuple[float, float]]:
    """(across, down) of every frame for somebody who talks as lively as `levels`, 0..1, and listens where it is 0."""
    frames, chance = len(levels), random.Random(seed)
    phase = chance.uniform(0, 2 * math.pi)
    nods = list(_nods(frames / rate, chance))
    found = []
    for number, level in enumerate(levels):
        at = number / rate
        ease = min(1.0, at / _EASE_SECONDS, (frames - 1 - number) / rate / _EASE_SECONDS)
        slow, quick = math.sin(2 * math.pi * at / 6.1 + phase), math.sin(2 * math.pi * at * 1.55 + phase)
        across = _LISTENS * slow + _SPEAKS * level * math.sin(2 * math.pi * at * 0.6 + phase)
        down = _SPEAKS * level * quick + (1 - level) * _nod(at, nods)
        found.append((ease * across, ease * down))
    return found


def _nods(seconds: float, chance: random.Random) -> Sequence[float]:
    """When a listener agrees."""
    times, at = [], chance.uniform(_SOONEST, _LATEST) / 2
    while at < seconds:
        times.append(at)
        at += chance.uniform(_SOONEST, _LATEST)
    return times


def _nod(at: float, nods: Sequence[float]) -> float:
    begun = next((time for time in nods if time <= at < time + _NOD_SECONDS), None)
    if begun is None:
        return 0.0
    share = (at - begun) / _NOD_SECONDS
    return _NODS * math.sin(math.pi * share) * math.sin(2 * math.pi * _NOD_HERTZ * (at - begun)) ** 2
