"""Ken Burns: a camera move over a still, smooth to a fraction of a pixel, exactly as long as the shot."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import cv2
import numpy as np
from pydantic import Field

from renderers.card import Accepts, Card
from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput
from renderers.media.cutlist import CutList
from renderers.media.encode import Plane, SegmentWriter
from renderers.media.probe import video_facts
from renderers.media.rgb import planes_of, shaded
from renderers.plan import WorkerSize
from renderers.spec import Movement
from renderers.timing import Rate

_ZOOM, _DRIFT = 0.10, 0.035


class KenBurnsSettings(Settings):
    """Size, speed and the move."""

    width: Annotated[int, Field(ge=16, le=8192, multiple_of=2)] = Field(description="Width in pixels, even")
    height: Annotated[int, Field(ge=16, le=8192, multiple_of=2)] = Field(description="Height in pixels, even")
    rate: Rate = Field(description="Frames per second")
    movement: Movement = Field(
        default=Movement.STATIC, description="What the camera does; static still breathes a little"
    )
    seed: int = Field(default=0, description="Decides the direction of small drifts")


@dataclass(frozen=True, slots=True)
class View:
    """Where the camera looks: centre in parts of the free margin (-1..1), and how much of the picture it sees."""

    x: float
    y: float
    zoom: float


CARD = Card(accepts=frozenset({Accepts.FIRST}))


@dataclass(frozen=True, slots=True)
class KenBurns:
    """The panel is larger than the frame; the camera never leaves it."""

    name: str = "ken_burns"
    version: str = "2"
    makes: Kind = Kind.CLIP
    settings: type[KenBurnsSettings] = KenBurnsSettings
    media_type: str = "video/mp4"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Ken Burns camera move"
    card: Card = CARD

    def render(self, job: Job[KenBurnsSettings]) -> None:
        """Inputs `first` or `panel` (a picture) and `timing` (the shot's cut list, with its fades)."""
        settings, timing = job.settings, CutList.read(job.inputs["timing"])
        cv2.setNumThreads(job.threads)
        planes = _planes(job.inputs.get("first") or job.inputs["panel"], settings)
        shade = timing.brightness()
        with SegmentWriter(job.out, width=settings.width, height=settings.height, rate=settings.rate) as segment:
            for frame in range(timing.frames):
                view = view_at(settings.movement, frame / max(1, timing.frames - 1), seed=settings.seed)
                y, u, v = (_seen(plane, view, _size(settings, index)) for index, plane in enumerate(planes))
                segment.write_planes(*shaded((y, u, v), shade[frame]))
                job.progress(frame / timing.frames)

    def facts(self, path: Path) -> dict[str, Any]:
        """Frames, size and rate."""
        return video_facts(path)


def view_at(movement: Movement, moment: float, *, seed: int) -> View:
    """The view at a moment 0..1 of the shot. Moves start and end gently; a static camera drifts by a hair."""
    eased = moment - math.sin(2 * math.pi * moment) / (2 * math.pi) * 0.6
    along = 2 * eased - 1
    side = 1 if seed % 2 else -1
    match movement:
        case Movement.PUSH_IN:
            return View(0, 0, 1 + _ZOOM * eased)
        case Movement.PULL_OUT:
            return View(0, 0, 1 + _ZOOM * (1 - eased))
        case Movement.PAN_LEFT | Movement.PAN_RIGHT | Movement.TRACK:
            direction = {Movement.PAN_LEFT: -1, Movement.PAN_RIGHT: 1}.get(movement, side)
            return View(direction * along * 0.9, 0, 1.0)
        case Movement.TILT_UP | Movement.TILT_DOWN:
            return View(0, (-1 if movement is Movement.TILT_UP else 1) * along * 0.9, 1.0)
        case Movement.HANDHELD:
            sway = 2 * math.pi * moment
            return View(0.25 * math.sin(3 * sway + seed), 0.25 * math.sin(4.3 * sway + 2 * seed), 1 + _DRIFT)
        case _:
            return View(side * 0.12 * along, 0, 1 + _DRIFT * eased)


def _planes(panel: Path, settings: KenBurnsSettings) -> tuple[Plane, Plane, Plane]:
    picture = cv2.imread(str(panel), cv2.IMREAD_COLOR)
    if picture is None:
        raise BadInput(f"the panel {panel.name} is not a picture")
    height, width = picture.shape[0] // 2 * 2, picture.shape[1] // 2 * 2
    if width < settings.width or height < settings.height:
        raise BadInput(f"the panel is {width}x{height}, smaller than the frame {settings.width}x{settings.height}")
    return planes_of(np.asarray(picture[:height, :width, ::-1], np.uint8))


def _size(settings: KenBurnsSettings, plane: int) -> tuple[int, int]:
    share = 2 if plane else 1
    return settings.width // share, settings.height // share


def _seen(plane: Plane, view: View, size: tuple[int, int]) -> Plane:
    """The part of a plane the camera sees, by one affine warp with sub-pixel position."""
    width, height = size
    scale = min(plane.shape[1] / width, plane.shape[0] / height) / (1.15 * view.zoom)
    spare_x, spare_y = (plane.shape[1] - width * scale) / 2, (plane.shape[0] - height * scale) / 2
    left, top = spare_x * (1 + view.x), spare_y * (1 + view.y)
    matrix = np.array([[scale, 0, left + (scale - 1) / 2], [0, scale, top + (scale - 1) / 2]], np.float64)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    seen = cv2.warpAffine(plane, matrix, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(seen, np.uint8)


ENGINE = KenBurns()
