"""Rooms people live in: living room, kitchen, bedroom, bathroom, attic, basement."""

from __future__ import annotations

from dataclasses import replace

import skia

from renderers.painting.ink import Draw, fill, linear, stroke
from renderers.painting.palette import Colour, mix, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, Interior
from renderers.painting.sets.kit_furniture import (
    DARK_WOOD,
    STEEL,
    WOOD,
    bed,
    block,
    boxes,
    chair,
    plant,
    rug,
    shelf,
    sofa,
    table,
)
from renderers.painting.sets.kit_lamps import candles, ceiling_light, fireplace, floor_lamp, pendant
from renderers.painting.sets.kit_room import Door, Room, Window, draw_door, picture
from renderers.painting.sets.kit_scene import FRONT, Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face, View
from renderers.painting.sets.model import PaintedSet, Pose
from renderers.painting.terms import Era


def seen(scene: Scene, **lens: float) -> Scene:
    """The scene through its own lens, mirrored by its seed."""
    return replace(scene, view=View(flip=scene.flip, **lens))  # type: ignore[arg-type]


def door_in(face: Face, door: Door) -> Draw:
    """A door as something to add."""
    return lambda canvas: draw_door(canvas, face, door)


_WALLS = ("#a8957c", "#8f9a8c", "#9a8f9c", "#b09a84", "#8a97a5", "#a88a78")
_CLOTHS = ("#8a4b3a", "#3f5a68", "#6a6f4f", "#7a5a74", "#a8793a", "#4a5470")


def living_room(scene: Scene) -> PaintedSet:
    """A sofa, a lamp, a window, books: someone lives here."""
    scene = seen(scene)
    dice = scene.dice("living")
    old = not scene.electric
    room = Room(
        wall=rgb(dice.choice(_WALLS)),
        floor=rgb(dice.choice(("#7a5a40", "#6a4c38", "#8a6a4c"))),
        ceiling=rgb("#a39c92"),
        walls=finish.planks
        if scene.place.says("cabin", "trailer", "shack")
        else dice.choice((finish.plain, finish.striped, finish.panelled)),
        floors=finish.boards,
    )
    b = Interior(scene, room)
    back, left = room.back(scene.view), room.left(scene.view)
    curtain = rgb(dice.choice(_CLOTHS))
    b.window(back, Window(3.6, 0.85, 1.7, 1.6, (2, 2), curtain=curtain))
    b.add(BACK, picture(back, 0.5, 1.45, 0.7, 0.55, dice), picture(back, 1.4, 1.5, 0.5, 0.7, dice))
    b.add(BACK, shelf(scene, left, 1.6, 0.1, 1.6, 2.1, rows=5))
    if old or dice.random() < 0.35:
        b.fix(BACK, fireplace(scene, room.right(scene.view), 1.2, lit=old or scene.light.night > 0.3))
    cloth = rgb(dice.choice(_CLOTHS))
    b.add(MIDDLE, rug(scene, -0.3, 4.4, 3.2, 2.2, mix(cloth, rgb("#6a3a32"), 0.4)))
    b.add(MIDDLE, sofa(scene, -1.2, 5.9, cloth, w=2.3), plant(scene, 2.7, 6.4, 1.5))
    b.fix(MIDDLE, floor_lamp(scene, -2.75, 6.1, power=1.0))
    if old:
        b.fix(MIDDLE, candles(scene, [(1.9, 0.8, 6.2), (2.1, 0.8, 6.2)]))
        b.add(MIDDLE, table(scene, 2.0, 6.1, w=0.7, d=0.5))
    else:
        b.add(MIDDLE, block(scene, Box(1.4, 0, 6.5, 1.0, 0.5, 0.4), DARK_WOOD))
        b.fix(MIDDLE, floor_lamp(scene, 1.9, 6.6, tall=0.42, table_top=0.5, power=0.7))
    b.add(FRONT + 0.1, _chair_back(scene, 1.9, 2.6, cloth))
    spots = [
        scene.spot("floor", Pose.STAND, 0.4, 5.7),
        scene.spot("window", Pose.STAND, 1.3, 6.4),
        scene.spot("sofa", Pose.SIT, -1.4, 5.85, up=0.48),
        scene.spot("sofa right", Pose.SIT, -0.7, 5.85, up=0.48),
    ]
    return b.paint(floor=5.7, anchors=spots)


def _chair_back(scene: Scene, x: float, z: float, colour: Colour) -> Draw:
    view = scene.view

    def draw(canvas: skia.Canvas) -> None:
        (left, top), (right, _) = view.at(x - 0.5, 0.82, z), view.at(x + 0.5, 0.82, z)
        left, right = min(left, right), max(left, right)
        rect = skia.Rect.MakeLTRB(left, top, right, 1.2)
        round_ = 0.18 * view.scale(z)
        canvas.drawRoundRect(
            rect, round_, round_, linear((left, 0), (right, 0), [(scaled(colour, 0.8), 1), (scaled(colour, 0.45), 1)])
        )

    return draw


def kitchen(scene: Scene) -> PaintedSet:
    """Counters along the wall, a window over the sink, a table to sit at."""
    scene = seen(scene)
    dice = scene.dice("kitchen")
    old = scene.era_of(Era.ANCIENT, Era.MEDIEVAL, Era.VICTORIAN)
    tile = rgb(dice.choice(("#b9c4bd", "#c9bfa8", "#a9b8c4", "#c4b0a0")))
    room = Room(
        wall=rgb("#8a7a66") if old else tile,
        floor=rgb(dice.choice(("#8f8478", "#a08c74", "#7c756c"))),
        ceiling=rgb("#aaa59c"),
        width=6.2,
        walls=finish.stone if old else finish.tiles,
        floors=finish.squares if old else dice.choice((finish.squares, finish.checker, finish.boards)),
    )
    b = Interior(scene, room)
    back, left, right = room.back(scene.view), room.left(scene.view), room.right(scene.view)
    front = rgb("#6a4a32") if old else rgb(dice.choice(("#5f7a74", "#d0c4ac", "#7a5f48", "#49586a")))
    b.window(back, Window(2.5, 1.15, 1.5, 1.15, (2, 1), curtain=None if dice.random() < 0.5 else rgb("#b8a05a")))
    b.add(BACK, door_in(left, Door(2.6, colour=scaled(front, 0.9), glazed=not old)))
    b.add(
        BACK,
        shelf(scene, back, 0.3, 1.55, 1.7, 0.95, rows=2, goods="jars"),
        shelf(scene, back, 4.4, 1.55, 1.5, 0.95, rows=2, goods="jars", name="right"),
    )
    b.add(MIDDLE, _counter(scene, room, front))
    if old:
        b.fix(BACK, fireplace(scene, right, 1.0, lit=True))
    else:
        b.add(
            MIDDLE,
            boxes(scene, rgb("#b9bdbf"), Box(2.35, 0, 6.1, 0.75, 1.85, 0.7), shadow=Box(2.35, 0, 6.1, 0.75, 1, 0.7)),
        )
        b.add(MIDDLE, _stove(scene))
    b.fix(
        MIDDLE,
        pendant(scene, 0.1, 5.4, drop=2.15, power=0.9, colour=rgb(dice.choice(("#2f4a44", "#7a3a2c", "#2a2622")))),
    )
    b.add(MIDDLE, chair(scene, -0.75, 5.5, colour=WOOD), chair(scene, 0.85, 5.5, colour=WOOD))
    b.add(0.7, table(scene, 0.1, 4.7, w=1.7, d=0.85), _on_table(scene, 0.1, 4.8))
    spots = [
        scene.spot("floor", Pose.STAND, -1.5, 5.7),
        scene.spot("sink", Pose.STAND, 0.6, 5.9),
        scene.spot("table left", Pose.SIT, -0.75, 5.35, up=0.46, facing=1),
        scene.spot("table right", Pose.SIT, 0.85, 5.35, up=0.46, facing=-1),
    ]
    return b.paint(floor=5.7, anchors=spots)


def _counter(scene: Scene, room: Room, front: Colour) -> Draw:
    z, h, d, wide = room.depth - 0.65, 0.92, 0.62, room.width

    def draw(canvas: skia.Canvas) -> None:
        view = scene.view
        boxes(scene, front, Box(-wide / 2, 0, z, wide, h - 0.05, d))(canvas)
        face = Face(view, (-wide / 2, 0, z), (1, 0, 0), width=wide, height=h)
        unit = face.size_at(1, 0.5)
        doors = int(wide / 0.62)
        for i in range(doors):
            u = i * wide / doors + 0.04
            canvas.drawPath(face.quad(u, 0.1, wide / doors - 0.08, 0.7), stroke(scaled(front, 0.6), 0.014 * unit))
            canvas.drawCircle(*face.at(u + 0.1, 0.72), 0.018 * unit, fill(rgb("#c8b48a")))
        boxes(scene, rgb("#a89a86"), Box(-wide / 2, h - 0.05, z - 0.04, wide, 0.06, d + 0.04))(canvas)
        dice = scene.dice("counter")
        for x in (-2.3, -1.7, -0.9, 1.5):
            tone = rgb(dice.choice(("#b5563a", "#d8cdb8", "#5a7a6a", "#8a8f94", "#c9a25c")))
            boxes(scene, tone, Box(x, h, z + 0.2, dice.uniform(0.14, 0.3), dice.uniform(0.16, 0.34), 0.2))(canvas)

    return draw


def _stove(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        view = scene.view
        boxes(scene, rgb("#c4c2bc"), Box(-2.75, 0, 6.35, 0.75, 0.95, 0.6))(canvas)
        face = Face(view, (-2.75, 0, 6.35), (1, 0, 0), width=0.75, height=0.95)
        canvas.drawPath(face.quad(0.1, 0.15, 0.55, 0.5), fill((0.1, 0.1, 0.11)))
        canvas.drawPath(face.quad(0.12, 0.7, 0.5, 0.03), fill(STEEL))

    return draw


def _on_table(scene: Scene, x: float, z: float) -> Draw:
    return boxes(
        scene, rgb("#d8d0c0"), Box(x - 0.45, 0.76, z, 0.09, 0.1, 0.09), Box(x + 0.3, 0.76, z + 0.15, 0.09, 0.1, 0.09)
    )


def bedroom(scene: Scene) -> PaintedSet:
    """A bed between two small lamps, a window with curtains."""
    scene = seen(scene)
    dice = scene.dice("bedroom")
    room = Room(
        wall=rgb(dice.choice(("#8d8798", "#9c8878", "#7f8c94", "#a08f7a", "#8a7a86"))),
        floor=rgb(dice.choice(("#6a4e3a", "#7a6550", "#5f5a58"))),
        ceiling=rgb("#9a958e"),
        width=6.0,
        walls=finish.stone
        if scene.era_of(Era.MEDIEVAL, Era.ANCIENT)
        else dice.choice((finish.striped, finish.plain, finish.panelled)),
    )
    b = Interior(scene, room, level=0.92)
    back, right = room.back(scene.view), room.right(scene.view)
    cloth = rgb(dice.choice(("#5c3a44", "#3a4f66", "#6a5a3a", "#48584a", "#7a6a5c")))
    b.window(back, Window(3.75, 0.8, 1.45, 1.65, (2, 2), curtain=scaled(cloth, 1.2)))
    b.add(BACK, picture(back, 1.15, 1.55, 0.8, 0.6, dice))
    b.add(BACK, door_in(right, Door(2.9, colour=rgb("#6b5540"))))
    b.add(MIDDLE, rug(scene, -0.9, 4.2, 3.0, 1.6, scaled(cloth, 1.15)))
    b.add(MIDDLE, bed(scene, -1.4, 4.9, cloth))
    for x in (-2.65, -0.2):
        b.add(MIDDLE, block(scene, Box(x - 0.22, 0, 6.5, 0.44, 0.55, 0.4), DARK_WOOD))
    if scene.electric:
        b.fix(
            MIDDLE,
            floor_lamp(scene, -2.65, 6.6, tall=0.4, table_top=0.55, power=0.85),
            floor_lamp(scene, -0.2, 6.6, tall=0.4, table_top=0.55, power=0.7),
        )
    else:
        b.fix(MIDDLE, candles(scene, [(-2.65, 0.58, 6.6), (-0.2, 0.58, 6.6)], power=0.7))
    b.add(MIDDLE, boxes(scene, DARK_WOOD, Box(2.05, 0, 6.0, 0.9, 2.0, 0.6), shadow=Box(2.05, 0, 6.0, 0.9, 1, 0.6)))
    spots = [
        scene.spot("floor", Pose.STAND, 1.2, 5.7),
        scene.spot("bed edge", Pose.SIT, -0.75, 5.0, up=0.52, facing=1),
        scene.spot("bed", Pose.LIE, -1.4, 5.8, up=0.55),
        scene.spot("window", Pose.STAND, 1.4, 6.3),
    ]
    return b.paint(floor=5.7, anchors=spots)


def bathroom(scene: Scene) -> PaintedSet:
    """Tiles, a basin under a mirror, a tub."""
    scene = seen(scene)
    dice = scene.dice("bathroom")
    tile = rgb(dice.choice(("#9fb8b4", "#b5b0c0", "#a9bcc8", "#c0b8a4", "#8fa99c")))
    room = Room(
        wall=tile,
        floor=rgb("#a8a49a"),
        ceiling=rgb("#b8b6b0"),
        width=4.6,
        depth=6.0,
        height=2.7,
        walls=finish.tiles,
        floors=finish.checker if dice.random() < 0.5 else finish.squares,
    )
    b = Interior(scene, room, level=1.02)
    back, left = room.back(scene.view), room.left(scene.view)
    b.window(back, Window(3.2, 1.35, 0.85, 0.8, (2, 1)))
    b.add(BACK, door_in(left, Door(2.2, colour=rgb("#8d8a80"))))

    def basin(canvas: skia.Canvas) -> None:
        unit = back.size_at(1.4, 1)
        canvas.drawPath(back.quad(0.85, 1.2, 1.2, 1.0), fill(rgb("#4a4038")))
        glass = back.quad(0.9, 1.25, 1.1, 0.9)
        canvas.drawPath(
            glass,
            linear(
                back.at(0.9, 2.1),
                back.at(2.0, 1.2),
                [(mix(tile, scene.light.sky[2], 0.4), 1), (scaled(tile, 0.6), 1), (scaled(tile, 0.9), 1)],
            ),
        )
        streak = back.path([(1.15, 1.25), (1.3, 1.25), (1.75, 2.15), (1.6, 2.15)])
        canvas.drawPath(streak, fill((1, 1, 1), 0.16))
        boxes(scene, rgb("#dcdad2"), Box(-1.4, 0.72, 5.45, 1.1, 0.16, 0.5), Box(-0.97, 0, 5.6, 0.24, 0.72, 0.24))(
            canvas
        )
        canvas.drawLine(*scene.view.at(-0.85, 0.88, 5.8), *scene.view.at(-0.85, 1.05, 5.8), stroke(STEEL, 0.04 * unit))

    b.add(BACK, basin)
    b.add(MIDDLE, _tub(scene))
    b.fix(BACK, ceiling_light(scene, -0.85, 5.7, w=0.7, d=0.12, ceiling=2.4, colour=rgb("#fff3dc"), power=0.8))
    b.add(
        MIDDLE, boxes(scene, rgb("#d8d4c8"), Box(-2.1, 0, 4.6, 0.42, 0.42, 0.55), Box(-2.2, 0.42, 4.6, 0.2, 0.4, 0.5))
    )
    spots = [
        scene.spot("floor", Pose.STAND, -0.4, 5.7),
        scene.spot("mirror", Pose.STAND, -0.85, 5.1),
        scene.spot("tub", Pose.LIE, 1.4, 5.0, up=0.35),
        scene.spot("tub edge", Pose.SIT, 0.75, 4.7, up=0.55, facing=-1),
    ]
    return b.paint(floor=5.7, anchors=spots)


def _tub(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        boxes(scene, rgb("#d6d6d0"), Box(0.7, 0, 4.2, 1.5, 0.58, 1.7), shadow=Box(0.7, 0, 4.2, 1.5, 0.6, 1.7))(canvas)
        top = Face(scene.view, (0.7, 0.585, 4.2), (1, 0, 0), (0, 0, 1), 1.5, 1.7)
        canvas.drawPath(top.quad(0.12, 0.12, 1.26, 1.46), fill(rgb("#8f9c9c")))
        canvas.drawPath(top.quad(0.16, 0.12, 1.18, 1.2), fill(rgb("#b9c8c8")))

    return draw


def attic(scene: Scene) -> PaintedSet:
    """Boxes and old things under the roof, light through one small window."""
    scene = seen(scene)
    dice = scene.dice("attic")
    room = Room(
        wall=rgb("#7d6850"),
        floor=rgb("#6a543e"),
        ceiling=rgb("#5c4a38"),
        width=6.4,
        height=2.9,
        walls=finish.planks,
        skirting=0,
    )
    b = Interior(scene, room, level=0.62, corners=0.6, window_power=1.5)
    back = room.back(scene.view)
    b.window(back, Window(2.75, 1.2, 0.95, 1.05, (2, 2), frame=rgb("#5a4632")))

    def rafters(canvas: skia.Canvas) -> None:
        for z in (6.4, 5.2, 4.2, 3.4):
            unit = scene.view.scale(z)
            for side in (-1, 1):
                a, c = scene.view.at(side * 3.3, 0.9, z), scene.view.at(side * 0.5, 3.0, z)
                canvas.drawLine(*a, *c, stroke(rgb("#3d2e20"), 0.16 * unit))
            canvas.drawLine(
                *scene.view.at(-1.9, 2.4, z), *scene.view.at(1.9, 2.4, z), stroke(rgb("#46352a"), 0.13 * unit)
            )

    b.add(MIDDLE, rafters, *_clutter(scene, dice, z=6.0))
    b.fix(MIDDLE, pendant(scene, 0.9, 5.4, drop=2.1, ceiling=2.4, power=0.7))
    b.add(FRONT + 0.1, boxes(scene, rgb("#4a3a2a"), Box(-2.2, 0, 2.6, 0.9, 0.7, 0.6)))
    return b.paint(
        floor=5.7,
        anchors=[
            scene.spot("floor", Pose.STAND, 0.3, 5.7),
            scene.spot("trunk", Pose.SIT, -1.0, 5.4, up=0.5),
            scene.spot("window", Pose.STAND, 0.2, 6.3),
        ],
    )


def _clutter(scene: Scene, dice: object, *, z: float) -> list[Draw]:
    random = scene.dice("clutter")
    draws = []
    for x in (-2.8, -2.0, -1.3, 1.5, 2.2, 2.7):
        w, h = random.uniform(0.45, 0.8), random.uniform(0.35, 0.8)
        tone = rgb(random.choice(("#8a6a44", "#9c7a50", "#6a4a3a", "#5f5a50", "#7a6248")))
        place = z + random.uniform(-0.3, 0.4)
        draws.append(block(scene, Box(x, 0, place, w, h, 0.6), tone))
        if random.random() < 0.6:
            draws.append(boxes(scene, scaled(tone, 0.85), Box(x + 0.08, h, place + 0.1, w * 0.7, h * 0.6, 0.4)))
    del dice
    return draws


def basement(scene: Scene) -> PaintedSet:
    """Concrete, pipes, shelves, one bare bulb."""
    scene = seen(scene)
    dice = scene.dice("basement")
    room = Room(
        wall=rgb(dice.choice(("#77726a", "#6f766f", "#7d6f64"))),
        floor=rgb("#6c6a66"),
        ceiling=rgb("#5a5854"),
        height=2.6,
        walls=finish.brick if dice.random() < 0.5 else finish.plates,
        floors=finish.carpet,
        skirting=0,
    )
    b = Interior(scene, room, level=0.5, lamps_by_day=0.9, corners=0.65)
    back, left = room.back(scene.view), room.left(scene.view)
    b.window(back, Window(4.6, 1.95, 0.9, 0.4, (2, 1), frame=rgb("#4a4844")))
    b.add(
        BACK,
        shelf(scene, back, 0.4, 0.1, 2.2, 1.9, rows=4, goods="boxes", colour=rgb("#5a4a3a")),
        door_in(left, Door(2.4, colour=rgb("#4d4a46"))),
    )

    def pipes(canvas: skia.Canvas) -> None:
        for i, y in enumerate((2.5, 2.36, 2.2)):
            unit = scene.view.scale(room.depth - 0.2)
            line = stroke(rgb("#8a7a68") if i % 2 else rgb("#6a6e72"), 0.09 * unit)
            canvas.drawLine(*scene.view.at(-3.2, y, room.depth - 0.2), *scene.view.at(3.2, y, room.depth - 0.2), line)

    b.add(BACK, pipes)
    b.add(
        MIDDLE,
        *_clutter(scene, dice, z=6.2)[3:],
        boxes(scene, rgb("#8d918f"), Box(-2.9, 0, 5.6, 0.9, 1.7, 0.9), shadow=Box(-2.9, 0, 5.6, 0.9, 1, 0.9)),
    )
    b.fix(MIDDLE, pendant(scene, 0.2, 5.2, drop=2.0, ceiling=2.6, power=1.25, reach=0.8))
    return b.paint(
        floor=5.7, anchors=[scene.spot("light", Pose.STAND, 0.2, 5.0), scene.spot("stair", Pose.SIT, -1.3, 5.6, up=0.5)]
    )


SETS = (
    SetDesign(
        "living_room",
        living_room,
        "living room,lounge,sitting room,parlor,parlour,den,family room,salon,wohnzimmer,sala,salotto,гостин*,リビング,客厅,거실",
        "apartment,flat,house,home,cabin,cottage,mansion,trailer,condo,penthouse,villa,manor,maison,appartement,wohnung,casa,апартамент*,квартир*,дом,部屋,家,room,shack,farmhouse,suite",
        interior=True,
    ),
    SetDesign(
        "kitchen",
        kitchen,
        "kitchen,pantry,kitchenette,cuisine,kuche,cocina,cucina,cozinha,кухн*,台所,キッチン,厨房,부엌",
        interior=True,
    ),
    SetDesign(
        "bedroom",
        bedroom,
        "bedroom,hotel room,motel room,motel,bed chamber,bedchamber,nursery,dorm,dormitory,chambre,schlafzimmer,dormitorio,camera da letto,quarto,спальн*,寝室,卧室,침실,guest room,master suite,rm",
        "hotel,inn,chamber",
        interior=True,
    ),
    SetDesign(
        "bathroom",
        bathroom,
        "bathroom,restroom,toilet,shower,washroom,lavatory,salle de bain,badezimmer,bano,bagno,banheiro,ванн*,туалет*,風呂,浴室,욕실,powder room,ensuite,locker room",
        interior=True,
    ),
    SetDesign("attic", attic, "attic,loft,garret,grenier,dachboden,soffitta,чердак*,屋根裏", interior=True),
    SetDesign(
        "basement",
        basement,
        "basement,cellar,crawlspace,boiler room,cave a vin,keller,sotano,cantina,подвал*,地下室,bunker,crypt,dungeon cellar,storage room,storeroom",
        interior=True,
    ),
)
