"""The set for every place nobody wrote one for: made from its words, mood, seed and weather; never a blank card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import skia

from renderers.painting.ink import SCREEN, Draw, fill, glow, linear, poly, radial, spline, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, Interior, door_in, seen_indoors
from renderers.painting.sets.kit_furniture import DARK_WOOD, WOOD, block, chair, plant, rug, shelf, table
from renderers.painting.sets.kit_lamps import candles, floor_lamp, pendant
from renderers.painting.sets.kit_nature import (
    broadleaf,
    glitter,
    grass,
    ground,
    path_way,
    ridge_shape,
    tree_line,
    water,
)
from renderers.painting.sets.kit_open import FAR, GROUND, MID, NEAR, Exterior, floor_haze, rising, sunbeams, veil
from renderers.painting.sets.kit_room import Door, Room, Window, picture
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box, View
from renderers.painting.sets.model import PaintedSet, Pose
from renderers.painting.terms import Mood

_COLOURS: Mapping[str, str] = {
    "red": "#a8352f",
    "crimson": "#8a1f2c",
    "blue": "#35608f",
    "green": "#4a7a50",
    "golden": "#c99a3c",
    "gold": "#c99a3c",
    "yellow": "#d0ac48",
    "black": "#35353c",
    "white": "#c8c8c4",
    "purple": "#6a4a86",
    "pink": "#c48498",
    "orange": "#c9743a",
    "silver": "#9aa2aa",
    "grey": "#85888c",
    "gray": "#85888c",
    "emerald": "#2f7a5c",
    "crystal": "#8fb8cc",
    "rose": "#b5707c",
}
"""Colours a place may be named by."""

_MOODS: Mapping[Mood, str] = {
    Mood.NEUTRAL: "#8a8f8c", Mood.WARM: "#b5875c", Mood.TENSE: "#5f6f74", Mood.SAD: "#6a7c92",
    Mood.EERIE: "#5a7068", Mood.JOYFUL: "#c9a45c", Mood.DREAM: "#8a7ab0",
}  # fmt: skip

_HIGH = ("tower", "spire", "monolith", "obelisk", "pillar", "statue", "wall", "gate", "pyramid", "monument")
_WET = ("water", "flood", "river", "fountain", "waterfall", "marsh", "well", "stream", "rapids", "reef")
_UNREAL = (
    "dream",
    "limbo",
    "heaven",
    "hell",
    "mind",
    "memory",
    "montage",
    "void",
    "nowhere",
    "vision",
    "afterlife",
    "black",
)


def colour_of(scene: Scene) -> Colour:
    """The place's own colour: named by its words, else its mood's, turned a little by its seed."""
    for word in scene.place.words:
        if word in _COLOURS:
            return rgb(_COLOURS[word])
    dice = scene.dice("colour")
    other = rgb(dice.choice(("#8a6a5c", "#5c7a8a", "#7a8a5c", "#86708f", "#8f8060")))
    return mix(rgb(_MOODS[scene.place.mood]), other, dice.uniform(0.2, 0.6))


def abstract(scene: Scene) -> PaintedSet:
    """A plausible room, a plausible landscape, or a space of light, as the words allow."""
    if scene.place.says(*_UNREAL) or not scene.place.words:
        return _space_of_light(scene)
    return _some_room(scene) if scene.place.interior else _some_land(scene)


def _some_room(scene: Scene) -> PaintedSet:
    scene = seen_indoors(scene)
    dice, tone = scene.dice("room"), colour_of(scene)
    walls = dice.choice((finish.plain, finish.panelled, finish.striped, finish.planks, finish.brick))
    floors = dice.choice((finish.boards, finish.squares, finish.carpet))
    room = Room(
        wall=mix(tone, rgb("#a09484"), 0.3),
        floor=mix(scaled(tone, 0.7), WOOD, 0.5),
        ceiling=mix(tone, rgb("#a8a29a"), 0.7),
        width=dice.uniform(5.8, 7.6),
        height=dice.uniform(2.8, 3.6),
        walls=walls,
        floors=floors,
    )
    b = Interior(scene, room, level=0.85, lamps_by_day=0.3)
    back, left = room.back(scene.view), room.left(scene.view)
    b.window(
        dice.choice((back, left)),
        Window(
            1.0,
            0.9,
            1.5,
            min(1.7, room.height - 1.3),
            (2, dice.randint(1, 3)),
            curtain=scaled(tone, 0.8) if dice.random() < 0.4 else None,
        ),
    )
    pieces: list[Callable[[], Draw]] = [
        lambda: shelf(
            scene, back, room.width - 2.0, 0.1, 1.5, 2.0, rows=4, goods=dice.choice(("books", "jars", "boxes"))
        ),
        lambda: picture(back, 3.0, 1.4, 0.9, 0.8, dice),
        lambda: door_in(room.right(scene.view), Door(2.6, colour=scaled(tone, 0.55))),
    ]
    b.add(BACK, *[piece() for piece in pieces])
    b.add(MIDDLE, rug(scene, 0, 4.5, 2.8, 1.7, scaled(tone, 0.8)))
    b.add(MIDDLE, chair(scene, -1.5, 5.9), chair(scene, -0.3, 5.9), plant(scene, room.width / 2 - 0.5, 6.4, 1.3))
    b.add(MIDDLE, table(scene, -0.9, 5.8, w=0.9, d=0.7))
    b.add(MIDDLE, block(scene, Box(1.3, 0, 6.4, 1.1, dice.uniform(0.5, 1.3), 0.5), DARK_WOOD))
    if scene.electric:
        b.fix(MIDDLE, pendant(scene, -0.9, 5.8, ceiling=room.height), floor_lamp(scene, 2.4, 6.3))
    else:
        b.fix(MIDDLE, candles(scene, [(-0.9, 0.78, 6.0), (1.6, 1.32, 6.5)], power=0.7))
    spots = [
        scene.spot("floor", Pose.STAND, 0.5, 5.7),
        scene.spot("chair", Pose.SIT, -1.5, 5.95, up=0.46, facing=1),
        scene.spot("chair right", Pose.SIT, -0.3, 5.95, up=0.46, facing=-1),
    ]
    return b.paint(floor=5.7, anchors=spots)


def _some_land(scene: Scene) -> PaintedSet:
    scene = replace(scene, view=View(0.13, 1.4, 1.2, scene.flip))
    dice, tone, view = scene.dice("land"), colour_of(scene), scene.view
    b = Exterior(scene)
    far = mix(tone, scene.light.fog, 0.45)
    b.add(FAR, lambda canvas: canvas.drawPath(ridge_shape(scene, "far", view.horizon - 0.03, 0.16), fill(far)))
    b.air(FAR, rising(scene, -0.1, view.horizon + 0.03, 0.5))
    if scene.place.says(*_WET):
        b.add(MID, water(scene, view.horizon, depth=0.4))
        b.shine(MID, glitter(scene, view.horizon, depth=0.36))
        b.add(GROUND, ground(scene, mix(grass(scene), tone, 0.4), line=0.3))
    else:
        b.add(MID, tree_line(scene, "trees", view.horizon + 0.015, dice.uniform(0.06, 0.16), 0.25))
        b.add(GROUND, ground(scene, mix(grass(scene), tone, 0.4)), path_way(scene, mix(tone, rgb("#a8977c"), 0.6)))
        b.air(GROUND, floor_haze(scene, view.horizon, 0.2, 0.5))
    if scene.place.says(*_HIGH) or dice.random() < 0.5:
        b.add(0.4, _monoliths(scene, tone))
    b.add(NEAR, broadleaf(scene, "tree", -scene.flip * 0.85, view.floor(8.5), 0.7))
    b.mist += [sunbeams(scene, 0.1), veil(scene, 0, 0.35, 0.25 * scene.light.haze)]
    return b.paint(
        floor=6.2, anchors=[scene.spot("way", Pose.STAND, 0, 6.2), scene.spot("aside", Pose.STAND, 1.8, 7.4, facing=-1)]
    )


def _monoliths(scene: Scene, tone: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("monoliths")
        for z in sorted((dice.uniform(9, 30) for _ in range(6)), reverse=True):
            x = dice.choice((-1, 1)) * dice.uniform(2.2, 0.55 * z)
            box = Box(x, 0, z, dice.uniform(0.8, 1.8), dice.uniform(2.5, 7.5), 1.2)
            block(scene, box, mix(scaled(tone, 0.85), scene.light.fog, min(0.5, z / 60)))(canvas)

    return draw


def _space_of_light(scene: Scene) -> PaintedSet:
    """Arches of light that lead to a glow: for dreams, memories and places without a name."""
    scene = replace(scene, view=View(0.12, 1.3, 1.2, scene.flip))
    tone, light = colour_of(scene), scene.light
    deep = mix(scaled(tone, 0.3), light.sky[0], 0.4)
    bright = mix(mix(tone, light.glow, 0.5), WHITE, 0.2)
    level = 1 - 0.45 * light.night
    centre = (0.0, 0.02)

    def depth_of(canvas: skia.Canvas) -> None:
        stops = [(scaled(bright, level), 1.0), (mix(bright, deep, 0.5), 1.0), (deep, 1.0)]
        canvas.drawPaint(radial(centre, 1.15, stops, (0, 0.3, 1)))

    def rings(canvas: skia.Canvas) -> None:
        dice = scene.dice("rings")
        shape = dice.randrange(3)
        for k in range(9):
            size = 0.12 * 1.34**k
            colour = mix(bright, deep, min(1, 0.2 + k * 0.1))
            canvas.drawPath(
                _ring(shape, centre, size, dice.uniform(-0.05, 0.05)), stroke(colour, 0.012 + 0.01 * k, 0.75)
            )

    def floor(canvas: skia.Canvas) -> None:
        y = scene.view.horizon + 0.02
        stops = [(mix(bright, deep, 0.3), 0.0), (mix(bright, deep, 0.55), 0.85), (scaled(deep, 0.6), 1.0)]
        canvas.drawRect(skia.Rect.MakeLTRB(-2, y, 2, 2), linear((0, y), (0, 0.6), stops, (0, 0.2, 1)))
        canvas.drawOval(
            skia.Rect.MakeXYWH(-0.55, 0.36, 1.1, 0.16),
            radial((0, 0.44), 0.55, [(bright, 0.5), (bright, 0.0)], blend=SCREEN),
        )

    def motes(canvas: skia.Canvas) -> None:
        dice = scene.dice("motes")
        glow(canvas, centre, 0.6, bright, 0.5 * level)
        for _ in range(70):
            r = dice.random() ** 3 * 0.012 + 0.002
            canvas.drawCircle(
                dice.uniform(-1.1, 1.1), dice.uniform(-0.6, 0.6), r, fill(bright, dice.uniform(0.1, 0.5), soft=r * 0.3)
            )

    sheets = [
        scene.layer(depth_of, depth=0.0, wash=None, edge=0, name="depth"),
        scene.layer(rings, depth=0.2, wash=None, edge=0.8, name="rings"),
        scene.layer(floor, depth=0.3, wash=None, edge=0, name="floor"),
        scene.layer(motes, depth=0.5, wash=None, edge=0, brush=0, name="motes"),
    ]
    return scene.finish(sheets, floor=5.6, light=replace(light, rim=bright, key=mix(light.key, bright, 0.5)))


def _ring(shape: int, centre: tuple[float, float], size: float, turn: float) -> skia.Path:
    x, y = centre
    if shape == 0:
        path = skia.Path()
        path.addCircle(x, y, size)
        return path
    if shape == 1:
        return spline(
            [
                (x - size, y + size),
                (x - size, y - size * 0.4),
                (x, y - size * 1.2),
                (x + size, y - size * 0.4),
                (x + size, y + size),
            ],
            closed=False,
        )
    corners = [
        (x - size, y + size),
        (x - size * (1 + turn), y - size),
        (x + size, y - size * (1 + turn)),
        (x + size, y + size),
    ]
    return poly(corners)


SETS = (SetDesign("abstract", abstract, ""),)
