"""Real-ESRGAN: clips enlarged up to four times, detail drawn anew, in pieces that the graphics card can hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from renderers.card import Accepts, Card, Effort, Licence, Weights
from renderers.engine import Job
from renderers.engines.filters import ClipFilter, FilterSettings
from renderers.engines.local import NEEDS_GPU, Side, held, main_weights, on_disk
from renderers.media.clips import Clip
from renderers.media.rgb import Rgb
from renderers.plan import WorkerSize
from renderers.runtime.esrgan import network, read_weights
from renderers.runtime.frames import to_picture, to_tensor
from renderers.runtime.pipelines import on_cores, resident
from renderers.runtime.tiles import Tiles
from renderers.spec import Finish

FILE = "RealESRGAN_x4plus.pth"


class RealEsrganSettings(FilterSettings):
    """How large the clip shall be. It is drawn at four times its size and brought to this one."""

    width: Side = Field(description="Width in pixels, even")
    height: Side = Field(description="Height in pixels, even")


@dataclass(frozen=True, slots=True)
class RealEsrgan(ClipFilter):
    """Frame by frame: the same clip gives the same bytes on one kind of machine."""

    settings: type[RealEsrganSettings] = RealEsrganSettings

    def sized(self, clip: Clip, settings: RealEsrganSettings) -> tuple[int, int]:  # noqa: ARG002  one of the protocol's
        """As asked."""
        return settings.width, settings.height

    def through(self, frames: Iterable[Rgb], clip: Clip, job: Job[Any], count: int) -> Iterator[Rgb]:  # noqa: ARG002
        """One frame in memory, and what is made of it."""
        import torch

        on_cores(job.threads)
        weights = self._weights()
        enlarge, like = network(weights), next(iter(weights.values()))
        tiles = Tiles(f"a clip of {job.settings.width}x{job.settings.height} by {self.name}")
        for frame in frames:
            with torch.inference_mode():
                made = tiles.through(to_tensor(frame, like), enlarge)
            yield to_picture(made)

    def _weights(self) -> dict[str, Any]:
        import torch

        memory = held(self.card)
        folder, manifest = on_disk(main_weights(self.card), self.libraries)
        dtype = torch.float32 if memory.bits == 32 else torch.float16

        def load() -> dict[str, Any]:
            told = read_weights(folder / FILE)
            return {name: tensor.to(device=memory.device, dtype=dtype) for name, tensor in told.items()}

        return resident((self.name, manifest.digest, memory.device, memory.bits), load)


ENGINE = RealEsrgan(
    name="realesrgan",
    title="Real-ESRGAN, four times",
    card=Card(
        code=Licence("BSD-3-Clause"),
        weights=Weights(
            name="realesrgan_x4",
            source="lllyasviel/Annotators",
            licence=Licence("BSD-3-Clause"),
            memory_gb=0.1,
            part_gb=0.1,
            only=(FILE,),
        ),
        accepts=frozenset({Accepts.SOURCE}),
        finishes=Finish.SIZE,
        effort=Effort(15.0, per_frame=1.5),
        proven="Enlarges here with the released weights, as another implementation of them does; " + NEEDS_GPU.lower(),
    ),
    size=WorkerSize.GPU_SMALL,
)
