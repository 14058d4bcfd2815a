"""Markets and fairs."""

from __future__ import annotations

from dataclasses import replace

import skia

from renderers.painting.ink import Draw, each, fill, glow, stroke
from renderers.painting.palette import Colour, rgb, scaled
from renderers.painting.sets.kit_city import (
    draw_facade,
    passers_by,
    shine_facade,
    skyline,
    street_sides,
)
from renderers.painting.sets.kit_furniture import boxes
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_open import FAR, GROUND, MID, NEAR, Exterior, veil
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_street import distance, roadway, seen_in_street
from renderers.painting.sets.kit_view import Box
from renderers.painting.sets.model import PaintedSet, Pose


def market(scene: Scene) -> PaintedSet:
    """Stalls under awnings on a square, goods in colours, people going by."""
    scene = seen_in_street(scene, focal=1.25)
    dice, light, view = scene.dice("market"), scene.light, scene.view
    half = 7.0
    b = Exterior(scene)
    b.add(FAR, skyline(scene, "far", base=view.horizon + 0.02, tall=0.14))
    facades = [replace(f, shop=None) for f in street_sides(scene, half=half + 2.5, first=6, last=50, name="square")]
    b.add(MID, each(lambda canvas, facade: draw_facade(canvas, scene, facade), facades))
    b.air(MID, distance(scene))
    b.add(GROUND, roadway(scene, half, kerb=0.1, colour=rgb("#8a7d6a")))
    stalls = [(side * (3.1 + dice.uniform(-0.2, 0.3)), z) for z in (24, 17, 12, 8.4) for side in (-1, 1)]
    tones = ("#a8402f", "#c98f3a", "#3f6a5a", "#d9cdb0", "#35507a", "#8a3f5c")
    for i, (x, z) in enumerate(stalls):
        b.add(NEAR, _stall(scene, x, z, rgb(dice.choice(tones)), f"stall{i}"))
    b.add(NEAR, passers_by(scene, "crowd", [(dice.uniform(-1.7, 1.7), dice.uniform(11, 34)) for _ in range(13)]))
    bulbs = [view.at(x, 2.9, z) for z in (8, 10, 12, 15, 19, 24) for x in (-2.4, -1.2, 0, 1.2, 2.4)]
    b.add(NEAR, _string_wire(scene))
    if light.practicals > 0.15:
        b.shine(MID, each(lambda canvas, facade: shine_facade(canvas, scene, facade, light.practicals), facades))
        b.shine(NEAR, each(lambda canvas, bulb: glow(canvas, bulb, 0.07, scene.lamp, 0.9 * light.practicals), bulbs))
        for x, z in stalls[-4:]:
            cx, cy = view.at(x, 1.4, z)
            b.light(Lamp(cx, cy, 0.42, scene.lamp, 1.0))
        b.light(Lamp(0, view.floor(9), 0.6, scene.lamp, 0.7, 0.4))
    b.mist.append(veil(scene, 0.0, 0.36, 0.3 * light.haze))
    return b.paint(
        floor=5.6,
        anchors=[
            scene.spot("aisle", Pose.STAND, 0, 5.6),
            scene.spot("stall", Pose.STAND, -1.6, 8.2, facing=-1),
            scene.spot("seller", Pose.STAND, 3.2, 9.6, facing=-1, depth=0.44),
        ],
    )


def _stall(scene: Scene, x: float, z: float, cloth: Colour, name: str) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice, view = scene.dice(name), scene.view
        left, w, d = x - 1.3, 2.6, 1.3
        for px in (left, left + w - 0.08):
            boxes(scene, rgb("#5f4630"), Box(px, 0, z, 0.08, 2.35, 0.08))(canvas)
        boxes(scene, rgb("#6f5236"), Box(left, 0, z, w, 0.85, d), shadow=Box(left, 0, z, w, 0.8, d))(canvas)
        unit = view.scale(z)
        goods = [
            rgb(tone)
            for tone in dice.sample(["#c2452d", "#d99a2b", "#6a8f3f", "#8f5a8a", "#d8c07a", "#b5683a", "#4f7a5a"], 4)
        ]
        for k in range(4):
            base = left + 0.08 + k * (w - 0.1) / 4
            boxes(scene, rgb("#8a6a46"), Box(base, 0.85, z, 0.56, 0.14, 0.7))(canvas)
            for _ in range(11):
                gx, gy = view.at(base + 0.06 + dice.random() * 0.45, 1.0 + dice.random() * 0.12, z + 0.1)
                canvas.drawCircle(gx, gy, 0.055 * unit, fill(scaled(goods[k], dice.uniform(0.75, 1.2))))
        stripes = 8
        for k in range(stripes):
            u0, u1 = left - 0.15 + k * (w + 0.3) / stripes, left - 0.15 + (k + 1) * (w + 0.3) / stripes
            tone = cloth if k % 2 else rgb("#d8d0bc")
            canvas.drawPath(
                view.path((u0, 2.75, z + 1.2), (u1, 2.75, z + 1.2), (u1, 2.2, z - 0.45), (u0, 2.2, z - 0.45)),
                fill(tone),
            )
            canvas.drawPath(
                view.path((u0, 2.2, z - 0.45), (u1, 2.2, z - 0.45), (u1, 2.0, z - 0.45), (u0, 2.0, z - 0.45)),
                fill(scaled(tone, 0.75)),
            )

    return draw


def _string_wire(scene: Scene) -> Draw:
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
        if not scene.electric:
            return
        for z in (8, 12, 19):
            path = skia.Path()
            path.moveTo(*view.at(-3, 3.2, z))
            path.quadTo(*view.at(0, 2.5, z), *view.at(3, 3.2, z))
            canvas.drawPath(path, stroke(rgb("#2a2622"), 0.02 * view.scale(z)))

    return draw


SETS = (
    SetDesign(
        "market",
        market,
        "market,bazaar,fair,fairground,souk,marketplace,stall,marche,markt,mercado,mercato,рынок,市場,市场,"
        "시장,carnival,festival",
        interior=False,
    ),
)
