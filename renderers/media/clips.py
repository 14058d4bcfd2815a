"""Clips of the studio's own, frame by frame: to be worked on, and to be written again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from av.video.reformatter import Colorspace

from renderers.errors import BadInput, BrokenPromise
from renderers.media.probe import opened, video_facts
from renderers.media.rgb import Rgb


@dataclass(frozen=True, slots=True)
class Clip:
    """A clip on disk: how large, how fast and how long it is."""

    path: Path
    width: int
    height: int
    rate: Fraction
    frames: int

    @classmethod
    def of(cls, path: Path) -> Clip:
        """BadInput, naming the file, when it is no clip."""
        try:
            facts = video_facts(path)
        except BrokenPromise as error:
            raise BadInput(f"{path.name} is no clip to work on: {error}") from error
        return cls(path, facts["width"], facts["height"], Fraction(facts["rate"]), facts["frames"])

    def pictures(self) -> Iterator[Rgb]:
        """Every frame in order, one at a time."""
        with opened(self.path) as film:
            for frame in film.decode(video=0):
                plain = frame.reformat(format="rgb24", src_colorspace=Colorspace.ITU709)
                yield np.asarray(plain.to_ndarray(), np.uint8)


def counted(frames: Iterable[Rgb], count: int, *, name: str) -> Iterator[Rgb]:
    """Exactly so many; BrokenPromise, naming who makes them, when they end before."""
    made = 0
    for frame in frames:
        if made == count:
            return
        yield frame
        made += 1
    if made < count:
        raise BrokenPromise(f"{name} made {made} frames of a clip that has {count}")
