"""Buildings from outside and high places: house, castle, hall, lighthouse, rooftop, bridge, ruins."""

from __future__ import annotations

from dataclasses import replace

import skia

from renderers.painting.ink import SCREEN, Draw, fill, glow, linear, poly, radial, spline, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.homes import seen as indoors
from renderers.painting.sets.kit_build import BACK, MIDDLE, Interior
from renderers.painting.sets.kit_city import skyline, street_lamp, vehicle
from renderers.painting.sets.kit_furniture import DARK_WOOD, STEEL, WOOD, block, boxes, chair, table
from renderers.painting.sets.kit_lamps import candles, fireplace
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_nature import (
    SNOW,
    blades,
    broadleaf,
    glitter,
    grass,
    ground,
    leaves,
    path_way,
    ridge_shape,
    rock,
    snowy,
    tree_line,
    water,
)
from renderers.painting.sets.kit_open import FAR, GROUND, MID, NEAR, Exterior, floor_haze, rising, veil
from renderers.painting.sets.kit_room import Room, Window
from renderers.painting.sets.kit_scene import FRONT, Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face, View
from renderers.painting.sets.model import PaintedSet, Pose
from renderers.painting.terms import Era


def seen(scene: Scene, *, horizon: float = 0.15, eye: float = 1.4, focal: float = 1.2) -> Scene:
    """The scene through a wide lens."""
    return replace(scene, view=View(horizon, eye, focal, scene.flip))


def house(scene: Scene) -> PaintedSet:
    """A house behind its lawn, a way to the door, a tree beside it, windows warm at night."""
    scene = seen(scene)
    dice, light, view = scene.dice("house"), scene.light, scene.view
    grand = scene.place.says("mansion", "palatial", "manor", "palace", "villa", "estate")
    humble = scene.place.says("shack", "cabin", "hut", "trailer", "cottage", "wooden", "barn")
    wall = rgb(
        dice.choice(("#6b4c36", "#7a5a40") if humble else ("#c4b89c", "#a85f48", "#9aa7a0", "#b5a58c", "#8d97a3"))
    )
    w, h, z = (13.0, 6.4, 17.0) if grand else (5.2, 2.7, 11.5) if humble else (7.6, 5.0, 13.5)
    b = Exterior(scene)
    lawn = grass(scene)
    b.add(FAR, tree_line(scene, "far", view.horizon + 0.01, 0.2, 0.3))
    b.add(MID, *[broadleaf(scene, f"mid{x}", x, view.floor(24), 0.34) for x in (-0.95, -0.6, 0.62, 1.0)])
    b.add(
        GROUND,
        ground(scene, lawn),
        path_way(scene, rgb("#a89a84") if not snowy(scene) else scaled(SNOW, 0.82), bend=0.1, wide=0.24),
    )
    b.air(GROUND, floor_haze(scene, view.horizon, 0.12, 0.35))
    front = Face(view, (-w / 2, 0, z), (1, 0, 0), width=w, height=h)
    rows, bays = (2, 7) if grand else (1, 2) if humble else (2, 4)
    openings = _openings(w, h, rows, bays)
    roof = rgb(dice.choice(("#5a4a44", "#4d4f57", "#6a4438"))) if not snowy(scene) else SNOW
    b.add(
        NEAR,
        _house_body(scene, front, wall, roof, z, grand, humble),
        lambda canvas: [_house_window(canvas, front, spot, light.sky[1], humble) for spot in openings],
    )
    b.add(NEAR, _front_door(front, w, grand))
    if light.practicals > 0.15:
        b.shine(NEAR, _house_lights(scene, front, openings))
        x, y = view.at(0, 0, z - 1.5)
        b.light(Lamp(x, y, 0.4, scene.lamp, 1.1, 0.4), Lamp(*front.at(w / 2, 1.6), 0.34, scene.lamp, 0.9))
    side = scene.flip
    b.add(
        NEAR, broadleaf(scene, "near", -side * 0.9, view.floor(8.5), 0.82), lambda canvas: _hedge(canvas, scene, w, z)
    )
    if scene.electric and not humble and dice.random() < 0.5:
        b.add(NEAR, vehicle(scene, side * (w / 2 + 1.4), z - 2.5, rgb(dice.choice(("#35506a", "#7a2e2b", "#8d9094")))))
    b.mist.append(veil(scene, 0.0, 0.36, 0.2 * light.haze))
    return b.paint(
        floor=6.2,
        anchors=[
            scene.spot("path", Pose.STAND, 0, 6.2),
            scene.spot("door", Pose.STAND, 0.4, z - 0.8),
            scene.spot("steps", Pose.SIT, -0.7, z - 1.2, up=0.3),
            scene.spot("lawn", Pose.STAND, 2.2, 7.5, facing=-1),
        ],
    )


def _openings(w: float, h: float, rows: int, bays: int) -> list[tuple[float, float, float, float]]:
    spots = []
    for row in range(rows):
        for bay in range(bays):
            step = w / bays
            u, v = bay * step + step * 0.27, 0.95 + row * h / 2
            if row == 0 and abs(u + step * 0.23 - w / 2) < 1.2:
                continue
            spots.append((u, v, step * 0.46, min(1.5, h / rows * 0.46)))
    return spots


def _house_body(scene: Scene, front: Face, wall: Colour, roof: Colour, z: float, grand: bool, humble: bool) -> Draw:  # noqa: FBT001
    view, w, h = scene.view, front.width, front.height

    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("wall")
        ends = sorted((front.at(-0.5, 0)[0], front.at(w + 0.5, 0)[0]))
        line = front.at(0, 0)[1]
        shadow = skia.Rect.MakeLTRB(ends[0], line - 0.012, ends[1], line + 0.03)
        canvas.drawOval(shadow, fill((0, 0, 0), 0.5, soft=0.012))
        (finish.planks if humble else finish.plain)(canvas, front, wall, dice)
        eave, ridge = h, h + w * (0.2 if grand else 0.34)
        inset = w * 0.12 if grand else 0.0
        top = [
            (-w / 2 - 0.4, eave - 0.1, z - 0.3),
            (-w / 2 + inset + 0.3, ridge, z + 3),
            (w / 2 - inset - 0.3, ridge, z + 3),
            (w / 2 + 0.4, eave - 0.1, z - 0.3),
        ]
        canvas.drawPath(
            view.path(*top),
            linear(view.at(0, ridge, z), view.at(0, eave, z), [(scaled(roof, 1.1), 1), (scaled(roof, 0.8), 1)]),
        )
        for k in range(7):
            t = k / 7
            y, zz = eave - 0.1 + (ridge - eave) * t, z - 0.3 + 3.3 * t
            canvas.drawLine(
                *view.at(-w / 2 + inset * t, y, zz),
                *view.at(w / 2 - inset * t, y, zz),
                stroke(scaled(roof, 0.7), 0.002, 0.6),
            )
        if not grand and not humble:
            gable = [
                (-w * 0.32, eave - 0.1, z - 0.35),
                (-w * 0.12, eave + w * 0.2, z - 0.35),
                (w * 0.08, eave - 0.1, z - 0.35),
            ]
            canvas.drawPath(view.path(*gable), fill(scaled(wall, 1.04)))
            canvas.drawPath(poly([view.at(*point) for point in gable], closed=False), stroke(scaled(roof, 0.75), 0.012))
        block(scene, Box(w * 0.22, ridge - 1.2, z + 1.6, 0.8, 1.7, 0.8), scaled(wall, 0.8))(canvas)
        if grand:
            for k in range(4):
                u = w / 2 - 2.1 + k * 1.4
                canvas.drawPath(
                    front.quad(u - 0.16, 0, 0.32, h * 0.8),
                    linear(
                        front.at(u - 0.16, 0), front.at(u + 0.16, 0), [(scaled(wall, 1.3), 1), (scaled(wall, 0.75), 1)]
                    ),
                )
            canvas.drawPath(
                front.path([(w / 2 - 2.7, h * 0.8), (w / 2, h * 1.06), (w / 2 + 2.7, h * 0.8)]),
                fill(scaled(wall, 1.15)),
            )
        canvas.drawPath(front.quad(-0.05, 0, w + 0.1, 0.3), fill(scaled(wall, 0.6)))

    return draw


def _house_window(
    canvas: skia.Canvas, face: Face, spot: tuple[float, float, float, float], sky: Colour, humble: bool
) -> None:  # noqa: FBT001
    u, v, w, h = spot
    trim = rgb("#d8d2c4") if not humble else rgb("#4d3826")
    canvas.drawPath(face.quad(u - 0.1, v - 0.1, w + 0.2, h + 0.2), fill(trim))
    canvas.drawPath(face.quad(u, v, w, h), face.gradient(rgb("#2c343c"), mix(sky, rgb("#4a5866"), 0.6)))
    canvas.drawPath(face.quad(u + w / 2 - 0.03, v, 0.06, h), fill(trim))
    canvas.drawPath(face.quad(u, v + h / 2 - 0.03, w, 0.06), fill(trim))


def _front_door(face: Face, w: float, grand: bool) -> Draw:  # noqa: FBT001
    wide = 1.5 if grand else 1.0

    def draw(canvas: skia.Canvas) -> None:
        canvas.drawPath(face.quad(w / 2 - wide / 2 - 0.15, 0, wide + 0.3, 2.45), fill(rgb("#cfc8b8")))
        canvas.drawPath(face.quad(w / 2 - wide / 2, 0, wide, 2.25), face.gradient(rgb("#4a2c24"), rgb("#6a4030")))
        for k in range(3):
            canvas.drawPath(
                face.quad(w / 2 - wide, -0.12 * k, wide * 2, 0.12), fill(scaled(rgb("#a49a8a"), 1 - 0.12 * k))
            )

    return draw


def _house_lights(scene: Scene, face: Face, openings: list[tuple[float, float, float, float]]) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice, power = scene.dice("lights"), scene.light.practicals
        for u, v, w, h in openings:
            if dice.random() < 0.6:
                tone = mix(scene.lamp, WHITE, 0.2)
                canvas.drawPath(face.quad(u, v, w, h), face.gradient(scaled(tone, 0.85), tone))
                canvas.drawPath(face.quad(u + w / 2 - 0.03, v, 0.06, h), fill(rgb("#4a3424")))
                canvas.drawPath(face.quad(u, v + h / 2 - 0.03, w, 0.06), fill(rgb("#4a3424")))
                glow(canvas, face.at(u + w / 2, v + h / 2), 0.14, scene.lamp, 0.5 * power)
        glow(canvas, face.at(face.width / 2 + 0.9, 2.1), 0.16, scene.lamp, 0.8 * power)
        canvas.drawCircle(*face.at(face.width / 2 + 0.9, 2.1), 0.006, fill(rgb("#fff0cc"), power))

    return draw


def _hedge(canvas: skia.Canvas, scene: Scene, w: float, z: float) -> None:
    dice, tones = scene.dice("hedge"), leaves(scene)
    for side in (-1, 1):
        for k in range(26):
            x, y = scene.view.at(side * dice.uniform(1.2, w / 2), dice.uniform(0.1, 0.6), z - 0.6)
            size = 0.28 * scene.view.scale(z)
            canvas.drawOval(
                skia.Rect.MakeXYWH(x - size, y - size * 0.6, size * 2, size * 1.4),
                fill(scaled(tones[k % 3], dice.uniform(0.5, 0.95))),
            )


def castle(scene: Scene) -> PaintedSet:
    """Towers on a rock above the way that climbs to the gate."""
    scene = seen(scene, horizon=0.2)
    dice, light, view = scene.dice("castle"), scene.light, scene.view
    stone = rgb(dice.choice(("#8d867a", "#7f8288", "#9a8a72")))
    b = Exterior(scene)
    b.add(
        FAR,
        lambda canvas: canvas.drawPath(
            ridge_shape(scene, "far", view.horizon - 0.02, 0.2), fill(mix(rgb("#5b6a68"), light.fog, 0.5))
        ),
    )
    b.air(FAR, rising(scene, -0.2, view.horizon + 0.05, 0.6))
    centre = scene.flip * dice.uniform(0.05, 0.22)
    b.add(MID, _keep(scene, stone, centre))
    b.air(MID, rising(scene, 0.0, view.horizon + 0.16, 0.5))
    b.haze[MID] = 0.1 + 0.2 * light.haze
    if light.practicals > 0.15:
        b.shine(MID, _keep_lights(scene, centre))
    b.add(
        GROUND,
        ground(scene, grass(scene), line=view.horizon + 0.05),
        path_way(scene, rgb("#9a8c74"), line=view.horizon + 0.05, bend=0.24, wide=0.3),
    )
    b.air(GROUND, floor_haze(scene, view.horizon + 0.05, 0.16, 0.4))
    b.add(
        NEAR,
        broadleaf(scene, "near", -scene.flip * 0.88, view.floor(8), 0.75),
        lambda canvas: [
            rock(canvas, x, view.floor(7), 0.05, rgb("#7d786c"), scene.dice(f"r{x}"), light.side)
            for x in (-0.45, 0.52, 0.64)
        ],
    )
    b.mist.append(veil(scene, 0.02, 0.34, 0.35 * light.haze))
    return b.paint(
        floor=6.4,
        anchors=[scene.spot("way", Pose.STAND, 0, 6.4), scene.spot("meadow", Pose.STAND, 2.0, 8.0, facing=-1)],
    )


_TOWERS = (
    (-0.34, 0.075, 0.3, 1),
    (-0.16, 0.11, 0.42, 0),
    (0.02, 0.06, 0.56, 1),
    (0.15, 0.12, 0.36, 0),
    (0.33, 0.08, 0.34, 1),
)


def _keep(scene: Scene, stone: Colour, centre: float) -> Draw:
    base = scene.view.horizon + 0.04

    def draw(canvas: skia.Canvas) -> None:
        dice, side = scene.dice("keep"), scene.light.side
        hill = spline(
            [
                (centre - 0.95, base + 0.2),
                (centre - 0.6, base - 0.02),
                (centre - 0.3, base - 0.1),
                (centre + 0.3, base - 0.1),
                (centre + 0.65, base - 0.01),
                (centre + 0.95, base + 0.2),
            ],
            tension=0.12,
        )
        canvas.drawPath(
            hill, linear((0, base - 0.1), (0, base + 0.15), [(mix(rgb("#6f6a58"), stone, 0.3), 1), (rgb("#5b6445"), 1)])
        )
        foot = base - 0.07
        left, right = (
            (scaled(stone, 1.12), scaled(stone, 0.6)) if side < 0 else (scaled(stone, 0.6), scaled(stone, 1.12))
        )
        canvas.drawRect(
            skia.Rect.MakeLTRB(centre - 0.4, foot - 0.17, centre + 0.4, foot),
            linear((centre - 0.4, 0), (centre + 0.4, 0), [(left, 1), (stone, 1), (right, 1)]),
        )
        _battlements(canvas, centre - 0.4, centre + 0.4, foot - 0.17, 0.02, stone)
        for dx, w, h, pointed in _TOWERS:
            x, tall = centre + dx, h * dice.uniform(0.85, 1.1)
            canvas.drawRect(
                skia.Rect.MakeLTRB(x - w / 2, foot - tall, x + w / 2, foot),
                linear((x - w / 2, 0), (x + w / 2, 0), [(left, 1), (stone, 1), (right, 1)], (0, 0.5, 1)),
            )
            if pointed:
                canvas.drawPath(
                    poly([(x - w * 0.66, foot - tall), (x, foot - tall - w * 1.9), (x + w * 0.66, foot - tall)]),
                    linear((x - w * 0.6, 0), (x + w * 0.6, 0), [(rgb("#5d4a4c"), 1), (rgb("#3a3038"), 1)]),
                )
                canvas.drawLine(x, foot - tall - w * 1.9, x, foot - tall - w * 2.5, stroke(rgb("#3a3030"), 0.003))
                canvas.drawPath(
                    poly([(x, foot - tall - w * 2.5), (x + 0.035, foot - tall - w * 2.35), (x, foot - tall - w * 2.2)]),
                    fill(rgb("#a5352f")),
                )
            else:
                _battlements(canvas, x - w * 0.58, x + w * 0.58, foot - tall, 0.018, stone)
            for k in range(3):
                canvas.drawRect(
                    skia.Rect.MakeXYWH(x - 0.006, foot - tall * (0.85 - 0.25 * k), 0.012, 0.028),
                    fill(scaled(stone, 0.3)),
                )
        gate = spline(
            [
                (centre - 0.05, foot),
                (centre - 0.05, foot - 0.07),
                (centre, foot - 0.11),
                (centre + 0.05, foot - 0.07),
                (centre + 0.05, foot),
            ],
            tension=0.12,
        )
        canvas.drawPath(gate, fill(rgb("#2c221c")))

    return draw


def _battlements(canvas: skia.Canvas, left: float, right: float, top: float, size: float, stone: Colour) -> None:
    canvas.drawRect(skia.Rect.MakeLTRB(left, top - size * 0.4, right, top + size * 0.4), fill(scaled(stone, 0.82)))
    x = left
    while x < right - size * 0.5:
        canvas.drawRect(skia.Rect.MakeLTRB(x, top - size * 1.3, min(x + size, right), top), fill(scaled(stone, 0.96)))
        x += size * 1.9


def _keep_lights(scene: Scene, centre: float) -> Draw:
    foot, fire = scene.view.horizon - 0.03, rgb("#ffb057")

    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("keep")
        for dx, _, h, _ in _TOWERS:
            tall = h * dice.uniform(0.85, 1.1)
            for k in range(3):
                if scene.dice(f"lit{dx}{k}").random() < 0.7:
                    x, y = centre + dx, foot - tall * (0.85 - 0.25 * k)
                    canvas.drawRect(skia.Rect.MakeXYWH(x - 0.006, y, 0.012, 0.028), fill(mix(fire, WHITE, 0.3)))
                    glow(canvas, (x, y + 0.014), 0.07, fire, 0.6)
        glow(canvas, (centre, foot - 0.02), 0.16, fire, 0.7)

    return draw


def hall(scene: Scene) -> PaintedSet:
    """A great hall: stone, banners, a long table, fire and candles, a throne at the end."""
    scene = indoors(scene, horizon=0.17, focal=1.4)
    dice = scene.dice("hall")
    stone = rgb(dice.choice(("#85796a", "#7a7874", "#8d7d66")))
    room = Room(
        wall=stone,
        floor=rgb("#6f665a"),
        ceiling=rgb("#4a3a2c"),
        width=9.0,
        depth=11.5,
        height=6.0,
        walls=finish.stone,
        floors=finish.squares,
        skirting=0,
    )
    b = Interior(scene, room, level=0.56, lamps_by_day=0.75, corners=0.55, outside="sky", window_power=1.3)
    view, back = scene.view, room.back(scene.view)
    cloth = rgb(dice.choice(("#7a2328", "#2f4668", "#5a3a66", "#3f5a3a")))
    b.window(
        room.left(view), *[Window(u, 2.4, 0.9, 2.4, (2, 4), arched=True, frame=rgb("#3a342e")) for u in (2.2, 5.0, 7.6)]
    )

    def banners(canvas: skia.Canvas) -> None:
        for u in (1.2, 6.6):
            canvas.drawPath(
                back.path([(u, 4.8), (u + 1.2, 4.8), (u + 1.2, 2.0), (u + 0.6, 1.5), (u, 2.0)]),
                linear(back.at(u, 4.8), back.at(u + 1.2, 1.5), [(scaled(cloth, 1.2), 1), (scaled(cloth, 0.7), 1)]),
            )
            canvas.drawPath(
                back.path([(u + 0.3, 3.6), (u + 0.6, 4.1), (u + 0.9, 3.6), (u + 0.6, 2.8)]), fill(rgb("#c8a04a"))
            )
        for z in (10.5, 8.2, 6.4, 5.0):
            canvas.drawLine(*view.at(-4.5, 5.2, z), *view.at(4.5, 5.2, z), stroke(rgb("#3a2a1e"), 0.3 * view.scale(z)))

    def throne(canvas: skia.Canvas) -> None:
        boxes(scene, scaled(stone, 1.05), Box(-1.9, 0, 9.6, 3.8, 0.25, 1.6), Box(-1.4, 0.25, 9.9, 2.8, 0.25, 1.2))(
            canvas
        )
        boxes(
            scene,
            rgb("#6a4a26"),
            Box(-0.5, 0.5, 10.2, 1.0, 0.5, 0.6),
            Box(-0.55, 1.0, 10.7, 1.1, 1.6, 0.14),
            Box(-0.6, 0.9, 10.2, 0.14, 0.4, 0.6),
            Box(0.46, 0.9, 10.2, 0.14, 0.4, 0.6),
        )(canvas)
        carpet = Face(view, (-0.7, 0.01, 2.5), (1, 0, 0), (0, 0, 1), 1.4, 7.2)
        canvas.drawPath(carpet.whole(), fill(cloth))
        canvas.drawPath(carpet.quad(0.06, 0, 0.08, 7.2), fill(rgb("#c8a04a"), 0.8))
        canvas.drawPath(carpet.quad(1.26, 0, 0.08, 7.2), fill(rgb("#c8a04a"), 0.8))

    b.add(BACK, banners, throne)
    b.add(
        MIDDLE,
        *[
            block(scene, Box(x - 0.35, 0, z, 0.7, 5.2, 0.7), scaled(stone, 1.05))
            for z in (9.0, 6.6)
            for x in (-3.3, 3.3)
        ],
    )
    b.fix(BACK, fireplace(scene, room.right(view), 3.0, lit=True))
    b.add(MIDDLE, table(scene, 2.0, 6.4, w=1.5, d=2.2, h=0.8, colour=DARK_WOOD))
    b.fix(
        MIDDLE,
        candles(
            scene,
            [(-2.9, 2.0, 8.9), (2.9, 2.0, 8.9), (-2.9, 2.0, 6.5), (2.9, 2.0, 6.5), (1.7, 0.82, 6.6), (2.2, 0.82, 7.0)],
            power=0.7,
        ),
    )
    return b.paint(
        floor=5.5,
        anchors=[
            scene.spot("carpet", Pose.STAND, 0, 5.5),
            scene.spot("throne", Pose.SIT, 0, 10.1, up=1.0, depth=0.35),
            scene.spot("table", Pose.SIT, 2.8, 6.8, up=0.48, facing=-1),
            scene.spot("pillar", Pose.LEAN, -2.6, 6.4, facing=1),
        ],
    )


def lighthouse(scene: Scene) -> PaintedSet:
    """The tower on its cliff above the sea, its beam turning at night."""
    scene = seen(scene, horizon=0.12, eye=1.8)
    dice, light, view = scene.dice("lighthouse"), scene.light, scene.view
    side = scene.flip
    x, foot = side * dice.uniform(0.3, 0.48), 0.2
    b = Exterior(scene)
    b.add(FAR, water(scene, view.horizon, depth=0.4))
    b.haze[FAR] = 0.05
    b.shine(FAR, glitter(scene, view.horizon, depth=0.36))
    cliff = rgb(dice.choice(("#6f6659", "#62645f")))
    b.add(
        MID,
        _cliff(scene, cliff, side, foot),
        _tower(scene, x, foot, rgb(dice.choice(("#b5433a", "#35506a", "#2f2f33")))),
    )
    b.haze[MID] = 0.06 + 0.2 * light.haze
    if light.practicals > 0.15:
        b.shine(MID, _beam(scene, x, foot - 0.58))
        b.light(Lamp(x, foot - 0.56, 0.4, scene.lamp, 0.7), Lamp(x - side * 0.1, foot, 0.3, scene.lamp, 0.4, 0.4))
    turf = grass(scene)
    b.add(GROUND, _headland(scene, turf, side), path_way(scene, rgb("#a8987c"), line=foot + 0.02, bend=0.22, wide=0.24))
    b.haze[GROUND] = 0.02
    b.add(
        NEAR,
        lambda canvas: [
            blades(canvas, scene.dice(f"g{k}"), -1.3, 1.3, 0.3 + 0.07 * k, 0.04 + 0.02 * k, turf, 90) for k in range(4)
        ],
        lambda canvas: [
            rock(canvas, rx, view.floor(8), 0.045, cliff, scene.dice(f"r{rx}"), light.side)
            for rx in (-side * 0.7, -side * 0.55, side * 0.85)
        ],
    )
    b.add(FRONT + 0.1, lambda canvas: blades(canvas, scene.dice("front"), -1.4, 1.4, 0.56, 0.14, turf, 90))
    b.mist.append(veil(scene, -0.02, 0.3, 0.3 * light.haze))
    return b.paint(
        floor=6.6,
        anchors=[
            scene.spot("path", Pose.STAND, -side * 0.4, 6.6),
            scene.spot("edge", Pose.STAND, -side * 2.4, 8.0),
            scene.spot("grass", Pose.SIT, 0.8, 6.8, up=0.05),
        ],
    )


def _cliff(scene: Scene, tone: Colour, side: int, foot: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        edge = [
            (side * 1.6, foot - 0.06),
            (side * 0.6, foot - 0.03),
            (side * 0.1, foot),
            (-side * 0.05, foot + 0.03),
            (-side * 0.1, foot + 0.12),
            (-side * 0.2, foot + 0.3),
            (side * 1.6, foot + 0.5),
        ]
        canvas.drawPath(
            poly(edge), linear((0, foot - 0.05), (0, foot + 0.2), [(scaled(tone, 1.15), 1), (scaled(tone, 0.6), 1)])
        )
        dice = scene.dice("cliff")
        for _ in range(26):
            cx, cy = side * dice.uniform(-0.08, 0.5), foot + dice.uniform(0.03, 0.2)
            canvas.drawLine(
                cx,
                cy,
                cx + dice.uniform(-0.02, 0.02),
                cy + dice.uniform(0.03, 0.09),
                stroke(scaled(tone, dice.uniform(0.5, 1.2)), 0.004, 0.5),
            )

    return draw


def _headland(scene: Scene, turf: Colour, side: int) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        crest = [
            (-2.0, 0.36),
            (-side * 1.0 if side > 0 else -1.0, 0.31),
            (-0.3, 0.27),
            (0.1, 0.235),
            (0.5, 0.22),
            (2.0, 0.2),
        ]
        if side < 0:
            crest = [
                (-x, y)
                for x, y in reversed([(-2.0, 0.36), (-1.0, 0.31), (-0.3, 0.27), (0.1, 0.235), (0.5, 0.22), (2.0, 0.2)])
            ]
        shape = spline([*crest, (2.2, 2), (-2.2, 2)], tension=0.1)
        canvas.drawPath(shape, linear((0, 0.2), (0, 0.62), [(scaled(turf, 1.1), 1), (scaled(turf, 0.55), 1)]))

    return draw


def _tower(scene: Scene, x: float, foot: float, band: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        white, side = rgb("#d8d4ca"), scene.light.side
        w0, w1, tall = 0.085, 0.052, 0.52
        for k in range(5):
            t0, t1 = k / 5, (k + 1) / 5
            a, c = w0 + (w1 - w0) * t0, w0 + (w1 - w0) * t1
            tone = band if k % 2 else white
            left, right = (
                (scaled(tone, 1.08), scaled(tone, 0.55)) if side < 0 else (scaled(tone, 0.55), scaled(tone, 1.08))
            )
            shape = poly(
                [
                    (x - a, foot - tall * t0),
                    (x + a, foot - tall * t0),
                    (x + c, foot - tall * t1),
                    (x - c, foot - tall * t1),
                ]
            )
            canvas.drawPath(shape, linear((x - a, 0), (x + a, 0), [(left, 1), (tone, 1), (right, 1)], (0, 0.45, 1)))
        top = foot - tall
        canvas.drawRect(skia.Rect.MakeLTRB(x - 0.075, top - 0.012, x + 0.075, top + 0.006), fill(rgb("#2f2c2c")))
        canvas.drawRect(skia.Rect.MakeLTRB(x - 0.036, top - 0.085, x + 0.036, top - 0.012), fill(rgb("#8fa5ad")))
        for k in range(5):
            xx = x - 0.036 + 0.018 * k
            canvas.drawLine(xx, top - 0.085, xx, top - 0.012, stroke(rgb("#2c2a2c"), 0.003))
        canvas.drawPath(
            spline(
                [
                    (x - 0.045, top - 0.083),
                    (x - 0.025, top - 0.12),
                    (x, top - 0.135),
                    (x + 0.025, top - 0.12),
                    (x + 0.045, top - 0.083),
                ],
                tension=0.12,
            ),
            fill(scaled(band, 0.8)),
        )
        for k in range(3):
            canvas.drawRect(skia.Rect.MakeXYWH(x - 0.008, foot - 0.16 - 0.13 * k, 0.016, 0.03), fill(rgb("#2f343a")))
        house_x = x + 0.17 * (-1 if x > 0 else 1)
        canvas.drawRect(
            skia.Rect.MakeLTRB(house_x - 0.09, foot - 0.07, house_x + 0.09, foot + 0.01), fill(scaled(white, 0.85))
        )
        canvas.drawPath(
            poly(
                [
                    (house_x - 0.105, foot - 0.068),
                    (house_x - 0.06, foot - 0.13),
                    (house_x + 0.06, foot - 0.13),
                    (house_x + 0.105, foot - 0.068),
                ]
            ),
            fill(scaled(band, 0.7)),
        )
        canvas.drawRect(skia.Rect.MakeXYWH(house_x - 0.01, foot - 0.05, 0.022, 0.026), fill(rgb("#2f343a")))

    return draw


def _beam(scene: Scene, x: float, y: float) -> Draw:
    power = scene.light.practicals

    def draw(canvas: skia.Canvas) -> None:
        warm = rgb("#ffeab8")
        for way, lift in ((-1, -0.1), (1, 0.06)):
            far = (x + way * 2.2, y + lift)
            shape = poly([(x, y - 0.01), (x, y + 0.01), (far[0], far[1] + 0.2), (far[0], far[1] - 0.12)])
            canvas.drawPath(
                shape,
                linear(
                    (x, y),
                    far,
                    [(warm, 0.65 * power), (warm, 0.16 * power), (warm, 0.0)],
                    (0, 0.4, 1),
                    soft=0.012,
                    blend=SCREEN,
                ),
            )
        glow(canvas, (x, y), 0.3, warm, 0.9 * power)
        canvas.drawCircle(x, y, 0.014, fill(rgb("#fffbe8"), power))

    return draw


def lamp_room(scene: Scene) -> PaintedSet:
    """Inside the lantern: glass all round, the great lens, the sea beyond."""
    scene = indoors(scene, horizon=0.16, focal=1.5)
    room = Room(
        wall=rgb("#7a5f48"),
        floor=rgb("#6a5440"),
        ceiling=rgb("#5a4a3c"),
        width=6.6,
        depth=6.8,
        height=3.1,
        walls=finish.planks,
    )
    b = Interior(scene, room, level=0.7, lamps_by_day=0.5, corners=0.5, outside="sea", slant=0.35)
    back, left, right = room.back(scene.view), room.left(scene.view), room.right(scene.view)
    frame = rgb("#4a3a2e")
    b.window(back, *[Window(0.3 + k * 1.55, 0.95, 1.35, 1.75, (2, 3), frame=frame) for k in range(4)])
    b.window(left, Window(0.5, 0.95, 1.5, 1.75, (2, 3), frame=frame), Window(2.4, 0.95, 1.5, 1.75, (2, 3), frame=frame))
    b.window(right, Window(0.5, 0.95, 1.5, 1.75, (2, 3), frame=frame))
    x, z = 0.9, 6.0
    cx, cy = scene.view.at(x, 1.75, z)
    unit = scene.view.scale(z)

    def lens(canvas: skia.Canvas) -> None:
        boxes(
            scene,
            rgb("#3f4a48"),
            Box(x - 0.45, 0, z - 0.3, 0.9, 1.0, 0.8),
            shadow=Box(x - 0.45, 0, z - 0.3, 0.9, 1, 0.8),
        )(canvas)
        brass, glass = rgb("#b08a42"), rgb("#a8c4c4")
        shape = spline(
            [
                (cx, cy - 0.75 * unit),
                (cx + 0.38 * unit, cy - 0.45 * unit),
                (cx + 0.5 * unit, cy),
                (cx + 0.38 * unit, cy + 0.45 * unit),
                (cx, cy + 0.75 * unit),
                (cx - 0.38 * unit, cy + 0.45 * unit),
                (cx - 0.5 * unit, cy),
                (cx - 0.38 * unit, cy - 0.45 * unit),
            ]
        )
        canvas.drawPath(
            shape,
            radial((cx, cy), 0.8 * unit, [(mix(glass, WHITE, 0.5), 0.95), (glass, 0.85), (scaled(glass, 0.5), 0.9)]),
        )
        for k in range(-5, 6):
            yy = cy + k * 0.125 * unit
            half = (0.5 - 0.02 * k * k) * unit * 0.92
            canvas.drawPath(
                spline([(cx - half, yy), (cx, yy + 0.04 * unit), (cx + half, yy)], closed=False),
                stroke(mix(glass, WHITE, 0.6), 0.012 * unit, 0.7),
            )
        canvas.drawPath(shape, stroke(brass, 0.05 * unit))
        canvas.drawLine(cx, cy - 0.75 * unit, cx, cy + 0.75 * unit, stroke(brass, 0.035 * unit))

    def shine(canvas: skia.Canvas) -> None:
        warm = mix(scene.lamp, WHITE, 0.3)
        glow(canvas, (cx, cy), 2.6 * unit, warm, 0.65 * b.burning)
        glow(canvas, (cx, cy), 0.6 * unit, rgb("#fff6d8"), 0.9 * b.burning)
        for way in (-1, 1):
            shape = poly([(cx, cy - 0.1), (cx, cy + 0.1), (cx + way * 1.8, cy + 0.3), (cx + way * 1.8, cy - 0.34)])
            canvas.drawPath(
                shape,
                linear(
                    (cx, cy), (cx + way * 1.8, cy), [(warm, 0.28 * b.burning), (warm, 0.0)], soft=0.03, blend=SCREEN
                ),
            )

    b.add(MIDDLE, lens)
    b.shine(MIDDLE, shine)
    b.light(
        Lamp(cx, cy, 1.0, mix(scene.lamp, WHITE, 0.3), 0.95), Lamp(cx, scene.view.floor(z), 0.7, scene.lamp, 0.6, 0.4)
    )
    b.add(
        MIDDLE,
        table(scene, -1.7, 6.1, w=1.2, d=0.6, colour=DARK_WOOD),
        boxes(scene, rgb("#d8ccb0"), Box(-1.9, 0.76, 6.2, 0.4, 0.04, 0.3)),
        chair(scene, -1.5, 5.5, colour=WOOD, back=-1),
    )
    return b.paint(
        floor=5.7,
        anchors=[
            scene.spot("floor", Pose.STAND, -0.6, 5.7),
            scene.spot("lens", Pose.STAND, 0.0, 6.1, facing=1),
            scene.spot("desk", Pose.SIT, -1.5, 5.6, up=0.46),
            scene.spot("window", Pose.STAND, -2.3, 6.3),
        ],
    )


def rooftop(scene: Scene) -> PaintedSet:
    """A flat roof above the city: parapet, vents, a water tank, the skyline all round."""
    scene = seen(scene, horizon=0.1, eye=1.5)
    dice, light, view = scene.dice("roof"), scene.light, scene.view
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

    def roof(canvas: skia.Canvas) -> None:
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

    b.add(GROUND, roof)
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
    scene = seen(scene, horizon=0.14, focal=1.1)
    light, view = scene.light, scene.view
    dice = scene.dice("bridge")
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
    steel = (
        rgb("#a5482f")
        if scene.place.says("golden", "gate")
        else rgb(dice.choice(("#5f6f7a", "#7a6a58", "#8a4a38")))
        if city
        else rgb("#8a8072")
    )
    half = 5.0
    b.add(MID, _towers(scene, steel, half) if city else _parapet(scene, steel, half))
    b.haze[MID] = 0.06

    def deck(canvas: skia.Canvas) -> None:
        road = rgb("#55565b") if city else rgb("#7d7466")
        road = scaled(road, 1 - 0.4 * light.wet)
        canvas.drawPath(
            view.path((-half, 0, 1.2), (half, 0, 1.2), (half, 0, 120), (-half, 0, 120)),
            linear(
                (0, view.horizon),
                (0, 0.6),
                [(mix(road, light.fog, 0.5), 1), (road, 1), (scaled(road, 0.6), 1)],
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
        if city:
            for k in range(14):
                z = 3 + k * 4.2
                canvas.drawPath(
                    view.path((-0.08, 0, z), (0.08, 0, z), (0.08, 0, z + 2), (-0.08, 0, z + 2)),
                    fill(rgb("#c8b45a"), 0.7),
                )
        for side in (-1, 1):
            for z in (60, 45, 34, 26, 20, 15.5, 12, 9.4, 7.4, 5.8, 4.6, 3.6):
                canvas.drawLine(
                    *view.at(side * half, 0, z), *view.at(side * half, 1.15, z), stroke(steel, 0.07 * view.scale(z))
                )
            for y in (0.6, 1.15):
                canvas.drawLine(*view.at(side * half, y, 70), *view.at(side * half, y, 2.0), stroke(steel, 0.008))

    b.add(GROUND, deck)
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


def _towers(scene: Scene, steel: Colour, half: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        view = scene.view
        for z, tall in ((70, 38), (26, 34)):
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
        for side in (-1, 1):
            x = side * (half + 0.8)
            cable = []
            for k in range(25):
                t = k / 24
                z = 26 * (1 - t) + 4.0 * t
                cable.append(view.at(x, 34 - 31 * (1 - (1 - t) ** 2), z))
            canvas.drawPath(poly(cable, closed=False), stroke(steel, 0.008))
            for k in range(2, 25, 2):
                t = k / 24
                z = 26 * (1 - t) + 4.0 * t
                canvas.drawLine(*cable[k], *view.at(x, 0, z), stroke(steel, 0.0025))
            far = [view.at(x, 33 - 26 * (1 - (2 * k / 12 - 1) ** 2), 70 - 44 * k / 12) for k in range(13)]
            canvas.drawPath(poly(far, closed=False), stroke(steel, 0.004))

    return draw


def _parapet(scene: Scene, stone: Colour, half: float) -> Draw:
    return boxes(scene, stone, Box(-half - 0.5, 0, 3, 0.5, 0.9, 50), Box(half, 0, 3, 0.5, 0.9, 50))


def ruin(scene: Scene) -> PaintedSet:
    """Columns and broken walls in the grass."""
    scene = seen(scene, horizon=0.15)
    dice, light, view = scene.dice("ruin"), scene.light, scene.view
    stone = rgb(dice.choice(("#b8a98c", "#a3a096", "#b09a7c")))
    b = Exterior(scene)
    b.add(
        FAR,
        lambda canvas: canvas.drawPath(
            ridge_shape(scene, "far", view.horizon - 0.02, 0.12), fill(mix(rgb("#66745f"), light.fog, 0.5))
        ),
    )
    b.add(MID, tree_line(scene, "trees", view.horizon + 0.02, 0.1, 0.25))
    b.add(GROUND, ground(scene, mix(grass(scene), stone, 0.3)), path_way(scene, scaled(stone, 0.95), wide=0.3))
    b.air(GROUND, floor_haze(scene, view.horizon, 0.16, 0.5))

    def columns(canvas: skia.Canvas) -> None:
        for z in (26, 20, 15.5, 12, 9.2):
            for side in (-1, 1):
                tall = 4.8 if dice.random() < 0.6 else dice.uniform(1.2, 3.4)
                _column(canvas, scene, side * 3.4, z, tall, stone)
            if z in (26, 15.5):
                boxes(scene, stone, Box(-4.0, 4.8, z, 8.0, 0.6, 0.8))(canvas)

    b.add(
        NEAR,
        columns,
        boxes(
            scene,
            scaled(stone, 0.9),
            Box(1.4, 0, 8, 1.1, 0.5, 0.8),
            Box(-2.4, 0, 7.4, 0.8, 0.4, 0.7),
            shadow=Box(1.4, 0, 8, 1.1, 0.5, 0.8),
        ),
    )
    b.add(NEAR, lambda canvas: blades(canvas, scene.dice("grass"), -1.2, 1.2, 0.42, 0.04, grass(scene), 100))
    b.mist.append(veil(scene, 0, 0.35, 0.25 * light.haze))
    return b.paint(
        floor=6.3,
        anchors=[
            scene.spot("way", Pose.STAND, 0, 6.3),
            scene.spot("block", Pose.SIT, 1.9, 7.9, up=0.5),
            scene.spot("column", Pose.LEAN, -2.6, 8.6, facing=1),
        ],
    )


def _column(canvas: skia.Canvas, scene: Scene, x: float, z: float, tall: float, stone: Colour) -> None:
    unit, (cx, foot), w = scene.view.scale(z), scene.view.at(x, 0, z), 0.42
    canvas.drawOval(
        skia.Rect.MakeXYWH(cx - 0.8 * unit, foot - 0.1 * unit, 1.6 * unit, 0.24 * unit),
        fill((0, 0, 0), 0.35, soft=0.05 * unit),
    )
    left = scene.light.side < 0
    paint = linear(
        (cx - w * unit, 0),
        (cx + w * unit, 0),
        [(scaled(stone, 1.15 if left else 0.55), 1), (stone, 1), (scaled(stone, 0.55 if left else 1.15), 1)],
        (0, 0.5, 1),
    )
    top = (
        [
            (cx - w * unit, foot - tall * unit),
            (cx, foot - (tall + 0.25) * unit),
            (cx + w * unit * 0.6, foot - (tall - 0.2) * unit),
            (cx + w * unit, foot - (tall - 0.05) * unit),
        ]
        if tall < 4.5
        else [(cx - w * unit, foot - tall * unit), (cx + w * unit, foot - tall * unit)]
    )
    canvas.drawPath(poly([(cx - w * unit, foot), *top, (cx + w * unit, foot)]), paint)
    for k in range(4):
        dx = (k - 1.5) * 0.2 * unit
        canvas.drawLine(
            cx + dx, foot, cx + dx, foot - (tall - 0.3) * unit, stroke(scaled(stone, 0.7), 0.03 * unit, 0.6)
        )
    canvas.drawRect(
        skia.Rect.MakeXYWH(cx - 0.56 * unit, foot - 0.25 * unit, 1.12 * unit, 0.27 * unit), fill(scaled(stone, 0.9))
    )
    if tall > 4.5:
        canvas.drawRect(
            skia.Rect.MakeXYWH(cx - 0.58 * unit, foot - (tall + 0.02) * unit, 1.16 * unit, 0.3 * unit),
            fill(scaled(stone, 1.05)),
        )


SETS = (
    SetDesign(
        "house",
        house,
        "house,home,mansion,cottage,cabin,shack,hut,villa,manor,estate,farmhouse,bungalow,apartment building,front porch,front door,trailer park,residence,maison,haus,casa,дом,家,房子,집,motel,inn,church exterior",
        "apartment,hotel,school,hospital,place",
        interior=False,
    ),
    SetDesign(
        "castle",
        castle,
        "castle,fortress,citadel,palace,tower,keep,chateau,schloss,burg,castillo,castello,castelo,замок,крепост*,城,城堡,성,ramparts,battlements,kingdom,drawbridge",
        interior=False,
        era=Era.MEDIEVAL,
    ),
    SetDesign(
        "hall",
        hall,
        "castle,throne room,great hall,throne,banquet hall,banquet,royal chamber,fortress,тронный зал,palace hall,longhouse,mead hall",
        interior=True,
        era=Era.MEDIEVAL,
    ),
    SetDesign("lighthouse", lighthouse, "lighthouse,phare,leuchtturm,faro,farol,маяк,灯台,灯塔,등대", interior=False),
    SetDesign(
        "lamp_room",
        lamp_room,
        "lighthouse,lamp room,lantern room,phare,leuchtturm,faro,farol,маяк,灯台,灯塔,등대",
        interior=True,
    ),
    SetDesign(
        "rooftop",
        rooftop,
        "rooftop,roof,roof top,toit,dach,azotea,tetto,telhado,крыш*,屋上,屋根,屋顶,옥상,helipad,balcony,fire escape,terrace roof,penthouse terrace",
        interior=False,
    ),
    SetDesign(
        "bridge",
        bridge,
        "bridge,golden gate bridge,overpass,viaduct,pont,brucke,puente,ponte,мост,橋,桥,다리,footbridge,freeway",
        interior=False,
    ),
    SetDesign(
        "ruin",
        ruin,
        "ruin,temple,acropolis,amphitheater,colosseum,forum,pyramid,ruine,rovine,руин*,遺跡,废墟,유적,stonehenge,archaeological",
        interior=False,
    ),
)
