"""Trains, trams and planes from inside, and the stations they leave from."""

from __future__ import annotations

import skia

from renderers.painting.ink import Draw, each, fill, glow, linear, spline, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, Interior, seen_indoors
from renderers.painting.sets.kit_city import passers_by, skyline
from renderers.painting.sets.kit_furniture import boxes
from renderers.painting.sets.kit_lamps import ceiling_light
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_open import FAR, GROUND, MID, NEAR, Exterior, floor_haze, seen_outdoors, veil
from renderers.painting.sets.kit_room import Room, Window
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face
from renderers.painting.sets.model import PaintedSet, Pose
from renderers.painting.terms import Era


def train(scene: Scene) -> PaintedSet:
    """A compartment or a carriage: seats on both sides, windows on a moving land."""
    scene = seen_indoors(scene, horizon=0.12, focal=1.25)
    dice = scene.dice("train")
    metro = scene.place.says("subway", "metro", "tube", "underground", "tram", "bus")
    plane = scene.place.says("plane", "airplane", "aircraft", "jet", "airliner", "flight")
    old = scene.era_of(Era.VICTORIAN, Era.TWENTIES, Era.FIFTIES)
    wall = rgb("#6a4630") if old else rgb("#a8b0b2") if metro or plane else rgb(dice.choice(("#8d9a9c", "#a59a86")))
    room = Room(
        wall=wall,
        floor=rgb("#5f5f62"),
        ceiling=rgb("#b5b5b0") if not old else rgb("#8a7456"),
        width=3.3,
        depth=15,
        height=2.45,
        walls=finish.panelled if old else finish.plain,
        floors=finish.carpet,
        skirting=0,
    )
    b = Interior(
        scene,
        room,
        level=0.85,
        lamps_by_day=0.55,
        outside="sky" if plane else "hills" if not metro else "city",
        slant=0,
        corners=0.45,
    )
    left, right = room.left(scene.view), room.right(scene.view)
    cloth = rgb(dice.choice(("#7a2f33", "#2f5568", "#3f6a52", "#8a6a34")))
    panes = [0.5 + k * (1.25 if plane else 2.0) for k in range(10 if plane else 7)]
    for face in (left, right):
        b.window(
            face,
            *[
                Window(
                    u,
                    1.15 if plane else 0.95,
                    0.5 if plane else 1.35,
                    0.6 if plane else 0.85,
                    (1, 1),
                    frame=rgb("#3f4448") if not old else rgb("#4a3020"),
                    arched=plane,
                )
                for u in panes
            ],
        )
    b.add(BACK, lambda canvas: _carriage_end(canvas, room.back(scene.view), wall))
    for z in (13, 11.2, 9.6, 8.2, 7.0, 6.0, 5.1):
        for side in (-1, 1):
            b.add(MIDDLE, _seat(scene, side, z, cloth, wide=0.5 if metro else 1.05))
    if metro:
        b.add(MIDDLE, _poles(scene))
    else:
        b.add(MIDDLE, _rack(scene, rgb("#8a6a3a") if old else rgb("#9aa0a2")))
    b.fix(
        BACK,
        *[
            ceiling_light(
                scene,
                0,
                z,
                w=0.5,
                d=1.0,
                ceiling=2.45,
                power=0.2,
                colour=mix(rgb("#f4faff"), scene.lamp, 0.6 if old else 0.15),
            )
            for z in (12, 9, 6.6, 4.8)
        ],
    )
    return b.paint(
        floor=5.2,
        anchors=[
            scene.spot("aisle", Pose.STAND, 0, 5.2),
            scene.spot("seat left", Pose.SIT, -1.1, 5.25, up=0.48, facing=0.6, depth=0.5),
            scene.spot("seat right", Pose.SIT, 1.1, 5.25, up=0.48, facing=-0.6, depth=0.5),
            scene.spot("window", Pose.SIT, -1.25, 6.2, up=0.48, facing=0.6, depth=0.45),
        ],
    )


def _carriage_end(canvas: skia.Canvas, face: Face, wall: Colour) -> None:
    canvas.drawPath(face.quad(1.15, 0, 1.0, 2.05), fill(scaled(wall, 0.6)))
    canvas.drawPath(face.quad(1.3, 1.0, 0.7, 0.85), fill(rgb("#3a4a54")))


def _seat(scene: Scene, side: int, z: float, cloth: Colour, *, wide: float) -> Draw:
    x = side * 1.6 - (wide if side > 0 else 0)
    return boxes(
        scene,
        cloth,
        Box(x, 0.1, z, wide, 0.36, 0.5),
        Box(x, 0.46, z + 0.42, wide, 0.75, 0.14),
        Box(x + wide * 0.15, 1.2, z + 0.43, wide * 0.7, 0.16, 0.12),
    )


def _poles(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        for z in (12, 9, 7, 5.4):
            for x in (-0.75, 0.75):
                canvas.drawLine(
                    *scene.view.at(x, 0, z),
                    *scene.view.at(x, 2.4, z),
                    stroke(rgb("#c8cccc"), 0.045 * scene.view.scale(z)),
                )
        for x in (-0.75, 0.75):
            canvas.drawLine(*scene.view.at(x, 2.1, 13), *scene.view.at(x, 2.1, 3), stroke(rgb("#c8cccc"), 0.006))

    return draw


def _rack(scene: Scene, tone: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("rack")
        for side in (-1, 1):
            for x in (1.62, 1.2):
                canvas.drawLine(
                    *scene.view.at(side * x, 2.0, 14), *scene.view.at(side * x, 2.0, 3), stroke(tone, 0.006)
                )
            for z in (12, 9.4, 7.4, 6.1):
                if dice.random() < 0.7:
                    bag = rgb(dice.choice(("#6a4630", "#35454f", "#7a2f2c", "#8a7a5a")))
                    boxes(scene, bag, Box(side * 1.55 - (0.4 if side > 0 else 0), 2.02, z, 0.4, 0.26, 0.6))(canvas)

    return draw


def station(scene: Scene) -> PaintedSet:
    """A platform under a roof of iron and glass, a train alongside, a clock, steam or light at the end."""
    scene = seen_outdoors(scene, eye=1.5, horizon=0.15, focal=1.15)
    dice, light, view = scene.dice("station"), scene.light, scene.view
    under = scene.place.says("subway", "metro", "underground", "tube")
    side = 1
    b = Exterior(scene, level=0.72 if under else 0.85, corners=0.5)
    if under:
        b.sky = scene.layer(
            lambda canvas: canvas.drawPaint(fill(rgb("#2b2c2e"))),
            depth=0.0,
            wash=scene.indoors(level=0.6),
            name="vault",
        )
    else:
        b.add(FAR, skyline(scene, "far", base=view.horizon + 0.02, tall=0.16))
    iron = rgb("#4a5250") if not under else rgb("#8f9490")
    b.add(MID, _tube(scene) if under else _vault(scene, iron))
    b.haze[MID] = 0.08
    b.add(GROUND, _platform(scene))
    b.air(GROUND, floor_haze(scene, view.horizon, 0.14, 0.5))
    b.haze[GROUND] = 0.02
    coach = rgb(dice.choice(("#7a2e2b", "#2f5568", "#3a5a44", "#a8acac")))
    b.add(NEAR, _coaches(scene, side, coach))
    b.add(NEAR, passers_by(scene, "crowd", [(dice.uniform(-3.2, 0.6), dice.uniform(11, 34)) for _ in range(9)]))
    b.add(NEAR, _platform_things(scene))
    heads = [view.at(-1.5, 4.0, z) for z in (30, 20, 13.5, 9)]
    b.lights += [
        Lamp(x, view.floor(z), 0.18 + 1.4 / z, scene.lamp, 0.75 * max(0.35, light.practicals), 0.4)
        for (x, _), z in zip(heads, (30, 20, 13.5, 9), strict=True)
    ]
    power = max(0.45 if under else 0.0, light.practicals)
    if power > 0.15:
        b.shine(
            NEAR,
            each(lambda canvas, head: _hanging(canvas, head, scene.lamp, power), heads),
            _coach_windows(scene, side, power),
        )
    b.mist.append(veil(scene, -0.05, 0.36, 0.25 + 0.3 * light.haze if not under else 0.12))
    return b.paint(
        floor=5.8,
        anchors=[
            scene.spot("platform", Pose.STAND, -0.8, 5.8),
            scene.spot("train door", Pose.STAND, 1.0, 7.4, facing=1),
            scene.spot("bench", Pose.SIT, -3.0, 8.3, up=0.46),
        ],
    )


def _tube(scene: Scene) -> Draw:
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
        for i, z in enumerate((60, 40, 28, 20, 14, 10, 7, 5, 3.4)):
            arch = [
                view.at(6 * x, 5.2 - 2.2 * x * x if abs(x) < 1 else 0, z)
                for x in (-1, -0.8, -0.5, -0.2, 0, 0.2, 0.5, 0.8, 1)
            ]
            ring = spline([view.at(-6.2, -1, z), *arch, view.at(6.2, -1, z)], closed=False)
            canvas.drawPath(
                ring,
                stroke(scaled(rgb("#b8b5a8"), 0.75 + 0.06 * i), (1.6 if z > 10 else 1.2) * view.scale(z) * 1.4),
            )

    return draw


def _vault(scene: Scene, iron: Colour) -> Draw:
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
        for z in (44, 33, 25, 19, 14.5, 11, 8.4, 6.4):
            unit = view.scale(z)
            arch = [
                view.at(-7.5, 4.2, z),
                view.at(-5, 7.2, z),
                view.at(0, 8.6, z),
                view.at(5, 7.2, z),
                view.at(7.5, 4.2, z),
            ]
            canvas.drawPath(spline(arch, closed=False), stroke(iron, 0.16 * unit))
            for x in (-7.5, 7.5):
                canvas.drawLine(*view.at(x, 0, z), *view.at(x, 4.2, z), stroke(iron, 0.24 * unit))
            for x in (-5, -2.5, 0, 2.5, 5):
                canvas.drawLine(*view.at(x, 5.4, z), *view.at(x, 8.6 - 0.056 * x * x, z), stroke(iron, 0.05 * unit))
            canvas.drawLine(*view.at(-6.8, 5.4, z), *view.at(6.8, 5.4, z), stroke(iron, 0.07 * unit))
        for x in (-7.5, -5, -2.5, 0, 2.5, 5, 7.5):
            y = 8.6 - 0.078 * x * x
            canvas.drawLine(*view.at(x, y, 50), *view.at(x, y, 4.0), stroke(iron, 0.005))

    return draw


def _platform(scene: Scene) -> Draw:
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
        slab = scaled(rgb("#8d887e"), 1 - 0.4 * scene.light.wet)
        canvas.drawRect(skia.Rect.MakeLTRB(-3, view.horizon, 3, 2), fill(rgb("#4a4744")))
        canvas.drawPath(
            view.path((-9, 0, 1.2), (1.7, 0, 1.2), (1.7, 0, 90), (-9, 0, 90)),
            linear(
                (0, view.horizon),
                (0, 0.6),
                [(mix(slab, scene.light.fog, 0.5), 1), (slab, 1), (scaled(slab, 0.62), 1)],
                (0, 0.3, 1),
            ),
        )
        lines = skia.Path()
        for k in range(16):
            z = 2.2 * 1.27**k
            lines.moveTo(*view.at(-9, 0, z))
            lines.lineTo(*view.at(1.7, 0, z))
        canvas.drawPath(lines, stroke(scaled(slab, 0.75), 0.002, 0.6))
        canvas.drawPath(
            view.path((1.0, 0, 1.2), (1.35, 0, 1.2), (1.35, 0, 90), (1.0, 0, 90)), fill(rgb("#c8a83a"), 0.9)
        )
        canvas.drawPath(view.path((1.7, 0, 1.2), (1.7, -0.8, 1.2), (1.7, -0.8, 90), (1.7, 0, 90)), fill(rgb("#3a3835")))

    return draw


def _coaches(scene: Scene, side: int, colour: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        for z, long in ((38, 30), (21, 16), (3.0, 17)):
            face = Face(scene.view, (side * 2.0, 0, z + long), (0, 0, -1), width=long, height=3.1)
            canvas.drawPath(face.quad(0, -0.6, long, 0.7), fill(rgb("#1f1e1e")))
            canvas.drawPath(face.quad(0, 0.0, long, 3.0), face.gradient(scaled(colour, 0.72), scaled(colour, 1.1)))
            canvas.drawPath(face.quad(0, 1.1, long, 0.12), fill(rgb("#d8ccaa"), 0.9))
            canvas.drawPath(face.quad(0, 2.85, long, 0.3), fill(rgb("#5a5a5a")))
            for k in range(int(long / 1.7)):
                canvas.drawPath(face.quad(0.5 + k * 1.7, 1.35, 1.2, 1.0), fill(rgb("#2a3338")))
            canvas.drawPath(face.quad(long - 0.3, 0, 0.3, 3.0), fill(rgb("#242222")))

    return draw


def _coach_windows(scene: Scene, side: int, power: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice, tone = scene.dice("coach"), mix(scene.lamp, WHITE, 0.3)
        for z, long in ((38, 30), (21, 16), (3.0, 17)):
            face = Face(scene.view, (side * 2.0, 0, z + long), (0, 0, -1), width=long, height=3.1)
            for k in range(int(long / 1.7)):
                canvas.drawPath(face.quad(0.5 + k * 1.7, 1.35, 1.2, 1.0), fill(tone, 0.85 * power))
                if dice.random() < 0.5:
                    x, y = face.at(1.0 + k * 1.7, 1.45)
                    unit = face.size_at(1.0 + k * 1.7, 1.4)
                    canvas.drawCircle(x, y - 0.3 * unit, 0.13 * unit, fill(rgb("#3a2c26"), power))
                    canvas.drawOval(
                        skia.Rect.MakeXYWH(x - 0.25 * unit, y - 0.16 * unit, 0.5 * unit, 0.3 * unit),
                        fill(rgb("#3a2c26"), power),
                    )

    return draw


def _platform_things(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        view = scene.view
        boxes(
            scene,
            rgb("#6d5138"),
            Box(-3.9, 0.42, 8.3, 1.8, 0.06, 0.45),
            Box(-3.9, 0.7, 8.7, 1.8, 0.3, 0.05),
            Box(-3.8, 0, 8.4, 0.08, 0.42, 0.3),
            Box(-2.3, 0, 8.4, 0.08, 0.42, 0.3),
            shadow=Box(-3.9, 0, 8.3, 1.8, 0.5, 0.5),
        )(canvas)
        unit, (cx, cy) = view.scale(10), view.at(-0.9, 3.4, 10)
        canvas.drawLine(cx, cy - 1.0 * unit, cx, cy, stroke(rgb("#2c2c2c"), 0.06 * unit))
        canvas.drawCircle(cx, cy, 0.46 * unit, fill(rgb("#2f2d2c")))
        canvas.drawCircle(cx, cy, 0.39 * unit, fill(rgb("#e8e2d0")))
        canvas.drawLine(cx, cy, cx, cy - 0.3 * unit, stroke((0.1, 0.1, 0.1), 0.04 * unit))
        canvas.drawLine(cx, cy, cx + 0.2 * unit, cy + 0.08 * unit, stroke((0.1, 0.1, 0.1), 0.05 * unit))
        boxes(scene, rgb("#7a5a3a"), Box(-2.6, 0, 6.9, 0.5, 0.4, 0.3), Box(-2.5, 0.4, 6.95, 0.35, 0.25, 0.2))(canvas)

    return draw


def _hanging(canvas: skia.Canvas, head: tuple[float, float], lamp: Colour, power: float) -> None:
    glow(canvas, head, 0.24, lamp, 0.6 * power)
    canvas.drawOval(
        skia.Rect.MakeXYWH(head[0] - 0.02, head[1] - 0.006, 0.04, 0.014), fill(mix(lamp, WHITE, 0.6), power)
    )


SETS = (
    SetDesign(
        "train",
        train,
        "subway car,subway train,metro,metro car,tram,tube,tube train,trolley,streetcar,monorail,commuter train,"
        "u bahn,трамва*,地下鉄,地铁,지하철",
        "subway",
        interior=True,
    ),
    SetDesign(
        "station",
        station,
        "station,train station,railway station,platform,subway station,metro station,bus station,bahnhof,"
        "gare,estacion,stazione,estacao,вокзал*,станци*,駅,车站,역,depot,terminus,subway platform,subway,"
        "underground station,railway tracks,train tracks,railroad tracks,rail yard",
        interior=None,
    ),
)
