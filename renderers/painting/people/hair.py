"""Hair on a skull: the cap above the hairline, and what falls behind the head or over the shoulders."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import skia

from renderers.painting import ink
from renderers.painting.ink import Point
from renderers.painting.palette import WHITE, Colour, luma, mix, rgb, scaled
from renderers.painting.people.appearance import Headwear, Mark
from renderers.painting.people.brush import Tone, lerp, line_of, part, tapered
from renderers.painting.people.hairstyles import STYLES, Fall, Style, Texture
from renderers.painting.people.skull import Floats, Scalp, Skull

_AZIMUTHS = np.arange(-180.0, 180.0, 7.5)


def noise(i: int) -> float:
    """A number 0..1 that looks drawn by lot and never changes."""
    return abs(math.sin(i * 12.9898) * 43758.5453) % 1.0


@dataclass(frozen=True)
class Mane:
    """The hair of one head at one yaw."""

    skull: Skull
    tone: Tone
    _pictures: dict[str, skia.Picture] = field(default_factory=dict, compare=False, repr=False)

    def replay(self, canvas: skia.Canvas, name: str, draw: Callable[[Mane, skia.Canvas], None]) -> None:
        """Draws what a dozen mouths share, hair first of all: painted once, then played back."""
        if name not in self._pictures:
            recorder = skia.PictureRecorder()
            draw(self, recorder.beginRecording(skia.Rect.MakeLTRB(-4, -4, 4, 4)))
            self._pictures[name] = recorder.finishRecordingAsPicture()
        canvas.drawPicture(self._pictures[name])

    @cached_property
    def style(self) -> Style:
        """The cut; a hat presses it down."""
        style = STYLES[self.skull.who.hair]
        if self.skull.who.headwear is Headwear.NONE:
            return style
        return replace(style, volume=min(style.volume, 0.05), lift=0.0, wave=0.0)

    @cached_property
    def scalp(self) -> Scalp:
        """What hair grows on."""
        skull = self.skull
        return Scalp(skull.who, skull.yaw, skull.pitch)

    @cached_property
    def colour(self) -> Colour:
        """The tone in light; wet hair is darker."""
        colour = rgb(self.skull.who.hair_colour)
        return scaled(colour, 0.68) if Mark.SOAKED in self.skull.who.marks else colour

    @property
    def gloss(self) -> Colour:
        """The tone of the sheen: dark hair shines cooler."""
        return mix(self.colour, (0.78, 0.80, 0.90) if luma(self.colour) < 0.15 else WHITE, 0.42)

    def hairline(self, azimuth: float) -> float:
        """Height of the hairline at an azimuth."""
        away = abs((azimuth + 180) % 360 - 180)
        signed = (azimuth + 180) % 360 - 180
        skew = self.style.skew * math.sin(math.radians(min(90, away) * 2)) * (1 if signed > 0 else -1)
        return lerp(self.style.hairline, away)[0] + skew * (away < 90)

    def _grow(self, ys: Floats, azimuths: Floats) -> Floats:
        style = self.style
        front = np.exp(-((((azimuths - style.wave_at + 180) % 360 - 180) / 42) ** 2))[None, :]
        high = np.clip((-ys[:, None] - 0.18) / 0.2, 0, 1)
        low = np.clip((ys[:, None] - 0.15) / 0.3, 0, 1)
        return np.asarray(style.volume * (1 - 0.35 * low) + style.wave * front * high)

    @cached_property
    def _edges(self) -> tuple[list[Point], list[Point]]:
        """Right and left silhouette of all hair, from the crown down."""
        ys = np.array([-0.5 + 0.98 * (0.5 - 0.5 * math.cos(math.pi * i / 22)) for i in range(23)])
        x, y, _ = self.scalp.shell(self._grow(ys, _AZIMUTHS), ys, _AZIMUTHS, self.style.lift)
        line = np.array([self.hairline(float(a)) for a in _AZIMUTHS])
        covered = ys[:, None] <= line[None, :] + 0.02
        rows = np.flatnonzero(covered.any(1))
        far = np.where(covered, x, -9.0).argmax(1)[rows]
        near = np.where(covered, x, 9.0).argmin(1)[rows]
        right = [(float(a), float(b)) for a, b in zip(x[rows, far], y[rows, far], strict=True)]
        left = [(float(a), float(b)) for a, b in zip(x[rows, near], y[rows, near], strict=True)]
        return self._textured(right, 1), self._textured(left, 2)

    def _textured(self, edge: list[Point], seed: int) -> list[Point]:
        amount = {Texture.SPIKY: 0.085, Texture.WAVY: 0.02}.get(self.style.texture, 0.0)
        if amount == 0:
            return edge
        out = []
        for i, (x, y) in enumerate(edge):
            push = 1 + amount * ((i % 2) * 1.1 - 0.4 + 0.7 * noise(i + seed * 31))
            out.append((x * push, -0.05 + (y + 0.05) * push))
        return out

    def back(self, canvas: skia.Canvas) -> None:
        """Hair seen past the edge of head and neck, drawn before the head."""
        right, left = self._edges
        path = ink.spline([*right, *left[::-1]])
        self._curls(path, [*right, *left], skia.PathDirection.kCW)
        part(canvas, path, self.tone.dark(self.colour), self.tone)

    def cap(self, canvas: skia.Canvas) -> None:
        """Hair in front of the face and over the skull, drawn after the head."""
        yaw = self.skull.yaw
        line = []
        for step in range(-18, 19):
            azimuth = step * 5.0 - yaw
            height = self.hairline(azimuth)
            x, y, z = self.scalp.seen(self.scalp.polar(azimuth, max(height, -0.49), self.style.volume * 0.7))
            if z >= -0.01 and height > -0.5:
                line.append((x, y))
        if len(line) < 3:
            return
        right = [p for p in self._edges[0] if p[1] <= line[-1][1]]
        left = [p for p in self._edges[1] if p[1] <= line[0][1]]
        path = ink.spline([*self._ragged(line), *right[::-1], *left])
        self._curls(path, [*right, *left], skia.PathDirection.kCCW)
        canvas.saveLayer(None, None)
        if self.style.fall is Fall.CURTAIN and self.skull.turn[1] < 0:
            canvas.clipRect(ink.rect(-2, -2, 4, 2.14))  # goes on in what falls
        if self.style.texture is Texture.CROPPED:
            canvas.drawPath(path, ink.fill(self.colour, 0.86, soft=0.006))
            shadow = ink.spline(
                [(x - self.tone.side * 0.42, y) for x, y in ((0.0, -0.7), (0.03, -0.2), (-0.02, 0.2), (0.0, 0.7))],
                closed=False,
            )
            shadow.lineTo(-self.tone.side * 1.0, 0.7)
            shadow.lineTo(-self.tone.side * 1.0, -0.7)
            canvas.drawPath(shadow, ink.fill(self.tone.dark(self.colour), 0.8, blend=skia.BlendMode.kSrcATop))
        else:
            part(canvas, path, self.colour, self.tone, depth=0.10)
            self._sheen(canvas)
        canvas.restore()

    def _curls(self, path: skia.Path, edge: list[Point], direction: skia.PathDirection) -> None:
        """Round locks along the silhouette of curly hair."""
        if self.style.texture is Texture.CURLY:
            size = 0.05 + self.style.volume * 0.25
            for i, (x, y) in enumerate(edge):
                path.addCircle(x * 0.97, -0.05 + (y + 0.05) * 0.97, size * (0.75 + 0.6 * noise(i)), direction)

    def _ragged(self, line: list[Point]) -> list[Point]:
        """A hairline with locks instead of a cut edge."""
        deep = {Texture.SPIKY: 0.045, Texture.CURLY: 0.026, Texture.WAVY: 0.012, Texture.SMOOTH: 0.010}.get(
            self.style.texture, 0
        )
        low = self.skull.who.hair.value == "fringe"
        return [(x, y + (deep + 0.014 * low) * ((i % 2) * (0.4 + 0.6 * noise(i)))) for i, (x, y) in enumerate(line)]

    def _sheen(self, canvas: skia.Canvas) -> None:
        skull, style, blend = self.scalp, self.style, skia.BlendMode.kSrcATop
        centre = -skull.yaw + self.tone.side * 30
        curly = style.texture in (Texture.CURLY, Texture.SPIKY)
        for row, reach, width, alpha in (
            () if style.texture is Texture.CURLY else ((-0.33, 46, 0.050, 0.42), (-0.25, 30, 0.022, 0.30))
        ):
            band = []
            for step in range(-4, 5):
                azimuth = centre + step * reach / 4
                height = row + 0.012 * step * step / 4 - 0.02 * (step % 2) * (1 + curly)
                x, y, _ = skull.seen(skull.polar(azimuth, height, style.volume))
                band.append((x, y - style.volume * 0.6 - style.lift * 0.6))
            widths = [width * k for k in (0.1, 0.5, 0.8, 0.95, 1.0, 0.95, 0.8, 0.5, 0.1)]
            canvas.drawPath(tapered(band, widths), ink.fill(self.gloss, alpha * (0.5 if curly else 1), blend=blend))
        if style.texture is Texture.CURLY:
            self._ringlets(canvas)
            return
        for i in range(11):
            azimuth = -80 + i * 16 - skull.yaw + 6 * noise(i)
            end = self.hairline(azimuth) - 0.02
            points = []
            for t in (0.0, 0.5, 1.0):
                x, y, z = skull.seen(skull.polar(azimuth * (0.55 + 0.45 * t), -0.47 + (end + 0.47) * t, style.volume))
                points.append((x, y - (style.volume + style.lift) * (1 - t) * 0.9))
            if z > -0.05:
                colour = line_of(self.colour) if i % 3 else self.gloss
                canvas.drawPath(ink.spline(points, closed=False), ink.stroke(colour, 0.013, 0.34, blend=blend))

    def _ringlets(self, canvas: skia.Canvas) -> None:
        """Small arcs all over curly hair, lit towards the light."""
        out = self.style.volume
        for i in range(34):
            azimuth = -95 + 190 * ((i * 0.618) % 1) - self.skull.yaw
            height = -0.46 + 0.44 * ((i * 0.367) % 1)
            x, y, z = self.scalp.seen(self.scalp.polar(azimuth, height, out * 0.9))
            if z < 0.02 or height > self.hairline(azimuth) - 0.04:
                continue
            y -= (0.45 * out / 0.36) * max(0.0, (-height - 0.05) / 0.45)
            lit = x * self.tone.side > -0.05
            size = 0.035 + 0.02 * noise(i)
            colour = mix(self.colour, self.gloss, 0.7) if lit else line_of(self.colour)
            paint = ink.stroke(colour, 0.015, 0.34, blend=skia.BlendMode.kSrcATop)
            box = ink.rect(x - size, y - size, size * 2, size * 2)
            canvas.drawArc(box, 150 + 120 * noise(i + 9), 170, useCenter=False, paint=paint)

    def at(self, x: float, y: float, z: float) -> Point:
        """Where a point of the head's own space is seen."""
        sx, sy, _ = self.skull.seen((x, y, z))
        return sx, sy

    def strand(self, canvas: skia.Canvas, points: list[Point], widths: list[float], *, dark: float = 1.0) -> None:
        """A lock with a shadow side and two hairlines."""
        colour = scaled(self.colour, dark)
        part(canvas, tapered(points, widths), colour, self.tone, depth=max(widths) * 0.7)
        shift = self.tone.side * max(widths) * 0.35
        inner = [(x + shift, y) for x, y in points]
        canvas.drawPath(
            ink.spline(inner, closed=False), ink.stroke(mix(colour, self.gloss, 0.6), max(widths) * 0.18, 0.55)
        )
        other = [(x - shift * 0.6, y) for x, y in points]
        canvas.drawPath(ink.spline(other, closed=False), ink.stroke(line_of(colour), 0.011, 0.5))
