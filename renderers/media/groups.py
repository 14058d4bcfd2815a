"""Closed groups of pictures by their checksums: a film joined by copying is known to be what was looked at before.

A closed group decodes to the same frames wherever it stands, so equal packets and parameter sets are equal pictures.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from renderers.errors import BrokenPromise
from renderers.media.probe import packets_in
from renderers.spec import Frozen


class Group(Frozen):
    """`frames` frames from number `start`, decoded from nothing but themselves; `checksum` is of their packets.

    `exact`: each is stamped with its own number.
    """

    start: int
    frames: int
    checksum: str
    exact: bool = True


class Groups(Frozen):
    """All groups of a film in order, and the checksum of what a decoder must be told before the first."""

    parameters: str
    groups: tuple[Group, ...]

    @property
    def frames(self) -> int:
        """How many there are."""
        return sum(group.frames for group in self.groups)


def groups_in(path: Path, *, rate: Fraction, tick: Callable[[float], None]) -> Groups:
    """Read, not decoded: packets in decode order, a new group at every key frame. Memory holds one packet."""
    found: list[Group] = []
    with packets_in(path) as film:
        if not film.streams.video:
            raise BrokenPromise(f"{path.name} has no picture")
        video = film.streams.video[0]
        total = max(1, video.frames)
        for numbers, checksum in _grouped(film.demux(video), video.time_base, rate):
            start = min(numbers)
            exact = sorted(numbers) == list(range(start, start + len(numbers)))
            found.append(Group(start=start, frames=len(numbers), checksum=checksum, exact=exact))
            tick(min(1.0, (start + len(numbers)) / total))
        parameters = hashlib.sha256(bytes(video.codec_context.extradata or b"")).hexdigest()
    return Groups(parameters=parameters, groups=tuple(found))


def _grouped(packets: Any, base: Fraction, rate: Fraction) -> Iterator[tuple[list[int], str]]:
    numbers: list[int] = []
    running, frames = hashlib.sha256(), base * rate
    for packet in packets:
        if packet.pts is None:
            continue
        if packet.is_keyframe and numbers:
            yield numbers, running.hexdigest()
            numbers, running = [], hashlib.sha256()
        number, rest = divmod(packet.pts * frames.numerator, frames.denominator)
        numbers.append(-1 if rest else number)
        running.update(packet.size.to_bytes(4, "big"))
        running.update(packet)
    if numbers:
        yield numbers, running.hexdigest()
