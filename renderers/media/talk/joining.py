"""Passages of a talk after each other, copied: every frame on its number, the last one ending with the sound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from renderers.errors import BrokenPromise
from renderers.media.cutlist import CutList
from renderers.media.probe import opened, packets_in
from renderers.media.remux import UnlikeSegments
from renderers.timing import SAMPLE_RATE, sample_at


@dataclass(frozen=True, slots=True)
class Piece:
    """The first `frames` frames of a clip, from frame `start` of the episode on."""

    path: Path
    start: int
    frames: int


def pieces_of(clips: Sequence[Path], timeline: CutList, rate: Fraction) -> list[Piece]:
    """Where each passage's clip stands: on the frame nearest to its sound, counted once from the episode's start."""
    scale = rate / timeline.rate
    starts = [round(part.start * scale) for part in timeline.parts]
    ends = [*starts[1:], -((-timeline.frames * scale) // 1)]
    return [Piece(clip, start, end - start) for clip, start, end in zip(clips, starts, ends, strict=True)]


def join_pieces(
    pieces: Sequence[Piece],
    out: Path,
    *,
    rate: Fraction,
    samples: int,
    progress: Callable[[float], None],
) -> None:
    """A silent picture as long as `samples` at 48 kHz, to the sample. Raises BrokenPromise for a clip that is short.

    Clips have no frames that need later ones, so each may end on any of them.
    """
    frame = Fraction(SAMPLE_RATE) / rate
    with av.open(str(out), "w", format="mp4", options={"movie_timescale": str(SAMPLE_RATE)}) as target:
        stream: Any = None
        extradata = b""
        for number, piece in enumerate(pieces, 1):
            with (opened if stream is None else packets_in)(piece.path) as source:
                video = source.streams.video[0]
                if stream is None:
                    stream = target.add_stream_from_template(video)
                    stream.time_base = Fraction(1, SAMPLE_RATE)
                    extradata = bytes(video.codec_context.extradata or b"")
                if bytes(video.codec_context.extradata or b"") != extradata:
                    raise UnlikeSegments(f"{piece.path.name} was encoded otherwise than the passages before it")
                _copy(source, video, target, stream, piece, frame=frame, samples=samples)
            progress(number / len(pieces))


def _copy(source: Any, video: Any, target: Any, stream: Any, piece: Piece, *, frame: Fraction, samples: int) -> None:
    seen = 0
    for packet in source.demux(video):
        if packet.dts is None or seen == piece.frames:
            break
        start, end = (round((piece.start + seen + more) * frame) for more in (0, 1))
        packet.pts = packet.dts = start
        packet.duration = min(end, samples) - start
        packet.time_base, packet.stream = stream.time_base, stream
        target.mux(packet)
        seen += 1
    if seen != piece.frames:
        raise BrokenPromise(f"{piece.path.name} has {seen} frames where its passage lasts {piece.frames}")


def samples_of(timeline: CutList) -> int:
    """How long the episode is."""
    return sample_at(timeline.frames, timeline.rate)
