"""Themes: a few notes that belong to a film or to somebody in it, heard again in every mood they go through."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

FILM = 0
"""The theme of the film itself; 1, 2 ... are its people in the order they first speak."""

_RHYTHMS = ((3, 1, 2, 2), (2, 2, 4), (4, 2, 2), (3, 1, 4), (2, 1, 1, 4), (6, 2))
_STARTS = (0, 2, 4)
_LEAPS = (3, 4, 5)


@dataclass(frozen=True, slots=True)
class Motif:
    """Scale degrees above the tonic and their lengths in half beats: a question of two bars, and its answer."""

    question: tuple[tuple[int, int], ...]
    answer: tuple[tuple[int, int], ...]


def motif(*, seed: int, theme: int) -> Motif:
    """Always the same for the same film and the same theme: mostly steps, one leap and its way back, an open end."""
    chance = Random(f"theme/{seed}/{theme}")
    first, second = chance.choice(_RHYTHMS), chance.choice(_RHYTHMS[1:])
    degrees = _line(chance, len(first) + len(second))
    rhythm = first + second
    question = tuple(zip((*degrees[:-1], _nearest(degrees[-1], (1, 4))), rhythm, strict=True))
    homeward = (*degrees[: len(first)], *(step - 1 for step in degrees[len(first) : -1]), _nearest(degrees[-1], (0, 2)))
    return Motif(question, tuple(zip(homeward, rhythm, strict=True)))


def _line(chance: Random, count: int) -> tuple[int, ...]:
    degrees = [chance.choice(_STARTS)]
    leap_at = chance.randint(1, max(1, count - 3))
    up = 1 if degrees[0] < 4 else -1
    for index in range(1, count):
        if index == leap_at:
            step = up * chance.choice(_LEAPS)
        elif index == leap_at + 1:
            step = -up
        else:
            step = chance.choice((-1, -1, 1, 1, 0 if index > 1 else 1))
        degrees.append(min(max(degrees[-1] + step, -2), 8))
    return tuple(degrees)


def _nearest(degree: int, wanted: tuple[int, ...]) -> int:
    return min((base + 7 * octave for base in wanted for octave in (-1, 0, 1)), key=lambda at: (abs(at - degree), at))
