"""Stable Diffusion XL with IP-Adapter FaceID: a face goes in as numbers, so clothes and pose of the portrait do not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from renderers.card import Accepts, Card, Effort, Frame, Licence, Terms, Weights
from renderers.engine import Job
from renderers.engines.face_pack import BUFFALO, face_of
from renderers.engines.kept_faces import PeopledSettings
from renderers.engines.local import DIFFUSERS, NEEDS_GPU, DiffusionPicture, on_disk
from renderers.engines.sdxl_family import SDXL
from renderers.plan import WorkerSize
from renderers.runtime.overlays import IpAdapter, Overlay

_NUMBERS = 512

ADAPTER = Weights(
    name="ip_adapter_faceid_sdxl",
    source="h94/IP-Adapter-FaceID",
    licence=Licence("IP-Adapter-FaceID, for research only", Terms.NON_COMMERCIAL),
    memory_gb=1.1,
    part_gb=1.1,
    only=("ip-adapter-faceid_sdxl.bin",),
)


class SdxlFaceidSettings(PeopledSettings):
    """What is drawn, how large, who is in it, and how closely words and face are followed."""

    guidance_percent: Annotated[int, Field(ge=101, le=3000)] = Field(
        default=500, description="How closely the words are followed, in percent"
    )
    face_percent: Annotated[int, Field(ge=0, le=100)] = Field(
        default=80, description="How closely the face is followed, in percent"
    )


@dataclass(frozen=True, slots=True)
class SdxlFaceid(DiffusionPicture):
    """Keeps the face of one person: whoever matters most in the shot. Others are drawn as described."""

    settings: type[SdxlFaceidSettings] = SdxlFaceidSettings

    def arguments(self, settings: SdxlFaceidSettings) -> dict[str, Any]:
        """Guidance and what is unwanted."""
        return {"guidance_scale": settings.guidance_percent / 100, "negative_prompt": settings.negative or None}

    def overlays(self) -> tuple[Overlay, ...]:
        """The adapter; it has no encoder of pictures."""
        folder, manifest = on_disk(ADAPTER)
        return (IpAdapter(folder, manifest.digest, "", "ip-adapter-faceid_sdxl.bin", None),)

    def given(self, job: Job[SdxlFaceidSettings], pipe: Any) -> dict[str, Any]:
        """The face in numbers; where there is none the adapter is asked for nothing."""
        import torch

        face = face_of(job, BUFFALO, name=self.name)
        pipe.set_ip_adapter_scale(job.settings.face_percent / 100 if face else 0.0)
        numbers = torch.zeros(_NUMBERS) if face is None else torch.from_numpy(face.unit)
        seen = numbers.to(pipe.unet.dtype).reshape(1, 1, 1, _NUMBERS)
        return {"ip_adapter_image_embeds": [torch.cat([torch.zeros_like(seen), seen])]}


ENGINE = SdxlFaceid(
    name="sdxl_faceid",
    title="Stable Diffusion XL with IP-Adapter FaceID",
    card=Card(
        code=DIFFUSERS,
        weights=SDXL,
        beside=(ADAPTER, BUFFALO.weights),
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
