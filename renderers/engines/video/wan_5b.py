"""Wan 2.2 with 5 billion weights: shots at 24 frames a second from a picture, on a small graphics card."""

from __future__ import annotations

from renderers.card import Accepts, Card, Effort, Frame, Lengths, Licence, Weights
from renderers.engines.local import DIFFUSERS, NEEDS_GPU, PicturedClip
from renderers.plan import WorkerSize

ENGINE = PicturedClip(
    name="wan_5b",
    title="Wan 2.2, 5B",
    card=Card(
        code=DIFFUSERS,
        weights=Weights(
            name="wan_5b",
            source="Wan-AI/Wan2.2-TI2V-5B-Diffusers",
            licence=Licence("Apache-2.0"),
            memory_gb=23.0,
            part_gb=11.5,
            only=("model_index.json", "*/*.json", "*/*.model", "*/*.safetensors"),
        ),
        lengths=Lengths(fps=24, most=121, step=4, offset=1),
        frame=Frame(pixels=1280 * 704, multiple=32),
        accepts=frozenset({Accepts.FIRST}),
        effort=Effort(40.0, per_frame=4.0),
        proven=NEEDS_GPU,
    ),
    pipeline="WanImageToVideoPipeline",
    exact=("vae",),
    size=WorkerSize.GPU_SMALL,
)
