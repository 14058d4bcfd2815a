"""The hall of an airport."""

from __future__ import annotations

import skia

from renderers.painting.ink import Draw, each, fill, linear, poly, spline, stroke
from renderers.painting.palette import rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_build import BACK, MIDDLE, Interior, seen_indoors
from renderers.painting.sets.kit_city import passers_by
from renderers.painting.sets.kit_furniture import block, boxes
from renderers.painting.sets.kit_lamps import ceiling_light
from renderers.painting.sets.kit_room import Room, Window, gleam
from renderers.painting.sets.kit_scene import Scene, SetDesign
from renderers.painting.sets.kit_view import Box, Face
from renderers.painting.sets.model import PaintedSet, Pose


def airport(scene: Scene) -> PaintedSet:
    """A hall of glass on the apron: a plane outside, rows of seats, a board."""
    scene = seen_indoors(scene, horizon=0.15, focal=1.35)
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
    b.add(BACK, _board(back))
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
        *[ceiling_light(scene, x, z, w=2.2, d=0.4, ceiling=4.6, power=0.2) for x in (-2.8, 2.8) for z in (8.0, 5.6)],
    )
    b.shine(
        BACK,
        each(
            lambda canvas, x: gleam(
                canvas, scene.view, x, 9.8, 1.4, scene.light.sky[2], 0.2 * (1 - 0.5 * scene.light.night)
            ),
            (-4, -2, 0, 2, 4),
        ),
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


def _board(face: Face) -> Draw:
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


SETS = (
    SetDesign(
        "airport",
        airport,
        "airport,terminal,departure lounge,departures,arrivals,gate,check in,baggage claim,customs,"
        "aeroport,flughafen,aeropuerto,aeroporto,аэропорт*,空港,机场,공항,airfield,runway,tarmac",
        interior=None,
    ),
)
