"""How much somebody in a picture looks like the pictures they are known by: 0 to 1, and 0.60 is the least that passes.

Two measures, each with its own scale brought to that one:
- Of drawn heads, whose place is known: the strokes (orientations of edges), the tones and the colours of a head against
  those of the heads on its reference sheet, whatever the light. Of 98 painted heads of 20 characters in five places
  and lights 94 % reach 0.60 with their own sheet, 32 % with the sheet of somebody else: it finds who is drawn
  otherwise, and does not prove who somebody is.
- Of faces found in a photograph or what a model drew: see `engines/edit/face_likeness.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, ValidationError

from renderers.errors import BadInput

LEAST_PERCENT = 60
"""Below this a picture looks unlike whom it should show."""

HEADS = "heads"
"""The note of a drawn picture that says where heads are: a JSON list, see `painting.shot.HeadAt`."""

SMALLEST_HEAD, MOST_TURNED = 24.0, 75.0
"""In pixels, and in degrees from the lens: less of a face tells nothing."""

Rgb = NDArray[np.uint8]
_SIDE, _AROUND = 64, 1.3
_FROM_DRAWN = 1.2
"""Of heads of the right character one in twenty stays below 0.5 of the mean of the three measures: that is 0.60."""


class Measured(BaseModel):
    """Of one person: a score in percent, or why there is none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    percent: int | None = None
    why: str = ""


class Likeness(BaseModel):
    """Of everybody in a picture who was to be measured, in the order of the settings."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    by: Literal["drawn", "faces"]
    people: tuple[Measured, ...]

    @classmethod
    def read(cls, path: Path) -> Likeness:
        """Raises BadInput for another file."""
        try:
            return cls.model_validate_json(path.read_bytes())
        except (ValidationError, OSError) as error:
            raise BadInput(f"{path.name} says nothing of anybody's likeness") from error


@dataclass(frozen=True, slots=True)
class Head:
    """Where a head is in a picture, in pixels, and how far it is turned from the lens, in degrees."""

    x: float
    y: float
    height: float
    turned: float = 0.0
    sharp: bool = True

    @property
    def hidden(self) -> str:
        """Why nothing can be told from it; nothing when something can."""
        if abs(self.turned) > MOST_TURNED:
            return "turned away"
        if not self.sharp:
            return "out of focus"
        return "too small in the picture" if self.height < SMALLEST_HEAD else ""


def drawn_likeness(picture: Rgb, head: Head, known: Sequence[tuple[Rgb, Head]]) -> float:
    """0..1: the head against the one of its sheet that is most like it, seen from either side."""
    seen = _traits(_cut(picture, head))
    heads = [_cut(sheet, place) for sheet, place in known]
    best = [0.0, 0.0, 0.0]
    for other in (*heads, *(np.ascontiguousarray(cut[:, ::-1]) for cut in heads)):
        alike = [float(one @ two) for one, two in zip(seen, _traits(other), strict=True)]
        best = [max(pair) for pair in zip(best, alike, strict=True)]
    return min(1.0, _FROM_DRAWN * sum(best) / len(best))


def lowest(scores: Iterable[Measured]) -> int | None:
    """The least of them, in percent; None when nobody was measured."""
    return min((each.percent for each in scores if each.percent is not None), default=None)


def said(percent: int) -> str:
    """`0.41`."""
    return f"{percent / 100:.2f}"


def _cut(picture: Rgb, head: Head) -> Rgb:
    """The head alone, 64 pixels square; what lies beyond the frame is its edge."""
    half = max(1, round(head.height * _AROUND / 2))
    left, top = round(head.x) - half, round(head.y) - half
    tall, wide = picture.shape[:2]
    rows = np.clip(np.arange(top, top + 2 * half), 0, tall - 1)
    columns = np.clip(np.arange(left, left + 2 * half), 0, wide - 1)
    inside = picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1][rows - rows[0]][:, columns - columns[0]]
    return np.asarray(cv2.resize(inside, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _oval() -> NDArray[np.float32]:
    down, across = np.mgrid[:_SIDE, :_SIDE] - (_SIDE / 2 - 0.5)
    return np.asarray((across / (_SIDE * 0.42)) ** 2 + (down / (_SIDE * 0.46)) ** 2 < 1, dtype=np.float32)


_OVAL = _oval()


def _traits(cut: Rgb) -> tuple[NDArray[np.float32], ...]:
    """Strokes, tones and colours as vectors of length 1."""
    grey = cv2.cvtColor(cut, cv2.COLOR_RGB2GRAY).astype(np.float32)
    inside = grey[_OVAL > 0]
    even = (grey - inside.mean()) / (inside.std() + 4)
    tones = cv2.resize(even * _OVAL, (16, 16), interpolation=cv2.INTER_AREA).ravel()
    return _strokes(even), tones / (np.linalg.norm(tones) + 1e-6), _colours(cut)


def _strokes(even: NDArray[np.float32]) -> NDArray[np.float32]:
    calm = cv2.GaussianBlur(even, (0, 0), 1)
    across, down = cv2.Sobel(calm, cv2.CV_32F, 1, 0), cv2.Sobel(calm, cv2.CV_32F, 0, 1)
    strength, angle = np.hypot(across, down) * _OVAL, (np.arctan2(down, across) % np.pi) / np.pi * 8
    shares = [np.maximum(0, 1 - np.abs((angle - at + 4) % 8 - 4)) * strength for at in range(8)]
    found = np.sqrt(np.stack([cv2.resize(share, (8, 8), interpolation=cv2.INTER_AREA) for share in shares]).ravel())
    return np.asarray(found / (np.linalg.norm(found) + 1e-6), dtype=np.float32)


def _colours(cut: Rgb) -> NDArray[np.float32]:
    """Of every part against the whole, so that the colour of the light is not in it."""
    lab = cv2.cvtColor(cut.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    apart = (lab - (lab * _OVAL[..., None]).sum((0, 1)) / _OVAL.sum()) * _OVAL[..., None]
    found = (cv2.resize(apart, (8, 8), interpolation=cv2.INTER_AREA) * (1, 1.5, 1.5)).ravel()
    return np.asarray(found / (np.linalg.norm(found) + 8), dtype=np.float32)
