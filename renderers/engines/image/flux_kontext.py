"""FLUX.1 Kontext dev: redraws one person's sheet as a new picture of them. Its weights may not be sold with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from renderers.card import Accepts, Card, Effort, Frame, Licence, Terms, Weights
from renderers.engine import Job
from renderers.engines.kept_faces import PeopledSettings, introduced, pictures_of
from renderers.engines.local import DIFFUSERS, NEEDS_GPU, DiffusionPicture
from renderers.plan import WorkerSize

_LONGEST = 1024

WEIGHTS = Weights(
    name="flux_kontext",
    source="black-forest-labs/FLUX.1-Kontext-dev",
    licence=Licence("FLUX.1 dev Non-Commercial License", Terms.NON_COMMERCIAL),
    memory_gb=34.0,
    part_gb=24.0,
    only=("model_index.json", "*/*.json", "*/*.model", "*/*.txt", "*/*.safetensors"),
)


class FluxKontextSettings(PeopledSettings):
    """What is drawn, how large, who is in it and how closely the words are followed."""

    steps: Annotated[int, Field(ge=1, le=100)] = Field(default=28, description="More steps are slower and finer")
    guidance_percent: Annotated[int, Field(ge=0, le=1000)] = Field(
        default=250, description="How closely the words are followed, in percent"
    )


@dataclass(frozen=True, slots=True)
class FluxKontext(DiffusionPicture):
    """Sees one picture: the sheet of whoever matters most in the shot."""

    settings: type[FluxKontextSettings] = FluxKontextSettings

    def arguments(self, settings: FluxKontextSettings) -> dict[str, Any]:
        """Guidance, and the size as asked: it would choose one of its own."""
        width, height = self.drawn_size(settings)
        return {"guidance_scale": settings.guidance_percent / 100, "max_area": width * height, "_auto_resize": False}

    def given(self, job: Job[FluxKontextSettings], _: Any) -> dict[str, Any]:
        """The sheet, and in words whose it is."""
        sheets = pictures_of(job, Accepts.REFERENCE, most=1, longest=_LONGEST)
        if not sheets:
            return {}
        return {"image": sheets[0], "prompt": introduced(job.settings.prompt, job.settings.people, 1)}


ENGINE = FluxKontext(
    name="flux_kontext",
    title="FLUX.1 Kontext dev",
    card=Card(
        code=DIFFUSERS,
        weights=WEIGHTS,
        frame=Frame(pixels=1024 * 1024, multiple=16),
        accepts=frozenset({Accepts.REFERENCE, Accepts.LORA}),
        people=1,
        effort=Effort(90.0),
        proven=NEEDS_GPU,
    ),
    pipeline="FluxKontextPipeline",
    size=WorkerSize.GPU_MEDIUM,
)
