"""A small open boat on the water, seen over its side."""

from __future__ import annotations

from dataclasses import replace

import skia

from renderers.painting.ink import Draw, fill, linear, poly, spline, stroke
from renderers.painting.palette import Colour, mix, rgb, scaled
from renderers.painting.sets.kit_nature import glitter, ridge_shape, water
from renderers.painting.sets.kit_open import FAR, MID, NEAR, Exterior, seen_outdoors, veil
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.model import Anchor, PaintedSet, Pose


def small_boat(scene: Scene) -> PaintedSet:
    """Two thwarts, oars, a far shore; whoever is aboard sits."""
    scene = seen_outdoors(scene, horizon=-0.02, eye=1.3)
    dice, light, line = scene.dice("boat"), scene.light, -0.02
    hull = rgb(dice.choice(("#7a4f32", "#8a3a30", "#35556a", "#4f6a4a")))
    b = Exterior(scene)
    shore = mix(rgb("#4f6656"), light.fog, 0.45)
    b.add(FAR, lambda canvas: canvas.drawPath(ridge_shape(scene, "shore", line + 0.008, 0.07), fill(shore)))
    b.add(MID, water(scene, line, calm=0.65, depth=0.6))
    b.haze[MID] = 0.03
    b.shine(MID, glitter(scene, line, depth=0.5))
    b.add(NEAR, _far_side(hull))
    b.haze[NEAR] = 0.0
    b.add(0.7, _near_side(hull, deep=0.50 if scene.place.says("canoe", "kayak", "gondola") else 0.56))
    b.haze[0.7] = 0.0
    b.mist.append(veil(scene, line - 0.03, 0.14, 0.4 * light.haze))
    anchors = [
        Anchor("stern", Pose.SIT, -0.4, 0.27, 0.98, 0.6, 0.7),
        Anchor("bow", Pose.SIT, 0.42, 0.26, 0.98, 0.6, -0.7),
        Anchor("middle", Pose.SIT, 0.0, 0.27, 0.98, 0.55, 0.4),
    ]
    return replace(b.paint(floor=6.0, anchors=anchors), everybody=Pose.SIT)


def _far_side(hull: Colour) -> Draw:
    """The inside of the boat behind its people: planks, ribs and the thwarts they sit on."""

    def draw(canvas: skia.Canvas) -> None:
        inside = spline(
            [(-0.98, 0.18), (-0.5, 0.215), (0.4, 0.215), (1.02, 0.14), (0.85, 0.42), (-0.85, 0.42)], tension=0.12
        )
        canvas.drawPath(inside, linear((0, 0.18), (0, 0.42), [(scaled(hull, 0.75), 1), (scaled(hull, 0.35), 1)]))
        for k in range(9):
            x = -0.8 + 0.2 * k
            canvas.drawLine(x, 0.22, x * 0.96, 0.42, stroke(scaled(hull, 0.45), 0.012))
        for x in (-0.4, 0.0, 0.42):
            plank = poly([(x - 0.2, 0.27), (x + 0.2, 0.27), (x + 0.22, 0.31), (x - 0.22, 0.31)])
            canvas.drawPath(plank, fill(scaled(hull, 1.15)))
        rim = spline([(-1.0, 0.17), (-0.5, 0.21), (0.4, 0.21), (1.04, 0.13)], closed=False, tension=0.12)
        canvas.drawPath(rim, stroke(scaled(hull, 1.3), 0.018))

    return draw


def _near_side(hull: Colour, *, deep: float) -> Draw:
    """The planks between us and their legs, the rim, and both oars in the water."""

    def draw(canvas: skia.Canvas) -> None:
        side = spline(
            [
                *((-1.0, 0.17), (-0.8, 0.29), (0, 0.345), (0.8, 0.28), (1.05, 0.13)),
                *((0.86, deep - 0.06), (0, deep), (-0.86, deep - 0.04)),
            ],
            tension=0.12,
        )
        canvas.drawPath(side, linear((0, 0.2), (0, deep), [(scaled(hull, 1.25), 1), (scaled(hull, 0.5), 1)]))
        for k in (1, 2):
            low = 0.07 * k
            line = spline([(-0.92, 0.24 + low), (0, 0.345 + low), (0.92, 0.22 + low)], closed=False, tension=0.2)
            canvas.drawPath(line, stroke(scaled(hull, 0.6), 0.006))
        rim = spline([(-1.0, 0.17), (-0.8, 0.285), (0, 0.34), (0.8, 0.275), (1.05, 0.13)], closed=False, tension=0.12)
        canvas.drawPath(rim, stroke(scaled(hull, 1.45), 0.022))
        for way in (-1, 1):
            canvas.drawLine(way * 0.2, 0.26, way * 0.75, 0.6, stroke(rgb("#b89a6a"), 0.018))

    return draw


SETS = (
    SetDesign(
        "small_boat",
        small_boat,
        "rowboat,rowing boat,row boat,canoe,kayak,dinghy,gondola,lifeboat,raft,motorboat,speedboat,fishing boat,"
        "small boat,in the boat,lodka,лодк*,barque,ruderboot,barca,ボート",
    ),
)
