"""What the engines share that are FLUX.1: its weights, in the layout its makers released."""

from __future__ import annotations

from renderers.card import Licence, Weights

FLUX_SCHNELL = Weights(
    name="flux_schnell",
    source="black-forest-labs/FLUX.1-schnell",
    licence=Licence("Apache-2.0"),
    memory_gb=34.0,
    part_gb=24.0,
    only=("model_index.json", "*/*.json", "*/*.model", "*/*.txt", "*/*.safetensors"),
)
