"""Weather behind glass: what falls outside, and what it leaves on the panes."""

from __future__ import annotations

import skia

from renderers.painting.ink import Draw, fill, linear, stroke
from renderers.painting.palette import WHITE, mix, scaled
from renderers.painting.sets.kit_scene import Scene
from renderers.painting.terms import Weather

_STREAKS, _FLAKES, _DROPS = 700, 900, 520
_SLANT = 0.12


def falling_outside(scene: Scene) -> Draw | None:
    """Rain or snow before the view of a window; None in other weather."""
    return {Weather.RAIN: _rain, Weather.STORM: _rain, Weather.SNOW: _snow}.get(scene.place.weather, _nothing)(scene)


def _nothing(scene: Scene) -> None:  # noqa: ARG001 - weathers share one shape
    return None


def _rain(scene: Scene) -> Draw:
    """Slanting streaks, and drops that run down the glass, each bright at its lower edge."""
    light = scene.light
    pale = mix(light.sky[2], WHITE, 0.75 - 0.35 * light.night)
    strength = 0.62 if scene.place.weather is Weather.STORM else 0.48

    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("rain outside")
        for _ in range(_STREAKS):
            x, y, long = dice.uniform(-1.2, 1.2), dice.uniform(-0.62, 0.6), dice.uniform(0.04, 0.12)
            canvas.drawLine(x, y, x - long * _SLANT, y + long, stroke(pale, 0.0022, strength * dice.uniform(0.5, 1.0)))
        for _ in range(_DROPS):
            x, y, r = dice.uniform(-1.15, 1.15), dice.uniform(-0.6, 0.5), dice.uniform(0.002, 0.0058)
            trail = dice.random() ** 3 * 0.09
            run = linear((x, y - trail), (x, y), [(pale, 0.0), (pale, 0.35)])
            canvas.drawRect(skia.Rect.MakeLTRB(x - r * 0.6, y - trail, x + r * 0.6, y), run)
            canvas.drawCircle(x, y, r, fill(scaled(light.sky[1], 0.5), 0.35))
            canvas.drawCircle(x, y + r * 0.35, r * 0.6, fill(mix(pale, WHITE, 0.5), 0.75))

    return draw


def _snow(scene: Scene) -> Draw:
    """Flakes of every size, the near ones soft."""
    white = mix(WHITE, scene.light.sky[2], 0.05 + 0.3 * scene.light.night)

    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice("snow outside")
        for _ in range(_FLAKES):
            near = dice.random() ** 2
            r = 0.0022 + 0.0068 * near
            place = dice.uniform(-1.2, 1.2), dice.uniform(-0.62, 0.6)
            canvas.drawCircle(*place, r, fill(white, 0.9 - 0.4 * near, soft=r * 0.5 * near))

    return draw
