"""What is drunk, eaten and smoked."""

from __future__ import annotations

from renderers.painting.palette import WHITE, mix, rgb
from renderers.painting.props.shapes import (
    BROWN,
    CREAM,
    GLOW,
    GOLD,
    GREEN,
    IVORY,
    LEATHER,
    RED,
    STEEL,
    WOOD,
    Hand,
    Prop,
)

_AMBER = rgb("#c4772a")


def _glass(hand: Hand) -> None:
    hand.poly([(-0.23, -0.02), (0.23, -0.02), (0.20, 0.36), (-0.20, 0.36)], _AMBER)
    hand.clear([(-0.27, -0.38), (0.27, -0.38), (0.22, 0.40), (-0.22, 0.40)], alpha=0.28)
    hand.poly([(-0.12, -0.08), (0.04, -0.12), (0.08, 0.06), (-0.08, 0.10)], mix(_AMBER, WHITE, 0.6))
    hand.gleam([(-0.19, -0.28), (-0.16, 0.26)], 0.03)


def _bottle(hand: Hand) -> None:
    glass = rgb("#2f5a44")
    hand.blob(
        [
            (-0.07, -0.62),
            (0.07, -0.62),
            (0.08, -0.36),
            (0.19, -0.20),
            (0.20, 0.50),
            (-0.20, 0.50),
            (-0.19, -0.20),
            (-0.08, -0.36),
        ],
        glass,
    )
    hand.box(-0.19, -0.06, 0.38, 0.34, CREAM, 0.0)
    hand.rows(-0.12, 0.04, 0.24, 3, 0.08, BROWN)
    hand.box(-0.08, -0.66, 0.16, 0.12, RED)
    hand.gleam([(-0.12, -0.16), (-0.13, 0.42)], 0.022, 0.5)


def _cup(hand: Hand) -> None:
    hand.line([(0.22, -0.14), (0.42, -0.08), (0.40, 0.14), (0.20, 0.20)], mix(IVORY, (0, 0, 0), 0.5), 0.13)
    hand.line([(0.22, -0.14), (0.42, -0.08), (0.40, 0.14), (0.20, 0.20)], IVORY, 0.07)
    hand.blob([(-0.28, -0.26), (0.28, -0.26), (0.24, 0.26), (0.12, 0.34), (-0.12, 0.34), (-0.24, 0.26)], IVORY)
    hand.oval(-0.27, -0.33, 0.54, 0.14, BROWN)
    for x in (-0.08, 0.08):
        hand.line([(x, -0.42), (x + 0.05, -0.52), (x - 0.03, -0.62), (x + 0.02, -0.72)], WHITE, 0.025, 0.45)


def _plate(hand: Hand) -> None:
    hand.oval(-0.55, -0.10, 1.10, 0.34, IVORY)
    hand.oval(-0.40, -0.06, 0.80, 0.22, mix(IVORY, (0, 0, 0), 0.08))
    hand.blob([(-0.28, 0.02), (-0.20, -0.16), (0.06, -0.18), (0.14, 0.0), (0.02, 0.08), (-0.2, 0.09)], rgb("#9a5a34"))
    hand.dots([(0.20, -0.02), (0.27, 0.02), (0.22, 0.06), (0.31, -0.03)], 0.045, GREEN)
    hand.rod([(-0.66, -0.1), (-0.66, 0.3)], STEEL, 0.03)


def _cake(hand: Hand) -> None:
    hand.box(-0.46, -0.02, 0.92, 0.42, rgb("#d9a3a8"), 0.05)
    hand.blob(
        [
            (-0.47, -0.04),
            (0.47, -0.04),
            (0.47, 0.10),
            (0.3, 0.18),
            (0.15, 0.09),
            (0.0, 0.18),
            (-0.15, 0.09),
            (-0.3, 0.18),
            (-0.47, 0.10),
        ],
        IVORY,
    )
    for x in (-0.28, 0.0, 0.28):
        hand.rod([(x, -0.06), (x, -0.26)], RED if x else GOLD, 0.05)
        hand.glow(x, -0.34, 0.16)
        hand.blob([(x, -0.42), (x + 0.035, -0.33), (x, -0.29), (x - 0.035, -0.33)], GLOW)


def _apple(hand: Hand) -> None:
    hand.blob(
        [
            (0.0, -0.26),
            (0.22, -0.34),
            (0.36, -0.10),
            (0.24, 0.28),
            (0.0, 0.32),
            (-0.24, 0.28),
            (-0.36, -0.10),
            (-0.22, -0.34),
        ],
        RED,
    )
    hand.line([(0.0, -0.26), (0.05, -0.46)], BROWN, 0.04)
    hand.blob([(0.05, -0.40), (0.20, -0.50), (0.26, -0.40), (0.12, -0.34)], GREEN)
    hand.gleam([(-0.22, -0.16), (-0.20, 0.04)], 0.05, 0.6)


def _cigarette(hand: Hand) -> None:
    hand.rod([(0.0, 0.0), (-0.34, -0.24)], IVORY, 0.06)
    hand.line([(0.06, 0.05), (0.0, 0.0)], mix(LEATHER, GOLD, 0.5), 0.07)
    hand.dots([(-0.36, -0.26)], 0.05, (1.0, 0.45, 0.15))
    hand.line([(-0.38, -0.32), (-0.30, -0.52), (-0.44, -0.70), (-0.34, -0.92)], WHITE, 0.05, 0.3)


def _pills(hand: Hand) -> None:
    hand.box(-0.22, -0.34, 0.44, 0.70, rgb("#d07a2c"), 0.05)
    hand.box(-0.25, -0.46, 0.50, 0.16, IVORY)
    hand.box(-0.21, -0.14, 0.42, 0.32, PAPER_LABEL, 0.0)
    hand.rows(-0.14, -0.06, 0.28, 3, 0.08)


PAPER_LABEL = rgb("#f1ece0")


def _bucket(hand: Hand) -> None:
    hand.line([(-0.38, -0.26), (-0.2, -0.62), (0.2, -0.62), (0.38, -0.26)], STEEL, 0.035)
    hand.poly([(-0.42, -0.28), (0.42, -0.28), (0.32, 0.42), (-0.32, 0.42)], STEEL)
    hand.oval(-0.42, -0.36, 0.84, 0.17, mix(STEEL, WOOD, 0.3))


PROPS = (
    Prop("glass", _glass, 0.62, grip=(0.0, 0.30)),
    Prop("bottle", _bottle, 1.15, grip=(0.0, 0.28)),
    Prop("cup", _cup, 0.60, grip=(-0.22, 0.14)),
    Prop("plate", _plate, 1.0, grip=(0.0, 0.12)),
    Prop("cake", _cake, 1.0, grip=(0.0, 0.40)),
    Prop("apple", _apple, 0.50, grip=(0.0, 0.22)),
    Prop("cigarette", _cigarette, 0.42, centre=(-0.2, -0.2)),
    Prop("pills", _pills, 0.5, grip=(0.0, 0.28)),
    Prop("bucket", _bucket, 0.95, grip=(0.0, -0.6)),
)
