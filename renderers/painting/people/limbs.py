"""Arms and legs with sleeves and trousers."""

from __future__ import annotations

import math
from collections.abc import Sequence

import skia

from renderers.painting import ink
from renderers.painting.ink import Point
from renderers.painting.palette import Colour, rgb, scaled
from renderers.painting.people.appearance import Accessory, Appearance
from renderers.painting.people.brush import CONTOUR, Tone, clip, line_of, part, tapered, tinted
from renderers.painting.people.clothes import Cut, Legs, Pattern
from renderers.painting.people.hands import hand
from renderers.painting.people.skeleton import Skeleton


def _between(a: Point, b: Point, t: float) -> Point:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def chain(points: Sequence[Point], widths: Sequence[float]) -> skia.Path:
    """Two bones as one shape: bands that meet in a round joint.

    `widths` are half widths of root, middle of the first bone, joint, middle of the second, end.
    """
    root, joint, end = points
    path = tapered([root, _between(root, joint, 0.5), joint], widths[:3])
    path.addPath(tapered([joint, _between(joint, end, 0.4), end], widths[2:5]))
    path.addCircle(*joint, widths[2] * 1.02, skia.PathDirection.kCCW)
    return path


def _cut_at(points: Sequence[Point], share: float) -> list[Point]:
    """The first part of a two-bone line."""
    root, joint, end = points
    if share <= 0.5:
        return [root, _between(root, joint, share), _between(root, joint, share * 2)]
    return [root, joint, _between(joint, end, share * 2 - 1)]


def arm_widths(bones: Skeleton, cut: Cut) -> tuple[float, ...]:
    """Half widths of shoulder, upper arm, elbow, forearm, wrist."""
    body = bones.body
    thick = (0.155 + 0.04 * body.man) * (0.6 + 0.4 * body.girth) * body.breadth * (1 - 0.18 * body.youth)
    loose = cut.loose * 0.55
    return thick * 1.02 + loose, thick + loose, thick * 0.86 + loose, thick * 0.78 + loose, thick * 0.60 + loose * 0.7


def arm(canvas: skia.Canvas, bones: Skeleton, side: int, who: Appearance, cut: Cut, cloth: Colour, tone: Tone) -> None:
    """One arm without its hand."""
    points = [bones.flat(joint) for joint in bones.arm(side)]
    skin = rgb(who.skin)
    if cut.sleeve < 0.95:
        bare = tuple(w - cut.loose * 0.5 for w in arm_widths(bones, cut))
        part(canvas, chain(points, bare), skin, tone, depth=0.09)
    if cut.sleeve <= 0:
        return
    widths = arm_widths(bones, cut)
    if cut.sleeve >= 0.95:
        _sewn(canvas, bones, side, chain(points, widths), widths[0], cloth, tone)
        cuff = _between(points[1], points[2], 0.93)
        across = _normal(points[1], points[2])
        w = widths[4] * 1.02
        canvas.drawLine(
            cuff[0] - across[0] * w,
            cuff[1] - across[1] * w,
            cuff[0] + across[0] * w,
            cuff[1] + across[1] * w,
            ink.stroke(line_of(cloth), 0.018, 0.7),
        )
    else:
        sleeve = _cut_at(points, cut.sleeve)
        short = cut.sleeve <= 0.5
        path = (
            tapered(sleeve, [widths[0], widths[1] * 1.06, widths[1] * 1.12])
            if short
            else chain(sleeve, (*widths[:4], widths[3]))
        )
        _sewn(canvas, bones, side, path, widths[0], cloth, tone)
    _pattern(canvas, points, widths, who, cut)
    _creases(canvas, points, widths, cloth)


def _pattern(canvas: skia.Canvas, points: Sequence[Point], widths: Sequence[float], who: Appearance, cut: Cut) -> None:
    """Stripes, checks or spots that go on along a sleeve."""
    if cut.pattern not in _ON_SLEEVES:
        return
    reach = 0.40 if cut.sleeve < 0.95 else 0.92
    colour = rgb(who.second) if cut.pattern is Pattern.STRIPES else scaled(rgb(who.main), 0.6)
    canvas.save()
    clip(canvas, chain(points, [width * 0.97 for width in widths]))
    for i in range(1, 9):
        t = i / 9 * 2
        if t > reach * 2:
            break
        a, b = (points[0], points[1]) if t < 1 else (points[1], points[2])
        x, y = _between(a, b, t % 1)
        nx, ny = _normal(a, b)
        if cut.pattern is Pattern.CAMO:
            shift = widths[1] * (0.5 if i % 2 else -0.5)
            canvas.drawOval(ink.rect(x + nx * shift - 0.1, y + ny * shift - 0.07, 0.2, 0.14), ink.fill(colour))
        else:
            w = widths[1] * 1.2
            canvas.drawLine(x - nx * w, y - ny * w, x + nx * w, y + ny * w, ink.stroke(colour, 0.085, 0.9))
    canvas.restore()


_ON_SLEEVES = frozenset({Pattern.STRIPES, Pattern.PLAID, Pattern.CAMO})


def _sewn(
    canvas: skia.Canvas, bones: Skeleton, side: int, path: skia.Path, width: float, cloth: Colour, tone: Tone
) -> None:
    """A sleeve whose contour stops where it is sewn to the shoulder."""
    shoulder, neck = bones.flat(bones.shoulder(side)), bones.flat(bones.neck)
    x, y = _between(shoulder, neck, 0.24)
    seam = skia.Path()
    seam.addOval(ink.rect(x - width * 0.95, y - width * 0.85, width * 1.9, width * 1.7))
    canvas.save()
    canvas.clipPath(seam, skia.ClipOp.kDifference, doAntiAlias=True)
    canvas.drawPath(path, ink.stroke(line_of(cloth), CONTOUR))
    canvas.restore()
    tinted(canvas, path, cloth, tone, depth=0.10)


def _normal(a: Point, b: Point) -> Point:
    length = math.hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    return -(b[1] - a[1]) / length, (b[0] - a[0]) / length


def _creases(canvas: skia.Canvas, points: Sequence[Point], widths: Sequence[float], cloth: Colour) -> None:
    """Folds on the inside of the elbow."""
    root, elbow, wrist = points
    middle = _between(root, wrist, 0.5)
    inner = math.hypot(middle[0] - elbow[0], middle[1] - elbow[1])
    if inner < 0.24:
        return
    toward = ((middle[0] - elbow[0]) / inner, (middle[1] - elbow[1]) / inner)
    for shift in (-0.10, 0.02, 0.13):
        along = _between(root, wrist, 0.5 + shift)
        start = (
            elbow[0] + toward[0] * widths[2] * 0.9 + (along[0] - middle[0]) * 0.5,
            elbow[1] + toward[1] * widths[2] * 0.9 + (along[1] - middle[1]) * 0.5,
        )
        end = (elbow[0] + (along[0] - middle[0]) * 0.2, elbow[1] + (along[1] - middle[1]) * 0.2)
        canvas.drawLine(*start, *_between(start, end, 0.6), ink.stroke(line_of(cloth), 0.018, 0.6))


def hand_angle(bones: Skeleton, side: int) -> float:
    """Direction of the fingers on the screen, in degrees."""
    _, elbow, wrist = (bones.flat(joint) for joint in bones.arm(side))
    reach = bones.arms[0 if side < 0 else 1]
    along = math.degrees(math.atan2(wrist[1] - elbow[1], wrist[0] - elbow[0]))
    if math.hypot(wrist[0] - elbow[0], wrist[1] - elbow[1]) < 0.25 and reach.forward > 0.3:
        along = -90.0 if reach.hand in ("open", "flat") else 90.0
    return along + reach.turn * side


def draw_hand(canvas: skia.Canvas, bones: Skeleton, side: int, who: Appearance, tone: Tone) -> None:
    """The hand at the end of an arm."""
    reach = bones.arms[0 if side < 0 else 1]
    wrist = bones.flat(bones.arm(side)[2])
    skin = scaled(rgb(who.accent), 0.6) if Accessory.GLOVES in who.accessories else rgb(who.skin)
    facing = math.cos(math.radians(bones.yaw))
    thumb = side * (1 if facing >= 0 else -1)
    angle = hand_angle(bones, side)
    raised = -1 if math.sin(math.radians(angle)) < -0.3 else 1
    hand(canvas, wrist, angle, bones.body.hand, -thumb * raised, reach.hand, skin, tone)


def leg(canvas: skia.Canvas, bones: Skeleton, side: int, who: Appearance, cut: Cut, cloth: Colour, tone: Tone) -> None:
    """One leg with its shoe."""
    points = [bones.flat(joint) for joint in bones.leg(side)]
    body = bones.body
    thick = (0.235 + 0.02 * body.man) * (0.55 + 0.45 * body.girth) * body.breadth * (1 - 0.16 * body.youth)
    loose = 0.0 if cut.legs in (Legs.BARE, Legs.TIGHTS) else 0.025 + cut.loose * 0.3
    colour = rgb(who.skin) if cut.legs is Legs.BARE else cloth
    calf = 0.62 if loose == 0 else 0.70
    widths = (
        thick * 1.08 + loose,
        thick * 0.95 + loose,
        thick * 0.68 + loose,
        thick * calf + loose,
        thick * 0.42 + loose * 1.6,
    )
    _shoe(canvas, bones, side, who, tone)
    part(canvas, chain(points, widths), colour, tone, depth=0.11)
    if cut.boots:
        shin = [_between(points[1], points[2], t) for t in (0.45, 0.72, 1.0)]
        part(
            canvas,
            tapered(shin, [widths[3] * 1.06, widths[3] * 0.95, widths[4] * 1.15]),
            _leather(who),
            tone,
            depth=0.08,
        )
    if loose:
        _creases(canvas, points, widths, colour)


def _leather(who: Appearance) -> Colour:
    return scaled(rgb(who.trousers), 0.45)


def _shoe(canvas: skia.Canvas, bones: Skeleton, side: int, who: Appearance, tone: Tone) -> None:
    ankle = bones.leg(side)[2]
    down = math.radians(bones.stance.toes[0 if side < 0 else 1])
    if bones.stance.roll > 60:
        down = math.radians(55)
    long, splay = 0.62 * (1 - 0.2 * bones.body.youth), side * 0.22
    sine, cosine = math.sin(down), math.cos(down)

    def at(x: float, y: float, z: float) -> Point:
        return bones.flat(
            (ankle[0] + x + splay * max(0.0, z), ankle[1] + y * cosine + z * sine, ankle[2] + z * cosine - y * sine)
        )

    depth = bones.seen((splay, 0.0, 1.0))
    half = 0.13 * (1 - 0.2 * bones.body.youth)
    heel, toe = at(0, 0.24, -0.17), at(0, 0.24, long - 0.17)
    length = math.hypot(toe[0] - heel[0], toe[1] - heel[1])
    if length < 0.30:  # towards or away from the viewer
        x, y = ankle_seen = bones.flat(ankle)
        low = 0.26 + 0.06 * max(0.0, depth[2])
        path = ink.spline(
            [
                (x - half, y),
                (x - half * 1.25, y + low * 0.7),
                (x - half, y + low),
                (x + half, y + low),
                (x + half * 1.25, y + low * 0.7),
                (x + half, y),
            ]
        )
        part(canvas, path, _leather(who), tone, depth=0.05)
        canvas.drawLine(
            ankle_seen[0] - half, y + low * 0.96, x + half, y + low * 0.96, ink.stroke((0.08, 0.06, 0.07), 0.03)
        )
        return
    shape = [
        at(0, 0.26, -0.19),
        at(0, 0.06, -0.20),
        at(0, -0.08, -0.12),
        at(0, -0.08, 0.10),
        at(0, 0.08, 0.24),
        at(0, 0.15, long - 0.24),
        at(0, 0.27, long - 0.17),
        at(0, 0.28, long * 0.4),
    ]
    path = ink.spline(shape, tension=1 / 8)
    part(canvas, path, _leather(who), tone, depth=0.05)
    sole = [at(0, 0.265, -0.19), at(0, 0.285, long * 0.4), at(0, 0.275, long - 0.18)]
    canvas.drawPath(ink.spline(sole, closed=False), ink.stroke((0.08, 0.06, 0.07), 0.035))


__all__ = ["arm", "arm_widths", "chain", "draw_hand", "hand_angle", "leg"]
