"""The head of a robot: plates, a visor that looks, a mouth of light."""

from __future__ import annotations

import math

import skia

from renderers.painting import ink
from renderers.painting.ink import Point
from renderers.painting.palette import WHITE, mix, rgb, scaled
from renderers.painting.people.brush import Tone, line_of, part
from renderers.painting.people.expressions import Lips, Mien
from renderers.painting.people.skull import Skull

_LIGHT = (0.45, 0.92, 1.0)
_ALARM = (1.0, 0.36, 0.28)


def draw(canvas: skia.Canvas, skull: Skull, tone: Tone, mien: Mien, lips: Lips, gaze: Point, shut: float) -> None:
    """The whole head; angry robots glow red."""
    steel = rgb(skull.who.skin)
    sine, cosine = skull.turn
    side = 0.40 * abs(cosine) + 0.42 * abs(sine)
    for x in (-1, 1):
        ear = skia.Path()
        ear.addOval(ink.rect(x * side * 0.98 - 0.07 - 0.03 * sine, -0.10, 0.14, 0.26))
        part(canvas, ear, scaled(steel, 0.7), tone, depth=0.04)
    canvas.drawLine(-0.1 * sine, -0.5, -0.12 * sine, -0.72, ink.stroke(line_of(steel), 0.04))
    canvas.drawCircle(-0.12 * sine, -0.74, 0.055, ink.fill(_LIGHT))
    shape = [
        (-side, -0.20),
        (-side * 0.82, -0.46),
        (0, -0.54),
        (side * 0.82, -0.46),
        (side, -0.20),
        (side * 0.96, 0.22),
        (side * 0.62, 0.48),
        (0, 0.54),
        (-side * 0.62, 0.48),
        (-side * 0.96, 0.22),
    ]
    part(canvas, ink.spline(shape), steel, tone, depth=0.16)
    canvas.drawPath(
        ink.spline([(-side * 0.9, -0.24), (0, -0.30), (side * 0.9, -0.24)], closed=False),
        ink.stroke(line_of(steel), 0.016, 0.7),
    )
    if cosine > -0.2:
        _face(canvas, skull, mien, lips, gaze, shut)


def _face(canvas: skia.Canvas, skull: Skull, mien: Mien, lips: Lips, gaze: Point, shut: float) -> None:
    sine, cosine = skull.turn
    colour = _ALARM if mien.inner < -0.4 else _LIGHT
    middle, wide = 0.24 * sine, 0.31 * max(0.25, cosine)
    visor = skia.Path()
    visor.addRoundRect(ink.rect(middle - wide, -0.14, wide * 2, 0.26), 0.11, 0.11)
    canvas.drawPath(visor, ink.fill((0.06, 0.08, 0.11)))
    canvas.drawPath(visor, ink.stroke((0.02, 0.02, 0.03), 0.022))
    tall = max(0.006, 0.062 * (1 - max(shut, mien.lid)))
    for x in (-0.5, 0.5):
        eye = (middle + x * wide + gaze[0] * 0.04, -0.01 + gaze[1] * 0.03 - 0.02 * mien.brow)
        canvas.drawOval(
            ink.rect(eye[0] - 0.09, eye[1] - tall - 0.03, 0.18, tall * 2 + 0.06), ink.fill(colour, 0.25, soft=0.03)
        )
        canvas.drawOval(ink.rect(eye[0] - 0.06, eye[1] - tall, 0.12, tall * 2), ink.fill(mix(colour, WHITE, 0.35)))
    loud = lips.up + lips.down
    for i in range(7):
        x = middle + (i - 3) / 3 * wide * 0.62
        high = 0.012 + loud * (0.35 + 0.65 * math.cos((i - 3) * 0.55)) * (0.8 + 0.4 * ((i * 5) % 3) / 2)
        canvas.drawLine(x, 0.31 - high, x, 0.31 + high, ink.stroke(colour, 0.026))
