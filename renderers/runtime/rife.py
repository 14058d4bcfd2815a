"""RIFE 4.26's network as a function of its weights: what moves between two pictures, found from coarse to fine.

Huang et al., Real-Time Intermediate Flow Estimation, 2022. Five blocks, each at twice the size of the one before, mend
the motion and the share of either picture; where nothing moves between them, the pictures are mixed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Weights = Mapping[str, Any]
BLOCKS = 5
MULTIPLE = 64
"""Sides of what is looked at."""

_SLOPE = 0.2
_LAYERS = 8


def between(weights: Weights, before: Any, after: Any, part: float) -> Any:
    """The picture at `part` (0..1) of the way from one (1, 3, height, width) to the other, both of 0..1."""
    import torch
    from torch.nn.functional import pad

    high, wide = before.shape[2:]
    room = (0, -wide % MULTIPLE, 0, -high % MULTIPLE)
    first, second = pad(before, room), pad(after, room)
    when = torch.full_like(first[:, :1], part)
    features = [_features(weights, picture) for picture in (first, second)]
    flow = mask = felt = None
    warped = [first, second]
    for number in range(BLOCKS):
        if flow is None:
            flow, mask, felt = _block(weights, number, torch.cat((*warped, *features, when), 1), None)
        else:
            moved = [_warped(each, flow[:, 2 * side : 2 * side + 2]) for side, each in enumerate(features)]
            more, mask, felt = _block(weights, number, torch.cat((*warped, *moved, when, mask, felt), 1), flow)
            flow = flow + more
        warped = [_warped(each, flow[:, 2 * side : 2 * side + 2]) for side, each in enumerate((first, second))]
    share = torch.sigmoid(mask)
    return (warped[0] * share + warped[1] * (1 - share))[:, :, :high, :wide]


def _features(weights: Weights, picture: Any) -> Any:
    from torch.nn.functional import conv2d, conv_transpose2d, leaky_relu

    x = picture
    for layer, stride in ((0, 2), (1, 1), (2, 1)):
        name = f"encode.cnn{layer}"
        x = leaky_relu(conv2d(x, weights[f"{name}.weight"], weights[f"{name}.bias"], stride, padding=1), _SLOPE)
    return conv_transpose2d(x, weights["encode.cnn3.weight"], weights["encode.cnn3.bias"], stride=2, padding=1)


def _block(weights: Weights, number: int, x: Any, flow: Any) -> tuple[Any, Any, Any]:
    """What changes in the motion, the share of the first picture, and what the next block is told besides."""
    import torch
    from torch.nn.functional import conv2d, conv_transpose2d, leaky_relu, pixel_shuffle

    scale, name = 2 ** (BLOCKS - 1 - number), f"block{number}"
    x = _scaled(x, 1 / scale)
    if flow is not None:
        x = torch.cat((x, _scaled(flow, 1 / scale) / scale), 1)
    for layer in range(2):
        part = f"{name}.conv0.{layer}.0"
        x = leaky_relu(conv2d(x, weights[f"{part}.weight"], weights[f"{part}.bias"], stride=2, padding=1), _SLOPE)
    for layer in range(_LAYERS):
        part = f"{name}.convblock.{layer}"
        made = conv2d(x, weights[f"{part}.conv.weight"], weights[f"{part}.conv.bias"], padding=1)
        x = leaky_relu(made * weights[f"{part}.beta"] + x, _SLOPE)
    last = f"{name}.lastconv.0"
    x = conv_transpose2d(x, weights[f"{last}.weight"], weights[f"{last}.bias"], stride=2, padding=1)
    made = _scaled(pixel_shuffle(x, 2), scale)
    return made[:, :4] * scale, made[:, 4:5], made[:, 5:]


def _scaled(x: Any, factor: float) -> Any:
    from torch.nn.functional import interpolate

    return x if factor == 1 else interpolate(x, scale_factor=factor, mode="bilinear", align_corners=False)


def _warped(x: Any, flow: Any) -> Any:
    """Every pixel fetched from where the flow (1, 2, height, width), in pixels, says that it was."""
    import torch
    from torch.nn.functional import grid_sample

    high, wide = x.shape[2:]
    across = torch.linspace(-1, 1, wide, device=x.device, dtype=torch.float32).expand(high, wide)
    down = torch.linspace(-1, 1, high, device=x.device, dtype=torch.float32)[:, None].expand(high, wide)
    moved = torch.stack((flow[:, 0] / ((wide - 1) / 2), flow[:, 1] / ((high - 1) / 2)), -1)
    grid = (torch.stack((across, down), -1)[None] + moved).to(x.dtype)
    return grid_sample(x, grid, mode="bilinear", padding_mode="border", align_corners=True)
