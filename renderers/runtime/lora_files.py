"""LoRA files: in Kohya's format, which every other program reads, and back. Loads torch when it is used."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from renderers.errors import BrokenPromise

_DOWN, _UP, _ALPHA = ".lora_down.weight", ".lora_up.weight", ".alpha"


def to_kohya(state: Mapping[str, Any], *, part: str) -> dict[str, Any]:
    """Weights of an adapter as peft names them, of one part of a pipeline (`unet`), under Kohya's names."""
    from diffusers.utils import convert_state_dict_to_kohya

    made = convert_state_dict_to_kohya({f"{part}.{name}": value for name, value in state.items()})
    return {name: value.detach().cpu().contiguous() for name, value in made.items()}


def from_kohya(state: Mapping[str, Any]) -> dict[str, Any]:
    """The weights of Stable Diffusion XL's adapter under peft's names, their strength (`alpha`) worked into them."""
    from diffusers import StableDiffusionXLPipeline
    from diffusers.utils.state_dict_utils import convert_unet_state_dict_to_peft

    read, _ = StableDiffusionXLPipeline.lora_state_dict(_whole_strength(state))
    unet = {name.removeprefix("unet."): value for name, value in read.items() if name.startswith("unet.")}
    return {name.replace(".processor.", "."): value for name, value in convert_unet_state_dict_to_peft(unet).items()}


def _whole_strength(state: Mapping[str, Any]) -> dict[str, Any]:
    """The same adapter with each layer's alpha equal to its rank."""
    made = dict(state)
    for name in state:
        layer = name.removesuffix(_ALPHA)
        if layer != name and f"{layer}{_DOWN}" in state:
            rank = state[f"{layer}{_DOWN}"].shape[0]
            made[f"{layer}{_UP}"] = state[f"{layer}{_UP}"] * (float(state[name]) / rank)
            made[name] = state[name] * 0 + rank
    return made


def facts_of(path: Path) -> dict[str, Any]:
    """Layers and rank of a file in Kohya's format, without torch. Raises BrokenPromise when it is none."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(str(path), framework="numpy") as file:
            layers = [name.removesuffix(_DOWN) for name in file.keys() if name.endswith(_DOWN)]  # noqa: SIM118
            ranks = {file.get_slice(f"{layer}{_DOWN}").get_shape()[0] for layer in layers}
            names = set(file.keys())
    except (SafetensorError, OSError) as error:
        raise BrokenPromise(f"{path.name} is not a LoRA file") from error
    if len(ranks) != 1 or any(f"{layer}{_UP}" not in names for layer in layers):
        raise BrokenPromise(f"{path.name} is not a LoRA file in Kohya's format")
    return {"layers": len(layers), "rank": ranks.pop()}
