"""HiFi-GAN: variables of a voice as its sound (Kong et al., arXiv 2010.05646). Only inference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from renderers.runtime.layers import Layers

_SLOPE = 0.1


@dataclass(frozen=True, slots=True)
class Vocoder:
    """Up in steps of `rates`, each followed by blocks that are averaged.

    `dilations` are those of a step's blocks, a row each; `told` names the layer that hears whose voice it is.
    """

    layers: Layers
    rates: Sequence[int]
    dilations: Sequence[Sequence[int]]
    told: str

    def sounded(self, hidden: Any, colour: Any) -> Any:
        """Variables (1, width, frames) in the colour of a voice (1, size, 1) as sound (1, 1, samples)."""
        import torch
        from torch.nn import functional

        given = self.layers.conv("conv_pre", hidden) + self.layers.conv(self.told, colour)
        for step, rate in enumerate(self.rates):
            weight, bias = self.layers.pair(f"ups.{step}")
            given = functional.leaky_relu(given, _SLOPE)
            given = functional.conv_transpose1d(given, weight, bias, rate, padding=(weight.shape[-1] - rate) // 2)
            if f"conds.{step}.weight" in self.layers:
                given = given + self.layers.conv(f"conds.{step}", colour)
            first = step * len(self.dilations)
            given = sum(self._block(first + at, given, dilations) for at, dilations in enumerate(self.dilations))
            given = given / len(self.dilations)
        return torch.tanh(self.layers.conv("conv_post", functional.leaky_relu(given)))

    def _block(self, number: int, given: Any, dilations: Sequence[int]) -> Any:
        from torch.nn import functional

        name = f"resblocks.{number}"
        for at, dilation in enumerate(dilations):
            inside = self.layers.conv(f"{name}.convs1.{at}", functional.leaky_relu(given, _SLOPE), dilation=dilation)
            given = given + self.layers.conv(f"{name}.convs2.{at}", functional.leaky_relu(inside, _SLOPE))
        return given
