"""Space: stars, gas and worlds, and the light they give."""

from __future__ import annotations

from dataclasses import replace

import skia

from renderers.painting.ink import SCREEN, Draw, fill, glow, linear, radial, stroke
from renderers.painting.light import Light
from renderers.painting.palette import WHITE, mix, rgb, scaled
from renderers.painting.sets.kit_scene import Scene
from renderers.painting.textures import cloud_shader


def heavens(scene: Scene, *, planet: bool = True) -> Draw:
    """Stars, two veils of gas, a world with its lit limb."""

    def draw(canvas: skia.Canvas) -> None:
        dice, stage = scene.dice("space"), scene.stage
        canvas.drawPaint(linear((0, -0.6), (0, 0.6), [(rgb("#04060f"), 1), (rgb("#0a1122"), 1), (rgb("#05070f"), 1)]))
        for i, gas in enumerate(dice.choice(_NEBULAE)):
            canvas.saveLayer(None, skia.Paint(BlendMode=SCREEN))
            angle = dice.uniform(-0.4, 0.4)
            stops = [(rgb(gas), 0.0), (rgb(gas), 0.95), (rgb(gas), 0.0)]
            canvas.drawPaint(linear((angle, -0.5 + 0.3 * i), (-angle, 0.4 + 0.2 * i), stops))
            canvas.drawPaint(
                skia.Paint(
                    Shader=cloud_shader("cloud", scene.seed + i, 0.0034, (dice.random(), 0.0)),
                    BlendMode=skia.BlendMode.kDstIn,
                )
            )
            canvas.restore()
        for _ in range(620):
            x, y = dice.uniform(-1.4, 1.4), dice.uniform(-0.75, 0.75)
            tone = mix(WHITE, dice.choice([rgb("#a8c8ff"), rgb("#ffd8b0")]), dice.random())
            if stage.left < x < stage.right:
                canvas.drawCircle(x, y, dice.random() ** 5 * 0.0026 + 0.0005, fill(tone, dice.uniform(0.3, 1)))
        if planet:
            _world(canvas, scene)

    return draw


def _world(canvas: skia.Canvas, scene: Scene) -> None:
    dice = scene.dice("world")
    bright, dark = (rgb(tone) for tone in dice.choice(_WORLDS))
    x, y, r = scene.flip * dice.uniform(0.25, 0.5), dice.uniform(-0.12, 0.05), dice.uniform(0.26, 0.4)
    glow(canvas, (x, y), r * 1.75, bright, 0.42)
    disc = skia.Path()
    disc.addCircle(x, y, r)
    canvas.drawPath(
        disc,
        radial(
            (x - r * 0.42, y - r * 0.38),
            r * 1.6,
            [(mix(bright, WHITE, 0.4), 1), (bright, 1), (dark, 1), (scaled(dark, 0.12), 1)],
            (0, 0.22, 0.58, 1),
        ),
    )
    canvas.save()
    canvas.clipPath(disc, doAntiAlias=True)
    canvas.saveLayer(None, skia.Paint(Alphaf=0.5))
    canvas.drawPaint(fill(mix(bright, WHITE, 0.6)))
    canvas.drawPaint(
        skia.Paint(Shader=cloud_shader("cloud", scene.seed, 0.0016, (x, y)), BlendMode=skia.BlendMode.kDstIn)
    )
    canvas.restore()
    canvas.drawCircle(x + r * 0.42, y + r * 0.36, r * 1.06, fill((0.0, 0.01, 0.03), 0.8, soft=r * 0.2))
    canvas.restore()
    canvas.drawCircle(x, y, r, stroke(mix(bright, WHITE, 0.4), 0.004, 0.7, soft=0.003))


def space_light(scene: Scene) -> Light:
    light = scene.light
    return replace(
        light,
        key=rgb("#d8e6ff"),
        ambient=rgb("#4f6a8a"),
        rim=TEAL,
        shade=rgb("#0a1024"),
        fog=rgb("#1a2a44"),
        night=1.0,
        haze=0.1,
        practicals=1.0,
        gain=0.95,
    )


TEAL, AMBER = rgb("#40d8e8"), rgb("#ffab4a")


_NEBULAE = (("#5a2478", "#14506a"), ("#7a2c3c", "#2a3a7a"), ("#1f6a5a", "#3a2a6a"))


_WORLDS = (("#7fc0e8", "#2f6a9c"), ("#e0a870", "#8a4a30"), ("#a8d0b0", "#3a6a58"), ("#d8b0c8", "#6a3a5a"))
