"""FLUX.2 klein, 4B: key images and sheets on a small graphics card, of people who stay as on their sheets.

It reads pictures beside its words, so no face is measured and no adapter trained: the default way to an identity.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from renderers.card import Accepts, Card, Effort, Frame, Licence, Weights
from renderers.engine import Job
from renderers.engines.kept_faces import MOST_PEOPLE, PeopledSettings, introduced, pictures_of
from renderers.engines.local import DIFFUSERS, NEEDS_GPU, DiffusionPicture
from renderers.plan import WorkerSize

_LONGEST = 1024
"""A sheet's longer side as the model sees it, in pixels: faces on it stay some hundred pixels tall."""

WEIGHTS = Weights(
    name="flux2_klein_4b",
    source="black-forest-labs/FLUX.2-klein-4B",
    licence=Licence("Apache-2.0"),
    memory_gb=16.0,
    part_gb=8.1,
    only=("model_index.json", "*/*.json", "*/*.txt", "*/*.jinja", "*/*.safetensors"),
)


class Flux2KleinSettings(PeopledSettings):
    """What is drawn, how large, and who is in it. This model has no guidance: it cannot be told what not to show."""

    steps: Annotated[int, Field(ge=1, le=50)] = Field(default=4, description="It is made for four")


@dataclass(frozen=True, slots=True)
class Flux2Klein(DiffusionPicture):
    """Reads whole paragraphs, and sheets of up to four people."""

    settings: type[Flux2KleinSettings] = Flux2KleinSettings

    def arguments(self, _: Any) -> dict[str, Any]:
        """No guidance: the model was distilled without."""
        return {"guidance_scale": 1.0}

    def given(self, job: Job[Flux2KleinSettings], _: Any) -> dict[str, Any]:
        """The sheets, and in words whose they are."""
        sheets = pictures_of(job, Accepts.REFERENCE, most=self.card.people, longest=_LONGEST)
        if not sheets:
            return {}
        return {"image": sheets, "prompt": introduced(job.settings.prompt, job.settings.people, len(sheets))}


ENGINE = Flux2Klein(
    name="flux2_klein",
    title="FLUX.2 klein, 4B",
    card=Card(
        code=DIFFUSERS,
        weights=WEIGHTS,
        frame=Frame(pixels=1920 * 1088, multiple=16),
        accepts=frozenset({Accepts.REFERENCE, Accepts.LORA}),
        people=MOST_PEOPLE,
        effort=Effort(30.0),
        proven=NEEDS_GPU,
    ),
    pipeline="Flux2KleinPipeline",
    size=WorkerSize.GPU_SMALL,
)
