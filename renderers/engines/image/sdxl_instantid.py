"""Stable Diffusion XL with InstantID: the closest likeness from one portrait, where its licences allow it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from PIL import Image
from pydantic import Field

from renderers.card import Accepts, Card, Effort, Frame, Licence, Weights
from renderers.engine import Job
from renderers.engines.face_pack import ANTELOPE, face_of
from renderers.engines.instant_id import InstantId, listening, placed
from renderers.engines.kept_faces import PeopledSettings
from renderers.engines.local import DIFFUSERS, NEEDS_GPU, DiffusionPicture, on_disk
from renderers.engines.sdxl_family import SDXL
from renderers.plan import WorkerSize
from renderers.runtime.overlays import Overlay
from renderers.spec import ShotSize

INSTANT_ID = Weights(
    name="instant_id",
    source="InstantX/InstantID",
    licence=Licence("Apache-2.0"),
    memory_gb=4.2,
    part_gb=2.5,
    only=("ip-adapter.bin", "ControlNetModel/*"),
)

_FACES: Mapping[ShotSize, float] = {
    ShotSize.EXTREME_WIDE: 0.06,
    ShotSize.WIDE: 0.1,
    ShotSize.FULL: 0.14,
    ShotSize.TWO_SHOT: 0.25,
    ShotSize.OVER_SHOULDER: 0.35,
    ShotSize.MEDIUM: 0.28,
    ShotSize.MEDIUM_CLOSE: 0.42,
    ShotSize.CLOSE_UP: 0.65,
    ShotSize.EXTREME_CLOSE: 0.95,
}
"""How tall a head is in a framing, as a share of the picture."""


class SdxlInstantidSettings(PeopledSettings):
    """What is drawn, how large, who is in it, how it is framed, and how closely words and face are followed."""

    framing: ShotSize = Field(default=ShotSize.MEDIUM_CLOSE, description="How near the person is")
    guidance_percent: Annotated[int, Field(ge=101, le=3000)] = Field(
        default=500, description="How closely the words are followed, in percent"
    )
    face_percent: Annotated[int, Field(ge=0, le=100)] = Field(
        default=80, description="How closely the face is followed, in percent"
    )


@dataclass(frozen=True, slots=True)
class SdxlInstantid(DiffusionPicture):
    """Keeps the face of one person: whoever matters most in the shot. Others are drawn as described."""

    settings: type[SdxlInstantidSettings] = SdxlInstantidSettings

    def arguments(self, settings: SdxlInstantidSettings) -> dict[str, Any]:
        """Guidance and what is unwanted."""
        return {"guidance_scale": settings.guidance_percent / 100, "negative_prompt": settings.negative or None}

    def overlays(self) -> tuple[Overlay, ...]:
        """The adapter and the net."""
        folder, manifest = on_disk(INSTANT_ID)
        return (InstantId(folder, manifest.digest),)

    def given(self, job: Job[SdxlInstantidSettings], pipe: Any) -> dict[str, Any]:
        """The face in numbers, and where it is to be; where there is none, adapter and net say nothing."""
        settings, face = job.settings, face_of(job, ANTELOPE, name=self.name)
        width, height = self.drawn_size(settings)
        share = _FACES.get(settings.framing, 0.0) if face else 0.0
        strength = settings.face_percent / 100 if share else 0.0
        pipe.set_ip_adapter_scale(strength)
        where = Image.new("RGB", (width, height))
        if face and share:
            where = Image.fromarray(placed(face.landmarks, width=width, height=height, share=share))
        return {
            "image": where,
            "ip_adapter_image_embeds": [listening(pipe, face)],
            "controlnet_conditioning_scale": strength,
        }


ENGINE = SdxlInstantid(
    name="sdxl_instantid",
    title="Stable Diffusion XL with InstantID",
    card=Card(
        code=DIFFUSERS,
        weights=SDXL,
        beside=(INSTANT_ID, ANTELOPE.weights),
        frame=Frame(pixels=1024 * 1024, multiple=8),
        accepts=frozenset({Accepts.FACE}),
        people=1,
        effort=Effort(30.0),
        proven=NEEDS_GPU,
    ),
    pipeline="StableDiffusionXLControlNetPipeline",
    size=WorkerSize.GPU_SMALL,
    denoiser="unet",
)
