"""Shops of every kind."""

from __future__ import annotations

from renderers.painting.palette import rgb
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, NEARBY, Interior, door_in, seen_indoors
from renderers.painting.sets.kit_furniture import (
    DARK_WOOD,
    block,
    boxes,
    shelf,
)
from renderers.painting.sets.kit_lamps import ceiling_light, pendant
from renderers.painting.sets.kit_room import Door, Room, Window
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face
from renderers.painting.sets.model import PaintedSet, Pose


def shop(scene: Scene) -> PaintedSet:
    """Aisles of goods, a till, even light."""
    scene = seen_indoors(scene)
    dice = scene.dice("shop")
    old = not scene.electric
    room = Room(
        wall=rgb(dice.choice(("#a8a596", "#9fa8a4", "#a89a84"))),
        floor=rgb("#9c968a"),
        ceiling=rgb("#aeb0ae"),
        width=7.6,
        floors=finish.squares if not old else finish.boards,
        walls=finish.panelled if old else finish.plain,
    )
    b = Interior(scene, room, level=0.9, lamps_by_day=0.8, corners=0.35)
    back, left, right = room.back(scene.view), room.left(scene.view), room.right(scene.view)
    goods = (
        "books"
        if scene.place.says("book", "bookstore", "bookshop")
        else "bottles"
        if scene.place.says("liquor", "wine")
        else "jars"
        if old
        else "boxes"
    )
    wood = DARK_WOOD if old else rgb("#8d9094")
    for i, u in enumerate((0.3, 2.1, 5.5)):
        b.add(BACK, shelf(scene, back, u, 0.1, 1.65, 2.1, rows=5, goods=goods, name=f"back{i}", colour=wood))
    b.add(BACK, door_in(back, Door(4.2, w=1.0, colour=rgb("#4a4640"), glazed=True)))
    b.window(left, Window(2.6, 0.7, 2.2, 1.8, (3, 1), frame=rgb("#4a443c")))
    b.add(BACK, shelf(scene, right, 0.8, 0.1, 3.6, 2.1, rows=5, goods=goods, name="right", colour=wood))
    for x in (-2.1, 1.1):
        b.add(
            MIDDLE,
            block(scene, Box(x - 0.45, 0, 5.9, 0.9, 1.45, 0.8), wood),
            shelf(
                scene,
                Face(scene.view, (x - 0.45, 0, 5.9), (1, 0, 0), width=0.9, height=1.45),
                0.03,
                0.08,
                0.84,
                1.3,
                rows=3,
                goods=goods,
                name=f"gondola{x}",
                colour=wood,
            ),
        )
    b.add(
        NEARBY,
        boxes(scene, rgb("#6d5138"), Box(-3.4, 0, 4.9, 1.6, 1.0, 0.6), shadow=Box(-3.4, 0, 4.9, 1.6, 1, 0.6)),
        boxes(scene, rgb("#3a3c40"), Box(-2.7, 1.0, 5.0, 0.4, 0.28, 0.3)),
    )
    if old:
        b.fix(0.56, pendant(scene, 0, 5.6, drop=2.2))
    else:
        b.fix(
            BACK,
            *[ceiling_light(scene, x, z, w=0.3, d=1.6, ceiling=2.95, power=0.4) for x in (-1.6, 1.6) for z in (5.0,)],
        )
    return b.paint(
        floor=5.7,
        anchors=[
            scene.spot("aisle", Pose.STAND, -0.4, 5.7),
            scene.spot("till", Pose.STAND, -2.6, 5.7, depth=0.5, facing=1),
            scene.spot("shelf", Pose.STAND, 2.4, 6.2),
        ],
    )


SETS = (
    SetDesign(
        "shop",
        shop,
        "shop,store,pharmacy,laundromat,laundrette,hair salon,beauty salon,"
        "launderette,boutique,bookstore,bookshop,mall,convenience store,"
        "drugstore,magasin,laden,tienda,negozio,loja,магазин*,店,商店,가게,barber shop,salon de coiffure,"
        "pawn shop,liquor store,tailor,florist",
        interior=True,
    ),
)
