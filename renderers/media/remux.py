"""Joining segments without encoding again: packets are copied and stamped with their frame number."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from renderers.errors import BrokenPromise
from renderers.media.probe import opened, packets_in
from renderers.timing import SAMPLE_RATE

REORDERED = 2
"""Frames the encoder may decode before showing them; short segments report less, so decode times are made here."""


class UnlikeSegments(BrokenPromise):
    """Segments made with different encoder parameters cannot be joined by copying."""

    code = "unlike_segments"


@dataclass(frozen=True, slots=True)
class Stretch:
    """`frames` frames of a file from number `first`, which begins a closed group of pictures, as what follows does.

    Of a `whole` file nothing may be left over.
    """

    path: Path
    first: int
    frames: int
    whole: bool = False


def join_segments(
    segments: Sequence[tuple[Path, int]], out: Path, *, rate: Fraction, progress: Callable[[float], None]
) -> None:
    """Copy (file, frames) after each other into `out`; every pts is the absolute frame number.

    Raises UnlikeSegments when the parameter sets differ, BrokenPromise when a file has not the frames it should.
    """
    join_stretches(
        [Stretch(path, 0, frames, whole=True) for path, frames in segments], out, rate=rate, progress=progress
    )


def join_stretches(
    stretches: Sequence[Stretch], out: Path, *, rate: Fraction, progress: Callable[[float], None]
) -> None:
    """Copy stretches of files after each other into `out`; every pts is the absolute frame number."""
    total = sum(stretch.frames for stretch in stretches)
    start = 0
    with av.open(str(out), "w", format="mp4", options=mp4_options(rate)) as target:
        stream: Any = None
        extradata = b""
        for stretch in stretches:
            with (opened if stream is None else packets_in)(stretch.path) as source:
                video = source.streams.video[0]
                if stream is None:
                    stream = target.add_stream_from_template(video)
                    stream.time_base = 1 / rate
                    extradata = bytes(video.codec_context.extradata or b"")
                if bytes(video.codec_context.extradata or b"") != extradata:
                    raise UnlikeSegments(
                        f"{stretch.path.name} was encoded with other parameters than the segments before it"
                    )
                _copy(source, video, target, stream, start=start, stretch=stretch, rate=rate)
            start += stretch.frames
            progress(start / total)


def mp4_options(rate: Fraction) -> dict[str, str]:
    """Container options that keep lengths exact."""
    return {"movie_timescale": str(exact_timescale(rate))}


def exact_timescale(rate: Fraction) -> int:
    """Ticks per second of the movie's clock in which every frame and every sample starts on a whole one.

    Edit lists are written in these ticks; in coarser ones the sound would end a sample late.
    """
    return math.lcm(SAMPLE_RATE, rate.numerator)


def _copy(source: Any, video: Any, target: Any, stream: Any, *, start: int, stretch: Stretch, rate: Fraction) -> None:
    seen = beyond = 0
    frames, base = video.time_base * rate, 1 / rate
    for packet in source.demux(video):
        if packet.dts is None:
            continue
        number = _nearest(packet.pts * frames.numerator, frames.denominator) - stretch.first
        if not 0 <= number < stretch.frames:
            beyond += 1
            continue
        packet.pts = number + start
        packet.dts = start + seen - REORDERED
        packet.duration = 1
        packet.time_base = base
        packet.stream = stream
        target.mux(packet)
        seen += 1
    found = seen + (beyond if stretch.whole else 0)
    if found != stretch.frames:
        raise BrokenPromise(f"{stretch.path.name} has {found} frames where the cut list says {stretch.frames}")


def _nearest(number: int, parts: int) -> int:
    """The whole number nearest to so many parts; for every packet of a film, so without a Fraction."""
    return (2 * number + parts) // (2 * parts)
