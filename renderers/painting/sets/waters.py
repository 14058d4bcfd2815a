"""Harbours and ships."""

from __future__ import annotations

import math

import skia

from renderers.painting.ink import Draw, each, fill, glow, linear, poly, spline, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets.kit_city import skyline, street_lamp
from renderers.painting.sets.kit_furniture import boxes
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_nature import glitter, ridge_shape, tree_line, water
from renderers.painting.sets.kit_open import FAR, GROUND, MID, NEAR, Exterior, rising, seen_outdoors, veil
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face
from renderers.painting.sets.model import PaintedSet, Pose


def harbour(scene: Scene) -> PaintedSet:
    """A quay with bollards and crates, boats and masts on the water, cranes or gables beyond."""
    scene = seen_outdoors(scene, horizon=0.12, eye=1.7)
    dice, light, view = scene.dice("harbour"), scene.light, scene.view
    b = Exterior(scene)
    b.add(
        FAR,
        skyline(scene, "far", base=view.horizon + 0.005, tall=0.16 if scene.electric else 0.1),
        _cranes(scene) if scene.electric else tree_line(scene, "t", view.horizon, 0.05, 0.4),
    )
    b.air(FAR, rising(scene, -0.1, view.horizon + 0.02, 0.5))
    b.add(MID, water(scene, view.horizon, depth=0.5))
    b.haze[MID] = 0.05
    b.shine(MID, glitter(scene, view.horizon, depth=0.4))
    if light.practicals > 0.15:
        b.shine(
            FAR,
            skyline(
                scene, "far", base=view.horizon + 0.005, tall=0.16 if scene.electric else 0.1, lights=light.practicals
            ),
        )
    tones = ("#7a2e2b", "#2f5568", "#d0c8b8", "#3a4a44")
    for i, (x, y, size) in enumerate(((-0.75, 0.2, 0.16), (0.62, 0.19, 0.13), (-0.2, 0.165, 0.09), (0.95, 0.24, 0.2))):
        b.add(0.3, _boat(scene, x * scene.flip, y, size, rgb(dice.choice(tones)), f"boat{i}"))
    plank = rgb("#7d6a54") if dice.random() < 0.6 else rgb("#7f7b74")
    b.add(GROUND, _quay(scene, plank))
    b.haze[GROUND] = 0.0
    side = scene.flip
    b.add(
        NEAR,
        boxes(
            scene,
            rgb("#8a6a44"),
            Box(side * 3.0 - 0.5, 0, 8.6, 1.0, 0.9, 0.9),
            Box(side * 4.1 - 0.4, 0, 8.2, 0.9, 0.8, 0.8),
            Box(side * 3.2 - 0.4, 0.9, 8.7, 0.75, 0.6, 0.6),
            shadow=Box(side * 3.0 - 0.5, 0, 8.4, 2.0, 0.9, 0.9),
        ),
    )
    b.add(
        NEAR,
        each(
            lambda canvas, at: _bollard(canvas, scene, at[0], at[1]),
            ((-side * 1.9, 9.2), (side * 0.9, 9.4), (-side * 4.2, 9.0)),
        ),
    )
    body, shine, head = street_lamp(scene, -side * 4.6, 9.0)
    b.add(NEAR, body)
    if light.practicals > 0.15:
        b.shine(NEAR, shine)
        x, y = view.at(-side * 3.7, 0, 8.6)
        b.light(Lamp(x, y, 0.5, scene.lamp, 1.2, 0.35), Lamp(head[0], head[1] + 0.1, 0.5, scene.lamp, 0.5))
    b.mist.append(veil(scene, -0.02, 0.3, 0.3 * light.haze))
    return b.paint(
        floor=6.2,
        anchors=[
            scene.spot("quay", Pose.STAND, 0, 6.2),
            scene.spot("edge", Pose.STAND, -side * 1.2, 8.8),
            scene.spot("crate", Pose.SIT, side * 2.9, 8.4, up=0.9),
            scene.spot("bollard", Pose.SIT, -side * 1.9, 8.9, up=0.5),
        ],
    )


def _cranes(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        base, tone = scene.view.horizon, mix(rgb("#8a4a3a"), scene.light.fog, 0.45)
        for x in (-0.55, 0.25, 0.8):
            for dx in (-0.02, 0.02):
                canvas.drawLine(x + dx, base, x + dx * 0.6, base - 0.18, stroke(tone, 0.005))
            canvas.drawLine(x - 0.16, base - 0.22, x + 0.1, base - 0.17, stroke(tone, 0.006))
            canvas.drawLine(x, base - 0.27, x - 0.16, base - 0.22, stroke(tone, 0.002))
            canvas.drawLine(x, base - 0.18, x, base - 0.27, stroke(tone, 0.004))
            canvas.drawLine(x - 0.14, base - 0.215, x - 0.14, base - 0.1, stroke(tone, 0.0015))

    return draw


def _boat(scene: Scene, x: float, y: float, size: float, colour: Colour, name: str) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice(name)
        hull = [
            (x - size, y - size * 0.26),
            (x + size * 1.1, y - size * 0.3),
            (x + size * 0.75, y),
            (x - size * 0.8, y),
        ]
        canvas.drawOval(
            skia.Rect.MakeXYWH(x - size, y - size * 0.04, size * 1.9, size * 0.2),
            fill((0, 0, 0), 0.35, soft=size * 0.05),
        )
        canvas.drawPath(poly(hull), linear((0, y - size * 0.3), (0, y), [(colour, 1), (scaled(colour, 0.55), 1)]))
        canvas.drawLine(x - size, y - size * 0.26, x + size * 1.1, y - size * 0.3, stroke(rgb("#d8d0bc"), size * 0.04))
        canvas.drawRect(
            skia.Rect.MakeXYWH(x - size * 0.5, y - size * 0.55, size * 0.6, size * 0.28), fill(rgb("#c8c2b2"))
        )
        canvas.drawRect(
            skia.Rect.MakeXYWH(x - size * 0.42, y - size * 0.5, size * 0.42, size * 0.12), fill(rgb("#3a464e"))
        )
        mast = x + size * dice.uniform(0.1, 0.3)
        canvas.drawLine(mast, y - size * 0.28, mast, y - size * 2.0, stroke(rgb("#5a4632"), size * 0.04))
        canvas.drawLine(mast, y - size * 0.6, mast - size * 0.8, y - size * 0.66, stroke(rgb("#5a4632"), size * 0.03))
        for end in (x - size * 0.95, x + size * 1.05):
            canvas.drawLine(mast, y - size * 1.95, end, y - size * 0.28, stroke(rgb("#3a3632"), 0.0014))

    return draw


def _quay(scene: Scene, plank: Colour) -> Draw:
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
        dice, edge = scene.dice("quay"), 9.8
        canvas.drawPath(
            view.path((-20, 0, 1.2), (20, 0, 1.2), (20, 0, edge), (-20, 0, edge)),
            linear((0, view.floor(edge)), (0, 0.62), [(plank, 1), (scaled(plank, 0.62), 1)]),
        )
        z = 1.6
        while z < edge:
            tone = scaled(plank, dice.uniform(0.82, 1.12))
            canvas.drawPath(view.path((-20, 0, z), (20, 0, z), (20, 0, z + 0.22), (-20, 0, z + 0.22)), fill(tone, 0.6))
            canvas.drawLine(
                *view.at(-20, 0, z), *view.at(20, 0, z), stroke(scaled(plank, 0.45), 0.012 * view.scale(z), 0.7)
            )
            z += 0.24
        canvas.drawPath(
            view.path((-20, 0, edge), (20, 0, edge), (20, 0.12, edge), (-20, 0.12, edge)), fill(scaled(plank, 1.15))
        )
        canvas.drawPath(
            view.path((-20, 0, edge), (20, 0, edge), (20, -0.25, edge), (-20, -0.25, edge)), fill(scaled(plank, 0.4))
        )

    return draw


def _bollard(canvas: skia.Canvas, scene: Scene, x: float, z: float) -> None:
    unit, (cx, foot), iron = scene.view.scale(z), scene.view.at(x, 0, z), rgb("#34343a")
    canvas.drawOval(
        skia.Rect.MakeXYWH(cx - 0.4 * unit, foot - 0.06 * unit, 0.8 * unit, 0.16 * unit),
        fill((0, 0, 0), 0.4, soft=0.03 * unit),
    )
    canvas.drawRect(
        skia.Rect.MakeXYWH(cx - 0.17 * unit, foot - 0.48 * unit, 0.34 * unit, 0.5 * unit),
        linear((cx - 0.17 * unit, 0), (cx + 0.17 * unit, 0), [(scaled(iron, 1.7), 1), (iron, 1)]),
    )
    canvas.drawOval(
        skia.Rect.MakeXYWH(cx - 0.26 * unit, foot - 0.6 * unit, 0.52 * unit, 0.2 * unit), fill(scaled(iron, 1.5))
    )


def sea(scene: Scene) -> PaintedSet:
    """The deck of a ship: rail, mast and rigging, the sea all round; a wheel for whoever steers."""
    scene = seen_outdoors(scene, horizon=0.05, eye=1.75)
    dice, light, view = scene.dice("sea"), scene.light, scene.view
    modern = scene.electric and not scene.place.says("pirate", "sail", "sailing", "galleon", "schooner")
    b = Exterior(scene)
    b.add(MID, water(scene, view.horizon, calm=0.2, depth=0.5))
    b.haze[MID] = 0.04
    b.shine(MID, glitter(scene, view.horizon, depth=0.4))
    if dice.random() < 0.5:
        b.add(
            FAR,
            lambda canvas: canvas.drawPath(
                ridge_shape(scene, "isle", view.horizon + 0.012, 0.04), fill(mix(rgb("#5b6a66"), light.fog, 0.5))
            ),
        )
    deck = rgb("#8a6a48") if not modern else rgb("#9a9688")
    b.add(GROUND, _deck(scene, deck, *_RAILS[modern]))
    b.haze[GROUND] = 0.0
    if modern:
        b.add(
            NEAR,
            boxes(
                scene,
                rgb("#c8c8c2"),
                Box(-4.4, 0, 7.6, 2.4, 2.6, 2.0),
                Box(2.6, 0, 8.2, 1.2, 1.1, 1.0),
                shadow=Box(-4.4, 0, 7.6, 2.4, 1, 2),
            ),
            _portholes(scene),
        )
        b.light(
            Lamp(*view.at(-2.2, 1.8, 7.4), 0.5, scene.lamp, 1.1),
            Lamp(*view.at(-1.2, 0, 7.0), 0.5, scene.lamp, 0.9, 0.35),
        )
    else:
        b.add(NEAR, _rigging(scene), _wheel(scene, 1.9 * scene.flip, 7.6))
        b.shine(NEAR, _lantern(scene))
        b.light(
            Lamp(*view.at(-2.6, 2.2, 7.6), 0.6, scene.lamp, 1.0),
            Lamp(*view.at(-1.6, 0, 7.2), 0.5, scene.lamp, 0.8, 0.35),
        )
    b.mist.append(veil(scene, -0.05, 0.2, 0.3 * light.haze))
    return b.paint(
        floor=6.0,
        anchors=[
            scene.spot("deck", Pose.STAND, 0, 6.0),
            scene.spot("rail", Pose.LEAN, 0.8, 9.2),
            scene.spot("wheel", Pose.STAND, 1.9 * scene.flip, 8.1, depth=0.44),
        ],
    )


_RAILS: dict[bool, tuple[Colour, tuple[float, ...]]] = {
    False: (rgb("#6a4a30"), (1.05,)),
    True: (rgb("#d0d0ca"), (0.35, 0.7, 1.05)),
}


def _deck(scene: Scene, plank: Colour, rail: Colour, bars: tuple[float, ...]) -> Draw:
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
        edge = 10.0
        canvas.drawPath(
            view.path((-12, 0, 1.2), (12, 0, 1.2), (7.5, 0, edge), (-7.5, 0, edge)),
            linear((0, view.floor(edge)), (0, 0.62), [(plank, 1), (scaled(plank, 0.58), 1)]),
        )
        for k in range(-30, 31):
            canvas.drawLine(
                *view.at(k * 0.42, 0, 1.4), *view.at(k * 0.3, 0, edge), stroke(scaled(plank, 0.55), 0.0025, 0.6)
            )
        thick = 0.14 if len(bars) == 1 else 0.055
        for k in range(-12, 13):
            x = k * 0.62
            canvas.drawLine(
                *view.at(x, 0, edge),
                *view.at(x, 1.05, edge),
                stroke(rail, thick * 0.8 * view.scale(edge)),
            )
        for y in bars:
            canvas.drawLine(
                *view.at(-9, y, edge),
                *view.at(9, y, edge),
                stroke(rail, thick * view.scale(edge)),
            )
        canvas.drawPath(
            view.path((-9, 0, edge), (9, 0, edge), (9, 0.2, edge), (-9, 0.2, edge)), fill(scaled(rail, 0.8))
        )

    return draw


def _rigging(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        view, wood = scene.view, rgb("#5f4630")
        x, z = -2.4, 8.4
        unit = view.scale(z)
        canvas.drawLine(*view.at(x, 0, z), *view.at(x, 9, z), stroke(wood, 0.36 * unit))
        canvas.drawLine(*view.at(x - 3.2, 4.6, z), *view.at(x + 3.6, 4.6, z), stroke(wood, 0.2 * unit))
        sail = spline(
            [
                view.at(x - 3.0, 4.6, z),
                view.at(x + 3.4, 4.6, z),
                view.at(x + 3.1, 6.6, z),
                view.at(x + 3.3, 9.2, z),
                view.at(x - 2.9, 9.2, z),
                view.at(x - 2.7, 6.6, z),
            ],
            tension=0.06,
        )
        cloth = rgb("#d8ccb0")
        canvas.drawPath(
            sail,
            linear(
                view.at(x - 3, 6, z),
                view.at(x + 3.4, 6, z),
                [(scaled(cloth, 0.7), 1), (cloth, 1), (scaled(cloth, 0.8), 1)],
            ),
        )
        for k in range(6):
            a, c = view.at(x - 5.4 + 0.3 * k, 1.0, 9.6), view.at(x, 7.5, z)
            canvas.drawLine(*a, *c, stroke(rgb("#3a3028"), 0.0025))
        for k in range(9):
            t = k / 10
            a = view.at(x - 5.4 * (1 - t) + x * 0, 1.0 + 6.5 * t, 9.4)
            canvas.drawLine(*a, *view.at(x - 3.9 * (1 - t), 1.0 + 6.5 * t, 9.4), stroke(rgb("#3a3028"), 0.002))
        boxes(scene, rgb("#7a5a3a"), Box(2.9, 0, 8.6, 0.8, 0.8, 0.8), shadow=Box(2.9, 0, 8.6, 0.8, 0.8, 0.8))(canvas)

    return draw


def _wheel(scene: Scene, x: float, z: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        unit, (cx, cy), wood = scene.view.scale(z), scene.view.at(x, 1.05, z), rgb("#6f4c2e")
        boxes(scene, wood, Box(x - 0.18, 0, z, 0.36, 1.0, 0.4), shadow=Box(x - 0.18, 0, z, 0.36, 1, 0.4))(canvas)
        canvas.drawCircle(cx, cy, 0.5 * unit, stroke(wood, 0.09 * unit))
        for k in range(8):
            a = k * math.pi / 4
            canvas.drawLine(
                cx,
                cy,
                cx + math.cos(a) * 0.68 * unit,
                cy + math.sin(a) * 0.68 * unit,
                stroke(scaled(wood, 0.85), 0.06 * unit),
            )
        canvas.drawCircle(cx, cy, 0.12 * unit, fill(rgb("#b08a42")))

    return draw


def _lantern(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        power, head = scene.light.practicals, scene.view.at(-2.1, 2.3, 8.2)
        if power > 0.15:
            glow(canvas, head, 0.26, scene.lamp, 0.8 * power)
            canvas.drawOval(
                skia.Rect.MakeXYWH(head[0] - 0.012, head[1] - 0.018, 0.024, 0.034),
                fill(mix(scene.lamp, WHITE, 0.5), power),
            )

    return draw


def _portholes(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        face = Face(scene.view, (-4.4, 0, 7.59), (1, 0, 0), width=2.4, height=2.6)
        unit = face.size_at(1, 1)
        for u in (0.6, 1.5):
            canvas.drawCircle(*face.at(u, 1.8), 0.24 * unit, fill(rgb("#7a7a76")))
            canvas.drawCircle(*face.at(u, 1.8), 0.18 * unit, fill(rgb("#3a4a54")))
        canvas.drawPath(face.quad(0.2, 2.55, 2.0, 0.1), fill(rgb("#a5432f")))

    return draw


SETS = (
    SetDesign(
        "harbour",
        harbour,
        "harbour,harbor,dock,docks,pier,wharf,marina,quay,port,boardwalk,jetty,waterfront pier,hafen,"
        "puerto,porto,порт,причал*,港,港口,항구,canal,fishing village,boathouse",
        interior=False,
    ),
    SetDesign(
        "sea",
        sea,
        "sea,ocean,ship,boat,deck,yacht,sailboat,ferry,raft,open water,high seas,battleship,trawler,"
        "lifeboat,mer,meer,schiff,mar,barco,mare,nave,море,корабл*,海,船,大海,바다,배,galleon,cruise ship,"
        "ship deck,fishing boat,canoe,titanic",
        interior=False,
    ),
)
