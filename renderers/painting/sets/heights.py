"""Rooftops and bridges."""

from __future__ import annotations

import skia

from renderers.painting.ink import Draw, fill, glow, linear, poly, stroke
from renderers.painting.palette import Colour, mix, rgb, scaled
from renderers.painting.sets.kit_city import skyline, street_lamp, vehicle
from renderers.painting.sets.kit_furniture import STEEL, boxes
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_nature import (
    SNOW,
    glitter,
    ridge_shape,
    snowy,
    water,
)
from renderers.painting.sets.kit_open import FAR, GROUND, MID, NEAR, Exterior, floor_haze, rising, seen_outdoors, veil
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face
from renderers.painting.sets.model import PaintedSet, Pose


def rooftop(scene: Scene) -> PaintedSet:
    """A flat roof above the city: parapet, vents, a water tank, the skyline all round."""
    scene = seen_outdoors(scene, horizon=0.1, eye=1.5)
    light, view = scene.light, scene.view
    b = Exterior(scene)
    b.add(0.08, skyline(scene, "far", base=view.horizon + 0.06, tall=0.34, near=0.55))
    b.air(0.08, rising(scene, -0.1, view.horizon + 0.12, 0.7))
    b.add(0.18, skyline(scene, "near", base=view.horizon + 0.2, tall=0.4, near=0.25))
    b.air(0.18, rising(scene, -0.05, view.horizon + 0.2, 0.5))
    if light.practicals > 0.15:
        b.shine(0.08, skyline(scene, "far", base=view.horizon + 0.06, tall=0.34, near=0.55, lights=light.practicals))
        b.shine(
            0.18,
            skyline(scene, "near", base=view.horizon + 0.2, tall=0.4, near=0.25, lights=light.practicals),
            lambda canvas: glow(canvas, (0, view.horizon + 0.12), 0.9, mix(scene.lamp, light.fog, 0.4), 0.35),
        )
    slab = SNOW if snowy(scene) else rgb("#6c6965")
    edge = 13.0

    b.add(GROUND, _rooftop_roof(scene, edge, slab))
    side = scene.flip
    b.add(
        NEAR,
        _water_tank(scene, side * 4.6, 11),
        boxes(
            scene,
            rgb("#8d9296"),
            Box(-side * 4.4 - 0.8, 0, 9.5, 1.6, 1.2, 1.4),
            shadow=Box(-side * 4.4 - 0.8, 0, 9.5, 1.6, 1, 1.4),
        ),
        _vents(scene, side),
    )
    b.add(
        NEAR, boxes(scene, rgb("#7a6658"), Box(-side * 7.4 - 1.6, 0, 11, 3.2, 2.8, 2.2)), _roof_door(scene, -side * 7.4)
    )
    x, y = view.at(-side * 6.2, 0, 10.4)
    b.light(Lamp(x, y - 0.15, 0.5, scene.lamp, 0.9), Lamp(x, y, 0.5, scene.lamp, 0.8, 0.35))
    b.mist.append(veil(scene, 0.0, 0.3, 0.2 * light.haze))
    return b.paint(
        floor=6.4,
        anchors=[
            scene.spot("roof", Pose.STAND, 0, 6.4),
            scene.spot("edge", Pose.LEAN, 1.2, edge - 0.5),
            scene.spot("ledge", Pose.SIT, -1.4, edge - 0.2, up=0.95),
        ],
    )


def _rooftop_roof(scene: Scene, edge: float, slab: Colour) -> Draw:
    """The slab and its parapet."""
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
        floor = Face(view, (-16, 0, 1.5), (1, 0, 0), (0, 0, 1), 32, edge - 1.5)
        canvas.drawPath(floor.whole(), linear((0, view.floor(edge)), (0, 0.6), [(slab, 1), (scaled(slab, 0.6), 1)]))
        lines = skia.Path()
        for k in range(9):
            z = 3.0 + k * 1.25
            lines.moveTo(*view.at(-16, 0, z))
            lines.lineTo(*view.at(16, 0, z))
        canvas.drawPath(lines, stroke(scaled(slab, 0.7), 0.002, 0.5))
        boxes(scene, rgb("#8a7c70"), Box(-16, 0, edge, 32, 0.9, 0.4))(canvas)
        boxes(scene, rgb("#a0948a"), Box(-16, 0.9, edge - 0.08, 32, 0.1, 0.56))(canvas)

    return draw


def _water_tank(scene: Scene, x: float, z: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        unit, (cx, foot), wood = scene.view.scale(z), scene.view.at(x, 0, z), rgb("#6d5240")
        for dx in (-0.9, -0.3, 0.3, 0.9):
            canvas.drawLine(
                cx + dx * unit, foot, cx + dx * 0.9 * unit, foot - 1.6 * unit, stroke(rgb("#3a3634"), 0.1 * unit)
            )
        body = skia.Rect.MakeXYWH(cx - 1.1 * unit, foot - 3.6 * unit, 2.2 * unit, 2.1 * unit)
        left = scene.light.side < 0
        canvas.drawRect(
            body,
            linear(
                (cx - 1.1 * unit, 0),
                (cx + 1.1 * unit, 0),
                [(scaled(wood, 1.2 if left else 0.6), 1), (wood, 1), (scaled(wood, 0.6 if left else 1.2), 1)],
            ),
        )
        canvas.drawPath(
            poly(
                [
                    (cx - 1.25 * unit, foot - 3.55 * unit),
                    (cx, foot - 4.5 * unit),
                    (cx + 1.25 * unit, foot - 3.55 * unit),
                ]
            ),
            fill(scaled(wood, 0.65)),
        )
        for k in range(3):
            canvas.drawLine(
                cx - 1.1 * unit,
                foot - (1.8 + 0.6 * k) * unit,
                cx + 1.1 * unit,
                foot - (1.8 + 0.6 * k) * unit,
                stroke(scaled(wood, 0.5), 0.04 * unit),
            )

    return draw


def _vents(scene: Scene, side: int) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        for x, z, h in ((side * 2.6, 10, 1.1), (side * 2.9, 8.8, 0.8), (-side * 2.2, 11.5, 1.4)):
            unit, (cx, foot) = scene.view.scale(z), scene.view.at(x, 0, z)
            canvas.drawRect(
                skia.Rect.MakeXYWH(cx - 0.12 * unit, foot - h * unit, 0.24 * unit, h * unit),
                linear((cx - 0.12 * unit, 0), (cx + 0.12 * unit, 0), [(STEEL, 1), (scaled(STEEL, 0.5), 1)]),
            )
            canvas.drawOval(
                skia.Rect.MakeXYWH(cx - 0.24 * unit, foot - (h + 0.22) * unit, 0.48 * unit, 0.28 * unit),
                fill(scaled(STEEL, 0.9)),
            )

    return draw


def _roof_door(scene: Scene, x: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        face = Face(scene.view, (x - 0.5, 0, 10.98), (1, 0, 0), width=1, height=2.2)
        canvas.drawPath(face.quad(0, 0, 1, 2.1), fill(rgb("#4a4f55")))

    return draw


def bridge(scene: Scene) -> PaintedSet:
    """A roadway between towers and cables, water below, the far shore."""
    scene = seen_outdoors(scene, horizon=0.14, focal=1.1)
    light, view = scene.light, scene.view
    b = Exterior(scene)
    city = scene.electric
    b.add(
        FAR,
        skyline(scene, "far", base=view.horizon + 0.01, tall=0.2 if city else 0.08),
        lambda canvas: canvas.drawPath(
            ridge_shape(scene, "hills", view.horizon, 0.05), fill(mix(rgb("#5b6a5a"), light.fog, 0.5))
        ),
    )
    b.add(0.16, water(scene, view.horizon + 0.005, depth=0.5))
    b.haze[0.16] = 0.08
    b.shine(0.16, glitter(scene, view.horizon + 0.005, depth=0.4))
    steel = _steel(scene)
    half = 5.0
    b.add(MID, _towers(scene, steel, half) if city else _parapet(scene, steel, half))
    b.haze[MID] = 0.06

    b.add(GROUND, _roadway(scene, half), _railing(scene, steel, half))
    b.air(GROUND, floor_haze(scene, view.horizon, 0.1, 0.6))
    b.haze[GROUND] = 0.02
    lamps = [street_lamp(scene, side * (half - 0.3), z) for z in (30, 17, 9.5) for side in (-1, 1)]
    b.add(
        NEAR,
        *[body for body, _, _ in lamps],
        *([vehicle(scene, 2.4, 22, rgb("#7a2e2b")), vehicle(scene, -2.5, 14, rgb("#35506a"))] if city else []),
    )
    if light.practicals > 0.15:
        b.shine(NEAR, *[shine for _, shine, _ in lamps])
        for z in (17, 9.5):
            for side in (-1, 1):
                x, y = view.at(side * (half - 1.2), 0, z)
                b.light(Lamp(x, y, 0.16 + 1.6 / z, scene.lamp, 1.0, 0.35))
    b.mist.append(veil(scene, -0.05, 0.34, 0.34 * light.haze))
    return b.paint(
        floor=5.8,
        anchors=[
            scene.spot("road", Pose.STAND, 0.4, 5.8),
            scene.spot("rail", Pose.LEAN, -half + 0.6, 7.6, facing=-1),
            scene.spot("walk", Pose.STAND, half - 0.8, 7.0, facing=-1),
        ],
    )


def _steel(scene: Scene) -> Colour:
    """Of what the bridge is built: stone before there was steel."""
    if scene.place.says("golden", "gate"):
        return rgb("#a5482f")
    tones = ("#5f6f7a", "#7a6a58", "#8a4a38") if scene.electric else ("#8a8072",)
    return rgb(scene.dice("bridge").choice(tones))


def _roadway(scene: Scene, half: float) -> Draw:
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
        road = rgb("#55565b") if scene.electric else rgb("#7d7466")
        road = scaled(road, 1 - 0.4 * scene.light.wet)
        canvas.drawPath(
            view.path((-half, 0, 1.2), (half, 0, 1.2), (half, 0, 120), (-half, 0, 120)),
            linear(
                (0, view.horizon),
                (0, 0.6),
                [(mix(road, scene.light.fog, 0.5), 1), (road, 1), (scaled(road, 0.6), 1)],
                (0, 0.3, 1),
            ),
        )
        for side in (-1, 1):
            canvas.drawPath(
                view.path(
                    (side * half, 0, 1.2),
                    (side * (half - 1.2), 0, 1.2),
                    (side * (half - 1.2), 0, 120),
                    (side * half, 0, 120),
                ),
                fill(scaled(road, 1.3)),
            )
        if scene.electric:
            for k in range(14):
                z = 3 + k * 4.2
                canvas.drawPath(
                    view.path((-0.08, 0, z), (0.08, 0, z), (0.08, 0, z + 2), (-0.08, 0, z + 2)),
                    fill(rgb("#c8b45a"), 0.7),
                )

    return draw


def _railing(scene: Scene, steel: Colour, half: float) -> Draw:
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
        for side in (-1, 1):
            for z in (60, 45, 34, 26, 20, 15.5, 12, 9.4, 7.4, 5.8, 4.6, 3.6):
                canvas.drawLine(
                    *view.at(side * half, 0, z), *view.at(side * half, 1.15, z), stroke(steel, 0.07 * view.scale(z))
                )
            for y in (0.6, 1.15):
                canvas.drawLine(*view.at(side * half, y, 70), *view.at(side * half, y, 2.0), stroke(steel, 0.008))

    return draw


def _towers(scene: Scene, steel: Colour, half: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        view = scene.view
        for z, tall in ((70.0, 38), (26.0, 34)):
            unit = view.scale(z)
            for side in (-1, 1):
                (x, foot), (_, top) = view.at(side * (half + 0.8), 0, z), view.at(side * (half + 0.8), tall, z)
                w = 1.1 * unit
                canvas.drawRect(
                    skia.Rect.MakeLTRB(x - w / 2, top, x + w / 2, foot + 0.2),
                    linear((x - w / 2, 0), (x + w / 2, 0), [(scaled(steel, 1.15), 1), (scaled(steel, 0.7), 1)]),
                )
            for level in (0.3, 0.55, 0.78, 0.97):
                a, c = view.at(-(half + 0.8), tall * level, z), view.at(half + 0.8, tall * level, z)
                canvas.drawLine(*a, *c, stroke(scaled(steel, 0.9), 0.9 * unit))
        for x in (-half - 0.8, half + 0.8):
            cable = []
            for k in range(25):
                t = k / 24
                z = 26.0 * (1 - t) + 4.0 * t
                cable.append(view.at(x, 34 - 31 * (1 - (1 - t) ** 2), z))
            canvas.drawPath(poly(cable, closed=False), stroke(steel, 0.008))
            for k in range(2, 25, 2):
                t = k / 24
                z = 26.0 * (1 - t) + 4.0 * t
                canvas.drawLine(*cable[k], *view.at(x, 0, z), stroke(steel, 0.0025))
            far = [view.at(x, 33 - 26 * (1 - (2 * k / 12 - 1) ** 2), 70 - 44 * k / 12) for k in range(13)]
            canvas.drawPath(poly(far, closed=False), stroke(steel, 0.004))

    return draw


def _parapet(scene: Scene, stone: Colour, half: float) -> Draw:
    return boxes(scene, stone, Box(-half - 0.5, 0, 3, 0.5, 0.9, 50), Box(half, 0, 3, 0.5, 0.9, 50))


SETS = (
    SetDesign(
        "rooftop",
        rooftop,
        "rooftop,roof,roof top,toit,dach,azotea,tetto,telhado,крыш*,屋上,屋根,屋顶,옥상,helipad,balcony,"
        "fire escape,terrace roof,penthouse terrace",
        interior=False,
    ),
    SetDesign(
        "bridge",
        bridge,
        "bridge,golden gate bridge,overpass,viaduct,pont,brucke,puente,ponte,мост,橋,桥,다리,footbridge,freeway",
        interior=False,
    ),
)
