"""LoRA files of FLUX.1's double blocks: in Kohya's format, and back. Loads torch when it is used.

FLUX keeps queries, keys and values in one matrix, and Kohya's names are of that one; diffusers has three. Three
adapters side by side are exactly one of three times the rank whose upper half is zero off the diagonal.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LAYERS = r"transformer_blocks\.\d+\.attn\.(to_[qkv]|to_out\.0|add_[qkv]_proj|to_add_out)"
"""The attention of the blocks in which words and picture meet, as peft finds it."""

_SINGLE = {"to_out.0": "img_attn_proj", "to_add_out": "txt_attn_proj"}
_FUSED = {
    "img_attn_qkv": ("to_q", "to_k", "to_v"),
    "txt_attn_qkv": ("add_q_proj", "add_k_proj", "add_v_proj"),
}
_DOWN, _UP = "lora_A.weight", "lora_B.weight"
_PREFIX = "transformer."


def to_kohya(state: Mapping[str, Any]) -> dict[str, Any]:
    """Weights of an adapter on `LAYERS`, as peft names them, under Kohya's names."""
    made: dict[str, Any] = {}
    for block in sorted({int(name.split(".")[1]) for name in state}):
        layer = f"transformer_blocks.{block}.attn"
        for theirs, ours in _SINGLE.items():
            down, up = (state[f"{layer}.{theirs}.{half}"] for half in (_DOWN, _UP))
            made |= _written(f"lora_unet_double_blocks_{block}_{ours}", down, up)
        for ours, three in _FUSED.items():
            downs, ups = ([state[f"{layer}.{each}.{half}"] for each in three] for half in (_DOWN, _UP))
            made |= _written(f"lora_unet_double_blocks_{block}_{ours}", *_side_by_side(downs, ups))
    return made


def from_kohya(state: Mapping[str, Any]) -> dict[str, Any]:
    """The same weights under peft's names, their strength (`alpha`) worked into them."""
    from diffusers import FluxPipeline

    read = FluxPipeline.lora_state_dict(dict(state))
    return {name.removeprefix(_PREFIX): value for name, value in read.items() if name.startswith(_PREFIX)}


def _side_by_side(downs: list[Any], ups: list[Any]) -> tuple[Any, Any]:
    import torch

    return torch.cat(downs), torch.block_diag(*ups)


def _written(layer: str, down: Any, up: Any) -> dict[str, Any]:
    import torch

    halves = {"lora_down.weight": down, "lora_up.weight": up, "alpha": torch.tensor(float(down.shape[0]))}
    return {f"{layer}.{name}": value.detach().float().cpu().contiguous() for name, value in halves.items()}
