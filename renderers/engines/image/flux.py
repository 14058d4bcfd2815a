"""FLUX.1 schnell: key images of up to two megapixels in few steps, under a licence that allows selling them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from renderers.card import Accepts, Card, Effort, Frame
from renderers.engines.flux_family import FLUX_SCHNELL
from renderers.engines.local import DIFFUSERS, NEEDS_GPU, DiffusionPicture, PictureSettings
from renderers.plan import WorkerSize


class FluxSettings(PictureSettings):
    """What is drawn, and how large. This model has no guidance: it cannot be told what not to show."""

    steps: Annotated[int, Field(ge=1, le=50)] = Field(default=4, description="It is made for four")


@dataclass(frozen=True, slots=True)
class Flux(DiffusionPicture):
    """Reads whole paragraphs."""

    settings: type[FluxSettings] = FluxSettings

    def arguments(self, _: Any) -> dict[str, Any]:
        """No guidance: the model was distilled without."""
        return {"guidance_scale": 0.0, "max_sequence_length": 256}


ENGINE = Flux(
    name="flux",
    title="FLUX.1 schnell",
    card=Card(
        code=DIFFUSERS,
        weights=FLUX_SCHNELL,
        frame=Frame(pixels=1920 * 1088, multiple=16),
        accepts=frozenset({Accepts.LORA}),
        effort=Effort(30.0),
        proven=NEEDS_GPU,
    ),
    pipeline="FluxPipeline",
    size=WorkerSize.GPU_MEDIUM,
)
