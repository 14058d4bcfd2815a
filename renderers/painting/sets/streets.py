"""Streets, alleys, squares and markets of every age."""

from __future__ import annotations

from dataclasses import replace

import skia

from renderers.painting.ink import SCREEN, Draw, fill, glow, linear, poly, radial, stroke
from renderers.painting.light import Light
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
    wet_mirror,
)
from renderers.painting.sets.kit_furniture import STEEL, boxes
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_nature import SNOW, broadleaf, snowy
from renderers.painting.sets.kit_open import FAR, GROUND, MID, NEAR, Exterior, veil
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face, View
from renderers.painting.sets.model import PaintedSet, Pose

_LENS = {"horizon": 0.17, "eye": 1.35, "focal": 1.15}


def seen(scene: Scene, **lens: float) -> Scene:
    """The scene through a street's lens, mirrored by its seed."""
    return replace(scene, view=View(flip=scene.flip, **(_LENS | lens)))


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


def street(scene: Scene) -> PaintedSet:
    """A street running away between houses: lamps, shop light, wet ground after rain."""
    scene = seen(scene)
    dice, light, view = scene.dice("street"), scene.light, scene.view
    half = 6.2 if scene.electric else 4.2
    if scene.place.says("avenue", "boulevard", "highway", "times"):
        half += 2.0
    b = Exterior(scene)
    b.add(FAR, skyline(scene, "far", base=view.horizon + 0.02, tall=0.34 if scene.electric else 0.12))
    facades = street_sides(scene, half=half, first=2.2, last=75)
    b.add(MID, lambda canvas: [draw_facade(canvas, scene, facade) for facade in facades])
    b.air(MID, _distance(scene))
    b.haze[MID] = 0.05 + 0.25 * max(0.0, light.haze - 0.3)
    b.add(GROUND, roadway(scene, half))
    b.air(GROUND, _distance(scene, 0.7))
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
        b.shine(MID, lambda canvas: [shine_facade(canvas, scene, facade, light.practicals) for facade in facades])
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
        b.shine(GROUND, _reflections(scene, half))
    b.mist.append(veil(scene, view.horizon - 0.25, view.horizon + 0.22, 0.28 * light.haze))
    spots = [
        scene.spot("road", Pose.STAND, 0.0, 6.0),
        scene.spot("pavement", Pose.STAND, -half + 1.7, 7.0, facing=1),
        scene.spot("far side", Pose.STAND, half - 1.7, 8.0, facing=-1),
    ]
    return b.paint(floor=5.4, anchors=spots, light=neon_light(scene))


def neon_light(scene: Scene) -> Light:
    """People in a lit street are edged by its signs."""
    light = scene.light
    if not scene.electric or light.practicals < 0.6:
        return light
    accent = scene.dice("accent").choice(light.accents)
    return replace(light, rim=mix(light.rim, accent, 0.35), key=mix(light.key, scene.lamp, 0.4))


def _distance(scene: Scene, strength: float = 1.0) -> Draw:
    """Haze that gathers where the street vanishes."""
    light, centre = scene.light, (0.0, scene.view.horizon)
    alpha = min(0.95, (0.35 + 0.8 * light.haze) * strength)
    stops = [(light.fog, alpha), (light.fog, alpha * 0.55), (light.fog, alpha * 0.12), (light.fog, 0.0)]
    paint = radial(centre, 0.75, stops, (0, 0.22, 0.6, 1))
    return lambda canvas: canvas.drawPaint(paint)


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


def _reflections(scene: Scene, half: float) -> Draw:
    dice, light = scene.dice("mirror"), scene.light
    strength = max(light.wet, 0.45 if scene.electric and light.night > 0.7 else 0.15)
    spots = []
    for _ in range(int(34 * strength)):
        z = dice.uniform(5.5, 30)
        x, y = scene.view.at(dice.choice((-1, 1)) * dice.uniform(0.2, 0.95) * half, 0, z)
        tones = (*light.accents, scene.lamp, scene.lamp) if scene.electric else (scene.lamp,)
        spots.append((x, y, scaled(dice.choice(tones), 0.5 + 0.5 * strength)))
    return wet_mirror(scene, spots)


def alley(scene: Scene) -> PaintedSet:
    """A narrow way between blank walls: bins, pipes, one lamp, a slot of sky."""
    scene = seen(scene, focal=1.3)
    dice, light, view = scene.dice("alley"), scene.light, scene.view
    half = 2.1
    b = Exterior(scene, level=0.8, corners=0.55)
    b.add(FAR, skyline(scene, "far", base=view.horizon + 0.02, tall=0.3 if scene.electric else 0.12))
    facades = [
        replace(facade, shop=None) for facade in street_sides(scene, half=half, first=1.6, last=30, name="alley")
    ]
    b.add(MID, lambda canvas: [draw_facade(canvas, scene, facade) for facade in facades])
    if scene.electric:
        b.add(MID, _fire_escape(scene, -half, 7.0), _pipes(scene, half))
    b.air(MID, _distance(scene, 0.9))
    b.haze[MID] = 0.05
    b.add(GROUND, roadway(scene, half, kerb=0.35, colour=rgb("#55524e")))
    b.air(GROUND, _distance(scene, 0.6))
    head = view.at(-half + 0.5, 3.1, 8.0)
    foot = view.at(-half + 0.9, 0, 8.0)
    b.light(Lamp(head[0], head[1] + 0.1, 0.5, scene.lamp, 1.2), Lamp(foot[0], foot[1], 0.42, scene.lamp, 1.3, 0.35))
    if light.practicals > 0.15:
        b.shine(
            MID, lambda canvas: [shine_facade(canvas, scene, facade, light.practicals * 0.7) for facade in facades[::2]]
        )
        b.shine(
            NEAR,
            _wall_lamp(scene, head),
            _alley_sign(scene, half, dice.choice(light.accents))
            if scene.electric
            else _wall_lamp(scene, view.at(half - 0.4, 2.8, 14)),
        )
        b.shine(GROUND, _reflections(scene, half))
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


def market(scene: Scene) -> PaintedSet:
    """Stalls under awnings on a square, goods in colours, people going by."""
    scene = seen(scene, focal=1.25)
    dice, light, view = scene.dice("market"), scene.light, scene.view
    half = 7.0
    b = Exterior(scene)
    b.add(FAR, skyline(scene, "far", base=view.horizon + 0.02, tall=0.14))
    facades = [replace(f, shop=None) for f in street_sides(scene, half=half + 2.5, first=6, last=50, name="square")]
    b.add(MID, lambda canvas: [draw_facade(canvas, scene, facade) for facade in facades])
    b.air(MID, _distance(scene))
    b.add(GROUND, roadway(scene, half, kerb=0.1, colour=rgb("#8a7d6a")))
    stalls = [(side * (3.1 + dice.uniform(-0.2, 0.3)), z) for z in (24, 17, 12, 8.4) for side in (-1, 1)]
    tones = ("#a8402f", "#c98f3a", "#3f6a5a", "#d9cdb0", "#35507a", "#8a3f5c")
    for i, (x, z) in enumerate(stalls):
        b.add(NEAR, _stall(scene, x, z, rgb(dice.choice(tones)), f"stall{i}"))
    b.add(NEAR, passers_by(scene, "crowd", [(dice.uniform(-1.7, 1.7), dice.uniform(11, 34)) for _ in range(13)]))
    bulbs = [view.at(x, 2.9, z) for z in (8, 10, 12, 15, 19, 24) for x in (-2.4, -1.2, 0, 1.2, 2.4)]
    b.add(NEAR, _string_wire(scene))
    if light.practicals > 0.15:
        b.shine(MID, lambda canvas: [shine_facade(canvas, scene, facade, light.practicals) for facade in facades])
        b.shine(NEAR, lambda canvas: [glow(canvas, bulb, 0.07, scene.lamp, 0.9 * light.practicals) for bulb in bulbs])
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
        "street",
        street,
        "street,road,avenue,boulevard,highway,sidewalk,crosswalk,intersection,downtown,city,town,village,square,plaza,parking lot,business district,neighborhood,neighbourhood,suburb,rue,ville,strasse,stadt,calle,ciudad,strada,citta,via,rua,cidade,улиц*,город*,街,通り,街道,거리,도시,motorway,drive,lane,block,chinatown,driveway",
        "bus stop,corner,district,building,crossing,outside",
        interior=False,
    ),
    SetDesign(
        "alley",
        alley,
        "alley,alleyway,back street,backstreet,back alley,side street,ruelle,gasse,callejon,vicolo,beco,переул*,路地,小巷,골목,underpass",
        interior=False,
    ),
    SetDesign(
        "market",
        market,
        "market,bazaar,fair,fairground,souk,marketplace,stall,marche,markt,mercado,mercato,рынок,市場,市场,시장,carnival,festival",
        interior=False,
    ),
)
