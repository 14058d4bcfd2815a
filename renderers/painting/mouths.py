"""Lips and lids over time: which mouth shape each frame shows for the sounds heard in it, and when eyes blink."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from renderers.painting.people.viseme import Viseme, viseme_of

LEAD_FRAMES = 0.75
"""Lips are there before the sound: viewers accept early lips and notice late ones."""

_SHUT = (Viseme.CLOSED, Viseme.BITE)
_ENOUGH = 0.22
_HELD_FRAMES = 2.5
_BLINK = (50, 100, 100, 50)
_SOONEST, _LATEST = 1.6, 5.2


@dataclass(frozen=True, slots=True)
class Sound:
    """A phoneme and when it is heard, in frames of the shot, not rounded."""

    phoneme: str
    start: float
    end: float


def mouth_frames(sounds: Iterable[Sound], frames: int) -> list[Viseme]:
    """A shape for every frame. Lips that must meet meet even when briefly; short rests inside speech are bridged."""
    shapes = [Viseme.REST] * frames
    shares = [0.0] * frames
    last_end = -1e9
    for sound in sounds:
        start, end = sound.start - LEAD_FRAMES, sound.end - LEAD_FRAMES
        shape = viseme_of(sound.phoneme)
        if shape is not Viseme.REST and 0 < start - last_end < _HELD_FRAMES:
            start = last_end
        last_end = end if shape is not Viseme.REST else last_end
        for frame in range(max(0, int(start)), min(frames, int(end) + 1)):
            share = min(end, frame + 1) - max(start, frame)
            if _shows(shape, share, shapes[frame], shares[frame]):
                shapes[frame], shares[frame] = shape, share
    return shapes


def _shows(shape: Viseme, share: float, known: Viseme, known_share: float) -> bool:
    """Whether a sound heard for this share of a frame decides its mouth."""
    if share <= 0:
        return False
    if shape in _SHUT:
        return share >= _ENOUGH or share > known_share
    if known in _SHUT and known_share >= _ENOUGH:
        return False
    return share > known_share


def lid_frames(frames: int, *, rate: float, seed: int) -> list[int]:
    """How far the lids are down in every frame, in percent: a blink every few seconds, now and then two."""
    lids = [0] * frames
    chance = random.Random(seed)
    at = chance.uniform(0.5, _LATEST / 2)
    while (first := round(at * rate)) < frames:
        for step, percent in enumerate(_BLINK[: max(2, round(len(_BLINK) * rate / 24))]):
            if first + step < frames:
                lids[first + step] = percent
        at += 0.35 if chance.random() < 0.12 else chance.uniform(_SOONEST, _LATEST)
    return lids


def energy(shapes: Sequence[Viseme]) -> list[float]:
    """How lively somebody talks around each frame, 0..1: drives the small nods that go with speech."""
    level, found = 0.0, []
    for shape in shapes:
        level += (float(shape is not Viseme.REST) - level) * 0.14
        found.append(level)
    return found
