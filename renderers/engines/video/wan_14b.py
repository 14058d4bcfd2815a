"""Wan 2.2 with two experts of 14 billion weights, one for the coarse and one for the fine steps: for the big screen."""

from __future__ import annotations

from renderers.card import Accepts, Card, Effort, Frame, Lengths, Licence, Weights
from renderers.engines.local import DIFFUSERS, NEEDS_GPU, PicturedClip
from renderers.plan import WorkerSize

ENGINE = PicturedClip(
    name="wan_14b",
    title="Wan 2.2, two experts of 14B",
    card=Card(
        code=DIFFUSERS,
        weights=Weights(
            name="wan_14b",
            source="Wan-AI/Wan2.2-I2V-A14B-Diffusers",
            licence=Licence("Apache-2.0"),
            memory_gb=69.0,
            part_gb=28.0,
            only=("model_index.json", "*/*.json", "*/*.model", "*/*.safetensors"),
        ),
        lengths=Lengths(fps=16, most=81, step=4, offset=1),
        frame=Frame(pixels=1280 * 720, multiple=16),
        accepts=frozenset({Accepts.FIRST}),
        effort=Effort(60.0, per_frame=14.0),
        proven=NEEDS_GPU,
    ),
    pipeline="WanImageToVideoPipeline",
    exact=("vae",),
    size=WorkerSize.GPU_LARGE,
)
