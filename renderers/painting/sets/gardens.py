"""Behind the house: the patio with its table, the pool with its loungers."""

from __future__ import annotations

import skia

from renderers.painting.ink import Draw, each, fill, linear, poly, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_furniture import WOOD, boxes, chair, plant, table
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_nature import grass, ground, tree_line
from renderers.painting.sets.kit_open import FAR, GROUND, MID, NEAR, Exterior, seen_outdoors, veil
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face
from renderers.painting.sets.model import Anchor, PaintedSet, Pose

_WALL_FOOT = 8.4
"""Metres to the wall of the house."""


def patio(scene: Scene) -> PaintedSet:
    """Slabs before a wide glass door, a table with chairs, a hedge and trees beyond it."""
    scene = seen_outdoors(scene, horizon=0.06, eye=1.6)
    b = _behind_the_house(scene)
    b.add(NEAR, chair(scene, -1.75, 6.7), chair(scene, -0.15, 6.7))
    b.add(NEAR, *[plant(scene, x, 7.8, 1.1) for x in (-3.6, 3.0)])
    b.add(0.7, table(scene, -0.95, 5.6, w=1.3, d=0.8, colour=scaled(WOOD, 1.1)))
    return b.paint(floor=6.2, anchors=_places(scene))


def pool(scene: Scene) -> PaintedSet:
    """Blue water in its tiles, loungers beside it, the house and the hedge behind."""
    scene = seen_outdoors(scene, horizon=0.04, eye=1.75)
    b = _behind_the_house(scene)
    b.add(GROUND, _basin(scene))
    if scene.light.night > 0.4:
        b.shine(GROUND, _lit_water(scene))
    for x in (-3.4, -2.2):
        b.add(NEAR, _lounger(scene, x, 6.6))
    return b.paint(
        floor=6.0,
        anchors=[
            scene.spot("edge", Pose.STAND, -0.6, 6.0),
            scene.spot("lounger", Pose.LIE, -2.9, 6.8, up=0.36, facing=1),
            scene.spot("lounger edge", Pose.SIT, -1.9, 6.5, up=0.36, facing=1),
            scene.spot("lounger seat", Pose.SIT, -3.1, 6.5, up=0.36, facing=1),
            scene.spot("deck", Pose.STAND, -2.6, 5.9),
        ],
    )


def _places(scene: Scene) -> list[Anchor]:
    return [
        scene.spot("slabs", Pose.STAND, 0.9, 6.2),
        scene.spot("table left", Pose.SIT, -1.75, 6.5, up=0.45, facing=0.8),
        scene.spot("table right", Pose.SIT, -0.15, 6.5, up=0.45, facing=-0.8),
        scene.spot("door", Pose.STAND, 1.9, 7.6, facing=-1),
    ]


def _behind_the_house(scene: Scene) -> Exterior:
    """Trees, lawn, slabs, hedge, and the back of the house on one side."""
    dice, view = scene.dice("behind"), scene.view
    b = Exterior(scene)
    b.add(FAR, tree_line(scene, "far", view.horizon + 0.01, 0.16, 0.3))
    b.add(MID, ground(scene, grass(scene)), _hedge(scene, grass(scene)))
    b.add(GROUND, _slabs(scene, rgb(dice.choice(("#b3a894", "#a89c8c", "#b8b0a4")))))
    b.haze[GROUND] = 0.0
    wall = rgb(dice.choice(("#d2c4a6", "#c8b8b0", "#b9c0bc", "#cf9f7c")))
    b.add(GROUND, _house_back(scene, wall))
    if scene.light.practicals > 0.15:
        b.shine(GROUND, _lit_door(scene))
        b.light(
            Lamp(*view.at(2.6, 1.4, _WALL_FOOT), 0.5, scene.lamp, 0.8),
            Lamp(*view.at(1.8, 0, 6.6), 0.5, scene.lamp, 0.7, 0.4),
        )
    b.mist.append(veil(scene, view.horizon - 0.06, 0.2, 0.2 * scene.light.haze))
    return b


def _hedge(scene: Scene, leaf: Colour) -> Draw:
    view, tone = scene.view, scaled(leaf, 0.72)

    def draw(canvas: skia.Canvas) -> None:
        (_, top), (_, foot) = view.at(0, 1.5, 15), view.at(0, 0, 15)
        canvas.drawRect(
            skia.Rect.MakeLTRB(-2, top, 2, foot),
            linear((0, top), (0, foot), [(scaled(tone, 1.2), 1), (scaled(tone, 0.6), 1)]),
        )
        dice = scene.dice("hedge")
        for _ in range(240):
            x, y, r = dice.uniform(-1.3, 1.3), dice.uniform(top - 0.008, foot), dice.uniform(0.006, 0.018)
            canvas.drawCircle(x, y, r, fill(scaled(tone, dice.uniform(0.7, 1.35)), 0.55))

    return draw


def _slabs(scene: Scene, stone: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        floor = Face(scene.view, (-9, 0, 1.0), (1, 0, 0), (0, 0, 1), 18, 8.6)
        finish.squares(canvas, floor, stone, scene.dice("slabs"))

    return draw


def _house_back(scene: Scene, wall: Colour) -> Draw:
    """A wall with a sliding door, under a roof whose edge shades it."""

    def draw(canvas: skia.Canvas) -> None:
        face = Face(scene.view, (1.2, 0, _WALL_FOOT), (1, 0, 0), width=9, height=3.1)
        unit = face.size_at(1, 1)
        canvas.drawPath(face.whole(), face.gradient(scaled(wall, 0.88), wall))
        frame = rgb("#e2e0da")
        canvas.drawPath(face.quad(0.5, 0, 2.9, 2.25), fill(frame))
        glass, sky = rgb("#33424c"), scene.light.sky[2]
        for u in (0.58, 2.0):
            pane = face.quad(u, 0.08, 1.32, 2.08)
            canvas.drawPath(
                pane, linear(face.at(u, 2.1), face.at(u + 1.3, 0.1), [(mix(glass, sky, 0.55), 1), (glass, 1)])
            )
        canvas.drawPath(face.quad(4.3, 1.0, 1.5, 1.2), fill(frame))
        canvas.drawPath(face.quad(4.38, 1.08, 1.34, 1.04), fill(mix(glass, sky, 0.4)))
        eaves = Face(scene.view, (0.9, 2.75, _WALL_FOOT - 0.5), (1, 0, 0), width=10, height=0.4)
        canvas.drawPath(eaves.whole(), fill(scaled(wall, 0.45)))
        canvas.drawPath(face.quad(0, 2.3, 9, 0.5), fill((0, 0, 0), 0.22, soft=0.05 * unit))

    return draw


def _lit_door(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        face = Face(scene.view, (1.2, 0, _WALL_FOOT), (1, 0, 0), width=9, height=3.1)
        warm = mix(scene.lamp, WHITE, 0.25)
        for u, v, w, h in ((0.58, 0.08, 1.32, 2.08), (2.0, 0.08, 1.32, 2.08), (4.38, 1.08, 1.34, 1.04)):
            canvas.drawPath(face.quad(u, v, w, h), fill(warm, 0.72 * scene.light.practicals))

    return draw


def _corners(scene: Scene) -> list[tuple[float, float]]:
    view = scene.view
    return [view.at(x, 0, z) for x, z in ((-1.2, 8.0), (1.1, 8.0), (4.4, 4.4), (0.1, 4.4))]


def _basin(scene: Scene) -> Draw:
    """The pool: pale rim, turquoise water with bright ripples."""

    def draw(canvas: skia.Canvas) -> None:
        corners = _corners(scene)
        canvas.drawPath(poly(corners), stroke(rgb("#e8e4d8"), 0.03))
        blue = mix(rgb("#3aa3b8"), scene.light.sky[1], 0.25)
        canvas.drawPath(
            poly(corners), linear(corners[0], corners[3], [(scaled(blue, 1.15), 1), (scaled(blue, 0.8), 1)])
        )
        canvas.save()
        canvas.clipPath(poly(corners), doAntiAlias=True)
        dice = scene.dice("ripples")
        for _ in range(70):
            z = dice.uniform(4.4, 8.0)
            x, y = scene.view.at(dice.uniform(-1.5, 4.6), 0, z)
            wide = 0.25 * scene.view.scale(z)
            canvas.drawLine(x, y, x + wide, y + 0.002, stroke(mix(blue, WHITE, 0.6), 0.003, 0.5))
        canvas.restore()
        for rail in (0.0, 0.4):
            foot, top = scene.view.at(-0.85 + rail, 0, 6.4), scene.view.at(-0.85 + rail, 0.75, 6.4)
            canvas.drawLine(*foot, *top, stroke(rgb("#c9ced0"), 0.009))

    return draw


def _lit_water(scene: Scene) -> Draw:
    return lambda canvas: canvas.drawPath(poly(_corners(scene)), fill(rgb("#4fe0ea"), 0.38 * scene.light.practicals))


def _lounger(scene: Scene, x: float, z: float) -> Draw:
    """A reclining seat with a towel."""
    frame = boxes(scene, rgb("#d8d2c4"), Box(x, 0.18, z, 0.65, 0.14, 1.3), shadow=Box(x, 0, z, 0.65, 0.2, 1.3))
    back = boxes(scene, rgb("#c9c2b2"), Box(x, 0.32, z + 1.2, 0.65, 0.5, 0.12))
    towel = boxes(
        scene,
        rgb(scene.dice(f"towel{x}").choice(("#c0564a", "#4a7fa8", "#d0a848"))),
        Box(x + 0.1, 0.32, z, 0.45, 0.03, 0.8),
    )
    return each(lambda canvas, part: part(canvas), (frame, back, towel))


SETS = (
    SetDesign(
        "patio",
        patio,
        "patio,terrace,backyard,back yard,garden terrace,deck chair,veranda,verandah,back porch,courtyard table,"
        "terrasse,terraza,terrazza,terraco,террас*,テラス",
        interior=False,
    ),
    SetDesign(
        "pool",
        pool,
        "pool,swimming pool,poolside,rooftop pool,hotel pool,jacuzzi,piscine,schwimmbad,piscina,бассейн*,プール,"
        "泳池,수영장",
    ),
)
