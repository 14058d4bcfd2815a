"""The lighthouse on its cliff, and its lamp room."""

from __future__ import annotations

import skia

from renderers.painting.ink import SCREEN, Draw, each, fill, glow, linear, poly, radial, spline, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import MIDDLE, Interior, seen_indoors
from renderers.painting.sets.kit_furniture import DARK_WOOD, WOOD, boxes, chair, table
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_nature import (
    blades,
    glitter,
    grass,
    path_way,
    rock,
    water,
)
from renderers.painting.sets.kit_open import FAR, GROUND, MID, NEAR, Exterior, seen_outdoors, veil
from renderers.painting.sets.kit_room import Room, Window
from renderers.painting.sets.kit_scene import FRONT, Scene, SetDesign
from renderers.painting.sets.kit_view import Box
from renderers.painting.sets.model import Anchor, PaintedSet, Pose


def lighthouse(scene: Scene) -> PaintedSet:
    """The tower on its cliff above the sea, its beam turning at night."""
    scene = seen_outdoors(scene, horizon=0.12, eye=1.8)
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
    b.add(GROUND, _headland(turf, side), path_way(scene, rgb("#a8987c"), line=foot + 0.02, bend=0.22, wide=0.24))
    b.haze[GROUND] = 0.02
    b.add(
        NEAR,
        each(
            lambda canvas, k: blades(canvas, scene.dice(f"g{k}"), -1.3, 1.3, 0.3 + 0.07 * k, 0.04 + 0.02 * k, turf, 90),
            range(4),
        ),
        each(
            lambda canvas, rx: rock(canvas, rx, view.floor(8), 0.045, cliff, scene.dice(f"r{rx}"), light.side),
            (-side * 0.7, -side * 0.55, side * 0.85),
        ),
    )
    b.add(FRONT + 0.1, lambda canvas: blades(canvas, scene.dice("front"), -1.4, 1.4, 0.56, 0.14, turf, 90))
    b.mist.append(veil(scene, -0.02, 0.3, 0.3 * light.haze))
    return b.paint(
        floor=6.6,
        anchors=[
            scene.spot("path", Pose.STAND, -side * 0.4, 6.6),
            scene.spot("edge", Pose.STAND, -side * 2.4, 8.0),
            scene.spot("grass", Pose.SIT, 0.8, 6.8, up=0.05),
            *(Anchor(f"glass {k}", Pose.STAND, x + 0.021 * k, foot - 0.534, 0.056, MID + 0.01) for k in (-1, 0, 1)),
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


def _headland(turf: Colour, side: int) -> Draw:
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
    scene = seen_indoors(scene, horizon=0.16, focal=1.5)
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

    b.add(MIDDLE, _lamp_room_lens(scene, cx, cy, unit, x, z))
    b.shine(MIDDLE, _lamp_room_shine(scene, cx, cy, unit, b))
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


def _lamp_room_lens(scene: Scene, cx: float, cy: float, unit: float, x: float, z: float) -> Draw:
    """The great lens on its stand."""

    def draw(canvas: skia.Canvas) -> None:
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

    return draw


def _lamp_room_shine(scene: Scene, cx: float, cy: float, unit: float, b: Interior) -> Draw:
    """Its light, and the beams it throws."""

    def draw(canvas: skia.Canvas) -> None:
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

    return draw


SETS = (
    SetDesign("lighthouse", lighthouse, "lighthouse,phare,leuchtturm,faro,farol,маяк,灯台,灯塔,등대", interior=False),
    SetDesign(
        "lamp_room",
        lamp_room,
        "lighthouse,lamp room,lantern room,phare,leuchtturm,faro,farol,маяк,灯台,灯塔,등대",
        interior=True,
    ),
)
