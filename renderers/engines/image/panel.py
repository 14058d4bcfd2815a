"""Panel: a typeset storyboard frame. Light and place set the colours, figures stand where the framing puts them.

It is a drawing to plan with, not a picture of the people in the film.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BrokenPromise
from renderers.media.type import font, printable, wrapped
from renderers.plan import WorkerSize
from renderers.spec import Angle, Setting, ShotSize

Colour = tuple[int, int, int]
Pixels = Annotated[int, Field(ge=32, le=16384)]


@dataclass(frozen=True, slots=True)
class Light:
    """Colours of a time of day: top and bottom of the background, ground, figures, the glow behind them."""

    top: Colour
    bottom: Colour
    ground: Colour
    figure: Colour
    glow: Colour


_NIGHT = Light((10, 15, 34), (34, 48, 86), (14, 18, 34), (6, 9, 20), (84, 112, 176))
_DAWN = Light((92, 118, 158), (246, 190, 150), (96, 84, 92), (44, 40, 58), (255, 222, 178))
_DUSK = Light((48, 42, 88), (232, 124, 84), (62, 44, 60), (28, 22, 42), (255, 170, 110))
_DAY = Light((104, 148, 188), (214, 226, 226), (134, 138, 120), (52, 60, 66), (255, 250, 232))
_ROOM = Light((92, 84, 76), (170, 152, 126), (74, 62, 54), (40, 34, 34), (250, 226, 180))
_LIGHTS = {
    _NIGHT: ("NIGHT", "LATE"),
    _DAWN: ("DAWN", "SUNRISE", "MORNING", "FIRST"),
    _DUSK: ("DUSK", "SUNSET", "EVENING", "MAGIC", "TWILIGHT"),
}
_INK, _PAPER, _ACCENT = (244, 240, 230), (16, 17, 20), (247, 208, 70)

_FRAMINGS: dict[ShotSize, tuple[float, float]] = {
    # height of a whole figure and where its head stands, in frame heights
    ShotSize.EXTREME_WIDE: (0.16, 0.60),
    ShotSize.WIDE: (0.42, 0.40),
    ShotSize.FULL: (0.74, 0.16),
    ShotSize.TWO_SHOT: (1.35, 0.20),
    ShotSize.OVER_SHOULDER: (1.7, 0.20),
    ShotSize.MEDIUM: (1.45, 0.17),
    ShotSize.MEDIUM_CLOSE: (2.1, 0.15),
    ShotSize.CLOSE_UP: (3.3, 0.11),
    ShotSize.EXTREME_CLOSE: (6.2, -0.06),
}
_SPREADS = {1: (0.5,), 2: (0.34, 0.66), 3: (0.24, 0.5, 0.76), 4: (0.18, 0.4, 0.6, 0.82)}


class PanelSettings(Settings):
    """What the frame shows and says."""

    width: Pixels = Field(description="Width in pixels")
    height: Pixels = Field(description="Height in pixels")
    framing: ShotSize = Field(description="How close the camera is")
    angle: Angle = Field(default=Angle.EYE, description="How high it stands")
    setting: Setting = Field(default=Setting.UNSAID, description="Inside or outside")
    time_of_day: str = Field(default="", max_length=200, description="DAY, NIGHT, DAWN and the like")
    slug: str = Field(default="", max_length=2000, description="The scene heading")
    text: str = Field(default="", max_length=20_000, description="What happens")
    figures: Annotated[int, Field(ge=0, le=4)] = Field(default=0, description="How many people are seen")
    seed: int = Field(default=0, description="Where small things stand")


@dataclass(frozen=True, slots=True)
class Panel:
    """The same settings give the same pixels."""

    name: str = "panel"
    version: str = "1"
    makes: Kind = Kind.PANEL
    settings: type[PanelSettings] = PanelSettings
    media_type: str = "image/png"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Typeset storyboard panel"

    def render(self, job: Job[PanelSettings]) -> None:
        """A PNG of the asked size."""
        settings = job.settings
        job.progress(0.0)
        picture = _card(settings) if settings.framing is ShotSize.TITLE else _frame(settings)
        picture.save(job.out, "PNG", compress_level=1)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Width and height."""
        try:
            with Image.open(path) as picture:
                return {"width": picture.width, "height": picture.height}
        except OSError as error:
            raise BrokenPromise(f"{path.name} is not a picture") from error


def _light(settings: PanelSettings) -> Light:
    said = settings.time_of_day.upper()
    for light, names in _LIGHTS.items():
        if any(name in said for name in names):
            return light
    return _ROOM if settings.setting is Setting.INTERIOR else _DAY


def _frame(settings: PanelSettings) -> Image.Image:
    light = _light(settings)
    width, height = settings.width, settings.height
    picture = Image.fromarray(_background(width, height, light, settings))
    picture = _with_figures(picture, settings, light)
    shaded = np.asarray(picture, np.float32) * _vignette(width, height)[..., None]
    picture = Image.fromarray(shaded.clip(0, 255).astype(np.uint8))
    _caption(ImageDraw.Draw(picture), settings)
    return picture


def _background(width: int, height: int, light: Light, settings: PanelSettings) -> NDArray[np.uint8]:
    """A gradient with a glow, the ground below, and walls or hills by place."""
    horizon = {Angle.LOW: 0.84, Angle.HIGH: 0.48, Angle.OVERHEAD: 0.2}.get(settings.angle, 0.68)
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    top, bottom = np.array(light.top, np.float32), np.array(light.bottom, np.float32)
    across = np.linspace(-1, 1, width, dtype=np.float32)[None, :, None]
    centre = 0.3 * np.sin(settings.seed)
    glow = np.exp(-((across - centre) ** 2) * 2.2 - ((down - horizon) ** 2) * 9)
    sky = (
        top + (bottom - top) * np.clip(down / horizon, 0, 1) + (np.array(light.glow, np.float32) - bottom) * glow * 0.55
    )
    ground = np.array(light.ground, np.float32) * (0.75 + 0.5 * (1 - down)) * np.ones_like(across)
    image = np.where(down > horizon, ground, sky)
    canvas = np.ascontiguousarray(image.clip(0, 255).astype(np.uint8))
    rng = np.random.default_rng(settings.seed)
    (_room if settings.setting in (Setting.INTERIOR, Setting.BOTH) else _skyline)(canvas, light, horizon, rng)
    grain = rng.normal(0, 2.0, (height // 2 + 1, width // 2 + 1)).astype(np.float32)
    rough = cv2.resize(grain, (width, height), interpolation=cv2.INTER_LINEAR)[..., None]
    return (canvas + rough).clip(0, 255).astype(np.uint8)


def _room(canvas: NDArray[np.uint8], light: Light, horizon: float, rng: np.random.Generator) -> None:
    """Side walls running to the back, and a window or a lamp."""
    height, width = canvas.shape[:2]
    floor, inset = int(height * horizon), int(width * 0.16)
    dark = tuple(int(part * 0.7) for part in light.bottom)
    for edge, corner in ((0, inset), (width, width - inset)):
        wall = np.array([[edge, 0], [corner, int(height * 0.1)], [corner, floor], [edge, height]], np.int32)
        cv2.fillPoly(canvas, [wall], dark, cv2.LINE_AA)
    left = int(width * (0.28 + 0.3 * rng.random()))
    box = (left, int(height * 0.16)), (left + int(width * 0.17), int(height * 0.46))
    cv2.rectangle(canvas, *box, light.glow, -1, cv2.LINE_AA)
    middle = (box[0][0] + box[1][0]) // 2
    cv2.line(canvas, (middle, box[0][1]), (middle, box[1][1]), dark, max(2, width // 300), cv2.LINE_AA)


def _skyline(canvas: NDArray[np.uint8], light: Light, horizon: float, rng: np.random.Generator) -> None:
    """Two ridges of far things on the horizon."""
    height, width = canvas.shape[:2]
    for depth, tall in ((0.55, 0.16), (0.3, 0.09)):
        colour = tuple(int(g * (1 - depth) + b * depth) for g, b in zip(light.ground, light.bottom, strict=True))
        marks = np.cumsum(rng.normal(0, 1, 24))
        marks = (marks - marks.min()) / max(1e-6, float(np.ptp(marks)))
        xs = np.linspace(0, width, 24)
        ys = height * horizon - marks * height * tall
        ridge = np.array([[0, height * horizon], *zip(xs, ys, strict=True), [width, height * horizon]], np.int32)
        cv2.fillPoly(canvas, [ridge], colour, cv2.LINE_AA)


def _with_figures(picture: Image.Image, settings: PanelSettings, light: Light) -> Image.Image:
    if not settings.figures or settings.framing not in _FRAMINGS:
        return _thing(picture, light) if settings.framing is ShotSize.INSERT else picture
    tall, head = _FRAMINGS[settings.framing]
    canvas = np.array(picture)
    people = _people(settings)
    for x, scale, back in people:
        rim = tuple(int(f + (g - f) * 0.45) for f, g in zip(light.figure, light.glow, strict=True))
        top = settings.height * (head + (0.06 if back else 0.0))
        size = settings.height * tall * scale
        for colour, shift in ((rim, -0.006 * size), (light.figure, 0.0)):
            _person(canvas, x * settings.width + shift, top, size, colour)
    return Image.fromarray(canvas)


def _people(settings: PanelSettings) -> list[tuple[float, float, bool]]:
    """Where heads stand across the frame, how large, and whether seen from behind."""
    if settings.framing is ShotSize.OVER_SHOULDER:
        side = 0.16 if settings.seed % 2 else 0.84
        return [(1 - side * 1.1 if side > 0.5 else 0.66, 0.72, False), (side, 1.25, True)]
    count = settings.figures
    if settings.framing in (ShotSize.MEDIUM_CLOSE, ShotSize.CLOSE_UP, ShotSize.EXTREME_CLOSE):
        return [(0.58 if settings.seed % 2 else 0.42, 1.0, False)]
    lean = 0.02 * ((settings.seed % 5) - 2)
    return [(x + lean, 1.0 - 0.04 * (at % 2), False) for at, x in enumerate(_SPREADS[count])]


def _person(canvas: NDArray[np.uint8], x: float, top: float, size: float, colour: tuple[int, ...]) -> None:
    """A figure from the head down: an eighth of it head, then neck, shoulders, body and legs."""
    head = size / 7.5
    centre = (int(x), int(top + head * 0.6))
    cv2.ellipse(canvas, centre, (int(head * 0.42), int(head * 0.56)), 0, 0, 360, colour, -1, cv2.LINE_AA)
    neck, shoulder = top + head * 1.05, top + head * 1.5
    hip, foot = top + head * 3.9, top + size
    outline = [
        (-0.18, neck - head * 0.15), (-0.22, neck + head * 0.12), (-0.78, shoulder), (-0.95, shoulder + head * 0.7),
        (-0.86, hip), (-0.5, hip), (-0.48, foot), (-0.08, foot), (0, hip + head * 0.4), (0.08, foot), (0.48, foot),
        (0.5, hip), (0.86, hip), (0.95, shoulder + head * 0.7), (0.78, shoulder), (0.22, neck + head * 0.12),
        (0.18, neck - head * 0.15),
    ]  # fmt: skip
    points = np.array([[int(x + dx * head), int(y)] for dx, y in outline], np.int32)
    cv2.fillPoly(canvas, [points], colour, cv2.LINE_AA)


def _thing(picture: Image.Image, light: Light) -> Image.Image:
    """An insert: something small, lit, on a surface."""
    canvas = np.array(picture)
    height, width = canvas.shape[:2]
    centre = (width // 2, int(height * 0.52))
    cv2.ellipse(
        canvas,
        (centre[0], centre[1] + height // 9),
        (width // 5, height // 16),
        0,
        0,
        360,
        light.ground,
        -1,
        cv2.LINE_AA,
    )
    corners = np.array([[-1, -0.7], [1, -0.78], [1.04, 0.62], [-0.96, 0.7]]) * (width * 0.11, height * 0.17) + centre
    cv2.fillPoly(canvas, [corners.astype(np.int32)], light.glow, cv2.LINE_AA)
    cv2.polylines(
        canvas, [corners.astype(np.int32)], isClosed=True, color=light.figure, thickness=3, lineType=cv2.LINE_AA
    )
    return Image.fromarray(canvas)


def _vignette(width: int, height: int) -> NDArray[np.float32]:
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    shade: NDArray[np.float32] = (1 - 0.28 * np.clip(x**2 + y**2 - 0.35, 0, 1)).astype(np.float32)
    return shade


def _caption(draw: ImageDraw.ImageDraw, settings: PanelSettings) -> None:
    """A strip inside the safe area: the slug, the framing, and what happens."""
    width, height = settings.width, settings.height
    unit = min(width, height)
    left, right = int(width * 0.155), int(width * 0.845)
    small, text = font(max(10, unit // 40), bold=True), font(max(12, unit // 32))
    lines = wrapped(settings.text, text, width=right - left - unit // 20, lines=3)
    step = int(unit / 32 * 1.35)
    bottom = int(height * 0.9)
    top = bottom - step * len(lines) - int(unit * 0.075)
    draw.rectangle((left, top, right, bottom), fill=_PAPER)
    draw.rectangle((left, top, left + max(3, unit // 160), bottom), fill=_ACCENT)
    label = settings.framing.value.replace("_", " ").upper()
    room = right - left - unit // 12 - int(small.getlength(label))
    slug = wrapped(settings.slug, small, width=max(room, unit // 6), lines=1)
    inside = left + unit // 32
    draw.text((inside, top + unit // 50), slug[0] if slug else "", font=small, fill=_ACCENT)
    draw.text((right - unit // 32 - small.getlength(label), top + unit // 50), label, font=small, fill=_INK)
    for number, line in enumerate(lines):
        draw.text((inside, top + int(unit * 0.06) + step * number), line, font=text, fill=_INK)


def _card(settings: PanelSettings) -> Image.Image:
    """A title or credit: type on near-black with one warm line."""
    width, height = settings.width, settings.height
    shade = 20 + 16 * _vignette(width, height)
    picture = Image.fromarray(np.repeat(shade[..., None], 3, axis=2).astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    unit = min(width, height)
    *small_print, last = printable(settings.text).split("\n")
    face = font(max(14, unit // (9 if len(last) < 24 else 14)), bold=True)
    lines = wrapped(last, face, width=int(width * 0.72), lines=4)
    step = int(face.size * 1.25)
    top = (height - step * len(lines)) // 2
    for number, line in enumerate(lines):
        draw.text(((width - face.getlength(line)) / 2, top + step * number), line, font=face, fill=_INK)
    quiet = font(max(10, unit // 30))
    for number, line in enumerate(reversed(small_print), 1):
        draw.text(
            ((width - quiet.getlength(line)) / 2, top - number * unit // 18), line, font=quiet, fill=(170, 166, 156)
        )
    rule = top + step * len(lines) + unit // 22
    draw.rectangle((width // 2 - unit // 14, rule, width // 2 + unit // 14, rule + max(2, unit // 240)), fill=_ACCENT)
    return picture


ENGINE = Panel()
