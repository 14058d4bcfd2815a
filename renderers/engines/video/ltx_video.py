"""LTX-Video: shots from a picture or from words, carried on with their motion from their own last frames."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from PIL import Image

from renderers.card import Accepts, Card, Effort, Frame, Lengths, Licence, Terms, Weights
from renderers.engines.local import DIFFUSERS, NEEDS_GPU, ClipSettings, DiffusionClip
from renderers.plan import WorkerSize
from renderers.runtime.shots import Piece

WEIGHTS = Weights(
    name="ltx_video",
    source="Lightricks/LTX-Video-0.9.5",
    licence=Licence("LTX-Video Open Weights License", Terms.REGISTRATION),
    memory_gb=15.0,
    part_gb=9.5,
    only=("model_index.json", "*/*.json", "*/*.model", "*/*.safetensors"),
)


@dataclass(frozen=True, slots=True)
class LtxVideo(DiffusionClip):
    """Counts of 8k + 1 frames, at the film's own rate."""

    def native_rate(self, rate: Fraction) -> Fraction:
        """The model is told the rate, so nothing is retimed."""
        return rate

    def arguments(self, settings: ClipSettings, piece: Piece) -> dict[str, Any]:
        """The frames it begins with, as a condition on its first ones."""
        from diffusers.pipelines.ltx.pipeline_ltx_condition import LTXVideoCondition

        asked: dict[str, Any] = {"frame_rate": round(settings.rate)}
        given = [Image.fromarray(frame) for frame in piece.given]
        if len(given) > 1:
            asked["conditions"] = [LTXVideoCondition(video=given, frame_index=0)]
        elif given:
            asked["conditions"] = [LTXVideoCondition(image=given[0], frame_index=0)]
        return asked


ENGINE = LtxVideo(
    name="ltx_video",
    title="LTX-Video",
    card=Card(
        code=DIFFUSERS,
        weights=WEIGHTS,
        lengths=Lengths(fps=24, most=161, step=8, offset=1),
        frame=Frame(pixels=1216 * 704, multiple=32),
        accepts=frozenset({Accepts.FIRST, Accepts.TAIL}),
        effort=Effort(30.0, per_frame=1.0),
        proven=NEEDS_GPU,
    ),
    pipeline="LTXConditionPipeline",
    size=WorkerSize.GPU_SMALL,
)
