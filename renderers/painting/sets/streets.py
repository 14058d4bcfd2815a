"""Streets and alleys of every age."""

from __future__ import annotations

from dataclasses import replace

import skia

from renderers.painting.ink import SCREEN, Draw, each, fill, glow, linear, poly, stroke
from renderers.painting.palette import Colour, mix, rgb, scaled
from renderers.painting.sets.kit_city import (
    draw_facade,
    neon_sign,
    passers_by,
    shine_facade,
    skyline,
    street_lamp,
    street_sides,
    vehicle,
)
from renderers.painting.sets.kit_furniture import STEEL, boxes
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_nature import broadleaf
from renderers.painting.sets.kit_open import FAR, GROUND, MID, NEAR, Exterior, veil
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_street import distance, neon_light, reflections, roadway, seen_in_street
from renderers.painting.sets.kit_view import Box, Face
from renderers.painting.sets.model import PaintedSet, Pose


def street(scene: Scene) -> PaintedSet:
    """A street running away between houses: lamps, shop light, wet ground after rain."""
    scene = seen_in_street(scene)
    dice, light, view = scene.dice("street"), scene.light, scene.view
    half = 6.2 if scene.electric else 4.2
    if scene.place.says("avenue", "boulevard", "highway", "times"):
        half += 2.0
    b = Exterior(scene)
    b.add(FAR, skyline(scene, "far", base=view.horizon + 0.02, tall=0.34 if scene.electric else 0.12))
    facades = street_sides(scene, half=half, first=2.2, last=75)
    b.add(MID, each(lambda canvas, facade: draw_facade(canvas, scene, facade), facades))
    b.air(MID, distance(scene))
    b.haze[MID] = 0.05 + 0.25 * max(0.0, light.haze - 0.3)
    b.add(GROUND, roadway(scene, half))
    b.air(GROUND, distance(scene, 0.7))
    b.haze[GROUND] = 0.04
    lamps = [street_lamp(scene, side * (half - 1.6), z) for z in (34, 22, 14, 8.5) for side in (-1, 1)]
    if scene.dice("trees").random() < 0.4 or scene.place.says("suburb", "suburban", "residential"):
        b.add(
            NEAR,
            *[
                broadleaf(scene, f"tree{x}{z}", *view.at(x, 0, z), 6 * view.scale(z))
                for z in (24, 12)
                for x in (-half + 0.8, half - 0.8)
            ],
        )
    colours = ("#7a2e2b", "#31506a", "#8d9094", "#2f3338", "#b5a27a", "#4a5a48")
    cars = [(side * (half - 2.9), z) for side, z in ((-1, 26), (1, 19), (-1, 12.5), (1, 9.0)) if dice.random() < 0.75]
    walkers = [(dice.uniform(-1, 1) * half, dice.uniform(14, 40)) for _ in range(9)]
    b.add(NEAR, passers_by(scene, "crowd", walkers))
    b.add(NEAR, *[vehicle(scene, x, z, rgb(dice.choice(colours))) for x, z in sorted(cars, key=lambda spot: -spot[1])])
    b.add(NEAR, *[body for body, _, _ in lamps])
    if light.practicals > 0.15:
        b.shine(MID, each(lambda canvas, facade: shine_facade(canvas, scene, facade, light.practicals), facades))
        b.shine(NEAR, *[shine for _, shine, _ in lamps], _car_lights(scene, cars))
        for z in (14, 8.5):
            for side in (-1, 1):
                x, y = view.at(side * (half - 2.3), 0, z)
                b.light(Lamp(x, y, 0.16 + 1.6 / z, scene.lamp, 1.1, 0.35), Lamp(x, y - 0.12, 0.3, scene.lamp, 0.35))
        for i, facade in enumerate(facades):
            if facade.shop is not None and scene.electric:
                x, y = view.at(facade.face.origin[0] * 0.8, 0, facade.face.origin[2] - facade.face.width / 2)
                if i % 2 == 0:
                    b.light(Lamp(x, y, 0.22, mix(facade.shop, rgb("#ffdca8"), 0.55), 0.5, 0.45))
        b.shine(GROUND, reflections(scene, half))
    b.mist.append(veil(scene, view.horizon - 0.25, view.horizon + 0.22, 0.28 * light.haze))
    spots = [
        scene.spot("road", Pose.STAND, 0.0, 6.0),
        scene.spot("pavement", Pose.STAND, -half + 1.7, 7.0, facing=1),
        scene.spot("far side", Pose.STAND, half - 1.7, 8.0, facing=-1),
    ]
    return b.paint(floor=5.4, anchors=spots, light=neon_light(scene))


def _car_lights(scene: Scene, cars: list[tuple[float, float]]) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        if not scene.electric:
            return
        for x, z in cars:
            unit, (cx, foot) = scene.view.scale(z), scene.view.at(x, 0, z)
            tone = rgb("#ff4a3a") if x * scene.view.flip > 0 else rgb("#fff0c8")
            for side in (-1, 1):
                glow(canvas, (cx + side * 0.72 * unit, foot - 0.64 * unit), 0.7 * unit, tone, 0.6)

    return draw


def alley(scene: Scene) -> PaintedSet:
    """A narrow way between blank walls: bins, pipes, one lamp, a slot of sky."""
    scene = seen_in_street(scene, focal=1.3)
    dice, light, view = scene.dice("alley"), scene.light, scene.view
    half = 2.1
    b = Exterior(scene, level=0.8, corners=0.55)
    b.add(FAR, skyline(scene, "far", base=view.horizon + 0.02, tall=0.3 if scene.electric else 0.12))
    facades = [
        replace(facade, shop=None) for facade in street_sides(scene, half=half, first=1.6, last=30, name="alley")
    ]
    b.add(MID, each(lambda canvas, facade: draw_facade(canvas, scene, facade), facades))
    if scene.electric:
        b.add(MID, _fire_escape(scene, -half, 7.0), _pipes(scene, half))
    b.air(MID, distance(scene, 0.9))
    b.haze[MID] = 0.05
    b.add(GROUND, roadway(scene, half, kerb=0.35, colour=rgb("#55524e")))
    b.air(GROUND, distance(scene, 0.6))
    head = view.at(-half + 0.5, 3.1, 8.0)
    foot = view.at(-half + 0.9, 0, 8.0)
    b.light(Lamp(head[0], head[1] + 0.1, 0.5, scene.lamp, 1.2), Lamp(foot[0], foot[1], 0.42, scene.lamp, 1.3, 0.35))
    if light.practicals > 0.15:
        b.shine(
            MID, each(lambda canvas, facade: shine_facade(canvas, scene, facade, light.practicals * 0.7), facades[::2])
        )
        b.shine(
            NEAR,
            _wall_lamp(scene, head),
            _alley_sign(scene, half, dice.choice(light.accents))
            if scene.electric
            else _wall_lamp(scene, view.at(half - 0.4, 2.8, 14)),
        )
        b.shine(GROUND, reflections(scene, half))
        if scene.electric:
            sign = view.at(half - 0.6, 0, 9.5)
            b.light(Lamp(sign[0], sign[1] - 0.15, 0.5, dice.choice(light.accents), 0.6))
    metal = rgb("#4a5a50")
    b.add(
        NEAR,
        boxes(scene, metal, Box(half - 1.0, 0, 8.4, 0.85, 1.15, 1.6), shadow=Box(half - 1.0, 0, 8.4, 0.85, 1, 1.6)),
    )
    b.add(
        NEAR,
        boxes(
            scene,
            rgb("#7d6344"),
            Box(-half + 0.15, 0, 7.0, 0.6, 0.55, 0.6),
            Box(-half + 0.2, 0.55, 7.05, 0.45, 0.4, 0.45),
        ),
    )
    for x, z in ((half - 0.4, 6.6), (-half + 0.3, 10.5)):
        b.add(NEAR, _bin(scene, x, z))
    b.mist.append(veil(scene, 0.05, 0.5, 0.22 * light.haze))
    return b.paint(
        floor=6.0,
        anchors=[
            scene.spot("way", Pose.STAND, 0, 6.0),
            scene.spot("wall", Pose.LEAN, -half + 0.5, 7.4, facing=1),
            scene.spot("deep", Pose.STAND, 0.4, 11),
        ],
        light=neon_light(scene),
    )


def _fire_escape(scene: Scene, x: float, z: float) -> Draw:
    view, iron = scene.view, rgb("#2b2a2c")

    def draw(canvas: skia.Canvas) -> None:
        inward = 0.9 if x < 0 else -0.9
        for y in (3.4, 6.5):
            unit = view.scale(z)
            canvas.drawPath(view.path((x, y, z), (x + inward, y, z), (x + inward, y, z + 3), (x, y, z + 3)), fill(iron))
            for k in range(7):
                zz = z + k * 0.5
                canvas.drawLine(*view.at(x + inward, y, zz), *view.at(x + inward, y + 1, zz), stroke(iron, 0.03 * unit))
            canvas.drawLine(
                *view.at(x + inward, y + 1, z), *view.at(x + inward, y + 1, z + 3), stroke(iron, 0.05 * unit)
            )
            canvas.drawLine(
                *view.at(x + inward * 0.6, y, z + 2.8),
                *view.at(x + inward * 0.6, y + 3.1, z + 0.4),
                stroke(iron, 0.07 * unit),
            )

    return draw


def _pipes(scene: Scene, x: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        for z in (5.6, 10.5, 15):
            unit = scene.view.scale(z)
            canvas.drawLine(
                *scene.view.at(x - 0.08, 0, z), *scene.view.at(x - 0.08, 9, z), stroke(rgb("#54504c"), 0.13 * unit)
            )

    return draw


def _bin(scene: Scene, x: float, z: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        unit, (cx, foot) = scene.view.scale(z), scene.view.at(x, 0, z)
        canvas.drawOval(
            skia.Rect.MakeXYWH(cx - 0.4 * unit, foot - 0.08 * unit, 0.8 * unit, 0.16 * unit),
            fill((0, 0, 0), 0.5, soft=0.04 * unit),
        )
        body = skia.Rect.MakeXYWH(cx - 0.28 * unit, foot - 0.75 * unit, 0.56 * unit, 0.76 * unit)
        canvas.drawRect(
            body,
            linear((cx - 0.28 * unit, 0), (cx + 0.28 * unit, 0), [(scaled(STEEL, 0.9), 1), (scaled(STEEL, 0.4), 1)]),
        )
        canvas.drawOval(skia.Rect.MakeXYWH(cx - 0.31 * unit, foot - 0.83 * unit, 0.62 * unit, 0.16 * unit), fill(STEEL))

    return draw


def _wall_lamp(scene: Scene, head: tuple[float, float]) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        power, (x, y) = scene.light.practicals, head
        cone = poly([(x - 0.01, y), (x + 0.01, y), (x + 0.24, y + 0.55), (x - 0.16, y + 0.55)])
        canvas.drawPath(
            cone,
            linear((x, y), (x, y + 0.55), [(scene.lamp, 0.35 * power), (scene.lamp, 0.0)], soft=0.03, blend=SCREEN),
        )
        glow(canvas, head, 0.3, scene.lamp, 0.75 * power)
        canvas.drawCircle(x, y, 0.012, fill(rgb("#fff2d4")))

    return draw


def _alley_sign(scene: Scene, half: float, colour: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        face = Face(scene.view, (half - 0.75, 0, 10.0), (1, 0, 0), width=1, height=6)
        neon_sign(canvas, face, 0.0, 2.4, colour, scene.light.practicals, scene.dice("sign"))

    return draw


SETS = (
    SetDesign(
        "street",
        street,
        "gas station,petrol station,filling station,street,road,avenue,boulevard,highway,sidewalk,"
        "crosswalk,intersection,downtown,city,town,village,"
        "square,plaza,business district,neighborhood,neighbourhood,suburb,rue,ville,strasse,"
        "stadt,calle,ciudad,strada,citta,via,rua,cidade,улиц*,город*,街,通り,街道,거리,도시,motorway,drive,lane,"
        "block,chinatown,driveway,courthouse steps,town hall steps",
        "bus stop,corner,district,building,crossing,outside,hospital,clinic,office,hotel,bank,police,"
        "museum,theater,theatre,"
        "cinema,restaurant,bar,pub,cafe,coffee shop,diner,shop,store,club,court,courthouse,library,"
        "city hall,london,paris,"
        "new york,tokyo,los angeles,berlin,rome,chicago,madrid,moscow,venice,lisbon,vienna,mumbai,"
        "shanghai,san francisco",
        interior=False,
    ),
    SetDesign(
        "alley",
        alley,
        "alley,alleyway,back street,backstreet,back alley,side street,ruelle,gasse,callejon,vicolo,beco,"
        "переул*,路地,小巷,골목,underpass",
        interior=False,
    ),
)
