"""Faces in a frame, from left to right, and pictures of them: cut out upright, and laid over the frame again.

Found by a small detector (YuNet) with eyes, nose and corners of the mouth; followed without trembling.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from renderers.card import Licence, Weights
from renderers.errors import ToolMissing
from renderers.media.rgb import Rgb
from renderers.models.store import model_store

DETECTOR = "models/face_detection_yunet/face_detection_yunet_2023mar.onnx"
RECOGNISER = "models/face_recognition_sface/face_recognition_sface_2021dec.onnx"
OPENCV_FACES = Weights(
    name="opencv_faces",
    source="opencv/opencv_zoo",
    licence=Licence("Apache-2.0"),
    memory_gb=0.1,
    part_gb=0.1,
    only=(DETECTOR, RECOGNISER),
)
Points = NDArray[np.float32]
_SURE, _LONGEST_SIDE = 0.7, 1280
_STEADY = 0.6
"""How much of where a face was a moment ago stays in where it is: a face that is found again trembles by a pixel."""

_JUMP = 0.5


@dataclass(frozen=True, slots=True)
class SeenFace:
    """`box` is left, top, right, bottom; `points` are right eye, left eye, nose and corners of the mouth, 5x2."""

    box: Points
    points: Points

    @property
    def middle(self) -> float:
        """Where it is across the frame."""
        return float(self.box[0] + self.box[2]) / 2

    @property
    def width(self) -> float:
        """In pixels."""
        return float(self.box[2] - self.box[0])

    def steadied(self, before: SeenFace) -> SeenFace:
        """A little of where it was; all of where it is when it jumped."""
        if abs(self.middle - before.middle) > _JUMP * self.width:
            return self
        return SeenFace(*(_STEADY * was + (1 - _STEADY) * now for was, now in _pairs(before, self)))


def _pairs(before: SeenFace, now: SeenFace) -> tuple[tuple[Points, Points], ...]:
    return (before.box, now.box), (before.points, now.points)


@dataclass(slots=True)
class FaceFinder:
    """Finds faces frame by frame."""

    _detector: Any = field(init=False)

    def __post_init__(self) -> None:
        self._detector = _opened()

    def faces(self, picture: Rgb) -> list[SeenFace]:
        """All that are surely faces, from left to right."""
        tall, wide = picture.shape[:2]
        scale = min(1.0, _LONGEST_SIDE / max(tall, wide))
        small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else picture
        self._detector.setInputSize((small.shape[1], small.shape[0]))
        _, found = self._detector.detect(np.ascontiguousarray(small[..., ::-1]))
        faces = [_face(row / scale) for row in (found if found is not None else ())]
        return sorted(faces, key=lambda face: face.middle)


def _face(row: Any) -> SeenFace:
    left, top, wide, tall = row[:4]
    box = np.array([left, top, left + wide, top + tall], np.float32)
    return SeenFace(box, np.asarray(row[4:14], np.float32).reshape(5, 2))


def _opened() -> Any:
    if lack := model_store().lacks(OPENCV_FACES):
        raise ToolMissing(lack)
    return cv2.FaceDetectorYN.create(str(model_store().path(OPENCV_FACES.name) / DETECTOR), "", (320, 320), _SURE)


def cut_out(picture: Rgb, matrix: Points, side: int) -> Rgb:
    """What the matrix (2x3) brings into a square of this side; beyond the frame its edge goes on."""
    shown = cv2.warpAffine(picture, matrix, (side, side), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(shown, np.uint8)


def laid_over(picture: Rgb, patch: Rgb, matrix: Points, mask: Points) -> Rgb:
    """The frame with the patch where `cut_out` took it from, as much of it as the mask (0..1) says."""
    back = np.asarray(cv2.invertAffineTransform(matrix), np.float32)
    side = patch.shape[0]
    corners = np.array([[0, 0], [side, 0], [0, side], [side, side]], np.float32) @ back[:, :2].T + back[:, 2]
    tall, wide = picture.shape[:2]
    left, top = (int(max(0, np.floor(corners[:, axis].min()))) for axis in (0, 1))
    right, bottom = (int(min(end, np.ceil(corners[:, axis].max()))) for axis, end in ((0, wide), (1, tall)))
    if right <= left or bottom <= top:
        return picture
    back = back - np.array([[0, 0, left], [0, 0, top]], np.float32)
    size = (right - left, bottom - top)
    over = cv2.warpAffine(patch, back, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE).astype(np.float32)
    share = cv2.warpAffine(mask, back, size, flags=cv2.INTER_LINEAR)[..., None]
    done = picture.copy()
    under = picture[top:bottom, left:right].astype(np.float32)
    done[top:bottom, left:right] = np.rint(under + (over - under) * share).astype(np.uint8)
    return done


def feathered(side: int, shape: Points) -> Points:
    """A mask from a drawn shape (0 or 1), its edge soft."""
    width = side // 12 | 1
    return np.asarray(cv2.GaussianBlur(shape, (width * 2 + 1, width * 2 + 1), width / 2), np.float32)
