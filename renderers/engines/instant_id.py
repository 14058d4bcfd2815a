"""InstantID: a face's numbers as words for the picture, and a net that puts eyes, nose and mouth where they are to be.

Source: arXiv 2401.07519. The adapter has the layout of IP-Adapter Plus; the net is an ordinary one but for what it
listens to: the face, not the text. Loads torch when it is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from renderers.engines.faces import Face, Numbers
from renderers.media.rgb import Rgb

_COLOURS = ((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0), (255, 0, 255))
_LIMBS = ((0, 2), (1, 2), (3, 2), (4, 2))
_FAINT = 0.6
_NUMBERS = 512


@cache
def listening_net() -> Any:
    """The class of the net: an ordinary one whose words are the face."""
    from diffusers import ControlNetModel

    class ListeningNet(ControlNetModel):  # type: ignore[misc]  # the library's own base class
        face: Any = None

        def forward(self, sample: Any, timestep: Any, encoder_hidden_states: Any, *more: Any, **named: Any) -> Any:
            words = self.face.to(encoder_hidden_states)
            return super().forward(sample, timestep, words, *more, **named)

    return ListeningNet


@dataclass(frozen=True, slots=True)
class InstantId:
    """The overlay: its folder in the released layout, and the digest of what is in it."""

    folder: Path
    digest: str

    def parts(self, dtype: Any) -> Mapping[str, Any]:
        """The net."""
        place = str(self.folder / "ControlNetModel")
        return {"controlnet": listening_net().from_pretrained(place, dtype=dtype, local_files_only=True)}

    def lay_on(self, pipe: Any) -> None:
        """The adapter."""
        pipe.load_ip_adapter(
            str(self.folder),
            subfolder="",
            weight_name="ip-adapter.bin",
            image_encoder_folder=None,
            local_files_only=True,
        )


def listening(pipe: Any, face: Face | None) -> Any:
    """The embeddings a picture of this face is asked with; the net is told of it. Nobody is nothing at all."""
    import torch

    numbers = torch.zeros(_NUMBERS) if face is None else torch.from_numpy(face.embedding)
    seen = numbers.to(pipe.unet.dtype).reshape(1, 1, 1, _NUMBERS)
    pair = torch.cat([torch.zeros_like(seen), seen])
    with torch.no_grad():
        reader = pipe.unet.encoder_hid_proj.image_projection_layers[0].to(pipe.unet.dtype)
        there = next(reader.parameters()).device
        pipe.controlnet.face = reader(pair.flatten(0, 1).to(there)).detach()
    return pair


def placed(landmarks: Numbers, *, width: int, height: int, share: float) -> Rgb:
    """Eyes, nose and mouth as the net reads them: a head as tall as this share of the picture, above its middle."""
    import cv2

    picture = np.zeros((height, width, 3), np.uint8)
    reach = max(float(np.ptp(landmarks[:, 1])), 1.0)
    scale = share * height / (3.0 * reach)  # from the eyes to the mouth is a third of a head
    points = (landmarks - landmarks.mean(axis=0)) * scale + [width / 2, height * (0.5 - 0.1 * (1 - share))]
    stick = max(1, round(4 * height / 1024))
    for one, other in _LIMBS:
        (x1, y1), (x2, y2) = points[one], points[other]
        cv2.line(picture, (round(x1), round(y1)), (round(x2), round(y2)), _COLOURS[one], 2 * stick)
    picture = (picture * _FAINT).astype(np.uint8)
    for (x, y), colour in zip(points, _COLOURS, strict=True):
        cv2.circle(picture, (round(x), round(y)), 2 * stick + 2, colour, -1)
    return picture
