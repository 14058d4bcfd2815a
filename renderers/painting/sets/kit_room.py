"""Rooms: walls, floor and ceiling in one perspective, windows with a view, doors, and the light they let in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import skia

from renderers.painting.ink import CLEAR, Draw, fill, linear, poly, stroke
from renderers.painting.palette import Colour, mix, rgb, scaled
from renderers.painting.sets import kit_finish as finish
from renderers.painting.sets.kit_light import Lamp, Patch
from renderers.painting.sets.kit_scene import Scene
from renderers.painting.sets.kit_view import Face, View

Finish = Callable[[skia.Canvas, Face, Colour, Random], None]
NEAR = 0.9
"""Metres from the lens at which walls and floor begin."""

_CEILING = rgb("#8d8a86")
_PALE_PAINT = rgb("#d9d4c8")
_DOOR_WOOD = rgb("#5b4634")


@dataclass(frozen=True)
class Room:
    """A box in metres with the materials of its sides."""

    wall: Colour
    floor: Colour
    ceiling: Colour = _CEILING
    width: float = 6.2
    depth: float = 7.0
    height: float = 2.95
    walls: Finish = finish.plain
    floors: Finish = finish.boards
    skirting: float = 0.14

    def back(self, view: View) -> Face:
        """The far wall; `u` from its left end."""
        return Face(view, (-self.width / 2, 0, self.depth), (1, 0, 0), width=self.width, height=self.height)

    def left(self, view: View) -> Face:
        """The left wall; `u` from the far corner towards the camera."""
        long = self.depth - NEAR
        return Face(view, (-self.width / 2, 0, self.depth), (0, 0, -1), width=long, height=self.height)

    def right(self, view: View) -> Face:
        """The right wall; `u` from the far corner towards the camera."""
        long = self.depth - NEAR
        return Face(view, (self.width / 2, 0, self.depth), (0, 0, -1), width=long, height=self.height)

    def ground(self, view: View) -> Face:
        """The floor; `v` going away."""
        return Face(view, (-self.width / 2, 0, NEAR), (1, 0, 0), (0, 0, 1), self.width, self.depth - NEAR)

    def roof(self, view: View) -> Face:
        """The ceiling."""
        return Face(view, (-self.width / 2, self.height, NEAR), (1, 0, 0), (0, 0, 1), self.width, self.depth - NEAR)


def shell(scene: Scene, room: Room) -> Draw:
    """Floor, walls and ceiling with soft dark corners."""
    view, dice_name = scene.view, "shell"

    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice(dice_name)
        canvas.drawPaint(fill(scaled(room.wall, 0.5)))
        roof = room.roof(view)
        canvas.drawPath(roof.whole(), roof.gradient(scaled(room.ceiling, 0.7), room.ceiling))
        room.floors(canvas, room.ground(view), room.floor, dice)
        lit = -1 if scene.light.side * view.flip < 0 else 1
        for face, side in ((room.left(view), -1), (room.right(view), 1)):
            room.walls(canvas, face, scaled(room.wall, 0.78 if side == lit else 0.98), dice)
        room.walls(canvas, room.back(view), room.wall, dice)
        if room.skirting:
            for face in (room.left(view), room.right(view), room.back(view)):
                canvas.drawPath(face.quad(0, 0, face.width, room.skirting), fill(scaled(room.wall, 0.55)))
        _dark_corners(canvas, view, room)

    return draw


def _dark_corners(canvas: skia.Canvas, view: View, room: Room) -> None:
    half, far = room.width / 2, room.depth
    unit = view.scale(far)
    shade = stroke((0, 0, 0), 0.28 * unit, 0.2, soft=0.12 * unit)
    for x in (-half, half):
        canvas.drawLine(*view.at(x, 0, far), *view.at(x, room.height, far), shade)
        canvas.drawLine(*view.at(x, 0, far), *view.at(x, 0, NEAR + 1), shade)
        canvas.drawLine(*view.at(x, room.height, far), *view.at(x, room.height, NEAR + 1), shade)
    canvas.drawLine(*view.at(-half, 0, far), *view.at(half, 0, far), shade)
    canvas.drawLine(*view.at(-half, room.height, far), *view.at(half, room.height, far), shade)


@dataclass(frozen=True)
class Window:
    """An opening in a wall: where, how large, how many panes, what hangs beside it."""

    u: float
    v: float
    w: float
    h: float
    panes: tuple[int, int] = (2, 2)
    frame: Colour = _PALE_PAINT
    curtain: Colour | None = None
    blinds: bool = False
    arched: bool = False


def opening(face: Face, window: Window) -> skia.Path:
    """The hole in the wall."""
    if not window.arched:
        return face.quad(window.u, window.v, window.w, window.h)
    left, right, top = window.u, window.u + window.w, window.v + window.h
    rise = min(window.w * 0.6, window.h * 0.4)
    middle = (left + right) / 2
    points = [(left, window.v), (right, window.v), (right, top - rise)]
    points += [
        (middle + window.w / 2 * (1 - t) ** 0.5 * (1 - t * 0.15), top - rise * (1 - t)) for t in (0.25, 0.5, 0.75)
    ]
    points += [(middle, top)]
    points += [
        (middle - window.w / 2 * (1 - t) ** 0.5 * (1 - t * 0.15), top - rise * (1 - t)) for t in (0.75, 0.5, 0.25)
    ]
    points += [(left, top - rise)]
    return face.path(points)


def draw_window(canvas: skia.Canvas, face: Face, window: Window) -> None:
    """Cut the hole, then its frame, bars, sill and what hangs there."""
    hole = opening(face, window)
    unit = face.size_at(window.u + window.w / 2, window.v)
    canvas.drawPath(hole, fill((0, 0, 0), blend=CLEAR))
    canvas.drawPath(hole, stroke(window.frame, 0.09 * unit))
    canvas.drawPath(hole, stroke(scaled(window.frame, 0.6), 0.015 * unit))
    columns, rows = window.panes
    for i in range(1, columns):
        u = window.u + window.w * i / columns
        top = window.v + window.h * (1 if not window.arched or i * 2 == columns else 0.85)
        canvas.drawLine(*face.at(u, window.v), *face.at(u, top), stroke(window.frame, 0.045 * unit))
    for i in range(1, rows):
        v = window.v + window.h * i / rows
        bar = stroke(window.frame, 0.04 * unit)
        canvas.drawLine(*face.at(window.u, v), *face.at(window.u + window.w, v), bar)
    canvas.drawPath(face.quad(window.u - 0.1, window.v - 0.09, window.w + 0.2, 0.09), fill(scaled(window.frame, 0.9)))
    if window.blinds:
        _blinds(canvas, face, window)
    if window.curtain is not None:
        _curtains(canvas, face, window, window.curtain)


def _blinds(canvas: skia.Canvas, face: Face, window: Window) -> None:
    slats = int(window.h * 0.55 / 0.07)
    for i in range(slats):
        v = window.v + window.h - (i + 1) * 0.07
        canvas.drawPath(face.quad(window.u, v, window.w, 0.045), fill(rgb("#cfc8ba"), 0.9))


def _curtains(canvas: skia.Canvas, face: Face, window: Window, colour: Colour) -> None:
    foot = max(0.05, window.v - 0.75)
    for side in (-1, 1):
        edge = window.u if side < 0 else window.u + window.w
        for fold in range(5):
            u = edge + side * (0.28 - fold * 0.11)
            tone = scaled(colour, 0.7 + 0.16 * (fold % 2) + 0.03 * fold)
            path = face.path(
                [
                    (u - 0.07, window.v + window.h + 0.16),
                    (u + 0.07, window.v + window.h + 0.16),
                    (u + 0.09, foot),
                    (u - 0.08, foot),
                ]
            )
            canvas.drawPath(path, fill(tone))
    unit = face.size_at(window.u, window.v)
    rod = window.v + window.h + 0.17
    line = stroke(rgb("#3a2d22"), 0.035 * unit)
    canvas.drawLine(*face.at(window.u - 0.45, rod), *face.at(window.u + window.w + 0.45, rod), line)


def window_light(scene: Scene, room: Room, face: Face, window: Window) -> tuple[Lamp | Patch, ...]:
    """What the window lends the room: a soft glow beside it and, under a clear sky, its shape on the floor."""
    light = scene.light
    middle = face.at(window.u + window.w / 2, window.v + window.h / 2)
    strength = 1 - 0.72 * light.night
    colour = mix(light.key, light.sky[2], 0.35)
    reach = 0.9 * face.size_at(window.u, window.v) * (window.w + window.h)
    lights: list[Lamp | Patch] = [Lamp(*middle, reach, colour, 0.55 * strength)]
    if light.cover < 0.7:
        power = 0.95 * (1 - 0.7 * light.night)
        lights += [Patch(shape, light.key, power, 0.012) for shape in _sun_on_floor(scene, room, face, window)]
    return tuple(lights)


def _sun_on_floor(scene: Scene, room: Room, face: Face, window: Window) -> list[list[tuple[float, float]]]:
    """Each column of panes thrown along the sun's direction onto the floor."""
    drop = 0.75 + 0.5 * scene.light.height
    lean = 0.35 if scene.light.side * scene.view.flip < 0 else -0.35
    inward = (0.0, -1.0) if face.across[0] else (1.0 if face.origin[0] < 0 else -1.0, -0.35)
    shapes = []
    columns = window.panes[0]
    for i in range(columns):
        u0 = window.u + window.w * (i + 0.06) / columns
        u1 = window.u + window.w * (i + 0.94) / columns
        corners = []
        for u, v in ((u0, window.v), (u1, window.v), (u1, window.v + window.h), (u0, window.v + window.h)):
            x, y, z = face.space(u, v)
            run = y / drop
            px, pz = x + inward[0] * run + (lean * run if face.across[0] else 0.0), z + inward[1] * run
            corners.append(scene.view.at(max(-room.width / 2, min(room.width / 2, px)), 0, max(NEAR + 0.4, pz)))
        shapes.append(corners)
    return shapes


@dataclass(frozen=True)
class Door:
    """A door in a wall: left edge, width, height; ajar by `open` 0..1 showing what is behind it."""

    u: float
    w: float = 0.95
    h: float = 2.1
    colour: Colour = _DOOR_WOOD
    behind: Colour | None = None
    glazed: bool = False


def draw_door(canvas: skia.Canvas, face: Face, door: Door) -> None:
    """The frame and the leaf with its panels, or the dark beyond."""
    unit = face.size_at(door.u, 1)
    trim = mix(scaled(door.colour, 1.25), (0.7, 0.66, 0.6), 0.25)
    canvas.drawPath(face.quad(door.u - 0.09, 0, door.w + 0.18, door.h + 0.1), fill(trim))
    if door.behind is not None:
        canvas.drawPath(face.quad(door.u, 0, door.w, door.h), fill(door.behind))
        return
    leaf = face.quad(door.u, 0, door.w, door.h)
    canvas.drawPath(leaf, face.gradient(scaled(door.colour, 0.85), scaled(door.colour, 1.05)))
    panel = scaled(door.colour, 0.76)
    if door.glazed:
        canvas.drawPath(face.quad(door.u + 0.15, 1.05, door.w - 0.3, door.h - 1.25), fill(rgb("#9fb2b4"), 0.9))
        canvas.drawPath(face.quad(door.u + 0.15, 0.2, door.w - 0.3, 0.65), fill(panel))
    else:
        for v, h in ((0.18, 0.75), (1.08, door.h - 1.26)):
            for k in (0, 1):
                w = (door.w - 0.36) / 2
                canvas.drawPath(face.quad(door.u + 0.12 + k * (w + 0.12), v, w, h), fill(panel))
    canvas.drawCircle(*face.at(door.u + door.w - 0.1, 1.0), 0.03 * unit, fill(rgb("#c9a75c")))


def picture(face: Face, u: float, v: float, w: float, h: float, dice: Random) -> Draw:
    """A framed picture: a horizon, a sun or a shape, in two or three colours."""
    tones = [rgb(tone) for tone in ("#b5563a", "#2f5f66", "#c89b4a", "#4c5f82", "#7d6a55", "#37513f")]
    ground, figure = dice.sample(tones, 2)
    kind = dice.randrange(3)

    def draw(canvas: skia.Canvas) -> None:
        unit = face.size_at(u, v)
        canvas.drawPath(face.quad(u + 0.03, v - 0.05, w, h), fill((0, 0, 0), 0.35, soft=0.03 * unit))
        canvas.drawPath(face.quad(u, v, w, h), fill(rgb("#2a2119")))
        canvas.drawPath(face.quad(u + 0.04, v + 0.04, w - 0.08, h - 0.08), fill(rgb("#cfc7b4")))
        inner = (u + 0.1, v + 0.1, w - 0.2, h - 0.2)
        canvas.drawPath(face.quad(*inner), fill(mix(ground, rgb("#cfc7b4"), 0.45)))
        if kind == 0:
            canvas.drawPath(face.quad(inner[0], inner[1], inner[2], inner[3] * 0.45), fill(ground))
            canvas.drawCircle(*face.at(u + w * 0.62, v + h * 0.66), 0.09 * h * unit, fill(figure))
        elif kind == 1:
            canvas.drawPath(
                face.path([(inner[0], inner[1]), (u + w / 2, v + h * 0.8), (inner[0] + inner[2], inner[1])]),
                fill(figure),
            )
        else:
            canvas.drawOval(_oval(face, u + w / 2, v + h * 0.5, w * 0.22, h * 0.28), fill(figure))

    return draw


def _oval(face: Face, u: float, v: float, rx: float, ry: float) -> skia.Rect:
    left, bottom = face.at(u - rx, v - ry)
    right, top = face.at(u + rx, v + ry)
    return skia.Rect.MakeLTRB(min(left, right), top, max(left, right), bottom)


def gleam(canvas: skia.Canvas, view: View, x: float, z: float, width: float, colour: Colour, alpha: float) -> None:
    """Light mirrored by a polished floor below something bright."""
    px, py = view.at(x, 0, z)
    w, tall = width * view.scale(z), 0.9 * view.scale(z)
    shape = poly([(px - w / 2, py), (px + w / 2, py), (px + w * 0.7, py + tall), (px - w * 0.7, py + tall)])
    canvas.drawPath(shape, linear((px, py), (px, py + tall), [(colour, alpha), (colour, 0)], soft=0.02))
