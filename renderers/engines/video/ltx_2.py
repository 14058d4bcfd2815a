"""LTX-2: shots of up to ten seconds from a picture or from words, carried on with their motion from their last frames.

It makes sound with the picture; a film's sound is laid from its own stems, so only the picture is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from PIL import Image

from renderers.card import Accepts, Card, Effort, Frame, Lengths, Licence, Terms, Weights
from renderers.engines.local import DIFFUSERS, NEEDS_GPU, ClipSettings, DiffusionClip
from renderers.plan import WorkerSize
from renderers.runtime.shots import Piece

_PLAIN_GUIDANCE: dict[str, Any] = {
    "guidance_scale": 4.0,
    "stg_scale": 0.0,
    "modality_scale": 1.0,
    "guidance_rescale": 0.0,
    "audio_guidance_scale": 4.0,
    "audio_stg_scale": 0.0,
    "audio_modality_scale": 1.0,
    "audio_guidance_rescale": 0.0,
    "spatio_temporal_guidance_blocks": None,
    "use_cross_timestep": False,
}
"""As its first weights were trained; what the pipeline does by itself is for those that came later."""


@dataclass(frozen=True, slots=True)
class Ltx2(DiffusionClip):
    """Counts of 8k + 1 frames, at the film's own rate."""

    def native_rate(self, rate: Fraction) -> Fraction:
        """The model is told the rate, so nothing is retimed."""
        return rate

    def arguments(self, settings: ClipSettings, piece: Piece) -> dict[str, Any]:
        """The frames it begins with, as a condition on its first ones."""
        from diffusers.pipelines.ltx2.pipeline_ltx2_condition import LTX2VideoCondition

        asked = _PLAIN_GUIDANCE | {"frame_rate": float(settings.rate)}
        given = [Image.fromarray(frame) for frame in piece.given]
        if given:
            asked["conditions"] = [LTX2VideoCondition(frames=given if len(given) > 1 else given[0], index=0)]
        return asked


ENGINE = Ltx2(
    name="ltx_2",
    title="LTX-2",
    card=Card(
        code=DIFFUSERS,
        weights=Weights(
            name="ltx_2",
            source="Lightricks/LTX-2",
            licence=Licence("LTX-2 Community License", Terms.REGISTRATION),
            memory_gb=64.0,
            part_gb=38.0,
            only=("model_index.json", "*/*.json", "*/*.model", "*/*.safetensors"),
        ),
        lengths=Lengths(fps=24, most=241, step=8, offset=1),
        frame=Frame(pixels=1216 * 704, multiple=32),
        accepts=frozenset({Accepts.FIRST, Accepts.TAIL}),
        effort=Effort(60.0, per_frame=3.0),
        sound="Made with the picture, and left out: a film's sound is laid from its own stems",
        proven=NEEDS_GPU,
    ),
    pipeline="LTX2ConditionPipeline",
    size=WorkerSize.GPU_MEDIUM,
)
