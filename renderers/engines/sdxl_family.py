"""What the engines share that are Stable Diffusion XL: its weights, in the layout its makers released."""

from __future__ import annotations

from renderers.card import Licence, Weights

SDXL = Weights(
    name="sdxl",
    source="stabilityai/stable-diffusion-xl-base-1.0",
    licence=Licence("CreativeML OpenRAIL++-M"),
    memory_gb=7.0,
    part_gb=5.2,
    only=(
        "model_index.json",
        "*/config.json",
        "*/scheduler_config.json",
        "tokenizer*/*",
        "unet/diffusion_pytorch_model.safetensors",
        "vae/diffusion_pytorch_model.safetensors",
        "text_encoder*/model.safetensors",
    ),
)
