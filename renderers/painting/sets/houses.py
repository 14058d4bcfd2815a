"""Houses from outside: from a shack to a mansion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import skia

from renderers.painting.ink import Draw, each, fill, glow, linear, poly, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_city import vehicle
from renderers.painting.sets.kit_furniture import block
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_nature import (
    SNOW,
    broadleaf,
    grass,
    ground,
    leaves,
    path_way,
    snowy,
    tree_line,
)
from renderers.painting.sets.kit_open import FAR, GROUND, MID, NEAR, Exterior, floor_haze, seen_outdoors, veil
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face
from renderers.painting.sets.model import PaintedSet, Pose


class Rank(Enum):
    """How much house it is."""

    HUMBLE = 0
    PLAIN = 1
    GRAND = 2


@dataclass(frozen=True)
class Shape:
    """A house front in metres, how far away it stands, and its windows."""

    w: float
    h: float
    z: float
    rows: int
    bays: int


_SHAPES: Mapping[Rank, tuple[Shape, ...]] = {
    Rank.GRAND: (Shape(13.0, 6.4, 17.0, 2, 7), Shape(15.0, 7.6, 19.0, 2, 9), Shape(11.5, 8.2, 18.0, 3, 6)),
    Rank.PLAIN: (Shape(7.6, 5.0, 13.5, 2, 4), Shape(9.6, 5.2, 15.0, 2, 5), Shape(9.4, 2.9, 12.5, 1, 4)),
    Rank.HUMBLE: (Shape(5.2, 2.7, 11.5, 1, 2), Shape(6.8, 2.5, 11.5, 1, 3), Shape(4.4, 3.0, 11.0, 1, 2)),
}
_WALLS: Mapping[Rank, tuple[str, ...]] = {
    Rank.GRAND: ("#c4b89c", "#b5a58c", "#b8b4a8"),
    Rank.PLAIN: ("#c4b89c", "#a85f48", "#9aa7a0", "#b5a58c", "#8d97a3"),
    Rank.HUMBLE: ("#6b4c36", "#7a5a40", "#6f6354"),
}
_ROOFS = ("#5a4a44", "#4d4f57", "#6a4438")


def _rank_of(scene: Scene) -> Rank:
    if scene.place.says("mansion", "palatial", "manor", "palace", "villa", "estate"):
        return Rank.GRAND
    humble = scene.place.says("shack", "cabin", "hut", "trailer", "cottage", "wooden", "barn")
    return Rank.HUMBLE if humble else Rank.PLAIN


def house(scene: Scene) -> PaintedSet:
    """A house behind its lawn, a way to the door, a tree beside it, windows warm at night."""
    scene = seen_outdoors(scene, horizon=0.15)
    dice, view, rank, side = scene.dice("house"), scene.view, _rank_of(scene), scene.flip
    shape = dice.choice(_SHAPES[rank])
    b = Exterior(scene)
    _grounds(b)
    front = Face(view, (-shape.w / 2, 0, shape.z), (1, 0, 0), width=shape.w, height=shape.h)
    _building(b, front, shape, rank)
    b.add(NEAR, broadleaf(scene, "near", -side * 0.9, view.floor(8.5), 0.82))
    b.add(NEAR, lambda canvas: _hedge(canvas, scene, shape.w, shape.z))
    if scene.electric and rank is not Rank.HUMBLE and dice.random() < 0.5:
        paint = rgb(dice.choice(("#35506a", "#7a2e2b", "#8d9094")))
        b.add(NEAR, vehicle(scene, side * (shape.w / 2 + 1.4), shape.z - 2.5, paint))
    b.mist.append(veil(scene, 0.0, 0.36, 0.2 * scene.light.haze))
    spots = [
        scene.spot("path", Pose.STAND, 0, 6.2),
        scene.spot("door", Pose.STAND, 0.4, shape.z - 0.8),
        scene.spot("steps", Pose.SIT, -0.7, shape.z - 1.2, up=0.3),
        scene.spot("lawn", Pose.STAND, 2.2, 7.5, facing=-1),
    ]
    return b.paint(floor=6.2, anchors=spots)


def _grounds(b: Exterior) -> None:
    scene, view = b.scene, b.scene.view
    gravel = scaled(SNOW, 0.82) if snowy(scene) else rgb("#a89a84")
    b.add(FAR, tree_line(scene, "far", view.horizon + 0.01, 0.2, 0.3))
    b.add(MID, *[broadleaf(scene, f"mid{x}", x, view.floor(24), 0.34) for x in (-0.95, -0.6, 0.62, 1.0)])
    b.add(GROUND, ground(scene, grass(scene)), path_way(scene, gravel, bend=0.1, wide=0.24))
    b.air(GROUND, floor_haze(scene, view.horizon, 0.12, 0.35))


def _building(b: Exterior, front: Face, shape: Shape, rank: Rank) -> None:
    scene, dice = b.scene, b.scene.dice("building")
    wall, roof = rgb(dice.choice(_WALLS[rank])), SNOW if snowy(scene) else rgb(dice.choice(_ROOFS))
    openings = _openings(shape.w, shape.h, shape.rows, shape.bays)
    b.add(NEAR, _house_body(scene, front, wall, roof, shape.z, rank))
    b.add(NEAR, each(lambda canvas, spot: _house_window(canvas, front, spot, scene.light.sky[1], rank), openings))
    b.add(NEAR, _front_door(front, shape.w, rank))
    if scene.light.practicals > 0.15:
        b.shine(NEAR, _house_lights(scene, front, openings))
        x, y = scene.view.at(0, 0, shape.z - 1.5)
        b.light(Lamp(x, y, 0.4, scene.lamp, 1.1, 0.4), Lamp(*front.at(shape.w / 2, 1.6), 0.34, scene.lamp, 0.9))


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


def _house_body(scene: Scene, front: Face, wall: Colour, roof: Colour, z: float, rank: Rank) -> Draw:
    view, w, h = scene.view, front.width, front.height

    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("wall")
        ends = sorted((front.at(-0.5, 0)[0], front.at(w + 0.5, 0)[0]))
        line = front.at(0, 0)[1]
        shadow = skia.Rect.MakeLTRB(ends[0], line - 0.012, ends[1], line + 0.03)
        canvas.drawOval(shadow, fill((0, 0, 0), 0.5, soft=0.012))
        (finish.planks if rank is Rank.HUMBLE else finish.plain)(canvas, front, wall, dice)
        eave, ridge = h, h + w * (0.2 if rank is Rank.GRAND else 0.34)
        inset = w * 0.12 if rank is Rank.GRAND else 0.0
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
        if rank is Rank.PLAIN:
            gable = [
                (-w * 0.32, eave - 0.1, z - 0.35),
                (-w * 0.12, eave + w * 0.2, z - 0.35),
                (w * 0.08, eave - 0.1, z - 0.35),
            ]
            canvas.drawPath(view.path(*gable), fill(scaled(wall, 1.04)))
            canvas.drawPath(poly([view.at(*point) for point in gable], closed=False), stroke(scaled(roof, 0.75), 0.012))
        block(scene, Box(w * 0.22, ridge - 1.2, z + 1.6, 0.8, 1.7, 0.8), scaled(wall, 0.8))(canvas)
        if rank is Rank.GRAND:
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
    canvas: skia.Canvas, face: Face, spot: tuple[float, float, float, float], sky: Colour, rank: Rank
) -> None:
    u, v, w, h = spot
    trim = rgb("#d8d2c4") if rank is not Rank.HUMBLE else rgb("#4d3826")
    canvas.drawPath(face.quad(u - 0.1, v - 0.1, w + 0.2, h + 0.2), fill(trim))
    canvas.drawPath(face.quad(u, v, w, h), face.gradient(rgb("#2c343c"), mix(sky, rgb("#4a5866"), 0.6)))
    canvas.drawPath(face.quad(u + w / 2 - 0.03, v, 0.06, h), fill(trim))
    canvas.drawPath(face.quad(u, v + h / 2 - 0.03, w, 0.06), fill(trim))


def _front_door(face: Face, w: float, rank: Rank) -> Draw:
    wide = 1.5 if rank is Rank.GRAND else 1.0

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


SETS = (
    SetDesign(
        "house",
        house,
        "house,home,mansion,cottage,cabin,shack,hut,villa,manor,estate,farmhouse,bungalow,"
        "apartment building,front porch,front door,trailer park,residence,maison,haus,casa,дом,家,房子,집,"
        "motel,inn,church exterior,front yard,yard,porch,driveway,lawn",
        "apartment,school,college,university,academy,place,barracks",
        interior=False,
    ),
)
