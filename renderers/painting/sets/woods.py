"""Forests and parks."""

from __future__ import annotations

import math
from random import Random

import skia

from renderers.painting.ink import Draw, each, fill, linear, spline, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets.kit_city import skyline, street_lamp
from renderers.painting.sets.kit_furniture import boxes
from renderers.painting.sets.kit_land import firs
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_nature import (
    SNOW,
    blades,
    branch,
    broadleaf,
    grass,
    ground,
    leaf_mass,
    leaves,
    path_way,
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
    rising,
    seen_outdoors,
    sunbeams,
    veil,
)
from renderers.painting.sets.kit_scene import FRONT, Scene, SetDesign
from renderers.painting.sets.kit_view import Box
from renderers.painting.sets.model import PaintedSet, Pose
from renderers.painting.terms import Season


def _trunks(scene: Scene, name: str, z: tuple[float, float], count: int, pale: float) -> Draw:
    view, dark = scene.view, rgb("#4d3e33")

    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice(name)
        spots = sorted(((dice.uniform(-1.25, 1.25), dice.uniform(*z)) for _ in range(count)), key=lambda spot: -spot[1])
        for at, far in spots:
            x = at + math.copysign(0.3, at) if abs(at) < 0.16 and far < 18 else at
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
    scene = seen_outdoors(scene, horizon=0.16)
    light, view = scene.light, scene.view
    dice = scene.dice("forest")
    evergreen = scene.place.says("pine", "fir", "taiga", "mountain") or dice.random() < 0.35 or snowy(scene)
    b = Exterior(scene, level=0.86, corners=0.5)
    earth = SNOW if snowy(scene) else mix(rgb("#5d5238"), grass(scene), 0.45)
    deep = firs if evergreen else _trunks
    b.add(FAR, _thicket(scene, earth), deep(scene, "deep", (34, 60), 46, 0.55))
    b.add(_SOIL + 0.01, _undergrowth(scene, "brush-deep", view.horizon + 0.03, 0.045, 0.5))
    b.add(MID, deep(scene, "far", (20, 32), 26, 0.3), _undergrowth(scene, "brush-far", view.floor(23), 0.05, 0.3))
    b.add(
        0.3, deep(scene, "mid", (11, 18), 9, 0.1), _undergrowth(scene, "brush-mid", view.floor(14), 0.06, 0.1, gap=0.3)
    )
    for depth, strength in ((FAR, 0.5), (MID, 0.4), (0.3, 0.22)):
        b.air(depth, rising(scene, -0.35, view.horizon + 0.06, strength * 1.5))
        b.haze[depth] = strength * 0.5
    b.add(
        _SOIL, ground(scene, earth), path_way(scene, mix(earth, rgb("#8a7556"), 0.6), wide=0.42), _tufts(scene, earth)
    )
    b.air(_SOIL, floor_haze(scene, view.horizon, 0.3, 0.6))
    b.haze[_SOIL] = 0.03
    b.haze[_SOIL + 0.01] = 0.25
    near = [(-0.86, 5.2), (0.93, 4.6), (0.66, 8.2), (-0.6, 8.8)]
    b.add(
        NEAR,
        each(
            lambda canvas, at: _trunk(
                canvas,
                scene,
                at[0],
                view.floor(at[1]),
                0.36 * view.scale(at[1]),
                rgb("#463a30"),
                scene.dice(f"near{at[0]}"),
            ),
            sorted(near, key=lambda s: -s[1]),
        ),
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


_SOIL = 0.16
"""Depth of a wood's ground: trees stand on it, so it lies behind them."""


def _undergrowth(scene: Scene, name: str, y: float, tall: float, pale: float, *, gap: float = 0.0) -> Draw:
    """Shrubs along a line, ragged above and below, so that no wood begins with a ruler; `gap` leaves the path free."""

    def draw(canvas: skia.Canvas) -> None:
        dice, tones = scene.dice(name), leaves(scene)
        for i in range(90):
            x = dice.uniform(-1.35, 1.35)
            if abs(x) < gap * dice.uniform(0.7, 1.3):
                continue
            size = tall * dice.uniform(0.35, 1.0)
            middle = y - size * 0.25 + dice.uniform(-0.2, 0.35) * tall
            tone = mix(scaled(tones[i % 3], dice.uniform(0.55, 1.0)), scene.light.fog, pale)
            shrub = [
                (x + math.cos(a) * size * dice.uniform(0.7, 1.5), middle + math.sin(a) * size * dice.uniform(0.4, 0.8))
                for a in (k * math.tau / 7 for k in range(7))
            ]
            canvas.drawPath(spline(shrub), fill(tone))

    return draw


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
    dice, tones = scene.dice("canopy"), tuple(scaled(tone, 1.7) for tone in leaves(scene))
    for x in (-1.05, -0.75, 0.8, 1.1):
        leaf_mass(canvas, (x + dice.uniform(-0.1, 0.1), -0.6), 0.3, tones, dice, side=scene.light.side, count=34)


def park(scene: Scene) -> PaintedSet:
    """A way between trees, a bench, a lamp, water or lawn."""
    scene = seen_outdoors(scene, horizon=0.13)
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


SETS = (
    SetDesign(
        "forest",
        forest,
        "forest,woods,woodland,jungle,grove,thicket,rainforest,foret,bois,wald,bosque,foresta,floresta,"
        "лес*,森,森林,숲,clearing,trail,swamp,waterfall,creek,stream,treehouse",
        "tree,wilderness,camp,campsite,campfire",
        interior=False,
    ),
    SetDesign(
        "park",
        park,
        "park,garden,playground,courtyard,lawn,jardin,"
        "garten,parque,jardim,giardino,парк,сад,公園,公园,庭,공원,zoo,campus,picnic,golf course",
        interior=False,
    ),
)
