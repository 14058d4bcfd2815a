"""Towns: skylines, houses along a street, lamps, signs, vehicles; shapes follow the age of the place."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import skia

from renderers.painting.ink import SCREEN, Draw, fill, glow, linear, poly, spline, stroke
from renderers.painting.palette import WHITE, Colour, greyed, mix, rgb, scaled
from renderers.painting.sets.kit_scene import Scene
from renderers.painting.sets.kit_view import Box, Face, draw_box, draw_shadow
from renderers.painting.terms import Era

_WARM = (rgb("#ffd08a"), rgb("#ffe2b0"), rgb("#ffc070"), rgb("#cfe2ff"))


@dataclass(frozen=True)
class _Tower:
    x: float
    w: float
    h: float
    top: int


def _towers(scene: Scene, name: str, tall: float) -> list[_Tower]:
    dice = scene.dice(name)
    low = scene.era_of(Era.ANCIENT, Era.MEDIEVAL, Era.VICTORIAN)
    towers, x = [], -1.9
    while x < 1.9:
        w = dice.uniform(0.05, 0.14)
        rise = dice.uniform(0.3, 1) ** 1.4 * tall * (0.35 if low else 1)
        towers.append(_Tower(x, w, rise, dice.randrange(4)))
        x += w * dice.uniform(0.8, 1.05)
    return towers


def skyline(scene: Scene, name: str, *, base: float, tall: float, near: float = 0.5, lights: float = 0.0) -> Draw:
    """Rows of far buildings above `base`; with `lights`, only their lit windows."""
    rows = [(f"{name}{i}", tall * k, pale) for i, (k, pale) in enumerate(((1.0, 0.8), (0.72, near)))]

    def draw(canvas: skia.Canvas) -> None:
        for row, height, pale in rows:
            towers = _towers(scene, row, height)
            if lights:
                _far_windows(canvas, towers, base, scene.dice(row + "lights"), lights * (1 - pale * 0.5))
            else:
                _far_blocks(canvas, scene, towers, base, pale)

    return draw


def _far_blocks(canvas: skia.Canvas, scene: Scene, towers: list[_Tower], base: float, pale: float) -> None:
    old = scene.era_of(Era.ANCIENT, Era.MEDIEVAL, Era.VICTORIAN)
    colour = mix(rgb("#5b5f6c") if not old else rgb("#6b5a4c"), scene.light.fog, pale)
    for tower in towers:
        top, right = base - tower.h, tower.x + tower.w
        paint = linear((0, top), (0, base + 0.1), [(scaled(colour, 0.92), 1), (mix(colour, scene.light.fog, 0.4), 1)])
        canvas.drawRect(skia.Rect.MakeLTRB(tower.x, top, right, 2), paint)
        middle = (tower.x + right) / 2
        if old:
            canvas.drawPath(
                poly([(tower.x - 0.006, top), (middle, top - tower.w * 0.6), (right + 0.006, top)]),
                fill(scaled(colour, 0.8)),
            )
        elif tower.top == 0:
            canvas.drawLine(middle, top, middle, top - 0.05, stroke(colour, 0.003))
        elif tower.top == 1:
            canvas.drawRect(
                skia.Rect.MakeLTRB(tower.x + tower.w * 0.2, top - 0.02, right - tower.w * 0.2, top), fill(colour)
            )


def _far_windows(canvas: skia.Canvas, towers: list[_Tower], base: float, dice: Random, strength: float) -> None:
    for tower in towers:
        for row in range(int(tower.h / 0.022)):
            for column in range(int(tower.w / 0.016)):
                if dice.random() < 0.2:
                    x, y = tower.x + 0.006 + column * 0.016, base - tower.h + 0.012 + row * 0.022
                    canvas.drawRect(skia.Rect.MakeXYWH(x, y, 0.007, 0.009), fill(dice.choice(_WARM), 0.7 * strength))


@dataclass(frozen=True)
class Facade:
    """A house front on a street's side: its face, its storeys, its colours and whether a shop is below."""

    face: Face
    storeys: int
    bays: int
    colour: Colour
    shop: Colour | None
    seed: str


def street_sides(scene: Scene, *, half: float, first: float, last: float, name: str = "sides") -> list[Facade]:
    """Houses along both sides of a street `2 * half` metres wide, from `first` to `last` metres, far ones first."""
    facades = []
    for side in (-1, 1):
        dice = scene.dice(f"{name}{side}")
        z = first
        while z < last:
            long = dice.uniform(6, 11) * (0.6 if scene.era_of(Era.MEDIEVAL, Era.ANCIENT) else 1)
            storeys = dice.randint(*_STOREYS.get(scene.place.era, (3, 7)))
            face = Face(scene.view, (side * half, 0, z + long), (0, 0, -1), width=long, height=storeys * 3.1 + 0.8)
            colour = rgb(dice.choice(_FRONTS.get(scene.place.era, _FRONTS[Era.MODERN])))
            shop = dice.choice(scene.light.accents) if dice.random() < 0.8 else None
            facades.append(Facade(face, storeys, max(2, int(long / 2.3)), colour, shop, f"{name}{side}{z:.1f}"))
            z += long
    return sorted(facades, key=lambda facade: -facade.face.origin[2])


_STOREYS: dict[Era, tuple[int, int]] = {
    Era.ANCIENT: (1, 2),
    Era.MEDIEVAL: (2, 3),
    Era.VICTORIAN: (2, 4),
    Era.TWENTIES: (3, 6),
    Era.FIFTIES: (2, 5),
    Era.MODERN: (3, 7),
    Era.FUTURE: (8, 16),
}
_FRONTS: dict[Era, tuple[str, ...]] = {
    Era.ANCIENT: ("#c9b48c", "#bfa57c", "#d3c19c"),
    Era.MEDIEVAL: ("#b9a987", "#a8987c", "#c4b596"),
    Era.VICTORIAN: ("#7d5a48", "#8a6a55", "#6d5a52", "#94806c"),
    Era.TWENTIES: ("#7b6454", "#8c7763", "#6b6660", "#9a8a72"),
    Era.FIFTIES: ("#a08c76", "#8c9690", "#b09a80", "#7e8790"),
    Era.MODERN: ("#80685c", "#8d8780", "#6f7680", "#9a8c7c", "#5f666e", "#a3968a"),
    Era.FUTURE: ("#3f4a5a", "#4a5262", "#353f50", "#565a6c"),
}


def draw_facade(canvas: skia.Canvas, scene: Scene, facade: Facade) -> None:
    """The front with its windows, cornice and shop, in perspective."""
    face, dice = facade.face, scene.dice(facade.seed)
    side = 1 if face.origin[0] * scene.view.flip < 0 else -1
    lit = 1.08 if side * scene.light.side > 0 else 0.8
    wall = scaled(facade.colour, lit)
    canvas.drawPath(face.whole(), face.gradient(scaled(wall, 0.82), wall))
    canvas.drawPath(face.quad(0, face.height - 0.5, face.width, 0.5), fill(scaled(wall, 1.12)))
    canvas.drawPath(face.quad(0, face.height - 0.62, face.width, 0.12), fill(scaled(wall, 0.55)))
    canvas.drawPath(face.quad(0, 0, 0.12, face.height), fill(scaled(wall, 0.6)))
    if scene.era_of(Era.MEDIEVAL):
        _timbers(canvas, facade)
    glass = mix(scaled(scene.light.sky[1], 0.6), (0.2, 0.24, 0.3), 0.5)
    for storey in range(1, facade.storeys):
        for bay in range(facade.bays):
            u, v, w, h = window_box(facade, storey, bay)
            canvas.drawPath(face.quad(u - 0.09, v - 0.09, w + 0.18, h + 0.18), fill(scaled(wall, 0.7)))
            canvas.drawPath(face.quad(u, v, w, h), face.gradient(scaled(glass, 0.8), glass))
            canvas.drawPath(face.quad(u - 0.12, v - 0.16, w + 0.24, 0.1), fill(scaled(wall, 1.18)))
            if dice.random() < 0.3:
                canvas.drawPath(face.quad(u, v + h * 0.5, w, h * 0.5), fill(rgb("#b8ad98"), 0.6))
    if facade.shop is not None and scene.electric:
        _shop(canvas, facade, wall)
    else:
        _doorway(canvas, facade, wall)


def window_box(facade: Facade, storey: int, bay: int) -> tuple[float, float, float, float]:
    """Where the window of that storey and bay is: u, v, width, height."""
    w = facade.face.width / facade.bays
    return bay * w + w * 0.28, storey * 3.1 + 0.9, w * 0.44, 1.55


def _timbers(canvas: skia.Canvas, facade: Facade) -> None:
    face, beam = facade.face, rgb("#4a3626")
    for storey in range(1, facade.storeys + 1):
        canvas.drawPath(face.quad(0, storey * 3.1, face.width, 0.22), fill(beam))
    for bay in range(facade.bays + 1):
        u = min(bay * face.width / facade.bays, face.width - 0.2)
        canvas.drawPath(face.quad(u, 3.1, 0.2, face.height - 3.1), fill(beam))


def _shop(canvas: skia.Canvas, facade: Facade, wall: Colour) -> None:
    face = facade.face
    sign = mix(scaled(greyed(facade.shop or wall, 0.45), 0.6), wall, 0.3)
    canvas.drawPath(face.quad(0.3, 0.45, face.width - 0.6, 2.05), fill(rgb("#4a4f52")))
    canvas.drawPath(face.quad(0.3, 0.0, face.width - 0.6, 0.45), fill(scaled(sign, 0.6)))
    for k in range(1, 4):
        canvas.drawPath(face.quad(face.width * k / 4, 0.2, 0.1, 2.3), fill(rgb("#1e1c1c")))
    canvas.drawPath(face.quad(0.2, 2.5, face.width - 0.4, 0.6), fill(sign))
    awning = face.path([(0.3, 2.55), (face.width - 0.3, 2.55), (face.width - 0.3, 2.3), (0.3, 2.3)])
    canvas.drawPath(awning, fill(scaled(sign, 1.25)))


def _doorway(canvas: skia.Canvas, facade: Facade, wall: Colour) -> None:
    face = facade.face
    middle = face.width / 2
    canvas.drawPath(face.quad(middle - 0.75, 0, 1.5, 2.6), fill(scaled(wall, 1.1)))
    canvas.drawPath(face.quad(middle - 0.55, 0, 1.1, 2.3), fill(rgb("#3d2c22")))
    for bay in range(facade.bays):
        u, _, w, _ = window_box(facade, 0, bay)
        if abs(u + w / 2 - middle) > 1.2:
            canvas.drawPath(face.quad(u, 1.0, w, 1.4), fill(scaled(wall, 0.42)))


def shine_facade(canvas: skia.Canvas, scene: Scene, facade: Facade, strength: float) -> None:
    """Its lit windows, shop light and sign."""
    face, dice = facade.face, scene.dice(facade.seed + "shine")
    z = face.origin[2]
    air = min(0.75, z / 90)
    for storey in range(1, facade.storeys):
        for bay in range(facade.bays):
            if dice.random() < 0.34:
                tone = mix(dice.choice(_WARM) if scene.electric else rgb("#ffb060"), scene.light.fog, air * 0.5)
                u, v, w, h = window_box(facade, storey, bay)
                canvas.drawPath(face.quad(u, v, w, h), face.gradient(tone, scaled(tone, 0.72)))
                glow(canvas, face.at(u + w / 2, v + h / 2), 1.6 * face.size_at(u, v), tone, 0.2 * strength)
                canvas.drawPath(face.quad(u + w * 0.46, v, w * 0.07, h), fill((0.1, 0.08, 0.07), 0.7))
    if facade.shop is None or not scene.electric:
        return
    warm = mix(facade.shop, rgb("#ffdca8"), 0.72)
    middle = face.width / 2
    canvas.drawPath(
        face.quad(0.35, 0.5, face.width - 0.7, 1.95), fill(mix(warm, scene.light.fog, air * 0.4), 0.85 * strength)
    )
    for _ in range(7):
        u = 0.5 + dice.uniform(0, 1) * (face.width - 1.4)
        canvas.drawPath(
            face.quad(u, 0.5, dice.uniform(0.15, 0.5), dice.uniform(0.3, 1.2)), fill((0.12, 0.08, 0.07), 0.4)
        )
    for k in range(1, 4):
        canvas.drawPath(face.quad(face.width * k / 4, 0.2, 0.1, 2.3), fill(rgb("#17120f")))
    glow(canvas, face.at(middle, 1.4), 5.0 * face.size_at(middle, 1), warm, 0.32 * strength)
    if dice.random() < 0.6:
        neon_sign(canvas, face, dice.uniform(0.6, face.width - 1.2), 3.6, facade.shop, strength, dice)


def neon_sign(
    canvas: skia.Canvas, face: Face, u: float, v: float, colour: Colour, strength: float, dice: Random
) -> None:
    """An upright sign with strokes of light: signs read as signs without any language."""
    unit = face.size_at(u, v)
    height = dice.uniform(1.8, 3.2)
    canvas.drawPath(face.quad(u, v, 0.8, height), fill((0.05, 0.05, 0.06), 0.9))
    tube = mix(colour, WHITE, 0.5)
    rows = int(height / 0.7)
    for row in range(rows):
        v0 = v + 0.18 + row * (height - 0.2) / rows
        points = [(u + 0.2, v0), (u + 0.6, v0), (u + 0.6, v0 + 0.36), (u + 0.2, v0 + 0.36)]
        kind = dice.randrange(3)
        path = face.path(points if kind == 0 else points[:3] if kind == 1 else [points[0], points[2], points[1]])
        canvas.drawPath(path, stroke(colour, 0.14 * unit, 0.5 * strength, soft=0.06 * unit))
        canvas.drawPath(path, stroke(tube, 0.05 * unit, strength))
    glow(canvas, face.at(u + 0.4, v + height / 2), 3.4 * unit, colour, 0.5 * strength)


def street_lamp(scene: Scene, x: float, z: float) -> tuple[Draw, Draw, tuple[float, float]]:
    """A lamp post: its body, its shine, and where its head is seen."""
    view, tall = scene.view, 4.6 if scene.electric else 3.4
    arm = -0.9 if x > 0 else 0.9
    if not scene.electric:
        arm = 0.0
    head = view.at(x + arm, tall, z)
    unit = view.scale(z)
    iron = mix(rgb("#26262b"), scene.light.fog, min(0.6, z / 60))

    def body(canvas: skia.Canvas) -> None:
        canvas.drawLine(*view.at(x, 0, z), *view.at(x, tall * 0.96, z), stroke(iron, 0.13 * unit))
        canvas.drawLine(*view.at(x, 0, z), *view.at(x, 0.8, z), stroke(iron, 0.24 * unit))
        if arm:
            points = [view.at(x, tall * 0.94, z), view.at(x + arm * 0.4, tall * 1.02, z), head]
            canvas.drawPath(spline(points, closed=False), stroke(iron, 0.09 * unit))
        else:
            canvas.drawRect(
                skia.Rect.MakeLTRB(
                    head[0] - 0.2 * unit, head[1] - 0.3 * unit, head[0] + 0.2 * unit, head[1] + 0.25 * unit
                ),
                fill(iron),
            )

    def shine(canvas: skia.Canvas) -> None:
        lamp, foot = scene.lamp, view.at(x + arm, 0, z)
        power = scene.light.practicals
        cone = poly(
            [
                (head[0] - 0.1 * unit, head[1]),
                (head[0] + 0.1 * unit, head[1]),
                (foot[0] + 1.7 * unit, foot[1]),
                (foot[0] - 1.7 * unit, foot[1]),
            ]
        )
        canvas.drawPath(
            cone, linear(head, foot, [(lamp, 0.26 * power), (lamp, 0.03 * power)], soft=0.25 * unit, blend=SCREEN)
        )
        glow(canvas, head, 2.6 * unit, lamp, 0.7 * power)
        canvas.drawOval(
            skia.Rect.MakeXYWH(head[0] - 0.22 * unit, head[1] - 0.08 * unit, 0.44 * unit, 0.16 * unit),
            fill(mix(lamp, WHITE, 0.6), power),
        )

    return body, shine, head


def vehicle(scene: Scene, x: float, z: float, colour: Colour) -> Draw:
    """A parked car seen from behind or the front at that spot; a cart before there were cars."""
    view = scene.view
    if not scene.electric and not scene.era_of(Era.TWENTIES):
        return _cart(scene, x, z)
    round_ = scene.era_of(Era.TWENTIES, Era.FIFTIES)

    def draw(canvas: skia.Canvas) -> None:
        unit, (cx, foot) = view.scale(z), view.at(x, 0, z)
        w, h = 0.92 * unit, 1.42 * unit
        draw_shadow(canvas, view, Box(x - 0.95, 0, z, 1.9, 1, 2.5), 0.6)
        for side in (-1, 1):
            tyre = skia.Rect.MakeXYWH(cx + side * w * 0.72 - 0.12 * unit, foot - 0.5 * unit, 0.24 * unit, 0.52 * unit)
            canvas.drawRoundRect(tyre, 0.06 * unit, 0.06 * unit, fill((0.06, 0.06, 0.07)))
        roof = 0.62 if not round_ else 0.7
        body = [(cx - w, foot - 0.28 * unit), (cx - w, foot - 0.75 * unit), (cx - w * 0.86, foot - 0.92 * unit)]
        body += [(cx - w * roof, foot - h), (cx + w * roof, foot - h)]
        body += [(cx + w * 0.86, foot - 0.92 * unit), (cx + w, foot - 0.75 * unit), (cx + w, foot - 0.28 * unit)]
        canvas.drawPath(
            spline(body, tension=0.06),
            linear((cx, foot - h), (cx, foot), [(scaled(colour, 1.2), 1), (colour, 1), (scaled(colour, 0.5), 1)]),
        )
        glass = [
            (cx - w * 0.78, foot - 0.94 * unit),
            (cx - w * 0.6, foot - 1.34 * unit),
            (cx + w * 0.6, foot - 1.34 * unit),
            (cx + w * 0.78, foot - 0.94 * unit),
        ]
        canvas.drawPath(
            poly(glass), linear((cx, foot - h), (cx, foot - 0.9 * unit), [(rgb("#8fa3b0"), 1), (rgb("#2f3840"), 1)])
        )
        canvas.drawRect(
            skia.Rect.MakeXYWH(cx - w * 0.98, foot - 0.42 * unit, w * 1.96, 0.12 * unit), fill(rgb("#8a8d90"))
        )
        for side in (-1, 1):
            canvas.drawCircle(cx + side * w * 0.78, foot - 0.64 * unit, 0.1 * unit, fill(rgb("#e8e2cc")))

    return draw


def _cart(scene: Scene, x: float, z: float) -> Draw:
    view, wood = scene.view, rgb("#6b4a30")

    def draw(canvas: skia.Canvas) -> None:
        unit = view.scale(z)
        draw_shadow(canvas, view, Box(x - 0.8, 0, z, 1.6, 1, 1.6))
        draw_box(canvas, view, Box(x - 0.8, 0.55, z, 1.6, 0.55, 1.4), wood, side=scene.light.side)
        for side in (-1, 1):
            cx, cy = view.at(x + side * 0.85, 0.5, z)
            canvas.drawCircle(cx, cy, 0.48 * unit, stroke(scaled(wood, 0.6), 0.08 * unit))
            for k in range(4):
                dx, dy = 0.46 * unit * (1, 0.7, 0, -0.7)[k], 0.46 * unit * (0, 0.7, 1, 0.7)[k]
                canvas.drawLine(cx - dx, cy - dy, cx + dx, cy + dy, stroke(scaled(wood, 0.6), 0.04 * unit))

    return draw


def wet_mirror(scene: Scene, lights: list[tuple[float, float, Colour]], *, tall: float = 0.3) -> Draw:
    """Lamps and signs drawn out on wet ground: (x, ground y, colour) each."""

    def draw(canvas: skia.Canvas) -> None:
        for x, y, colour in lights:
            w = 0.012 + 0.1 * max(0.0, y - scene.view.horizon)
            h = tall * (0.3 + 2 * max(0.0, y - scene.view.horizon))
            stops = [(colour, 0.5), (colour, 0.16), (colour, 0.0)]
            rect = skia.Rect.MakeXYWH(x - w / 2, y, w, h)
            canvas.drawRect(rect, linear((0, y), (0, y + h), stops, (0, 0.4, 1), soft=0.006 + w * 0.15, blend=SCREEN))

    return draw


def passers_by(scene: Scene, name: str, spots: list[tuple[float, float]], colour: Colour = (0.1, 0.1, 0.13)) -> Draw:
    """Far figures as soft silhouettes at (x, z) metres."""

    def draw(canvas: skia.Canvas) -> None:
        dice = scene.dice(name)
        for x, z in sorted(spots, key=lambda spot: -spot[1]):
            unit, (cx, foot) = scene.view.scale(z) * dice.uniform(0.92, 1.04), scene.view.at(x, 0, z)
            tone = mix(scaled(colour, dice.uniform(0.8, 2.2)), scene.light.fog, min(0.7, z / 40))
            stride = dice.uniform(0.05, 0.2) * unit
            canvas.drawOval(
                skia.Rect.MakeXYWH(cx - 0.35 * unit, foot - 0.05 * unit, 0.7 * unit, 0.1 * unit),
                fill((0, 0, 0), 0.35, soft=0.04 * unit),
            )
            for side in (-1, 1):
                canvas.drawLine(
                    cx, foot - 0.85 * unit, cx + side * stride, foot, stroke(scaled(tone, 0.8), 0.15 * unit)
                )
            coat = [
                (cx - 0.2 * unit, foot - 1.42 * unit),
                (cx + 0.2 * unit, foot - 1.42 * unit),
                (cx + 0.25 * unit, foot - 0.65 * unit),
                (cx - 0.25 * unit, foot - 0.65 * unit),
            ]
            canvas.drawPath(spline(coat, tension=0.1), fill(tone))
            canvas.drawCircle(cx, foot - 1.6 * unit, 0.12 * unit, fill(mix(tone, rgb("#b98a6a"), 0.35)))

    return draw
