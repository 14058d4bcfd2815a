"""On the way: car, train, underground, bus and plane from inside; stations, airport, harbour, sea and deck."""

from __future__ import annotations

import math
from dataclasses import replace

import skia

from renderers.painting.ink import CLEAR, SCREEN, Draw, fill, glow, linear, poly, spline, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.homes import seen as indoors
from renderers.painting.sets.kit_build import BACK, MIDDLE, Interior
from renderers.painting.sets.kit_city import passers_by, skyline, street_lamp
from renderers.painting.sets.kit_furniture import STEEL, block, boxes
from renderers.painting.sets.kit_lamps import ceiling_light
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_nature import glitter, grass, ridge_shape, tree_line, water
from renderers.painting.sets.kit_open import FAR, GROUND, MID, NEAR, Exterior, floor_haze, rising, veil
from renderers.painting.sets.kit_room import Room, Window, gleam
from renderers.painting.sets.kit_scene import FRONT, Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face, View
from renderers.painting.sets.model import Anchor, PaintedSet, Pose
from renderers.painting.terms import Era


def seen(scene: Scene, *, horizon: float = 0.12, eye: float = 1.5, focal: float = 1.2) -> Scene:
    """The scene through a wide lens."""
    return replace(scene, view=View(horizon, eye, focal, scene.flip))


def car(scene: Scene) -> PaintedSet:
    """Two front seats seen from the bonnet through the windscreen; the road falls away behind."""
    scene = replace(scene, view=View(0.02, 1.15, 1.2, 1))
    dice, light = scene.dice("car"), scene.light
    trim = rgb(dice.choice(("#3a3634", "#4a3a30", "#33383e", "#5a4c40")))
    city = dice.random() < 0.6 or scene.place.says("city", "downtown", "taxi", "street")
    b = Exterior(scene, corners=0.5, edge=0.3)
    b.add(FAR, _behind(scene, city))
    b.haze[FAR] = 0.15
    if light.practicals > 0.15:
        b.shine(FAR, _bokeh(scene))
    b.add(GROUND, _cabin(scene, trim))
    b.haze[GROUND] = 0.0
    b.add(0.7, _dashboard(scene, trim))
    b.haze[0.7] = 0.0
    b.add(FRONT + 0.2, _pillars(scene, trim))
    glowing = mix(rgb("#7fd8ff"), scene.lamp, 0.4)
    b.light(Lamp(-0.3, 0.42, 0.5, glowing, 0.5), Lamp(0.4, -0.1, 0.7, scene.lamp, 0.35))
    b.mist.append(_windscreen(scene))
    lit = replace(light, key=mix(light.key, glowing, 0.3 * light.night), gain=light.gain * 0.92)
    anchors = [
        Anchor("driver", Pose.DRIVE, -0.36, 0.36, 1.28, 0.6, 0.1),
        Anchor("passenger", Pose.SIT, 0.36, 0.36, 1.28, 0.6, -0.1),
        Anchor("back left", Pose.SIT, -0.14, 0.24, 0.92, 0.5, 0.1),
        Anchor("back right", Pose.SIT, 0.16, 0.24, 0.92, 0.5, -0.1),
    ]
    painted = b.paint(floor=3.0, anchors=anchors, light=lit)
    return replace(
        painted,
        sheets=tuple(
            sheet.blurred(scene.stage.height * 0.006) if sheet.depth <= FAR else sheet for sheet in painted.sheets
        ),
    )


def _behind(scene: Scene, city: bool) -> Draw:  # noqa: FBT001
    far = (
        skyline(scene, "behind", base=0.03, tall=0.4, near=0.3) if city else tree_line(scene, "behind", 0.03, 0.16, 0.2)
    )

    def draw(canvas: skia.Canvas) -> None:
        far(canvas)
        road, light = rgb("#55565a"), scene.light
        canvas.drawRect(skia.Rect.MakeLTRB(-2, 0.03, 2, 1), fill(grass(scene) if not city else rgb("#77746e")))
        canvas.drawPath(
            poly([(-0.05, 0.03), (0.05, 0.03), (1.1, 0.6), (-1.1, 0.6)]),
            linear((0, 0.03), (0, 0.3), [(mix(road, light.fog, 0.6), 1), (road, 1)]),
        )
        for k in range(5):
            y0, y1 = 0.04 + 0.03 * k * k * 0.5, 0.05 + 0.03 * k * k * 0.62
            canvas.drawPath(
                poly(
                    [
                        (-0.004 - y0 * 0.02, y0),
                        (0.004 + y0 * 0.02, y0),
                        (0.004 + y1 * 0.02, y1),
                        (-0.004 - y1 * 0.02, y1),
                    ]
                ),
                fill(rgb("#cfc9a8")),
            )

    return draw


def _bokeh(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice, power = scene.dice("bokeh"), scene.light.practicals
        tones = (scene.lamp, scene.lamp, *scene.light.accents, rgb("#ff4030"), rgb("#fff2d0"))
        for _ in range(40):
            x = dice.uniform(-1.1, 1.1)
            y = 0.02 + dice.gauss(0, 0.07) + 0.06 * abs(x)
            r = dice.uniform(0.008, 0.032)
            tone = dice.choice(tones)
            canvas.drawCircle(x, y, r, fill(tone, 0.42 * power, blend=SCREEN))
            canvas.drawCircle(x, y, r, stroke(mix(tone, WHITE, 0.4), r * 0.12, 0.4 * power, blend=SCREEN))

    return draw


def _cabin(scene: Scene, trim: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        window = spline([(-0.62, -0.3), (0, -0.34), (0.62, -0.3), (0.56, 0.06), (0, 0.08), (-0.56, 0.06)], tension=0.08)
        canvas.drawRect(
            skia.Rect.MakeLTRB(-2, -1, 2, 1),
            linear((0, -0.6), (0, 0.5), [(scaled(trim, 0.7), 1), (scaled(trim, 1.15), 1), (scaled(trim, 0.55), 1)]),
        )
        canvas.drawPath(window, fill((0, 0, 0), blend=CLEAR))
        for side in (-1, 1):
            glass = [(side * 0.74, -0.3), (side * 1.3, -0.36), (side * 1.3, 0.14), (side * 0.72, 0.09)]
            canvas.drawPath(poly(glass), fill((0, 0, 0), blend=CLEAR))
        canvas.drawPath(window, stroke(scaled(trim, 0.5), 0.02))
        bench = spline([(-0.6, 0.1), (0, 0.05), (0.6, 0.1), (0.64, 0.5), (-0.64, 0.5)], tension=0.1)
        canvas.drawPath(bench, linear((0, 0.05), (0, 0.5), [(scaled(trim, 1.5), 1), (scaled(trim, 0.8), 1)]))
        for side in (-1, 1):
            x = side * 0.36
            seat = spline(
                [
                    (x - 0.23, 0.62),
                    (x - 0.25, 0.2),
                    (x - 0.2, -0.04),
                    (x + 0.2, -0.04),
                    (x + 0.25, 0.2),
                    (x + 0.23, 0.62),
                ],
                tension=0.12,
            )
            canvas.drawPath(
                seat,
                linear(
                    (x - 0.25, 0),
                    (x + 0.25, 0),
                    [(scaled(trim, 1.05), 1), (scaled(trim, 1.7), 1), (scaled(trim, 0.95), 1)],
                ),
            )
            head = skia.Rect.MakeXYWH(x - 0.12, -0.2, 0.24, 0.15)
            canvas.drawRoundRect(
                head, 0.05, 0.05, linear((0, -0.2), (0, -0.05), [(scaled(trim, 1.8), 1), (scaled(trim, 1.05), 1)])
            )
            for k in (-0.06, 0.06):
                canvas.drawLine(x + k, -0.06, x + k, -0.03, stroke(STEEL, 0.01))

    return draw


def _dashboard(scene: Scene, trim: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        board = spline(
            [(-1.4, 0.44), (-0.7, 0.385), (0, 0.4), (0.7, 0.385), (1.4, 0.44), (1.4, 0.9), (-1.4, 0.9)], tension=0.1
        )
        canvas.drawPath(board, linear((0, 0.38), (0, 0.62), [(scaled(trim, 1.35), 1), (scaled(trim, 0.5), 1)]))
        wheel = skia.Rect.MakeXYWH(-0.36 - 0.24, 0.3, 0.48, 0.5)
        canvas.drawOval(wheel, stroke(scaled(trim, 0.45), 0.034))
        canvas.drawOval(wheel.makeOutset(-0.004, -0.004), stroke(scaled(trim, 1.3), 0.006))
        canvas.drawLine(-0.58, 0.5, -0.14, 0.5, stroke(scaled(trim, 0.5), 0.03))

    return draw


def _pillars(scene: Scene, trim: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        for side in (-1, 1):
            canvas.drawPath(
                poly([(side * 0.98, 0.5), (side * 0.8, -0.62), (side * 0.92, -0.62), (side * 1.12, 0.5)]),
                fill(scaled(trim, 0.8)),
            )
        canvas.drawRect(skia.Rect.MakeLTRB(-2, -1, 2, -0.455), fill(scaled(trim, 0.7)))
        canvas.drawRoundRect(skia.Rect.MakeXYWH(-0.13, -0.46, 0.26, 0.075), 0.02, 0.02, fill(rgb("#2c2c2e")))
        canvas.drawRoundRect(skia.Rect.MakeXYWH(-0.115, -0.45, 0.23, 0.055), 0.014, 0.014, fill(rgb("#7a8894")))

    return draw


def _windscreen(scene: Scene) -> Draw:
    sky = scene.light.sky[2]

    def draw(canvas: skia.Canvas) -> None:
        for x, w, alpha in ((-0.7, 0.2, 0.1), (-0.4, 0.07, 0.07), (0.55, 0.26, 0.08)):
            canvas.drawPath(
                poly([(x, -0.6), (x + w, -0.6), (x + w - 0.4, 0.5), (x - 0.4, 0.5)]),
                fill(sky, alpha, soft=0.012, blend=SCREEN),
            )

    return draw


def train(scene: Scene) -> PaintedSet:
    """A compartment or a carriage: seats on both sides, windows on a moving land."""
    scene = indoors(scene, horizon=0.12, focal=1.25)
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
        b.add(MIDDLE, _rack(scene, old))
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
                power=0.34,
                colour=mix(rgb("#f4faff"), scene.lamp, 0.6 if old else 0.15),
            )
            for z in (12, 9, 6.6, 4.8)
        ],
    )
    b.add(FRONT + 0.1, boxes(scene, cloth, Box(-1.7, 0.3, 2.4, 0.9, 0.85, 0.2)))
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


def _rack(scene: Scene, old: bool) -> Draw:  # noqa: FBT001
    def draw(canvas: skia.Canvas) -> None:
        tone, dice = rgb("#8a6a3a") if old else rgb("#9aa0a2"), scene.dice("rack")
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
    scene = seen(scene, horizon=0.15, focal=1.15)
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
    b.add(MID, _vault(scene, iron, under))
    b.haze[MID] = 0.08
    b.add(GROUND, _platform(scene, side))
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
            lambda canvas: [_hanging(canvas, head, scene.lamp, power) for head in heads],
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


def _vault(scene: Scene, iron: Colour, under: bool) -> Draw:  # noqa: FBT001
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
        if under:
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
            return
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


def _platform(scene: Scene, side: int) -> Draw:
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


def airport(scene: Scene) -> PaintedSet:
    """A hall of glass on the apron: a plane outside, rows of seats, a board."""
    scene = indoors(scene, horizon=0.15, focal=1.35)
    dice = scene.dice("airport")
    room = Room(
        wall=rgb("#b0b4b6"),
        floor=rgb("#a8a59e"),
        ceiling=rgb("#c0c2c2"),
        width=11,
        depth=10.5,
        height=4.6,
        floors=finish.squares,
        walls=finish.plates,
    )
    b = Interior(scene, room, level=0.95, lamps_by_day=0.5, outside="hills", corners=0.35)
    back = room.back(scene.view)
    b.window(back, *[Window(0.4 + k * 2.08, 0.35, 2.0, 3.4, (1, 2), frame=rgb("#565b60")) for k in range(5)])
    b.add(BACK, _board(scene, back))
    b.shine(BACK, _board_lines(scene, back))
    b.add(0.15, _plane(scene))
    for z, x in ((8.4, -2.9), (8.4, 1.0), (6.4, -3.2)):
        b.add(MIDDLE, _seat_row(scene, x, z))
    b.add(
        MIDDLE,
        block(scene, Box(2.9, 0, 6.6, 1.8, 1.1, 0.6), rgb("#4a5a68")),
        passers_by(scene, "crowd", [(dice.uniform(-3, 3), dice.uniform(8.8, 9.8)) for _ in range(4)]),
    )
    b.add(MIDDLE, boxes(scene, rgb("#7a2f33"), Box(-0.6, 0, 6.1, 0.42, 0.62, 0.26)))
    b.fix(
        BACK,
        *[ceiling_light(scene, x, z, w=2.2, d=0.4, ceiling=4.6, power=0.3) for x in (-2.8, 2.8) for z in (8.0, 5.6)],
    )
    b.shine(
        BACK,
        lambda canvas: [
            gleam(canvas, scene.view, x, 9.8, 1.4, scene.light.sky[2], 0.2 * (1 - 0.5 * scene.light.night))
            for x in (-4, -2, 0, 2, 4)
        ],
    )
    return b.paint(
        floor=5.4,
        anchors=[
            scene.spot("hall", Pose.STAND, 0.2, 5.4),
            scene.spot("window", Pose.STAND, 1.6, 9.6),
            scene.spot("seat", Pose.SIT, -2.6, 6.4, up=0.45),
            scene.spot("desk", Pose.STAND, 3.6, 7.4, depth=0.4),
        ],
    )


def _board(scene: Scene, face: Face) -> Draw:
    return lambda canvas: canvas.drawPath(face.quad(3.6, 3.0, 3.8, 1.15), fill(rgb("#1c2024")))


def _board_lines(scene: Scene, face: Face) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("board")
        for row in range(6):
            v = 3.95 - row * 0.165
            for u, w in ((3.75, 0.4), (4.3, dice.uniform(0.7, 1.3)), (6.0, 0.3), (6.6, dice.uniform(0.35, 0.6))):
                canvas.drawPath(
                    face.quad(u, v, w, 0.08),
                    fill(rgb("#ffd25a") if u < 6.5 else rgb(dice.choice(("#7fe09a", "#ff8a6a"))), 0.9),
                )

    return draw


def _plane(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        flip, y = scene.view.flip, 0.07
        white = rgb("#d8dcde")
        body = [
            (-0.52, y),
            (-0.47, y - 0.035),
            (-0.38, y - 0.05),
            (0.25, y - 0.05),
            (0.4, y - 0.03),
            (0.46, y - 0.005),
            (0.3, y + 0.025),
            (-0.4, y + 0.03),
        ]
        canvas.drawPath(
            spline([(flip * px, py) for px, py in body], tension=0.12),
            linear((0, y - 0.05), (0, y + 0.03), [(white, 1), (scaled(white, 0.65), 1)]),
        )
        canvas.drawPath(
            poly([(flip * 0.28, y - 0.045), (flip * 0.42, y - 0.16), (flip * 0.47, y - 0.16), (flip * 0.43, y - 0.02)]),
            fill(rgb("#b5433a")),
        )
        canvas.drawPath(
            poly([(flip * -0.12, y + 0.005), (flip * 0.14, y + 0.075), (flip * 0.2, y + 0.07), (flip * 0.08, y)]),
            fill(scaled(white, 0.75)),
        )
        for k in range(16):
            canvas.drawCircle(flip * (-0.36 + 0.038 * k), y - 0.02, 0.005, fill(rgb("#3a4a58")))
        for px in (-0.36, 0.02):
            canvas.drawLine(flip * px, y + 0.03, flip * px, y + 0.06, stroke(rgb("#3a3c40"), 0.008))

    return draw


def _seat_row(scene: Scene, x: float, z: float) -> Draw:
    parts = [Box(x + k * 0.62, 0.4, z, 0.54, 0.08, 0.5) for k in range(4)] + [
        Box(x + k * 0.62, 0.5, z + 0.45, 0.54, 0.5, 0.07) for k in range(4)
    ]
    legs = [Box(x + 0.1, 0, z + 0.2, 0.06, 0.4, 0.1), Box(x + 2.2, 0, z + 0.2, 0.06, 0.4, 0.1)]
    return boxes(scene, rgb("#3f4a54"), *legs, *parts, shadow=Box(x, 0, z, 2.4, 0.5, 0.5))


def harbour(scene: Scene) -> PaintedSet:
    """A quay with bollards and crates, boats and masts on the water, cranes or gables beyond."""
    scene = seen(scene, horizon=0.12, eye=1.7)
    dice, light, view = scene.dice("harbour"), scene.light, scene.view
    b = Exterior(scene)
    b.add(
        FAR,
        skyline(scene, "far", base=view.horizon + 0.005, tall=0.16 if scene.electric else 0.1),
        _cranes(scene) if scene.electric else tree_line(scene, "t", view.horizon, 0.05, 0.4),
    )
    b.air(FAR, rising(scene, -0.1, view.horizon + 0.02, 0.5))
    b.add(MID, water(scene, view.horizon, depth=0.5))
    b.haze[MID] = 0.05
    b.shine(MID, glitter(scene, view.horizon, depth=0.4))
    if light.practicals > 0.15:
        b.shine(
            FAR,
            skyline(
                scene, "far", base=view.horizon + 0.005, tall=0.16 if scene.electric else 0.1, lights=light.practicals
            ),
        )
    tones = ("#7a2e2b", "#2f5568", "#d0c8b8", "#3a4a44")
    for i, (x, y, size) in enumerate(((-0.75, 0.2, 0.16), (0.62, 0.19, 0.13), (-0.2, 0.165, 0.09), (0.95, 0.24, 0.2))):
        b.add(0.3, _boat(scene, x * scene.flip, y, size, rgb(dice.choice(tones)), f"boat{i}"))
    plank = rgb("#7d6a54") if dice.random() < 0.6 else rgb("#7f7b74")
    b.add(GROUND, _quay(scene, plank))
    b.haze[GROUND] = 0.0
    side = scene.flip
    b.add(
        NEAR,
        boxes(
            scene,
            rgb("#8a6a44"),
            Box(side * 3.0 - 0.5, 0, 8.6, 1.0, 0.9, 0.9),
            Box(side * 4.1 - 0.4, 0, 8.2, 0.9, 0.8, 0.8),
            Box(side * 3.2 - 0.4, 0.9, 8.7, 0.75, 0.6, 0.6),
            shadow=Box(side * 3.0 - 0.5, 0, 8.4, 2.0, 0.9, 0.9),
        ),
    )
    b.add(
        NEAR,
        lambda canvas: [
            _bollard(canvas, scene, x, z) for x, z in ((-side * 1.9, 9.2), (side * 0.9, 9.4), (-side * 4.2, 9.0))
        ],
    )
    body, shine, head = street_lamp(scene, -side * 4.6, 9.0)
    b.add(NEAR, body)
    if light.practicals > 0.15:
        b.shine(NEAR, shine)
        x, y = view.at(-side * 3.7, 0, 8.6)
        b.light(Lamp(x, y, 0.5, scene.lamp, 1.2, 0.35), Lamp(head[0], head[1] + 0.1, 0.5, scene.lamp, 0.5))
    b.mist.append(veil(scene, -0.02, 0.3, 0.3 * light.haze))
    return b.paint(
        floor=6.2,
        anchors=[
            scene.spot("quay", Pose.STAND, 0, 6.2),
            scene.spot("edge", Pose.STAND, -side * 1.2, 8.8),
            scene.spot("crate", Pose.SIT, side * 2.9, 8.4, up=0.9),
            scene.spot("bollard", Pose.SIT, -side * 1.9, 8.9, up=0.5),
        ],
    )


def _cranes(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        base, tone = scene.view.horizon, mix(rgb("#8a4a3a"), scene.light.fog, 0.45)
        for x in (-0.55, 0.25, 0.8):
            for dx in (-0.02, 0.02):
                canvas.drawLine(x + dx, base, x + dx * 0.6, base - 0.18, stroke(tone, 0.005))
            canvas.drawLine(x - 0.16, base - 0.22, x + 0.1, base - 0.17, stroke(tone, 0.006))
            canvas.drawLine(x, base - 0.27, x - 0.16, base - 0.22, stroke(tone, 0.002))
            canvas.drawLine(x, base - 0.18, x, base - 0.27, stroke(tone, 0.004))
            canvas.drawLine(x - 0.14, base - 0.215, x - 0.14, base - 0.1, stroke(tone, 0.0015))

    return draw


def _boat(scene: Scene, x: float, y: float, size: float, colour: Colour, name: str) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice(name)
        hull = [
            (x - size, y - size * 0.26),
            (x + size * 1.1, y - size * 0.3),
            (x + size * 0.75, y),
            (x - size * 0.8, y),
        ]
        canvas.drawOval(
            skia.Rect.MakeXYWH(x - size, y - size * 0.04, size * 1.9, size * 0.2),
            fill((0, 0, 0), 0.35, soft=size * 0.05),
        )
        canvas.drawPath(poly(hull), linear((0, y - size * 0.3), (0, y), [(colour, 1), (scaled(colour, 0.55), 1)]))
        canvas.drawLine(x - size, y - size * 0.26, x + size * 1.1, y - size * 0.3, stroke(rgb("#d8d0bc"), size * 0.04))
        canvas.drawRect(
            skia.Rect.MakeXYWH(x - size * 0.5, y - size * 0.55, size * 0.6, size * 0.28), fill(rgb("#c8c2b2"))
        )
        canvas.drawRect(
            skia.Rect.MakeXYWH(x - size * 0.42, y - size * 0.5, size * 0.42, size * 0.12), fill(rgb("#3a464e"))
        )
        mast = x + size * dice.uniform(0.1, 0.3)
        canvas.drawLine(mast, y - size * 0.28, mast, y - size * 2.0, stroke(rgb("#5a4632"), size * 0.04))
        canvas.drawLine(mast, y - size * 0.6, mast - size * 0.8, y - size * 0.66, stroke(rgb("#5a4632"), size * 0.03))
        for end in (x - size * 0.95, x + size * 1.05):
            canvas.drawLine(mast, y - size * 1.95, end, y - size * 0.28, stroke(rgb("#3a3632"), 0.0014))

    return draw


def _quay(scene: Scene, plank: Colour) -> Draw:
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
        dice, edge = scene.dice("quay"), 9.8
        canvas.drawPath(
            view.path((-20, 0, 1.2), (20, 0, 1.2), (20, 0, edge), (-20, 0, edge)),
            linear((0, view.floor(edge)), (0, 0.62), [(plank, 1), (scaled(plank, 0.62), 1)]),
        )
        z = 1.6
        while z < edge:
            tone = scaled(plank, dice.uniform(0.82, 1.12))
            canvas.drawPath(view.path((-20, 0, z), (20, 0, z), (20, 0, z + 0.22), (-20, 0, z + 0.22)), fill(tone, 0.6))
            canvas.drawLine(
                *view.at(-20, 0, z), *view.at(20, 0, z), stroke(scaled(plank, 0.45), 0.012 * view.scale(z), 0.7)
            )
            z += 0.24
        canvas.drawPath(
            view.path((-20, 0, edge), (20, 0, edge), (20, 0.12, edge), (-20, 0.12, edge)), fill(scaled(plank, 1.15))
        )
        canvas.drawPath(
            view.path((-20, 0, edge), (20, 0, edge), (20, -0.25, edge), (-20, -0.25, edge)), fill(scaled(plank, 0.4))
        )

    return draw


def _bollard(canvas: skia.Canvas, scene: Scene, x: float, z: float) -> None:
    unit, (cx, foot), iron = scene.view.scale(z), scene.view.at(x, 0, z), rgb("#34343a")
    canvas.drawOval(
        skia.Rect.MakeXYWH(cx - 0.4 * unit, foot - 0.06 * unit, 0.8 * unit, 0.16 * unit),
        fill((0, 0, 0), 0.4, soft=0.03 * unit),
    )
    canvas.drawRect(
        skia.Rect.MakeXYWH(cx - 0.17 * unit, foot - 0.48 * unit, 0.34 * unit, 0.5 * unit),
        linear((cx - 0.17 * unit, 0), (cx + 0.17 * unit, 0), [(scaled(iron, 1.7), 1), (iron, 1)]),
    )
    canvas.drawOval(
        skia.Rect.MakeXYWH(cx - 0.26 * unit, foot - 0.6 * unit, 0.52 * unit, 0.2 * unit), fill(scaled(iron, 1.5))
    )


def sea(scene: Scene) -> PaintedSet:
    """The deck of a ship: rail, mast and rigging, the sea all round; a wheel for whoever steers."""
    scene = seen(scene, horizon=0.05, eye=1.75)
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
    b.add(GROUND, _deck(scene, deck, modern))
    b.haze[GROUND] = 0.0
    if modern:
        b.add(
            NEAR,
            boxes(
                scene,
                rgb("#c8c8c2"),
                Box(-4.4, 0, 7.6, 2.4, 2.6, 2.0),
                Box(2.6, 0, 8.2, 1.2, 1.1, 1.0),
                shadow=Box(-4.4, 0, 7.6, 2.4, 1, 2),
            ),
            _portholes(scene),
        )
        b.light(
            Lamp(*view.at(-2.2, 1.8, 7.4), 0.5, scene.lamp, 1.1),
            Lamp(*view.at(-1.2, 0, 7.0), 0.5, scene.lamp, 0.9, 0.35),
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


def _deck(scene: Scene, plank: Colour, modern: bool) -> Draw:  # noqa: FBT001
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
        rail = rgb("#6a4a30") if not modern else rgb("#d0d0ca")
        for k in range(-12, 13):
            x = k * 0.62
            canvas.drawLine(
                *view.at(x, 0, edge),
                *view.at(x, 1.05, edge),
                stroke(rail, (0.11 if not modern else 0.05) * view.scale(edge)),
            )
        for y in (1.05,) if not modern else (0.35, 0.7, 1.05):
            canvas.drawLine(
                *view.at(-9, y, edge),
                *view.at(9, y, edge),
                stroke(rail, (0.16 if not modern else 0.06) * view.scale(edge)),
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


def _portholes(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        face = Face(scene.view, (-4.4, 0, 7.59), (1, 0, 0), width=2.4, height=2.6)
        unit = face.size_at(1, 1)
        for u in (0.6, 1.5):
            canvas.drawCircle(*face.at(u, 1.8), 0.24 * unit, fill(rgb("#7a7a76")))
            canvas.drawCircle(*face.at(u, 1.8), 0.18 * unit, fill(rgb("#3a4a54")))
        canvas.drawPath(face.quad(0.2, 2.55, 2.0, 0.1), fill(rgb("#a5432f")))

    return draw


SETS = (
    SetDesign(
        "car",
        car,
        "car,truck,van,taxi,cab,limo,limousine,jeep,suv,sedan,pickup,ambulance,police car,patrol car,squad car,vehicle,voiture,auto,coche,macchina,carro,машин*,автомобил*,такси,車内,汽车,자동차,landcruiser,mustang,vw,golf,gti,bmw,ford,chevy,cadillac,mercedes,rv,camper,driving",
        interior=True,
    ),
    SetDesign(
        "train",
        train,
        "train,railcar,train car,carriage,compartment,subway car,subway train,metro,tram,bus,school bus,airplane,plane,aircraft,jet,cabin of plane,airliner,sleeper car,dining car,zug,tren,treno,trem,поезд*,電車,火车,기차,cockpit of plane,submarine,coach",
        "subway,flight",
        interior=True,
    ),
    SetDesign(
        "station",
        station,
        "station,train station,railway station,platform,subway station,metro station,bus station,bahnhof,gare,estacion,stazione,estacao,вокзал*,станци*,駅,车站,역,depot,terminus,subway platform,subway,underground station",
        interior=None,
    ),
    SetDesign(
        "airport",
        airport,
        "airport,terminal,departure lounge,departures,arrivals,gate,check in,baggage claim,customs,aeroport,flughafen,aeropuerto,aeroporto,аэропорт*,空港,机场,공항,airfield,runway,tarmac",
        interior=None,
    ),
    SetDesign(
        "harbour",
        harbour,
        "harbour,harbor,dock,docks,pier,wharf,marina,quay,port,boardwalk,jetty,waterfront pier,hafen,puerto,porto,порт,причал*,港,港口,항구,canal,fishing village,boathouse",
        interior=False,
    ),
    SetDesign(
        "sea",
        sea,
        "sea,ocean,ship,boat,deck,yacht,sailboat,ferry,raft,open water,high seas,battleship,trawler,lifeboat,mer,meer,schiff,mar,barco,mare,nave,море,корабл*,海,船,大海,바다,배,galleon,cruise ship,ship deck,ship bridge,ship cabin,fishing boat,canoe,titanic",
        interior=None,
    ),
)
