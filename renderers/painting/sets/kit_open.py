"""Outdoor sets put together: sky, far, middle and near sheets under one light."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import skia

from renderers.painting.canvas import Sheet
from renderers.painting.ink import Draw, linear
from renderers.painting.light import Light
from renderers.painting.palette import Colour
from renderers.painting.sets.kit_build import together
from renderers.painting.sets.kit_light import Lamp, Patch, Wash
from renderers.painting.sets.kit_scene import FRONT, Scene
from renderers.painting.sets.kit_sky import beams, sky_sheet
from renderers.painting.sets.kit_view import View
from renderers.painting.sets.model import Anchor, PaintedSet

FAR, MID, GROUND, NEAR = 0.1, 0.22, 0.34, 0.45
"""Depths of the distance, the middle ground, the ground people stand on, and what stands right behind them."""


@dataclass
class Exterior:
    """An open place being built; `paint()` makes the set of it."""

    scene: Scene
    plies: dict[float, list[Draw]] = field(default_factory=dict)
    airs: dict[float, list[Draw]] = field(default_factory=dict)
    shines: dict[float, list[Draw]] = field(default_factory=dict)
    lights: list[Lamp | Patch] = field(default_factory=list)
    haze: dict[float, float] = field(default_factory=dict)
    mist: list[Draw] = field(default_factory=list)
    level: float = 1.0
    corners: float = 0.3
    sky: Sheet | None = None
    edge: float = 0.55

    def add(self, depth: float, *draws: Draw) -> None:
        """Materials of the layer at that depth."""
        self.plies.setdefault(depth, []).extend(draws)

    def air(self, depth: float, *draws: Draw) -> None:
        """Mist and veils inside that layer."""
        self.airs.setdefault(depth, []).extend(draws)

    def shine(self, depth: float, *draws: Draw) -> None:
        """What glows by itself, over that layer."""
        self.shines.setdefault(depth, []).extend(draws)

    def light(self, *lights: Lamp | Patch) -> None:
        """Lamps, as strong as lamps are at this hour."""
        power = self.scene.light.practicals
        self.lights += [replace(light, power=light.power * power) for light in lights]

    def paint(self, *, floor: float = 6.0, anchors: Sequence[Anchor] = (), light: Light | None = None) -> PaintedSet:
        """The set."""
        scene = self.scene
        # The middle of the ground is a little brighter than its edges: the eye goes where the actors stand.
        middle = Lamp(0.0, scene.view.horizon + 0.2, 0.8, scene.light.key, 0.14 + 0.14 * scene.light.night, 0.35)
        wash = scene.outdoors(*self.lights, middle, corners=self.corners).dimmed(self.level)
        sheets = [self.sky or sky_sheet(scene)]
        sheets += [self._ply(depth, wash) for depth in sorted(self.plies)]
        if self.mist:
            sheets.append(scene.stage.paint(together(self.mist), depth=0.5, name="mist"))
        return scene.finish(sheets, floor=floor, anchors=anchors, light=light)

    def _ply(self, depth: float, wash: Wash) -> Sheet:
        haze = self.haze.get(depth, max(0.0, 0.75 - depth * 2.4) * self.scene.light.haze * 1.5)
        airs, shines = self.airs.get(depth), self.shines.get(depth)
        near = depth >= FRONT
        sheet = self.scene.layer(
            together(self.plies[depth]),
            depth=depth,
            wash=wash.dimmed(0.3) if near else wash,
            haze=0.0 if near else min(0.9, haze),
            edge=self.edge,
            air=together(airs) if airs else None,
            shine=together(shines) if shines else None,
            name=f"ply{depth}",
        )
        return sheet.blurred(self.scene.stage.height * 0.005) if near else sheet


def seen_outdoors(scene: Scene, *, horizon: float = 0.14, eye: float = 1.4, focal: float = 1.2) -> Scene:
    """The scene through a wide lens, mirrored by its seed."""
    return replace(scene, view=View(horizon, eye, focal, scene.flip))


def veil(scene: Scene, top: float, bottom: float, strength: float, colour: Colour | None = None) -> Draw:
    """Air that thickens between two heights and thins again below."""
    tone = colour or scene.light.fog
    paint = linear((0, top), (0, bottom), [(tone, 0.0), (tone, strength), (tone, 0.0)], (0, 0.55, 1))
    return lambda canvas: canvas.drawRect(skia.Rect.MakeLTRB(-2.5, top, 2.5, bottom), paint)


def rising(scene: Scene, top: float, line: float, strength: float) -> Draw:
    """Air that thickens down to the horizon: what stands there loses its feet in it."""
    tone = scene.light.fog
    paint = linear((0, top), (0, line), [(tone, 0.0), (tone, strength)])
    return lambda canvas: canvas.drawRect(skia.Rect.MakeLTRB(-2.5, top, 2.5, 2.0), paint)


def floor_haze(scene: Scene, line: float, reach: float, strength: float) -> Draw:
    """Air over the ground: thickest at the horizon, gone `reach` nearer."""
    tone = scene.light.fog
    stops = [(tone, strength), (tone, strength * 0.45), (tone, 0.0)]
    paint = linear((0, line), (0, line + reach), stops, (0, 0.35, 1))
    return lambda canvas: canvas.drawRect(skia.Rect.MakeLTRB(-2.5, line - 0.05, 2.5, line + reach), paint)


def sunbeams(scene: Scene, strength: float, *, count: int = 6, length: float = 1.3) -> Draw:
    """Shafts from where the sun or moon stands, when the sky lets them through."""
    light = scene.light
    alpha = strength * max(0.0, 1 - light.cover) * (1 - 0.6 * light.night)

    def draw(canvas: skia.Canvas) -> None:
        x, y = light.sun[0] * 1.2, min(light.sun[1], -0.2) - 0.3
        lean = 1.57 + (0.5 if x > 0 else -0.5)
        beams(
            canvas,
            (x, y),
            lean,
            light.glow,
            alpha,
            scene.dice("sunbeams"),
            count=count,
            spread=0.7,
            length=length,
            width=0.05,
        )

    return draw
