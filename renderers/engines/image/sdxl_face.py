"""Stable Diffusion XL with an IP-Adapter for faces: a portrait goes into its attention beside the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from PIL import Image
from pydantic import Field

from renderers.card import Accepts, Card, Effort, Frame, Licence, Weights
from renderers.engine import Job
from renderers.engines.kept_faces import PeopledSettings, one_face
from renderers.engines.local import DIFFUSERS, NEEDS_GPU, DiffusionPicture, on_disk
from renderers.engines.sdxl_family import SDXL
from renderers.plan import WorkerSize
from renderers.runtime.overlays import IpAdapter, Overlay

_LONGEST = 512
_NOBODY = Image.new("RGB", (64, 64), (128, 128, 128))

ADAPTER = Weights(
    name="ip_adapter_face_sdxl",
    source="h94/IP-Adapter",
    licence=Licence("Apache-2.0"),
    memory_gb=2.2,
    part_gb=1.3,
    only=("sdxl_models/ip-adapter-plus-face_sdxl_vit-h.safetensors", "models/image_encoder/*"),
)


class SdxlFaceSettings(PeopledSettings):
    """What is drawn, how large, who is in it, and how closely words and face are followed."""

    guidance_percent: Annotated[int, Field(ge=0, le=3000)] = Field(
        default=500, description="How closely the words are followed, in percent"
    )
    face_percent: Annotated[int, Field(ge=0, le=100)] = Field(
        default=70, description="How closely the face is followed, in percent; more copies the portrait's pose too"
    )


@dataclass(frozen=True, slots=True)
class SdxlFace(DiffusionPicture):
    """Keeps the face of one person: whoever matters most in the shot. Others are drawn as described."""

    settings: type[SdxlFaceSettings] = SdxlFaceSettings

    def arguments(self, settings: SdxlFaceSettings) -> dict[str, Any]:
        """Guidance and what is unwanted."""
        return {"guidance_scale": settings.guidance_percent / 100, "negative_prompt": settings.negative or None}

    def overlays(self) -> tuple[Overlay, ...]:
        """The adapter with its encoder of pictures."""
        folder, manifest = on_disk(ADAPTER)
        file = "ip-adapter-plus-face_sdxl_vit-h.safetensors"
        return (IpAdapter(folder, manifest.digest, "sdxl_models", file, "models/image_encoder"),)

    def given(self, job: Job[SdxlFaceSettings], pipe: Any) -> dict[str, Any]:
        """The portrait; where there is none the adapter is asked for nothing."""
        face = one_face(job, longest=_LONGEST, name=self.name)
        pipe.set_ip_adapter_scale(job.settings.face_percent / 100 if face else 0.0)
        return {"ip_adapter_image": face or _NOBODY}


ENGINE = SdxlFace(
    name="sdxl_face",
    title="Stable Diffusion XL with IP-Adapter for faces",
    card=Card(
        code=DIFFUSERS,
        weights=SDXL,
        beside=(ADAPTER,),
        frame=Frame(pixels=1024 * 1024, multiple=8),
        accepts=frozenset({Accepts.FACE, Accepts.LORA}),
        people=1,
        effort=Effort(20.0),
        proven=NEEDS_GPU,
    ),
    pipeline="StableDiffusionXLPipeline",
    size=WorkerSize.GPU_SMALL,
    denoiser="unet",
)
