"""Dissolves, wipes and ways through white, drawn only around the joint; everything else is copied as it was encoded.

A transition of 2 h frames is centred on the cut and changes no length: the last h frames before it and the first h
after it are shown at half speed while they mix, so that nothing moves on nor stands still while it is seen; through
white they follow each other, since they are never seen together. Between the last whole group of pictures and the
mixture frames are encoded again; the rest is copied packet by packet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from renderers.errors import BrokenPromise
from renderers.media.encode import Plane, SegmentWriter
from renderers.media.probe import opened, packets_in
from renderers.media.remux import Stretch, join_stretches

Planes = tuple[Plane, Plane, Plane]
Blend = Callable[[Planes, Planes, Fraction], Planes]
Pairs = Callable[[int], Iterable[tuple[int, int]]]
_SOFT = 0.08  # of the width: the edge of a wipe
_WHITE_Y, _NEUTRAL = 235, 128  # studio swing


@dataclass(frozen=True, slots=True)
class Mix:
    """How two frames are mixed, and which: (leaving, arriving) of each frame of the mixture, by `half` its length."""

    blend: Blend
    pairs: Pairs


@dataclass(frozen=True, slots=True)
class Joint:
    """A transition after a clip: `half` frames on either side of the cut, and how they are mixed."""

    half: int
    mix: Mix


@dataclass(frozen=True, slots=True)
class _Copied:
    path: Path
    first: int
    frames: int
    whole: bool = False


@dataclass(frozen=True, slots=True)
class _Redrawn:
    path: Path
    first: int
    frames: int


@dataclass(frozen=True, slots=True)
class _Mixed:
    leaving: _Redrawn
    arriving: _Redrawn
    mix: Mix


_Piece = _Copied | _Redrawn | _Mixed


def join_with_joints(
    clips: Sequence[tuple[Path, int]],
    joints: Mapping[int, Joint],
    out: Path,
    *,
    rate: Fraction,
    scratch: Path,
    threads: int,
    progress: Callable[[float], None],
) -> None:
    """Clips of (file, frames) one after the other; `joints[n]` stands between clip n and the next.

    As long as the clips together. Memory holds one joint's frames at a time.
    """
    stretches: list[Stretch] = []
    runs = groupby(_pieces(clips, joints, rate), key=lambda piece: isinstance(piece, _Copied))
    total = sum(frames for _, frames in clips)
    for number, (copied, run) in enumerate(runs):
        if copied:
            stretches += [_stretch(piece) for piece in run if isinstance(piece, _Copied)]
            continue
        drawn = scratch / f"joint-{number}.mp4"
        done = sum(stretch.frames for stretch in stretches)
        tick = partial(progress, done / total / 2)
        frames = _drawn(run, drawn, like=clips[0][0], rate=rate, threads=threads, tick=tick)
        stretches.append(Stretch(drawn, 0, frames))
    join_stretches(stretches, out, rate=rate, progress=lambda part: progress(0.5 + part / 2))


def dissolve(leaving: Planes, arriving: Planes, part: Fraction) -> Planes:
    """`part` of the arriving frame over the leaving one."""
    weight = round(part * 256)
    mixed = [
        ((one.astype(np.uint16) * (256 - weight) + other.astype(np.uint16) * weight + 128) >> 8).astype(np.uint8)
        for one, other in zip(leaving, arriving, strict=True)
    ]
    return mixed[0], mixed[1], mixed[2]


def wipe(leaving: Planes, arriving: Planes, part: Fraction) -> Planes:
    """The arriving frame comes in from the left behind a soft edge."""
    mixed = []
    for one, other in zip(leaving, arriving, strict=True):
        across = (np.arange(one.shape[1]) + 0.5) / one.shape[1]
        edge = float(part) * (1 + _SOFT) - across
        weight = (np.clip(edge / _SOFT, 0, 1) * 256).astype(np.uint16)
        mixed.append(((one * (256 - weight) + other * weight + 128) >> 8).astype(np.uint8))
    return mixed[0], mixed[1], mixed[2]


def through_white(leaving: Planes, arriving: Planes, part: Fraction) -> Planes:
    """The leaving frame goes to white, the arriving one comes out of it."""
    shown, white = (leaving, 2 * part) if 2 * part <= 1 else (arriving, 2 - 2 * part)
    blank = (np.full_like(shown[0], _WHITE_Y), np.full_like(shown[1], _NEUTRAL), np.full_like(shown[2], _NEUTRAL))
    return dissolve(shown, blank, white)


def _at_half_speed(half: int) -> Iterator[tuple[int, int]]:
    return ((at // 2, at // 2) for at in range(2 * half))


def _in_turn(half: int) -> Iterator[tuple[int, int]]:
    return ((min(at, half - 1), max(at - half, 0)) for at in range(2 * half))


MIXES: Mapping[str, Mix] = {
    "dissolve": Mix(dissolve, _at_half_speed),
    "wipe": Mix(wipe, _at_half_speed),
    "white": Mix(through_white, _in_turn),
}


def _pieces(clips: Sequence[tuple[Path, int]], joints: Mapping[int, Joint], rate: Fraction) -> Iterator[_Piece]:
    for number, (path, frames) in enumerate(clips):
        before, after = joints.get(number - 1), joints.get(number)
        first, end = before.half if before else 0, frames - (after.half if after else 0)
        yield from _body(path, first, end, frames=frames, rate=rate)
        if after is not None:
            following = clips[number + 1][0]
            yield _Mixed(_Redrawn(path, end, after.half), _Redrawn(following, 0, after.half), after.mix)


def _body(path: Path, first: int, end: int, *, frames: int, rate: Fraction) -> Iterator[_Piece]:
    """What is left of a clip between its joints: whole groups of pictures copied, their rests drawn again."""
    if (first, end) == (0, frames):
        yield _Copied(path, 0, frames, whole=True)
        return
    starts = [*_group_starts(path, rate), frames]
    opened_at = next(start for start in starts if start >= first)
    closed_at = max((start for start in starts if start <= end), default=0)
    if closed_at <= opened_at:
        if end > first:
            yield _Redrawn(path, first, end - first)
        return
    if opened_at > first:
        yield _Redrawn(path, first, opened_at - first)
    yield _Copied(path, opened_at, closed_at - opened_at)
    if end > closed_at:
        yield _Redrawn(path, closed_at, end - closed_at)


def _stretch(piece: _Copied) -> Stretch:
    return Stretch(piece.path, piece.first, piece.frames, whole=piece.whole)


def _group_starts(path: Path, rate: Fraction) -> list[int]:
    """Frame numbers on which a closed group of pictures begins."""
    with packets_in(path) as source:
        stream = source.streams.video[0]
        return sorted(
            round(packet.pts * packet.time_base * rate)
            for packet in source.demux(stream)
            if packet.pts is not None and packet.time_base is not None and packet.is_keyframe
        )


def _drawn(
    run: Iterable[_Piece], out: Path, *, like: Path, rate: Fraction, threads: int, tick: Callable[[], None]
) -> int:
    """Encode pieces one after the other; how many frames they are."""
    with packets_in(like) as source:
        stream = source.streams.video[0]
        size = {"width": stream.width, "height": stream.height}
    with SegmentWriter(out, **size, rate=rate, threads=threads) as segment:
        for piece in run:
            for planes in _frames_of(piece, rate):
                segment.write_planes(*planes)
                tick()
        return segment.frames


def _frames_of(piece: _Piece, rate: Fraction) -> Iterator[Planes]:
    if not isinstance(piece, _Mixed):
        yield from _decoded(piece.path, piece.first, piece.frames, rate)
        return
    leaving = list(_decoded(piece.leaving.path, piece.leaving.first, piece.leaving.frames, rate))
    arriving = list(_decoded(piece.arriving.path, piece.arriving.first, piece.arriving.frames, rate))
    count = len(leaving) + len(arriving)
    for at, (first, second) in enumerate(piece.mix.pairs(len(leaving)), 1):
        yield piece.mix.blend(leaving[first], arriving[second], Fraction(at, count + 1))


def _decoded(path: Path, first: int, frames: int, rate: Fraction) -> Iterator[Planes]:
    """`frames` frames from number `first`, found from the group of pictures they are in."""
    seen = 0
    with opened(path) as source:
        stream = source.streams.video[0]
        base = stream.time_base or 1 / rate
        source.seek(int(first / rate / base), stream=stream, backward=True)
        for frame in source.decode(stream):
            number = round((frame.pts or 0) * base * rate)
            if number < first:
                continue
            yield _planes(frame)
            seen += 1
            if seen == frames:
                return
    raise BrokenPromise(f"{path.name} has no frame {first + seen}, which a transition needs")


def _planes(frame: Any) -> Planes:
    """Copies: the decoder uses its memory again."""
    y, u, v = (
        np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width].copy()
        for plane in frame.planes
    )
    return y, u, v
