"""Stretches of a talk in which nobody is heard and nothing plays, found in blocks of 400 ms, one each 100 ms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from renderers.media.reel import Heard
from renderers.timing import SAMPLE_RATE

LONGEST_SECONDS = 1.5
"""A longer silence sounds like a fault, unless it was written."""

QUIET_LUFS = -46.0
_HOP, _WINDOW = 0.1, 0.4
_FILLING = 3

Stretch = tuple[float, float]
"""Where it begins and how long it is, in seconds."""


def quiet_of(lufs: Sequence[float], *, start: float = 0.0) -> list[Stretch]:
    """Quiet stretches in the blocks of one sound; block n is heard from n tenths of a second on."""
    return _stretches((start + number * _HOP, level) for number, level in enumerate(lufs))


def quiet_in(pieces: Iterable[Heard]) -> list[Stretch]:
    """The same over pieces that follow each other. Blocks over a joint were not measured: they count as before it."""
    return _stretches(_blocks(pieces))


def unwritten(quiet: Iterable[Stretch], written_ms: Iterable[int]) -> Iterator[Stretch]:
    """Those that are too long, but for one of each pause that was written, give or take half a second."""
    allowed = sorted(written_ms, reverse=True)
    for start, seconds in quiet:
        if seconds <= LONGEST_SECONDS:
            continue
        fitting = next((ms for ms in allowed if abs(ms / 1000 - seconds) <= 0.6), None)
        if fitting is None:
            yield start, seconds
        else:
            allowed.remove(fitting)


def _blocks(pieces: Iterable[Heard]) -> Iterator[tuple[float, float]]:
    before: float | None = None
    for piece in pieces:
        first = piece.start / SAMPLE_RATE
        if before is not None and piece.lufs:
            yield from ((first - (_FILLING - number) * _HOP, before) for number in range(_FILLING))
        for number, level in enumerate(piece.lufs):
            yield first + number * _HOP, level
            before = level


def _stretches(blocks: Iterable[tuple[float, float]]) -> list[Stretch]:
    found: list[Stretch] = []
    since: float | None = None
    last = 0.0
    for at, level in blocks:
        if level < QUIET_LUFS:
            since = at if since is None else since
            last = at
        elif since is not None:
            found.append((since, last - since + _WINDOW))
            since = None
    if since is not None:
        found.append((since, last - since + _WINDOW))
    return found
