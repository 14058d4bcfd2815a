"""Colours as three numbers 0..1 (sRGB), and what can be done to them."""

from __future__ import annotations

Colour = tuple[float, float, float]
"""Red, green, blue, each 0..1; light may exceed 1."""

WHITE: Colour = (1.0, 1.0, 1.0)
BLACK: Colour = (0.0, 0.0, 0.0)


def rgb(hexadecimal: str) -> Colour:
    """The colour written `#rrggbb`."""
    digits = hexadecimal.lstrip("#")
    return int(digits[0:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:6], 16) / 255


def mix(a: Colour, b: Colour, t: float) -> Colour:
    """`a` at 0, `b` at 1."""
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t


def mul(a: Colour, b: Colour) -> Colour:
    """Channel by channel: a surface of colour `a` under light `b`."""
    return a[0] * b[0], a[1] * b[1], a[2] * b[2]


def scaled(a: Colour, k: float) -> Colour:
    """`a` made brighter or darker."""
    return a[0] * k, a[1] * k, a[2] * k


def luma(a: Colour) -> float:
    """Brightness as the eye weighs it (Rec. 709)."""
    return 0.2126 * a[0] + 0.7152 * a[1] + 0.0722 * a[2]


def greyed(a: Colour, t: float) -> Colour:
    """`a` with its colour taken out by `t`; negative `t` makes it richer."""
    grey = luma(a)
    return mix(a, (grey, grey, grey), t)
