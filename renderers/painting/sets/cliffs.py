"""Cliffs: a path along the edge, rock falling to the sea or to a valley."""

from __future__ import annotations

import skia

from renderers.painting.ink import Draw, each, fill, linear, poly, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets.kit_nature import SNOW, blades, glitter, grass, ridge_shape, rock, snowy, water
from renderers.painting.sets.kit_open import FAR, GROUND, MID, NEAR, Exterior, seen_outdoors, veil
from renderers.painting.sets.kit_scene import FRONT, Scene, SetDesign
from renderers.painting.sets.model import PaintedSet, Pose

_INLAND = ("mountain", "mountains", "canyon", "desert", "valley", "gorge", "quarry", "rocky", "ravine")
_EDGE = ((0.28, 0.15), (0.37, 0.2), (0.36, 0.26), (0.48, 0.33), (0.5, 0.41), (0.64, 0.52), (0.74, 0.72))
"""Where the ground ends, from far to near, towards the open side."""


def cliff(scene: Scene) -> PaintedSet:
    """Turf to the edge, headlands one behind the other, and far below the surf; bare rock where it is inland."""
    scene = seen_outdoors(scene, horizon=0.02, eye=1.7)
    dice, light, view, side = scene.dice("cliff"), scene.light, scene.view, scene.flip
    stone = rgb(dice.choice(("#77705f", "#6a6a66", "#8a8272")))
    inland = scene.place.says(*_INLAND)
    turf = mix(grass(scene), stone, 0.7 if inland else 0.12)
    b = Exterior(scene)
    if inland:
        b.add(FAR, lambda canvas: _valley(canvas, scene, stone))
    else:
        b.add(FAR, water(scene, view.horizon, depth=0.6))
        b.shine(FAR, glitter(scene, view.horizon, depth=0.4))
    b.haze[FAR] = 0.04
    tall = dice.uniform(0.8, 1.5)
    heads = ((0.62, -0.05 * tall, 0.0), (dice.uniform(-0.1, 0.22), -0.14 * tall, 0.3))
    b.add(MID, each(lambda canvas, head: _headland(canvas, scene, mix(stone, light.fog, 0.45 - head[2]), head), heads))
    b.haze[MID] = 0.08 + 0.25 * light.haze
    b.add(GROUND, _brow(scene, turf, stone), _path(scene, mix(stone, WHITE, 0.2)))
    b.haze[GROUND] = 0.02
    rocks = ((-side * 0.4, 0.25), (side * 0.3, 0.29), (side * 0.4, 0.37), (-side * 0.8, 0.33))
    b.add(
        NEAR,
        each(lambda canvas, k: _turf_blades(canvas, scene, turf, k), range(5)),
        each(lambda canvas, at: rock(canvas, *at, at[1] * 0.14, stone, scene.dice(f"r{at}"), light.side), rocks),
    )
    b.add(FRONT + 0.1, lambda canvas: _turf_blades(canvas, scene, turf, 6))
    b.mist.append(veil(scene, -0.06, 0.24, 0.3 * light.haze))
    return b.paint(
        floor=6.6,
        anchors=[
            scene.spot("path", Pose.STAND, -side * 0.9, 6.6),
            scene.spot("edge", Pose.STAND, side * 0.6, 7.2),
            scene.spot("turf", Pose.SIT, -side * 2.0, 6.8, up=0.05),
        ],
    )


def _headland(canvas: skia.Canvas, scene: Scene, stone: Colour, head: tuple[float, float, float]) -> None:
    """A wall of rock that comes in from the land's side and ends in the water, with surf at its foot."""
    reach, top, near = head
    side, dice = scene.flip, scene.dice(f"head{near}")
    foot = scene.view.horizon + 0.05 + 0.16 * near
    crest = [
        (-1.9, top),
        (-0.9, top + 0.01),
        (-0.3, top - 0.015),
        (reach - 0.16, top + 0.02),
        (reach - 0.05, top + 0.05),
    ]
    fall = [
        (reach - 0.05 + (0.02 + 0.09 * t) + dice.uniform(-0.012, 0.012), top + 0.05 + (foot - top - 0.05) * t)
        for t in (0.2, 0.45, 0.7, 1.0)
    ]
    wall = [(side * x, y) for x, y in [*crest, *fall, (-1.9, foot)]]
    lit = 1.15 if light_falls_on(scene, side) else 0.72
    canvas.drawPath(poly(wall), linear((0, top), (0, foot), [(scaled(stone, lit), 1), (scaled(stone, lit * 0.6), 1)]))
    canvas.save()
    canvas.clipPath(poly(wall), doAntiAlias=True)
    for _ in range(46):
        x, y = side * dice.uniform(-1.3, reach + 0.1), dice.uniform(top, foot)
        line = ((x, y), (x + dice.uniform(-0.02, 0.02), y + dice.uniform(0.04, 0.13)))
        canvas.drawLine(*line[0], *line[1], stroke(scaled(stone, dice.uniform(0.4, 1.15)), 0.005, 0.5))
    sward = SNOW if snowy(scene) else mix(grass(scene), scene.light.fog, 0.15)
    canvas.drawPath(poly([(side * x, y) for x, y in crest], closed=False), stroke(sward, 0.035))
    canvas.restore()
    if scene.place.says(*_INLAND):
        return
    for _ in range(40):
        x, w = side * dice.uniform(-1.4, reach + 0.1), dice.uniform(0.02, 0.08)
        spray = skia.Rect.MakeXYWH(x - w / 2, foot - 0.006 + dice.uniform(-0.004, 0.01), w, 0.01)
        canvas.drawOval(spray, fill((0.92, 0.95, 0.96), 0.55, soft=0.002))


def light_falls_on(scene: Scene, side: int) -> bool:
    """Whether the sun or moon stands over the open side, so that it lights the walls."""
    return scene.light.side * side > 0


def _valley(canvas: skia.Canvas, scene: Scene, stone: Colour) -> None:
    for k, pale in enumerate((0.75, 0.55, 0.35)):
        ridge = ridge_shape(scene, f"ridge{k}", scene.view.horizon + 0.02 + 0.09 * k, 0.16, 0.4)
        canvas.drawPath(ridge, fill(mix(scaled(stone, 0.85), scene.light.fog, pale)))


def _brow(scene: Scene, turf: Colour, stone: Colour) -> Draw:
    """The ground people stand on, and the rock below its edge."""

    def draw(canvas: skia.Canvas) -> None:
        side, dice = scene.flip, scene.dice("brow")
        edge = [(side * x, y) for x, y in _EDGE]
        far = [(-side * 2.0, 0.1), (-side * 0.9, 0.125), (-side * 0.2, 0.14)]
        drop = [(x + side * (0.07 + 0.3 * k / 6), y + 0.13 + 0.05 * k) for k, (x, y) in enumerate(edge)]
        face = poly([*edge, *reversed(drop)])
        lit = 1.1 if light_falls_on(scene, side) else 0.7
        canvas.drawPath(face, linear((0, 0.15), (0, 0.7), [(scaled(stone, lit), 1), (scaled(stone, lit * 0.5), 1)]))
        canvas.save()
        canvas.clipPath(face, doAntiAlias=True)
        for _ in range(130):
            x, y = side * dice.uniform(0.1, 1.0), dice.uniform(0.15, 0.75)
            canvas.drawLine(
                x, y, x + side * 0.015, y + 0.08, stroke(scaled(stone, dice.uniform(0.35, 1.2)), 0.006, 0.5)
            )
        canvas.restore()
        ground = poly([*far, *edge, (-side * 2.0, 2.0)])
        canvas.drawPath(ground, linear((0, 0.1), (0, 0.6), [(scaled(turf, 1.1), 1), (scaled(turf, 0.6), 1)]))
        canvas.drawPath(poly(edge, closed=False), stroke(scaled(turf, 0.6), 0.012, 0.7))

    return draw


def _path(scene: Scene, earth: Colour) -> Draw:
    side = scene.flip
    left = [(-0.08, 0.145), (-0.02, 0.2), (-0.2, 0.28), (-0.12, 0.36), (-0.42, 0.48), (-0.6, 0.75)]
    wide = (0.012, 0.03, 0.06, 0.1, 0.19, 0.36)
    right = [(x + w, y) for (x, y), w in zip(left, wide, strict=True)]
    outline = [(side * x, y) for x, y in [*left, *reversed(right)]]

    def draw(canvas: skia.Canvas) -> None:
        tone = scaled(SNOW, 0.85) if snowy(scene) else earth
        shades = [(scaled(tone, 1.05), 1.0), (scaled(tone, 0.7), 1.0)]
        canvas.drawPath(poly(outline), linear((0, 0.14), (0, 0.7), shades, soft=0.006))

    return draw


def _turf_blades(canvas: skia.Canvas, scene: Scene, turf: Colour, row: int) -> None:
    """Grass along one depth, none beyond the edge."""
    y = 0.2 + 0.06 * row
    end = next((x for x, at in _EDGE if at >= y), _EDGE[-1][0]) - 0.06
    left, right = sorted((-scene.flip * 1.3, scene.flip * end))
    blades(canvas, scene.dice(f"turf{row}"), left, right, y + 0.02, 0.03 + 0.014 * row, scaled(turf, 0.9), 70)


SETS = (
    SetDesign(
        "cliff",
        cliff,
        "cliff,cliff path,clifftop,cliff top,cliff edge,cliffside,sea cliff,bluff,headland,cape,promontory,precipice,"
        "falaise,klippe,acantilado,scogliera,falesia,утес*,обрыв*,崖,悬崖,절벽",
        interior=False,
    ),
)
