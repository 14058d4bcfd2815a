"""Paper: letters, books, maps, money, cards."""

from __future__ import annotations

from renderers.painting.palette import mix, rgb
from renderers.painting.props.shapes import (
    BLUE,
    BROWN,
    CREAM,
    DARK,
    GOLD,
    GREEN,
    IVORY,
    LEATHER,
    PAPER,
    RED,
    Hand,
    Prop,
)


def _letter(hand: Hand) -> None:
    hand.poly([(-0.36, -0.50), (0.34, -0.47), (0.36, 0.48), (-0.34, 0.50)], PAPER)
    hand.poly([(-0.35, -0.17), (0.35, -0.15), (0.35, -0.12), (-0.35, -0.14)], mix(PAPER, DARK, 0.12))
    hand.rows(-0.26, -0.36, 0.3, 2, 0.08)
    hand.rows(-0.26, -0.06, 0.52, 6, 0.075)
    hand.line([(0.04, 0.42), (0.12, 0.38), (0.16, 0.43), (0.26, 0.37)], BLUE, 0.018)


def _newspaper(hand: Hand) -> None:
    hand.poly([(-0.48, -0.44), (0.0, -0.40), (0.0, 0.46), (-0.48, 0.42)], mix(PAPER, DARK, 0.10))
    hand.poly([(0.0, -0.40), (0.48, -0.44), (0.48, 0.42), (0.0, 0.46)], PAPER)
    hand.line([(-0.42, -0.31), (-0.06, -0.28)], DARK, 0.07)
    hand.line([(0.06, -0.28), (0.42, -0.31)], DARK, 0.05)
    hand.box(0.07, -0.20, 0.34, 0.24, mix(PAPER, DARK, 0.4))
    for x in (-0.42, -0.22):
        hand.rows(x, -0.18, 0.16, 7, 0.075, width=0.014)
    hand.rows(0.07, 0.12, 0.34, 4, 0.07, width=0.014)


def _book(hand: Hand) -> None:
    hand.poly([(-0.50, -0.30), (0.0, -0.24), (0.50, -0.30), (0.50, 0.34), (0.0, 0.40), (-0.50, 0.34)], LEATHER)
    hand.blob([(-0.46, -0.29), (-0.2, -0.33), (0.0, -0.24), (0.0, 0.35), (-0.2, 0.27), (-0.46, 0.30)], IVORY)
    hand.blob([(0.46, -0.29), (0.2, -0.33), (0.0, -0.24), (0.0, 0.35), (0.2, 0.27), (0.46, 0.30)], PAPER)
    hand.rows(-0.39, -0.19, 0.32, 6, 0.075, width=0.014)
    hand.rows(0.08, -0.19, 0.32, 6, 0.075, width=0.014)
    hand.line([(0.02, -0.2), (0.03, 0.2), (0.06, 0.46)], RED, 0.03)


def _map(hand: Hand) -> None:
    hand.poly(
        [
            (-0.52, -0.36),
            (-0.17, -0.40),
            (0.17, -0.36),
            (0.52, -0.40),
            (0.52, 0.36),
            (0.17, 0.40),
            (-0.17, 0.36),
            (-0.52, 0.40),
        ],
        CREAM,
    )
    hand.line([(-0.45, 0.1), (-0.2, -0.1), (-0.05, 0.05), (0.2, -0.2), (0.45, -0.12)], BLUE, 0.05, 0.7)
    hand.line([(-0.40, -0.22), (-0.1, -0.27), (0.1, -0.05), (0.3, 0.26)], BROWN, 0.018)
    hand.line([(-0.17, -0.40), (-0.17, 0.36)], DARK, 0.012, 0.4)
    hand.line([(0.17, -0.36), (0.17, 0.40)], DARK, 0.012, 0.4)
    for x, y in ((0.24, 0.14), (0.36, 0.26)):
        hand.line([(x - 0.05, y - 0.05), (x + 0.05, y + 0.05)], RED, 0.03)
        hand.line([(x + 0.05, y - 0.05), (x - 0.05, y + 0.05)], RED, 0.03)


def _photo(hand: Hand) -> None:
    hand.box(-0.40, -0.48, 0.80, 0.96, IVORY)
    hand.box(-0.33, -0.41, 0.66, 0.66, rgb("#86a8b8"), 0.0)
    hand.poly([(-0.33, 0.25), (-0.33, 0.05), (-0.1, -0.08), (0.12, 0.06), (0.33, -0.02), (0.33, 0.25)], GREEN)
    hand.blob([(-0.16, 0.25), (-0.13, 0.10), (0.0, 0.04), (0.13, 0.10), (0.16, 0.25)], RED)
    hand.disc(0.0, -0.07, 0.11, rgb("#e0a980"))
    hand.blob([(-0.12, -0.06), (-0.11, -0.19), (0.0, -0.22), (0.11, -0.19), (0.12, -0.06), (0.0, -0.13)], BROWN)


def _money(hand: Hand) -> None:
    for turn, dy in ((-14, 0.05), (0, 0.0), (12, -0.05)):
        hand.canvas.save()
        hand.canvas.rotate(turn)
        hand.box(-0.46, -0.22 + dy, 0.92, 0.42, mix(GREEN, PAPER, 0.45))
        hand.canvas.restore()
    hand.oval(-0.13, -0.19, 0.26, 0.28, mix(GREEN, PAPER, 0.7))
    hand.box(-0.10, -0.27, 0.20, 0.50, mix(PAPER, GOLD, 0.35))


def _cards(hand: Hand) -> None:
    for turn, colour in ((-26, RED), (-9, DARK), (9, RED), (26, DARK)):
        hand.canvas.save()
        hand.canvas.rotate(turn)
        hand.box(-0.19, -0.62, 0.38, 0.56, IVORY, 0.04)
        hand.dots([(-0.11, -0.53)], 0.045, colour)
        hand.dots([(0.0, -0.34)], 0.075, colour)
        hand.canvas.restore()


def _pen(hand: Hand) -> None:
    hand.rod([(0.05, 0.10), (-0.28, -0.62)], BLUE, 0.07)
    hand.line([(0.05, 0.10), (0.09, 0.20)], GOLD, 0.05)


PROPS = (
    Prop("letter", _letter, 0.85, grip=(-0.22, 0.42)),
    Prop("newspaper", _newspaper, 1.5, grip=(-0.40, 0.34)),
    Prop("book", _book, 0.95, grip=(-0.30, 0.36)),
    Prop("map", _map, 1.4, grip=(-0.40, 0.34)),
    Prop("photo", _photo, 0.62, grip=(0.0, 0.46)),
    Prop("money", _money, 0.55, grip=(-0.3, 0.2)),
    Prop("cards", _cards, 0.60, centre=(0.0, -0.3)),
    Prop("pen", _pen, 0.45, grip=(0.0, 0.06), centre=(-0.1, -0.2)),
)
