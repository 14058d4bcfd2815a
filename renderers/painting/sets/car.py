"""Inside a car, seen from the bonnet."""

from __future__ import annotations

from dataclasses import replace

import skia

from renderers.painting.ink import CLEAR, SCREEN, Draw, fill, linear, poly, spline, stroke
from renderers.painting.palette import WHITE, Colour, mix, rgb, scaled
from renderers.painting.sets.kit_city import skyline
from renderers.painting.sets.kit_furniture import STEEL
from renderers.painting.sets.kit_light import Lamp
from renderers.painting.sets.kit_nature import grass, tree_line
from renderers.painting.sets.kit_open import FAR, GROUND, Exterior
from renderers.painting.sets.kit_panes import falling_outside
from renderers.painting.sets.kit_scene import FRONT, Scene, SetDesign
from renderers.painting.sets.kit_view import View
from renderers.painting.sets.model import Anchor, PaintedSet, Pose

_HIRED = ("taxi", "cab", "limo", "limousine", "uber", "backseat", "ambulance", "back")
"""Where whoever drives is nobody of the film: its people sit in the back."""

_BEHIND_GLASS = 0.3

_FRONT_AND_BACK = (
    Anchor("driver", Pose.DRIVE, -0.36, 0.36, 1.28, 0.6, 0.1),
    Anchor("passenger", Pose.SIT, 0.36, 0.36, 1.28, 0.6, -0.1),
    Anchor("back left", Pose.SIT, -0.14, 0.24, 0.92, 0.5, 0.1),
    Anchor("back right", Pose.SIT, 0.16, 0.24, 0.92, 0.5, -0.1),
)
_BACK = (
    Anchor("left", Pose.SIT, -0.3, 0.38, 1.22, 0.6, 0.1),
    Anchor("right", Pose.SIT, 0.3, 0.38, 1.22, 0.6, -0.1),
    Anchor("middle", Pose.SIT, 0.0, 0.38, 1.2, 0.6, 0.05),
)


def car(scene: Scene) -> PaintedSet:
    """Two front seats seen from the bonnet through the windscreen; the road falls away behind."""
    scene = replace(scene, view=View(0.02, 1.15, 1.2, 1))
    dice, light = scene.dice("car"), scene.light
    trim = rgb(dice.choice(("#3a3634", "#4a3a30", "#33383e", "#5a4c40")))
    city = dice.random() < 0.6 or scene.place.says("city", "downtown", "taxi", "street")
    b = Exterior(scene, corners=0.5, edge=0.3)
    far = (
        skyline(scene, "behind", base=0.03, tall=0.4, near=0.3) if city else tree_line(scene, "behind", 0.03, 0.16, 0.2)
    )
    b.add(FAR, _behind(scene, far, rgb("#77746e") if city else grass(scene)))
    b.haze[FAR] = 0.15
    if light.practicals > 0.15:
        b.shine(FAR, _bokeh(scene))
    weather = falling_outside(scene)
    if weather is not None and scene.place.interior:
        b.add(_BEHIND_GLASS, weather)
        b.haze[_BEHIND_GLASS] = 0.0
    hired = scene.place.says(*_HIRED)
    b.add(GROUND, _back_bench(trim) if hired else _cabin(trim))
    b.haze[GROUND] = 0.0
    b.add(0.7, _front_seats(trim) if hired else _dashboard(trim))
    b.haze[0.7] = 0.0
    b.add(FRONT + 0.2, _pillars(trim))
    glowing = mix(rgb("#7fd8ff"), scene.lamp, 0.4)
    b.light(Lamp(-0.3, 0.42, 0.5, glowing, 0.5), Lamp(0.4, -0.1, 0.7, scene.lamp, 0.35))
    b.mist.append(_windscreen(scene))
    lit = replace(light, key=mix(light.key, glowing, 0.3 * light.night), gain=light.gain * 0.92)
    painted = b.paint(floor=3.0, anchors=_BACK if hired else _FRONT_AND_BACK, light=lit)
    return replace(
        painted,
        everybody=Pose.SIT if hired else Pose.DRIVE,
        sheets=tuple(
            sheet.blurred(scene.stage.height * 0.006) if sheet.depth <= FAR else sheet for sheet in painted.sheets
        ),
    )


def cockpit(scene: Scene) -> PaintedSet:
    """The two seats of an aeroplane seen from its nose: the bulkhead behind, panels of lights above and below."""
    scene = replace(scene, view=View(0.02, 1.15, 1.2, 1))
    trim = rgb(scene.dice("cockpit").choice(("#4a4f52", "#3f4a4c", "#55524c")))
    b = Exterior(scene, corners=0.5, edge=0.3)
    b.add(GROUND, _cabin(trim), _bulkhead(scene, trim))
    b.haze[GROUND] = 0.0
    b.add(0.7, _yokes(trim), _panel(scene, 0.43, 0.7))
    b.haze[0.7] = 0.0
    b.add(FRONT + 0.2, _pillars(trim))
    b.light(Lamp(0.0, 0.3, 0.9, mix(scene.light.key, rgb("#9fd0ff"), 0.4), 0.5))
    b.mist.append(_windscreen(scene))
    return replace(b.paint(floor=3.0, anchors=_FRONT_AND_BACK[:2]), everybody=Pose.DRIVE)


def _bulkhead(scene: Scene, trim: Colour) -> Draw:
    """A closed door and breakers where a car has its rear window, a sky at the sides."""

    def draw(canvas: skia.Canvas) -> None:
        wall = skia.Rect.MakeLTRB(-0.68, -0.62, 0.68, 0.2)
        canvas.drawRect(wall, linear((0, -0.6), (0, 0.2), [(scaled(trim, 0.9), 1), (scaled(trim, 1.3), 1)]))
        canvas.drawRect(skia.Rect.MakeLTRB(-0.13, -0.4, 0.13, 0.3), fill(scaled(trim, 0.75)))
        canvas.drawRect(skia.Rect.MakeLTRB(-0.13, -0.4, 0.13, 0.3), stroke(scaled(trim, 0.5), 0.008))
        for side in (-1, 1):
            x = side * 0.36
            canvas.drawRoundRect(skia.Rect.MakeXYWH(x - 0.12, -0.2, 0.24, 0.42), 0.05, 0.05, fill(scaled(trim, 0.5)))
        _lights(scene, canvas, -0.6, -0.44)

    return draw


def _lights(scene: Scene, canvas: skia.Canvas, top: float, bottom: float) -> None:
    dice = scene.dice(f"lights {top}")
    for k in range(90):
        x, y = -0.95 + 1.9 * (k % 30) / 29, top + (bottom - top) * (0.2 + 0.3 * (k // 30))
        tone = dice.choice(("#d8d2b8", "#d8d2b8", "#7ad08a", "#e0a040", "#e05040", "#6ab0e0"))
        canvas.drawRect(skia.Rect.MakeXYWH(x, y, 0.022, 0.012), fill(rgb(tone), dice.uniform(0.3, 0.95)))


def _panel(scene: Scene, top: float, bottom: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        canvas.drawRect(skia.Rect.MakeLTRB(-2, top, 2, 1), fill(rgb("#24282b")))
        _lights(scene, canvas, top, bottom)

    return draw


def _yokes(trim: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        for side in (-1, 1):
            x = side * 0.36
            for grip in (-1, 1):
                canvas.drawLine(x + grip * 0.15, 0.24, x + grip * 0.13, 0.4, stroke(scaled(trim, 0.35), 0.036))
            canvas.drawLine(x - 0.14, 0.38, x + 0.14, 0.38, stroke(scaled(trim, 0.45), 0.03))

    return draw


def _behind(scene: Scene, far: Draw, land: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        far(canvas)
        road, light = rgb("#55565a"), scene.light
        canvas.drawRect(skia.Rect.MakeLTRB(-2, 0.03, 2, 1), fill(land))
        canvas.drawPath(
            poly([(-0.05, 0.03), (0.05, 0.03), (1.1, 0.6), (-1.1, 0.6)]),
            linear((0, 0.03), (0, 0.3), [(mix(road, light.fog, 0.6), 1), (road, 1)]),
        )
        for k in range(5):
            y0, y1 = 0.04 + 0.03 * k * k * 0.5, 0.05 + 0.03 * k * k * 0.62
            canvas.drawPath(
                poly(
                    [
                        (-0.004 - y0 * 0.02, y0),
                        (0.004 + y0 * 0.02, y0),
                        (0.004 + y1 * 0.02, y1),
                        (-0.004 - y1 * 0.02, y1),
                    ]
                ),
                fill(rgb("#cfc9a8")),
            )

    return draw


def _bokeh(scene: Scene) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        dice, power = scene.dice("bokeh"), scene.light.practicals
        tones = (scene.lamp, scene.lamp, *scene.light.accents, rgb("#ff4030"), rgb("#fff2d0"))
        for _ in range(40):
            x = dice.uniform(-1.1, 1.1)
            y = 0.02 + dice.gauss(0, 0.07) + 0.06 * abs(x)
            r = dice.uniform(0.008, 0.032)
            tone = dice.choice(tones)
            canvas.drawCircle(x, y, r, fill(tone, 0.42 * power, blend=SCREEN))
            canvas.drawCircle(x, y, r, stroke(mix(tone, WHITE, 0.4), r * 0.12, 0.4 * power, blend=SCREEN))

    return draw


def _cabin(trim: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        window = spline([(-0.62, -0.3), (0, -0.34), (0.62, -0.3), (0.56, 0.06), (0, 0.08), (-0.56, 0.06)], tension=0.08)
        canvas.drawRect(
            skia.Rect.MakeLTRB(-2, -1, 2, 1),
            linear((0, -0.6), (0, 0.5), [(scaled(trim, 0.7), 1), (scaled(trim, 1.15), 1), (scaled(trim, 0.55), 1)]),
        )
        canvas.drawPath(window, fill((0, 0, 0), blend=CLEAR))
        for side in (-1, 1):
            glass = [(side * 0.74, -0.3), (side * 1.3, -0.36), (side * 1.3, 0.14), (side * 0.72, 0.09)]
            canvas.drawPath(poly(glass), fill((0, 0, 0), blend=CLEAR))
        canvas.drawPath(window, stroke(scaled(trim, 0.5), 0.02))
        bench = spline([(-0.6, 0.1), (0, 0.05), (0.6, 0.1), (0.64, 0.5), (-0.64, 0.5)], tension=0.1)
        canvas.drawPath(bench, linear((0, 0.05), (0, 0.5), [(scaled(trim, 1.5), 1), (scaled(trim, 0.8), 1)]))
        for side in (-1, 1):
            x = side * 0.36
            seat = spline(
                [
                    (x - 0.23, 0.62),
                    (x - 0.25, 0.2),
                    (x - 0.2, -0.04),
                    (x + 0.2, -0.04),
                    (x + 0.25, 0.2),
                    (x + 0.23, 0.62),
                ],
                tension=0.12,
            )
            canvas.drawPath(
                seat,
                linear(
                    (x - 0.25, 0),
                    (x + 0.25, 0),
                    [(scaled(trim, 1.05), 1), (scaled(trim, 1.7), 1), (scaled(trim, 0.95), 1)],
                ),
            )
            head = skia.Rect.MakeXYWH(x - 0.12, -0.2, 0.24, 0.15)
            canvas.drawRoundRect(
                head, 0.05, 0.05, linear((0, -0.2), (0, -0.05), [(scaled(trim, 1.8), 1), (scaled(trim, 1.05), 1)])
            )
            for k in (-0.06, 0.06):
                canvas.drawLine(x + k, -0.06, x + k, -0.03, stroke(STEEL, 0.01))

    return draw


def _back_bench(trim: Colour) -> Draw:
    """The rear bench under the rear window, a door on either side."""

    def draw(canvas: skia.Canvas) -> None:
        window = spline(
            [(-0.66, -0.34), (0, -0.38), (0.66, -0.34), (0.62, -0.02), (0, 0.0), (-0.62, -0.02)], tension=0.08
        )
        canvas.drawRect(
            skia.Rect.MakeLTRB(-2, -1, 2, 1),
            linear((0, -0.6), (0, 0.5), [(scaled(trim, 0.7), 1), (scaled(trim, 1.15), 1), (scaled(trim, 0.55), 1)]),
        )
        canvas.drawPath(window, fill((0, 0, 0), blend=CLEAR))
        for side in (-1, 1):
            glass = [(side * 0.78, -0.34), (side * 1.3, -0.42), (side * 1.3, 0.16), (side * 0.77, 0.06)]
            canvas.drawPath(poly(glass), fill((0, 0, 0), blend=CLEAR))
            canvas.drawPath(poly(glass), stroke(scaled(trim, 0.5), 0.016))
        canvas.drawPath(window, stroke(scaled(trim, 0.5), 0.02))
        rest = spline([(-0.74, 0.02), (0, -0.03), (0.74, 0.02), (0.78, 0.5), (-0.78, 0.5)], tension=0.1)
        canvas.drawPath(rest, linear((0, 0.0), (0, 0.5), [(scaled(trim, 1.7), 1), (scaled(trim, 0.85), 1)]))
        for x in (-0.3, 0.0, 0.3):
            canvas.drawLine(x - 0.15, 0.03, x - 0.16, 0.5, stroke(scaled(trim, 0.7), 0.008))
            head = skia.Rect.MakeXYWH(x - 0.1, -0.1, 0.2, 0.12)
            canvas.drawRoundRect(
                head, 0.04, 0.04, linear((0, -0.1), (0, 0.02), [(scaled(trim, 1.85), 1), (scaled(trim, 1.1), 1)])
            )

    return draw


def _front_seats(trim: Colour) -> Draw:
    """The backs of the front seats, cut by the lower edge of the frame."""

    def draw(canvas: skia.Canvas) -> None:
        for side in (-1, 1):
            x = side * 0.62
            back = spline(
                [(x - 0.26, 0.9), (x - 0.27, 0.5), (x - 0.2, 0.36), (x + 0.2, 0.36), (x + 0.27, 0.5), (x + 0.26, 0.9)],
                tension=0.12,
            )
            canvas.drawPath(back, linear((0, 0.36), (0, 0.62), [(scaled(trim, 1.0), 1), (scaled(trim, 0.4), 1)]))

    return draw


def _dashboard(trim: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        board = spline(
            [(-1.4, 0.44), (-0.7, 0.385), (0, 0.4), (0.7, 0.385), (1.4, 0.44), (1.4, 0.9), (-1.4, 0.9)], tension=0.1
        )
        canvas.drawPath(board, linear((0, 0.38), (0, 0.62), [(scaled(trim, 1.35), 1), (scaled(trim, 0.5), 1)]))
        wheel = skia.Rect.MakeXYWH(-0.36 - 0.2, 0.2, 0.4, 0.44)
        canvas.drawOval(wheel, stroke(scaled(trim, 0.45), 0.034))
        canvas.drawOval(wheel.makeOutset(-0.004, -0.004), stroke(scaled(trim, 1.3), 0.006))
        canvas.drawLine(-0.55, 0.42, -0.17, 0.42, stroke(scaled(trim, 0.5), 0.03))

    return draw


def _pillars(trim: Colour) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        for side in (-1, 1):
            canvas.drawPath(
                poly([(side * 0.98, 0.5), (side * 0.8, -0.62), (side * 0.92, -0.62), (side * 1.12, 0.5)]),
                fill(scaled(trim, 0.8)),
            )
        canvas.drawRect(skia.Rect.MakeLTRB(-2, -1, 2, -0.455), fill(scaled(trim, 0.7)))
        canvas.drawRoundRect(skia.Rect.MakeXYWH(-0.13, -0.46, 0.26, 0.075), 0.02, 0.02, fill(rgb("#2c2c2e")))
        canvas.drawRoundRect(skia.Rect.MakeXYWH(-0.115, -0.45, 0.23, 0.055), 0.014, 0.014, fill(rgb("#7a8894")))

    return draw


def _windscreen(scene: Scene) -> Draw:
    sky = scene.light.sky[2]

    def draw(canvas: skia.Canvas) -> None:
        for x, w, alpha in ((-0.7, 0.2, 0.1), (-0.4, 0.07, 0.07), (0.55, 0.26, 0.08)):
            canvas.drawPath(
                poly([(x, -0.6), (x + w, -0.6), (x + w - 0.4, 0.5), (x - 0.4, 0.5)]),
                fill(sky, alpha, soft=0.012, blend=SCREEN),
            )

    return draw


SETS = (
    SetDesign(
        "cockpit",
        cockpit,
        "cockpit,flight deck,cockpit of plane,helicopter,chopper,fighter jet,glider,biplane,кабина пилот*,コックピット",
        interior=True,
    ),
    SetDesign(
        "car",
        car,
        "car,truck,van,taxi,cab,limo,limousine,jeep,suv,sedan,pickup,ambulance,police car,patrol car,"
        "squad car,vehicle,voiture,auto,coche,macchina,carro,машин*,автомобил*,такси,車内,汽车,자동차,"
        "landcruiser,mustang,vw,golf,gti,bmw,ford,chevy,cadillac,mercedes,rv,camper,driving",
        interior=True,
    ),
)
