"""CogVideoX 1.5 with 5 billion weights: shots of five seconds from a picture, carried on from their last frame."""

from __future__ import annotations

from renderers.card import Accepts, Card, Effort, Frame, Lengths, Licence, Terms, Weights
from renderers.engines.local import DIFFUSERS, NEEDS_GPU, PicturedClip
from renderers.plan import WorkerSize

ENGINE = PicturedClip(
    name="cogvideox",
    title="CogVideoX 1.5, 5B",
    card=Card(
        code=DIFFUSERS,
        weights=Weights(
            name="cogvideox",
            source="zai-org/CogVideoX1.5-5B-I2V",
            licence=Licence("CogVideoX LICENSE", Terms.REGISTRATION),
            memory_gb=21.5,
            part_gb=11.2,
            only=("model_index.json", "*/*.json", "*/*.model", "*/*.safetensors"),
        ),
        lengths=Lengths(fps=16, most=81, step=8, offset=1),
        frame=Frame(pixels=1360 * 768, multiple=16),
        accepts=frozenset({Accepts.FIRST}),
        effort=Effort(40.0, per_frame=6.0),
        proven=NEEDS_GPU,
    ),
    pipeline="CogVideoXImageToVideoPipeline",
    size=WorkerSize.GPU_SMALL,
)
