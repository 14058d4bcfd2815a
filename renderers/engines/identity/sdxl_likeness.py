"""A likeness for Stable Diffusion XL: a LoRA trained on somebody's pictures, in Kohya's format.

The attention layers of the model learn the person under a word that means nothing else; the rest stays as it is. They
learn as the model itself did: by telling the noise in pictures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from PIL import Image
from pydantic import Field

from renderers.card import Accepts, Card, Effort, Frame
from renderers.engine import Job, Kind, Settings
from renderers.engines.local import (
    DIFFUSERS,
    LIBRARIES,
    NEEDS_GPU,
    Seed,
    held,
    lacking_of,
    main_weights,
    on_disk,
    read_rgb,
)
from renderers.engines.sdxl_family import SDXL
from renderers.errors import BadInput
from renderers.media.rgb import filling
from renderers.models.manifest import sha256_of
from renderers.plan import WorkerSize
from renderers.runtime.kept import key_of
from renderers.runtime.lora_files import facts_of, to_kohya
from renderers.runtime.memory import Memory, Offload
from renderers.runtime.pipelines import Kept, OutOfMemory, on_cores, pipeline, seeded, within_memory
from renderers.runtime.training import Course, trained

_ATTENTION = ("to_q", "to_k", "to_v", "to_out.0")
_METADATA = {"modelspec.architecture": "stable-diffusion-xl-v1-base/lora"}
"""One word and no more: the library writes several in any order, and the same likeness is to be the same bytes."""

_PREPARED = 0.05
_MILLIONTH = 1e-6


class SdxlLikenessSettings(Settings):
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
class SdxlLikeness:
    """The same settings and pictures give the same bytes on one kind of machine, in one go or several."""

    card: Card
    name: str = "sdxl_likeness"
    title: str = "Likeness for Stable Diffusion XL, trained on pictures (LoRA)"
    version: str = "1"
    makes: Kind = Kind.LORA
    settings: type[SdxlLikenessSettings] = SdxlLikenessSettings
    media_type: str = "application/x-safetensors"
    size: WorkerSize = WorkerSize.GPU_SMALL
    every: int = 25
    """Steps between two checkpoints: half a minute on a card that it is made for."""

    def missing(self) -> str:
        """Libraries, weights, or the operator's agreement."""
        return lacking_of(self.card, (*LIBRARIES, "peft"))

    def render(self, job: Job[SdxlLikenessSettings]) -> None:
        """Inputs `picture.0`, `picture.1`, ...: the person, alone in each. A safetensors file."""
        from safetensors.torch import save_file

        pictures = job.series("picture")
        if not pictures:
            raise BadInput(f"{self.name} was given no picture of anybody; give it at least one, better ten")
        job.progress(0.0)
        memory = held(self.card)
        if memory.offload is Offload.LAYERS:  # what is not on the card cannot learn
            raise OutOfMemory(f"the graphics card is too small to train a likeness by {self.name}; use one of 24 GB")
        state = within_memory((memory,), lambda held_so: self._learnt(job, pictures, held_so), what="a likeness")
        save_file(to_kohya(state, part="unet"), job.out, metadata=_METADATA)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Layers and rank."""
        return facts_of(path)

    def _learnt(self, job: Job[SdxlLikenessSettings], pictures: list[Path], memory: Memory) -> dict[str, Any]:
        settings = job.settings
        on_cores(job.threads)
        folder, manifest = on_disk(main_weights(self.card))
        pipe = pipeline(Kept("StableDiffusionXLPipeline", folder, manifest.digest, "unet", ("vae",)), memory)
        told = settings.model_dump(mode="json") | {"pictures": [sha256_of(path) for path in pictures]}
        kept = job.kept or job.scratch / "kept"
        checkpoint = kept / f"{self.name}-{key_of([manifest.digest, told])}"
        rate = settings.rate_millionths * _MILLIONTH
        course = Course(settings.rank, _ATTENTION, settings.steps, rate, checkpoint, self.every)
        loss_at = _lesson(pipe, pictures, settings, memory)

        def step(done: int, loss: float) -> None:
            del loss
            job.progress(_PREPARED + (1 - 2 * _PREPARED) * done / settings.steps)

        return trained(pipe.unet, course, loss_at, step)


def _lesson(pipe: Any, pictures: list[Path], settings: SdxlLikenessSettings, memory: Memory) -> Callable[[int], Any]:
    """For the number of a step: how far the model is from telling the noise in one of the pictures."""
    import torch
    from diffusers import DDPMScheduler

    device, dtype = torch.device(memory.device), pipe.unet.dtype
    with torch.no_grad():
        words, _, pooled, _ = pipe.encode_prompt(settings.prompt, device=device, do_classifier_free_guidance=False)
        latents = [_latent(pipe, path, settings.side, device) for path in pictures]
    noising = DDPMScheduler.from_config(pipe.scheduler.config)

    def loss_at(step: int) -> Any:
        luck = seeded((settings.seed + 7919 * step) % 2**31)
        latent, (height, width) = latents[step % len(latents)]
        noise = torch.randn(latent.shape, generator=luck).to(device)
        moment = torch.randint(0, noising.config.num_train_timesteps, (1,), generator=luck).to(device)
        noisy = noising.add_noise(latent, noise, moment).to(dtype)
        shape = torch.tensor([[height, width, 0, 0, height, width]], device=device, dtype=dtype)
        beside = {"text_embeds": pooled, "time_ids": shape}
        guess = pipe.unet(noisy, moment, words, added_cond_kwargs=beside).sample
        return torch.nn.functional.mse_loss(guess.float(), noise.float())

    return loss_at


def _latent(pipe: Any, path: Path, side: int, device: Any) -> tuple[Any, tuple[int, int]]:
    """A picture as the model sees it, and its height and width in pixels."""
    picture = read_rgb(path)
    height, width = picture.shape[:2]
    across, down = Frame(pixels=side * side, multiple=64).fitting(width, height)
    pixels = pipe.image_processor.preprocess(Image.fromarray(filling(picture, across, down)))
    spread = pipe.vae.encode(pixels.to(device, pipe.vae.dtype)).latent_dist
    return spread.mode() * pipe.vae.config.scaling_factor, (down, across)


ENGINE = SdxlLikeness(
    card=Card(
        code=DIFFUSERS,
        weights=SDXL,
        accepts=frozenset({Accepts.REFERENCE}),
        effort=Effort(900.0),
        proven=NEEDS_GPU,
    )
)
