"""Where cars stand: an open lot under its lamps, and a deck of concrete with low light."""

from __future__ import annotations

import skia

from renderers.painting.ink import Draw, each, fill, glow, poly, spline, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, Interior, seen_indoors
from renderers.painting.sets.kit_city import skyline
from renderers.painting.sets.kit_furniture import boxes
from renderers.painting.sets.kit_lamps import ceiling_light
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_nature import ground, tree_line
from renderers.painting.sets.kit_open import FAR, GROUND, MID, NEAR, Exterior, seen_outdoors, veil
from renderers.painting.sets.kit_room import Room
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box
from renderers.painting.sets.model import PaintedSet, Pose

_PAINTS = ("#8a2f2c", "#2f4f7a", "#c9c6bc", "#3a3d40", "#5a6a4a", "#b08a3a", "#7f8a92")


def car_park(scene: Scene) -> PaintedSet:
    """Under a roof rows of pillars and bays; in the open lines on asphalt and tall lamps."""
    return _deck(scene) if scene.place.interior else _lot(scene)


def _lot(scene: Scene) -> PaintedSet:
    scene = seen_outdoors(scene, horizon=0.08, eye=1.6)
    dice, view, light = scene.dice("lot"), scene.view, scene.light
    b = Exterior(scene)
    far = (
        skyline(scene, "lot", base=0.09, tall=0.2, near=0.25)
        if dice.random() < 0.6
        else tree_line(scene, "lot", 0.09, 0.12, 0.2)
    )
    b.add(FAR, far)
    b.add(MID, ground(scene, rgb("#55565a")), _bays(scene))
    b.haze[MID] = 0.04
    paints = dice.sample(_PAINTS, 5)
    for k, x in enumerate((-5.4, -2.7, 2.9, 5.6)):
        if dice.random() < 0.85:
            b.add(GROUND, parked(scene, x, 10.5 + 0.2 * (k % 2), rgb(paints[k])))
    b.add(NEAR, parked(scene, -3.6 * scene.flip, 7.4, rgb(paints[4])))
    b.haze[GROUND] = b.haze[NEAR] = 0.0
    lamps = [(-4.2, 12.0), (1.2, 12.0), (4.6, 9.0)]
    for x, z in lamps:
        b.add(GROUND, _pole(scene, x, z))
    heads = [view.at(x, 5.0, z) for x, z in lamps]
    if light.practicals > 0.15:
        b.shine(NEAR, each(lambda canvas, at: glow(canvas, at, 0.2, scene.lamp, 0.8 * light.practicals), heads))
        b.light(*[Lamp(*view.at(x, 0, z), 0.5, scene.lamp, 0.8, 0.35) for x, z in lamps])
    b.mist.append(veil(scene, 0.02, 0.2, 0.3 * light.haze))
    return b.paint(
        floor=6.0,
        anchors=[
            scene.spot("lane", Pose.STAND, 0.6, 6.0),
            scene.spot("car", Pose.LEAN, -2.2 * scene.flip, 6.9, facing=1),
            scene.spot("bonnet", Pose.SIT, -3.0 * scene.flip, 7.0, up=0.75, facing=1),
        ],
    )


def _bays(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        view = scene.view
        for k in range(-5, 6):
            near, far = view.at(2.7 * k - 1.3, 0, 8.6), view.at(2.7 * k - 1.3, 0, 13)
            canvas.drawLine(*near, *far, stroke(rgb("#d0ccbc"), 0.006, 0.75))
        arrow = [
            view.at(x, 0, z)
            for x, z in ((1.6, 5.2), (2.2, 5.2), (2.2, 6.4), (2.6, 6.4), (1.9, 7.4), (1.2, 6.4), (1.6, 6.4))
        ]
        canvas.drawPath(poly(arrow), fill(rgb("#d0ccbc"), 0.55))

    return draw


def _pole(scene: Scene, x: float, z: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        view, unit = scene.view, scene.view.scale(z)
        canvas.drawLine(*view.at(x, 0, z), *view.at(x, 5.1, z), stroke(rgb("#4a4e52"), 0.1 * unit))
        (left, y), (right, _) = view.at(x - 0.5, 5.1, z), view.at(x + 0.5, 5.1, z)
        canvas.drawLine(left, y, right, y, stroke(rgb("#3a3d40"), 0.14 * unit))

    return draw


def parked(scene: Scene, x: float, z: float, paint: Colour) -> Draw:
    """A car seen from its front."""

    def draw(canvas: skia.Canvas) -> None:
        view, unit = scene.view, scene.view.scale(z)
        cx, foot = view.at(x, 0, z)

        def at(dx: float, up: float) -> tuple[float, float]:
            return cx + dx * unit, foot - up * unit

        canvas.drawOval(skia.Rect.MakeLTRB(*at(-1.05, 0.12), *at(1.05, -0.12)), fill((0, 0, 0), 0.4, soft=0.06 * unit))
        for side in (-1, 1):
            canvas.drawRoundRect(
                skia.Rect.MakeLTRB(*at(side * 0.66 - 0.14, 0.5), *at(side * 0.66 + 0.14, 0.0)),
                0.04 * unit,
                0.04 * unit,
                fill(rgb("#1c1d1f")),
            )
        cabin = spline([at(-0.72, 0.85), at(-0.56, 1.38), at(0, 1.47), at(0.56, 1.38), at(0.72, 0.85)], tension=0.1)
        canvas.drawPath(cabin, fill(scaled(paint, 0.85)))
        glass = spline([at(-0.63, 0.88), at(-0.5, 1.32), at(0, 1.38), at(0.5, 1.32), at(0.63, 0.88)], tension=0.1)
        canvas.drawPath(glass, fill(mix(rgb("#28323a"), scene.light.sky[2], 0.35)))
        body = spline(
            [at(-0.9, 0.2), at(-0.93, 0.62), at(-0.8, 0.9), at(0.8, 0.9), at(0.93, 0.62), at(0.9, 0.2)], tension=0.1
        )
        canvas.drawPath(body, fill(paint))
        canvas.drawRect(skia.Rect.MakeLTRB(*at(-0.45, 0.52), *at(0.45, 0.34)), fill(rgb("#26282b")))
        for side in (-1, 1):
            canvas.drawOval(
                skia.Rect.MakeLTRB(*at(side * 0.68 - 0.15, 0.72), *at(side * 0.68 + 0.15, 0.54)),
                fill(mix(WHITE, rgb("#ffe9b0"), 0.4)),
            )

    return draw


def _deck(scene: Scene) -> PaintedSet:
    scene = seen_indoors(scene, horizon=0.04, focal=1.3)
    dice = scene.dice("deck")
    concrete = rgb(dice.choice(("#8a8a88", "#7f8488", "#8f8878")))
    room = Room(
        wall=concrete,
        floor=rgb("#6a6a6c"),
        ceiling=scaled(concrete, 0.7),
        width=13,
        depth=16,
        height=2.9,
        walls=finish.plates,
        floors=finish.squares,
        skirting=0,
    )
    b = Interior(scene, room, level=0.5, lamps_by_day=0.9, corners=0.6, outside="city")
    stripe = rgb(dice.choice(("#c9a02f", "#b0483a", "#3f7f9a")))
    for z in (13.5, 10.5, 7.6):
        for x in (-3.3, 3.3):
            b.add(
                MIDDLE,
                boxes(scene, concrete, Box(x - 0.3, 0, z, 0.6, 2.9, 0.6)),
                boxes(scene, stripe, Box(x - 0.31, 0.6, z - 0.02, 0.62, 0.5, 0.1)),
            )
    for x, z in ((-5.0, 12), (-5.0, 9.0), (5.0, 11), (4.9, 7.8)):
        if dice.random() < 0.8:
            b.add(MIDDLE, parked(scene, x, z, rgb(dice.choice(_PAINTS))))
    b.fix(
        BACK,
        *[
            ceiling_light(scene, 0, z, w=0.16, d=1.6, ceiling=2.9, power=0.35, colour=rgb("#e8f4e4"))
            for z in (13, 10, 7, 5)
        ],
    )
    spots = [
        scene.spot("lane", Pose.STAND, -0.4, 5.6),
        scene.spot("pillar", Pose.LEAN, -2.6, 7.4, facing=1),
        scene.spot("far", Pose.STAND, 0.8, 10),
    ]
    return b.paint(floor=5.6, anchors=spots)


SETS = (
    SetDesign(
        "car_park",
        car_park,
        "car park,parking lot,parking garage,parking structure,parking level,underground parking,multi storey,"
        "parking deck,used car lot,parkplatz,tiefgarage,parkhaus,aparcamiento,estacionamiento,parcheggio,парковк*,"
        "駐車場,停车场,주차장",
    ),
)
