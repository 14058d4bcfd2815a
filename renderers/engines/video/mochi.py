"""Mochi 1: shots from words alone, up to five seconds; it cannot begin with a picture nor continue a shot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from renderers.card import Card, Effort, Frame, Lengths, Licence, Weights
from renderers.engines.local import DIFFUSERS, NEEDS_GPU, DiffusionClip
from renderers.plan import WorkerSize
from renderers.runtime.shots import Piece


@dataclass(frozen=True, slots=True)
class Mochi(DiffusionClip):
    """Counts of 6k + 1 frames."""

    def arguments(self, settings: Any, piece: Piece) -> dict[str, Any]:  # noqa: ARG002  words are all it takes
        """How closely the words are followed, as its makers advise."""
        return {"guidance_scale": 4.5}


ENGINE = Mochi(
    name="mochi",
    title="Mochi 1",
    card=Card(
        code=DIFFUSERS,
        weights=Weights(
            name="mochi",
            source="genmo/mochi-1-preview",
            licence=Licence("Apache-2.0"),
            memory_gb=30.0,
            part_gb=20.0,
            only=("model_index.json", "*/*.json", "*/*.model", "*/*.safetensors"),
        ),
        lengths=Lengths(fps=30, most=163, step=6, offset=1),
        frame=Frame(pixels=848 * 480, multiple=16),
        effort=Effort(40.0, per_frame=4.0),
        proven=NEEDS_GPU,
    ),
    pipeline="MochiPipeline",
    size=WorkerSize.GPU_MEDIUM,
)
