"""A face as ConsisID is told of it: who it is in numbers, what a reader of pictures saw in it, and itself on white.

Source: arXiv 2411.17440. The face is brought upright; ears, neck, hat, clothes and what is behind it are made white;
its grey picture goes to the reader, its colours to the model. Loads torch when it is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from renderers.engines.faces import FFHQ_SIDE, FFHQ_WHERE, Face, Numbers, onto
from renderers.errors import BrokenPromise
from renderers.media.rgb import Rgb
from renderers.runtime import eva_clip, face_parts

_LONGEST = 1024
_BEYOND = (132, 133, 135)
"""What is drawn where the portrait ends."""

_GREY = (0.299, 0.587, 0.114)
_TOWER = "visual."


@dataclass(frozen=True, slots=True)
class FaceReaders:
    """The overlay: the files of both readers, and the digest of what they are from."""

    parts_file: Path
    looks_file: Path
    digest: str

    def parts(self, dtype: Any) -> Mapping[str, Any]:  # noqa: ARG002  one of the overlays' protocol
        """None: they stand beside the pipeline."""
        return {}

    def lay_on(self, pipe: Any) -> None:
        """Their weights, in main memory until they are asked."""
        pipe.face_parts = _tensors(self.parts_file, "", ("conv_out.conv_out.weight", "cp.resnet.conv1.weight"))
        pipe.face_looks = _tensors(self.looks_file, _TOWER, ("pos_embed", "blocks.0.attn.q_proj.weight", "head.bias"))


def _tensors(file: Path, prefix: str, expected: tuple[str, ...]) -> dict[str, Any]:
    """By name, of those that begin with the prefix; nothing in the file is executed."""
    import torch

    held = torch.load(file, map_location="cpu", weights_only=True)
    found = {name.removeprefix(prefix): tensor for name, tensor in held.items() if name.startswith(prefix)}
    if absent := [name for name in expected if name not in found]:
        raise BrokenPromise(f"{file.name} is not the file it was released as: {prefix}{absent[0]} is not in it")
    return found


@dataclass(frozen=True, slots=True, eq=False)
class ReadFace:
    """`picture` is the face on white, `numbers` (1, n) who it is, `seen` what the reader saw on the way."""

    picture: Rgb
    numbers: Any
    seen: list[Any]


def read_face(pipe: Any, portrait: Rgb, face: Face) -> ReadFace:
    """Read where the pipeline works, in whole precision; the readers' memory is given back afterwards."""
    import torch
    from torch.nn.functional import interpolate, normalize

    device = pipe._execution_device
    with torch.no_grad():
        upright = torch.from_numpy(_upright(portrait, face.landmarks)).to(device).permute(2, 0, 1)[None] / 255
        parts = face_parts.parts(_there(pipe.face_parts, device), _normed(upright, face_parts))
        hidden = torch.isin(parts, torch.tensor(face_parts.NOT_THE_FACE, device=device))[:, None]
        grey = (upright * torch.tensor(_GREY, device=device).view(1, 3, 1, 1)).sum(1, keepdim=True)
        grey = grey.expand(-1, 3, -1, -1).masked_fill(hidden, 1.0)
        looks = _there(pipe.face_looks, device)
        side = eva_clip.side_of(looks)
        small = interpolate(grey, (side, side), mode="bicubic", antialias=True)
        about, seen = eva_clip.seen(looks, _normed(small, eva_clip))
        who = torch.from_numpy(face.embedding).to(device)[None]
        shown = upright.masked_fill(hidden, 1.0)[0].permute(1, 2, 0).cpu().numpy()
    picture = np.asarray(np.rint(shown * 255), np.uint8)
    return ReadFace(picture, torch.cat((who, normalize(about, dim=-1)), -1), seen)


def _there(weights: Mapping[str, Any], device: Any) -> dict[str, Any]:
    return {name: tensor.to(device).float() for name, tensor in weights.items()}


def _normed(pictures: Any, reader: Any) -> Any:
    """As the reader's own pictures were brought to mean and spread."""
    import torch

    mean, spread = (torch.tensor(of, device=pictures.device).view(1, 3, 1, 1) for of in (reader.MEAN, reader.SPREAD))
    return (pictures - mean) / spread


def _upright(portrait: Rgb, landmarks: Numbers) -> Rgb:
    """The face as those that were learnt from: eyes, nose and mouth in their places."""
    import cv2

    scale = min(1.0, _LONGEST / max(portrait.shape[:2]))
    small = cv2.resize(portrait, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else portrait
    matrix = onto(np.asarray(landmarks * scale, np.float32), FFHQ_WHERE)
    return np.asarray(cv2.warpAffine(small, matrix, (FFHQ_SIDE, FFHQ_SIDE), borderValue=_BEYOND), np.uint8)
