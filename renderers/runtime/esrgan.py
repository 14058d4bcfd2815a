"""Real-ESRGAN's two networks as functions of their weights: the large one of its papers, and the compact one for video.

RRDB (Wang et al., ESRGAN, 2018, and Real-ESRGAN, 2021): residuals in residuals of dense blocks, then two doublings.
Compact (SRVGGNet): plain convolutions over which the enlarged picture itself is laid. Their released files hold the
weights alone, so which one a file is shows in the names in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from renderers.errors import BadInput

Weights = Mapping[str, Any]
Net = Callable[[Any], Any]
_SLOPE, _RESIDUAL = 0.2, 0.2
_HELD_IN = ("params_ema", "params")


def read_weights(path: Path) -> Weights:
    """Tensors by name from a file of Real-ESRGAN's; nothing in it is executed. BadInput when it is none."""
    import torch

    try:
        told = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # whatever the reader of another format raises
        raise BadInput(f"{path.name} holds no weights that can be read: {error}") from error
    return next((told[name] for name in _HELD_IN if name in told), told)


def network(weights: Weights) -> Net:
    """What enlarges a picture (1, 3, height, width) of 0..1 with these weights. BadInput for those of another kind."""
    if "conv_first.weight" in weights:
        return lambda picture: _rrdb(weights, picture)
    if "body.0.weight" in weights:
        return lambda picture: _compact(weights, picture)
    raise BadInput(f"these are no weights of Real-ESRGAN: they begin with {', '.join(list(weights)[:3])}")


def _convolved(weights: Weights, name: str, x: Any) -> Any:
    from torch.nn.functional import conv2d

    return conv2d(x, weights[f"{name}.weight"], weights[f"{name}.bias"], padding=1)


def _rrdb(weights: Weights, picture: Any) -> Any:
    from torch.nn.functional import leaky_relu, pixel_unshuffle

    given = weights["conv_first.weight"].shape[1]
    shrunk = {3: 1, 12: 2, 48: 4}[given]  # those that enlarge less look at a folded picture
    high, wide = picture.shape[2:]
    first = _convolved(weights, "conv_first", pixel_unshuffle(_even(picture, shrunk), shrunk))
    x = first
    for block in range(1 + max(int(name.split(".")[1]) for name in weights if name.startswith("body."))):
        x = _block(weights, f"body.{block}", x)
    x = first + _convolved(weights, "conv_body", x)
    for doubling in ("conv_up1", "conv_up2"):
        x = leaky_relu(_convolved(weights, doubling, _doubled(x)), _SLOPE)
    x = leaky_relu(_convolved(weights, "conv_hr", x), _SLOPE)
    return _convolved(weights, "conv_last", x)[:, :, : high * 4 // shrunk, : wide * 4 // shrunk]


def _even(picture: Any, multiple: int) -> Any:
    from torch.nn.functional import pad

    below, beside = (-side % multiple for side in picture.shape[2:])
    return pad(picture, (0, beside, 0, below), mode="replicate") if below or beside else picture


def _doubled(x: Any) -> Any:
    from torch.nn.functional import interpolate

    return interpolate(x, scale_factor=2, mode="nearest")


def _block(weights: Weights, name: str, x: Any) -> Any:
    made = x
    for dense in ("rdb1", "rdb2", "rdb3"):
        made = _dense(weights, f"{name}.{dense}", made)
    return x + made * _RESIDUAL


def _dense(weights: Weights, name: str, x: Any) -> Any:
    import torch
    from torch.nn.functional import leaky_relu

    seen = x
    for layer in range(1, 5):
        seen = torch.cat((seen, leaky_relu(_convolved(weights, f"{name}.conv{layer}", seen), _SLOPE)), 1)
    return x + _convolved(weights, f"{name}.conv5", seen) * _RESIDUAL


def _compact(weights: Weights, picture: Any) -> Any:
    from torch.nn.functional import interpolate, pixel_shuffle, prelu

    last = max(int(name.split(".")[1]) for name in weights)
    x = picture
    for layer in range(0, last, 2):
        x = prelu(_convolved(weights, f"body.{layer}", x), weights[f"body.{layer + 1}.weight"])
    x = _convolved(weights, f"body.{last}", x)
    scale = round((x.shape[1] / picture.shape[1]) ** 0.5)
    return pixel_shuffle(x, scale) + interpolate(picture, scale_factor=scale, mode="nearest")
