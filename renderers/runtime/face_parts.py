"""BiSeNet as a function of its weights: which part of a face every pixel is, of 19.

Yu et al., BiSeNet, 2018, over a ResNet of 18 layers: fine detail from an eighth of the size, what it belongs to from a
sixteenth and a thirty-second, joined. Its weights keep the names they were released with.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Weights = Mapping[str, Any]
MEAN, SPREAD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
"""Of the pictures it was trained on, channel by channel."""

NOT_THE_FACE = (0, 7, 8, 9, 14, 15, 16, 18)
"""Background, ears and what hangs from them, neck and what hangs from it, clothes, hat."""

_SMALL = 1e-5


def parts(weights: Weights, pictures: Any) -> Any:
    """Of pictures (count, 3, height, width), normed, sides a multiple of 32: parts (count, height, width) by number."""
    from torch.nn.functional import conv2d, interpolate

    fine, joined = _paths(weights, pictures)
    fused = _fused(weights, fine, joined)
    scores = conv2d(_mixed(weights, "conv_out.conv", fused), weights["conv_out.conv_out.weight"])
    whole = interpolate(scores, pictures.shape[2:], mode="bilinear", align_corners=True)
    return whole.argmax(1)


def _paths(weights: Weights, x: Any) -> tuple[Any, Any]:
    """What is fine, and what it belongs to; both at an eighth of the size."""
    from torch.nn.functional import interpolate, max_pool2d

    name = "cp.resnet"
    x = max_pool2d(_convolved(weights, f"{name}.conv1", f"{name}.bn1", x, stride=2).relu(), 3, 2, 1)
    levels = []
    for layer in range(1, 5):
        for block in range(2):
            x = _residual(weights, f"{name}.layer{layer}.{block}", x, stride=2 if layer > 1 and not block else 1)
        levels.append(x)
    _, eighth, sixteenth, thirtysecond = levels
    whole = _mixed(weights, "cp.conv_avg", thirtysecond.mean((2, 3), keepdim=True))
    coarse = _heeded(weights, "cp.arm32", thirtysecond) + whole
    coarse = _mixed(weights, "cp.conv_head32", interpolate(coarse, sixteenth.shape[2:], mode="nearest"))
    middle = _heeded(weights, "cp.arm16", sixteenth) + coarse
    return eighth, _mixed(weights, "cp.conv_head16", interpolate(middle, eighth.shape[2:], mode="nearest"))


def _residual(weights: Weights, name: str, x: Any, *, stride: int) -> Any:
    made = _convolved(weights, f"{name}.conv1", f"{name}.bn1", x, stride=stride).relu()
    made = _convolved(weights, f"{name}.conv2", f"{name}.bn2", made)
    if f"{name}.downsample.0.weight" in weights:
        x = _convolved(weights, f"{name}.downsample.0", f"{name}.downsample.1", x, stride=stride)
    return (x + made).relu()


def _heeded(weights: Weights, name: str, x: Any) -> Any:
    """More of the channels that matter in this picture."""
    made = _mixed(weights, f"{name}.conv", x)
    share = _convolved(weights, f"{name}.conv_atten", f"{name}.bn_atten", made.mean((2, 3), keepdim=True))
    return made * share.sigmoid()


def _fused(weights: Weights, fine: Any, joined: Any) -> Any:
    import torch
    from torch.nn.functional import conv2d

    made = _mixed(weights, "ffm.convblk", torch.cat((fine, joined), 1))
    share = conv2d(made.mean((2, 3), keepdim=True), weights["ffm.conv1.weight"]).relu()
    return made + made * conv2d(share, weights["ffm.conv2.weight"]).sigmoid()


def _mixed(weights: Weights, name: str, x: Any) -> Any:
    return _convolved(weights, f"{name}.conv", f"{name}.bn", x).relu()


def _convolved(weights: Weights, conv: str, norm: str, x: Any, *, stride: int = 1) -> Any:
    """Without a bias, then brought to the mean and spread that were learnt."""
    from torch.nn.functional import batch_norm, conv2d

    kernel = weights[f"{conv}.weight"]
    x = conv2d(x, kernel, stride=stride, padding=kernel.shape[-1] // 2)
    mean, spread = weights[f"{norm}.running_mean"], weights[f"{norm}.running_var"]
    return batch_norm(x, mean, spread, weights[f"{norm}.weight"], weights[f"{norm}.bias"], eps=_SMALL)
