"""Harbours, quays and fishing villages."""

from __future__ import annotations

import skia

from renderers.painting.ink import Draw, each, fill, linear, poly, stroke
from renderers.painting.palette import Colour, mix, rgb, scaled
from renderers.painting.sets.kit_city import skyline, street_lamp
from renderers.painting.sets.kit_furniture import boxes
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_nature import glitter, tree_line, water
from renderers.painting.sets.kit_open import FAR, GROUND, MID, NEAR, Exterior, rising, seen_outdoors, veil
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box
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


SETS = (
    SetDesign(
        "harbour",
        harbour,
        "harbour,harbor,dock,docks,pier,wharf,marina,quay,port,boardwalk,jetty,waterfront pier,hafen,"
        "puerto,porto,порт,причал*,港,港口,항구,canal,fishing village,boathouse",
        interior=False,
    ),
)
