"""Clips from elsewhere become shots: read to their end, held against what was asked for, cut to the frame.

What comes may have any size, rate and length; what leaves is a segment like every other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from av.error import FFmpegError
from av.video.reformatter import Interpolation

from renderers.errors import BrokenPromise
from renderers.media.cutlist import CutList
from renderers.media.encode import SegmentWriter
from renderers.media.probe import opened
from renderers.media.seams import Match, Planes, Seam


def probed(path: Path) -> Fraction:
    """Seconds of picture in a clip from outside; BrokenPromise when it is none that we can read to its end."""
    last = Fraction(0)
    with opened(path) as film:
        if not film.streams.video:
            raise BrokenPromise("it has no picture")
        stream = film.streams.video[0]
        if stream.codec_context.width * stream.codec_context.height > 8192 * 4608:
            raise BrokenPromise("its picture is larger than 8K")
        try:
            for packet in film.demux(stream):
                if packet.pts is not None and packet.duration is not None:
                    last = max(last, Fraction(packet.pts + packet.duration) * packet.time_base)
        except FFmpegError as error:
            raise BrokenPromise(f"it breaks off: {error}") from error
    if not last:
        raise BrokenPromise("it has no frames")
    return last


def last_frame(clip: Path, picture: Path) -> Path:
    """The last frame of a clip as a PNG, for the next piece to begin with."""
    shown: Any = None
    with opened(clip) as film:
        for frame in film.decode(video=0):
            shown = frame
    shown.to_image().save(picture, "PNG")
    return picture


def conform(
    parts: list[Path],
    segment: SegmentWriter,
    size: tuple[int, int],
    timing: CutList,
    *,
    match: Match,
    tick: Callable[[float], None],
) -> None:
    """Exactly the shot: its frames, its size (the middle of the picture), its rate, its fades; few frames in memory.

    Each part begins with the last frame of the one before: that frame is not shown twice, and its colours are kept.
    """
    shade = timing.brightness()
    pictures = _at_rate(parts, timing.rate)
    fit, seam = _Fit(*size), Seam(match)
    last: Planes | None = None
    for number in range(timing.frames):
        shown = next(pictures, None)
        if shown is not None:
            echo = fit.planes(shown.echo) if shown.echo is not None else None
            last = seam.matched(fit.planes(shown.frame), part=shown.part, echo=echo, last=last)
        if last is None:
            raise BrokenPromise("the clip has no frames")
        segment.write_planes(*_shaded(last, shade[number]))
        tick(number / timing.frames)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A frame of theirs, and of which part; `echo` is what the part began with, told with its first frame."""

    frame: Any
    part: int
    echo: Any = None


def _at_rate(parts: list[Path], rate: Fraction) -> Iterator[_Shown]:
    """For every frame of ours the frame of theirs that is shown at its moment."""
    moment, step = Fraction(0), 1 / rate
    for number, part in enumerate(parts):
        with opened(part) as film:
            each = 1 / Fraction(film.streams.video[0].average_rate or rate)
            frames = film.decode(video=0)
            echo = next(frames, None) if number else None
            shown: Any = None
            began: Fraction | None = None
            end = Fraction(0)
            for frame in frames:
                at = Fraction(frame.pts or 0) * frame.time_base
                began = at if began is None else began
                end = at - began
                while shown is not None and moment < end:
                    yield _Shown(shown, number, echo)
                    echo, moment = None, moment + step
                shown = frame
            while shown is not None and moment < end + each:
                yield _Shown(shown, number, echo)
                echo, moment = None, moment + step
        moment -= end + each


@dataclass(slots=True)
class _Fit:
    """Scales a frame so that it covers the wanted size, and takes its middle."""

    width: int
    height: int

    def planes(self, frame: Any) -> Planes:
        """Y, U and V in studio swing."""
        scale = max(self.width / frame.width, self.height / frame.height)
        across = max(self.width, round(frame.width * scale / 2) * 2)
        down = max(self.height, round(frame.height * scale / 2) * 2)
        full = frame.reformat(across, down, "yuv420p", dst_colorspace="itu709", interpolation=Interpolation.BICUBIC)
        left, top = (across - self.width) // 4 * 2, (down - self.height) // 4 * 2
        y, u, v = (_pixels(plane) for plane in full.planes)
        return (
            y[top : top + self.height, left : left + self.width],
            u[top // 2 : (top + self.height) // 2, left // 2 : (left + self.width) // 2],
            v[top // 2 : (top + self.height) // 2, left // 2 : (left + self.width) // 2],
        )


def _pixels(plane: Any) -> Any:
    rows = np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)
    return rows[:, : plane.width]


def _shaded(planes: Planes, shade: float) -> Planes:
    if shade >= 1:
        return planes
    y, u, v = planes
    return _dimmed(y, 16, shade), _dimmed(u, 128, shade), _dimmed(v, 128, shade)


def _dimmed(plane: Any, dark: int, shade: float) -> Any:
    return np.clip(np.rint((plane.astype(np.float32) - dark) * shade + dark), 0, 255).astype(np.uint8)
