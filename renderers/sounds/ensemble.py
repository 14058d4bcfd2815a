"""Players and their hall: a score becomes sound, block by block, in memory that does not grow with its length."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

import numpy as np

from renderers.media.wav import Samples
from renderers.scoring.score import Note, Part, Score
from renderers.sounds.dsp import add, decibels, fast_length
from renderers.sounds.instruments import orchestra
from renderers.sounds.spaces import response

BLOCK = 1 << 17
HALL = "concert"


def performed(score: Score, *, start: int, end: int, tick: Callable[[], None] = lambda: None) -> Iterator[Samples]:
    """Blocks of (n, 2) from sample `start` (may be below 0) to `end` of the score, with the hall it is played in."""
    hall = Convolver(response(HALL))
    players = _Players(score, tick)
    for first in range(start, end, BLOCK):
        last = min(first + BLOCK, end)
        dry, sent = players.block(first, last)
        yield dry + hall.block(sent)


@dataclass
class Convolver:
    """Endless stereo sound through a response of (n, 2); what rings on waits for the next block."""

    response: Samples
    _waiting: Samples = field(default_factory=lambda: np.zeros((0, 2), np.float32))
    _spectrum: tuple[int, Any] = (0, None)

    def block(self, sound: Samples) -> Samples:
        """As many samples as given."""
        size = fast_length(len(sound) + len(self.response) - 1)
        if self._spectrum[0] != size:
            self._spectrum = (size, np.fft.rfft(self.response, size, axis=0))
        ringing = np.zeros((len(sound) + len(self.response) - 1, 2), np.float32)
        if sound.any():
            ringing += np.fft.irfft(np.fft.rfft(sound, size, axis=0) * self._spectrum[1], size, axis=0)[: len(ringing)]
        add(ringing, self._waiting[: len(ringing)], 0)
        self._waiting = ringing[len(sound) :]
        return ringing[: len(sound)]


class _Players:
    """Who plays what, and which notes are still ringing."""

    def __init__(self, score: Score, tick: Callable[[], None]) -> None:
        self._parts = score.parts
        self._notes = list(reversed(score.notes))
        self._ringing: list[tuple[Note, Samples]] = []
        self._tick = tick

    def block(self, first: int, last: int) -> tuple[Samples, Samples]:
        """What is heard directly, and what is sent to the hall."""
        while self._notes and self._notes[-1].at < last:
            note = self._notes.pop()
            self._ringing.append((note, self._played(note)))
            self._tick()
        dry, sent = np.zeros((last - first, 2), np.float32), np.zeros((last - first, 2), np.float32)
        for name, part in self._parts.items():
            heard = np.zeros((last - first, 2), np.float32)
            for note, sound in self._ringing:
                if note.part == name:
                    add(heard, sound, note.at - first)
            if heard.any():
                heard *= _chair(part)
                dry += heard
                sent += heard * decibels(part.room_db)
        self._ringing = [(note, sound) for note, sound in self._ringing if note.at + len(sound) > last]
        return dry, sent

    def _played(self, note: Note) -> Samples:
        instrument = orchestra()[self._parts[note.part].instrument]
        return instrument.play(note.pitch, note.samples, note.strength, crc32(f"{note.part}/{note.at}".encode()))


def _chair(part: Part) -> Samples:
    """Gains of left and right: equal power, 1 in the middle."""
    angle = (part.place + 1) * np.pi / 4
    gains: Samples = (
        np.sqrt(2) * np.array([np.cos(angle), np.sin(angle)], np.float32) * decibels(part.level_db)
    ).astype(np.float32)
    return gains
