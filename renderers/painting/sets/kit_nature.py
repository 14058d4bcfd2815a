"""Land and growth: ridges, trees, grass, rocks, water. Shapes in albedo; the hour is laid on later."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from random import Random

import skia

from renderers.painting.ink import SCREEN, Draw, Point, fill, linear, poly, spline, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets.kit_scene import Scene
from renderers.painting.terms import Season, Weather

_LEAVES: dict[Season, tuple[str, ...]] = {
    Season.SPRING: ("#7fa35a", "#93b56a", "#6d944f", "#d9a7b4"),
    Season.SUMMER: ("#4f7a43", "#5d8748", "#3f6a3d", "#6f9450"),
    Season.AUTUMN: ("#b5652c", "#c98a34", "#8f4526", "#a8793a"),
    Season.WINTER: ("#7d858a", "#8d949a", "#6c757c", "#98a0a6"),
}
_GRASS: dict[Season, str] = {
    Season.SPRING: "#7f9a55",
    Season.SUMMER: "#71874a",
    Season.AUTUMN: "#8f7a45",
    Season.WINTER: "#98938a",
}
SNOW = rgb("#dfe6ee")


def leaves(scene: Scene) -> tuple[Colour, ...]:
    """Colours of foliage at this season; snow lies on it in winter weather."""
    tones = tuple(rgb(tone) for tone in _LEAVES[scene.place.season])
    if scene.place.weather is Weather.SNOW:
        return tuple(mix(tone, SNOW, 0.55) for tone in tones)
    return tones


def grass(scene: Scene) -> Colour:
    """Colour of open ground at this season."""
    if snowy(scene):
        return SNOW
    return rgb(_GRASS[scene.place.season])


def snowy(scene: Scene) -> bool:
    """Whether snow lies."""
    return scene.place.weather is Weather.SNOW or (
        scene.place.season is Season.WINTER
        and scene.place.weather is not Weather.RAIN
        and scene.place.says("snow", "snowy")
    )


def ridge_points(
    dice: Random, left: float, right: float, y: float, height: float, roughness: float = 0.5
) -> list[Point]:
    """A skyline of hills by midpoint displacement."""
    heights = [dice.uniform(-0.4, 0.4), dice.uniform(-0.4, 0.4)]
    spread = 1.0
    for _ in range(7):
        denser: list[float] = []
        for a, b in pairwise(heights):
            denser += [a, (a + b) / 2 + dice.uniform(-0.5, 0.5) * spread]
        heights = [*denser, heights[-1]]
        spread *= roughness
    last = len(heights) - 1
    return [(left + (right - left) * i / last, y + height * value) for i, value in enumerate(heights)]


def ridge_shape(scene: Scene, name: str, y: float, height: float, roughness: float = 0.5) -> skia.Path:
    """Hills filled down to the stage's foot."""
    points = ridge_points(scene.dice(name), -1.9, 1.9, y, height, roughness)
    return poly([(-1.9, 2.0), *points, (1.9, 2.0)])


def tree_line(scene: Scene, name: str, y: float, tall: float, pale: float) -> Draw:
    """A far edge of woods, one soft mass."""
    dice = scene.dice(name)
    tone = mix(leaves(scene)[2], scene.light.fog, pale)
    crowns = []
    x = -1.9
    while x < 1.9:
        size = dice.uniform(0.35, 1) * tall
        crowns.append((x, y - size * 0.45, size * dice.uniform(0.28, 0.5), size * 0.6))
        x += size * 0.32

    def draw(canvas: skia.Canvas) -> None:
        canvas.drawRect(skia.Rect.MakeLTRB(-1.9, y - tall * 0.2, 1.9, y + 0.06), fill(scaled(tone, 0.86)))
        for i, (cx, cy, rx, ry) in enumerate(crowns):
            shade = scaled(tone, 0.86 + 0.1 * (i % 3))
            canvas.drawOval(skia.Rect.MakeLTRB(cx - rx, cy - ry, cx + rx, cy + ry), fill(shade))

    return draw


def leaf_mass(
    canvas: skia.Canvas,
    centre: Point,
    radius: float,
    tones: Sequence[Colour],
    dice: Random,
    *,
    side: float,
    count: int = 90,
) -> None:
    """A crown: one dark mass, then ever smaller and lighter tufts towards the light."""
    x, y = centre
    for k in range(7):
        angle = k * math.tau / 7
        cx, cy = x + math.cos(angle) * radius * 0.5, y + math.sin(angle) * radius * 0.36
        size = radius * dice.uniform(0.45, 0.6)
        canvas.drawOval(
            skia.Rect.MakeXYWH(cx - size, cy - size * 0.8, size * 2, size * 1.6), fill(scaled(tones[2], 0.42))
        )
    for i in range(count):
        t = i / count
        angle, reach = dice.uniform(0, math.tau), dice.random() ** 0.55 * (1.02 - 0.35 * t)
        cx = x + math.cos(angle) * reach * radius * 0.98 + side * t * radius * 0.2
        cy = y + math.sin(angle) * reach * radius * 0.74 - t * radius * 0.2
        size = radius * dice.uniform(0.09, 0.2) * (1.2 - 0.6 * t)
        tone = scaled(tones[i % len(tones)], 0.45 + 0.72 * t)
        tuft = [
            (cx + math.cos(a) * size * dice.uniform(0.55, 1.3), cy + math.sin(a) * size * dice.uniform(0.45, 1.0))
            for a in (k * math.tau / 7 for k in range(7))
        ]
        canvas.drawPath(spline(tuft), fill(tone))


def broadleaf(scene: Scene, name: str, x: float, foot: float, tall: float) -> Draw:
    """A tree with a crown; bare in winter."""
    tones, side = leaves(scene), scene.light.side
    bark = rgb("#4a3a2e")

    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice(name)
        lean = dice.uniform(-0.06, 0.06) * tall
        trunk = [
            (x - tall * 0.035, foot),
            (x - tall * 0.02 + lean * 0.5, foot - tall * 0.4),
            (x + lean, foot - tall * 0.66),
            (x + tall * 0.025 + lean * 0.5, foot - tall * 0.4),
            (x + tall * 0.04, foot),
        ]
        canvas.drawPath(spline(trunk, tension=0.1), fill(bark))
        bare = scene.place.season is Season.WINTER
        for _ in range(9 if bare else 2):
            branch(
                canvas,
                (x + lean * 0.7, foot - tall * dice.uniform(0.38, 0.6)),
                -math.pi / 2 + dice.uniform(-1, 1),
                tall * 0.3,
                tall * 0.016,
                bark,
                dice,
            )
        if not bare:
            leaf_mass(canvas, (x + lean, foot - tall * 0.7), tall * 0.33, tones, dice, side=side)

    return draw


def branch(
    canvas: skia.Canvas,
    start: Point,
    angle: float,
    length: float,
    width: float,
    colour: Colour,
    dice: Random,
    depth: int = 3,
) -> None:
    """A bare branch and its twigs."""
    end = (start[0] + math.cos(angle) * length, start[1] + math.sin(angle) * length)
    bend = (
        (start[0] + end[0]) / 2 + dice.uniform(-0.1, 0.1) * length,
        (start[1] + end[1]) / 2 + dice.uniform(-0.1, 0.1) * length,
    )
    canvas.drawPath(spline([start, bend, end], closed=False), stroke(colour, width))
    if depth > 0:
        for _ in range(2):
            branch(
                canvas,
                end if dice.random() < 0.6 else bend,
                angle + dice.uniform(-0.8, 0.8),
                length * 0.62,
                width * 0.6,
                colour,
                dice,
                depth - 1,
            )


def conifer(
    canvas: skia.Canvas, x: float, foot: float, tall: float, tone: Colour, dice: Random, *, snow: bool, side: float
) -> None:
    """A fir: drooping tiers with ragged edges."""
    canvas.drawLine(x, foot, x, foot - tall * 0.3, stroke(rgb("#3d3028"), tall * 0.03))
    tiers = 8
    for i in range(tiers):
        t = i / tiers
        top, base = foot - tall * (0.16 + 0.84 * (t + 1.45 / tiers)), foot - tall * (0.1 + 0.84 * t)
        w = tall * 0.24 * (1 - t) ** 0.85 + tall * 0.018
        teeth = 5
        lower = [
            (x - w + 2 * w * k / (teeth * 2), base + (dice.uniform(0.0, 0.4) if k % 2 else -0.2) * tall * 0.05)
            for k in range(teeth * 2 + 1)
        ]
        canvas.drawPath(poly([(x, top), *reversed(lower)]), fill(scaled(tone, 0.62 + 0.4 * t)))
        lit = [(x, top), (x + side * w * 0.15, base - tall * 0.03), (x + side * w * 0.85, base - tall * 0.005)]
        canvas.drawPath(poly(lit), fill(SNOW if snow else scaled(tone, 1.25), 0.7 if snow else 0.35))


def blades(
    canvas: skia.Canvas, dice: Random, left: float, right: float, y: float, tall: float, tone: Colour, count: int
) -> None:
    """Grass standing along a line; one path for each of three tones."""
    for k in (0.7, 0.95, 1.2):
        path = skia.Path()
        for _ in range(count // 3):
            x, h = dice.uniform(left, right), tall * dice.uniform(0.4, 1)
            lean, base = dice.uniform(-0.5, 0.5) * h, y + dice.uniform(-0.1, 0.5) * tall
            path.moveTo(x, base)
            path.quadTo(x + lean * 0.2, base - h * 0.6, x + lean, base - h)
        canvas.drawPath(path, stroke(scaled(tone, k), max(0.0012, tall * 0.05)))


def ground(scene: Scene, colour: Colour, *, line: float | None = None, darken: float = 0.5) -> Draw:
    """Open ground from the horizon to the camera, paler far away, with tufts and unevenness."""
    y = scene.view.horizon if line is None else line

    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("ground")
        bottom = scene.stage.bottom + 0.1
        rect = skia.Rect.MakeLTRB(-2, y, 2, max(bottom, 1.0))
        stops = [(mix(colour, scene.light.fog, 0.3), 1.0), (colour, 1.0), (scaled(colour, darken), 1.0)]
        canvas.drawRect(rect, linear((0, y), (0, 0.62), stops, (0, 0.35, 1)))
        for i in range(70):
            t = (i / 70) ** 1.8
            yy, w = y + 0.01 + t * (0.62 - y), 0.05 + 0.5 * t
            x = dice.uniform(-1.6, 1.6)
            tone = scaled(colour, dice.uniform(0.7, 1.2))
            canvas.drawOval(skia.Rect.MakeXYWH(x - w / 2, yy, w, w * 0.07), fill(tone, 0.25, soft=0.004 + 0.008 * t))

    return draw


def path_way(scene: Scene, colour: Colour, *, bend: float = 0.12, line: float | None = None, wide: float = 0.5) -> Draw:
    """A way that leads from the camera to the horizon."""
    y = scene.view.horizon if line is None else line
    flip = scene.flip

    def draw(canvas: skia.Canvas) -> None:
        left, right = [], []
        for i in range(12):
            t = i / 11
            yy = y + 0.005 + (0.75 - y) * t**1.9
            centre = flip * bend * math.sin(t * 3.0) * (1 - t) * 1.6
            half = 0.004 + wide * t**1.9
            left.append((centre - half, yy))
            right.append((centre + half, yy))
        shape = spline(left + right[::-1], tension=0.12)
        pale = mix(colour, scene.light.fog, 0.3)
        canvas.drawPath(shape, linear((0, y), (0, 0.6), [(pale, 1), (colour, 1), (scaled(colour, 0.6), 1)]))

    return draw


def rock(canvas: skia.Canvas, x: float, foot: float, size: float, colour: Colour, dice: Random, side: float) -> None:
    """A stone with a lit facet."""
    outline = [
        (
            x + math.cos(a) * size * dice.uniform(0.8, 1.1),
            foot - size * 0.3 + math.sin(a) * size * 0.6 * dice.uniform(0.8, 1.1),
        )
        for a in (k * math.tau / 9 for k in range(9))
    ]
    canvas.drawOval(
        skia.Rect.MakeXYWH(x - size * 1.2, foot - size * 0.05, size * 2.4, size * 0.4),
        fill((0, 0, 0), 0.35, soft=size * 0.12),
    )
    canvas.drawPath(poly(outline), linear((x, foot - size), (x, foot), [(colour, 1), (scaled(colour, 0.5), 1)]))
    facet = [
        (px + side * size * 0.1, py - size * 0.05)
        for px, py in outline
        if (px - x) * side > -size * 0.2 and py < foot - size * 0.3
    ]
    if len(facet) > 2:
        canvas.drawPath(poly(facet), fill(mix(colour, WHITE, 0.3), 0.6))


def water(scene: Scene, line: float, *, calm: float = 0.5, depth: float = 0.64) -> Draw:
    """Water from `line` down: sky mirrored far away, deep near; ripples grow towards the camera."""
    light = scene.light
    far = mix(light.sky[3], rgb("#5d8796"), 0.45)
    middle, near = rgb("#3f6f86"), rgb("#1f4358")

    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("water")
        rect = skia.Rect.MakeLTRB(-2, line, 2, 2)
        canvas.drawRect(rect, linear((0, line), (0, depth), [(far, 1), (middle, 1), (near, 1)], (0, 0.3, 1)))
        for tone, alpha in ((mix(light.sky[3], WHITE, 0.3), 0.4), (scaled(near, 0.6), 0.4)):
            for band in range(14):
                t = (band + 0.5) / 14
                y0 = line + (depth - line) * t**1.9
                path = skia.Path()
                for _ in range(18):
                    x, w = dice.uniform(-1.4, 1.4), (0.02 + 0.18 * t) * dice.uniform(0.4, 1.3)
                    y = y0 + dice.uniform(-0.5, 0.5) * 0.05 * (0.2 + t)
                    path.moveTo(x - w, y)
                    path.quadTo(x, y - 0.016 * t * (1.5 - calm), x + w, y)
                canvas.drawPath(path, stroke(tone, 0.001 + 0.004 * t, alpha * (1 - 0.5 * t)))

    return draw


def glitter(scene: Scene, line: float, *, depth: float = 0.6) -> Draw:
    """The path of sun or moon on water, and a veil along the horizon."""
    light = scene.light

    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("glitter")
        if light.cover < 0.8:
            for _ in range(150):
                t = dice.random() ** 1.6
                y = line + 0.004 + (depth - line) * t
                w = (0.008 + 0.07 * t) * dice.uniform(0.3, 1)
                x = light.sun[0] + dice.gauss(0, 0.02 + 0.12 * t)
                canvas.drawOval(
                    skia.Rect.MakeXYWH(x - w / 2, y, w, 0.0022 + 0.006 * t),
                    fill(light.glow, 0.5 * (1 - 0.55 * t), blend=SCREEN),
                )
        veil = linear(
            (0, line - 0.02), (0, line + 0.09), [(light.fog, 0.0), (light.fog, 0.5), (light.fog, 0.0)], (0, 0.22, 1)
        )
        canvas.drawRect(skia.Rect.MakeLTRB(-2, line - 0.02, 2, line + 0.09), veil)

    return draw
