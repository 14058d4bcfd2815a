"""What streets have in common: the lens, the road, haze in the distance, signs in wet ground."""

from __future__ import annotations

from dataclasses import replace

import skia

from renderers.painting.ink import Draw, fill, linear, radial, stroke
from renderers.painting.light import Light
from renderers.painting.palette import Colour, mix, rgb, scaled
from renderers.painting.sets.kit_city import (
    wet_mirror,
)
from renderers.painting.sets.kit_nature import SNOW, snowy
from renderers.painting.sets.kit_scene import Scene
from renderers.painting.sets.kit_view import Face, View


def seen_in_street(scene: Scene, **lens: float) -> Scene:
    """The scene through a street's lens, mirrored by its seed."""
    return replace(scene, view=View(flip=scene.flip, **(_LENS | lens)))


_LENS = {"horizon": 0.17, "eye": 1.35, "focal": 1.15}


def roadway(scene: Scene, half: float, *, kerb: float = 2.0, colour: Colour | None = None) -> Draw:
    """The road between two pavements; cobbles where cars are not known yet."""
    view = scene.view
    cobbled = not scene.electric
    tone = colour or (SNOW if snowy(scene) else rgb("#6d655c") if cobbled else rgb("#4c4d52"))
    tone = scaled(tone, 1 - 0.45 * scene.light.wet)

    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("road")
        floor = Face(view, (-half - 6, 0, 1.2), (1, 0, 0), (0, 0, 1), 2 * half + 12, 118)
        canvas.drawPath(
            floor.whole(),
            linear(
                (0, view.horizon),
                (0, 0.62),
                [(mix(tone, scene.light.fog, 0.3), 1), (tone, 1), (scaled(tone, 0.62), 1)],
                (0, 0.3, 1),
            ),
        )
        walk = mix(scaled(tone, 1.35), rgb("#8a867e"), 0.4)
        for side in (-1, 1):
            x0, x1 = side * (half - kerb), side * (half + 6)
            canvas.drawPath(view.path((x0, 0.0, 1.2), (x1, 0.0, 1.2), (x1, 0.0, 110), (x0, 0.0, 110)), fill(walk))
            canvas.drawPath(
                view.path((x0, 0, 1.2), (x0 + side * 0.16, 0, 1.2), (x0 + side * 0.16, 0, 110), (x0, 0, 110)),
                fill(scaled(walk, 1.25)),
            )
        if cobbled:
            lines = skia.Path()
            z = 2.0
            while z < 40:
                lines.moveTo(*view.at(-half + kerb, 0, z))
                lines.lineTo(*view.at(half - kerb, 0, z))
                z *= 1.045
            canvas.drawPath(lines, stroke(scaled(tone, 0.6), 0.002, 0.5))
        elif not snowy(scene):
            for k in range(14):
                z = 3 + k * 4.2
                canvas.drawPath(
                    view.path((-0.07, 0, z), (0.07, 0, z), (0.07, 0, z + 1.9), (-0.07, 0, z + 1.9)),
                    fill(rgb("#b9b5a4"), 0.7),
                )
        for _ in range(16):
            x, z = dice.uniform(-half, half), dice.uniform(3, 18)
            cx, cy = view.at(x, 0, z)
            w = dice.uniform(0.3, 1.2) * view.scale(z)
            canvas.drawOval(
                skia.Rect.MakeXYWH(cx - w / 2, cy, w, w * 0.12),
                fill(scaled(tone, dice.uniform(0.6, 1.25)), 0.35, soft=0.004),
            )

    return draw


def neon_light(scene: Scene) -> Light:
    """People in a lit street are edged by its signs."""
    light = scene.light
    if not scene.electric or light.practicals < 0.6:
        return light
    accent = scene.dice("accent").choice(light.accents)
    return replace(light, rim=mix(light.rim, accent, 0.35), key=mix(light.key, scene.lamp, 0.4))


def distance(scene: Scene, strength: float = 1.0) -> Draw:
    """Haze that gathers where the street vanishes."""
    light, centre = scene.light, (0.0, scene.view.horizon)
    alpha = min(0.95, (0.35 + 0.8 * light.haze) * strength)
    stops = [(light.fog, alpha), (light.fog, alpha * 0.55), (light.fog, alpha * 0.12), (light.fog, 0.0)]
    paint = radial(centre, 0.75, stops, (0, 0.22, 0.6, 1))
    return lambda canvas: canvas.drawPaint(paint)


def reflections(scene: Scene, half: float) -> Draw:
    dice, light = scene.dice("mirror"), scene.light
    strength = max(light.wet, 0.45 if scene.electric and light.night > 0.7 else 0.15)
    spots = []
    for _ in range(int(34 * strength)):
        z = dice.uniform(5.5, 30)
        x, y = scene.view.at(dice.choice((-1, 1)) * dice.uniform(0.2, 0.95) * half, 0, z)
        tones = (*light.accents, scene.lamp, scene.lamp) if scene.electric else (scene.lamp,)
        spots.append((x, y, scaled(dice.choice(tones), 0.5 + 0.5 * strength)))
    return wet_mirror(scene, spots)
