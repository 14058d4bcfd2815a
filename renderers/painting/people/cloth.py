"""What is on the cloth: patterns, buttons, zips."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

import skia

from renderers.painting import ink
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.people.brush import line_of
from renderers.painting.people.clothes import Front, Pattern
from renderers.painting.people.dressing import Dress, Piece, nothing


def _seam(dress: Dress, canvas: skia.Canvas) -> None:
    top = 1.0 - dress.cut.opening
    line = [dress.torso.on(3, t) for t in (top, top * 0.66, top * 0.33, -0.2)]
    canvas.drawPath(ink.spline(line, closed=False), ink.stroke(line_of(dress.cloth), 0.020, 0.9))


def _dots(dress: Dress, canvas: skia.Canvas, azimuths: tuple[float, ...], count: int) -> None:
    top = 0.96 - dress.cut.opening
    colour = mix(dress.cloth, WHITE, 0.45) if sum(dress.cloth) < 1.6 else scaled(dress.cloth, 0.45)
    for azimuth in azimuths:
        for i in range(count):
            t = top - 0.02 - (top + 0.02) * i / max(1, count - 1) * 0.9
            canvas.drawCircle(*dress.torso.on(azimuth, t), 0.030, ink.fill(colour))


def _buttons(dress: Dress, canvas: skia.Canvas) -> None:
    _seam(dress, canvas)
    _dots(dress, canvas, (7,), 2 if dress.cut.opening > 0.45 else 4)


def _double(dress: Dress, canvas: skia.Canvas) -> None:
    line = [dress.torso.on(14, t) for t in (1.0 - dress.cut.opening, 0.4, -0.2)]
    canvas.drawPath(ink.spline(line, closed=False), ink.stroke(line_of(dress.cloth), 0.020, 0.9))
    _dots(dress, canvas, (-16, 20), 3)


def _zip(dress: Dress, canvas: skia.Canvas) -> None:
    top = 1.0 - dress.cut.opening
    line = [dress.torso.on(2, t) for t in (top, top * 0.5, -0.2)]
    canvas.drawPath(ink.spline(line, closed=False), ink.stroke(line_of(dress.cloth), 0.040, 0.9))
    canvas.drawPath(ink.spline(line, closed=False), ink.stroke((0.70, 0.70, 0.72), 0.012, 0.9))


FRONTS: Mapping[Front, Piece] = MappingProxyType(
    {Front.NONE: nothing, Front.SEAM: _seam, Front.BUTTONS: _buttons, Front.DOUBLE: _double, Front.ZIP: _zip}
)


def _round(dress: Dress, canvas: skia.Canvas, t: float, width: float, colour: Colour, alpha: float = 1.0) -> None:
    """A band around the trunk."""
    rows = [dress.torso.on(azimuth - dress.bones.yaw, t) for azimuth in range(-90, 91, 15)]
    canvas.drawPath(ink.spline(rows, closed=False), ink.stroke(colour, width, alpha))


def _stripes(dress: Dress, canvas: skia.Canvas) -> None:
    for t in (0.80, 0.66, 0.52, 0.38, 0.24, 0.10, -0.04):
        _round(dress, canvas, t, 0.085, rgb(dress.who.second))


def _band(dress: Dress, canvas: skia.Canvas) -> None:
    _round(dress, canvas, 0.60, 0.16, rgb(dress.who.accent))
    _round(dress, canvas, -0.06, 0.14, scaled(dress.cloth, 0.7))


def _knit(dress: Dress, canvas: skia.Canvas) -> None:
    for azimuth in range(-160, 181, 20):
        if dress.torso.facing(azimuth) > 0:
            line = [dress.torso.on(azimuth, t) for t in (0.98, 0.7, 0.4, 0.1, -0.15)]
            canvas.drawPath(ink.spline(line, closed=False), ink.stroke(line_of(dress.cloth), 0.012, 0.30))
    _round(dress, canvas, -0.06, 0.10, scaled(dress.cloth, 0.78))


def _plaid(dress: Dress, canvas: skia.Canvas) -> None:
    second = rgb(dress.who.second)
    for t in (0.88, 0.70, 0.52, 0.34, 0.16, -0.02):
        _round(dress, canvas, t, 0.10, scaled(dress.cloth, 0.6), 0.7)
        _round(dress, canvas, t - 0.05, 0.020, second, 0.7)
    for azimuth in range(-165, 181, 30):
        if dress.torso.facing(azimuth) > 0:
            line = [dress.torso.on(azimuth, t) for t in (1.0, 0.7, 0.4, 0.1, -0.2)]
            canvas.drawPath(ink.spline(line, closed=False), ink.stroke(scaled(dress.cloth, 0.6), 0.09, 0.6))
            line = [dress.torso.on(azimuth + 9, t) for t in (1.0, 0.7, 0.4, 0.1, -0.2)]
            canvas.drawPath(ink.spline(line, closed=False), ink.stroke(second, 0.018, 0.6))


def _spots(dress: Dress, canvas: skia.Canvas, colours: tuple[Colour, ...], size: float, jitter: float) -> None:
    for i, t in enumerate((0.95, 0.80, 0.65, 0.50, 0.35, 0.20, 0.05, -0.1)):
        for k, azimuth in enumerate(range(-165, 181, 28)):
            own = azimuth + (i % 2) * 14
            if dress.torso.facing(own) > 0:
                x, y = dress.torso.on(own, t + jitter * math.sin(k * 7.3 + i * 3.1))
                wide = size * (1 + 12 * jitter * abs(math.sin(k * 3.7 + i)))
                canvas.drawOval(
                    ink.rect(x - wide, y - size, 2 * wide, 2 * size), ink.fill(colours[(i + k) % len(colours)])
                )


def _polka(dress: Dress, canvas: skia.Canvas) -> None:
    _spots(dress, canvas, (mix(rgb(dress.who.second), WHITE, 0.3),), 0.030, 0.0)


def _camo(dress: Dress, canvas: skia.Canvas) -> None:
    _spots(
        dress,
        canvas,
        (scaled(dress.cloth, 0.55), mix(dress.cloth, (0.72, 0.66, 0.48), 0.6), scaled(dress.cloth, 0.75)),
        0.085,
        0.05,
    )


def _plates(dress: Dress, canvas: skia.Canvas) -> None:
    shine = mix(dress.cloth, WHITE, 0.5)
    for t in (0.36, 0.22, 0.08):
        _round(dress, canvas, t, 0.03, line_of(dress.cloth))
        _round(dress, canvas, t - 0.03, 0.018, shine, 0.8)
    centre = -dress.bones.yaw + dress.tone.side * 30
    plate = [dress.torso.on(centre + azimuth, t) for azimuth, t in ((-4, 0.88), (6, 0.74), (2, 0.58), (-6, 0.48))]
    canvas.drawPath(ink.spline(plate, closed=False), ink.stroke(shine, 0.05, 0.7))


def _quilt(dress: Dress, canvas: skia.Canvas) -> None:
    for t in (0.78, 0.60, 0.42, 0.24, 0.06):
        _round(dress, canvas, t, 0.022, line_of(dress.cloth), 0.6)
        _round(dress, canvas, t - 0.025, 0.03, mix(dress.cloth, WHITE, 0.3), 0.5)


PATTERNS: Mapping[Pattern, Piece] = MappingProxyType(
    {
        Pattern.PLAIN: nothing,
        Pattern.STRIPES: _stripes,
        Pattern.BAND: _band,
        Pattern.KNIT: _knit,
        Pattern.PLAID: _plaid,
        Pattern.DOTS: _polka,
        Pattern.CAMO: _camo,
        Pattern.PLATES: _plates,
        Pattern.QUILT: _quilt,
    }
)
