"""HiFi-GAN: variables of a voice as its sound (Kong et al., arXiv 2010.05646). Only inference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from renderers.runtime.layers import Layers

_SLOPE = 0.1
"""Of every leaky layer but the last."""


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
        given = self.opened(hidden, colour)
        for step in range(len(self.rates)):
            given = self.raised(step, given)
            if f"conds.{step}.weight" in self.layers:
                given = given + self.layers.conv(f"conds.{step}", colour)
            given = self.blended(step, given)
        return self.closed(given)

    def opened(self, hidden: Any, colour: Any) -> Any:
        """What goes up first."""
        return self.layers.conv("conv_pre", hidden) + self.layers.conv(self.told, colour)

    def raised(self, step: int, given: Any) -> Any:
        """As many times more frames as the step says."""
        from torch.nn import functional

        weight, bias = self.layers.pair(f"ups.{step}")
        given, rate = functional.leaky_relu(given, _SLOPE), self.rates[step]
        return functional.conv_transpose1d(given, weight, bias, rate, padding=(weight.shape[-1] - rate) // 2)

    def blended(self, step: int, given: Any) -> Any:
        """The mean of the step's blocks."""
        first = step * len(self.dilations)
        made = sum(self._block(first + at, given, dilations) for at, dilations in enumerate(self.dilations))
        return made / len(self.dilations)

    def closed(self, given: Any) -> Any:
        """As sound."""
        import torch
        from torch.nn import functional

        return torch.tanh(self.layers.conv("conv_post", functional.leaky_relu(given)))

    def _block(self, number: int, given: Any, dilations: Sequence[int]) -> Any:
        from torch.nn import functional

        name = f"resblocks.{number}"
        for at, dilation in enumerate(dilations):
            inside = self.layers.conv(f"{name}.convs1.{at}", functional.leaky_relu(given, _SLOPE), dilation=dilation)
            given = given + self.layers.conv(f"{name}.convs2.{at}", functional.leaky_relu(inside, _SLOPE))
        return given
