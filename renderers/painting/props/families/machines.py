"""Phones, screens, cameras, clocks."""

from __future__ import annotations

import math

from renderers.painting.palette import WHITE, mix, rgb
from renderers.painting.props.shapes import BLACK, BLUE, DARK, GOLD, GREEN, IVORY, RED, STEEL, WOOD, Hand, Prop

_SCREEN = rgb("#7fc4e8")


def _phone(hand: Hand) -> None:
    hand.box(-0.25, -0.50, 0.50, 1.0, BLACK, 0.08)
    hand.box(-0.21, -0.43, 0.42, 0.86, _SCREEN, 0.04)
    hand.box(-0.16, -0.30, 0.32, 0.14, IVORY, 0.04)
    hand.rows(-0.12, -0.26, 0.22, 2, 0.05, DARK, 0.014)
    hand.box(-0.16, -0.10, 0.26, 0.12, mix(_SCREEN, WHITE, 0.6), 0.04)
    hand.gleam([(0.14, -0.38), (0.02, 0.36)], 0.02, 0.35)


def _radio(hand: Hand) -> None:
    hand.line([(-0.14, -0.42), (-0.14, -0.86)], BLACK, 0.045)
    hand.box(-0.22, -0.44, 0.44, 0.90, DARK, 0.05)
    hand.box(-0.15, -0.34, 0.30, 0.16, GREEN)
    for y in (0.0, 0.08, 0.16, 0.24):
        hand.line([(-0.13, y), (0.13, y)], BLACK, 0.025)


def _camera(hand: Hand) -> None:
    hand.box(-0.14, -0.36, 0.30, 0.16, DARK)
    hand.box(-0.48, -0.26, 0.96, 0.56, BLACK, 0.06)
    hand.box(-0.48, -0.14, 0.96, 0.30, rgb("#4a3328"), 0.0)
    hand.disc(0.02, 0.02, 0.25, STEEL)
    hand.disc(0.02, 0.02, 0.18, rgb("#22304a"))
    hand.gleam([(-0.06, -0.06), (0.02, -0.10)], 0.04)
    hand.dots([(0.36, -0.19)], 0.04, RED)


def _laptop(hand: Hand) -> None:
    hand.box(-0.46, -0.50, 0.92, 0.60, DARK, 0.04)
    hand.box(-0.41, -0.45, 0.82, 0.50, _SCREEN, 0.02)
    hand.rows(-0.33, -0.36, 0.5, 5, 0.07, mix(_SCREEN, WHITE, 0.8), 0.022)
    hand.poly([(-0.46, 0.10), (0.46, 0.10), (0.60, 0.34), (-0.60, 0.34)], STEEL)
    hand.poly([(-0.40, 0.13), (0.40, 0.13), (0.47, 0.25), (-0.47, 0.25)], DARK)


def _screen(hand: Hand) -> None:
    hand.glow(0.0, -0.05, 0.9, _SCREEN, 0.35)
    hand.box(-0.56, -0.44, 1.12, 0.74, BLACK, 0.05)
    hand.box(-0.51, -0.39, 1.02, 0.64, rgb("#18384a"), 0.02)
    hand.line(
        [(-0.45, 0.0), (-0.25, -0.02), (-0.15, -0.24), (-0.05, 0.16), (0.05, -0.06), (0.2, 0.0), (0.45, -0.02)],
        rgb("#7df0c0"),
        0.026,
    )
    hand.rows(-0.44, -0.30, 0.34, 2, 0.06, _SCREEN, 0.02)
    hand.rod([(0.0, 0.30), (0.0, 0.42)], DARK, 0.10)
    hand.oval(-0.25, 0.40, 0.50, 0.10, DARK)


def _dial(hand: Hand, radius: float, hour: float, minute: float) -> None:
    hand.disc(0.0, 0.0, radius, IVORY)
    for i in range(12):
        angle = i * math.pi / 6
        hand.dots(
            [(radius * 0.82 * math.sin(angle), -radius * 0.82 * math.cos(angle))],
            radius * (0.05 if i % 3 else 0.08),
            BLACK,
        )
    for angle, reach, width in ((hour, 0.5, 0.09), (minute, 0.74, 0.055)):
        hand.line(
            [(0.0, 0.0), (radius * reach * math.sin(angle), -radius * reach * math.cos(angle))], BLACK, radius * width
        )
    hand.dots([(0.0, 0.0)], radius * 0.07, RED)


def _clock(hand: Hand) -> None:
    for x in (-0.22, 0.22):
        hand.disc(x, -0.46, 0.15, GOLD)
    hand.rod([(-0.22, 0.36), (-0.32, 0.50)], DARK, 0.06)
    hand.rod([(0.22, 0.36), (0.32, 0.50)], DARK, 0.06)
    hand.disc(0.0, 0.0, 0.46, RED)
    _dial(hand, 0.38, 5.4, 0.35)


def _watch(hand: Hand) -> None:
    hand.box(-0.16, -0.60, 0.32, 1.20, rgb("#4a2f22"), 0.05)
    hand.disc(0.0, 0.0, 0.34, GOLD)
    _dial(hand, 0.27, 1.0, 3.6)


def _microphone(hand: Hand) -> None:
    hand.rod([(0.0, 0.42), (0.0, -0.10)], DARK, 0.12)
    hand.oval(-0.18, -0.46, 0.36, 0.42, STEEL)
    for y in (-0.34, -0.24, -0.14):
        hand.line([(-0.14, y), (0.14, y)], DARK, 0.014)


def _binoculars(hand: Hand) -> None:
    for x in (-0.24, 0.24):
        hand.poly([(x - 0.13, -0.34), (x + 0.13, -0.34), (x + 0.20, 0.30), (x - 0.20, 0.30)], BLACK)
        hand.oval(x - 0.19, 0.20, 0.38, 0.18, BLUE)
    hand.box(-0.12, -0.14, 0.24, 0.16, DARK)


def _compass(hand: Hand) -> None:
    hand.disc(0.0, 0.0, 0.46, GOLD)
    hand.disc(0.0, 0.0, 0.36, IVORY)
    hand.poly([(0.0, -0.30), (0.07, 0.0), (-0.07, 0.0)], RED)
    hand.poly([(0.0, 0.30), (0.07, 0.0), (-0.07, 0.0)], BLACK)


def _wheel(hand: Hand) -> None:
    for i in range(4):
        angle = i * math.pi / 4
        hand.rod(
            [(-0.5 * math.cos(angle), -0.5 * math.sin(angle)), (0.5 * math.cos(angle), 0.5 * math.sin(angle))],
            WOOD,
            0.05,
        )
    ring = [(0.37 * math.cos(i * math.pi / 12), 0.37 * math.sin(i * math.pi / 12)) for i in range(25)]
    hand.rod(ring, WOOD, 0.08)
    hand.disc(0.0, 0.0, 0.10, GOLD)


PROPS = (
    Prop("phone", _phone, 0.72, grip=(0.0, 0.14)),
    Prop("radio", _radio, 0.72, grip=(0.0, 0.2)),
    Prop("camera", _camera, 0.75),
    Prop("laptop", _laptop, 1.3, grip=(0.0, 0.3)),
    Prop("screen", _screen, 1.3),
    Prop("clock", _clock, 0.8),
    Prop("watch", _watch, 0.4),
    Prop("microphone", _microphone, 0.7, grip=(0.0, 0.25)),
    Prop("binoculars", _binoculars, 0.75),
    Prop("compass", _compass, 0.45),
    Prop("wheel", _wheel, 1.5),
)
