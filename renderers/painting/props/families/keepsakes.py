"""Keys, rings, flowers, toys: what stories turn on."""

from __future__ import annotations

import math

from renderers.painting.palette import WHITE, mix, rgb
from renderers.painting.props.shapes import (
    BLACK,
    BROWN,
    CREAM,
    DARK,
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


def _key(hand: Hand) -> None:
    hand.disc(0.0, -0.32, 0.19, GOLD)
    hand.disc(0.0, -0.32, 0.09, DARK)
    hand.rod([(0.0, -0.13), (0.0, 0.46)], GOLD, 0.07)
    hand.box(0.02, 0.26, 0.17, 0.07, GOLD)
    hand.box(0.02, 0.38, 0.21, 0.07, GOLD)


def _lock(hand: Hand) -> None:
    hand.rod([(-0.2, 0.0), (-0.2, -0.30), (0.0, -0.46), (0.2, -0.30), (0.2, 0.0)], STEEL, 0.09)
    hand.box(-0.34, -0.06, 0.68, 0.52, GOLD, 0.06)
    hand.dots([(0.0, 0.14)], 0.075, BLACK)
    hand.line([(0.0, 0.16), (0.0, 0.30)], BLACK, 0.06)


def _handle(hand: Hand) -> None:
    hand.box(-0.20, -0.50, 0.40, 1.0, GOLD, 0.05)
    hand.disc(0.0, -0.14, 0.20, mix(GOLD, WHITE, 0.2))
    hand.gleam([(-0.09, -0.22), (-0.04, -0.27)], 0.04)
    hand.dots([(0.0, 0.24)], 0.06, BLACK)
    hand.line([(0.0, 0.26), (0.0, 0.38)], BLACK, 0.05)


def _ring(hand: Hand) -> None:
    ring = [(0.28 * math.cos(i * math.pi / 12), 0.12 + 0.28 * math.sin(i * math.pi / 12)) for i in range(25)]
    hand.rod(ring, GOLD, 0.07)
    hand.poly([(-0.16, -0.26), (-0.08, -0.38), (0.08, -0.38), (0.16, -0.26), (0.0, -0.10)], rgb("#bfe6f2"))
    hand.gleam([(-0.06, -0.32), (0.0, -0.18)], 0.02)


def _necklace(hand: Hand) -> None:
    hand.line([(-0.35, -0.5), (-0.28, -0.1), (0.0, 0.16), (0.28, -0.1), (0.35, -0.5)], GOLD, 0.03)
    hand.blob([(0.0, 0.14), (0.15, 0.26), (0.10, 0.46), (0.0, 0.52), (-0.10, 0.46), (-0.15, 0.26)], GOLD)
    hand.dots([(0.0, 0.34)], 0.065, RED)


def _flowers(hand: Hand) -> None:
    for x, y in ((-0.2, -0.3), (0.2, -0.32), (0.0, -0.46), (-0.32, -0.1), (0.32, -0.12), (0.0, -0.16)):
        hand.line([(x, y), (x * 0.3, 0.12), (0.0, 0.34)], GREEN, 0.03)
    hand.poly([(-0.26, 0.0), (0.26, 0.0), (0.07, 0.50), (-0.07, 0.50)], CREAM)
    for i, (x, y) in enumerate(((-0.32, -0.1), (0.32, -0.12), (-0.2, -0.3), (0.2, -0.32), (0.0, -0.16), (0.0, -0.46))):
        colour = (RED, rgb("#d98aa0"), rgb("#e3b34a"))[i % 3]
        hand.disc(x, y, 0.15, colour)
        hand.dots([(x, y)], 0.05, mix(colour, WHITE, 0.5))
    hand.box(-0.14, 0.22, 0.28, 0.07, RED)


def _bag(hand: Hand) -> None:
    hand.rod([(-0.2, 0.14), (-0.14, -0.10), (0.14, -0.10), (0.2, 0.14)], BROWN, 0.045)
    hand.blob([(-0.38, 0.10), (0.38, 0.10), (0.46, 0.60), (0.36, 0.72), (-0.36, 0.72), (-0.46, 0.60)], LEATHER)
    hand.line([(-0.36, 0.28), (0.0, 0.36), (0.36, 0.28)], BROWN, 0.025)
    hand.box(-0.05, 0.30, 0.10, 0.10, GOLD)


def _suitcase(hand: Hand) -> None:
    hand.rod([(-0.14, 0.10), (-0.12, -0.03), (0.12, -0.03), (0.14, 0.10)], BROWN, 0.05)
    hand.box(-0.52, 0.08, 1.04, 0.68, LEATHER, 0.05)
    for x in (-0.32, 0.24):
        hand.box(x, 0.08, 0.08, 0.68, BROWN, 0.0)
    hand.box(-0.06, 0.10, 0.12, 0.09, GOLD)


def _box(hand: Hand) -> None:
    hand.box(-0.42, -0.26, 0.84, 0.62, rgb("#b08a5a"), 0.02)
    hand.poly([(-0.46, -0.32), (0.46, -0.32), (0.46, -0.16), (-0.46, -0.16)], rgb("#c79c66"))
    hand.box(-0.07, -0.32, 0.14, 0.68, RED, 0.0)
    hand.blob([(0.0, -0.34), (0.22, -0.52), (0.26, -0.36), (0.0, -0.32), (-0.26, -0.36), (-0.22, -0.52)], RED)


def _ball(hand: Hand) -> None:
    hand.disc(0.0, 0.0, 0.44, rgb("#d9823a"))
    hand.line([(-0.44, 0.0), (0.0, -0.08), (0.44, 0.0)], BLACK, 0.022)
    hand.line([(0.0, -0.44), (0.07, 0.0), (0.0, 0.44)], BLACK, 0.022)
    hand.gleam([(-0.24, -0.24), (-0.14, -0.30)], 0.05, 0.6)


def _toy(hand: Hand) -> None:
    fur = rgb("#a9743f")
    for x in (-0.2, 0.2):
        hand.disc(x, -0.46, 0.11, fur)
        hand.oval(x * 1.5 - 0.10, 0.30, 0.20, 0.26, fur)
        hand.oval(x * 1.6 - 0.09, -0.06, 0.18, 0.30, fur)
    hand.oval(-0.28, -0.12, 0.56, 0.60, fur)
    hand.disc(0.0, -0.30, 0.27, fur)
    hand.oval(-0.12, -0.30, 0.24, 0.18, CREAM)
    hand.dots([(-0.11, -0.37), (0.11, -0.37), (0.0, -0.26)], 0.036, BLACK)


def _crown(hand: Hand) -> None:
    hand.poly(
        [(-0.46, 0.28), (-0.50, -0.26), (-0.24, 0.02), (0.0, -0.36), (0.24, 0.02), (0.50, -0.26), (0.46, 0.28)], GOLD
    )
    hand.dots([(-0.50, -0.28), (0.0, -0.38), (0.50, -0.28)], 0.06, RED)
    hand.dots([(-0.24, 0.16), (0.0, 0.16), (0.24, 0.16)], 0.05, rgb("#3f7fc0"))


def _skull(hand: Hand) -> None:
    hand.blob(
        [
            (0.0, -0.48),
            (0.34, -0.36),
            (0.40, -0.02),
            (0.24, 0.16),
            (0.20, 0.40),
            (-0.20, 0.40),
            (-0.24, 0.16),
            (-0.40, -0.02),
            (-0.34, -0.36),
        ],
        IVORY,
    )
    for x in (-0.17, 0.17):
        hand.oval(x - 0.11, -0.16, 0.22, 0.22, BLACK)
    hand.poly([(0.0, 0.06), (0.06, 0.17), (-0.06, 0.17)], BLACK)
    for x in (-0.1, 0.0, 0.1):
        hand.line([(x, 0.27), (x, 0.38)], DARK, 0.02)


def _stone(hand: Hand) -> None:
    gem = rgb("#59b7c9")
    hand.poly([(-0.40, -0.14), (-0.22, -0.38), (0.22, -0.38), (0.40, -0.14), (0.0, 0.42)], gem)
    for a, b in (
        ((-0.40, -0.14), (0.40, -0.14)),
        ((-0.14, -0.14), (0.0, 0.42)),
        ((0.14, -0.14), (0.0, 0.42)),
        ((-0.22, -0.38), (-0.14, -0.14)),
        ((0.22, -0.38), (0.14, -0.14)),
    ):
        hand.line([a, b], mix(gem, WHITE, 0.6), 0.018)


def _feather(hand: Hand) -> None:
    hand.blob([(0.0, 0.18), (-0.16, -0.10), (-0.10, -0.46), (0.08, -0.62), (0.18, -0.30), (0.12, 0.0)], IVORY)
    hand.line([(0.0, 0.44), (0.02, 0.1), (0.07, -0.56)], DARK, 0.02)


def _handcuffs(hand: Hand) -> None:
    for x in (-0.3, 0.3):
        ring = [(x + 0.22 * math.cos(i * math.pi / 12), 0.22 * math.sin(i * math.pi / 12)) for i in range(25)]
        hand.rod(ring, STEEL, 0.08)
    hand.rod([(-0.08, 0.0), (0.08, 0.0)], STEEL, 0.05)


def _rope(hand: Hand) -> None:
    for y, wide in ((-0.18, 0.40), (0.0, 0.44), (0.18, 0.40)):
        ring = [(wide * math.cos(i * math.pi / 12), y + 0.20 * math.sin(i * math.pi / 12)) for i in range(25)]
        hand.rod(ring, rgb("#b6965e"), 0.09)


def _chess(hand: Hand) -> None:
    hand.oval(-0.28, 0.34, 0.56, 0.16, BLACK)
    hand.blob([(-0.20, 0.38), (-0.09, 0.10), (-0.12, -0.12), (0.12, -0.12), (0.09, 0.10), (0.20, 0.38)], BLACK)
    hand.poly(
        [(-0.17, -0.10), (-0.22, -0.36), (-0.08, -0.26), (0.0, -0.44), (0.08, -0.26), (0.22, -0.36), (0.17, -0.10)],
        BLACK,
    )


def _dice(hand: Hand) -> None:
    for x, y, turn in ((-0.22, 0.08, -12), (0.24, -0.06, 16)):
        hand.canvas.save()
        hand.canvas.translate(x, y)
        hand.canvas.rotate(turn)
        hand.box(-0.2, -0.2, 0.4, 0.4, IVORY, 0.06)
        hand.dots([(-0.1, -0.1), (0.1, 0.1), (0.0, 0.0), (0.1, -0.1), (-0.1, 0.1)], 0.035, BLACK)
        hand.canvas.restore()


def _towel(hand: Hand) -> None:
    hand.blob(
        [
            (-0.3, -0.16),
            (0.0, -0.26),
            (0.3, -0.16),
            (0.36, 0.36),
            (0.12, 0.30),
            (0.0, 0.40),
            (-0.14, 0.30),
            (-0.36, 0.38),
        ],
        IVORY,
    )
    hand.line([(-0.31, 0.22), (0.0, 0.24), (0.32, 0.22)], rgb("#6b8fb5"), 0.05)


def _broom(hand: Hand) -> None:
    hand.rod([(0.0, -0.7), (0.0, 0.6)], WOOD, 0.035)
    hand.poly([(-0.07, 0.56), (0.07, 0.56), (0.15, 0.85), (-0.15, 0.85)], rgb("#c7a455"))


PROPS = (
    Prop("key", _key, 0.5, grip=(0.0, 0.42)),
    Prop("lock", _lock, 0.5),
    Prop("handle", _handle, 0.7, table=0, fill=0.7),
    Prop("ring", _ring, 0.34, grip=(0.0, 0.62)),
    Prop("necklace", _necklace, 0.6),
    Prop("flowers", _flowers, 1.0, grip=(0.0, 0.3)),
    Prop("bag", _bag, 1.0, centre=(0.0, 0.3)),
    Prop("suitcase", _suitcase, 1.5, centre=(0.0, 0.35)),
    Prop("box", _box, 0.95),
    Prop("ball", _ball, 0.6),
    Prop("toy", _toy, 0.8),
    Prop("crown", _crown, 0.8),
    Prop("skull", _skull, 0.75),
    Prop("stone", _stone, 0.42, grip=(0.0, 0.5)),
    Prop("feather", _feather, 0.5),
    Prop("handcuffs", _handcuffs, 0.5),
    Prop("rope", _rope, 0.7),
    Prop("chess", _chess, 0.5, grip=(0.0, 0.45)),
    Prop("dice", _dice, 0.4, grip=(0.0, 0.5)),
    Prop("towel", _towel, 0.7, grip=(0.0, -0.2)),
    Prop("broom", _broom, 3.2, fill=0.6),
)
