"""PhotoMaker, first version: portraits are read into the word for whoever is in the picture. Source: arXiv 2312.04461.

One file holds an encoder (CLIP's reader of pictures, a second projection and a small network that merges what it saw
with the embedding of the word) and a LoRA. The pipeline stays an ordinary one. Loads torch when it is used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from renderers.errors import BrokenPromise
from renderers.media.rgb import Rgb, filling

_HEAD = 64
"""Numbers to a head of the encoder's attention; the file does not say it."""

_MEAN, _SPREAD = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)
_BEGUN = "A photo of a"
_CLASSES = re.compile(r"\b(man|woman|boy|girl|child|person)\b")


@dataclass(frozen=True, slots=True)
class PhotoMaker:
    """The overlay: its file, and the digest of what it is from."""

    file: Path
    digest: str

    def parts(self, dtype: Any) -> Mapping[str, Any]:  # noqa: ARG002  one of the overlays' protocol
        """None: it joins a pipeline that is there."""
        return {}

    def lay_on(self, pipe: Any) -> None:
        """The LoRA for good, and the encoder beside the pipeline."""
        import torch

        held = torch.load(self.file, map_location="cpu", weights_only=True)
        try:
            pipe.load_lora_weights(held["lora_weights"], adapter_name="photomaker")
            pipe.portraits_encoder = encoder_of(held["id_encoder"]).to(pipe.unet.dtype)
        except (KeyError, ValueError, RuntimeError) as error:
            raise BrokenPromise(f"{self.file.name} is not a PhotoMaker file of the first version: {error}") from error


def encoder_of(state: Mapping[str, Any]) -> Any:
    """The encoder whose weights these are; its sizes are read from them."""
    from torch import nn
    from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection

    class Merge(nn.Module):  # type: ignore[misc]  # the library's own base class
        def __init__(self, reads: int, makes: int) -> None:
            super().__init__()
            self.layernorm = nn.LayerNorm(reads)
            self.fc1, self.fc2 = nn.Linear(reads, makes), nn.Linear(makes, makes)

        def forward(self, x: Any) -> Any:
            return self.fc2(nn.functional.gelu(self.fc1(self.layernorm(x))))

    width = state["fuse_module.layer_norm.weight"].shape[0]
    model = CLIPVisionModelWithProjection(CLIPVisionConfig(**_sizes(state)))
    model.visual_projection_2 = nn.Linear(model.config.hidden_size, width - model.config.projection_dim, bias=False)
    model.fuse_module = nn.ModuleDict(
        {"mlp1": Merge(2 * width, width), "mlp2": Merge(width, width), "layer_norm": nn.LayerNorm(width)}
    )
    known = {name: value for name, value in state.items() if not name.endswith("position_ids")}
    model.load_state_dict(known, strict=True)
    return model.eval()


def _sizes(state: Mapping[str, Any]) -> dict[str, int]:
    hidden, _, patch, _ = state["vision_model.embeddings.patch_embedding.weight"].shape
    places = state["vision_model.embeddings.position_embedding.weight"].shape[0] - 1
    layers = {name.split(".")[3] for name in state if name.startswith("vision_model.encoder.layers.")}
    return {
        "hidden_size": hidden,
        "intermediate_size": state["vision_model.encoder.layers.0.mlp.fc1.weight"].shape[0],
        "num_attention_heads": max(1, hidden // _HEAD),
        "num_hidden_layers": len(layers),
        "image_size": int(places**0.5) * patch,
        "patch_size": patch,
        "projection_dim": state["visual_projection.weight"].shape[0],
    }


@dataclass(frozen=True, slots=True)
class Worded:
    """A prompt as SDXL reads it, plainly and with the portraits in it, and what is unwanted."""

    plain: Any
    merged: Any
    pooled: Any
    unwanted: Any
    unwanted_pooled: Any


def worded(pipe: Any, prompt: str, unwanted: str, portraits: Sequence[Rgb], described: str) -> Worded:
    """The words with whoever is described as `described` read from the portraits."""
    import torch

    said = _CLASSES.search(described.casefold())
    kind = said[1] if said else "person"
    text = f"{_BEGUN} {' '.join([kind] * len(portraits))}. {prompt}"
    device = pipe._execution_device
    with torch.no_grad():
        plain, no, pooled, no_pooled = pipe.encode_prompt(
            text, negative_prompt=unwanted or None, device=device, do_classifier_free_guidance=True
        )
        first = len(pipe.tokenizer(_BEGUN).input_ids) - 1
        encoder = pipe.portraits_encoder.to(device)
        seen = torch.stack([_seen(portrait, encoder.config.image_size) for portrait in portraits])
        merged = _merged(encoder, seen.to(device, plain.dtype), plain, first)
        pipe.portraits_encoder.to("cpu")
    return Worded(plain, merged, pooled, no, no_pooled)


def _seen(portrait: Rgb, side: int) -> Any:
    import torch

    scaled = filling(portrait, side, side).astype(np.float32) / 255
    return torch.from_numpy(((scaled - np.array(_MEAN)) / np.array(_SPREAD)).transpose(2, 0, 1).astype(np.float32))


def _merged(encoder: Any, seen: Any, words: Any, first: int) -> Any:
    """The words with as many of them as there are portraits, from `first` on, merged with what was seen."""
    import torch

    pooled = encoder.vision_model(seen).pooler_output
    people = torch.cat([encoder.visual_projection(pooled), encoder.visual_projection_2(pooled)], dim=-1)
    place, fuse = slice(first, first + len(people)), encoder.fuse_module
    word = words[0, place]
    mixed = fuse["mlp1"](torch.cat([word, people], dim=-1)) + word
    made = words.clone()
    made[0, place] = fuse["layer_norm"](fuse["mlp2"](mixed) + mixed)
    return made
