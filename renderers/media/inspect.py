"""Looking at a finished film: which stretches are black or frozen, where sound is missing, how long it really is."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np

from renderers.errors import BrokenPromise
from renderers.media.cutlist import Span
from renderers.media.encode import Plane
from renderers.media.hearing import Listener
from renderers.media.probe import opened
from renderers.timing import SAMPLE_RATE

BLACK_LUMA = 20
"""Mean studio-swing brightness (16 is black) up to which a frame counts as black, unless it shows letters or lights."""

_BRIGHT_LUMA, _FEW = 40, 0.001
_CHANGED_LUMA = 10  # the encoder's noise on a still picture stays below
_THUMBNAIL_HEIGHT = 180
AUDIBLE_DBFS = -45.0


@dataclass(frozen=True, slots=True)
class PictureFindings:
    """`frames` decoded, and stretches that are black or in which nothing moves, in frames."""

    frames: int
    exact: bool
    black: tuple[Span, ...]
    frozen: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SoundFindings:
    """`samples` heard per channel at 48 kHz (AAC pads its last packet; players stop at the track's end), and the level
    of each asked span in dBFS."""

    samples: int
    levels: tuple[float, ...]


@dataclass(slots=True)
class Sight:
    """Follows frames in order and notes which are black and which look as they did `frozen_frames` ago.

    Slow moves change nothing from one frame to the next, so frames are compared over that whole time.
    """

    frozen_frames: int
    first: int = 0
    frames: int = 0
    ends: list[Plane] = field(default_factory=list)
    _black: list[int] = field(default_factory=list)
    _still: list[int] = field(default_factory=list)
    _earlier: deque[Plane] = field(default_factory=deque)
    _cut: int = 0

    def see(self, frame: object) -> None:
        """The next one."""
        small = thumbnail(frame)
        number = self.first + self.frames
        if not self._earlier or has_changed(self._earlier[-1], small):
            self._cut = number
        if is_black(small):
            self._black.append(number)
        elif number - self._cut >= self.frozen_frames and not has_changed(self._earlier[0], small):
            self._still.append(number)
        self._earlier.append(small)
        if len(self._earlier) > self.frozen_frames:
            self._earlier.popleft()
        self.ends = [self.ends[0] if self.ends else small, small]
        self.frames += 1

    def found(self, *, exact: bool) -> PictureFindings:
        """Everything so far."""
        still = _reaching_back(_runs(self._still), self.frozen_frames)
        return PictureFindings(self.frames, exact, tuple(_runs(self._black)), tuple(still))


def look(path: Path, *, rate: Fraction, frozen_frames: int, tick: Callable[[float], None]) -> PictureFindings:
    """Decode every frame. `exact`: each is stamped with its own number."""
    sight, exact = Sight(frozen_frames), True
    for number, frame in decoded(path, rate=rate, tick=tick):
        exact = exact and number == sight.frames
        sight.see(frame)
    return sight.found(exact=exact)


def decoded(
    path: Path, *, rate: Fraction, tick: Callable[[float], None], first: int = 0
) -> Iterator[tuple[Fraction | None, object]]:
    """(number, frame) of all frames from the group of pictures in which `first` is."""
    with opened(path) as film:
        video = film.streams.video[0]
        video.thread_type = "AUTO"
        if first:
            film.seek(int(first / rate / video.time_base), stream=video, backward=True)
        for count, frame in enumerate(film.decode(video)):
            yield None if frame.pts is None else frame.pts * frame.time_base * rate, frame
            if count % 24 == 0:
                tick(min(1.0, (first + count) / max(1, video.frames)))


def listen(
    path: Path, spans: Sequence[tuple[int, int]], *, tick: Callable[[float], None], listeners: Sequence[Listener] = ()
) -> SoundFindings:
    """Decode all sound once; the level of each (first, last) sample span, spans in order of their start.

    `listeners` hear every block as mono too.
    """
    powers, counts = np.zeros(len(spans)), np.zeros(len(spans), np.int64)
    at = waiting = 0
    with opened(path) as film:
        sound = film.streams.audio[0]
        length = round((sound.duration or 0) * sound.time_base * SAMPLE_RATE)
        for block in _blocks(film):
            waiting = _add(block, at, spans, waiting, powers, counts)
            for listener in listeners:
                listener.hear(at, block)
            at += len(block)
            tick(min(1.0, at / max(1, length)))
    levels = 10 * np.log10(np.maximum(powers / np.maximum(counts, 1), 1e-12))
    return SoundFindings(min(at, length), tuple(float(level) for level in levels))


def outside(found: Iterable[Span], planned: Sequence[Span]) -> list[Span]:
    """Those of the found stretches that no planned one holds, give or take a frame."""
    plans = list(merged(planned))
    return [
        span for span in found if not any(plan.start - 1 <= span.start and span.end <= plan.end + 1 for plan in plans)
    ]


def merged(spans: Iterable[Span]) -> Iterator[Span]:
    """In order, those that touch as one: a fade to black and the fade from black after it are one stretch."""
    waiting: Span | None = None
    for span in sorted(spans, key=lambda span: span.start):
        if waiting is not None and span.start <= waiting.end:
            waiting = Span(start=waiting.start, frames=max(waiting.end, span.end) - waiting.start)
        else:
            if waiting is not None:
                yield waiting
            waiting = span
    if waiting is not None:
        yield waiting


def thumbnail(frame: object) -> Plane:
    """A frame's brightness, thinned: what frames are compared by."""
    plane = frame.planes[0]  # type: ignore[attr-defined]  # PyAV's frames are typed too loosely
    rows = np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]
    every = max(2, plane.height // _THUMBNAIL_HEIGHT)
    thinned: Plane = rows[::every, ::every]
    return thinned.copy()


def is_black(small: Plane) -> bool:
    """Neither light nor letters in it."""
    return bool(small.mean() <= BLACK_LUMA and np.count_nonzero(small > _BRIGHT_LUMA) <= _FEW * small.size)


def has_changed(earlier: Plane, small: Plane) -> bool:
    """Whether anything but the encoder's noise tells two frames apart."""
    changed = cv2.absdiff(earlier, small) > _CHANGED_LUMA
    return bool(np.count_nonzero(changed) > _FEW * small.size)


def _reaching_back(runs: Iterable[Span], frames: int) -> Iterator[Span]:
    """Stretches whose every frame looks like the one `frames` before it began that much earlier."""
    return (Span(start=run.start - frames, frames=run.frames + frames) for run in runs)


def _blocks(film: object) -> Iterator[np.ndarray[tuple[int, ...], np.dtype[np.float32]]]:
    for frame in film.decode(audio=0):  # type: ignore[attr-defined]  # PyAV's containers are typed too loosely
        if frame.sample_rate != SAMPLE_RATE:
            raise BrokenPromise(f"the sound runs at {frame.sample_rate} Hz instead of {SAMPLE_RATE}")
        yield frame.to_ndarray().mean(axis=0)


def _add(
    block: np.ndarray[tuple[int, ...], np.dtype[np.float32]],
    at: int,
    spans: Sequence[tuple[int, int]],
    waiting: int,
    powers: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    counts: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
) -> int:
    """Adds the block to every span it touches; the first span that is not over yet."""
    end = at + len(block)
    for index in range(waiting, len(spans)):
        first, last = spans[index]
        if first >= end:
            break
        part = block[max(first - at, 0) : max(last - at, 0)]
        powers[index] += float(np.square(part, dtype=np.float64).sum())
        counts[index] += len(part)
    while waiting < len(spans) and spans[waiting][1] <= at:
        waiting += 1
    return waiting


def _runs(numbers: Sequence[int]) -> Iterator[Span]:
    """Numbers that follow each other, as stretches."""
    start = 0
    for index, number in enumerate(numbers):
        if index + 1 == len(numbers) or numbers[index + 1] != number + 1:
            yield Span(start=numbers[start], frames=index + 1 - start)
            start = index + 1
