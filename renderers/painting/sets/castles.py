"""Castles from outside and their halls."""

from __future__ import annotations

import skia

from renderers.painting.ink import Draw, each, fill, glow, linear, poly, spline, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, Interior, seen_indoors
from renderers.painting.sets.kit_furniture import DARK_WOOD, block, boxes, table
from renderers.painting.sets.kit_lamps import candles, fireplace
from renderers.painting.sets.kit_nature import (
    broadleaf,
    grass,
    ground,
    path_way,
    ridge_shape,
    rock,
)
from renderers.painting.sets.kit_open import FAR, GROUND, MID, NEAR, Exterior, floor_haze, rising, seen_outdoors, veil
from renderers.painting.sets.kit_room import Room, Window
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face
from renderers.painting.sets.model import PaintedSet, Pose
from renderers.painting.terms import Era


def castle(scene: Scene) -> PaintedSet:
    """Towers on a rock above the way that climbs to the gate."""
    scene = seen_outdoors(scene, horizon=0.2)
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
        each(
            lambda canvas, x: rock(canvas, x, view.floor(7), 0.05, rgb("#7d786c"), scene.dice(f"r{x}"), light.side),
            (-0.45, 0.52, 0.64),
        ),
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
    scene = seen_indoors(scene, horizon=0.17, focal=1.4)
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

    b.add(BACK, _hall_banners(scene, back, cloth), _hall_throne(scene, cloth, stone))
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


def _hall_banners(scene: Scene, back: Face, cloth: Colour) -> Draw:
    """Banners on the wall, beams above."""
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
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

    return draw


def _hall_throne(scene: Scene, cloth: Colour, stone: Colour) -> Draw:
    """The throne on its steps, the carpet before it."""
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
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

    return draw


SETS = (
    SetDesign(
        "castle",
        castle,
        "castle,fortress,citadel,palace,tower,keep,chateau,schloss,burg,castillo,castello,castelo,замок,"
        "крепост*,城,城堡,성,ramparts,battlements,kingdom,drawbridge",
        interior=False,
        era=Era.MEDIEVAL,
    ),
    SetDesign(
        "hall",
        hall,
        "castle,throne room,great hall,throne,banquet hall,banquet,royal chamber,fortress,тронный зал,"
        "palace hall,longhouse,mead hall",
        interior=True,
        era=Era.MEDIEVAL,
    ),
)
