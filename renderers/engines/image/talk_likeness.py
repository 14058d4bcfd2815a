"""Talk likeness: a picture of somebody, cut so that they sit before the camera of a podcast in any shape of frame."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import cv2
import numpy as np
from PIL import Image
from pydantic import Field

from renderers.card import Card, Effort
from renderers.engine import Job, Kind, Settings
from renderers.engines.local import read_rgb
from renderers.engines.seen_faces import OPENCV_FACES, FaceFinder, SeenFace
from renderers.errors import BadInput, BrokenPromise
from renderers.media.rgb import Rgb
from renderers.models.store import model_store
from renderers.painting.portrait import Portrait, read_portrait, write_portrait
from renderers.plan import WorkerSize

Side = Annotated[int, Field(ge=32, le=8192, multiple_of=2)]
HEAD_WIDE, HEAD_TALL, EYES = 0.42, 0.27, 0.44
"""A head's height in a wide and in an upright frame, and where its middle is, as parts of the frame's height."""

_HEAD, _UP = 1.42, 0.10
"""A head's height and how much higher its middle is, in heights of the face that is found."""

_TILE_ACROSS, _TILE_UP, _TILE_DOWN = 0.85, 0.75, 1.1
"""What is taken of a sheet around a head, in heads from its middle: nothing of the figures beside it."""

_DARK, _SOFT = 0.55, 28


class TalkLikenessSettings(Settings):
    """How large the frame is, and what the picture is."""

    width: Side = Field(description="Width in pixels, even")
    height: Side = Field(description="Height in pixels, even")
    shows: Literal["portrait", "sheet"] = Field(
        default="portrait", description="A picture of them, or a reference sheet that shows them several times"
    )


@dataclass(frozen=True, slots=True)
class TalkLikeness:
    """What the picture does not reach to is filled with itself out of focus. The same picture gives the same pixels."""

    card: Card
    name: str = "talk_likeness"
    version: str = "1"
    makes: Kind = Kind.SHEET
    settings: type[TalkLikenessSettings] = TalkLikenessSettings
    media_type: str = "image/png"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Portrait from a picture"

    def missing(self) -> str:
        """The detector that finds the face."""
        return model_store().lacks(OPENCV_FACES)

    def render(self, job: Job[TalkLikenessSettings]) -> None:
        """Input `picture`; a PNG that says where the head is. Raises BadInput where no face is found."""
        job.progress(0.0)
        settings, picture = job.settings, read_rgb(job.inputs["picture"])
        x, y, tall = _head(FaceFinder().faces(picture), job.inputs["picture"].name)
        job.progress(0.4)
        plain = settings.shows == "sheet"
        if plain:
            picture, x, y = _tile(picture, x, y, tall)
        share = HEAD_WIDE if settings.width > settings.height else HEAD_TALL
        scale = share * settings.height / tall
        made = _placed(picture, (x * scale, y * scale), scale, (settings.width, settings.height), plain=int(plain))
        head = (settings.width / 2, EYES * settings.height, share * settings.height)
        write_portrait(Portrait(made, head, {}), job.out)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Width and height of the portrait."""
        try:
            portrait = read_portrait(path)
        except (OSError, ValueError, Image.DecompressionBombError) as error:
            raise BrokenPromise(f"{path.name} is no portrait") from error
        height, width = portrait.pixels.shape[:2]
        return {"width": width, "height": height}


def _head(faces: list[SeenFace], name: str) -> tuple[float, float, float]:
    """The middle of the largest head and its height, in pixels."""
    if not faces:
        raise BadInput(
            f"no face is to be found in {name}, so nobody can be filmed from it; bring a picture in which the face is "
            "seen from the front, well lit and not too small"
        )
    left, top, right, bottom = (float(side) for side in max(faces, key=lambda face: face.width).box)
    tall = bottom - top
    return (left + right) / 2, (top + bottom) / 2 - _UP * tall, _HEAD * tall


def _tile(sheet: Rgb, x: float, y: float, tall: float) -> tuple[Rgb, float, float]:
    """What is around one head of a sheet, and where the head's middle is in it."""
    height, width = sheet.shape[:2]
    left, right = max(0, round(x - _TILE_ACROSS * tall)), min(width, round(x + _TILE_ACROSS * tall))
    top, bottom = max(0, round(y - _TILE_UP * tall)), min(height, round(y + _TILE_DOWN * tall))
    return sheet[top:bottom, left:right], x - left, y - top


def _placed(picture: Rgb, head: tuple[float, float], scale: float, size: tuple[int, int], *, plain: int) -> Rgb:
    """The picture in a frame of this size with the head's middle, in scaled pixels, where the frame wants it."""
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    large = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=how), np.uint8)
    width, height = size
    left, top = round(width / 2 - head[0]), round(height * EYES - head[1])
    box = max(0, left), max(0, top), min(width, left + large.shape[1]), min(height, top + large.shape[0])
    shown = np.zeros((height, width, 3), np.float32)
    shown[box[1] : box[3], box[0] : box[2]] = large[box[1] - top : box[3] - top, box[0] - left : box[2] - left]
    share = _share(box, size)[..., None]
    behind = _plain(picture, size) if plain else _blurred(picture, size)
    return np.asarray(np.rint(behind + (shown - behind) * share), np.uint8)


def _share(box: tuple[int, int, int, int], size: tuple[int, int]) -> Any:
    """1 inside the picture, softly 0 towards those of its edges that lie inside the frame."""
    width, height = size
    soft = max(2.0, min(width, height) / _SOFT)
    across, down = np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)
    edges = [
        np.ones(width, np.float32) if box[0] <= 0 else np.clip((across - box[0]) / soft, 0, 1),
        np.ones(width, np.float32) if box[2] >= width else np.clip((box[2] - 1 - across) / soft, 0, 1),
        np.ones(height, np.float32) if box[1] <= 0 else np.clip((down - box[1]) / soft, 0, 1),
        np.ones(height, np.float32) if box[3] >= height else np.clip((box[3] - 1 - down) / soft, 0, 1),
    ]
    return np.minimum(edges[2], edges[3])[:, None] * np.minimum(edges[0], edges[1])[None]


def _blurred(picture: Rgb, size: tuple[int, int]) -> Any:
    """The picture itself behind itself, far out of focus and dark, as upright pictures are shown on wide screens."""
    small = cv2.GaussianBlur(cv2.resize(picture, (64, 64), interpolation=cv2.INTER_AREA), (0, 0), 7)
    return cv2.resize(small.astype(np.float32), size, interpolation=cv2.INTER_CUBIC).clip(0, 255) * _DARK


def _plain(picture: Rgb, size: tuple[int, int]) -> Any:
    """The colour of a sheet beside its head."""
    rim = np.concatenate([picture[:, :2].reshape(-1, 3), picture[:, -2:].reshape(-1, 3)])
    return np.broadcast_to(np.median(rim, axis=0).astype(np.float32), (size[1], size[0], 3))


ENGINE = TalkLikeness(
    Card(
        weights=OPENCV_FACES,
        effort=Effort(seconds=3),
        proven="Cuts pictures here by a tiny twin of its detector; how well it finds faces needs the real one",
    )
)
