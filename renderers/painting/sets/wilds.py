"""Land without houses: forest, field, mountain, desert, beach, park, graveyard, cave."""

from __future__ import annotations

import math
from dataclasses import replace
from random import Random

import skia

from renderers.painting.ink import SCREEN, Draw, fill, glow, linear, poly, spline, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets.kit_city import skyline, street_lamp
from renderers.painting.sets.kit_furniture import boxes
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_nature import (
    SNOW,
    blades,
    branch,
    broadleaf,
    conifer,
    glitter,
    grass,
    ground,
    leaf_mass,
    leaves,
    path_way,
    ridge_shape,
    rock,
    snowy,
    tree_line,
    water,
)
from renderers.painting.sets.kit_open import FAR, GROUND, MID, NEAR, Exterior, floor_haze, rising, sunbeams, veil
from renderers.painting.sets.kit_scene import FRONT, Scene, SetDesign
from renderers.painting.sets.kit_sky import sky_sheet
from renderers.painting.sets.kit_view import Box, View
from renderers.painting.sets.model import PaintedSet, Pose
from renderers.painting.terms import Season


def seen(scene: Scene, *, horizon: float = 0.14, eye: float = 1.4, focal: float = 1.2) -> Scene:
    """The scene through a wide lens."""
    return replace(scene, view=View(horizon, eye, focal, scene.flip))


def _trunks(scene: Scene, name: str, z: tuple[float, float], count: int, pale: float) -> Draw:
    view, dark = scene.view, rgb("#4d3e33")

    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice(name)
        spots = sorted(((dice.uniform(-1.25, 1.25), dice.uniform(*z)) for _ in range(count)), key=lambda spot: -spot[1])
        for x, far in spots:
            if abs(x) < 0.16 and far < 18:
                x += 0.3 if x > 0 else -0.3
            foot = view.floor(far)
            w = dice.uniform(0.2, 0.5) * view.scale(far)
            tone = mix(scaled(dark, dice.uniform(0.8, 1.2)), scene.light.fog, pale)
            _trunk(canvas, scene, x, foot, w, tone, dice)

    return draw


def _trunk(canvas: skia.Canvas, scene: Scene, x: float, foot: float, w: float, tone: Colour, dice: Random) -> None:
    lean = dice.uniform(-0.04, 0.04)
    top = -0.75
    outline = [
        (x - w * 0.95, foot + w * 0.1),
        (x - w * 0.5, foot - w * 0.9),
        (x - w * 0.4 + lean * 0.5, foot * 0.4),
        (x - w * 0.3 + lean, top),
        (x + w * 0.3 + lean, top),
        (x + w * 0.4 + lean * 0.5, foot * 0.4),
        (x + w * 0.5, foot - w * 0.9),
        (x + w * 0.95, foot + w * 0.1),
    ]
    side = scene.light.side
    lit, dark = mix(tone, scene.light.key, 0.22), scaled(tone, 0.55)
    left, right = (dark, lit) if side > 0 else (lit, dark)
    canvas.drawPath(
        spline(outline, tension=0.12),
        linear((x - w * 0.5, 0), (x + w * 0.5, 0), [(left, 1), (tone, 1), (right, 1)], (0, 0.5, 1)),
    )
    for _ in range(5):
        y = dice.uniform(-0.6, foot - w)
        canvas.drawLine(
            x + dice.uniform(-0.3, 0.3) * w,
            y,
            x + dice.uniform(-0.3, 0.3) * w,
            y + dice.uniform(0.03, 0.12),
            stroke(scaled(tone, 0.6), w * 0.05, 0.6),
        )
    for _ in range(2):
        y = dice.uniform(-0.5, -0.05)
        way = dice.choice((-1, 1))
        branch(
            canvas,
            (x + lean * 0.6, y),
            -math.pi / 2 + way * dice.uniform(0.5, 1.2),
            w * dice.uniform(1.8, 3),
            w * 0.16,
            tone,
            dice,
            2,
        )


def forest(scene: Scene) -> PaintedSet:
    """Trunks fading into light, a path, ferns close by."""
    scene = seen(scene, horizon=0.16)
    light, view = scene.light, scene.view
    dice = scene.dice("forest")
    firs = scene.place.says("pine", "fir", "taiga", "mountain") or dice.random() < 0.35 or snowy(scene)
    b = Exterior(scene, level=0.86, corners=0.5)
    earth = SNOW if snowy(scene) else mix(rgb("#5d5238"), grass(scene), 0.45)
    deep = _firs if firs else _trunks
    b.add(FAR, _thicket(scene, earth), deep(scene, "deep", (34, 60), 46, 0.55))
    b.add(MID, deep(scene, "far", (20, 32), 26, 0.3))
    b.add(0.3, deep(scene, "mid", (11, 18), 9, 0.1))
    for depth, strength in ((FAR, 0.5), (MID, 0.4), (0.3, 0.22)):
        b.air(depth, rising(scene, -0.35, view.horizon + 0.06, strength * 1.5))
        b.haze[depth] = strength * 0.5
    b.add(
        GROUND, ground(scene, earth), path_way(scene, mix(earth, rgb("#8a7556"), 0.6), wide=0.42), _tufts(scene, earth)
    )
    b.air(GROUND, floor_haze(scene, view.horizon, 0.3, 0.6))
    b.haze[GROUND] = 0.03
    near = [(-0.86, 5.2), (0.93, 4.6), (0.66, 8.2), (-0.6, 8.8)]
    b.add(
        NEAR,
        lambda canvas: [
            _trunk(canvas, scene, x, view.floor(z), 0.36 * view.scale(z), rgb("#463a30"), scene.dice(f"near{x}"))
            for x, z in sorted(near, key=lambda s: -s[1])
        ],
    )
    b.add(NEAR, lambda canvas: _ferns(canvas, scene))
    if scene.place.season is not Season.WINTER:
        b.add(FRONT, lambda canvas: _canopy(canvas, scene))
    b.add(FRONT + 0.15, lambda canvas: blades(canvas, scene.dice("front"), -1.4, 1.4, 0.56, 0.2, leaves(scene)[2], 90))
    b.mist += [sunbeams(scene, 0.3), veil(scene, -0.05, 0.4, 0.1 + 0.25 * light.haze)]
    return b.paint(
        floor=6.0,
        anchors=[
            scene.spot("path", Pose.STAND, 0.0, 6.0),
            scene.spot("trunk", Pose.LEAN, -2.6, 7.0, facing=1),
            scene.spot("ground", Pose.SIT, 1.2, 6.4, up=0.1),
        ],
    )


def _thicket(scene: Scene, earth: Colour) -> Draw:
    """The green depth of a wood: bright where the sky comes through, dark at the foot."""
    light, tones = scene.light, leaves(scene)
    bright = mix(mix(tones[3], light.fog, 0.45), WHITE, 0.12)

    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("thicket")
        stops = [(scaled(tones[2], 0.75), 1.0), (bright, 1.0), (mix(earth, tones[2], 0.5), 1.0)]
        canvas.drawRect(
            skia.Rect.MakeLTRB(-2, -1, 2, 1), linear((0, -0.6), (0, scene.view.horizon + 0.1), stops, (0, 0.62, 1))
        )
        for _ in range(110):
            x, y = dice.uniform(-1.3, 1.3), dice.uniform(-0.65, 0.12)
            size = dice.uniform(0.02, 0.09)
            tone = mix(scaled(dice.choice(tones), dice.uniform(0.6, 1.3)), bright, 0.5)
            canvas.drawOval(
                skia.Rect.MakeXYWH(x - size, y - size * 0.7, size * 2, size * 1.3), fill(tone, 0.5, soft=0.006)
            )

    return draw


def _firs(scene: Scene, name: str, z: tuple[float, float], count: int, pale: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice(name)
        for far in sorted((dice.uniform(*z) for _ in range(count)), reverse=True):
            x = dice.uniform(-1.3, 1.3)
            if abs(x) < 0.2:
                x += math.copysign(0.25, x)
            tall = dice.uniform(7, 12) * scene.view.scale(far)
            tone = mix(rgb("#31503f"), scene.light.fog, pale)
            conifer(canvas, x, scene.view.floor(far), tall, tone, dice, snow=snowy(scene), side=scene.light.side)

    return draw


def _tufts(scene: Scene, tone: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("tufts")
        for k in range(26):
            z = 30 * (1 - k / 26) ** 1.4 + 3.2
            x = dice.choice((-1, 1)) * dice.uniform(0.12 + 0.5 / z, 1.3)
            size = dice.uniform(0.2, 0.5) * scene.view.scale(z)
            blades(canvas, dice, x - size, x + size, scene.view.floor(z), size, scaled(tone, 0.85), 24)

    return draw


def _ferns(canvas: skia.Canvas, scene: Scene) -> None:
    dice, tones = scene.dice("ferns"), leaves(scene)
    for _ in range(16):
        z = dice.uniform(4.2, 9)
        x, y = dice.choice((-1, 1)) * dice.uniform(0.42, 1.15), scene.view.floor(z)
        size = dice.uniform(0.35, 0.75) * scene.view.scale(z)
        for k in range(7):
            angle = -math.pi / 2 + (k - 3) * 0.36
            tip = (x + math.cos(angle) * size, y + math.sin(angle) * size * 0.8)
            bend = ((x + tip[0]) / 2, (y + tip[1]) / 2 - size * 0.16)
            canvas.drawPath(
                spline([(x, y), bend, tip, (bend[0] + size * 0.06, bend[1] + size * 0.1)]),
                fill(scaled(tones[k % 3], dice.uniform(0.6, 1.05))),
            )


def _canopy(canvas: skia.Canvas, scene: Scene) -> None:
    dice, tones = scene.dice("canopy"), leaves(scene)
    for x in (-1.05, -0.75, 0.8, 1.1):
        leaf_mass(canvas, (x + dice.uniform(-0.1, 0.1), -0.6), 0.3, tones, dice, side=scene.light.side, count=34)


def field_set(scene: Scene) -> PaintedSet:
    """Open country: hills, a way through grass or crop, one tree."""
    scene = seen(scene, horizon=0.1)
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
    scene = seen(scene, horizon=0.2)
    light, view = scene.light, scene.view
    b = Exterior(scene)
    for i, (depth, y, h, pale) in enumerate(
        ((0.06, -0.1, 0.42, 0.62), (0.12, 0.04, 0.34, 0.4), (0.2, 0.15, 0.22, 0.15))
    ):
        b.add(depth, _peaks(scene, f"peak{i}", y, h, pale))
        b.air(depth, veil(scene, y - 0.1, y + 0.5, 0.5))
        b.haze[depth] = pale * 0.8 * (0.5 + light.haze)
    b.add(0.28, _firs(scene, "firs", (22, 34), 22, 0.15))
    stone = SNOW if snowy(scene) else mix(rgb("#7b7468"), grass(scene), 0.3)
    b.add(
        GROUND,
        ground(scene, stone, line=view.horizon + 0.05),
        path_way(scene, scaled(stone, 1.12), line=view.horizon + 0.05, wide=0.3),
    )
    b.add(NEAR, lambda canvas: _rocks(canvas, scene, stone))
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


def _rocks(canvas: skia.Canvas, scene: Scene, tone: Colour) -> None:
    dice = scene.dice("rocks")
    for z in sorted((dice.uniform(4.5, 16) for _ in range(13)), reverse=True):
        x = dice.choice((-1, 1)) * dice.uniform(0.35, 1.2)
        size = dice.uniform(0.2, 0.7) * scene.view.scale(z)
        rock(canvas, x, scene.view.floor(z), size, scaled(tone, dice.uniform(0.6, 0.9)), dice, scene.light.side)


def desert(scene: Scene) -> PaintedSet:
    """Dunes or mesas under a wide sky."""
    scene = seen(scene, horizon=0.12)
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
        b.add(NEAR, lambda canvas: _rocks(canvas, scene, rgb("#a5774f")))
    b.air(MID, veil(scene, view.horizon - 0.1, view.horizon + 0.25, 0.4))
    b.mist.append(veil(scene, view.horizon - 0.1, view.horizon + 0.2, 0.25 * light.haze))
    return b.paint(
        floor=6.5, anchors=[scene.spot("sand", Pose.STAND, 0, 6.5), scene.spot("ground", Pose.SIT, 1.2, 6.5, up=0.05)]
    )


def _mesas(scene: Scene, stone: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice, base = scene.dice("mesas"), scene.view.horizon + 0.05
        for x in (-0.9, -0.35, 0.4, 0.95):
            w, h = dice.uniform(0.14, 0.32), dice.uniform(0.14, 0.34)
            x += dice.uniform(-0.12, 0.12)
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


def beach(scene: Scene) -> PaintedSet:
    """Sand, surf, the sun's path on the sea."""
    scene = seen(scene, horizon=0.04, eye=1.6)
    light, view = scene.light, scene.view
    dice = scene.dice("beach")
    sand = SNOW if snowy(scene) else rgb(dice.choice(("#d6bd92", "#c9b088", "#dcc8a4")))
    side = scene.flip
    b = Exterior(scene)
    b.add(FAR, lambda canvas: canvas.drawPath(_headland(scene, side), fill(mix(rgb("#5b6b58"), light.fog, 0.35))))
    b.add(MID, water(scene, view.horizon, depth=0.36))
    b.haze[MID] = 0.04
    b.shine(MID, glitter(scene, view.horizon, depth=0.34))
    b.add(GROUND, _shore(scene, sand))
    b.haze[GROUND] = 0.02
    if dice.random() < 0.5 or scene.place.says("tropical", "island", "palm", "hawaii", "miami"):
        b.add(NEAR, _palm(scene, -side * 0.72, 0.36, 0.66), _palm(scene, -side * 0.95, 0.42, 0.52))
    else:
        b.add(NEAR, lambda canvas: _rocks(canvas, scene, rgb("#6f675c")))
    b.add(
        FRONT + 0.1,
        lambda canvas: (
            blades(canvas, scene.dice("dune"), -side * 1.3, -side * 0.5, 0.56, 0.26, rgb("#8a8f5c"), 60)
            if side > 0
            else blades(canvas, scene.dice("dune"), 0.5, 1.3, 0.56, 0.26, rgb("#8a8f5c"), 60)
        ),
    )
    return b.paint(
        floor=6.4,
        anchors=[
            scene.spot("sand", Pose.STAND, 0, 6.4),
            scene.spot("waterline", Pose.STAND, 0.8, 8.0),
            scene.spot("sand seat", Pose.SIT, -1.0, 6.4, up=0.05),
        ],
    )


def _headland(scene: Scene, side: int) -> skia.Path:
    y = scene.view.horizon + 0.012
    return spline(
        [
            (side * 1.9, y),
            (side * 1.9, y - 0.24),
            (side * 1.2, y - 0.2),
            (side * 0.8, y - 0.1),
            (side * 0.5, y - 0.04),
            (side * 0.3, y),
            (side * 1.0, y + 0.01),
        ],
        tension=0.12,
    )


def _shore(scene: Scene, sand: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        side, dice = scene.flip, scene.dice("shore")
        waves = [(0.22, (0.93, 0.95, 0.95), 0.9), (0.25, sand, 0.0)]
        for k, lift in enumerate((0.0, 0.045)):
            line = [
                (
                    x * 0.2 * 1.0,
                    0.2
                    + lift
                    + 0.03 * math.sin(x * 0.9 + k * 2 + scene.seed % 5)
                    + 0.022 * side * x * 0.2
                    + dice.uniform(-0.004, 0.004),
                )
                for x in range(-10, 11)
            ]
            foam = spline([(-2.2, 2), (-2.2, line[0][1]), *line, (2.2, line[-1][1]), (2.2, 2)], tension=0.14)
            canvas.drawPath(foam, fill(waves[0][1], 0.85 - 0.25 * k))
            body = [(x, y + 0.014 + 0.006 * math.sin(x * 20)) for x, y in line]
            wet = spline([(-2.2, 2), (-2.2, body[0][1]), *body, (2.2, body[-1][1]), (2.2, 2)], tension=0.14)
            tone = mix(rgb("#5f8088"), sand, 0.35) if k == 0 else mix(scaled(sand, 0.62), scene.light.sky[3], 0.22)
            canvas.drawPath(wet, fill(tone))
        dry = spline(
            [
                (-2.2, 2),
                (-2.2, 0.33 - 0.05 * side),
                (-1, 0.34 - 0.03 * side),
                (0, 0.335),
                (1, 0.34 + 0.03 * side),
                (2.2, 0.33 + 0.05 * side),
                (2.2, 2),
            ],
            tension=0.14,
        )
        canvas.drawPath(dry, linear((0, 0.3), (0, 0.6), [(sand, 1), (scaled(sand, 0.75), 1)], soft=0.008))
        for _ in range(60):
            x, y = dice.uniform(-1.3, 1.3), dice.uniform(0.37, 0.6)
            w = dice.uniform(0.01, 0.05)
            canvas.drawOval(skia.Rect.MakeXYWH(x, y, w, w * 0.2), fill(scaled(sand, dice.uniform(0.6, 0.85)), 0.5))

    return draw


def _palm(scene: Scene, x: float, foot: float, tall: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice(f"palm{x:.2f}")
        lean = dice.uniform(0.1, 0.22) * (-1 if x > 0 else 1) * tall
        top = (x + lean, foot - tall)
        trunk = spline([(x, foot), (x + lean * 0.25, foot - tall * 0.45), top], closed=False)
        canvas.drawPath(trunk, stroke(rgb("#6b543e"), 0.03 * tall / 0.6))
        for k in range(11):
            angle = math.tau * k / 11 + dice.uniform(-0.15, 0.15)
            long = tall * dice.uniform(0.4, 0.52)
            tip = (
                top[0] + math.cos(angle) * long,
                top[1] + abs(math.sin(angle)) * long * 0.25 + math.sin(angle) * long * 0.35,
            )
            bend = ((top[0] + tip[0]) / 2, min(top[1], tip[1]) - long * 0.16)
            tone = scaled(rgb("#4a7044"), dice.uniform(0.7, 1.2))
            canvas.drawPath(spline([top, bend, tip, (bend[0], bend[1] + long * 0.1)]), fill(tone))

    return draw


def park(scene: Scene) -> PaintedSet:
    """A way between trees, a bench, a lamp, water or lawn."""
    scene = seen(scene, horizon=0.13)
    light, view = scene.light, scene.view
    dice, side = scene.dice("park"), scene.flip
    lawn = grass(scene)
    b = Exterior(scene)
    if scene.place.says("city", "central", "london", "paris", "downtown", "york"):
        b.add(0.06, skyline(scene, "far", base=view.horizon, tall=0.34))
    b.add(FAR, tree_line(scene, "far", view.horizon + 0.01, 0.2, 0.3))
    b.add(
        MID,
        *[
            broadleaf(scene, f"mid{i}", x, view.floor(22) - 0.005, dice.uniform(0.3, 0.4))
            for i, x in enumerate((-0.9, -0.55, 0.42, 0.8, 1.1))
        ],
    )
    b.add(
        GROUND,
        ground(scene, lawn),
        path_way(scene, rgb("#b0a084") if not snowy(scene) else scaled(SNOW, 0.85), bend=0.3, wide=0.36),
    )
    b.air(GROUND, floor_haze(scene, view.horizon, 0.16, 0.45))
    b.add(NEAR, broadleaf(scene, "near", -side * 0.84, view.floor(8), 0.86), _bench(scene, side * 2.3, 8.2))
    if scene.place.says("playground") or dice.random() < 0.25:
        b.add(0.4, _swings(scene, -side * 3.0, 15))
    body, shine, head = street_lamp(scene, side * 3.6, 9.4)
    b.add(NEAR, body)
    if light.practicals > 0.15:
        b.shine(NEAR, shine)
        x, y = view.at(side * 2.9, 0, 9.0)
        b.light(Lamp(x, y, 0.5, scene.lamp, 1.1, 0.4), Lamp(head[0], head[1], 0.5, scene.lamp, 0.5))
    b.add(
        FRONT,
        lambda canvas: (
            leaf_mass(canvas, (-side * 1.05, -0.6), 0.34, leaves(scene), scene.dice("canopy"), side=light.side)
            if scene.place.season is not Season.WINTER
            else None
        ),
    )
    b.mist += [sunbeams(scene, 0.12), veil(scene, 0.0, 0.35, 0.2 * light.haze)]
    return b.paint(
        floor=6.2,
        anchors=[
            scene.spot("way", Pose.STAND, 0, 6.2),
            scene.spot("bench", Pose.SIT, side * 2.0, 8.1, up=0.46),
            scene.spot("bench right", Pose.SIT, side * 2.7, 8.1, up=0.46),
        ],
    )


def _bench(scene: Scene, x: float, z: float) -> Draw:
    wood = rgb("#7a5a3e")
    parts = [
        Box(x - 0.9, 0.42, z, 1.8, 0.05, 0.45),
        Box(x - 0.9, 0.62, z + 0.45, 1.8, 0.12, 0.04),
        Box(x - 0.9, 0.82, z + 0.45, 1.8, 0.12, 0.04),
    ]
    legs = [Box(lx, 0, z, 0.07, 0.44, 0.4) for lx in (x - 0.8, x + 0.72)]
    return boxes(scene, wood, *legs, *parts, shadow=Box(x - 0.9, 0, z, 1.8, 0.5, 0.5))


def _swings(scene: Scene, x: float, z: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        view, steel = scene.view, rgb("#8a4a3a")
        unit = view.scale(z)
        for side in (-1, 1):
            for way in (-0.6, 0.6):
                canvas.drawLine(
                    *view.at(x + side * 1.8, 2.4, z), *view.at(x + side * 1.8, 0, z + way), stroke(steel, 0.08 * unit)
                )
        canvas.drawLine(*view.at(x - 1.8, 2.4, z), *view.at(x + 1.8, 2.4, z), stroke(steel, 0.09 * unit))
        for sx in (-0.8, 0.6):
            for way in (-0.2, 0.2):
                canvas.drawLine(
                    *view.at(x + sx + way, 2.4, z), *view.at(x + sx + way, 0.55, z), stroke(rgb("#3a3a3c"), 0.02 * unit)
                )
            canvas.drawLine(
                *view.at(x + sx - 0.24, 0.55, z), *view.at(x + sx + 0.24, 0.55, z), stroke(rgb("#3a2c22"), 0.06 * unit)
            )

    return draw


def graveyard(scene: Scene) -> PaintedSet:
    """Leaning stones, a bare tree, mist along the ground."""
    scene = seen(scene, horizon=0.14)
    light, view = scene.light, scene.view
    side = scene.flip
    b = Exterior(scene, level=0.9, corners=0.5)
    b.add(FAR, tree_line(scene, "far", view.horizon + 0.01, 0.16, 0.4), _chapel(scene, side * 7, 40))
    b.add(GROUND, ground(scene, scaled(grass(scene), 0.82)), path_way(scene, rgb("#8c8474"), wide=0.3))
    b.air(GROUND, floor_haze(scene, view.horizon, 0.3, 0.7))
    b.add(NEAR, lambda canvas: _stones(canvas, scene))
    b.add(NEAR, lambda canvas: _bare_tree(canvas, scene, -side * 0.74, view.floor(9), 0.72))
    b.add(FRONT + 0.1, lambda canvas: _headstone(canvas, side * 0.9, 0.7, 0.3, rgb("#5a5852"), 0.05, scene))
    b.mist += [veil(scene, 0.1, 0.5, 0.34), sunbeams(scene, 0.12)]
    return b.paint(
        floor=6.2, anchors=[scene.spot("path", Pose.STAND, 0, 6.2), scene.spot("grave", Pose.STAND, 1.6, 7.4, facing=1)]
    )


def _bare_tree(canvas: skia.Canvas, scene: Scene, x: float, foot: float, tall: float) -> None:
    dice, bark = scene.dice("bare"), rgb("#3a322c")
    canvas.drawPath(
        spline(
            [
                (x - tall * 0.05, foot),
                (x - tall * 0.02, foot - tall * 0.3),
                (x, foot - tall * 0.55),
                (x + tall * 0.03, foot - tall * 0.3),
                (x + tall * 0.06, foot),
            ],
            tension=0.1,
        ),
        fill(bark),
    )
    for k in range(7):
        branch(
            canvas,
            (x, foot - tall * (0.3 + 0.035 * k)),
            -math.pi / 2 + (k - 3) * 0.36,
            tall * 0.3,
            tall * 0.022,
            bark,
            dice,
            4,
        )


def _stones(canvas: skia.Canvas, scene: Scene) -> None:
    dice = scene.dice("stones")
    spots = [
        (side * (1.0 + 1.35 * k + dice.uniform(-0.2, 0.2)), z + dice.uniform(-0.4, 0.4))
        for z in (24, 18, 14, 11, 8.6, 7)
        for side in (-1, 1)
        for k in range(4)
    ]
    for x, z in spots:
        cx, foot = scene.view.at(x, 0, z)
        size = dice.uniform(0.7, 1.15) * scene.view.scale(z)
        tone = mix(scaled(rgb("#8d8a82"), dice.uniform(0.75, 1.1)), scene.light.fog, min(0.5, z / 60))
        _headstone(canvas, cx, foot, size, tone, dice.uniform(-0.08, 0.08), scene)


def _headstone(
    canvas: skia.Canvas, x: float, foot: float, size: float, tone: Colour, lean: float, scene: Scene
) -> None:
    w, h = size * 0.32, size
    dx = lean * h
    cross = int(x * 977) % 4 == 0
    canvas.drawOval(
        skia.Rect.MakeXYWH(x - w * 1.4, foot - h * 0.06, w * 2.8, h * 0.16), fill((0, 0, 0), 0.4, soft=h * 0.04)
    )
    paint = linear(
        (x - w, 0),
        (x + w, 0),
        [
            (scaled(tone, 1.1 if scene.light.side < 0 else 0.65), 1),
            (scaled(tone, 0.65 if scene.light.side < 0 else 1.1), 1),
        ],
    )
    if cross:
        canvas.drawPath(
            poly(
                [
                    (x - w * 0.25, foot),
                    (x - w * 0.25 + dx, foot - h * 1.2),
                    (x + w * 0.25 + dx, foot - h * 1.2),
                    (x + w * 0.25, foot),
                ]
            ),
            paint,
        )
        canvas.drawPath(
            poly(
                [
                    (x - w * 0.9 + dx * 0.8, foot - h * 0.95),
                    (x + w * 0.9 + dx * 0.8, foot - h * 0.95),
                    (x + w * 0.9 + dx * 0.7, foot - h * 0.75),
                    (x - w * 0.9 + dx * 0.7, foot - h * 0.75),
                ]
            ),
            paint,
        )
        return
    shape = [
        (x - w, foot),
        (x - w + dx, foot - h * 0.7),
        (x - w * 0.6 + dx, foot - h * 0.93),
        (x + dx, foot - h),
        (x + w * 0.6 + dx, foot - h * 0.93),
        (x + w + dx, foot - h * 0.7),
        (x + w, foot),
    ]
    canvas.drawPath(poly(shape), paint)
    for k in range(3):
        y = foot - h * (0.75 - 0.12 * k)
        canvas.drawLine(x - w * 0.5 + dx * 0.7, y, x + w * 0.5 + dx * 0.7, y, stroke(scaled(tone, 0.6), h * 0.02, 0.6))


def _chapel(scene: Scene, x: float, z: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        tone = rgb("#6b665f")
        boxes(scene, tone, Box(x - 3, 0, z, 6, 5, 9), Box(x - 5, 0, z, 2.4, 9, 2.4))(canvas)
        view = scene.view
        canvas.drawPath(view.path((x - 3.2, 5, z), (x, 8, z), (x + 3.2, 5, z)), fill(scaled(tone, 0.7)))
        canvas.drawPath(view.path((x - 5.1, 9, z), (x - 3.8, 13.5, z), (x - 2.5, 9, z)), fill(scaled(tone, 0.6)))

    return draw


def cave(scene: Scene) -> PaintedSet:
    """Rock all round, stalactites, light from the mouth behind."""
    scene = seen(scene, horizon=0.14, eye=1.2, focal=1.3)
    light, view = scene.light, scene.view
    stone = rgb(scene.dice("cave").choice(("#6f665c", "#5f6468", "#7a6653", "#586860")))
    cold = mix(light.sky[2], WHITE, 0.2)
    b = Exterior(scene, level=0.42, corners=0.55, sky=sky_sheet(scene, disc=0.0))
    mouth = [(-0.36, 0.2), (-0.38, -0.02), (-0.25, -0.22), (-0.02, -0.27), (0.2, -0.2), (0.34, -0.03), (0.36, 0.2)]
    b.add(FAR, tree_line(scene, "outside", 0.17, 0.12, 0.5))
    for i, (depth, grow, tone) in enumerate(((0.2, 1.0, 0.95), (0.3, 1.5, 0.8), (NEAR, 2.2, 0.62))):
        b.add(
            depth,
            _rock_ring(
                scene, f"ring{i}", [(x * grow, 0.05 + (y - 0.05) * grow) for x, y in mouth], scaled(stone, tone)
            ),
        )
        b.haze[depth] = 0.1 if i == 0 else 0.0
    b.add(GROUND, _cave_floor(scene, stone))
    b.haze[GROUND] = 0.0
    strength = 1 - 0.65 * light.night
    b.lights += [Lamp(0, -0.05, 0.75, cold, 0.9 * strength), Lamp(0, 0.3, 0.7, cold, 0.8 * strength, 0.4)]
    fire = rgb("#ff9a48")
    fx, fy = view.at(1.35, 0, 7.2)
    b.lights += [Lamp(fx, fy - 0.05, 0.6, fire, 1.25), Lamp(fx, fy, 0.55, fire, 0.9, 0.4)]
    b.shine(NEAR, _camp_fire(scene, fx, fy, 0.16))
    b.add(NEAR, _stalactites(scene, stone))
    b.add(
        FRONT + 0.1, lambda canvas: rock(canvas, -0.95, 0.66, 0.3, scaled(stone, 0.6), scene.dice("front"), light.side)
    )
    b.mist += [veil(scene, -0.2, 0.4, 0.16, cold)]
    lit = replace(
        light, key=mix(light.key, fire, 0.6), rim=mix(cold, light.rim, 0.4), gain=light.gain * 0.8, practicals=1.0
    )
    return b.paint(
        floor=6.0,
        anchors=[scene.spot("floor", Pose.STAND, -0.4, 6.0), scene.spot("fire", Pose.SIT, 2.1, 7.2, up=0.2, facing=-1)],
        light=lit,
    )


def _rock_ring(scene: Scene, name: str, mouth: list[tuple[float, float]], tone: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice(name)
        edge = [(x + dice.uniform(-0.03, 0.03), y + dice.uniform(-0.03, 0.03)) for x, y in mouth]
        ring = poly([(-3, 0.9), (-3, -2), (3, -2), (3, 0.9), (edge[-1][0], 0.9), *reversed(edge), (edge[0][0], 0.9)])
        canvas.drawPath(ring, linear((0, -0.7), (0, 0.5), [(scaled(tone, 0.6), 1), (tone, 1)]))
        for i in range(60):
            a, c = edge[i % len(edge)], dice.uniform(1.05, 2.2)
            x, y = a[0] * c + dice.uniform(-0.1, 0.1), 0.05 + (a[1] - 0.05) * c + dice.uniform(-0.1, 0.1)
            size = dice.uniform(0.04, 0.13) * c * 0.7
            facet = [
                (
                    x + math.cos(k * 1.26 + i) * size * dice.uniform(0.6, 1.2),
                    y + math.sin(k * 1.26 + i) * size * dice.uniform(0.5, 1),
                )
                for k in range(5)
            ]
            canvas.drawPath(poly(facet), fill(scaled(tone, dice.uniform(0.7, 1.25)), 0.55))

    return draw


def _cave_floor(scene: Scene, stone: Colour) -> Draw:
    floor = ground(scene, scaled(stone, 0.95), line=0.19)

    def draw(canvas: skia.Canvas) -> None:
        floor(canvas)
        pool = spline([(-0.5, 0.3), (-0.2, 0.275), (0.12, 0.285), (0.2, 0.31), (-0.1, 0.335), (-0.42, 0.33)])
        canvas.drawPath(pool, fill(mix(rgb("#4a6a78"), scene.light.sky[2], 0.5)))
        _rocks(canvas, scene, stone)

    return draw


def _stalactites(scene: Scene, stone: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("stalactites")
        for _ in range(22):
            x = dice.uniform(-1.2, 1.2)
            h, w = dice.uniform(0.06, 0.3), dice.uniform(0.02, 0.05)
            top = -0.5 + abs(x) * 0.1
            tone = scaled(stone, dice.uniform(0.5, 0.85))
            canvas.drawPath(
                poly([(x - w, top - 0.25), (x + w, top - 0.25), (x + dice.uniform(-0.01, 0.01), top + h - 0.1)]),
                fill(tone),
            )

    return draw


def _camp_fire(scene: Scene, x: float, y: float, size: float) -> Draw:
    flame = rgb("#ff9a3c")

    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("camp")
        glow(canvas, (x, y - size * 0.3), size * 3.4, flame, 0.7)
        for k in range(4):
            canvas.drawLine(
                x - size * 0.5 + k * size * 0.12,
                y,
                x + size * 0.5 - k * size * 0.14,
                y - size * 0.12,
                stroke(rgb("#2a1a12"), size * 0.1),
            )
        for k in range(9):
            fx, h = x + (k - 4) * size * 0.09, size * dice.uniform(0.5, 1.0) * (1 - abs(k - 4) * 0.15)
            tongue = [
                (fx - size * 0.08, y - size * 0.05),
                (fx - size * 0.02, y - h * 0.6),
                (fx + dice.uniform(-0.03, 0.03) * size, y - h),
                (fx + size * 0.08, y - size * 0.05),
            ]
            canvas.drawPath(spline(tongue), fill(mix(flame, rgb("#fff0b0"), dice.random()), 0.8, blend=SCREEN))

    return draw


SETS = (
    SetDesign(
        "forest",
        forest,
        "forest,woods,woodland,jungle,grove,thicket,rainforest,foret,bois,wald,bosque,foresta,floresta,лес*,森,森林,숲,clearing,trail,swamp,treehouse",
        "tree,wilderness,camp,campsite,campfire",
        interior=False,
    ),
    SetDesign(
        "field",
        field_set,
        "field,meadow,farm,pasture,prairie,plain,countryside,hillside,hill,hilltop,ranch,orchard,vineyard,valley,champ,feld,wiese,campo,campagna,поле,поля,野原,田野,들판,country road,dirt road,grassland,steppe,battlefield,farmland,cornfield",
        "barn,rural,country",
        interior=False,
    ),
    SetDesign(
        "mountain",
        mountain,
        "mountain,mountaintop,peak,summit,cliff,cliff path,ridge,alps,glacier,pass,montagne,berg,gebirge,montana,montagna,montanha,гор*,山,산,canyon rim,volcano,ledge,quarry,precipice,arctic,tundra",
        interior=False,
    ),
    SetDesign(
        "desert",
        desert,
        "desert,dune,canyon,wasteland,sahara,mesa,badlands,oasis,wuste,desierto,deserto,пустын*,砂漠,沙漠,사막,mars surface,sand",
        interior=False,
    ),
    SetDesign(
        "beach",
        beach,
        "beach,shore,seashore,coast,coastline,island,lagoon,plage,strand,playa,spiaggia,praia,пляж,берег*,浜,海岸,海滩,해변,lake,lakeside,riverbank,river,pond,waterfront",
        interior=False,
    ),
    SetDesign(
        "park",
        park,
        "park,garden,backyard,back yard,yard,patio,playground,pool,courtyard,lawn,terrace,porch,jardin,garten,parque,jardim,giardino,парк,сад,公園,公园,庭,공원,zoo,campus,picnic,golf course",
        interior=False,
    ),
    SetDesign(
        "graveyard",
        graveyard,
        "graveyard,cemetery,grave,tomb,burial,cimetiere,friedhof,cementerio,cimitero,кладбищ*,墓地,묘지,funeral,churchyard,mausoleum",
        interior=False,
    ),
    SetDesign(
        "cave",
        cave,
        "cave,cavern,grotto,mine,mineshaft,tunnel,grotte,hohle,cueva,grotta,caverna,пещер*,洞窟,洞穴,동굴,catacomb,lair,den of",
        interior=None,
    ),
)
