"""Open space and the ground of other worlds."""

from __future__ import annotations

import math
from dataclasses import replace

import skia

from renderers.painting.ink import Draw, each, fill, glow, linear, poly, radial, stroke
from renderers.painting.light import Light
from renderers.painting.palette import WHITE, Colour, luma, mix, rgb, scaled
from renderers.painting.sets.kit_light import Lamp, Wash
from renderers.painting.sets.kit_nature import ridge_shape, rock
from renderers.painting.sets.kit_open import FAR, GROUND, MID, NEAR, Exterior, floor_haze, rising
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_space import AMBER, TEAL, heavens, space_light
from renderers.painting.sets.kit_view import View
from renderers.painting.sets.model import Anchor, PaintedSet, Pose
from renderers.painting.terms import Era


def space(scene: Scene) -> PaintedSet:
    """Open space: a world, a vessel far away, dust near the lens; somebody may float."""
    scene = replace(scene, view=View(0.1, 1.4, 1.2, scene.flip))
    lit = space_light(scene)
    sky = scene.layer(heavens(scene), depth=0.0, wash=None, edge=0, brush=0.1, name="space")
    wash = Wash(rgb("#8a9ab5"), rgb("#6a7a98"), (Lamp(scene.flip * 0.5, -0.2, 0.9, WHITE, 0.6),))
    vessel = scene.layer(_vessel(scene), depth=MID, wash=wash, shine=_engine_glow(scene), name="vessel")
    debris = scene.layer(_debris(scene), depth=NEAR, wash=wash, name="debris")
    floats = [
        Anchor("floating", Pose.STAND, -0.1 * scene.flip, 0.34, 0.5, 0.6, 0.3),
        Anchor("far", Pose.STAND, 0.3 * scene.flip, 0.12, 0.16, 0.4),
    ]
    return scene.finish([sky, vessel, debris], floor=6.0, anchors=floats, light=lit)


_HULL = (
    (-0.3, 0.0),
    (-0.26, -0.035),
    (-0.05, -0.045),
    (0.06, -0.075),
    (0.14, -0.07),
    (0.18, -0.035),
    (0.24, -0.02),
    (0.25, 0.02),
    (0.16, 0.04),
    (-0.1, 0.045),
    (-0.26, 0.025),
)


def _vessel(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice, f, hull = scene.dice("vessel"), scene.flip, rgb("#a8b0bc")
        ox, oy = -0.28 * f, 0.16
        points = [(ox + f * x * 1.25, oy + y * 1.25) for x, y in _HULL]
        canvas.drawPath(
            poly(points),
            linear((0, oy - 0.09), (0, oy + 0.06), [(scaled(hull, 1.15), 1), (hull, 1), (scaled(hull, 0.35), 1)]),
        )
        for wing in (-1, 1):
            span = [
                (ox + f * 0.02, oy + 0.02 * wing),
                (ox + f * 0.2, oy + 0.14 * wing),
                (ox + f * 0.28, oy + 0.14 * wing),
                (ox + f * 0.2, oy + 0.02 * wing),
            ]
            canvas.drawPath(poly(span), fill(scaled(hull, 0.85 if wing < 0 else 0.45)))
        for _ in range(34):
            x, y = dice.uniform(-0.26, 0.2), dice.uniform(-0.03, 0.03)
            canvas.drawRect(
                skia.Rect.MakeXYWH(ox + f * x * 1.2, oy + y * 1.2, dice.uniform(0.008, 0.03), 0.006),
                fill(scaled(hull, dice.uniform(0.5, 1.2)), 0.7),
            )

    return draw


def _engine_glow(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice, f = scene.dice("vessel"), scene.flip
        ox, oy = -0.28 * f, 0.16
        for dy in (-0.02, 0.012):
            glow(canvas, (ox + f * 0.32, oy + dy), 0.14, TEAL, 0.9)
            canvas.drawOval(
                skia.Rect.MakeXYWH(ox + f * 0.32 - 0.02, oy + dy - 0.007, 0.04, 0.014), fill(mix(TEAL, WHITE, 0.7))
            )
        for _ in range(22):
            canvas.drawCircle(ox + f * dice.uniform(-0.3, 0.2), oy + dice.uniform(-0.035, 0.03), 0.0022, fill(AMBER))

    return draw


def _debris(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("debris")
        for _ in range(16):
            x, y, size = dice.uniform(-1.1, 1.1), dice.uniform(-0.5, 0.55), dice.random() ** 3 * 0.05 + 0.004
            if abs(x) < 0.3 and size > 0.015:
                continue
            outline = [
                (
                    x + math.cos(k * 1.05) * size * dice.uniform(0.6, 1.1),
                    y + math.sin(k * 1.05) * size * dice.uniform(0.6, 1.1),
                )
                for k in range(6)
            ]
            canvas.drawPath(
                poly(outline),
                linear((x - size, y - size), (x + size, y + size), [(rgb("#9a948c"), 1), (rgb("#2a2828"), 1)]),
            )

    return draw


def alien(scene: Scene) -> PaintedSet:
    """The ground of another world under a great moon."""
    scene = replace(scene, view=View(0.14, 1.4, 1.2, scene.flip))
    dice = scene.dice("alien")
    soil = (
        rgb("#a8583a")
        if scene.place.says("mars", "red")
        else rgb("#9a9a98")
        if scene.place.says("moon", "lunar")
        else rgb(dice.choice(("#8a5a78", "#5a7a6a", "#a8683f")))
    )
    scene = replace(scene, light=_dusty(scene.light, soil))
    b = Exterior(scene)
    if scene.place.says("moon", "lunar"):
        b.sky = scene.layer(heavens(scene), depth=0.0, wash=None, edge=0, brush=0.1, name="space")
    else:
        b.shine(FAR, lambda canvas: _great_moon(canvas, scene))
    b.add(
        FAR,
        lambda canvas: canvas.drawPath(
            ridge_shape(scene, "far", scene.view.horizon - 0.02, 0.2, 0.55), fill(scaled(soil, 0.8))
        ),
    )
    b.air(FAR, rising(scene, -0.1, scene.view.horizon + 0.05, 0.6))
    b.add(
        MID,
        lambda canvas: canvas.drawPath(
            ridge_shape(scene, "mid", scene.view.horizon + 0.04, 0.08), fill(scaled(soil, 0.9))
        ),
    )

    b.add(GROUND, _alien_ground(scene, soil))
    b.air(GROUND, floor_haze(scene, scene.view.horizon + 0.07, 0.14, 0.5))
    b.add(
        NEAR,
        each(
            lambda canvas, at: rock(
                canvas,
                at[0],
                scene.view.floor(at[1]),
                at[2],
                scaled(soil, 0.8),
                scene.dice(f"rock{at[0]}"),
                scene.light.side,
            ),
            ((-0.8, 8, 0.1), (0.86, 7, 0.13), (0.6, 12, 0.05), (-0.5, 14, 0.04)),
        ),
    )
    return b.paint(
        floor=6.3,
        anchors=[scene.spot("ground", Pose.STAND, 0, 6.3), scene.spot("rock", Pose.SIT, 2.8, 7.2, up=0.4, facing=-1)],
    )


def _alien_ground(scene: Scene, soil: Colour) -> Draw:
    """Dust and craters."""

    def draw(canvas: skia.Canvas) -> None:
        canvas.drawRect(
            skia.Rect.MakeLTRB(-2, scene.view.horizon + 0.07, 2, 2),
            linear((0, 0.2), (0, 0.62), [(soil, 1), (scaled(soil, 0.5), 1)]),
        )
        marks = scene.dice("craters")
        for _ in range(26):
            t = marks.random() ** 1.6
            x, y, w = marks.uniform(-1.2, 1.2), 0.24 + 0.34 * t, 0.02 + 0.14 * t * marks.random()
            canvas.drawOval(skia.Rect.MakeXYWH(x - w, y - w * 0.2, w * 2, w * 0.4), fill(scaled(soil, 0.55), 0.8))
            canvas.drawOval(
                skia.Rect.MakeXYWH(x - w * 0.9, y - w * 0.1, w * 1.9, w * 0.34), fill(scaled(soil, 0.85), 0.9)
            )

    return draw


def _dusty(light: Light, soil: Colour) -> Light:
    """The hour under a sky coloured by the dust of the ground."""
    tones = [mix(stop, scaled(mix(soil, WHITE, 0.25), luma(stop) * 1.6), 0.75) for stop in light.sky]
    sky = (tones[0], tones[1], tones[2], tones[3])
    return replace(
        light, sky=sky, fog=mix(light.fog, scaled(soil, 0.5 + 0.6 * light.day), 0.7), cover=light.cover * 0.5
    )


def _great_moon(canvas: skia.Canvas, scene: Scene) -> None:
    x, y, r = -scene.flip * 0.42, -0.18, 0.2
    tone = mix(scene.light.sky[3], WHITE, 0.3)
    canvas.drawCircle(
        x,
        y,
        r,
        radial(
            (x - r * 0.3, y - r * 0.3),
            r * 1.5,
            [(tone, 0.55), (mix(tone, scene.light.sky[1], 0.6), 0.4), (scene.light.sky[1], 0.1)],
        ),
    )
    canvas.drawOval(skia.Rect.MakeXYWH(x - r * 1.7, y - r * 0.3, r * 3.4, r * 0.6), stroke(tone, 0.006, 0.35))


SETS = (
    SetDesign(
        "space",
        space,
        "space,outer space,orbit,galaxy,nebula,deep space,asteroid,asteroid field,stars,cosmos,weltraum,"
        "espace,espacio,spazio,espaco,космос,宇宙,太空,우주,airlock exterior",
        interior=False,
        era=Era.FUTURE,
    ),
    SetDesign(
        "alien_world",
        alien,
        "planet,alien planet,mars,moon,lunar surface,moon surface,alien world,crater,exoplanet,planete,"
        "planeta,pianeta,планет*,惑星,火星,星球,행성,red planet",
        interior=False,
        era=Era.FUTURE,
    ),
)
