"""Builders: a set is put together piece by piece and painted once at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import skia

from renderers.painting.canvas import Sheet
from renderers.painting.ink import Draw, fill, glow
from renderers.painting.light import Light
from renderers.painting.palette import WHITE, Colour, mix, scaled
from renderers.painting.sets.kit_ages import COOL, aged, strips
from renderers.painting.sets.kit_light import Lamp, Patch, Wash
from renderers.painting.sets.kit_outlook import outlook
from renderers.painting.sets.kit_room import Door, Room, Window, draw_door, draw_window, shell, window_light
from renderers.painting.sets.kit_scene import FRONT, Scene
from renderers.painting.sets.kit_sky import beams
from renderers.painting.sets.kit_view import Face, View
from renderers.painting.sets.model import Anchor, PaintedSet

BACK, MIDDLE, NEARBY = 0.25, 0.42, 0.7
"""Depths of the walls, of what stands behind people, and of what people stand behind."""


@dataclass(frozen=True)
class Fixture:
    """A lamp: its body, its shine, and the light it gives."""

    solid: Draw
    shine: Draw
    lamps: tuple[Lamp | Patch, ...]


@dataclass
class Interior:
    """A room being furnished; `paint()` makes the set of it."""

    scene: Scene
    room: Room
    level: float = 1.0
    lamps_by_day: float = 0.0
    """How much lamps burn in daylight: a bar's always do."""
    corners: float = 0.4
    tint: Colour = WHITE
    windows: list[tuple[Face, Window]] = field(default_factory=list)
    plies: dict[float, list[Draw]] = field(default_factory=dict)
    shines: dict[float, list[Draw]] = field(default_factory=dict)
    lights: list[Lamp | Patch] = field(default_factory=list)
    outside: str = ""
    air: list[Draw] = field(default_factory=list)
    window_power: float = 1.0
    slant: float = 1.0
    """How strongly a window out of frame throws its shape on the back wall."""

    @property
    def burning(self) -> float:
        """How strongly lamps glow, 0..1."""
        return max(self.lamps_by_day, self.scene.light.practicals)

    def window(self, face: Face, *windows: Window) -> None:
        """Cut windows into a wall; the light they let in follows from the hour."""
        self.windows += [(face, window) for window in windows]

    def add(self, depth: float, *draws: Draw) -> None:
        """Paint these onto the layer at that depth, in order."""
        self.plies.setdefault(depth, []).extend(draws)

    def shine(self, depth: float, *draws: Draw) -> None:
        """Paint these after the light: what glows by itself."""
        self.shines.setdefault(depth, []).extend(draws)

    def light(self, *lights: Lamp | Patch, always: float = 0.0) -> None:
        """Let these fall on everything, as strongly as lamps burn now."""
        power = max(always, self.burning)
        self.lights += [replace(light, power=light.power * power) for light in lights]

    def fix(self, depth: float, *fixtures: Fixture) -> None:
        """Hang or stand lamps; they shine as strongly as lamps burn now."""
        for fixture in fixtures:
            self.add(depth, fixture.solid)
            if self.burning > 0.05:
                self.shine(depth, fixture.shine)
            self.light(*fixture.lamps)

    def paint(self, *, floor: float = 5.7, anchors: Sequence[Anchor] = (), light: Light | None = None) -> PaintedSet:
        """The set: view, walls, furniture, what stands in front, and the light in the air."""
        scene = self.scene
        wash = self._wash()
        sheets: list[Sheet] = []
        if self.windows:
            sheets.append(outlook(scene, self.outside))
        walls = [draw for draw in (shell(scene, self.room), aged(scene, self.room)) if draw is not None]
        glow = strips(scene, self.room)
        if glow is not None:
            self.shines.setdefault(BACK, []).insert(0, glow)
        sheets.append(self._ply(BACK, wash, [*walls, *self._panes()]))
        sheets += [self._ply(depth, wash, []) for depth in sorted(self.plies) if depth != BACK and depth < FRONT]
        sheets += [self._near(depth, wash) for depth in sorted(self.plies) if depth >= FRONT]
        beam = self._beams()
        if beam is not None:
            sheets.append(beam)
        return scene.finish(sheets, floor=floor, anchors=anchors, light=light or self.people_light())

    def people_light(self) -> Light:
        """Lamps colour the people of a room as far as they outshine the day."""
        light, burning = self.scene.light, self.burning
        key = mix(light.key, mix(self.scene.lamp, WHITE, 0.25), burning * 0.7)
        return replace(
            light,
            key=key,
            ambient=mix(light.ambient, self.tint, 0.25) if self.tint != WHITE else light.ambient,
            rim=mix(light.rim, mix(self.scene.lamp, WHITE, 0.2), burning * 0.5),
            practicals=burning,
        )

    def _wash(self) -> Wash:
        window_lights = [
            replace(light, power=light.power * self.window_power)
            for face, window in self.windows
            for light in window_light(self.scene, self.room, face, window)
        ]
        return self.scene.indoors(
            *self.lights, *window_lights, *self._slanting(), level=self.level, corners=self.corners, tint=self._hue()
        )

    def _hue(self) -> Colour:
        """The tint of the room's light: its own, or that of its age."""
        return COOL if self.tint == WHITE and strips(self.scene, self.room) is not None else self.tint

    def _slanting(self) -> list[Patch]:
        """Panes of a window beside the camera, thrown aslant on the back wall by a low sun or the moon."""
        light = self.scene.light
        power = self.slant * (0.62 - 0.5 * light.night) * max(0.0, 1 - light.cover * 1.1)
        if power <= 0.02 or not self.windows:
            return []
        face, dice = self.room.back(self.scene.view), self.scene.dice("slant")
        u0, lean = dice.uniform(0.15, 0.35) * self.room.width, dice.choice((-0.5, 0.5))
        panes = []
        for column in range(2):
            for row in range(3):
                u, v = u0 + column * 0.62, 0.35 + row * 0.66
                corners = [(u, v), (u + 0.54, v), (u + 0.54, v + 0.56), (u, v + 0.56)]
                panes.append([face.at(cu + lean * cv, cv + 0.12 * (cu - u0)) for cu, cv in corners])
        return [Patch(points, light.key, power, 0.008) for points in panes]

    def _panes(self) -> list[Draw]:
        return [lambda canvas, f=face, w=window: draw_window(canvas, f, w) for face, window in self.windows]  # type: ignore[misc]

    def _ply(self, depth: float, wash: Wash, first: list[Draw]) -> Sheet:
        shines = self.shines.get(depth)
        return self.scene.layer(
            together(first + self.plies.get(depth, [])),
            depth=depth,
            wash=wash,
            haze=self.scene.light.haze * 0.12 if depth <= BACK else 0.0,
            brush=0.17,
            shine=together(shines) if shines else None,
            name=f"ply{depth}",
        )

    def _near(self, depth: float, wash: Wash) -> Sheet:
        sheet = self.scene.layer(together(self.plies[depth]), depth=depth, wash=wash.dimmed(0.4), name="front")
        return sheet.blurred(self.scene.stage.height * 0.006)

    def _beams(self) -> Sheet | None:
        light = self.scene.light
        if not self.windows and not self.air:
            return None
        strength = (1 - 0.7 * light.night) * max(0.0, 1 - light.cover * 1.1) * self.window_power
        dice = self.scene.dice("beams")

        def draw(canvas: skia.Canvas) -> None:
            for face, window in self.windows[:3]:
                middle = face.at(window.u + window.w / 2, window.v + window.h * 0.7)
                lean = 0.5 if face.at(0, 0)[0] < face.at(face.width, 0)[0] or face.across[0] else -0.5
                towards = 1.57 + (lean if middle[0] < 0 else -lean) * -1
                width = 0.05 * face.size_at(window.u, window.v) * window.w
                beams(canvas, middle, towards, light.key, 0.13 * strength, dice, count=4, spread=0.3, width=width)
            for extra in self.air:
                extra(canvas)

        return self.scene.stage.paint(draw, depth=0.56, name="air")


def together(draws: Sequence[Draw]) -> Draw:
    """One drawing after the other."""

    def draw(canvas: skia.Canvas) -> None:
        for each in draws:
            each(canvas)

    return draw


def dark_shape(path: skia.Path, colour: Colour = (0.05, 0.05, 0.07)) -> Draw:
    """A silhouette."""
    return lambda canvas: canvas.drawPath(path, fill(colour))


def halo(x: float, y: float, radius: float, colour: Colour, alpha: float = 0.6) -> Draw:
    """Glow in the air around a point."""
    return lambda canvas: glow(canvas, (x, y), radius, colour, alpha)


def lit_disc(x: float, y: float, radius: float, colour: Colour) -> Draw:
    """A small bright source with its glow."""

    def draw(canvas: skia.Canvas) -> None:
        glow(canvas, (x, y), radius * 6, colour, 0.5)
        canvas.drawCircle(x, y, radius, fill(mix(colour, WHITE, 0.6)))

    return draw


def darker(colour: Colour, k: float = 0.7) -> Colour:
    """A shade of a material."""
    return scaled(colour, k)


def seen_indoors(scene: Scene, *, horizon: float = 0.15, eye: float = 1.05, focal: float = 1.7) -> Scene:
    """The scene through the lens of a room, mirrored by its seed."""
    return replace(scene, view=View(horizon, eye, focal, scene.flip))


def door_in(face: Face, door: Door) -> Draw:
    """A door as something to add."""
    return lambda canvas: draw_door(canvas, face, door)
