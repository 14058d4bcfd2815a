"""Open land: field, mountain, desert."""

from __future__ import annotations

import math

import skia

from renderers.painting.ink import Draw, fill, linear, poly, spline, stroke
from renderers.painting.palette import Colour, mix, rgb, scaled
from renderers.painting.sets.kit_furniture import boxes
from renderers.painting.sets.kit_land import firs, scattered_rocks
from renderers.painting.sets.kit_nature import (
    SNOW,
    blades,
    broadleaf,
    grass,
    ground,
    path_way,
    ridge_shape,
    rock,
    snowy,
    tree_line,
)
from renderers.painting.sets.kit_open import (
    FAR,
    GROUND,
    MID,
    NEAR,
    Exterior,
    floor_haze,
    seen_outdoors,
    veil,
)
from renderers.painting.sets.kit_scene import FRONT, Scene, SetDesign
from renderers.painting.sets.kit_view import Box
from renderers.painting.sets.model import PaintedSet, Pose


def field_set(scene: Scene) -> PaintedSet:
    """Open country: hills, a way through grass or crop, one tree."""
    scene = seen_outdoors(scene, horizon=0.1)
    light, view = scene.light, scene.view
    dice = scene.dice("field")
    b = Exterior(scene)
    tone = grass(scene)
    crop = scene.place.says("wheat", "corn", "farm", "harvest", "crop") and not snowy(scene)
    if crop:
        tone = rgb("#c0a052")
    b.add(
        FAR,
        lambda canvas: canvas.drawPath(
            ridge_shape(scene, "far", view.horizon - 0.04, 0.13), fill(mix(rgb("#5f7466"), light.fog, 0.5))
        ),
    )
    b.add(
        MID,
        lambda canvas: canvas.drawPath(ridge_shape(scene, "mid", view.horizon - 0.0, 0.06), fill(scaled(tone, 0.8))),
    )
    b.add(MID, tree_line(scene, "wood", view.horizon + 0.015, 0.06, 0.2))
    b.add(GROUND, ground(scene, tone), path_way(scene, mix(tone, rgb("#a58c66"), 0.65), wide=0.34), _rows(scene, tone))
    b.air(GROUND, floor_haze(scene, view.horizon, 0.2, 0.55))
    side = scene.flip
    b.add(NEAR, broadleaf(scene, "tree", side * 0.62, view.floor(13), 0.55), _fence(scene, -side))
    if dice.random() < 0.5 or scene.place.says("farm", "ranch", "barn"):
        b.add(NEAR, _barn(scene, -side * 5.5, 22))
    b.add(FRONT + 0.1, lambda canvas: blades(canvas, scene.dice("front"), -1.4, 1.4, 0.54, 0.13, tone, 130))
    b.mist.append(veil(scene, view.horizon - 0.12, view.horizon + 0.2, 0.2 * light.haze))
    return b.paint(
        floor=6.5,
        anchors=[
            scene.spot("way", Pose.STAND, 0, 6.5),
            scene.spot("fence", Pose.LEAN, -side * 3.2, 9),
            scene.spot("grass", Pose.SIT, 1.6, 7, up=0.05),
        ],
    )


def _rows(scene: Scene, tone: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("rows")
        for k in range(20):
            t = (k / 19) ** 1.7
            y = scene.view.horizon + 0.02 + t * 0.5
            for side in (-1, 1):
                edge = side * (0.03 + 0.4 * t)
                left, right = sorted((edge, side * 1.4))
                blades(canvas, dice, left, right, y, 0.012 + 0.07 * t, scaled(tone, 0.9 + 0.2 * (k % 2)), 50)

    return draw


def _fence(scene: Scene, side: int) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        view, wood = scene.view, rgb("#6d5a48")
        posts = [3.6, 5, 7, 9.5, 13, 18, 26]
        for z in posts:
            canvas.drawLine(
                *view.at(side * 3.4, 0, z), *view.at(side * 3.4, 1.1, z), stroke(wood, 0.12 * view.scale(z))
            )
        for y in (0.45, 0.9):
            line = poly([view.at(side * 3.4, y, z) for z in posts], closed=False)
            canvas.drawPath(line, stroke(wood, 0.009))

    return draw


def _barn(scene: Scene, x: float, z: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        red = rgb("#8a4034")
        boxes(scene, red, Box(x, 0, z, 5, 3, 6))(canvas)
        view = scene.view
        canvas.drawPath(view.path((x - 0.3, 2.9, z), (x + 2.5, 5.2, z), (x + 5.3, 2.9, z)), fill(scaled(red, 0.85)))
        roof = x + 5.3 if x < 0 else x - 0.3
        canvas.drawPath(
            view.path((x + 2.5, 5.2, z), (roof, 2.9, z), (roof, 2.9, z + 6), (x + 2.5, 5.2, z + 6)),
            fill(rgb("#5a534e")),
        )
        canvas.drawPath(
            view.path(
                (x + 1.8, 0, z - 0.01), (x + 3.2, 0, z - 0.01), (x + 3.2, 2.2, z - 0.01), (x + 1.8, 2.2, z - 0.01)
            ),
            fill(rgb("#3a2420")),
        )

    return draw


def mountain(scene: Scene) -> PaintedSet:
    """Peaks behind peaks, firs, a stony ledge to stand on."""
    scene = seen_outdoors(scene, horizon=0.2)
    light, view = scene.light, scene.view
    b = Exterior(scene)
    for i, (depth, y, h, pale) in enumerate(
        ((0.06, -0.1, 0.42, 0.62), (0.12, 0.04, 0.34, 0.4), (0.2, 0.15, 0.22, 0.15))
    ):
        b.add(depth, _peaks(scene, f"peak{i}", y, h, pale))
        b.air(depth, veil(scene, y - 0.1, y + 0.5, 0.5))
        b.haze[depth] = pale * 0.8 * (0.5 + light.haze)
    b.add(0.28, firs(scene, "firs", (22, 34), 22, 0.15))
    stone = SNOW if snowy(scene) else mix(rgb("#7b7468"), grass(scene), 0.3)
    b.add(
        GROUND,
        ground(scene, stone, line=view.horizon + 0.05),
        path_way(scene, scaled(stone, 1.12), line=view.horizon + 0.05, wide=0.3),
    )
    b.add(NEAR, lambda canvas: scattered_rocks(canvas, scene, stone))
    b.add(
        FRONT + 0.1,
        lambda canvas: rock(canvas, -0.95 * scene.flip, 0.62, 0.22, rgb("#5f594f"), scene.dice("front"), light.side),
    )
    b.mist.append(veil(scene, 0.02, 0.36, 0.3 * light.haze))
    return b.paint(
        floor=6.5,
        anchors=[scene.spot("ledge", Pose.STAND, 0, 6.5), scene.spot("stone", Pose.SIT, 2.2, 7.0, up=0.5, facing=-1)],
    )


def _peaks(scene: Scene, name: str, y: float, h: float, pale: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice, light = scene.dice(name), scene.light
        base = mix(rgb("#5c6270"), light.fog, pale * 0.6)
        x = -1.7
        while x < 1.7:
            w, tall = dice.uniform(0.28, 0.6), h * dice.uniform(0.55, 1)
            top = (x + dice.uniform(-0.08, 0.08), y - tall)
            left, right = (x - w, y + 0.5), (x + w, y + 0.5)
            jag = [
                (top[0] + (right[0] - top[0]) * t + dice.uniform(-0.02, 0.02), top[1] + (right[1] - top[1]) * t)
                for t in (0.15, 0.32, 0.5, 0.72)
            ]
            jag2 = [
                (top[0] + (left[0] - top[0]) * t + dice.uniform(-0.02, 0.02), top[1] + (left[1] - top[1]) * t)
                for t in (0.72, 0.5, 0.32, 0.15)
            ]
            spine = [
                (top[0] + dice.uniform(-0.05, 0.05) * t * 3, top[1] + (right[1] - top[1]) * t)
                for t in (0.2, 0.4, 0.6, 1)
            ]
            lit_right = light.side > 0
            canvas.drawPath(poly([top, *jag, right, left, *jag2]), fill(scaled(base, 0.72 if lit_right else 1.12)))
            canvas.drawPath(poly([top, *jag, right, *reversed(spine)]), fill(scaled(base, 1.14 if lit_right else 0.7)))
            if tall > h * 0.6 or snowy(scene):
                cap = [
                    top,
                    jag[0],
                    jag[1],
                    (top[0] + 0.03, top[1] + tall * 0.22),
                    (top[0], top[1] + tall * 0.32),
                    (top[0] - 0.03, top[1] + tall * 0.2),
                    jag2[2],
                    jag2[3],
                ]
                canvas.drawPath(poly(cap), fill(mix(SNOW, light.fog, pale * 0.4), 0.9))
            x += w * dice.uniform(0.6, 0.95)

    return draw


def desert(scene: Scene) -> PaintedSet:
    """Dunes or mesas under a wide sky."""
    scene = seen_outdoors(scene, horizon=0.12)
    light, view = scene.light, scene.view
    dice = scene.dice("desert")
    sand = rgb(dice.choice(("#d0a468", "#c79560", "#cfae7c")))
    b = Exterior(scene)
    mesas = dice.random() < 0.5 or scene.place.says("canyon", "mesa", "western", "arizona", "nevada", "utah")
    if mesas:
        b.add(FAR, _mesas(scene, rgb("#a5613f")))
    else:
        b.add(
            FAR,
            lambda canvas: canvas.drawPath(
                ridge_shape(scene, "far", view.horizon - 0.02, 0.08, 0.38), fill(scaled(sand, 0.86))
            ),
        )
    b.add(MID, _dune(scene, "dune1", view.horizon + 0.02, 0.1, sand))
    b.add(0.28, _dune(scene, "dune2", view.horizon + 0.09, 0.08, scaled(sand, 1.04)))
    b.add(GROUND, _dune(scene, "ground", view.horizon + 0.17, 0.05, sand), _ripples(scene, sand))
    if mesas:
        b.add(NEAR, lambda canvas: _cacti(canvas, scene))
        b.add(NEAR, lambda canvas: scattered_rocks(canvas, scene, rgb("#a5774f")))
    b.air(MID, veil(scene, view.horizon - 0.1, view.horizon + 0.25, 0.4))
    b.mist.append(veil(scene, view.horizon - 0.1, view.horizon + 0.2, 0.25 * light.haze))
    return b.paint(
        floor=6.5, anchors=[scene.spot("sand", Pose.STAND, 0, 6.5), scene.spot("ground", Pose.SIT, 1.2, 6.5, up=0.05)]
    )


def _mesas(scene: Scene, stone: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice, base = scene.dice("mesas"), scene.view.horizon + 0.05
        for about in (-0.9, -0.35, 0.4, 0.95):
            w, h = dice.uniform(0.14, 0.32), dice.uniform(0.14, 0.34)
            x = about + dice.uniform(-0.12, 0.12)
            top = base - h
            outline = [
                (x - w * 1.5, base),
                (x - w * 1.05, base - h * 0.4),
                (x - w, top),
                (x + w * 0.9, top + 0.01),
                (x + w, base - h * 0.42),
                (x + w * 1.6, base),
            ]
            canvas.drawPath(
                poly(outline),
                linear(
                    (x - w, 0),
                    (x + w, 0),
                    [
                        (scaled(stone, 1.15 if scene.light.side < 0 else 0.7), 1),
                        (scaled(stone, 0.7 if scene.light.side < 0 else 1.15), 1),
                    ],
                ),
            )
            for k in range(3):
                y = top + h * (0.12 + 0.14 * k)
                canvas.drawLine(x - w, y, x + w * 0.95, y, stroke(scaled(stone, 0.75), 0.004, 0.5))

    return draw


def _dune(scene: Scene, name: str, y: float, h: float, sand: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice(name)
        crest = [
            (
                x / 10 * 1.9,
                y
                + h
                * (0.6 * math.sin(x * 0.7 + dice.uniform(0, 6) * 0 + scene.seed % 7 + y * 9) + dice.uniform(-0.1, 0.1)),
            )
            for x in range(-10, 11)
        ]
        shape = spline([(-2.2, 2.0), (-2.2, crest[0][1]), *crest, (2.2, crest[-1][1]), (2.2, 2.0)], tension=0.13)
        canvas.drawPath(
            shape,
            linear(
                (0, y - h), (0, y + h * 3.4), [(scaled(sand, 1.12), 1), (sand, 1), (scaled(sand, 0.62), 1)], (0, 0.3, 1)
            ),
        )
        for i in range(0, len(crest) - 2, 4):
            (ax, ay), (bx, by) = crest[i], crest[i + 2]
            shade = [
                (ax, ay),
                crest[i + 1],
                (bx, by),
                (bx - 0.1 * scene.light.side, by + h * 1.6),
                (ax + 0.05, ay + h * 0.7),
            ]
            canvas.drawPath(spline(shade, tension=0.1), fill(scaled(sand, 0.55), 0.35, soft=0.012))

    return draw


def _ripples(scene: Scene, sand: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("ripples")
        for k in range(34):
            t = (k / 33) ** 1.5
            y = scene.view.horizon + 0.2 + t * 0.36
            x, w = dice.uniform(-1.2, 1.2), 0.1 + 0.5 * t
            path = skia.Path()
            path.moveTo(x - w, y)
            path.cubicTo(x - w * 0.4, y - 0.012, x + w * 0.3, y + 0.012, x + w, y - 0.004)
            canvas.drawPath(path, stroke(scaled(sand, 0.72), 0.0015 + 0.003 * t, 0.4))

    return draw


def _cacti(canvas: skia.Canvas, scene: Scene) -> None:
    dice, green = scene.dice("cacti"), rgb("#5a6f4a")
    for x, z in ((-3.6, 9.0), (4.4, 12.0), (2.6, 20.0)):
        unit, (cx, foot) = scene.view.scale(z), scene.view.at(x, 0, z)
        tall = dice.uniform(2.2, 3.4) * unit
        canvas.drawLine(cx, foot, cx, foot - tall, stroke(green, 0.36 * unit))
        for side in (-1, 1):
            y = foot - tall * dice.uniform(0.4, 0.6)
            elbow = [
                (cx, y),
                (cx + side * 0.55 * unit, y),
                (cx + side * 0.6 * unit, y - 0.3 * unit),
                (cx + side * 0.6 * unit, y - dice.uniform(0.6, 1.0) * unit),
            ]
            canvas.drawPath(spline(elbow, closed=False, tension=0.12), stroke(scaled(green, 0.9), 0.24 * unit))


SETS = (
    SetDesign(
        "field",
        field_set,
        "field,meadow,farm,pasture,prairie,plain,countryside,hillside,hill,hilltop,ranch,orchard,"
        "vineyard,valley,champ,feld,wiese,campo,campagna,поле,поля,野原,田野,들판,country road,dirt road,"
        "grassland,steppe,farmland,cornfield",
        "barn,rural,country,stadium,football,tennis court,race track,sports,camp",
        interior=False,
    ),
    SetDesign(
        "mountain",
        mountain,
        "mountain,mountaintop,peak,summit,ridge,alps,glacier,pass,montagne,berg,gebirge,"
        "montana,montagna,montanha,гор*,山,산,canyon rim,volcano,ledge,quarry,arctic,tundra",
        interior=False,
    ),
    SetDesign(
        "desert",
        desert,
        "desert,dune,canyon,wasteland,sahara,mesa,badlands,oasis,wuste,desierto,deserto,пустын*,砂漠,沙漠,사막,"
        "mars surface,sand",
        interior=False,
    ),
)
