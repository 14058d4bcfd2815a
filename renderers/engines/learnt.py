"""What engines share that learn a person: a LoRA trained on somebody's pictures, in Kohya's format.

The attention layers of a model learn the person under a word that means nothing else; the rest stays as it is. They
learn as the model itself did: by telling the noise in pictures.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from PIL import Image
from pydantic import Field

from renderers.card import Card, Frame
from renderers.engine import Job, Kind, Settings
from renderers.engines.local import LIBRARIES, Seed, held, lacking_of, main_weights, on_disk, read_rgb
from renderers.errors import BadInput
from renderers.media.rgb import filling
from renderers.models.manifest import sha256_of
from renderers.plan import WorkerSize
from renderers.runtime.kept import key_of
from renderers.runtime.lora_files import facts_of
from renderers.runtime.memory import Memory, Offload
from renderers.runtime.pipelines import Kept, OutOfMemory, on_cores, pipeline, within_memory
from renderers.runtime.training import Course, trained

_PREPARED = 0.05
_MILLIONTH = 1e-6


class LikenessSettings(Settings):
    """How somebody's pictures are described, and how long they are studied."""

    prompt: str = Field(min_length=1, max_length=1000, description="What every picture shows, with the person's word")
    steps: Annotated[int, Field(ge=1, le=10_000)] = Field(default=800, description="More steps learn more by heart")
    rank: Annotated[int, Field(ge=1, le=128)] = Field(default=16, description="How much it can hold; larger files")
    rate_millionths: Annotated[int, Field(ge=1, le=100_000)] = Field(
        default=100, description="How fast it learns, in millionths a step"
    )
    side: Annotated[int, Field(ge=64, le=1024, multiple_of=64)] = Field(
        default=768, description="Pictures are studied at about this width and height, in pixels"
    )
    seed: Seed = Field(default=0, description="Another number is another likeness")


@dataclass(frozen=True, slots=True)
class Likeness(ABC):
    """The same settings and pictures give the same bytes on one kind of machine, in one go or several.

    `denoiser` is the part of the `pipeline` that learns, `exact` what of it loses too much in 16 bits.
    """

    name: str
    title: str
    card: Card
    pipeline: str
    denoiser: str
    layers: tuple[str, ...] | str
    size: WorkerSize
    exact: tuple[str, ...] = ()
    version: str = "1"
    makes: Kind = Kind.LORA
    settings: type[LikenessSettings] = LikenessSettings
    media_type: str = "application/x-safetensors"
    every: int = 25
    """Steps between two checkpoints: half a minute on a card that it is made for."""

    @property
    @abstractmethod
    def architecture(self) -> str:
        """Of whose family the file says that it is."""

    @abstractmethod
    def lesson(
        self, pipe: Any, pictures: list[Path], settings: LikenessSettings, memory: Memory
    ) -> Callable[[int], Any]:
        """For the number of a step: how far the model is from telling the noise in one of the pictures."""

    @abstractmethod
    def written(self, state: dict[str, Any]) -> dict[str, Any]:
        """Its weights under Kohya's names."""

    def missing(self) -> str:
        """Libraries, weights, or the operator's agreement."""
        return lacking_of(self.card, (*LIBRARIES, "peft"))

    def render(self, job: Job[LikenessSettings]) -> None:
        """Inputs `picture.0`, `picture.1`, ...: the person, alone in each. A safetensors file."""
        from safetensors.torch import save_file

        pictures = job.series("picture")
        if not pictures:
            raise BadInput(f"{self.name} was given no picture of anybody; give it at least one, better ten")
        job.progress(0.0)
        memory = held(self.card)
        if memory.offload is Offload.LAYERS:  # what is not on the card cannot learn
            raise OutOfMemory(f"the graphics card is too small to train a likeness by {self.name}; use a larger one")
        state = within_memory((memory,), lambda held_so: self._learnt(job, pictures, held_so), what="a likeness")
        # one word of metadata: the library writes several in any order, and the same likeness is to be the same bytes
        save_file(self.written(state), job.out, metadata={"modelspec.architecture": self.architecture})
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Layers and rank."""
        return facts_of(path)

    def _learnt(self, job: Job[LikenessSettings], pictures: list[Path], memory: Memory) -> dict[str, Any]:
        settings = job.settings
        on_cores(job.threads)
        folder, manifest = on_disk(main_weights(self.card))
        pipe = pipeline(Kept(self.pipeline, folder, manifest.digest, self.denoiser, self.exact), memory)
        told = settings.model_dump(mode="json") | {"pictures": [sha256_of(path) for path in pictures]}
        kept = job.kept or job.scratch / "kept"
        checkpoint = kept / f"{self.name}-{key_of([manifest.digest, told])}"
        rate = settings.rate_millionths * _MILLIONTH
        course = Course(settings.rank, self.layers, settings.steps, rate, checkpoint, self.every)
        loss_at = self.lesson(pipe, pictures, settings, memory)

        def step(done: int, loss: float) -> None:
            del loss
            job.progress(_PREPARED + (1 - 2 * _PREPARED) * done / settings.steps)

        return trained(getattr(pipe, self.denoiser), course, loss_at, step)


def luck_of(settings: LikenessSettings, step: int) -> int:
    """The seed of a step: its noise is its own, wherever a training was interrupted."""
    return (settings.seed + 7919 * step) % 2**31


def studied(pipe: Any, path: Path, side: int, device: Any) -> tuple[Any, tuple[int, int]]:
    """A picture as the model's own eye sees it, not scaled, and its height and width in pixels."""
    picture = read_rgb(path)
    height, width = picture.shape[:2]
    across, down = Frame(pixels=side * side, multiple=64).fitting(width, height)
    pixels = pipe.image_processor.preprocess(Image.fromarray(filling(picture, across, down)))
    return pipe.vae.encode(pixels.to(device, pipe.vae.dtype)).latent_dist.mode(), (down, across)
