"""Paints and paths: thin names over Skia, in units of frame heights. Path creation lives only here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

import skia

from renderers.painting.palette import Colour

Item = TypeVar("Item")

Point = tuple[float, float]
Stop = tuple[Colour, float]
"""A colour of a gradient and its opacity."""
Draw = Callable[[skia.Canvas], None]

SCREEN = skia.BlendMode.kScreen
MULTIPLY = skia.BlendMode.kMultiply
PLUS = skia.BlendMode.kPlus
CLEAR = skia.BlendMode.kClear


def colour4(colour: Colour, alpha: float = 1.0) -> int:
    """Skia's packed colour; channels above 1 are clipped."""
    red, green, blue = colour
    return _packed(float(red), float(green), float(blue), float(alpha))


@lru_cache(maxsize=4096)
def _packed(*channels: float) -> int:
    return int(skia.Color4f(*(min(1.0, max(0.0, channel)) for channel in channels)).toColor())


def blur(sigma: float) -> skia.MaskFilter:
    """Soft edges of `sigma` frame heights, for `fill(..., soft=...)` and friends."""
    return skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, sigma)


def _dress(paint: skia.Paint, soft: float, blend: skia.BlendMode | None) -> skia.Paint:
    if soft > 0:
        paint.setMaskFilter(blur(soft))
    if blend is not None:
        paint.setBlendMode(blend)
    return paint


def fill(colour: Colour, alpha: float = 1.0, *, soft: float = 0.0, blend: skia.BlendMode | None = None) -> skia.Paint:
    """A plain antialiased fill."""
    return _dress(skia.Paint(AntiAlias=True, Color=colour4(colour, alpha)), soft, blend)


def stroke(
    colour: Colour, width: float, alpha: float = 1.0, *, soft: float = 0.0, blend: skia.BlendMode | None = None
) -> skia.Paint:
    """A line with round ends, `width` in frame heights."""
    paint = skia.Paint(
        AntiAlias=True,
        Color=colour4(colour, alpha),
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=width,
        StrokeCap=skia.Paint.kRound_Cap,
        StrokeJoin=skia.Paint.kRound_Join,
    )
    return _dress(paint, soft, blend)


def linear(
    start: Point,
    end: Point,
    stops: Sequence[Stop],
    at: Sequence[float] | None = None,
    *,
    soft: float = 0.0,
    blend: skia.BlendMode | None = None,
) -> skia.Paint:
    """A gradient from `start` to `end`; `stops` are (colour, alpha)."""
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(*start), skia.Point(*end)],
        [colour4(colour, alpha) for colour, alpha in stops],
        None if at is None else list(at),
    )
    return _dress(skia.Paint(AntiAlias=True, Dither=True, Shader=shader), soft, blend)


def shaded(start: Point, end: Point, *colours: Colour) -> skia.Paint:
    """An opaque gradient with evenly spaced colours."""
    return linear(start, end, [(colour, 1.0) for colour in colours])


def radial(
    centre: Point,
    radius: float,
    stops: Sequence[Stop],
    at: Sequence[float] | None = None,
    *,
    soft: float = 0.0,
    blend: skia.BlendMode | None = None,
) -> skia.Paint:
    """A gradient from the centre outwards."""
    shader = skia.GradientShader.MakeRadial(
        skia.Point(*centre),
        radius,
        [colour4(colour, alpha) for colour, alpha in stops],
        None if at is None else list(at),
    )
    return _dress(skia.Paint(AntiAlias=True, Dither=True, Shader=shader), soft, blend)


def glow(canvas: skia.Canvas, centre: Point, radius: float, colour: Colour, alpha: float = 0.6) -> None:
    """Light in the air around a lamp."""
    stops = [(colour, alpha), (colour, alpha * 0.35), (colour, alpha * 0.08), (colour, 0.0)]
    canvas.drawCircle(*centre, radius, radial(centre, radius, stops, (0, 0.28, 0.62, 1), blend=SCREEN))


def rect(x: float, y: float, w: float, h: float) -> skia.Rect:
    """A rectangle by its left top corner and its size."""
    return skia.Rect.MakeXYWH(x, y, w, h)


def poly(points: Sequence[Point], *, closed: bool = True) -> skia.Path:
    """Straight lines through the points."""
    path = skia.Path()
    path.addPoly([skia.Point(*point) for point in points], closed)
    return path


def spline(points: Sequence[Point], *, closed: bool = True, tension: float = 1 / 6) -> skia.Path:
    """A smooth Catmull-Rom curve through the points."""
    path = skia.Path()
    path.moveTo(*points[0])
    before, after = (points[-1:], points[:2]) if closed else (points[:1], points[-1:])
    around = [*before, *points, *after]
    for (ax, ay), (bx, by), (cx, cy), (dx, dy) in zip(around, around[1:], around[2:], around[3:], strict=False):
        path.cubicTo(
            bx + (cx - ax) * tension,
            by + (cy - ay) * tension,
            cx - (dx - bx) * tension,
            cy - (dy - by) * tension,
            cx,
            cy,
        )
    if closed:
        path.close()
    return path


def each(draw: Callable[[skia.Canvas, Item], None], items: Iterable[Item]) -> Draw:
    """`draw` for every item, one after the other."""
    kept = list(items)

    def drawn(canvas: skia.Canvas) -> None:
        for item in kept:
            draw(canvas, item)

    return drawn
