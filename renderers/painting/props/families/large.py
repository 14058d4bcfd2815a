"""Instruments, furniture and vehicles; too large for a hand, right for an insert or the staging."""

from __future__ import annotations

from renderers.painting.palette import WHITE, mix, rgb
from renderers.painting.props.shapes import BLACK, BROWN, DARK, GLASS, GLOW, GOLD, LEATHER, RED, STEEL, WOOD, Hand, Prop


def _guitar(hand: Hand) -> None:
    hand.rod([(0.18, 0.0), (0.78, 0.0)], BROWN, 0.07)
    hand.box(0.74, -0.09, 0.22, 0.18, BROWN, 0.03)
    hand.blob(
        [
            (-0.50, 0.0),
            (-0.42, -0.27),
            (-0.15, -0.27),
            (-0.02, -0.16),
            (0.16, -0.20),
            (0.24, 0.0),
            (0.16, 0.20),
            (-0.02, 0.16),
            (-0.15, 0.27),
            (-0.42, 0.27),
        ],
        rgb("#c27a3a"),
    )
    hand.disc(-0.02, 0.0, 0.09, BLACK)
    hand.box(-0.36, -0.09, 0.05, 0.18, BROWN)
    for y in (-0.025, 0.0, 0.025):
        hand.line([(-0.34, y), (0.80, y)], (0.9, 0.88, 0.8), 0.006)


def _violin(hand: Hand) -> None:
    hand.rod([(0.12, 0.0), (0.55, 0.0)], BLACK, 0.05)
    hand.blob(
        [
            (-0.44, 0.0),
            (-0.38, -0.20),
            (-0.2, -0.20),
            (-0.12, -0.10),
            (0.02, -0.16),
            (0.16, -0.10),
            (0.18, 0.0),
            (0.16, 0.10),
            (0.02, 0.16),
            (-0.12, 0.10),
            (-0.2, 0.20),
            (-0.38, 0.20),
        ],
        rgb("#94481f"),
    )
    hand.line([(-0.30, 0.0), (0.5, 0.0)], (0.9, 0.88, 0.8), 0.012)
    hand.rod([(-0.28, -0.40), (0.5, 0.30)], BROWN, 0.018)


def _trumpet(hand: Hand) -> None:
    hand.rod([(-0.50, -0.04), (0.30, -0.04)], GOLD, 0.06)
    hand.poly([(0.26, -0.08), (0.56, -0.26), (0.56, 0.18), (0.26, 0.0)], GOLD)
    hand.rod([(-0.2, 0.14), (0.16, 0.14)], GOLD, 0.05)
    for x in (-0.12, 0.0, 0.12):
        hand.rod([(x, -0.20), (x, 0.14)], GOLD, 0.05)


def _car(hand: Hand) -> None:
    paint = rgb("#8f2f2b")
    hand.blob(
        [
            (-0.98, 0.06),
            (-0.94, -0.10),
            (-0.62, -0.16),
            (-0.40, -0.38),
            (0.20, -0.40),
            (0.50, -0.16),
            (0.92, -0.08),
            (1.0, 0.06),
            (0.98, 0.22),
            (-0.96, 0.22),
        ],
        paint,
    )
    hand.poly([(-0.52, -0.14), (-0.36, -0.32), (-0.10, -0.34), (-0.10, -0.14)], rgb("#9fc4d4"))
    hand.poly([(-0.04, -0.14), (-0.04, -0.34), (0.17, -0.34), (0.38, -0.14)], rgb("#9fc4d4"))
    hand.line([(-0.07, -0.36), (-0.07, 0.20)], BLACK, 0.016)
    hand.line([(0.02, -0.05), (0.12, -0.05)], GOLD, 0.026)
    hand.oval(0.86, -0.06, 0.12, 0.11, GLOW)
    hand.oval(-0.98, -0.06, 0.08, 0.10, RED)
    for x in (-0.56, 0.58):
        hand.disc(x, 0.22, 0.185, BLACK)
        hand.disc(x, 0.22, 0.09, STEEL)


def _wheels(hand: Hand, radius: float, tyre: float) -> None:
    import math

    for x in (-0.5, 0.5):
        ring = [(x + radius * math.cos(i * math.pi / 12), 0.2 + radius * math.sin(i * math.pi / 12)) for i in range(25)]
        hand.rod(ring, BLACK, tyre)
        for i in range(6):
            angle = i * math.pi / 6
            a = (x - radius * math.cos(angle), 0.2 - radius * math.sin(angle))
            b = (x + radius * math.cos(angle), 0.2 + radius * math.sin(angle))
            hand.line([a, b], STEEL, 0.008)


def _bicycle(hand: Hand) -> None:
    _wheels(hand, 0.30, 0.035)
    frame = rgb("#2f6a6a")
    hand.rod([(-0.5, 0.2), (-0.22, -0.16), (0.34, -0.18), (0.0, 0.2), (-0.5, 0.2)], frame, 0.035)
    hand.rod([(-0.22, -0.16), (0.0, 0.2)], frame, 0.035)
    hand.rod([(0.5, 0.2), (0.32, -0.26), (0.44, -0.34)], frame, 0.035)
    hand.rod([(-0.30, -0.22), (-0.14, -0.22)], LEATHER, 0.06)


def _motorcycle(hand: Hand) -> None:
    _wheels(hand, 0.26, 0.09)
    hand.blob(
        [(-0.5, -0.02), (-0.30, -0.14), (0.05, -0.10), (0.22, -0.20), (0.36, -0.08), (0.20, 0.20), (-0.20, 0.22)],
        rgb("#30333c"),
    )
    hand.blob([(-0.48, -0.10), (-0.10, -0.12), (-0.14, -0.02), (-0.46, 0.0)], LEATHER)
    hand.rod([(0.5, 0.2), (0.32, -0.30), (0.20, -0.36)], STEEL, 0.04)
    hand.disc(0.38, -0.20, 0.08, GLOW)


def _chair(hand: Hand) -> None:
    hand.rod([(-0.28, 0.06), (-0.32, 0.56)], WOOD, 0.06)
    hand.rod([(0.28, 0.06), (0.32, 0.56)], WOOD, 0.06)
    hand.box(-0.30, -0.56, 0.60, 0.52, WOOD, 0.06)
    hand.box(-0.21, -0.46, 0.42, 0.34, mix(WOOD, BLACK, 0.35), 0.04)
    hand.box(-0.36, -0.06, 0.72, 0.13, LEATHER, 0.05)


def _table(hand: Hand) -> None:
    for x in (-0.62, 0.56):
        hand.box(x, -0.06, 0.07, 0.56, WOOD)
    hand.box(-0.74, -0.14, 1.48, 0.11, mix(WOOD, WHITE, 0.1))
    hand.clear([(-0.08, -0.34), (0.08, -0.34), (0.06, -0.14), (-0.06, -0.14)], GLASS, 0.5)
    hand.box(0.24, -0.19, 0.30, 0.05, DARK)


PROPS = (
    Prop("guitar", _guitar, 2.1, along=1, centre=(0.2, 0.0), fill=0.8),
    Prop("violin", _violin, 1.3, along=1),
    Prop("trumpet", _trumpet, 1.3, along=1),
    Prop("car", _car, 6.0, fill=0.5),
    Prop("bicycle", _bicycle, 4.2, fill=0.6),
    Prop("motorcycle", _motorcycle, 4.6, fill=0.6),
    Prop("chair", _chair, 2.6),
    Prop("table", _table, 3.6),
)
