"""Under water, and a field after a battle."""

from __future__ import annotations

import math

import skia

from renderers.painting.canvas import Sheet
from renderers.painting.ink import SCREEN, Draw, each, fill, glow, linear, poly, spline, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_nature import ground, rock
from renderers.painting.sets.kit_open import GROUND, MID, NEAR, Exterior, seen_outdoors, veil
from renderers.painting.sets.kit_scene import FRONT, Scene, SetDesign
from renderers.painting.sets.model import PaintedSet, Pose


def underwater(scene: Scene) -> PaintedSet:
    """Blue that darkens downwards, rays from the surface, sand, rocks, weed and bubbles."""
    scene = seen_outdoors(scene, horizon=0.1, eye=1.6)
    dice, light = scene.dice("under"), scene.light
    deep = mix(rgb(dice.choice(("#0f3a5a", "#0f4a52", "#123058"))), rgb("#02060c"), 0.55 * light.night)
    b = Exterior(scene, corners=0.55, sky=_depths(scene, deep))
    reef = mix(scaled(deep, 1.3), rgb("#5a6a72"), 0.25)
    b.add(MID, each(lambda canvas, k: _reef(scene, canvas, k, reef), range(5)))
    b.haze[MID] = 0.0
    b.add(GROUND, ground(scene, mix(rgb("#a8a184"), deep, 0.72), line=0.2))
    b.haze[GROUND] = 0.0
    stone, foot = mix(reef, rgb("#4a4438"), 0.5), scene.view.floor(7.5)

    def stones(canvas: skia.Canvas) -> None:
        for x in (-0.75, 0.6, 0.82):
            rock(canvas, x, foot, 0.07, stone, scene.dice(f"rock{x}"), light.side)

    weeds = (-0.82, -0.66, 0.55, 0.72, 0.9)
    b.add(NEAR, stones, each(lambda canvas, x: _weed(scene, canvas, x, 0.36, 0.3), weeds))
    b.haze[NEAR] = 0.0
    b.shine(NEAR, _rays(scene), _bubbles(scene))
    b.add(FRONT + 0.1, each(lambda canvas, x: _weed(scene, canvas, x, 0.66, 0.55), (-1.0, 0.98)))
    return b.paint(
        floor=6.2,
        anchors=[
            scene.spot("sand", Pose.STAND, 0.0, 6.2),
            scene.spot("rock", Pose.SIT, 1.4, 7.2, up=0.4, facing=-1),
        ],
    )


def _depths(scene: Scene, deep: Colour) -> Sheet:
    surface = mix(mix(rgb("#5fc0d0"), scene.light.sky[1], 0.3), deep, 0.75 * scene.light.night)

    def draw(canvas: skia.Canvas) -> None:
        stops = [(surface, 1), (mix(surface, deep, 0.6), 1), (deep, 1), (scaled(deep, 0.8), 1)]
        canvas.drawRect(scene.stage.bounds(), linear((0, -0.6), (0, 0.6), stops, (0, 0.3, 0.65, 1)))
        dice = scene.dice("surface")
        for _ in range(60):
            x, y = dice.uniform(-1.2, 1.2), -0.62 + 0.16 * dice.random() ** 2
            canvas.drawLine(x, y, x + dice.uniform(0.05, 0.2), y + 0.004, stroke(WHITE, 0.005, 0.16))

    return scene.stage.paint(draw, depth=0.0, name="depths")


def _reef(scene: Scene, canvas: skia.Canvas, k: int, tone: Colour) -> None:
    dice = scene.dice(f"reef{k}")
    x, tall, wide = -0.9 + 0.45 * k + dice.uniform(-0.1, 0.1), dice.uniform(0.06, 0.26), dice.uniform(0.16, 0.3)
    shape = spline(
        [
            (x - wide, 0.24),
            (x - wide * 0.5, 0.22 - tall * 0.7),
            (x, 0.22 - tall),
            (x + wide * 0.6, 0.2 - tall * 0.5),
            (x + wide, 0.24),
        ]
    )
    canvas.drawPath(shape, linear((0, 0.2 - tall), (0, 0.24), [(scaled(tone, 1.2), 1), (scaled(tone, 0.7), 1)]))


def _weed(scene: Scene, canvas: skia.Canvas, x: float, foot: float, tall: float) -> None:
    dice = scene.dice(f"weed{x}")
    for _ in range(7):
        lean, green = dice.uniform(-0.06, 0.06), scaled(rgb("#2f6a4a"), dice.uniform(0.6, 1.2))
        start = x + dice.uniform(-0.04, 0.04)
        height = tall * dice.uniform(0.6, 1.0)
        line = [
            (start + lean * t + 0.018 * math.sin(9 * t + start * 20), foot - height * t)
            for t in (0, 0.25, 0.5, 0.75, 1)
        ]
        canvas.drawPath(spline(line, closed=False), stroke(green, 0.012))


def _rays(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice, power = scene.dice("rays"), 0.2 * (1 - 0.6 * scene.light.night)
        for _ in range(9):
            x, lean, wide = dice.uniform(-1.0, 1.0), dice.uniform(-0.25, 0.25), dice.uniform(0.02, 0.09)
            shape = poly(
                [(x - wide, -0.66), (x + wide, -0.66), (x + lean + 2.2 * wide, 0.4), (x + lean - 2.2 * wide, 0.4)]
            )
            canvas.drawPath(
                shape,
                linear((0, -0.6), (0, 0.4), [(rgb("#bff0f4"), power), (rgb("#bff0f4"), 0.0)], soft=0.02, blend=SCREEN),
            )

    return draw


def _bubbles(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("bubbles")
        for column in range(4):
            x = dice.uniform(-0.85, 0.85)
            for k in range(12):
                r = dice.uniform(0.002, 0.009)
                canvas.drawCircle(
                    x + dice.uniform(-0.03, 0.03), 0.3 - 0.07 * k + 0.02 * column, r, stroke(WHITE, 0.0018, 0.5)
                )

    return draw


def battlefield(scene: Scene) -> PaintedSet:
    """Churned earth, broken trees and stakes, smoke, and fires that still burn."""
    scene = seen_outdoors(scene, horizon=0.1, eye=1.65)
    dice, view = scene.dice("battle"), scene.view
    mud = rgb(dice.choice(("#5a4c3a", "#54503f", "#625446")))
    b = Exterior(scene, corners=0.5)
    b.add(MID, each(lambda canvas, k: _stump(scene, canvas, k), range(9)))
    b.add(GROUND, ground(scene, mud), each(lambda canvas, k: _crater(scene, canvas, k, mud), range(6)))
    b.add(NEAR, each(lambda canvas, k: _stakes(scene, canvas, k), range(3)))
    fires = [(dice.uniform(-0.9, 0.9), view.floor(dice.uniform(11, 20))) for _ in range(4)]
    b.shine(NEAR, each(lambda canvas, at: _fire(scene, canvas, at), fires))
    b.light(*[Lamp(x, y, 0.3, rgb("#ff8a3a"), 0.6, 0.6) for x, y in fires])
    b.mist += [_smoke(scene, at) for at in fires]
    b.mist.append(veil(scene, view.horizon - 0.12, 0.3, 0.55))
    return b.paint(
        floor=6.0,
        anchors=[
            scene.spot("mud", Pose.STAND, 0.0, 6.0),
            scene.spot("crater", Pose.SIT, -1.2, 6.6, up=0.1, facing=1),
            scene.spot("ground", Pose.LIE, 1.3, 6.8, up=0.05, facing=-1),
        ],
    )


def _stump(scene: Scene, canvas: skia.Canvas, k: int) -> None:
    dice = scene.dice(f"stump{k}")
    x, foot = -1.15 + 0.27 * k + dice.uniform(-0.08, 0.08), scene.view.horizon + dice.uniform(0.005, 0.03)
    tall, tone = dice.uniform(0.06, 0.24), mix(rgb("#2c2722"), scene.light.fog, 0.3)
    lean = dice.uniform(-0.03, 0.03)
    canvas.drawPath(
        poly(
            [
                (x - 0.012, foot),
                (x + 0.012, foot),
                (x + lean + 0.004, foot - tall),
                (x + lean - 0.006, foot - tall * 0.93),
            ]
        ),
        fill(tone),
    )
    for side in (-1, 1):
        if dice.random() < 0.6:
            y = foot - tall * dice.uniform(0.4, 0.8)
            canvas.drawLine(x + lean * 0.5, y, x + lean * 0.5 + side * 0.05, y - 0.04, stroke(tone, 0.005))


def _crater(scene: Scene, canvas: skia.Canvas, k: int, mud: Colour) -> None:
    dice = scene.dice(f"crater{k}")
    z = dice.uniform(7.0, 18)
    x, y = scene.view.at(dice.uniform(-4.5, 4.5), 0, z)
    wide = dice.uniform(0.7, 1.5) * scene.view.scale(z)
    rim = skia.Rect.MakeXYWH(x - wide, y - wide * 0.16, 2 * wide, wide * 0.32)
    canvas.drawOval(rim, fill(scaled(mud, 1.25)))
    canvas.drawOval(rim.makeInset(wide * 0.12, wide * 0.03), fill(scaled(mud, 0.4)))


def _stakes(scene: Scene, canvas: skia.Canvas, k: int) -> None:
    """Crossed stakes with wire between them."""
    dice, x = scene.dice(f"stakes{k}"), (-0.85, 0.62, 0.95)[k]
    foot = scene.view.floor(8.2) + 0.01 * k
    wood = rgb("#3a2f26")
    for side in (-1, 1):
        canvas.drawLine(x - side * 0.06, foot, x + side * 0.06, foot - 0.16, stroke(wood, 0.012))
    if scene.electric:
        for line in range(3):
            y = foot - 0.04 - 0.04 * line
            canvas.drawPath(
                spline([(x - 0.25, y + 0.01), (x, y), (x + 0.25, y + dice.uniform(0, 0.03))], closed=False),
                stroke(rgb("#2a2a2c"), 0.003),
            )


def _fire(scene: Scene, canvas: skia.Canvas, at: tuple[float, float]) -> None:
    x, y = at
    dice = scene.dice(f"fire{x:.3f}")
    glow(canvas, (x, y - 0.01), 0.09, rgb("#ff8a3a"), 0.5 + 0.3 * scene.light.night)
    for tone, size in (("#e0542a", 1.0), ("#ffb04a", 0.6), ("#ffe9a0", 0.3)):
        tall, wide = 0.05 * size, 0.018 * size
        canvas.drawPath(
            spline(
                [
                    (x - wide, y),
                    (x - wide * 0.6, y - tall * 0.5),
                    (x + dice.uniform(-0.3, 0.3) * wide, y - tall),
                    (x + wide * 0.7, y - tall * 0.45),
                    (x + wide, y),
                ]
            ),
            fill(rgb(tone), 0.9),
        )


def _smoke(scene: Scene, at: tuple[float, float]) -> Draw:
    x, y = at

    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice(f"smoke{x:.3f}")
        tone = mix(rgb("#3a3735"), scene.light.fog, 0.35)
        for k in range(14):
            r = 0.016 + 0.011 * k
            canvas.drawCircle(
                x + 0.02 * k * (1 if x < 0 else 0.7) + dice.uniform(-0.02, 0.02),
                y - 0.04 - 0.04 * k,
                r,
                fill(tone, 0.2 - 0.011 * k, soft=r * 0.5),
            )

    return draw


SETS = (
    SetDesign(
        "underwater",
        underwater,
        "underwater,under water,undersea,sea bed,seabed,ocean floor,sea floor,beneath the surface,coral reef,deep sea,"
        "sous l'eau,unterwasser,bajo el agua,sott'acqua,под водой,水中,水下,수중",
    ),
    SetDesign(
        "battlefield",
        battlefield,
        "battlefield,battle field,battleground,trench,trenches,no man land,front line,frontline,war zone,warzone,"
        "champ de bataille,schlachtfeld,campo de batalla,поле боя,окоп*,戦場,战场,전장",
    ),
)
