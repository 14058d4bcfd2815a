"""What gives light, and what the weather asks for."""

from __future__ import annotations

from renderers.painting import ink
from renderers.painting.palette import WHITE, mix, rgb
from renderers.painting.props.shapes import BLACK, BROWN, DARK, GLOW, GOLD, IVORY, RED, STEEL, WOOD, Hand, Prop


def _lantern(hand: Hand) -> None:
    hand.glow(0.0, 0.45, 0.85, alpha=0.55)
    hand.line([(-0.2, 0.12), (-0.12, -0.04), (0.12, -0.04), (0.2, 0.12)], BLACK, 0.03)
    hand.poly([(-0.22, 0.18), (0.22, 0.18), (0.14, 0.08), (-0.14, 0.08)], DARK)
    hand.box(-0.20, 0.18, 0.40, 0.50, (1.0, 0.84, 0.5), 0.04)
    hand.blob([(0.0, 0.26), (0.08, 0.46), (0.0, 0.58), (-0.08, 0.46)], (1.0, 0.95, 0.75))
    for x in (-0.2, 0.0, 0.2):
        hand.line([(x, 0.18), (x, 0.68)], DARK, 0.022)
    hand.box(-0.25, 0.66, 0.50, 0.12, DARK)


def _torch(hand: Hand) -> None:
    beam = ink.poly([(0.42, -0.14), (2.6, -0.75), (2.6, 0.75), (0.42, 0.14)])
    light = (1.0, 0.96, 0.8)
    hand.canvas.drawPath(beam, ink.linear((0.42, 0), (2.6, 0), [(light, 0.45), (light, 0.0)]))
    hand.box(-0.35, -0.08, 0.62, 0.16, DARK, 0.03)
    hand.poly([(0.25, -0.10), (0.42, -0.16), (0.42, 0.16), (0.25, 0.10)], STEEL)
    hand.oval(0.38, -0.15, 0.10, 0.30, (1.0, 0.97, 0.82))


def _lamp(hand: Hand) -> None:
    hand.glow(0.0, 0.0, 0.8, alpha=0.5)
    hand.rod([(0.0, -0.1), (0.0, 0.42)], GOLD, 0.05)
    hand.oval(-0.24, 0.40, 0.48, 0.12, GOLD)
    hand.poly([(-0.18, -0.48), (0.18, -0.48), (0.38, 0.0), (-0.38, 0.0)], (1.0, 0.86, 0.6))


def _candle(hand: Hand) -> None:
    hand.glow(0.0, -0.44, 0.62, alpha=0.65)
    hand.box(-0.10, -0.26, 0.20, 0.62, IVORY, 0.04)
    hand.line([(0.0, -0.26), (0.0, -0.34)], BLACK, 0.02)
    hand.blob([(0.0, -0.58), (0.07, -0.42), (0.0, -0.33), (-0.07, -0.42)], GLOW)
    hand.oval(-0.24, 0.32, 0.48, 0.14, GOLD)


def _match(hand: Hand) -> None:
    hand.glow(0.0, -0.46, 0.5, alpha=0.7)
    hand.rod([(0.0, 0.20), (0.0, -0.36)], WOOD, 0.045)
    hand.blob([(0.0, -0.66), (0.09, -0.46), (0.0, -0.34), (-0.09, -0.46)], GLOW)


def _umbrella(hand: Hand) -> None:
    hand.rod([(0.0, 0.0), (0.0, -0.62)], BROWN, 0.025)
    hand.line([(0.0, 0.0), (0.0, 0.10), (0.06, 0.14), (0.11, 0.08)], BROWN, 0.035)
    top = rgb("#2c3444")
    hand.blob(
        [
            (0.0, -0.98),
            (0.36, -0.88),
            (0.56, -0.58),
            (0.38, -0.62),
            (0.19, -0.57),
            (0.0, -0.62),
            (-0.19, -0.57),
            (-0.38, -0.62),
            (-0.56, -0.58),
            (-0.36, -0.88),
        ],
        top,
    )
    for x in (-0.19, 0.19):
        hand.line([(0.0, -0.97), (x * 0.8, -0.78), (x, -0.58)], mix(top, WHITE, 0.25), 0.014)


def _button(hand: Hand) -> None:
    hand.box(-0.42, 0.0, 0.84, 0.36, STEEL, 0.05)
    hand.oval(-0.30, -0.08, 0.60, 0.24, DARK)
    hand.box(-0.23, -0.16, 0.46, 0.20, RED, 0.10)
    hand.oval(-0.23, -0.24, 0.46, 0.18, mix(RED, WHITE, 0.25))


PROPS = (
    Prop("lantern", _lantern, 1.0, centre=(0.0, 0.4)),
    Prop("torch", _torch, 0.7, along=1, centre=(0.4, 0.0), fill=0.42),
    Prop("lamp", _lamp, 1.2),
    Prop("candle", _candle, 0.75),
    Prop("match", _match, 0.4, centre=(0.0, -0.2)),
    Prop("umbrella", _umbrella, 4.0, centre=(0.0, -0.45), fill=0.75),
    Prop("button", _button, 0.6),
)
