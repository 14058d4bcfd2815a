"""The deck of a ship, of wood or of steel."""

from __future__ import annotations

import math

import skia

from renderers.painting.ink import Draw, each, fill, glow, linear, poly, spline, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets.kit_furniture import boxes
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_nature import glitter, ridge_shape, water
from renderers.painting.sets.kit_open import FAR, GROUND, MID, NEAR, Exterior, seen_outdoors, veil
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box
from renderers.painting.sets.model import PaintedSet, Pose


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
            _superstructure(scene),
            _life_boat(scene),
            each(lambda canvas, x: _life_ring(canvas, scene, x), (-0.8, 2.2)),
        )
        b.shine(NEAR, _cabin_lights(scene))
        b.light(
            Lamp(*view.at(-4.6, 2.2, 8.2), 0.5, scene.lamp, 0.9),
            Lamp(*view.at(-3.4, 0, 7.4), 0.5, scene.lamp, 0.9, 0.35),
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


_HOUSE = Box(-7.6, 0, 8.4, 4.3, 2.9, 1.4)


_UPPER = Box(-7.4, 2.9, 8.8, 3.3, 1.9, 1.0)


def _superstructure(scene: Scene) -> Draw:
    """Two decks of cabins, a door, ladders and the funnel above."""
    view, white = scene.view, rgb("#c9cac6")

    def draw(canvas: skia.Canvas) -> None:
        unit, (cx, base) = view.scale(9.4), view.at(-5.6, 4.6, 9.4)
        funnel = [(cx - 0.8 * unit, base), (cx - 0.6 * unit, base - 2.4 * unit), (cx + 0.6 * unit, base - 2.4 * unit)]
        canvas.drawPath(
            poly([*funnel, (cx + 0.8 * unit, base)]),
            linear((cx - 0.8 * unit, 0), (cx + 0.8 * unit, 0), [(rgb("#b5433a"), 1), (rgb("#6a2822"), 1)]),
        )
        top = skia.Rect.MakeLTRB(cx - 0.64 * unit, base - 2.4 * unit, cx + 0.64 * unit, base - 1.9 * unit)
        canvas.drawRect(top, fill(rgb("#26262a")))
        boxes(scene, white, _UPPER, _HOUSE, shadow=_HOUSE)(canvas)
        for box, v in ((_HOUSE, 1.45), (_UPPER, 0.75)):
            face = box.front(view)
            canvas.drawPath(face.quad(0, box.h - 0.12, box.w, 0.12), fill(rgb("#8a8c8a")))
            canvas.drawPath(face.quad(0, 0.2, box.w, 0.06), fill(rgb("#9a4a40")))
            for u in _panes(box):
                canvas.drawPath(face.quad(u - 0.05, v - 0.05, 0.6, 0.72), fill(rgb("#8d908e")))
                canvas.drawPath(face.quad(u, v, 0.5, 0.62), fill(rgb("#2f3c46")))
        door = _HOUSE.front(view)
        canvas.drawPath(door.quad(3.35, 0.1, 0.75, 1.95), fill(rgb("#7a8084")))
        canvas.drawCircle(*door.at(3.72, 1.6), 0.13 * door.size_at(3.7, 1.6), fill(rgb("#2f3c46")))

    return draw


def _panes(box: Box) -> list[float]:
    return [0.3 + k * 0.95 for k in range(int((box.w - 0.9) / 0.95))]


def _cabin_lights(scene: Scene) -> Draw:
    """Lit windows and the lamp over the door."""

    def draw(canvas: skia.Canvas) -> None:
        dice, power = scene.dice("cabins"), scene.light.practicals
        if power < 0.15:
            return
        for box, v in ((_HOUSE, 1.45), (_UPPER, 0.75)):
            face = box.front(scene.view)
            for u in _panes(box):
                if dice.random() < 0.7:
                    canvas.drawPath(face.quad(u, v, 0.5, 0.62), fill(mix(scene.lamp, WHITE, 0.25), 0.95 * power))
                    glow(canvas, face.at(u + 0.25, v + 0.3), 0.1, scene.lamp, 0.4 * power)
        glow(canvas, _HOUSE.front(scene.view).at(3.72, 2.35), 0.16, scene.lamp, 0.8 * power)

    return draw


def _life_boat(scene: Scene) -> Draw:
    """An orange boat in its davits above the rail."""
    view, hull = scene.view, rgb("#c9652f")

    def draw(canvas: skia.Canvas) -> None:
        unit, (cx, cy) = view.scale(10), view.at(5.2, 2.1, 10)
        for dx in (-1.3, 1.3):
            arm = [view.at(5.2 + dx, 0, 10), view.at(5.2 + dx, 2.9, 10), view.at(5.2 + dx * 0.8, 3.1, 10)]
            canvas.drawPath(spline(arm, closed=False), stroke(rgb("#b8bab6"), 0.09 * unit))
            canvas.drawLine(*arm[2], cx + dx * 0.75 * unit, cy, stroke(rgb("#3a3a3a"), 0.02 * unit))
        shape = [(-1.9, 0.15), (-1.5, -0.45), (0, -0.62), (1.5, -0.45), (1.9, 0.15), (1.3, 0.62), (-1.3, 0.62)]
        points = [(cx + px * unit, cy + py * unit) for px, py in shape]
        canvas.drawPath(
            spline(points, tension=0.12),
            linear((0, cy - 0.6 * unit), (0, cy + 0.6 * unit), [(hull, 1), (scaled(hull, 0.55), 1)]),
        )
        canvas.drawLine(
            cx - 1.85 * unit, cy + 0.1 * unit, cx + 1.85 * unit, cy + 0.1 * unit, stroke(WHITE, 0.05 * unit)
        )

    return draw


def _life_ring(canvas: skia.Canvas, scene: Scene, x: float) -> None:
    unit, (cx, cy) = scene.view.scale(10), scene.view.at(x, 0.62, 9.95)
    canvas.drawCircle(cx, cy, 0.3 * unit, stroke(rgb("#d8d4ca"), 0.14 * unit))
    ring = skia.Rect.MakeXYWH(cx - 0.3 * unit, cy - 0.3 * unit, 0.6 * unit, 0.6 * unit)
    red = stroke(rgb("#b5382e"), 0.14 * unit)
    red.setStrokeCap(skia.Paint.kButt_Cap)
    for start in (20, 110, 200, 290):
        canvas.drawArc(ring, start, 40, useCenter=False, paint=red)


SETS = (
    SetDesign(
        "sea",
        sea,
        "sea,ocean,ship,boat,deck,yacht,sailboat,ferry,open water,high seas,battleship,trawler,"
        "mer,meer,schiff,mar,barco,mare,nave,море,корабл*,海,船,大海,바다,배,galleon,cruise ship,"
        "ship deck,titanic",
        interior=False,
    ),
)
