"""Stable Video Diffusion XT: brings a picture to life for three and a half seconds; it hears no words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from renderers.card import Accepts, Card, Effort, Frame, Lengths, Licence, Terms, Weights
from renderers.engines.local import DIFFUSERS, NEEDS_GPU, ClipSettings, PicturedClip
from renderers.plan import WorkerSize
from renderers.runtime.shots import Piece

_AT_ONCE = 8
"""Frames decoded at a time."""


class StableVideoSettings(ClipSettings):
    """How large the shot is and how much moves in it. Its words and camera are not heard by this model."""

    motion: Annotated[int, Field(ge=1, le=255)] = Field(default=127, description="How much moves in the picture")


@dataclass(frozen=True, slots=True)
class StableVideo(PicturedClip):
    """Seven frames a second, mixed up to the film's rate."""

    settings: type[StableVideoSettings] = StableVideoSettings

    def words(self, _: Any) -> dict[str, Any]:
        """None."""
        return {}

    def arguments(self, settings: StableVideoSettings, piece: Piece) -> dict[str, Any]:
        """The picture it begins with, and how much moves."""
        begins = PicturedClip.arguments(self, settings, piece)
        return begins | {"fps": 7, "motion_bucket_id": settings.motion, "decode_chunk_size": _AT_ONCE}


ENGINE = StableVideo(
    name="stable_video",
    title="Stable Video Diffusion XT",
    card=Card(
        code=DIFFUSERS,
        weights=Weights(
            name="stable_video",
            source="stabilityai/stable-video-diffusion-img2vid-xt",
            licence=Licence("Stability AI Community License", Terms.REGISTRATION),
            memory_gb=4.5,
            part_gb=3.1,
            only=("model_index.json", "*/*.json", "*/*.safetensors"),
        ),
        lengths=Lengths(fps=7, most=25),
        frame=Frame(pixels=1024 * 576, multiple=64),
        accepts=frozenset({Accepts.FIRST}),
        effort=Effort(20.0, per_frame=1.5),
        proven=NEEDS_GPU,
    ),
    pipeline="StableVideoDiffusionPipeline",
    size=WorkerSize.GPU_SMALL,
    denoiser="unet",
)
