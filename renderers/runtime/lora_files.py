"""LoRA files: in Kohya's format, which every other program reads, and back. Loads torch when it is used."""

from __future__ import annotations

import json
from collections.abc import Mapping
from os import SEEK_END
from pathlib import Path
from typing import Any

from renderers.errors import BrokenPromise

_LARGEST_HEADER = 100_000_000
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
    """Layers and least rank of a file in Kohya's format, without libraries. Raises BrokenPromise when it is none."""
    held = _header(path)
    layers = [name.removesuffix(_DOWN) for name in held if name.endswith(_DOWN)]
    ranks = [held[f"{layer}{_DOWN}"]["shape"][0] for layer in layers]
    if not ranks or any(f"{layer}{_UP}" not in held for layer in layers):
        raise BrokenPromise(f"{path.name} is not a LoRA file in Kohya's format")
    return {"layers": len(layers), "rank": min(ranks)}


def _header(path: Path) -> dict[str, Any]:
    """What a safetensors file says it holds: a length in eight bytes, then JSON of that length."""
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        written = file.read(length) if length <= _LARGEST_HEADER else b""
        try:
            held = json.loads(written)
        except ValueError as error:
            raise BrokenPromise(f"{path.name} is not a LoRA file") from error
        file.seek(0, SEEK_END)
        ends = [each["data_offsets"][1] for name, each in held.items() if name != "__metadata__"]
        if file.tell() != 8 + length + max(ends, default=0):
            raise BrokenPromise(f"{path.name} is not a whole LoRA file")
    return {name: each for name, each in held.items() if name != "__metadata__"}
