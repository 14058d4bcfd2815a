"""Joining segments without encoding again: packets are copied and stamped with their frame number."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from renderers.errors import BrokenPromise
from renderers.media.probe import opened
from renderers.timing import SAMPLE_RATE

REORDERED = 2
"""Frames the encoder may decode before showing them; short segments report less, so decode times are made here."""


class UnlikeSegments(BrokenPromise):
    """Segments made with different encoder parameters cannot be joined by copying."""

    code = "unlike_segments"


def join_segments(
    segments: Sequence[tuple[Path, int]], out: Path, *, rate: Fraction, progress: Callable[[float], None]
) -> None:
    """Copy (file, frames) after each other into `out`; every pts is the absolute frame number.

    Raises UnlikeSegments when the parameter sets differ, BrokenPromise when a file has not the frames it should.
    """
    total = sum(frames for _, frames in segments)
    start = 0
    with av.open(str(out), "w", format="mp4", options=mp4_options(rate)) as target:
        stream: Any = None
        extradata = b""
        for path, frames in segments:
            with opened(path) as source:
                video = source.streams.video[0]
                if stream is None:
                    stream = target.add_stream_from_template(video)
                    stream.time_base = 1 / rate
                    extradata = bytes(video.codec_context.extradata or b"")
                if bytes(video.codec_context.extradata or b"") != extradata:
                    raise UnlikeSegments(f"{path.name} was encoded with other parameters than the segments before it")
                _copy(source, video, target, stream, start=start, frames=frames, rate=rate, name=path.name)
            start += frames
            progress(start / total)


def mp4_options(rate: Fraction) -> dict[str, str]:
    """Container options that keep lengths exact."""
    return {"movie_timescale": str(exact_timescale(rate)), "movflags": "+faststart"}


def exact_timescale(rate: Fraction) -> int:
    """Ticks per second of the movie's clock in which every frame and every sample starts on a whole one.

    Edit lists are written in these ticks; in coarser ones the sound would end a sample late.
    """
    return math.lcm(SAMPLE_RATE, rate.numerator)


def _copy(
    source: Any, video: Any, target: Any, stream: Any, *, start: int, frames: int, rate: Fraction, name: str
) -> None:
    seen = 0
    for packet in source.demux(video):
        if packet.dts is None:
            continue
        unit = packet.time_base * rate
        packet.pts = round(packet.pts * unit) + start
        packet.dts = start + seen - REORDERED
        packet.duration = 1
        packet.time_base = 1 / rate
        packet.stream = stream
        target.mux(packet)
        seen += 1
    if seen != frames:
        raise BrokenPromise(f"{name} has {seen} frames where the cut list says {frames}")
