"""Lamps, fires and screens: each has a body, a shine and the light it gives."""

from __future__ import annotations

import skia

from renderers.painting.ink import SCREEN, fill, glow, linear, poly, spline, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets.kit_build import Fixture
from renderers.painting.sets.kit_furniture import (
    DARK_WOOD,
)
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_scene import Scene
from renderers.painting.sets.kit_view import Face

_SHADE = rgb("#2a2622")
_COOL = rgb("#eef6ff")
_SCREEN_BLUE = rgb("#5fa8d8")


def pendant(
    scene: Scene,
    x: float,
    z: float,
    *,
    drop: float = 2.2,
    ceiling: float = 3.0,
    colour: Colour = _SHADE,
    power: float = 0.8,
    reach: float = 0.85,
) -> Fixture:
    """A hanging lamp; a lantern or candle ring where lamps burn."""
    view, unit = scene.view, scene.view.scale(z)
    cx, cy = view.at(x, drop, z)
    top = view.at(x, ceiling, z)[1]
    lamp = scene.lamp

    def solid(canvas: skia.Canvas) -> None:
        canvas.drawLine(cx, top, cx, cy - 0.2 * unit, stroke((0.05, 0.05, 0.05), 0.015 * unit))
        shade = [
            (cx - 0.06 * unit, cy - 0.22 * unit),
            (cx + 0.06 * unit, cy - 0.22 * unit),
            (cx + 0.24 * unit, cy),
            (cx - 0.24 * unit, cy),
        ]
        canvas.drawPath(spline(shade, tension=0.08), fill(colour))

    def shine(canvas: skia.Canvas) -> None:
        canvas.drawOval(
            skia.Rect.MakeXYWH(cx - 0.2 * unit, cy - 0.035 * unit, 0.4 * unit, 0.08 * unit),
            fill(mix(lamp, WHITE, 0.55)),
        )
        glow(canvas, (cx, cy), 1.5 * unit, lamp, 0.5)
        cone = poly(
            [
                (cx - 0.2 * unit, cy),
                (cx + 0.2 * unit, cy),
                (cx + 1.15 * unit, cy + 1.9 * unit),
                (cx - 1.15 * unit, cy + 1.9 * unit),
            ]
        )
        canvas.drawPath(
            cone, linear((cx, cy), (cx, cy + 1.9 * unit), [(lamp, 0.2), (lamp, 0.0)], soft=0.12 * unit, blend=SCREEN)
        )

    floor = view.floor(z)
    return Fixture(solid, shine, (Lamp(cx, cy + 0.1, reach, lamp, power), Lamp(cx, floor, 0.5, lamp, 0.5 * power, 0.4)))


def floor_lamp(
    scene: Scene, x: float, z: float, *, tall: float = 1.6, power: float = 0.9, table_top: float = 0.0
) -> Fixture:
    """A standing lamp, or a table lamp when it stands on `table_top` metres."""
    view, unit = scene.view, scene.view.scale(z)
    cx, cy = view.at(x, tall + table_top, z)
    foot = view.at(x, table_top, z)[1]
    lamp = scene.lamp
    size = 0.24 if not table_top else 0.18

    def shade_path() -> skia.Path:
        return poly(
            [
                (cx - size * 0.62 * unit, cy - size * unit),
                (cx + size * 0.62 * unit, cy - size * unit),
                (cx + size * unit, cy + size * 0.55 * unit),
                (cx - size * unit, cy + size * 0.55 * unit),
            ]
        )

    def solid(canvas: skia.Canvas) -> None:
        canvas.drawLine(cx, foot, cx, cy, stroke(rgb("#3a2d24"), 0.035 * unit))
        canvas.drawOval(
            skia.Rect.MakeXYWH(cx - 0.14 * unit, foot - 0.03 * unit, 0.28 * unit, 0.06 * unit), fill(rgb("#3a2d24"))
        )
        canvas.drawPath(
            shade_path(),
            linear((0, cy - size * unit), (0, cy + size * unit), [(rgb("#b8a888"), 1), (rgb("#8a7a60"), 1)]),
        )

    def shine(canvas: skia.Canvas) -> None:
        canvas.drawPath(
            shade_path(),
            linear((0, cy - size * unit), (0, cy + size * unit), [(mix(lamp, WHITE, 0.35), 0.95), (lamp, 0.95)]),
        )
        glow(canvas, (cx, cy), 1.5 * unit, lamp, 0.5)

    return Fixture(
        solid, shine, (Lamp(cx, cy, 0.75, lamp, power), Lamp(cx, view.floor(z), 0.45, lamp, 0.4 * power, 0.35))
    )


def ceiling_light(
    scene: Scene,
    x: float,
    z: float,
    *,
    w: float = 1.2,
    d: float = 0.3,
    ceiling: float = 3.0,
    colour: Colour = _COOL,
    power: float = 0.55,
) -> Fixture:
    """A flat light in the ceiling."""
    panel = Face(scene.view, (x - w / 2, ceiling - 0.02, z - d / 2), (1, 0, 0), (0, 0, 1), w, d)
    cx, cy = panel.at(w / 2, d / 2)
    unit = scene.view.scale(z)
    floor = scene.view.floor(z)

    def solid(canvas: skia.Canvas) -> None:
        canvas.drawPath(panel.whole(), fill(rgb("#b9bcbd")))

    def shine(canvas: skia.Canvas) -> None:
        canvas.drawPath(panel.whole(), fill(colour))
        glow(canvas, (cx, cy), 1.8 * unit, colour, 0.35)

    return Fixture(
        solid, shine, (Lamp(cx, cy + 0.2, 1.15, colour, power * 1.5), Lamp(cx, floor, 0.6, colour, power * 0.7, 0.4))
    )


def candles(scene: Scene, spots: list[tuple[float, float, float]], *, power: float = 0.4) -> Fixture:
    """Candles or small flames at (x, height, z)."""
    flame = rgb("#ffb257")
    seen = [(*scene.view.at(*spot), scene.view.scale(spot[2])) for spot in spots]

    def solid(canvas: skia.Canvas) -> None:
        for cx, cy, unit in seen:
            canvas.drawRect(skia.Rect.MakeXYWH(cx - 0.02 * unit, cy, 0.04 * unit, 0.16 * unit), fill(rgb("#d9d0b8")))

    def shine(canvas: skia.Canvas) -> None:
        for cx, cy, unit in seen:
            glow(canvas, (cx, cy), 0.7 * unit, flame, 0.55)
            canvas.drawPath(
                spline(
                    [
                        (cx, cy - 0.13 * unit),
                        (cx + 0.03 * unit, cy - 0.03 * unit),
                        (cx, cy),
                        (cx - 0.03 * unit, cy - 0.03 * unit),
                    ]
                ),
                fill(rgb("#fff0c0")),
            )

    return Fixture(solid, shine, tuple(Lamp(cx, cy, 0.5, flame, power) for cx, cy, _ in seen[:6]))


def fireplace(scene: Scene, face: Face, u: float, *, lit: bool) -> Fixture:
    """A hearth in the wall, burning or cold."""
    stone, w = rgb("#8a7f74"), 1.5
    cx, cy = face.at(u + w / 2, 0.3)
    unit = face.size_at(u, 0.3)
    flame = rgb("#ff9a3c")

    def solid(canvas: skia.Canvas) -> None:
        canvas.drawPath(face.quad(u - 0.25, 0, w + 0.5, 1.25), face.gradient(scaled(stone, 0.8), stone))
        canvas.drawPath(face.quad(u - 0.35, 1.22, w + 0.7, 0.12), fill(DARK_WOOD))
        canvas.drawPath(face.quad(u + 0.12, 0.05, w - 0.24, 0.9), fill((0.04, 0.035, 0.035)))

    def shine(canvas: skia.Canvas) -> None:
        if not lit:
            return
        dice = scene.dice("fire")
        glow(canvas, (cx, cy), 2.2 * unit, flame, 0.6)
        for k in range(9):
            x, h = cx + (k - 4) * 0.1 * unit, dice.uniform(0.25, 0.62) * unit
            tongue = [
                (x - 0.07 * unit, cy + 0.22 * unit),
                (x - 0.02 * unit, cy + 0.2 * unit - h * 0.6),
                (x + dice.uniform(-0.04, 0.04) * unit, cy + 0.22 * unit - h),
                (x + 0.07 * unit, cy + 0.22 * unit),
            ]
            canvas.drawPath(spline(tongue), fill(mix(flame, rgb("#ffe7a0"), dice.random()), 0.75))

    lamps = (Lamp(cx, cy, 0.8, flame, 0.9), Lamp(cx, cy + 0.12, 0.6, flame, 0.6, 0.4)) if lit else ()
    return Fixture(solid, shine, lamps)


def screen(
    scene: Scene,
    x: float,
    y: float,
    z: float,
    *,
    w: float = 0.6,
    h: float = 0.4,
    colour: Colour = _SCREEN_BLUE,
    power: float = 0.3,
) -> Fixture:
    """A lit display with lines of something on it."""
    face = Face(scene.view, (x - w / 2, y, z), (1, 0, 0), width=w, height=h)
    cx, cy = face.at(w / 2, h / 2)

    def solid(canvas: skia.Canvas) -> None:
        unit = scene.view.scale(z)
        canvas.drawPath(face.quad(-0.03, -0.03, w + 0.06, h + 0.06), fill((0.06, 0.065, 0.08)))
        canvas.drawLine(*face.at(w / 2, -0.03), *face.at(w / 2, -0.14), stroke((0.08, 0.08, 0.09), 0.05 * unit))

    def shine(canvas: skia.Canvas) -> None:
        dice = scene.dice(f"screen{x:.2f}{z:.2f}")
        canvas.drawPath(face.whole(), face.gradient(scaled(colour, 0.3), scaled(colour, 0.6)))
        rows = max(3, int(h / 0.06))
        for row in range(rows):
            v = h - (row + 0.8) * h / (rows + 0.5)
            canvas.drawPath(
                face.quad(w * 0.08, v, w * dice.uniform(0.15, 0.8), h * 0.25 / rows),
                fill(mix(colour, WHITE, 0.55), 0.8),
            )
        glow(canvas, (cx, cy), 1.1 * max(w, h) * scene.view.scale(z), colour, 0.35)

    return Fixture(solid, shine, (Lamp(cx, cy, 0.4, colour, power),))


def chandelier(scene: Scene, x: float, z: float, y: float) -> Fixture:
    unit, (cx, cy) = scene.view.scale(z), scene.view.at(x, y, z)
    bulbs = [
        (cx + dx * unit, cy + dy * unit)
        for dx, dy in ((-0.75, 0), (-0.4, 0.12), (0, 0.16), (0.4, 0.12), (0.75, 0), (-0.4, -0.3), (0.4, -0.3))
    ]
    top = scene.view.at(x, 5.2, z)[1]

    def solid(canvas: skia.Canvas) -> None:
        brass = rgb("#8a6a34")
        canvas.drawLine(cx, top, cx, cy - 0.3 * unit, stroke(brass, 0.04 * unit))
        for bx, by in bulbs:
            canvas.drawPath(
                spline([(cx, cy - 0.3 * unit), ((cx + bx) / 2, by + 0.12 * unit), (bx, by)], closed=False),
                stroke(brass, 0.03 * unit),
            )

    def shine(canvas: skia.Canvas) -> None:
        glow(canvas, (cx, cy), 2.2 * unit, scene.lamp, 0.45)
        for bx, by in bulbs:
            glow(canvas, (bx, by), 0.32 * unit, scene.lamp, 0.8)
            canvas.drawCircle(bx, by, 0.05 * unit, fill(mix(scene.lamp, WHITE, 0.7)))

    return Fixture(
        solid, shine, (Lamp(cx, cy, 0.95, scene.lamp, 0.75), Lamp(cx, scene.view.floor(z), 0.7, scene.lamp, 0.45, 0.35))
    )
