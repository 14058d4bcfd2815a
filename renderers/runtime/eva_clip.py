"""EVA-02 CLIP's reader of pictures as a function of its weights: what a picture is about, and what it saw on the way.

Sun et al., EVA-CLIP, 2023. A vision transformer whose places are learnt and turned (rotary, in two directions), with a
gated layer that is normed inside. Its sizes are read from the weights, which keep the names they were released with.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Weights = Mapping[str, Any]
MEAN, SPREAD = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)
"""Of the pictures it was trained on, channel by channel."""

SEEN_BEFORE = (4, 8, 12, 16, 20)
"""Blocks before which what was seen so far is kept."""

_HEAD = 64
_LEARNT_SIDE = 16
"""Rows of patches it learnt to turn by; more of them are turned by less each."""

_SMALL = 1e-6
_WAVES = 10_000.0


def side_of(weights: Weights) -> int:
    """The sides of the square pictures it reads, in pixels."""
    places, patch = weights["pos_embed"].shape[1] - 1, weights["patch_embed.proj.weight"].shape[-1]
    return int(round(places**0.5) * patch)


def depth_of(weights: Weights) -> int:
    """How many blocks it has."""
    return len({name.split(".")[1] for name in weights if name.startswith("blocks.")})


def seen(weights: Weights, pictures: Any) -> tuple[Any, list[Any]]:
    """Of pictures (count, 3, side, side), normed: what each is about (count, n), and what was seen on the way.

    The latter are (count, 1 + patches, width) before each block of SEEN_BEFORE.
    """
    import torch
    from torch.nn.functional import conv2d, linear

    patch = weights["patch_embed.proj.weight"]
    patches = conv2d(pictures, patch, weights["patch_embed.proj.bias"], stride=patch.shape[-1])
    turn = _turns(patches.shape[-1], patches)
    whole = weights["cls_token"].expand(len(patches), -1, -1)
    x = torch.cat((whole, patches.flatten(2).transpose(1, 2)), 1) + weights["pos_embed"]
    kept = []
    for block in range(depth_of(weights)):
        if block in SEEN_BEFORE:
            kept.append(x)
        x = x + _attended(weights, f"blocks.{block}", x, turn)
        x = x + _gated(weights, f"blocks.{block}", x)
    about = _normed(weights, "norm", x)[:, 0]
    return linear(about, weights["head.weight"], weights["head.bias"]), kept


def _attended(weights: Weights, name: str, x: Any, turn: tuple[Any, Any]) -> Any:
    from torch.nn.functional import linear, scaled_dot_product_attention

    count, places, width = x.shape
    normed, part = _normed(weights, f"{name}.norm1", x), f"{name}.attn"

    def heads(which: str, bias: Any) -> Any:
        made = linear(normed, weights[f"{part}.{which}_proj.weight"], bias)
        return made.view(count, places, -1, _HEAD).transpose(1, 2)

    asked, told = heads("q", weights[f"{part}.q_bias"]), heads("k", None)
    value = heads("v", weights[f"{part}.v_bias"])
    mixed = scaled_dot_product_attention(_turned(asked, turn), _turned(told, turn), value)
    mixed = _normed(weights, f"{part}.inner_attn_ln", mixed.transpose(1, 2).reshape(count, places, width))
    return linear(mixed, weights[f"{part}.proj.weight"], weights[f"{part}.proj.bias"])


def _gated(weights: Weights, name: str, x: Any) -> Any:
    from torch.nn.functional import linear, silu

    normed, part = _normed(weights, f"{name}.norm2", x), f"{name}.mlp"
    gate, value = (linear(normed, weights[f"{part}.{at}.weight"], weights[f"{part}.{at}.bias"]) for at in ("w1", "w2"))
    held = _normed(weights, f"{part}.ffn_ln", silu(gate) * value)
    return linear(held, weights[f"{part}.w3.weight"], weights[f"{part}.w3.bias"])


def _normed(weights: Weights, name: str, x: Any) -> Any:
    from torch.nn.functional import layer_norm

    return layer_norm(x, x.shape[-1:], weights[f"{name}.weight"], weights[f"{name}.bias"], _SMALL)


def _turns(side: int, like: Any) -> tuple[Any, Any]:
    """Cosine and sine by which each patch is turned: half of a head's numbers by its row, half by its column."""
    import torch

    half = _HEAD // 2
    waves = _WAVES ** -(torch.arange(0, half, 2, device=like.device, dtype=torch.float32) / half)
    at = torch.arange(side, device=like.device, dtype=torch.float32) * (_LEARNT_SIDE / side)
    angles = (at[:, None] * waves).repeat_interleave(2, dim=1)
    rows, columns = angles[:, None].expand(-1, side, -1), angles[None].expand(side, -1, -1)
    grid = torch.cat((rows, columns), -1).reshape(side * side, _HEAD)
    return grid.cos().to(like.dtype), grid.sin().to(like.dtype)


def _turned(heads: Any, turn: tuple[Any, Any]) -> Any:
    """Every patch turned by where it is, pair by pair; what stands for the whole picture is nowhere."""
    import torch

    whole, patches = heads[:, :, :1], heads[:, :, 1:]
    cosine, sine = turn
    crossed = torch.stack((-patches[..., 1::2], patches[..., ::2]), -1).flatten(-2)
    return torch.cat((whole, patches * cosine + crossed * sine), 2)
