"""What an age leaves on the walls of any room: rails and paper, pastel bands, seams of light."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import skia

from renderers.painting.ink import Draw, fill, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets.kit_finish import tiles
from renderers.painting.sets.kit_room import Room
from renderers.painting.sets.kit_scene import Scene
from renderers.painting.sets.kit_view import Face
from renderers.painting.terms import Era

_TALLEST = 3.6
"""Metres of the rooms people live and work in; halls have an age of their own."""

_GLOW = rgb("#8fe6ff")
COOL: Colour = (0.86, 0.97, 1.08)
"""The light of rooms to come."""


def aged(scene: Scene, room: Room) -> Draw | None:
    """What its age adds to the walls of a room; None for today's and for the very old, whose walls are stone."""
    trim = _TRIMS.get(scene.place.era)
    tiled = room.walls is tiles and trim is not _seamed
    if trim is None or tiled or room.height > _TALLEST or not room.skirting:
        return None

    def draw(canvas: skia.Canvas) -> None:
        for face in (room.back(scene.view), room.left(scene.view), room.right(scene.view)):
            trim(canvas, face, room)

    return draw


def strips(scene: Scene, room: Room) -> Draw | None:
    """Lines of light along ceiling and floor, in rooms to come."""
    if scene.place.era is not Era.FUTURE or room.height > _TALLEST or not room.skirting:
        return None

    def draw(canvas: skia.Canvas) -> None:
        for face in (room.back(scene.view), room.left(scene.view), room.right(scene.view)):
            unit = face.size_at(face.width / 2, 1)
            for v, power in ((room.height - 0.06, 0.9), (0.07, 0.55)):
                ends = (*face.at(0, v), *face.at(face.width, v))
                canvas.drawLine(*ends, stroke(_GLOW, 0.16 * unit, 0.22 * power, soft=0.06 * unit))
                canvas.drawLine(*ends, stroke(mix(_GLOW, WHITE, 0.6), 0.025 * unit, power))

    return draw


def _papered(canvas: skia.Canvas, face: Face, room: Room) -> None:
    """Figured paper between a dado of dark wood and a picture rail."""
    unit, wood = face.size_at(face.width / 2, 1), mix(scaled(room.wall, 0.45), rgb("#4a2f1c"), 0.6)
    figure = fill(scaled(room.wall, 0.72), 0.4)
    for column in range(int(face.width / 0.34)):
        for row in range(int((room.height - 1.6) / 0.34)):
            u, v = 0.17 + 0.34 * column, 1.12 + 0.34 * row + 0.17 * (column % 2)
            canvas.drawPath(face.path([(u, v - 0.07), (u + 0.05, v), (u, v + 0.07), (u - 0.05, v)]), figure)
    canvas.drawPath(face.quad(0, 0, face.width, 0.85), fill(wood))
    for panel in range(int(face.width / 0.6)):
        canvas.drawPath(face.quad(0.08 + 0.6 * panel, 0.14, 0.46, 0.6), stroke(scaled(wood, 1.35), 0.02 * unit))
    for v in (0.85, room.height - 0.42):
        canvas.drawPath(face.quad(0, v, face.width, 0.06), fill(scaled(wood, 1.25)))


def _pastel(canvas: skia.Canvas, face: Face, room: Room) -> None:
    """A lower band of a fresh colour under a pale rail."""
    fresh = mix(room.wall, rgb("#7fb8a8"), 0.55)
    canvas.drawPath(face.quad(0, 0, face.width, 1.0), fill(fresh))
    canvas.drawPath(face.quad(0, 1.0, face.width, 0.05), fill(rgb("#e4ded0")))


def _seamed(canvas: skia.Canvas, face: Face, room: Room) -> None:
    """Smooth pale panels with fine seams."""
    unit = face.size_at(face.width / 2, 1)
    pale = mix(room.wall, rgb("#cfd8de"), 0.72)
    canvas.drawPath(face.whole(), face.gradient(scaled(pale, 0.86), pale))
    seam = stroke(scaled(pale, 0.6), 0.012 * unit)
    for column in range(1, int(face.width / 1.2) + 1):
        canvas.drawLine(*face.at(1.2 * column, 0), *face.at(1.2 * column, room.height), seam)
    for v in (0.9, 2.1):
        canvas.drawLine(*face.at(0, v), *face.at(face.width, v), seam)


_TRIMS: Mapping[Era, Callable[[skia.Canvas, Face, Room], None]] = {
    Era.VICTORIAN: _papered,
    Era.TWENTIES: _papered,
    Era.FIFTIES: _pastel,
    Era.FUTURE: _seamed,
}
