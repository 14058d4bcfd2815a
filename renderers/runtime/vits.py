"""What voices of the VITS family have in common: gated layers that are told whose voice it is, and halves that move
each other (Kim et al., arXiv 2106.06103). Only inference, by the released names; shapes are (1, width, frames)."""

from __future__ import annotations

from typing import Any

from renderers.runtime.layers import Layers


def waved(layers: Layers, name: str, given: Any, colour: Any, *, count: int) -> Any:
    """A stack of so many gated layers that is told a colour."""
    import torch

    width, total = given.shape[1], torch.zeros_like(given)
    told = layers.conv(f"{name}.cond_layer", colour)
    for layer in range(count):
        inside = layers.conv(f"{name}.in_layers.{layer}", given)
        inside = inside + told[:, 2 * width * layer : 2 * width * (layer + 1)]
        gated = torch.tanh(inside[:, :width]) * torch.sigmoid(inside[:, width:])
        out = layers.conv(f"{name}.res_skip_layers.{layer}", gated)
        if layer < count - 1:
            given, out = given + out[:, :width], out[:, width:]
        total = total + out
    return total


def coupled(layers: Layers, name: str, given: Any, colour: Any, *, count: int, sign: int) -> Any:
    """One half moved by what is seen of the other; with the other sign, moved back."""
    import torch

    still, moved = given.chunk(2, 1)
    inside = waved(layers, f"{name}.enc", layers.conv(f"{name}.pre", still), colour, count=count)
    return torch.cat([still, moved + sign * layers.conv(f"{name}.post", inside)], 1)
