"""Offices and control rooms."""

from __future__ import annotations

from dataclasses import replace

from renderers.painting.palette import rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, NEARBY, Interior, door_in, seen_indoors
from renderers.painting.sets.kit_furniture import (
    DARK_WOOD,
    boxes,
    chair,
    desk_chair,
    plant,
    rug,
    shelf,
)
from renderers.painting.sets.kit_lamps import ceiling_light, floor_lamp, screen
from renderers.painting.sets.kit_room import Door, Room, Window
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box
from renderers.painting.sets.model import PaintedSet, Pose
from renderers.painting.terms import Era


def office(scene: Scene) -> PaintedSet:
    """Desks before a wide window on the city; panelled with a green lamp in older days."""
    scene = seen_indoors(scene)
    dice = scene.dice("office")
    old = scene.era_of(Era.VICTORIAN, Era.TWENTIES, Era.MEDIEVAL, Era.ANCIENT) or scene.place.says(
        "boss", "detective", "principal", "president"
    )
    wall = rgb(dice.choice(("#7d6a55", "#6f6250"))) if old else rgb(dice.choice(("#9aa3a8", "#a9a498", "#8f9a9a")))
    room = Room(
        wall=wall,
        floor=rgb("#6a4e38") if old else rgb("#6f7378"),
        ceiling=rgb("#a4a29c"),
        width=7.0,
        walls=finish.panelled if old else finish.plain,
        floors=finish.boards if old else finish.carpet,
    )
    b = Interior(scene, room, level=0.9, lamps_by_day=0.25, outside="city" if scene.electric else "")
    back, left, right = room.back(scene.view), room.left(scene.view), room.right(scene.view)
    b.window(
        back,
        Window(
            1.2, 0.85, 4.6, 1.65, (4, 1), frame=rgb("#4a3a2c") if old else rgb("#3f4449"), blinds=dice.random() < 0.5
        ),
    )
    b.add(
        BACK,
        shelf(scene, right, 1.4, 0.1, 1.7, 2.2, rows=5),
        door_in(left, Door(3.3, colour=wall if not old else rgb("#5a4230"), glazed=True)),
    )
    desk = rgb("#5f4028") if old else rgb("#a58a68")
    b.add(MIDDLE, desk_chair(scene, 0.55, 6.5))
    b.add(
        NEARBY,
        boxes(scene, desk, Box(-0.6, 0, 5.35, 2.2, 0.74, 0.9), shadow=Box(-0.6, 0, 5.35, 2.2, 0.7, 0.9)),
        boxes(scene, scaled(desk, 1.25), Box(-0.68, 0.74, 5.3, 2.36, 0.05, 1.0)),
    )
    b.add(
        NEARBY,
        boxes(scene, rgb("#d8d2c2"), Box(-0.35, 0.79, 5.5, 0.3, 0.06, 0.22), Box(0.9, 0.79, 5.45, 0.26, 0.1, 0.2)),
    )
    b.add(MIDDLE, chair(scene, -1.6, 5.8, colour=DARK_WOOD, back=-1), plant(scene, -2.9, 6.3, 1.5))
    if old:
        b.fix(NEARBY, floor_lamp(scene, 1.3, 5.7, tall=0.42, table_top=0.79, power=1.0))
        b.add(MIDDLE, rug(scene, 0.2, 4.6, 3.4, 1.8, rgb("#6a3430")))
    else:
        b.fix(0.5, screen(scene, 0.2, 0.93, 6.0, w=0.62, h=0.4))
        b.add(MIDDLE, boxes(scene, rgb("#8d9298"), Box(-2.7, 0, 6.2, 1.5, 0.74, 0.7)))
        b.fix(MIDDLE, screen(scene, -2.0, 0.9, 6.4, w=0.55, h=0.36))
        b.fix(BACK, *[ceiling_light(scene, x, 5.4, w=1.3, d=0.35, power=0.45) for x in (-1.5, 1.5)])
    return b.paint(
        floor=5.7,
        anchors=[
            scene.spot("floor", Pose.STAND, -1.0, 5.7),
            scene.spot("desk", Pose.SIT, 0.55, 6.4, up=0.48, depth=0.5),
            scene.spot("visitor", Pose.SIT, -1.6, 5.9, up=0.46, facing=1),
            scene.spot("window", Pose.STAND, 1.9, 6.6),
        ],
    )


def control_room(scene: Scene) -> PaintedSet:
    """Rows of screens in the dark, a desk of lights."""
    scene = seen_indoors(scene)
    dice = scene.dice("control")
    room = Room(
        wall=rgb("#39424a"),
        floor=rgb("#3c4146"),
        ceiling=rgb("#2d3338"),
        width=7.6,
        walls=finish.plates,
        floors=finish.carpet,
    )
    b = Interior(scene, room, level=0.42, lamps_by_day=1.0, corners=0.5, slant=0, tint=(0.9, 1.0, 1.1))
    tones = [rgb("#4fa8e0"), rgb("#40d0b0"), rgb("#e0a040"), rgb("#5f8fe8")]
    b.fix(BACK, screen(scene, 0, 1.35, 6.8, w=2.6, h=1.25, colour=tones[0], power=0.7))
    b.fix(
        BACK,
        *[
            screen(scene, x, y, 6.8, w=0.95, h=0.58, colour=dice.choice(tones), power=0.3)
            for x in (-2.9, -1.85, 1.85, 2.9)
            for y in (1.35, 2.02)
        ],
    )
    b.add(
        MIDDLE, boxes(scene, rgb("#4a5258"), Box(-2.9, 0, 6.0, 5.8, 0.8, 0.6), shadow=Box(-2.9, 0, 6.0, 5.8, 0.8, 0.6))
    )
    b.fix(
        MIDDLE,
        *[
            screen(scene, x, 0.9, 6.1, w=0.55, h=0.32, colour=dice.choice(tones), power=0.25)
            for x in (-2.2, -1.1, 0, 1.1, 2.2)
        ],
    )
    b.add(0.5, *[desk_chair(scene, x, 5.3) for x in (-1.5, 1.3)])
    light = replace(b.people_light(), key=rgb("#a8d0f0"), rim=tones[1], ambient=rgb("#5a7286"))
    return b.paint(
        floor=5.6,
        anchors=[
            scene.spot("floor", Pose.STAND, 0, 5.6),
            scene.spot("console", Pose.SIT, -1.5, 5.3, up=0.5, facing=0.4),
            scene.spot("console right", Pose.SIT, 1.3, 5.3, up=0.5, facing=-0.4),
        ],
        light=light,
    )


SETS = (
    SetDesign(
        "office",
        office,
        "office,workplace,cubicle,conference room,boardroom,meeting room,newsroom,precinct,"
        "police station,oval office,squad room,bullpen,bureau,oficina,ufficio,escritorio,buro,"
        "офис,кабинет,オフィス,事務所,办公室,사무실,headquarters,agency,waiting room,start up,copy room",
        "police,company,corporate,building,studio",
        interior=True,
    ),
    SetDesign(
        "control_room",
        control_room,
        "control room,server room,situation room,war room,mission control,command center,command centre,"
        "surveillance room,security room,data center,data centre,operations room,monitor room,tv control",
        interior=True,
    ),
)
