"""A face in a picture: where its eyes, nose and mouth are, and the numbers that tell it from others.

Read by two models of the store in the layout of InsightFace's packs: a detector of the SCRFD kind (three strides, two
anchors, five landmarks) and a recogniser of the ArcFace kind (112 pixels, 512 numbers).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderers.errors import BadInput
from renderers.media.rgb import Rgb

Numbers = NDArray[np.float32]
_STRIDES, _ANCHORS = (8, 16, 32), 2
_SEEN_AT, _SURE = 640, 0.5
_MARGINS = (0.0, 0.5)
"""A face that fills the whole picture is found with room around it."""

_SIDE = 112
_WHERE = np.array(
    [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]], np.float32
)
"""Where a recogniser of this kind expects eyes, nose and corners of the mouth."""

FFHQ_SIDE = 512
FFHQ_WHERE = np.array(
    [[192.98, 239.95], [318.90, 240.19], [256.63, 314.02], [201.26, 371.41], [313.09, 371.15]], np.float32
)
"""The same in the pictures that what draws faces was trained on (FFHQ, brought to 512 pixels)."""


@dataclass(frozen=True, slots=True)
class Face:
    """`landmarks` are eyes, nose and corners of the mouth, 5x2 in pixels; `embedding` are 512 numbers."""

    landmarks: Numbers
    embedding: Numbers

    @property
    def unit(self) -> Numbers:
        """The embedding at length one."""
        return self.embedding / max(float(np.linalg.norm(self.embedding)), 1e-6)


def face_in(picture: Rgb, *, detector: Path, recogniser: Path, name: str) -> Face:
    """The largest face. Raises BadInput, naming the picture, when there is none."""
    look = _session(detector)
    for margin in _MARGINS:
        seen, offset = _with_room(picture, margin)
        landmarks = _largest(look, seen)
        if landmarks is not None:
            return Face(landmarks - offset, _told_apart(_session(recogniser), seen, landmarks))
    raise BadInput(f"there is no face to be found in {name}; give a portrait in which the face is seen from the front")


def _session(path: Path) -> Any:
    """On the processor with one thread: the same numbers everywhere."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _with_room(picture: Rgb, margin: float) -> tuple[Rgb, Numbers]:
    """The picture with a grey border, and how far that moves everything in it."""
    across, down = (round(side * margin) for side in (picture.shape[1], picture.shape[0]))
    padded = np.pad(picture, ((down, down), (across, across), (0, 0)), constant_values=128)
    return padded, np.array([across, down], np.float32)


def _largest(look: Any, picture: Rgb) -> Numbers | None:
    """The landmarks of the face with the largest box, or None."""
    import cv2

    height, width = picture.shape[:2]
    scale = _SEEN_AT / max(height, width)
    small = cv2.resize(picture, (max(1, round(width * scale)), max(1, round(height * scale))))
    canvas = np.zeros((_SEEN_AT, _SEEN_AT, 3), np.uint8)
    canvas[: small.shape[0], : small.shape[1]] = small
    told = look.run(None, {look.get_inputs()[0].name: _planes(canvas, 128.0)})
    found = [face for faces in _decoded(told) for face in faces]
    if not found:
        return None
    _, landmarks = max(found, key=lambda face: face[0])
    return np.asarray(landmarks / scale, np.float32)


def _decoded(told: list[Numbers]) -> Iterator[list[tuple[float, Numbers]]]:
    """Area and landmarks of what the detector is sure of, stride by stride."""
    for at, stride in enumerate(_STRIDES):
        scores, boxes, points = (told[at + len(_STRIDES) * part] for part in range(3))
        side = _SEEN_AT // stride
        grid = np.stack(np.meshgrid(np.arange(side), np.arange(side)), axis=-1).reshape(-1, 2)
        centres = np.repeat(grid, _ANCHORS, axis=0).astype(np.float32) * stride
        (sure,) = np.where(scores.reshape(-1) >= _SURE)
        areas = (boxes[sure, 0] + boxes[sure, 2]) * (boxes[sure, 1] + boxes[sure, 3]) * stride**2
        marks = centres[sure][:, None] + points[sure].reshape(-1, 5, 2) * stride
        yield [(float(area), mark) for area, mark in zip(areas, marks, strict=True)]


def _told_apart(read: Any, picture: Rgb, landmarks: Numbers) -> Numbers:
    """The numbers of the face, turned upright and to the size that is read."""
    import cv2

    upright = np.asarray(cv2.warpAffine(picture, onto(landmarks, _WHERE), (_SIDE, _SIDE)), np.uint8)
    numbers: Numbers = read.run(None, {read.get_inputs()[0].name: _planes(upright, 127.5)})[0].reshape(-1)
    return numbers


def onto(here: Numbers, there: Numbers) -> Numbers:
    """The turn, scale and shift that bring points onto others with the least squares, as a 2x3 matrix."""
    rows, wanted = [], []
    for (x, y), (u, v) in zip(here, there, strict=True):
        rows += [[x, -y, 1, 0], [y, x, 0, 1]]
        wanted += [u, v]
    (a, b, right, down), *_ = np.linalg.lstsq(np.array(rows, np.float64), np.array(wanted, np.float64), rcond=None)
    return np.array([[a, -b, right], [b, a, down]], np.float32)


def _planes(picture: Rgb, spread: float) -> Numbers:
    return ((picture.astype(np.float32) - 127.5) / spread).transpose(2, 0, 1)[None]
