"""What engines share that draw frames between two others, so that a clip runs at the film's rate."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from renderers.engine import Job
from renderers.engines.filters import ClipFilter
from renderers.engines.local import retimed
from renderers.media.clips import Clip
from renderers.media.rgb import Rgb
from renderers.runtime.frames import to_picture, to_tensor
from renderers.runtime.pipelines import on_cores
from renderers.runtime.tiles import Tiles

_WHOLE, _EDGE = 4096, 64
"""Motion is seen best in the whole picture; pieces are for cards that cannot hold it."""


@dataclass(frozen=True, slots=True)
class Between:
    """`draw(before, after, part)` is the frame at `part` of the way; tensors like `like`: its device, its exactness."""

    draw: Callable[[Any, Any, float], Any]
    like: Any


@dataclass(frozen=True, slots=True)
class InBetween(ClipFilter):
    """Frames of the clip stay as they are where they fall on a frame of the film; others are drawn."""

    @abstractmethod
    def network(self) -> Between:
        """Loaded now or before."""

    def through(self, frames: Iterable[Rgb], clip: Clip, job: Job[Any], count: int) -> Iterator[Rgb]:
        """Two frames in memory, and what is drawn between them."""
        on_cores(job.threads)
        network = self.network()
        tiles = Tiles(f"frames of {clip.width}x{clip.height} by {self.name}", side=_WHOLE, edge=_EDGE)
        target = job.settings.rate
        yield from retimed(
            iter(frames),
            source=clip.rate,
            target=target,
            count=count,
            between=lambda before, after, part: _drawn(network, tiles, before, after, part),
        )


def _drawn(network: Between, tiles: Tiles, before: Rgb, after: Rgb, part: float) -> Rgb:
    import torch

    with torch.inference_mode():
        both = torch.cat([to_tensor(frame, network.like) for frame in (before, after)], 1)
        return to_picture(tiles.through(both, lambda pair: network.draw(pair[:, :3], pair[:, 3:], part)))
