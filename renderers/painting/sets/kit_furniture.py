"""Furniture by floor plan: every piece stands at (x, z) in metres and returns what draws it."""

from __future__ import annotations

import math
from random import Random

import skia

from renderers.painting.ink import Draw, fill, linear, poly, spline, stroke
from renderers.painting.palette import Colour, mix, rgb, scaled
from renderers.painting.sets.kit_scene import Scene
from renderers.painting.sets.kit_view import Box, Face, draw_box, draw_shadow

_SLATE = rgb("#2b332f")

WOOD = rgb("#7a5232")
DARK_WOOD = rgb("#4d3222")
STEEL = rgb("#8b9198")
BOOKS = tuple(
    rgb(tone) for tone in ("#7a2e2b", "#26463f", "#c0985a", "#2f3f5e", "#6a4a3a", "#8a7a5e", "#53324a", "#3c3c44")
)


def boxes(scene: Scene, colour: Colour, *parts: Box, shadow: Box | None = None) -> Draw:
    """Blocks of one material, far ones first, with one shadow."""

    def draw(canvas: skia.Canvas) -> None:
        if shadow is not None:
            draw_shadow(canvas, scene.view, shadow)
        for part in sorted(parts, key=lambda box: (-box.z, box.y)):
            draw_box(canvas, scene.view, part, colour, side=scene.light.side)

    return draw


def block(scene: Scene, box: Box, colour: Colour) -> Draw:
    """One block and its shadow."""
    return boxes(scene, colour, box, shadow=box if box.y < 0.05 else None)


def table(
    scene: Scene, x: float, z: float, *, w: float = 1.4, d: float = 0.8, h: float = 0.76, colour: Colour = WOOD
) -> Draw:
    """A table centred at (x, z)."""
    left, leg = x - w / 2, 0.07
    legs = [Box(lx, 0, lz, leg, h, leg) for lx in (left, left + w - leg) for lz in (z, z + d - leg)]
    return boxes(
        scene,
        colour,
        *legs,
        Box(left - 0.04, h - 0.06, z - 0.04, w + 0.08, 0.06, d + 0.08),
        shadow=Box(left, 0, z, w, h, d),
    )


def chair(scene: Scene, x: float, z: float, *, colour: Colour = WOOD, back: int = 1) -> Draw:
    """A chair; `back` 1 has its back away from the camera, -1 towards it."""
    left, w, d = x - 0.22, 0.44, 0.44
    legs = [Box(lx, 0, lz, 0.05, 0.45, 0.05) for lx in (left, left + w - 0.05) for lz in (z, z + d - 0.05)]
    rear = z + d - 0.05 if back > 0 else z
    rest = [Box(left, 0.45, rear, 0.05, 0.5, 0.05), Box(left + w - 0.05, 0.45, rear, 0.05, 0.5, 0.05)]
    bars = [Box(left + 0.05, v, rear, w - 0.1, 0.09, 0.04) for v in (0.62, 0.82)]
    return boxes(scene, colour, *legs, Box(left, 0.43, z, w, 0.05, d), *rest, *bars, shadow=Box(left, 0, z, w, 1, d))


def sofa(scene: Scene, x: float, z: float, colour: Colour, *, w: float = 2.1) -> Draw:
    """A sofa facing the camera."""
    left = x - w / 2
    cloth, dark = colour, scaled(colour, 0.8)

    def draw(canvas: skia.Canvas) -> None:
        view, side = scene.view, scene.light.side
        draw_shadow(canvas, view, Box(left, 0, z, w, 1, 0.95))
        draw_box(canvas, view, Box(left + 0.05, 0.35, z + 0.7, w - 0.1, 0.55, 0.25), cloth, side=side)
        draw_box(canvas, view, Box(left, 0.08, z, w, 0.28, 0.95), dark, side=side)
        seats = 3 if w > 1.9 else 2 if w > 1.2 else 1
        for i in range(seats):
            sw = (w - 0.4) / seats
            _cushion(canvas, scene, left + 0.2 + i * sw, 0.34, z + 0.02, sw - 0.02, 0.17, scaled(cloth, 1.08))
            _cushion(canvas, scene, left + 0.2 + i * sw, 0.48, z + 0.6, sw - 0.02, 0.42, scaled(cloth, 0.98))
        for arm in (left - 0.02, left + w - 0.2):
            _cushion(canvas, scene, arm, 0.08, z, 0.22, 0.55, scaled(cloth, 0.9))

    return draw


def _cushion(
    canvas: skia.Canvas, scene: Scene, x: float, y: float, z: float, w: float, h: float, colour: Colour
) -> None:
    (left, bottom), (right, top) = scene.view.at(x, y, z), scene.view.at(x + w, y + h, z)
    left, right = min(left, right), max(left, right)
    round_ = 0.06 * scene.view.scale(z)
    paint = linear(
        (0, top), (0, bottom), [(scaled(colour, 1.12), 1), (colour, 1), (scaled(colour, 0.62), 1)], (0, 0.35, 1)
    )
    canvas.drawRoundRect(skia.Rect.MakeLTRB(left, top, right, bottom), round_, round_, paint)


def bed(scene: Scene, x: float, z: float, colour: Colour, *, w: float = 1.6, iron: bool = False) -> Draw:
    """A bed, head at the far end, foot towards the camera."""
    left, long = x - w / 2, 2.0
    frame = STEEL if iron else DARK_WOOD

    def draw(canvas: skia.Canvas) -> None:
        view, side = scene.view, scene.light.side
        draw_shadow(canvas, view, Box(left, 0, z, w, 0.5, long), 0.6)
        draw_box(canvas, view, Box(left - 0.05, 0, z + long, w + 0.1, 1.15, 0.08), frame, side=side)
        draw_box(canvas, view, Box(left, 0.2, z, w, 0.3, long), rgb("#cfc6b6"), side=side)
        for i in range(2 if w > 1.2 else 1):
            pw = w / (2 if w > 1.2 else 1)
            _cushion(canvas, scene, left + i * pw + 0.08, 0.5, z + long - 0.4, pw - 0.16, 0.22, rgb("#e4ddcf"))
        draw_box(canvas, view, Box(left - 0.03, 0.22, z - 0.02, w + 0.06, 0.31, long * 0.7), colour, side=side)
        top = Face(view, (left - 0.03, 0.53, z - 0.02), (1, 0, 0), (0, 0, 1), w + 0.06, long * 0.7)
        canvas.drawPath(top.quad(0, long * 0.58, w + 0.06, long * 0.12), fill(rgb("#ddd5c6"), 0.9))
        for k in range(3):
            u = (k + 0.7) * w / 3.4
            canvas.drawPath(
                top.path([(u, 0.05), (u + 0.05, 0.05), (u + 0.16, 1.0), (u + 0.1, 1.0)]),
                fill(scaled(colour, 0.75), 0.35),
            )
        draw_box(
            canvas, view, Box(left - 0.05, 0, z - 0.07, w + 0.1, 0.45 if not iron else 0.3, 0.06), frame, side=side
        )

    return draw


def shelf(
    scene: Scene,
    face: Face,
    u: float,
    v: float,
    w: float,
    h: float,
    *,
    rows: int = 4,
    name: str = "shelf",
    goods: str = "books",
    colour: Colour = DARK_WOOD,
) -> Draw:
    """Shelves on a wall filled with books, bottles, jars or boxes; `goods` empty leaves them bare."""

    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice(f"{name}{u:.1f}")
        canvas.drawPath(face.quad(u + 0.06, v - 0.03, w, h), fill((0, 0, 0), 0.35, soft=0.04 * face.size_at(u, v)))
        canvas.drawPath(face.quad(u, v, w, h), fill(scaled(colour, 0.5)))
        step = h / rows
        for row in range(rows):
            base = v + row * step + 0.03
            at = u + 0.05
            while at < u + w - 0.08 and goods:
                size, tall, tone = _good(goods, dice, step)
                if at + size > u + w - 0.04:
                    break
                _draw_good(canvas, face, (at, base, size, tall), tone, goods)
                at += size + (0.004 if goods == "books" else dice.uniform(0.02, 0.09))
                if goods == "books" and dice.random() < 0.04:
                    at += 0.12
            canvas.drawPath(face.quad(u, base - 0.035, w, 0.035), fill(scaled(colour, 1.25)))
        for edge in (u - 0.02, u + w - 0.02):
            canvas.drawPath(face.quad(edge, v, 0.045, h), fill(colour))
        canvas.drawPath(face.quad(u - 0.04, v + h - 0.02, w + 0.08, 0.06), fill(scaled(colour, 1.2)))

    return draw


_GOODS: dict[str, tuple[str, ...]] = {
    "bottles": ("#7a3b12", "#1f4d3a", "#b5762a", "#5a1d22", "#d8c49a", "#2f5a78", "#8f4b1a"),
    "jars": ("#c9b27c", "#8f9a6a", "#b57a4a", "#9fb5b0", "#d8d2c0", "#7a5a4a"),
    "boxes": ("#b08a58", "#9c7a4c", "#8c8f94", "#c2a06c", "#5f6f7c", "#a4563e"),
}
_SIZES: dict[str, tuple[tuple[float, float], tuple[float, float]]] = {
    "books": ((0.035, 0.075), (0.55, 0.85)),
    "bottles": ((0.075, 0.1), (0.6, 0.82)),
    "jars": ((0.1, 0.16), (0.35, 0.6)),
    "boxes": ((0.2, 0.45), (0.4, 0.8)),
}
"""Width in metres and height as a share of the shelf, each from .. to."""


def _good(goods: str, dice: Random, step: float) -> tuple[float, float, Colour]:
    width, height = _SIZES[goods]
    w, h = dice.uniform(*width), step * dice.uniform(*height)
    if goods == "books":
        return w, h, scaled(dice.choice(BOOKS), dice.uniform(0.8, 1.2))
    return w, h, rgb(dice.choice(_GOODS[goods]))


def _draw_good(
    canvas: skia.Canvas, face: Face, box: tuple[float, float, float, float], tone: Colour, goods: str
) -> None:
    u, v, w, h = box
    if goods == "bottles":
        neck = w * 0.3
        outline = [
            (u, v),
            (u + w, v),
            (u + w, v + h * 0.58),
            (u + w / 2 + neck / 2, v + h * 0.75),
            (u + w / 2 + neck / 2, v + h),
        ]
        outline += [(u + w / 2 - neck / 2, v + h), (u + w / 2 - neck / 2, v + h * 0.75), (u, v + h * 0.58)]
        canvas.drawPath(face.path(outline), fill(tone))
        canvas.drawPath(face.quad(u + w * 0.15, v + 0.02, w * 0.14, h * 0.5), fill(mix(tone, (1, 0.95, 0.8), 0.6), 0.8))
        canvas.drawPath(face.quad(u + w * 0.1, v + h * 0.16, w * 0.8, h * 0.22), fill(rgb("#d9cdb0"), 0.7))
        return
    canvas.drawPath(face.quad(u, v, w, h), fill(tone))
    canvas.drawPath(face.quad(u, v, w * 0.2, h), fill(scaled(tone, 1.3), 0.6))
    if goods == "books":
        canvas.drawPath(face.quad(u, v + h * 0.75, w, h * 0.06), fill(mix(tone, (1, 0.85, 0.5), 0.4)))
    elif goods == "jars":
        canvas.drawPath(face.quad(u + w * 0.1, v + h, w * 0.8, 0.03), fill(rgb("#5a4a3a")))


def rug(scene: Scene, x: float, z: float, w: float, d: float, colour: Colour) -> Draw:
    """A bordered rug on the floor."""

    def draw(canvas: skia.Canvas) -> None:
        face = Face(scene.view, (x - w / 2, 0.01, z), (1, 0, 0), (0, 0, 1), w, d)
        canvas.drawPath(face.whole(), fill(scaled(colour, 0.75)))
        canvas.drawPath(face.quad(0.1, 0.1, w - 0.2, d - 0.2), fill(mix(colour, rgb("#d8c6a0"), 0.45)))
        canvas.drawPath(face.quad(0.18, 0.18, w - 0.36, d - 0.36), fill(colour))
        diamond = [(w / 2, 0.35), (w * 0.7, d / 2), (w / 2, d - 0.35), (w * 0.3, d / 2)]
        canvas.drawPath(face.path(diamond), fill(mix(colour, rgb("#d8c6a0"), 0.3)))

    return draw


def plant(scene: Scene, x: float, z: float, tall: float = 1.2) -> Draw:
    """A pot plant."""

    def draw(canvas: skia.Canvas) -> None:
        view, dice = scene.view, scene.dice(f"plant{x:.1f}{z:.1f}")
        unit, (cx, foot) = view.scale(z), view.at(x, 0, z)
        draw_shadow(canvas, view, Box(x - 0.2, 0, z, 0.4, 0.4, 0.4))
        pot = 0.36 * unit
        shape = [
            (cx - pot * 0.4, foot),
            (cx + pot * 0.4, foot),
            (cx + pot * 0.52, foot - pot),
            (cx - pot * 0.52, foot - pot),
        ]
        canvas.drawPath(
            poly(shape), linear((cx - pot / 2, 0), (cx + pot / 2, 0), [(rgb("#a5673f"), 1), (rgb("#5e3826"), 1)])
        )
        for k in range(13):
            angle = -math.pi / 2 + (k - 6) * 0.24 + dice.uniform(-0.1, 0.1)
            long = (tall - 0.3) * unit * dice.uniform(0.6, 1)
            tip = (cx + math.cos(angle) * long, foot - pot + math.sin(angle) * long * 0.95)
            bend = (cx + math.cos(angle) * long * 0.5, foot - pot + math.sin(angle) * long * 0.75)
            tone = mix(rgb("#2c5138"), rgb("#6f9455"), dice.random())
            leaf = [
                (cx, foot - pot * 0.9),
                (bend[0] - 0.05 * unit, bend[1]),
                tip,
                (bend[0] + 0.07 * unit, bend[1] + 0.03 * unit),
            ]
            canvas.drawPath(spline(leaf), fill(tone))

    return draw


def desk_chair(scene: Scene, x: float, z: float) -> Draw:
    return boxes(
        scene,
        rgb("#2c2a2c"),
        Box(x - 0.28, 0.45, z, 0.56, 0.08, 0.5),
        Box(x - 0.27, 0.55, z + 0.45, 0.54, 0.72, 0.08),
        Box(x - 0.04, 0.1, z + 0.2, 0.08, 0.35, 0.08),
    )


def blackboard(scene: Scene, face: Face, u: float, v: float, w: float, h: float, colour: Colour = _SLATE) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice, unit = scene.dice(f"board{u:.1f}"), face.size_at(u, v)
        canvas.drawPath(face.quad(u - 0.06, v - 0.06, w + 0.12, h + 0.12), fill(rgb("#6b4c30")))
        canvas.drawPath(face.quad(u, v, w, h), face.gradient(scaled(colour, 0.85), scaled(colour, 1.1)))
        rows = int(h / 0.2)
        for row in range(rows):
            at, y = u + 0.1, v + h - 0.17 - row * 0.19
            end = u + w * dice.uniform(0.4, 0.92)
            path = skia.Path()
            path.moveTo(*face.at(at, y))
            while at < end:
                at += dice.uniform(0.03, 0.06)
                path.lineTo(*face.at(at, y + dice.uniform(-0.035, 0.045)))
            canvas.drawPath(path, stroke(rgb("#d9ddd4"), 0.013 * unit, 0.6))

    return draw
