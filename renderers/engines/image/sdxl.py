"""Stable Diffusion XL: key images of about one megapixel on a small graphics card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from renderers.card import Accepts, Card, Effort, Frame
from renderers.engines.local import DIFFUSERS, NEEDS_GPU, DiffusionPicture, PictureSettings
from renderers.engines.sdxl_family import SDXL
from renderers.plan import WorkerSize


class SdxlSettings(PictureSettings):
    """What is drawn, how large, and how closely it follows the words."""

    guidance_percent: Annotated[int, Field(ge=0, le=3000)] = Field(
        default=500, description="How closely the words are followed, in percent"
    )


@dataclass(frozen=True, slots=True)
class Sdxl(DiffusionPicture):
    """Two readings of 77 tokens: the words that matter come first."""

    settings: type[SdxlSettings] = SdxlSettings

    def arguments(self, settings: SdxlSettings) -> dict[str, Any]:
        """Guidance and what is unwanted."""
        return {"guidance_scale": settings.guidance_percent / 100, "negative_prompt": settings.negative or None}


ENGINE = Sdxl(
    name="sdxl",
    title="Stable Diffusion XL",
    card=Card(
        code=DIFFUSERS,
        weights=SDXL,
        frame=Frame(pixels=1024 * 1024, multiple=8),
        accepts=frozenset({Accepts.LORA}),
        effort=Effort(15.0),
        proven=NEEDS_GPU,
    ),
    pipeline="StableDiffusionXLPipeline",
    size=WorkerSize.GPU_SMALL,
    denoiser="unet",
)
