"""Aboard: the bridge of a ship and its passages."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import skia

from renderers.painting.ink import CLEAR, Draw, fill, glow, linear, poly, spline, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets.kit_furniture import boxes
from renderers.painting.sets.kit_light import Lamp, Wash
from renderers.painting.sets.kit_open import MID
from renderers.painting.sets.kit_scene import FRONT, Scene, SetDesign
from renderers.painting.sets.kit_space import AMBER, TEAL, heavens, space_light
from renderers.painting.sets.kit_view import Box, Face, View
from renderers.painting.sets.model import PaintedSet, Pose
from renderers.painting.terms import Era


def bridge_of_ship(scene: Scene) -> PaintedSet:
    """The bridge: a great window on the stars, consoles, seats, light in the floor."""
    scene = replace(scene, view=View(0.14, 1.2, 1.3, scene.flip))
    dice = scene.dice("bridge")
    tone, warm = dice.choice(((TEAL, AMBER), (rgb("#5fa0ff"), rgb("#ff7a5a")), (rgb("#60e0a0"), AMBER)))
    metal = rgb(dice.choice(("#6a7280", "#747068", "#5f6a74")))
    lit = replace(space_light(scene), rim=tone, accents=(tone, warm), key=mix(tone, WHITE, 0.6))
    sky = scene.layer(heavens(scene), depth=0.02, wash=None, edge=0, brush=0.1, name="space")
    base = rgb("#5a6478")
    wash = Wash(
        scaled(base, 0.75),
        base,
        (
            Lamp(0, -0.1, 0.9, rgb("#a8c8f0"), 0.5),
            Lamp(0, 0.36, 0.7, tone, 0.4, 0.4),
            Lamp(-0.8, 0.2, 0.5, warm, 0.5),
            Lamp(0.8, 0.2, 0.5, tone, 0.5),
        ),
        (),
        0.5,
    )
    hull = scene.layer(
        _bridge_hull(scene, metal), depth=0.26, wash=wash, shine=_hull_lights(scene, tone, warm), name="hull"
    )
    desks = scene.layer(
        _consoles(scene, metal), depth=MID + 0.2, wash=wash, shine=_console_screens(scene, tone, warm), name="consoles"
    )
    chairs = scene.layer(_captain_chair(scene), depth=0.5, wash=wash, name="chair")
    rail = scene.layer(_front_rail(metal, tone), depth=FRONT + 0.1, wash=wash.dimmed(0.4), name="rail").blurred(
        scene.stage.height * 0.006
    )
    spots = [
        scene.spot("deck", Pose.STAND, 0.9, 5.3),
        scene.spot("captain", Pose.SIT, 0, 5.0, up=0.62, depth=0.55),
        scene.spot("helm", Pose.SIT, -1.6, 6.3, up=0.5, depth=0.38, facing=0.5),
        scene.spot("station", Pose.STAND, 2.4, 6.0, facing=1),
        scene.spot("window", Pose.STAND, -0.7, 7.4, depth=0.35),
    ]
    return scene.finish([sky, hull, desks, chairs, rail], floor=5.3, anchors=spots, light=lit)


def _bridge_hull(scene: Scene, metal: Colour) -> Draw:
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
        canvas.drawPaint(linear((0, -0.6), (0, 0.2), [(scaled(metal, 0.55), 1), (metal, 1)]))
        floor = view.path((-7, 0, 1), (7, 0, 1), (5, 0, 8.6), (-5, 0, 8.6))
        canvas.drawPath(
            floor, linear((0, view.floor(8.6)), (0, 0.6), [(scaled(metal, 0.85), 1), (scaled(metal, 0.4), 1)])
        )
        for k in range(-6, 7):
            canvas.drawLine(
                *view.at(k * 1.1, 0, 1.2), *view.at(k * 0.75, 0, 8.6), stroke(scaled(metal, 0.45), 0.003, 0.7)
            )
        for z in (7.4, 6.2, 5.2, 4.3):
            canvas.drawLine(*view.at(-6, 0, z), *view.at(6, 0, z), stroke(scaled(metal, 0.45), 0.003, 0.7))
        window = [
            (-0.74, -0.3),
            (-0.4, -0.37),
            (0, -0.385),
            (0.4, -0.37),
            (0.74, -0.3),
            (0.8, -0.08),
            (0.66, 0.14),
            (0, 0.165),
            (-0.66, 0.14),
            (-0.8, -0.08),
        ]
        shape = spline(window, tension=0.09)
        canvas.drawPath(shape, fill((0, 0, 0), blend=CLEAR))
        canvas.drawPath(shape, stroke(scaled(metal, 1.5), 0.026))
        canvas.drawPath(shape, stroke(scaled(metal, 0.4), 0.006))
        for x in (-0.42, -0.14, 0.14, 0.42):
            strut = [(x - 0.012, -0.385), (x + 0.012, -0.385), (x * 1.1 + 0.014, 0.165), (x * 1.1 - 0.014, 0.165)]
            canvas.drawPath(
                poly(strut), linear((x - 0.02, 0), (x + 0.02, 0), [(scaled(metal, 1.6), 1), (scaled(metal, 0.55), 1)])
            )
        for side in (-1, 1):
            for k in range(4):
                y = -0.34 + 0.15 * k
                panel = [(side * 0.86, y), (side * 1.3, y - 0.05), (side * 1.3, y + 0.07), (side * 0.86, y + 0.1)]
                canvas.drawPath(poly(panel), fill(scaled(metal, 0.7 + 0.08 * k)))
        for x in (-0.95, -0.5, 0, 0.5, 0.95):
            canvas.drawLine(x * 0.8, -0.4, x * 1.3, -0.7, stroke(scaled(metal, 0.4), 0.012))

    return draw


def _hull_lights(scene: Scene, tone: Colour, warm: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("lights")
        for side in (-1, 1):
            for k in range(4):
                y = -0.3 + 0.15 * k
                colour = tone if (k + side) % 3 else warm
                canvas.drawLine(side * 0.9, y, side * 1.25, y - 0.035, stroke(colour, 0.006, 0.9))
                glow(canvas, (side * 1.05, y), 0.12, colour, 0.4)
                for _ in range(7):
                    canvas.drawRect(
                        skia.Rect.MakeXYWH(side * dice.uniform(0.9, 1.2), y + dice.uniform(0.02, 0.05), 0.014, 0.008),
                        fill(dice.choice([tone, warm, WHITE]), 0.8),
                    )
        for side in (-1, 1):
            a, c = scene.view.at(side * 2.9, 0.01, 2.5), scene.view.at(side * 2.3, 0.01, 8.4)
            canvas.drawLine(*a, *c, stroke(tone, 0.005, 0.9))
            canvas.drawLine(*a, *c, stroke(tone, 0.03, 0.3, soft=0.012))
        glow(canvas, (0, -0.44), 0.5, tone, 0.22)

    return draw


def _consoles(scene: Scene, metal: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        for x in (-2.9, -0.9, 1.1):
            boxes(scene, scaled(metal, 0.9), Box(x, 0, 6.8, 1.8, 0.75, 0.6), shadow=Box(x, 0, 6.8, 1.8, 0.8, 0.6))(
                canvas
            )
            boxes(
                scene,
                scaled(metal, 0.7),
                Box(x + 0.6, 0.2, 6.2, 0.55, 0.28, 0.4),
                Box(x + 0.62, 0.48, 6.1, 0.5, 0.62, 0.09),
            )(canvas)
        for side in (-1, 1):
            x = side * 3.4 - (0.0 if side > 0 else 1.2)
            boxes(scene, scaled(metal, 0.85), Box(x, 0, 5.4, 1.2, 0.95, 1.6), shadow=Box(x, 0, 5.4, 1.2, 1, 1.6))(
                canvas
            )

    return draw


def _console_screens(scene: Scene, tone: Colour, warm: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice, view = scene.dice("screens"), scene.view
        for i, x in enumerate((-2.9, -0.9, 1.1)):
            for k in range(3):
                face = Face(view, (x + 0.08 + k * 0.58, 0.76, 6.85), (1, 0, 0), (0, 0.75, 0.35), 0.5, 0.4)
                _display(canvas, face, tone if (i + k) % 3 else warm, dice.uniform(0, 9))
        for side in (-1, 1):
            x = side * 3.4 - (0.0 if side > 0 else 1.2)
            face = Face(view, (x + 0.1, 0.98, 5.5), (1, 0, 0), (0, 0.7, 0.4), 1.0, 0.6)
            _display(canvas, face, warm if side > 0 else tone, dice.uniform(0, 9))

    return draw


def _display(canvas: skia.Canvas, face: Face, tone: Colour, phase: float) -> None:
    canvas.drawPath(face.whole(), fill(scaled(tone, 0.22), 0.95))
    canvas.drawPath(face.whole(), stroke(tone, 0.0028))
    wave = [
        face.at(
            face.width * (0.08 + 0.84 * k / 16),
            face.height * (0.55 + 0.22 * math.sin(k * 0.9 + phase) * math.cos(k * 0.31 + phase)),
        )
        for k in range(17)
    ]
    canvas.drawPath(spline(wave, closed=False), stroke(mix(tone, WHITE, 0.4), 0.0028))
    for k in range(4):
        canvas.drawPath(
            face.quad(face.width * (0.08 + 0.22 * k), face.height * 0.08, face.width * 0.15, face.height * 0.1),
            fill(tone, 0.8),
        )
    glow(canvas, face.at(face.width / 2, face.height / 2), 0.13, tone, 0.4)


def _captain_chair(scene: Scene) -> Draw:
    dark = rgb("#2c3038")
    return boxes(
        scene,
        dark,
        Box(-0.36, 0.45, 5.0, 0.72, 0.16, 0.6),
        Box(-0.36, 0.6, 5.5, 0.72, 0.85, 0.14),
        Box(-0.5, 0.6, 5.0, 0.15, 0.22, 0.6),
        Box(0.35, 0.6, 5.0, 0.15, 0.22, 0.6),
        Box(-0.14, 0, 5.15, 0.28, 0.45, 0.3),
        shadow=Box(-0.4, 0, 5.0, 0.8, 1, 0.6),
    )


def _front_rail(metal: Colour, tone: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        shape = spline(
            [(-1.4, 0.47), (-0.8, 0.53), (0, 0.56), (0.8, 0.53), (1.4, 0.47), (1.4, 0.9), (-1.4, 0.9)], tension=0.1
        )
        canvas.drawPath(shape, fill(scaled(metal, 0.5)))
        canvas.drawPath(
            spline([(-1.4, 0.47), (-0.8, 0.53), (0, 0.56), (0.8, 0.53), (1.4, 0.47)], closed=False), stroke(tone, 0.006)
        )

    return draw


def ship_corridor(scene: Scene) -> PaintedSet:
    """A passage aboard: ribs, strips of light, a hatch at the end."""
    scene = replace(scene, view=View(0.12, 1.2, 1.15, scene.flip))
    dice = scene.dice("ship")
    tone = dice.choice(
        (TEAL, AMBER, rgb("#ff5a4a") if scene.place.mood.value in ("tense", "eerie") else rgb("#a8d8ff"))
    )
    metal = rgb(dice.choice(("#7a828e", "#847c70", "#6a7674")))
    lit = replace(space_light(scene), rim=tone, key=mix(tone, WHITE, 0.65))
    base = rgb("#56606e")
    lamps = tuple(
        Lamp(x, scene.view.floor(z) - 0.1, 0.12 + 1.2 / z, tone, 0.55, 0.8)
        for z in (14, 9, 6, 4.2)
        for x in (-0.9 / z, 0.9 / z)
    )
    wash = Wash(scaled(base, 0.8), base, (Lamp(0, 0.1, 0.5, WHITE, 0.55), *lamps), (), 0.55)
    body = scene.layer(_ship_ribs(scene, metal), depth=0.3, wash=wash, shine=_strip_lights(scene, tone), name="ribs")
    return scene.finish(
        [body],
        floor=5.0,
        anchors=[
            scene.spot("passage", Pose.STAND, 0, 5.0),
            scene.spot("wall", Pose.LEAN, -1.1, 5.6, facing=1),
            scene.spot("hatch", Pose.STAND, 0.1, 10),
        ],
        light=lit,
    )


_RIB = ((-1.3, 0.0), (-1.75, 0.55), (-1.75, 1.7), (-1.2, 2.55), (1.2, 2.55), (1.75, 1.7), (1.75, 0.55), (1.3, 0.0))


def _ship_ribs(scene: Scene, metal: Colour) -> Draw:
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
        canvas.drawPaint(fill(scaled(metal, 0.2)))
        zs = [22, 17, 13.4, 10.6, 8.4, 6.7, 5.4, 4.3, 3.4, 2.7, 2.1, 1.5]
        for i, (far, near) in enumerate(pairwise(zs)):
            outer = list(zip(_RIB, _RIB[1:] + _RIB[:1], strict=True))
            for k, ((x0, y0), (x1, y1)) in enumerate(outer):
                shade = (0.8, 0.9, 0.7, 0.5, 0.7, 0.9, 0.8, 0.62)[k] * (0.88 + 0.12 * (i % 2))
                canvas.drawPath(
                    view.path((x0, y0, far), (x1, y1, far), (x1, y1, near), (x0, y0, near)), fill(scaled(metal, shade))
                )
            ring = poly([view.at(x, y, near) for x, y in _RIB])
            canvas.drawPath(ring, stroke(scaled(metal, 0.5), 0.16 * view.scale(near)))
            canvas.drawPath(ring, stroke(scaled(metal, 1.15), 0.05 * view.scale(near)))
        hatch = [view.at(x * 0.98, y, 22) for x, y in _RIB]
        canvas.drawPath(poly(hatch), fill(scaled(metal, 0.5)))
        cx, cy = view.at(0, 1.2, 22)
        canvas.drawCircle(cx, cy, 0.055, fill(scaled(metal, 1.1)))
        canvas.drawCircle(cx, cy, 0.04, fill(rgb("#0c1420")))
        pipes = ((-1.55, 2.1), (1.55, 2.1), (1.62, 0.3))
        for x, y in pipes:
            canvas.drawLine(*view.at(x, y, 21), *view.at(x, y, 1.6), stroke(scaled(metal, 0.75), 0.012))

    return draw


def _strip_lights(scene: Scene, tone: Colour) -> Draw:
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
        for z0, z1 in ((17, 13.4), (10.6, 8.4), (6.7, 5.4), (4.3, 3.4), (2.7, 2.1)):
            canvas.drawPath(
                view.path((-0.4, 2.54, z0), (0.4, 2.54, z0), (0.4, 2.54, z1), (-0.4, 2.54, z1)),
                fill(mix(tone, WHITE, 0.75)),
            )
            glow(canvas, view.at(0, 2.45, (z0 + z1) / 2), 1.3 * view.scale(z1), mix(tone, WHITE, 0.4), 0.4)
            for side in (-1, 1):
                a, c = view.at(side * 1.32, 0.06, z0), view.at(side * 1.32, 0.06, z1)
                canvas.drawLine(*a, *c, stroke(tone, 0.006))
                canvas.drawLine(*a, *c, stroke(tone, 0.03, 0.35, soft=0.012))
        glow(canvas, view.at(0, 1.2, 22), 0.2, tone, 0.5)

    return draw


SETS = (
    SetDesign(
        "starship_bridge",
        bridge_of_ship,
        "spaceship,starship,spacecraft,space station,space shuttle,shuttle,starship cockpit,spaceship cockpit,"
        "starship bridge,spaceship bridge,"
        "command deck,space bridge,capsule,space capsule,escape pod,raumschiff,vaisseau,nave espacial,"
        "astronave,звездолет*,космический корабль,宇宙船,飞船,우주선,lander,mothership",
        interior=True,
        era=Era.FUTURE,
    ),
    SetDesign(
        "starship_corridor",
        ship_corridor,
        "engine room,spaceship corridor,starship corridor,station corridor,space station corridor,airlock,cryo,"
        "cryo chamber,cargo bay,engineering deck,ship corridor,moon base,mars base,space station module",
        hints="spaceship,starship,spacecraft,space station,mothership",
        interior=True,
        era=Era.FUTURE,
    ),
)
