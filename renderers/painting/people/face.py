"""Eyes, brows, nose, mouth and age on the surface of a skull."""

from __future__ import annotations

from collections.abc import Sequence

import skia

from renderers.painting import ink
from renderers.painting.ink import Point
from renderers.painting.palette import WHITE, Colour, mix, mul, rgb, scaled
from renderers.painting.people.appearance import Appearance, Being, Gender
from renderers.painting.people.brush import Tone, clip, tapered
from renderers.painting.people.expressions import Lips, Mien
from renderers.painting.people.skull import Skull

_LASH: Colour = (0.10, 0.06, 0.06)


def eye_row(skull: Skull) -> float:
    """Height of the eyes; children have them lower."""
    return 0.015 + 0.045 * skull.youth


def eye_gap(who: Appearance) -> float:
    """Distance of an eye from the middle line."""
    return 0.152 + 0.012 * (who.face.eye_gap / 50 - 1)


def deeper(skin: Colour) -> Colour:
    """The tone of folds and sockets."""
    return mul(skin, (0.66, 0.50, 0.50))


# --- eyes ----------------------------------------------------------------------------------------------------------


def _lids(who: Appearance, skull: Skull, side: int, mien: Mien, shut: float) -> tuple[list[Point], list[Point]]:
    """The upper and the lower lid of an eye, inner corner first."""
    size = (1 + 0.16 * (who.face.eye_size / 50 - 1)) * (1 + 0.22 * skull.youth)
    size *= 1.5 if who.being is Being.ALIEN else 1.0
    wide = 0.080 * size
    tall = 0.046 * size * (1.12 if who.gender is Gender.WOMAN else 1.0) * (1 + 0.35 * mien.wide)
    tilt = 0.012 * (who.face.eye_tilt / 50 - 1) + 0.004
    row, gap = eye_row(skull), eye_gap(who)
    closing = min(1.0, max(mien.lid, shut))
    upper, lower = [], []
    for at, top, bottom in (
        (-1.0, 0.0, 0.0),
        (-0.55, 0.78, 0.42),
        (0.0, 1.0, 0.62),
        (0.55, 0.82, 0.55),
        (1.0, 0.02, 0.02),
    ):
        u = side * (gap + at * wide)
        slope = -tilt * at + 0.006 * (at < -0.9)
        low = row + slope + bottom * tall * 0.72 * (1 - 0.55 * mien.squint)
        high = row + slope - top * tall
        meet = row + slope + bottom * tall * (0.62 - 0.3 * mien.squint)
        upper.append(skull.on(u, high + (meet - high) * closing, -0.004))
        lower.append(skull.on(u, low + (meet - low) * (closing > 0.85), -0.004))
    return upper, lower


def _ball(
    canvas: skia.Canvas, who: Appearance, skull: Skull, side: int, gaze: Point, shape: skia.Path, tone: Tone
) -> None:
    row, gap = eye_row(skull), eye_gap(who)
    radius = 0.046 * (1 + 0.1 * (who.face.eye_size / 50 - 1)) * (1 + 0.25 * skull.youth)
    narrow = max(0.35, skull.facing(side * gap, row)) ** 0.6
    x, y = skull.on(side * gap, row - 0.004)
    sine = skull.turn[0]
    x += gaze[0] * 0.040 + 0.012 * sine
    y += gaze[1] * 0.020
    iris = rgb(who.eyes)
    canvas.save()
    clip(canvas, shape)
    canvas.drawPath(shape, ink.fill((0.93, 0.905, 0.88) if who.being is not Being.ALIEN else (0.06, 0.06, 0.08)))
    canvas.translate(x, y)
    canvas.scale(narrow, 1)
    canvas.drawCircle(0, 0, radius, ink.fill(scaled(iris, 0.35)))
    canvas.drawCircle(0, 0, radius * 0.86, ink.fill(iris))
    canvas.drawOval(
        ink.rect(-radius * 0.6, radius * 0.05, radius * 1.2, radius * 0.75), ink.fill(mix(iris, WHITE, 0.35), 0.7)
    )
    canvas.drawCircle(0, 0, radius * 0.46, ink.fill((0.03, 0.02, 0.03)))
    canvas.drawRect(ink.rect(-0.2, -radius * 2.2, 0.4, radius * 1.55), ink.fill((0.12, 0.06, 0.12), 0.38))
    canvas.drawCircle(tone.side * radius * 0.36, -radius * 0.36, radius * 0.26, ink.fill(WHITE))
    canvas.drawCircle(-tone.side * radius * 0.34, radius * 0.38, radius * 0.12, ink.fill(WHITE, 0.7))
    canvas.restore()


def eye(canvas: skia.Canvas, skull: Skull, side: int, mien: Mien, shut: float, gaze: Point, tone: Tone) -> None:
    """One eye: ball, lids, lashes and the crease above."""
    who, row, gap = skull.who, eye_row(skull), eye_gap(skull.who)
    if skull.facing(side * gap, row) < 0.05:
        return
    skin = rgb(who.skin)
    upper, lower = _lids(who, skull, side, mien, shut)
    shape = ink.spline([*upper, *lower[-2:0:-1]])
    socket = ink.spline(
        [
            skull.on(side * (gap + du), row + dy)
            for du, dy in ((-0.10, -0.02), (0, -0.085), (0.10, -0.05), (0.115, 0.02), (0, 0.02))
        ]
    )
    canvas.drawPath(socket, ink.fill(deeper(skin), 0.30, soft=0.018))
    closing = max(mien.lid, shut)
    if closing < 0.85:
        _ball(canvas, who, skull, side, gaze, shape, tone)
    else:
        canvas.drawPath(shape, ink.fill(mul(skin, (0.88, 0.78, 0.76))))
    lash = 0.023 if who.gender is Gender.WOMAN else 0.017
    edge = upper if closing < 0.85 else lower
    canvas.drawPath(tapered(edge, [lash * k for k in (0.15, 0.42, 0.55, 0.6, 0.28)]), ink.fill(_LASH))
    if who.gender is Gender.WOMAN:
        tail = skull.on(side * (gap + 0.105), row - 0.026 + 0.03 * closing)
        canvas.drawLine(*edge[-1], *tail, ink.stroke(_LASH, 0.013))
    canvas.drawPath(ink.spline(lower[1:], closed=False), ink.stroke(deeper(skin), 0.008, 0.7))
    lift = 0.026 + 0.01 * mien.wide
    crease = [
        (x, y - lift * k * (1 - 0.6 * min(1, mien.lid)))
        for (x, y), k in zip(_open(skull, side, mien), (0.2, 0.8, 1, 0.9, 0.4), strict=True)
    ]
    canvas.drawPath(ink.spline(crease, closed=False), ink.stroke(deeper(skin), 0.009, 0.75))
    _under(canvas, skull, side, mien, skin)


def _open(skull: Skull, side: int, mien: Mien) -> list[Point]:
    return _lids(skull.who, skull, side, Mien(wide=mien.wide), 0.0)[0]


def _under(canvas: skia.Canvas, skull: Skull, side: int, mien: Mien, skin: Colour) -> None:
    """Bags of age or tiredness, laugh lines at the corner."""
    row, gap, years = eye_row(skull), eye_gap(skull.who), skull.who.years
    weight = max(0.0, min(1.0, (years - 42) / 30)) + 0.5 * (mien.lid if mien.lid < 0.9 else 0) + 0.3 * mien.tears
    if weight > 0.05:
        bag = [skull.on(side * (gap + du), row + dy) for du, dy in ((-0.075, 0.055), (-0.01, 0.082), (0.06, 0.068))]
        canvas.drawPath(ink.spline(bag, closed=False), ink.stroke(deeper(skin), 0.009, min(0.75, weight)))
    if years > 48 or (mien.squint > 0.5 and mien.smile > 0.3):
        for dy in (-0.025, 0.0, 0.024):
            foot = [skull.on(side * (gap + 0.108), row + dy * 0.5), skull.on(side * (gap + 0.148), row + dy * 1.5)]
            canvas.drawLine(*foot[0], *foot[1], ink.stroke(deeper(skin), 0.007, 0.6))


def brow(canvas: skia.Canvas, skull: Skull, side: int, mien: Mien, colour: Colour) -> None:
    """One eyebrow."""
    who, gap = skull.who, eye_gap(skull.who)
    if skull.facing(side * gap, -0.1) < 0.02:
        return
    base = eye_row(skull) - 0.105 - 0.035 * mien.brow - 0.02 * mien.wide + 0.012 * mien.lid * (mien.lid < 0.9)
    base -= 0.03 * max(0.0, mien.skew) if side > 0 else -0.012 * max(0.0, mien.skew)
    arch = 0.016 + 0.010 * (who.face.brow_arch / 50 - 1)
    thick = 0.019 if who.gender is Gender.MAN else 0.012 if who.gender is Gender.WOMAN else 0.015
    thick *= (1 + 0.4 * (who.face.brows / 50 - 1)) * (1 - 0.35 * skull.youth)
    inner = 0.050 * -mien.inner
    rows = (
        (-0.088, 0.012 + inner, 0.8),
        (-0.03, -arch * 0.6 + inner * 0.55, 1.0),
        (0.04, -arch, 0.85),
        (0.10, 0.012 - inner * 0.2, 0.3),
    )
    points = [skull.on(side * (gap + du), base + dy, 0.006) for du, dy, _ in rows]
    canvas.drawPath(tapered(points, [thick * k for *_, k in rows]), ink.fill(colour, 0.95))
    if mien.inner < -0.5:
        crease = [skull.on(side * 0.028, -0.10), skull.on(side * 0.034, -0.035)]
        canvas.drawLine(*crease[0], *crease[1], ink.stroke(deeper(rgb(who.skin)), 0.009, 0.7))


# --- nose ----------------------------------------------------------------------------------------------------------


def nose(canvas: skia.Canvas, skull: Skull, tone: Tone) -> None:
    """Bridge, tip and wings; the shadow lies away from the light, the contour on the far side of a turned face."""
    who, skin = skull.who, rgb(skull.who.skin)
    tip, base = skull.nose_tip, skull.nose_tip + 0.055
    wing = (
        (0.058 + 0.016 * (who.face.nose_width / 50 - 1))
        * (1 + 0.08 * (who.gender is Gender.MAN))
        * (1 - 0.15 * skull.youth)
    )
    fold = deeper(skin)
    sine, cosine = skull.turn
    if cosine < -0.25:
        return
    away = -tone.side
    ridge = [skull.on(0, y) for y in (-0.02, 0.05, tip - 0.03, tip)]
    flank = [
        skull.on(away * w, y)
        for w, y in ((wing, base - 0.022), (wing * 0.72, tip - 0.012), (wing * 0.5, 0.05), (0.034, -0.03))
    ]
    shadow = ink.spline(
        [*ridge, skull.on(away * wing * 0.3, base), skull.on(away * wing * 0.85, base - 0.002), *flank], tension=1 / 7
    )
    canvas.drawPath(shadow, ink.fill(tone.dark(skin), 0.55 * max(0.25, 1 - 0.8 * max(0.0, -sine * away))))
    under = ink.spline(
        [
            skull.on(-wing * 0.62, base - 0.012),
            skull.on(0, base + 0.002),
            skull.on(wing * 0.62, base - 0.012),
            skull.on(0, base + 0.016),
        ]
    )
    canvas.drawPath(under, ink.fill(fold, 0.8))
    for side in (-1, 1):
        if skull.facing(side * wing, base) > 0.1:
            curve = [
                skull.on(side * wing * k, base + dy)
                for k, dy in ((0.88, -0.048), (1.06, -0.024), (0.92, -0.002), (0.62, -0.008))
            ]
            canvas.drawPath(ink.spline(curve, closed=False), ink.stroke(mul(fold, (0.8, 0.7, 0.7)), 0.011, 0.85))
            hole = skull.on(side * wing * 0.5, base - 0.004)
            canvas.drawOval(
                ink.rect(hole[0] - 0.014, hole[1] - 0.007, 0.028, 0.013), ink.fill(mul(fold, (0.45, 0.35, 0.38)), 0.9)
            )
    if 0.30 < abs(sine) < 0.97:
        far = [skull.on(0, y) for y in (-0.05, 0.03, tip - 0.05, tip, base - 0.012)]
        canvas.drawPath(
            ink.spline(far, closed=False),
            ink.stroke(mul(fold, (0.72, 0.6, 0.6)), 0.011, 0.8 * min(1.0, (abs(sine) - 0.25) * 4)),
        )
    shine = skull.on(tone.side * 0.012, tip - 0.012)
    canvas.drawCircle(*shine, 0.017, ink.fill(mix(skin, WHITE, 0.6), 0.55, soft=0.006))


# --- mouth ---------------------------------------------------------------------------------------------------------

_AT = (-1.0, -0.72, -0.38, 0.0, 0.38, 0.72, 1.0)
_BOW = (0.0, 0.55, 1.06, 0.82, 1.06, 0.55, 0.0)
_ARC = (0.0, 0.55, 0.92, 1.0, 0.92, 0.55, 0.0)


def _curve(skull: Skull, lips: Lips, mien: Mien, heights: Sequence[float]) -> list[Point]:
    """A row of points across the mouth; `heights` are offsets from the closed line."""
    who = skull.who
    half = (0.118 + 0.014 * (who.face.mouth / 50 - 1)) * lips.width * (1 - 0.18 * skull.youth)
    half *= 1 + 0.14 * max(0.0, mien.smile)
    row = 0.292 - 0.012 * skull.youth
    points = []
    for at, dy in zip(_AT, heights, strict=True):
        pull = mien.smile + (mien.lopsided if at > 0 else 0.0) * abs(at)
        corner = -0.034 * pull * abs(at) ** 1.7 + 0.010 * mien.smile
        x, _, z = skull.solid(at * half, row, 0.012 * lips.pout)
        sx, sy, _ = skull.seen((x, row + dy + corner, z))
        points.append((sx, sy))
    return points


def mouth(canvas: skia.Canvas, skull: Skull, lips: Lips, mien: Mien, tone: Tone) -> None:
    """Lips, teeth and tongue."""
    who, skin = skull.who, rgb(skull.who.skin)
    if skull.facing(0, 0.29) < -0.12:
        return
    woman = who.gender is Gender.WOMAN and skull.youth < 0.3
    full = (1 + 0.35 * (who.face.lips / 50 - 1)) * (1 - 0.3 * max(0.0, min(1.0, (who.years - 45) / 35)))
    full *= (1.12 if woman else 0.86) * (1 - 0.45 * lips.press) * (1 - 0.2 * skull.youth)
    lip = mix(mul(skin, (0.90, 0.66, 0.64)), (0.66, 0.20, 0.22), 0.42 if woman else 0.10)
    top = _curve(skull, lips, mien, [-lips.up * a - 0.030 * full * b for a, b in zip(_ARC, _BOW, strict=True)])
    gap_top = _curve(skull, lips, mien, [-lips.up * a for a in _ARC])
    gap_low = _curve(skull, lips, mien, [(lips.down + 0.012 * mien.smile * (lips.down > 0)) * a for a in _ARC])
    low = _curve(skull, lips, mien, [lips.down * a + 0.040 * full * a**1.4 for a in _ARC])
    if lips.up + lips.down > 0.008:
        _inside(canvas, gap_top, gap_low, lips)
    canvas.drawPath(_band(top, gap_top), ink.fill(mul(lip, (0.80, 0.74, 0.76))))
    canvas.drawPath(_band(gap_low, low), ink.fill(lip))
    seam = mul(lip, (0.35, 0.25, 0.28))
    if lips.up + lips.down <= 0.008 or lips.bite > 0:
        canvas.drawPath(tapered(gap_low, [0.002, 0.005, 0.006, 0.005, 0.006, 0.005, 0.002]), ink.fill(seam))
    else:
        canvas.drawPath(ink.spline(gap_top, closed=False), ink.stroke(seam, 0.008, 0.8))
    x, y = low[3]
    canvas.drawOval(ink.rect(x - 0.04, y + 0.004, 0.08, 0.014), ink.fill(deeper(skin), 0.5, soft=0.005))
    if woman:
        canvas.drawOval(ink.rect(x + tone.side * 0.02 - 0.018, y - 0.026 * full, 0.036, 0.010), ink.fill(WHITE, 0.30))
    _folds(canvas, skull, mien, skin)


def _band(upper: Sequence[Point], lower: Sequence[Point]) -> skia.Path:
    return ink.spline([*upper, *list(lower)[-2:0:-1]], tension=1 / 6)


def _inside(canvas: skia.Canvas, top: Sequence[Point], low: Sequence[Point], lips: Lips) -> None:
    path = _band(top, low)
    canvas.drawPath(path, ink.fill((0.22, 0.06, 0.08)))
    canvas.save()
    clip(canvas, path)
    left, right = top[0][0], top[-1][0]
    width, middle = right - left, top[3]
    open_by = low[3][1] - top[3][1]
    if lips.tongue > 0:
        canvas.drawOval(
            ink.rect(middle[0] - width * 0.30, low[3][1] - 0.034 * lips.tongue, width * 0.6, 0.09),
            ink.fill((0.70, 0.30, 0.30)),
        )
    if lips.teeth > 0:
        tall = min(0.036, open_by * (0.34 + 0.5 * (lips.teeth > 0.85)))
        canvas.drawRect(ink.rect(left, middle[1] - 0.03, width, 0.03 + tall), ink.fill((0.95, 0.93, 0.89)))
        if lips.teeth > 0.85 and open_by > 0.05:
            canvas.drawRect(ink.rect(left, low[3][1] - 0.014, width, 0.06), ink.fill((0.88, 0.85, 0.81)))
    canvas.restore()


def _folds(canvas: skia.Canvas, skull: Skull, mien: Mien, skin: Colour) -> None:
    """The lines from nose to mouth, of age and of smiling or crying."""
    weight = max(0.0, min(0.8, (skull.who.years - 36) / 40)) + 0.5 * abs(mien.smile) * (skull.youth < 0.6)
    if weight < 0.12:
        return
    for side in (-1, 1):
        if skull.facing(side * 0.13, 0.24) > 0.08:
            spread = 0.02 * max(0.0, mien.smile)
            rows = ((0.082, 0.185), (0.128 + spread, 0.225), (0.150 + spread, 0.285))
            line = [skull.on(side * u, y) for u, y in rows]
            canvas.drawPath(ink.spline(line, closed=False), ink.stroke(deeper(skin), 0.010, min(0.75, weight)))


def wrinkles(canvas: skia.Canvas, skull: Skull, mien: Mien) -> None:
    """Lines of the forehead, with age or raised brows."""
    weight = max(0.0, min(0.7, (skull.who.years - 44) / 40)) + 0.45 * max(0.0, mien.brow - 0.3)
    if weight < 0.1 or skull.turn[1] < 0 or skull.who.years < 16:
        return
    for row in (-0.215, -0.262):
        line = [
            skull.on(u, row + 0.008 * (abs(u) > 0.1))
            for u in (-0.16, -0.08, 0.0, 0.08, 0.16)
            if skull.facing(u, row) > 0.15
        ]
        if len(line) > 2:
            canvas.drawPath(
                ink.spline(line, closed=False), ink.stroke(deeper(rgb(skull.who.skin)), 0.008, weight * 0.8)
            )


def wet(canvas: skia.Canvas, skull: Skull, mien: Mien, tone: Tone) -> None:
    """Tears on the cheeks or sweat on the temple."""
    row, gap = eye_row(skull), eye_gap(skull.who)
    for side in (-1, 1):
        if mien.tears > 0 and skull.facing(side * gap, row) > 0.2:
            path = [skull.on(side * (gap - du), row + dy) for du, dy in ((0.0, 0.05), (-0.012, 0.14), (-0.002, 0.24))]
            canvas.drawPath(ink.spline(path, closed=False), ink.stroke((0.80, 0.92, 1.0), 0.022, 0.65))
            canvas.drawCircle(*path[-1], 0.020, ink.fill((0.86, 0.95, 1.0), 0.9))
    side = -tone.side
    if mien.sweat > 0 and skull.facing(side * 0.24, -0.12) > 0.1:
        x, y = skull.on(side * 0.24, -0.14)
        canvas.drawPath(
            ink.spline([(x, y - 0.05), (x + 0.024, y + 0.01), (x, y + 0.032), (x - 0.024, y + 0.01)]),
            ink.fill((0.80, 0.92, 1.0), 0.85),
        )


def blush(canvas: skia.Canvas, skull: Skull, mien: Mien) -> None:
    """Warmth of the cheeks."""
    strength = 0.16 + 0.30 * mien.blush + 0.16 * skull.youth
    for side in (-1, 1):
        if skull.facing(side * 0.2, 0.15) > 0.1:
            x, y = skull.on(side * 0.2, 0.15)
            canvas.drawOval(
                ink.rect(x - 0.085, y - 0.055, 0.17, 0.11),
                ink.fill((0.85, 0.28, 0.24), strength, soft=0.03, blend=skia.BlendMode.kSrcATop),
            )
