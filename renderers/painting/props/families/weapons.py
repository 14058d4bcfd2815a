"""Weapons and blades; they point to the right and are held at the origin."""

from __future__ import annotations

from renderers.painting.palette import mix
from renderers.painting.props.shapes import BLACK, BROWN, DARK, GOLD, LEATHER, RED, STEEL, WOOD, Hand, Prop


def _gun(hand: Hand) -> None:
    hand.poly([(-0.14, -0.12), (0.10, -0.12), (0.02, 0.32), (-0.20, 0.30)], BROWN)
    hand.poly([(-0.24, -0.30), (0.66, -0.30), (0.66, -0.13), (0.16, -0.10), (-0.22, -0.10)], DARK)
    hand.line([(0.12, -0.10), (0.22, 0.02), (0.10, 0.08)], BLACK, 0.035)
    hand.gleam([(-0.14, -0.26), (0.58, -0.26)], 0.018, 0.5)


def _rifle(hand: Hand) -> None:
    hand.poly([(-0.62, -0.02), (-0.20, -0.12), (0.24, -0.12), (0.24, 0.02), (-0.18, 0.04), (-0.62, 0.20)], WOOD)
    hand.rod([(0.1, -0.10), (0.85, -0.10)], DARK, 0.06)
    hand.poly([(-0.10, -0.17), (0.30, -0.17), (0.30, -0.08), (-0.10, -0.08)], BLACK)
    hand.line([(-0.02, 0.04), (0.06, 0.12), (0.12, 0.02)], BLACK, 0.03)


def _knife(hand: Hand) -> None:
    hand.blob([(0.10, -0.07), (0.55, -0.08), (0.80, 0.04), (0.50, 0.09), (0.10, 0.07)], STEEL)
    hand.gleam([(0.16, -0.02), (0.62, -0.01)], 0.02)
    hand.box(-0.28, -0.07, 0.40, 0.14, BROWN, 0.05)


def _sword(hand: Hand) -> None:
    hand.poly([(0.12, -0.05), (0.92, -0.04), (1.0, 0.0), (0.92, 0.04), (0.12, 0.05)], STEEL)
    hand.gleam([(0.16, 0.0), (0.92, 0.0)], 0.014)
    hand.rod([(0.10, -0.17), (0.10, 0.17)], GOLD, 0.06)
    hand.rod([(-0.14, 0.0), (0.08, 0.0)], LEATHER, 0.07)
    hand.disc(-0.18, 0.0, 0.06, GOLD)


def _axe(hand: Hand) -> None:
    hand.rod([(-0.35, 0.0), (0.72, 0.0)], WOOD, 0.07)
    hand.blob(
        [(0.52, -0.05), (0.48, -0.30), (0.70, -0.36), (0.88, -0.20), (0.76, -0.02), (0.72, 0.06), (0.56, 0.06)], STEEL
    )
    hand.gleam([(0.54, -0.30), (0.78, -0.22)], 0.02)


def _hammer(hand: Hand) -> None:
    hand.rod([(-0.30, 0.0), (0.60, 0.0)], WOOD, 0.08)
    hand.box(0.54, -0.24, 0.17, 0.48, DARK, 0.03)


def _bow(hand: Hand) -> None:
    hand.rod([(0.0, -0.75), (0.20, -0.42), (0.16, 0.0), (0.20, 0.42), (0.0, 0.75)], WOOD, 0.05)
    hand.line([(0.0, -0.75), (0.0, 0.75)], (0.9, 0.88, 0.8), 0.012)
    hand.rod([(-0.05, 0.0), (0.75, 0.0)], BROWN, 0.02)
    hand.poly([(0.72, -0.05), (0.85, 0.0), (0.72, 0.05)], STEEL)


def _syringe(hand: Hand) -> None:
    hand.box(-0.10, -0.08, 0.50, 0.16, (0.85, 0.93, 0.96))
    hand.box(0.05, -0.06, 0.34, 0.12, RED)
    hand.line([(0.40, 0.0), (0.72, 0.0)], STEEL, 0.022)
    hand.rod([(-0.32, 0.0), (-0.10, 0.0)], STEEL, 0.04)
    hand.line([(-0.32, -0.1), (-0.32, 0.1)], DARK, 0.04)


def _bomb(hand: Hand) -> None:
    for x in (-0.2, 0.0, 0.2):
        hand.box(x - 0.10, -0.36, 0.20, 0.70, RED, 0.04)
    hand.box(-0.32, -0.10, 0.64, 0.16, BLACK)
    hand.box(-0.16, -0.14, 0.32, 0.22, DARK)
    hand.rows(-0.09, -0.03, 0.2, 1, 0.1, (1.0, 0.25, 0.2), 0.06)
    hand.line([(0.0, -0.36), (0.08, -0.52), (0.24, -0.50)], mix(BROWN, GOLD, 0.4), 0.03)


PROPS = (
    Prop("gun", _gun, 0.72, along=1, centre=(0.2, 0.0)),
    Prop("rifle", _rifle, 2.0, along=1, fill=0.7, centre=(0.1, 0.0)),
    Prop("knife", _knife, 0.75, along=1, centre=(0.26, 0.0)),
    Prop("sword", _sword, 2.1, along=1, fill=0.8, centre=(0.4, 0.0)),
    Prop("axe", _axe, 1.5, along=1, centre=(0.25, -0.1)),
    Prop("hammer", _hammer, 0.9, along=1, centre=(0.2, 0.0)),
    Prop("bow", _bow, 1.9, centre=(0.2, 0.0)),
    Prop("syringe", _syringe, 0.5, along=1, centre=(0.2, 0.0)),
    Prop("bomb", _bomb, 0.8),
)
