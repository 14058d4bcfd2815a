"""Animals as flat cut-outs in profile: standing, walking, sitting, lying; a mouth that opens and eyes that close.

Units: heads of an adult person, origin on the ground under the body, facing screen right.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import skia

from renderers.painting import ink
from renderers.painting.acting import Pose
from renderers.painting.ink import Point
from renderers.painting.palette import BLACK, WHITE, Colour, mix, rgb, scaled
from renderers.painting.people.appearance import Being
from renderers.painting.people.brush import Tone, part, tapered


@dataclass(frozen=True)
class Beast:
    """Measures of a four-legged animal."""

    height: float  # of the shoulder
    length: float  # from shoulder to rump
    girth: float
    leg: float  # half width
    neck: Point  # from shoulder to head
    head: float  # size of the skull
    muzzle: tuple[float, float]  # length and half width
    ear: str
    tail: str


BEASTS: Mapping[Being, Beast] = MappingProxyType(
    {
        Being.DOG: Beast(2.2, 1.8, 0.46, 0.10, (0.50, -0.72), 0.42, (0.50, 0.19), "flop", "wag"),
        Being.CAT: Beast(1.05, 1.35, 0.32, 0.09, (0.30, -0.36), 0.30, (0.15, 0.13), "point", "long"),
        Being.HORSE: Beast(5.4, 3.9, 1.02, 0.18, (1.35, -1.75), 0.50, (1.35, 0.34), "small", "hair"),
    }
)


def head_at(being: Being, pose: Pose) -> Point:
    """The middle of the head."""
    if being is Being.BIRD:
        return 0.22, -1.02
    beast = BEASTS[being]
    shoulder = _shoulder(beast, pose)
    drop = 0.55 if pose is Pose.LIE else 0.0
    return shoulder[0] + beast.neck[0], shoulder[1] + beast.neck[1] * (1 - drop)


def _shoulder(beast: Beast, pose: Pose) -> Point:
    low = 0.36 if pose is Pose.LIE else 1.0
    return beast.length / 2, -beast.height * low


def _rump(beast: Beast, pose: Pose) -> Point:
    if pose is Pose.SIT:
        return -beast.length * 0.28, -beast.height * 0.36
    return -beast.length / 2, -beast.height * (0.36 if pose is Pose.LIE else 0.98)


def body(canvas: skia.Canvas, being: Being, pose: Pose, phase: float, coat: Colour, tone: Tone) -> None:
    """Everything but the head."""
    if being is Being.BIRD:
        _bird(canvas, coat, tone)
        return
    beast = BEASTS[being]
    shoulder, rump = _shoulder(beast, pose), _rump(beast, pose)
    _tail(canvas, beast, rump, phase, coat, tone)
    far = scaled(coat, 0.72)
    x, y = shoulder
    head = head_at(being, pose)
    neck = [(x - 0.15 * beast.length, y + beast.girth * 0.3), ((x + head[0]) / 2, (y + head[1]) / 2 + 0.1), head]
    part(canvas, tapered(neck, [beast.girth * 0.85, beast.girth * 0.58, beast.head * 0.62]), coat, tone, depth=0.14)
    for index, (at, colour) in enumerate(((shoulder, far), (rump, far), (shoulder, coat), (rump, coat))):
        if index == 2:
            _trunk(canvas, beast, shoulder, rump, coat, tone)
        _leg(canvas, beast, at, index, pose, phase, colour, tone)
    if being is Being.HORSE:
        mane = [
            (x - 0.2, y - 0.5),
            ((x + head[0]) / 2 - 0.42, (y + head[1]) / 2 - 0.2),
            (head[0] - 0.28, head[1] - 0.34),
        ]
        part(canvas, tapered(mane, [0.12, 0.26, 0.14]), scaled(coat, 0.35), tone, depth=0.06)


def _trunk(canvas: skia.Canvas, beast: Beast, shoulder: Point, rump: Point, coat: Colour, tone: Tone) -> None:
    middle = ((shoulder[0] + rump[0]) / 2, (shoulder[1] + rump[1]) / 2 + beast.girth * 0.35)
    line = [(rump[0], rump[1] + beast.girth * 0.3), middle, (shoulder[0], shoulder[1] + beast.girth * 0.35)]
    part(canvas, tapered(line, [beast.girth * 0.82, beast.girth * 0.80, beast.girth]), coat, tone, depth=0.2)


def _leg(
    canvas: skia.Canvas, beast: Beast, at: Point, index: int, pose: Pose, phase: float, coat: Colour, tone: Tone
) -> None:
    swing = 0.0
    if pose in (Pose.WALK, Pose.RUN):
        swing = (
            math.sin((phase + (0.0, 0.55, 0.5, 0.05)[index]) * 2 * math.pi)
            * beast.height
            * (0.22 if pose is Pose.WALK else 0.42)
        )
    back = index in (1, 3)
    x = at[0] + (0.10 if index < 2 else -0.06) * beast.length * 0.5
    top = at[1] + beast.girth * 0.6
    if pose is Pose.LIE or (pose is Pose.SIT and back):
        points = [
            (x, min(top, -beast.leg * 3)),
            (x + beast.length * 0.18, -beast.leg * 2.2),
            (x + beast.length * 0.34, -beast.leg),
        ]
    else:
        knee = (x + swing * 0.55 + (-0.10 if back else 0.06) * beast.height * 0.5, (top - beast.leg) / 2)
        points = [(x, top), knee, (x + swing, -beast.leg * 0.9 - max(0.0, swing) * 0.12)]
    part(
        canvas,
        tapered(points, [beast.leg * 1.9 if back else beast.leg * 1.5, beast.leg * 1.05, beast.leg * 0.85]),
        coat,
        tone,
        depth=0.06,
    )
    foot = points[-1]
    paw = skia.Path()
    paw.addOval(ink.rect(foot[0] - beast.leg * 1.0, -beast.leg * 1.5, beast.leg * 2.5, beast.leg * 1.5))
    part(canvas, paw, scaled(coat, 0.4) if beast.tail == "hair" else coat, tone, depth=0.04)


def _tail(canvas: skia.Canvas, beast: Beast, rump: Point, phase: float, coat: Colour, tone: Tone) -> None:
    sway = 0.25 * math.sin(phase * 2 * math.pi + 0.8)
    x, y = rump[0] - beast.girth * 0.6, rump[1] + 0.05
    tails = {
        "wag": ([(x, y), (x - 0.45, y - 0.30 + sway), (x - 0.66, y - 0.80 + sway)], [0.14, 0.12, 0.05]),
        "long": ([(x, y), (x - 0.50, y - 0.05), (x - 0.70, y - 0.45), (x - 0.55, y - 0.90)], [0.07, 0.075, 0.07, 0.05]),
        "hair": ([(x, y), (x - 0.45, y + 0.5), (x - 0.55 + sway, y + 2.2)], [0.12, 0.30, 0.08]),
    }
    points, widths = tails[beast.tail]
    part(canvas, tapered(points, widths), scaled(coat, 0.35) if beast.tail == "hair" else coat, tone, depth=0.06)


def head(canvas: skia.Canvas, being: Being, coat: Colour, tone: Tone, opened: float, shut: float) -> None:
    """The head with its centre at the origin; `opened` is the mouth and `shut` the lids, 0..1."""
    if being is Being.BIRD:
        _bird_head(canvas, coat, tone, opened, shut)
        return
    beast = BEASTS[being]
    size, (long, wide) = beast.head, beast.muzzle
    down = 0.62 if being is Being.HORSE else 0.20
    tip = (size * 0.5 + long, long * down)
    _ear(canvas, beast, -0.30 * size, scaled(coat, 0.6), tone)
    jaw = [
        (size * 0.1, size * 0.45),
        (tip[0] * 0.6, tip[1] * 0.75 + wide * 0.7 + opened * wide * 1.1),
        (tip[0] * 0.92, tip[1] + wide * 0.75 + opened * wide * 1.7),
    ]
    part(canvas, tapered(jaw, [wide * 0.8, wide * 0.55, wide * 0.38]), scaled(coat, 0.82), tone, depth=0.03)
    if opened > 0.08:
        tongue = [(size * 0.4, size * 0.42), (tip[0] * 0.8, tip[1] + wide * (0.55 + opened))]
        canvas.drawPath(ink.spline(tongue, closed=False), ink.stroke((0.80, 0.36, 0.40), wide * 0.45))
    part(
        canvas,
        tapered([(0.0, 0.0), (size * 0.6, tip[1] * 0.4), tip], [size, max(wide * 1.1, size * 0.55), wide]),
        coat,
        tone,
        depth=0.10,
    )
    nose = skia.Path()
    nose.addOval(ink.rect(tip[0] + wide * 0.25, tip[1] - wide * 0.85, wide * 0.85, wide * 0.75))
    canvas.drawPath(nose, ink.fill((0.10, 0.08, 0.09)))
    _eye(canvas, (size * 0.34, -size * 0.24), size * 0.20, shut, being)
    _ear(canvas, beast, -0.02 * size, coat, tone)
    if being is Being.CAT:
        for dy in (-0.03, 0.02, 0.07):
            canvas.drawLine(tip[0], tip[1] + dy, tip[0] + 0.26, tip[1] + dy * 2.6, ink.stroke(WHITE, 0.010, 0.8))


def _eye(canvas: skia.Canvas, at: Point, radius: float, shut: float, being: Being) -> None:
    if shut > 0.8:
        canvas.drawLine(at[0] - radius, at[1], at[0] + radius, at[1] + radius * 0.3, ink.stroke(BLACK, radius * 0.35))
        return
    tall = radius * (1 - 0.5 * shut)
    colour = (0.62, 0.76, 0.30) if being is Being.CAT else (0.30, 0.18, 0.10)
    canvas.drawOval(ink.rect(at[0] - radius, at[1] - tall, radius * 2, tall * 2), ink.fill((0.06, 0.05, 0.05)))
    canvas.drawOval(ink.rect(at[0] - radius * 0.78, at[1] - tall * 0.78, radius * 1.56, tall * 1.56), ink.fill(colour))
    canvas.drawOval(
        ink.rect(at[0] - radius * 0.42, at[1] - tall * 0.62, radius * 0.84, tall * 1.24), ink.fill((0.03, 0.02, 0.03))
    )
    canvas.drawCircle(at[0] + radius * 0.2, at[1] - tall * 0.3, radius * 0.24, ink.fill(WHITE))


def _ear(canvas: skia.Canvas, beast: Beast, x: float, colour: Colour, tone: Tone) -> None:
    size = beast.head
    shapes = {
        "flop": [
            (x - 0.02, -size * 0.80),
            (x - size * 0.55, -size * 0.55),
            (x - size * 0.75, size * 0.30),
            (x - size * 0.25, size * 0.45),
            (x + size * 0.12, -size * 0.35),
        ],
        "point": [(x - size * 0.55, -size * 0.60), (x - size * 0.30, -size * 1.60), (x + size * 0.28, -size * 0.82)],
        "small": [(x - size * 0.40, -size * 0.70), (x - size * 0.30, -size * 1.55), (x + size * 0.05, -size * 0.85)],
    }
    points = shapes[beast.ear]
    path = ink.spline(points) if beast.ear == "flop" else ink.spline(points, tension=1 / 12)
    part(canvas, path, scaled(colour, 0.8), tone, depth=0.05)


def _bird(canvas: skia.Canvas, coat: Colour, tone: Tone) -> None:
    for x in (-0.05, 0.12):
        canvas.drawLine(x, -0.25, x + 0.02, -0.02, ink.stroke((0.80, 0.55, 0.20), 0.045))
        canvas.drawLine(x - 0.08, -0.01, x + 0.14, -0.01, ink.stroke((0.80, 0.55, 0.20), 0.04))
    tail = [(-0.30, -0.42), (-0.85, -0.14), (-0.70, -0.08), (-0.20, -0.28)]
    part(canvas, ink.spline(tail, tension=1 / 10), scaled(coat, 0.7), tone, depth=0.04)
    trunk = [(0.30, -1.0), (0.42, -0.62), (0.22, -0.26), (-0.12, -0.20), (-0.40, -0.42), (-0.16, -0.74), (0.06, -1.02)]
    part(canvas, ink.spline(trunk), coat, tone, depth=0.10)
    wing = [(0.12, -0.72), (0.16, -0.48), (-0.10, -0.26), (-0.52, -0.24), (-0.22, -0.56)]
    part(canvas, ink.spline(wing), scaled(coat, 0.78), tone, depth=0.06)


def _bird_head(canvas: skia.Canvas, coat: Colour, tone: Tone, opened: float, shut: float) -> None:
    beak = (0.88, 0.62, 0.22)
    part(
        canvas,
        ink.poly([(0.14, 0.06), (0.44, 0.10 + opened * 0.16), (0.14, 0.13)]),
        scaled(beak, 0.8),
        tone,
        depth=0.02,
    )
    part(canvas, ink.poly([(0.14, -0.07), (0.50, 0.05 - opened * 0.05), (0.14, 0.08)]), beak, tone, depth=0.02)
    skull = skia.Path()
    skull.addCircle(0, 0, 0.225)
    part(canvas, skull, coat, tone, depth=0.07)
    _eye(canvas, (0.07, -0.05), 0.062, shut, Being.BIRD)


def coat_of(being: Being, main: str, hair: str) -> Colour:
    """The fur: what the hair would be, never quite black."""
    base = rgb(hair)
    lift = (
        mix(base, (0.72, 0.52, 0.34), 0.35) if being in (Being.DOG, Being.HORSE) else mix(base, (0.6, 0.58, 0.58), 0.28)
    )
    return mix(rgb(main), (0.35, 0.36, 0.40), 0.4) if being is Being.BIRD else lift
