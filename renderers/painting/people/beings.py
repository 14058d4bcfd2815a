"""Characters that are no people: animals, and machines that speak; ghosts are people one sees through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import skia

from renderers.painting import ink
from renderers.painting.acting import Performance, Pose
from renderers.painting.canvas import Pixels, Stage
from renderers.painting.ink import Point
from renderers.painting.light import Light
from renderers.painting.palette import WHITE, Colour, mix, rgb
from renderers.painting.people import animals
from renderers.painting.people.appearance import Appearance, Being
from renderers.painting.people.brush import Tone, part
from renderers.painting.people.expressions import LIPS
from renderers.painting.people.finish import finish
from renderers.painting.people.ground import grounded
from renderers.painting.people.placement import Anchors, Figure, Hold, Patch, Placement

BODIES = frozenset({Being.DOG, Being.CAT, Being.HORSE, Being.BIRD, Being.MACHINE})
_LARGER = {Being.CAT: 1.5, Being.BIRD: 1.9, Being.HORSE: 0.8}
"""Held by the head in a close shot, small animals fill the frame as people do."""
_STANDS = {
    Pose.SIT: Pose.SIT,
    Pose.KNEEL: Pose.SIT,
    Pose.CROUCH: Pose.SIT,
    Pose.LIE: Pose.LIE,
    Pose.WALK: Pose.WALK,
    Pose.RUN: Pose.RUN,
}

Paint = Callable[[skia.Canvas, float, float], None]
"""Draws everything with a mouth opened by 0..1 and lids shut by 0..1."""


@dataclass(frozen=True)
class _Shape:
    """What is drawn, and where its parts are, in heads facing right."""

    draw: Paint
    head: Point
    size: float
    box: tuple[float, float, float, float]  # left, top, right, bottom
    mouth: tuple[float, float, float, float]
    eyes: tuple[float, float, float, float]
    ground: Point = (0.0, 0.0)


def paint(who: Appearance, performance: Performance, placement: Placement, stage: Stage, light: Light) -> Figure:
    """The being where the placement says, with patches for its mouth and lids."""
    tone = Tone(1 if light.side > 0 else -1)
    flip = -1 if ((placement.yaw + 180) % 360 - 180) < 0 else 1
    shape = (
        _machine(who, tone) if who.being is Being.MACHINE else _animal(who, performance, placement.phase, tone, flip)
    )
    scale = placement.head * (_LARGER.get(who.being, 1.0) if placement.hold is Hold.HEAD else 1.0)
    held = shape.head if placement.hold is Hold.HEAD else shape.ground
    at = _At(placement.x - held[0] * scale * flip, placement.y - held[1] * scale, scale, flip)
    cut = stage.region(*at.box(shape.box))
    painted = cut.paint(at.within(shape.draw, 0.0, 0.0), name="figure")
    lit = finish(painted.pixels, light, head=scale * stage.unit)

    def patch(box: tuple[float, float, float, float], opened: float, shut: float) -> Patch:
        part_of = _inside(cut, cut.region(*at.box(box)))
        sheet = part_of.paint(at.within(shape.draw, opened, shut))
        left, top = sheet.left - painted.left, sheet.top - painted.top
        return Patch(left, top, lit.over(sheet.pixels, left, top))

    mouths = {viseme: patch(shape.mouth, min(1.0, (lips.up + lips.down) * 9), 0.0) for viseme, lips in LIPS.items()}
    lids = {percent: patch(shape.eyes, 0.0, percent / 100) for percent in (0, 50, 100)}
    sheet = painted.with_pixels(lit.over(painted.pixels))
    if placement.hold is Hold.FEET and who.being is not Being.MACHINE:
        sheet = grounded(sheet, cut, at.to_stage((0.0, -0.05)), shape.box[2] - shape.box[0] - 1.2, scale)
    return Figure(sheet, _anchors(shape, at), mouths, lids)


@dataclass(frozen=True)
class _At:
    x: float
    y: float
    scale: float
    flip: int

    def to_stage(self, point: Point) -> Point:
        return self.x + point[0] * self.scale * self.flip, self.y + point[1] * self.scale

    def box(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """Left, top, width and height on the stage."""
        a, b = self.to_stage((box[0], box[1])), self.to_stage((box[2], box[3]))
        return min(a[0], b[0]), a[1], abs(b[0] - a[0]), b[1] - a[1]

    def within(self, draw: Paint, opened: float, shut: float) -> Callable[[skia.Canvas], None]:
        def placed(canvas: skia.Canvas) -> None:
            canvas.translate(self.x, self.y)
            canvas.scale(self.scale * self.flip, self.scale)
            draw(canvas, opened, shut)

        return placed


def _inside(cut: Stage, region: Stage) -> Stage:
    left, top, width, height = region.window
    x, y, w, h = cut.window
    x0, y0 = max(left, x), max(top, y)
    box = (x0, y0, max(2, min(left + width, x + w) - x0), max(2, min(top + height, y + h) - y0))
    return Stage(cut.width, cut.height, cut.oversize, cut.framing, box)


def _animal(who: Appearance, performance: Performance, phase: float, tone: Tone, flip: int) -> _Shape:
    being, pose = who.being, _STANDS.get(performance.pose, Pose.STAND)
    coat = animals.coat_of(being, who.main, who.hair_colour)
    light = Tone(tone.side * flip, tone.shade)
    x, y = animals.head_at(being, pose)

    def draw(canvas: skia.Canvas, opened: float, shut: float) -> None:
        animals.body(canvas, being, pose, phase, coat, light)
        canvas.translate(x, y)
        animals.head(canvas, being, coat, light, opened, shut)

    big = {Being.HORSE: 2.2, Being.DOG: 1.2, Being.CAT: 0.8, Being.BIRD: 0.7}[being]
    reach = 0.5 + (animals.BEASTS[being].length if being in animals.BEASTS else 0.6)
    box = (-reach - 0.6, y - big, max(x + big, reach), 0.15)
    middle = 0.06 * big
    return _Shape(
        draw,
        (x, y),
        big * 0.8,
        box,
        (x - 0.1, y + middle, x + big, y + big * 0.9),
        (x - 0.4 * big, y - big * 0.5, x + big * 0.5, y + middle),
    )


def _machine(who: Appearance, tone: Tone) -> _Shape:
    shell = mix(rgb(who.main), (0.42, 0.45, 0.50), 0.55)
    glow: Colour = mix(rgb(who.accent), (0.40, 0.90, 1.0), 0.7)

    def draw(canvas: skia.Canvas, opened: float, shut: float) -> None:
        stem = skia.Path()
        stem.addRoundRect(ink.rect(-0.18, 0.6, 0.36, 5.4), 0.05, 0.05)
        part(canvas, stem, mix(shell, (0, 0, 0), 0.3), tone, depth=0.08)
        case = skia.Path()
        case.addRoundRect(ink.rect(-0.78, -0.72, 1.56, 1.50), 0.16, 0.16)
        part(canvas, case, shell, tone, depth=0.14)
        _lens(canvas, glow, shut)
        screen = skia.Path()
        screen.addRoundRect(ink.rect(-0.60, 0.18, 1.20, 0.46), 0.06, 0.06)
        canvas.drawPath(screen, ink.fill((0.04, 0.07, 0.10)))
        canvas.drawPath(screen, ink.stroke((0.02, 0.02, 0.03), 0.03))
        wave = [
            (-0.54 + i * 0.09, 0.41 + (0.012 + 0.17 * opened) * (((i * 7) % 5) / 2 - 1) * (1 - abs(i - 6) / 7))
            for i in range(13)
        ]
        canvas.drawPath(ink.spline(wave, closed=False), ink.stroke(glow, 0.036))

    return _Shape(
        draw,
        (0.0, 0.0),
        1.2,
        (-0.9, -0.85, 0.9, 6.0),
        (-0.64, 0.15, 0.64, 0.68),
        (-0.45, -0.62, 0.45, 0.13),
        ground=(0.0, 6.0),
    )


def _lens(canvas: skia.Canvas, glow: Colour, shut: float) -> None:
    canvas.drawCircle(0, -0.25, 0.36, ink.fill((0.10, 0.11, 0.13)))
    canvas.drawCircle(0, -0.25, 0.27, ink.fill(mix(glow, (0.02, 0.05, 0.1), 0.72)))
    bright = 1 - 0.75 * shut
    canvas.drawCircle(
        0,
        -0.25,
        0.24,
        ink.radial((0, -0.25), 0.24, [(mix(glow, WHITE, 0.4), bright), (glow, 0.5 * bright), (glow, 0.0)], (0, 0.4, 1)),
    )
    canvas.drawCircle(-0.10, -0.36, 0.05, ink.fill(WHITE, 0.8))


def _anchors(shape: _Shape, at: _At) -> Anchors:
    x, y = shape.head
    mouth = ((shape.mouth[0] + shape.mouth[2]) / 2, (shape.mouth[1] + shape.mouth[3]) / 2)
    eyes = ((shape.eyes[0] + shape.eyes[2]) / 2, (shape.eyes[1] + shape.eyes[3]) / 2)
    chest = (x - 0.4, y + 0.6 * shape.size)
    return Anchors(
        head=at.to_stage((x, y)),
        head_size=shape.size * at.scale,
        neck=at.to_stage((x - 0.2, y + 0.4 * shape.size)),
        chest=at.to_stage(chest),
        eyes=at.to_stage(eyes),
        mouth=at.to_stage(mouth),
        left_hand=at.to_stage(chest),
        right_hand=at.to_stage(chest),
        seat=at.to_stage((0.0, -0.3)),
        feet=at.to_stage((0.0, 0.0)),
        top=at.to_stage((x, y - 0.6 * shape.size)),
        box=at.box(shape.box),
    )


def veiled(figure: Figure) -> Figure:
    """A ghost: the set shines through it, and it has lost its colour."""

    def pale(patch: Patch) -> Patch:
        return replace(patch, pixels=_pale(patch.pixels))

    return Figure(
        figure.sheet.with_pixels(_pale(figure.sheet.pixels)),
        figure.anchors,
        {viseme: pale(patch) for viseme, patch in figure.mouths.items()},
        {percent: pale(patch) for percent, patch in figure.lids.items()},
    )


def _pale(pixels: Pixels) -> Pixels:
    grey = pixels[..., :3].mean(2, keepdims=True)
    tint = np.array([0.88, 1.0, 1.06])
    out = pixels.astype(np.float32)
    out[..., :3] = np.minimum((pixels[..., :3] * 0.35 + grey * 0.65) * tint, pixels[..., 3:])
    return (out * 0.58).astype(np.uint8)
