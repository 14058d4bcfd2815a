"""What is heard while a sound goes by in blocks: its delay against another, its silences, its dialogue alone.

Each listener takes mono blocks in order: `hear(at, block)`, `at` being the sample at 48 kHz on which the block starts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from renderers.media.wav import Samples, WavWriter
from renderers.timing import SAMPLE_RATE

SILENT_DBFS = -80.0
SILENT_SECONDS = 1
"""Air is never this quiet for this long: such a stretch is a hole."""

_WINDOW, _SEARCH = 9_600, 4_800
_ALIKE = 0.5
_FAINT = 1e-10  # mean power, -100 dBFS: below it there is nothing to compare
_TONE = 0.004  # a held tone is as much like itself a period later: of delays as likely, the smallest is meant
_SHORTEST = SAMPLE_RATE * 2 // 5  # loudness is measured over blocks of 400 ms


class Listener(Protocol):
    """Something that follows a sound."""

    def hear(self, at: int, block: Samples) -> None:
        """The next block."""


class Sought(Protocol):
    """A sound of which any stretch can be read."""

    def seek(self, frame: int) -> None:
        """Go to a sample."""

    def read(self, frames: int) -> Samples:
        """The next samples, (frames, channels)."""


@dataclass(slots=True)
class Delays:
    """Compares what is heard with a file, 200 ms from each of `starts` (sorted), up to 100 ms early or late.

    `found` holds for each start by how many samples the sound comes late (early is negative), None where it is another
    sound altogether.
    """

    reference: Sought
    starts: Sequence[int]
    found: list[int | None] = field(default_factory=list)
    _held: Samples = field(default_factory=lambda: np.zeros(_SEARCH, np.float32))
    _end: int = 0

    def hear(self, at: int, block: Samples) -> None:
        """Keeps the last moments only; a window is compared once it is whole."""
        self._held = np.concatenate([self._held, block])
        self._end = at + len(block)
        self._compare(self._end)

    def finish(self) -> None:
        """Compare the windows that the end of the sound cuts short; starts beyond it are not alike."""
        last = max(self._end, *self.starts) if self.starts else self._end
        self.hear(self._end, np.zeros(last - self._end + _WINDOW + 2 * _SEARCH, np.float32))

    def _compare(self, end: int) -> None:
        while len(self.found) < len(self.starts):
            start = self.starts[len(self.found)]
            if start + _WINDOW + _SEARCH > end:
                break
            first = start - _SEARCH - (end - len(self._held))
            self.found.append(self._delay(start, self._held[first : first + _WINDOW + 2 * _SEARCH]))
        oldest = self.starts[len(self.found)] if len(self.found) < len(self.starts) else end
        self._held = self._held[-max(1, end - min(oldest, end) + _SEARCH) :]

    def _delay(self, start: int, heard: Samples) -> int | None:
        self.reference.seek(start)
        wanted = self.reference.read(_WINDOW).mean(axis=1, dtype=np.float32)
        alike = _likeness(heard, wanted)
        peaks = np.flatnonzero((alike >= np.roll(alike, 1)) & (alike >= np.roll(alike, -1))) - _SEARCH
        likely = peaks[alike[peaks + _SEARCH] >= max(_ALIKE, float(alike.max()) - _TONE)]
        return int(likely[np.argmin(np.abs(likely))]) if len(likely) else None


def _likeness(heard: Samples, wanted: Samples) -> NDArray[np.float64]:
    """Normalised correlation, -1 to 1, of `wanted` with every stretch of `heard` that is as long, by its first sample.

    Each stretch counts by its shape: a louder sound beside the right one must not look more alike.
    """
    size = 1 << (len(heard) + len(wanted)).bit_length()
    product = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(wanted, size)), size)
    powers = np.cumsum(np.square(heard, dtype=np.float64))
    before = np.concatenate([np.zeros(1), powers[: len(heard) - len(wanted)]])
    power = np.maximum(powers[len(wanted) - 1 :] - before, 0.0)
    energy = np.sqrt(power) * float(np.linalg.norm(wanted))
    audible = energy > _FAINT * len(wanted)
    return np.where(audible, product[: len(energy)] / np.where(audible, energy, 1.0), 0.0)


@dataclass(slots=True)
class Silences:
    """Stretches of at least `shortest` samples without even air, as (first, end) samples in `found`."""

    shortest: int = SILENT_SECONDS * SAMPLE_RATE
    found: list[tuple[int, int]] = field(default_factory=list)
    _since: int | None = None

    def hear(self, at: int, block: Samples) -> None:
        """A block counts as a whole."""
        silent = float(np.abs(block).max(initial=0.0)) < 10 ** (SILENT_DBFS / 20)
        if silent and self._since is None:
            self._since = at
        if not silent:
            self.finish(at)

    def finish(self, end: int) -> None:
        """The sound is over at `end`."""
        if self._since is not None and end - self._since >= self.shortest:
            self.found.append((self._since, end))
        self._since = None


class Dialogue:
    """Writes only the spoken spans of a sound, after each other, to a mono file. Use as a context manager."""

    def __init__(self, path: Path, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = _together(spans)
        self._next = 0
        self._file = WavWriter(path, sample_rate=SAMPLE_RATE, channels=1)

    def hear(self, at: int, block: Samples) -> None:
        """Takes what lies in a span."""
        end = at + len(block)
        while self._next < len(self._spans):
            first, last = self._spans[self._next]
            if first < end:
                self._file.write(block[max(0, first - at) : max(0, last - at)])
            if last > end:
                break
            self._next += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.__exit__(kind, error, trace)


def _together(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping spans as one, none too short to be measured."""
    joined: list[tuple[int, int]] = []
    for first, given in sorted(spans):
        last = max(given, first + _SHORTEST)
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined
