"""Layers that voices of the VITS family are made of, as functions of their weights by the released names.

Kim et al., arXiv 2106.06103; the sounding part is HiFi-GAN's, Kong et al., arXiv 2010.05646. Only inference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SLOPE = 0.1
"""Of every leaky layer but the last."""

_PAIRS = {"weight_g": "weight_v", "parametrizations.weight.original0": "parametrizations.weight.original1"}


def normal_weights(state: Mapping[str, Any]) -> dict[str, Any]:
    """Layers that were stored as direction and length, by either of torch's names for these, as plain weights."""
    import torch

    plain = {}
    for name, value in state.items():
        for length, direction in _PAIRS.items():
            if name.endswith(length):
                layer = name.removesuffix(length)
                plain[f"{layer}weight"] = torch._weight_norm(state[layer + direction].float(), value.float(), 0)
                break
        else:
            if not name.endswith(tuple(_PAIRS.values())):
                plain[name] = value
    return {name: value.float() for name, value in plain.items()}


@dataclass(frozen=True, slots=True)
class Layers:
    """Weights by name; what is given has the shape (1, width, frames)."""

    weights: Mapping[str, Any]

    def pair(self, name: str) -> tuple[Any, Any]:
        """Weight and bias of a layer; no bias where it has none."""
        return self.weights[f"{name}.weight"], self.weights.get(f"{name}.bias")

    def has(self, name: str) -> bool:
        """Whether there is such a layer."""
        return f"{name}.weight" in self.weights

    def conv(self, name: str, given: Any, *, dilation: int = 1) -> Any:
        """As many frames as before."""
        from torch.nn import functional

        weight, bias = self.pair(name)
        return functional.conv1d(given, weight, bias, padding=dilation * (weight.shape[-1] - 1) // 2, dilation=dilation)

    def waved(self, name: str, given: Any, colour: Any, layers: int) -> Any:
        """A stack of gated layers that is told a colour."""
        import torch

        width, total = given.shape[1], torch.zeros_like(given)
        told = self.conv(f"{name}.cond_layer", colour)
        for layer in range(layers):
            inside = self.conv(f"{name}.in_layers.{layer}", given)
            inside = inside + told[:, 2 * width * layer : 2 * width * (layer + 1)]
            gated = torch.tanh(inside[:, :width]) * torch.sigmoid(inside[:, width:])
            out = self.conv(f"{name}.res_skip_layers.{layer}", gated)
            if layer < layers - 1:
                given, out = given + out[:, :width], out[:, width:]
            total = total + out
        return total

    def coupled(self, name: str, given: Any, colour: Any, *, layers: int, sign: int) -> Any:
        """One half moved by what is seen of the other; with the other sign, moved back."""
        import torch

        still, moved = given.chunk(2, 1)
        inside = self.waved(f"{name}.enc", self.conv(f"{name}.pre", still), colour, layers)
        return torch.cat([still, moved + sign * self.conv(f"{name}.post", inside)], 1)

    def raised(self, name: str, given: Any, rate: int) -> Any:
        """`rate` times as many frames."""
        from torch.nn import functional

        weight, bias = self.pair(name)
        lifted = functional.leaky_relu(given, SLOPE)
        return functional.conv_transpose1d(lifted, weight, bias, rate, padding=(weight.shape[-1] - rate) // 2)

    def blocks(self, name: str, given: Any, *, first: int, dilations: Sequence[Sequence[int]]) -> Any:
        """The mean of blocks of several widths, numbered from `first`."""
        made = sum(self._block(f"{name}.{first + at}", given, each) for at, each in enumerate(dilations))
        return made / len(dilations)

    def _block(self, name: str, given: Any, dilations: Sequence[int]) -> Any:
        from torch.nn import functional

        for at, dilation in enumerate(dilations):
            inside = self.conv(f"{name}.convs1.{at}", functional.leaky_relu(given, SLOPE), dilation=dilation)
            given = given + self.conv(f"{name}.convs2.{at}", functional.leaky_relu(inside, SLOPE))
        return given
