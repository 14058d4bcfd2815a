"""Between a picture of ours, bytes of red, green and blue, and what a network looks at, numbers on its device."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]


def to_tensor(picture: Rgb, like: Any) -> Any:
    """Shape (1, 3, height, width) of 0..1, where and as exact as the tensor `like`."""
    import torch

    planes = torch.from_numpy(np.ascontiguousarray(picture)).permute(2, 0, 1)[None]
    return planes.to(device=like.device, dtype=like.dtype) / 255


def to_picture(made: Any) -> Rgb:
    """Rounded to bytes; what is beyond white or black is white or black."""
    planes = made[0].float().clamp(0, 1).mul(255).round().permute(1, 2, 0)
    return np.asarray(planes.cpu().numpy(), np.uint8)
