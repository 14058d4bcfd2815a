"""Stable Diffusion XL with PhotoMaker: portraits are read into the words. It may be sold with; no face is measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from renderers.card import Accepts, Card, Effort, Frame, Licence, Weights
from renderers.engine import Job
from renderers.engines.kept_faces import PeopledSettings, portraits_of
from renderers.engines.local import DIFFUSERS, LIBRARIES, NEEDS_GPU, DiffusionPicture, lacking_of, on_disk, read_rgb
from renderers.engines.photomaker import PhotoMaker, Worded, worded
from renderers.engines.sdxl_family import SDXL
from renderers.plan import WorkerSize
from renderers.runtime.overlays import Overlay

_MOST_PORTRAITS = 4

PORTRAITS = Weights(
    name="photomaker_v1",
    source="TencentARC/PhotoMaker",
    licence=Licence("Apache-2.0"),
    memory_gb=1.0,
    part_gb=1.0,
    only=("photomaker-v1.bin",),
)


class SdxlPhotomakerSettings(PeopledSettings):
    """What is drawn, how large, who is in it, how closely words are followed, and when the person comes in."""

    guidance_percent: Annotated[int, Field(ge=101, le=3000)] = Field(
        default=500, description="How closely the words are followed, in percent"
    )
    composed_percent: Annotated[int, Field(ge=0, le=100)] = Field(
        default=20, description="How much of the drawing is done before the person comes in, in percent of its steps"
    )


@dataclass(frozen=True, slots=True)
class SdxlPhotomaker(DiffusionPicture):
    """Keeps one person, from one portrait or several. The picture is composed first, then the person comes in."""

    settings: type[SdxlPhotomakerSettings] = SdxlPhotomakerSettings

    def missing(self) -> str:
        """Libraries, weights, or the operator's agreement."""
        return lacking_of(self.card, (*LIBRARIES, "peft"))

    def arguments(self, settings: SdxlPhotomakerSettings) -> dict[str, Any]:
        """Guidance and what is unwanted."""
        return {"guidance_scale": settings.guidance_percent / 100, "negative_prompt": settings.negative or None}

    def overlays(self) -> tuple[Overlay, ...]:
        """The encoder of portraits, and its LoRA."""
        folder, manifest = on_disk(PORTRAITS)
        return (PhotoMaker(folder / "photomaker-v1.bin", manifest.digest),)

    def given(self, job: Job[SdxlPhotomakerSettings], pipe: Any) -> dict[str, Any]:
        """The words as numbers, and the moment at which the person is in them."""
        settings, portraits = job.settings, [read_rgb(path) for path in portraits_of(job, name=self.name)]
        if not portraits:
            return {}
        described = settings.people[0] if settings.people else ""
        words = worded(pipe, settings.prompt, settings.negative, portraits[:_MOST_PORTRAITS], described)
        composed = settings.steps * settings.composed_percent // 100
        return {
            "prompt": None,
            "negative_prompt": None,
            "prompt_embeds": words.plain if composed else words.merged,
            "pooled_prompt_embeds": words.pooled,
            "negative_prompt_embeds": words.unwanted,
            "negative_pooled_prompt_embeds": words.unwanted_pooled,
            "callback_on_step_end": _coming_in(words, composed),
            "callback_on_step_end_tensor_inputs": ["prompt_embeds"],
        }


def _coming_in(words: Worded, after: int) -> Callable[[Any, int, Any, dict[str, Any]], dict[str, Any]]:
    """After so many steps the words are those with the person in them."""
    import torch

    def step(_pipe: Any, number: int, _moment: Any, now: dict[str, Any]) -> dict[str, Any]:
        if number + 1 != after:
            return {}
        like = now["prompt_embeds"]
        return {"prompt_embeds": torch.cat([words.unwanted, words.merged]).to(like.device, like.dtype)}

    return step


ENGINE = SdxlPhotomaker(
    name="sdxl_photomaker",
    title="Stable Diffusion XL with PhotoMaker",
    card=Card(
        code=DIFFUSERS,
        weights=SDXL,
        beside=(PORTRAITS,),
        frame=Frame(pixels=1024 * 1024, multiple=8),
        accepts=frozenset({Accepts.FACE}),
        people=1,
        effort=Effort(20.0),
        proven=NEEDS_GPU,
    ),
    pipeline="StableDiffusionXLPipeline",
    size=WorkerSize.GPU_SMALL,
    denoiser="unet",
)
