"""Layers of models that are written anew here: weights by the names they were stored under, and what they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_LENGTHS = {"weight_g": "weight_v", "parametrizations.weight.original0": "parametrizations.weight.original1"}


def normal_weights(state: Mapping[str, Any]) -> dict[str, Any]:
    """Layers that were stored as direction and length, by either of torch's names for these, as plain weights."""
    import torch

    plain = {}
    for name, value in state.items():
        for length, direction in _LENGTHS.items():
            if name.endswith(length):
                layer = name.removesuffix(length)
                plain[f"{layer}weight"] = torch._weight_norm(state[layer + direction].float(), value.float(), 0)
                break
        else:
            if not name.endswith(tuple(_LENGTHS.values())):
                plain[name] = value
    return {name: value.float() for name, value in plain.items()}


@dataclass(frozen=True, slots=True)
class Layers:
    """Weights of a model. KeyError names one that is not there."""

    weights: Mapping[str, Any]

    def __contains__(self, name: str) -> bool:
        return name in self.weights

    def __getitem__(self, name: str) -> Any:
        return self.weights[name]

    def within(self, part: str) -> Layers:
        """Those of a part of it, by their names inside."""
        inside = {name.removeprefix(part): each for name, each in self.weights.items() if name.startswith(part)}
        return Layers(inside)

    def pair(self, name: str) -> tuple[Any, Any]:
        """Weight and bias of a layer; None where it has no bias."""
        return self.weights[f"{name}.weight"], self.weights.get(f"{name}.bias")

    def conv(self, name: str, given: Any, *, dilation: int = 1) -> Any:
        """A convolution along time that keeps the length."""
        from torch.nn import functional

        weight, bias = self.pair(name)
        return functional.conv1d(given, weight, bias, padding=dilation * (weight.shape[-1] - 1) // 2, dilation=dilation)

    def linear(self, name: str, given: Any) -> Any:
        """A layer over the last dimension."""
        from torch.nn import functional

        return functional.linear(given, *self.pair(name))

    def normal(self, name: str, given: Any) -> Any:
        """A layer norm over the last dimension."""
        from torch.nn import functional

        return functional.layer_norm(given, given.shape[-1:], *self.pair(name))

    def steady(self, name: str, given: Any) -> Any:
        """A batch norm by what was measured in training."""
        from torch.nn import functional

        mean, spread = self.weights[f"{name}.running_mean"], self.weights[f"{name}.running_var"]
        return functional.batch_norm(given, mean, spread, *self.pair(name))
