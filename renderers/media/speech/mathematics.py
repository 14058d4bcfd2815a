"""Formulas and faces made of marks, as people read them out: e^(iπ), Σ(n=1→∞), sin(x)/x, H₂O, :-) and <3."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "∀": " for all ", "∃": " there is ", "∈": " in ", "∉": " not in ", "⊂": " is a subset of ",
        "⊆": " is a subset of ", "∪": " union ", "∩": " intersected with ", "∅": " the empty set ", "⇒": " implies ",
        "⟹": " implies ", "⇔": " if and only if ", "¬": " not ", "∧": " and ", "∨": " or ", "∠": " angle ",
        "∝": " is proportional to ", "≡": " is identical to ", "∴": " therefore ", "⋅": " times ", "←": " from ",
        "ℝ": " the real numbers ", "ℕ": " the natural numbers ", "ℤ": " the integers ", "ℚ": " the rationals ",
        "ℂ": " the complex numbers ",
    }
)  # fmt: skip
_GREEK = MappingProxyType(
    dict(
        zip(
            "αβγδεζηθικλμνξπρστυφχψω",
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi "
            "psi omega".split(),
            strict=True,
        )
    )
)
_POWERS = MappingProxyType({"": "", "²": " squared", "³": " cubed"})
_FUNCTIONS = MappingProxyType({"sin": "sine", "cos": "cosine", "tan": "tangent", "log": "log", "ln": "L.N"})
_RAISED, _LOWERED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "₀₁₂₃₄₅₆₇₈₉"
_PLAIN_RAISED = str.maketrans(_RAISED, "0123456789+-n")
_PLAIN_LOWERED = str.maketrans(_LOWERED, "0123456789")
_TERM = r"[A-Za-zα-ω]|\d+"

FACE = re.compile(r"(?<!\S)(?:[:;]['’]?-?[)(DPpO|/\\*]+|[xX]D|\^_+\^|¯\\_\(ツ\)_/¯)(?=\s|$|[.,!?])\s?")
HEART = re.compile(r"(?:(?<=[A-Za-z]{2}\s)|(?<=[.,!?]\s)|^)<3(?=\s*(?:$|[.,!?]))")
INTEGRAL = re.compile(rf"∫\s?_?([{_LOWERED}]+|\d+)\s?\^?([{_RAISED}]+|\d+)")
SUM = re.compile(r"[Σ∑]\s?[_(]?\s?([A-Za-z])\s?=\s?(\w+)\s?(?:→|\.\.\.?|…|\^)\s?([\w∞]+)\s?\)?")
SIGMA = re.compile(r"(?<![Ͱ-Ͽ])Σ(?![Ͱ-Ͽ])(?=\s?[\w(])")
LIMIT = re.compile(r"\blim\s?_?\(?\s?(\w)\s?→\s?([\w∞]+)\)?")
FUNCTION = re.compile(r"\b(sin|cos|tan|log|ln|[fgh])\s?\(\s?([^()]{1,12})\s?\)")
RAISED = re.compile(rf"(?<=[\w)])(?![²³](?![{_RAISED}]))([{_RAISED}]+)")
LOWERED = re.compile(rf"[{_LOWERED}]+")
GROUP_POWER = re.compile(r"\s?\^\s?(?:\(([^()]*)\)|([A-Za-zα-ω])\b)")
OVER = re.compile(rf"(?<![\w/])({_TERM})([²³]?)/({_TERM})([²³]?)(?![\w/])|(?<=\))/(?=[\w(])|(?<=[\d²³])/(?=\()")
FACTORIAL = re.compile(r"\b([a-z]|\d+)!(?=\s?[=+*/<>≈−-])")
GREEK = re.compile(r"(?<![Ͱ-Ͽ])([α-ω])([²³]?)(?![Ͱ-Ͽ])")
_GREEK_WORD = re.compile(r"[Ͱ-Ͽ]{2,}")


def face(_: re.Match[str]) -> str:
    """Nobody says `:-)`."""
    return ""


def heart(_: re.Match[str]) -> str:
    """`lol <3` -> love."""
    return "love"


def integral(found: re.Match[str]) -> str:
    """`∫₀¹` -> the integral from 0 to 1 of."""
    low, high = found[1].translate(_PLAIN_LOWERED), found[2].translate(_PLAIN_RAISED)
    return f" the integral from {low} to {high} of "


def sum_of(found: re.Match[str]) -> str:
    """`Σ(n=1→∞)` -> the sum from n equals 1 to infinity of."""
    return f" the sum from {found[1]} = {found[2]} to {found[3]} of "


def sigma(_: re.Match[str]) -> str:
    """A capital sigma before a term is a sum."""
    return "∑"


def limit(found: re.Match[str]) -> str:
    """`lim x→0` -> the limit, as x goes to 0, of."""
    return f"the limit, as {found[1]} goes to {found[2]}, of"


def function(found: re.Match[str]) -> str:
    """`sin(x)` -> sine of x."""
    return f"{_FUNCTIONS.get(found[1], found[1])} of {found[2]}"


def raised(found: re.Match[str]) -> str:
    """`10⁻³` -> 10^-3; a square or a cube alone stays what it is."""
    return "^" + found[1].translate(_PLAIN_RAISED)


def lowered(found: re.Match[str]) -> str:
    """`H₂O` -> H 2 O."""
    return f" {found[0].translate(_PLAIN_LOWERED)} "


def group_power(found: re.Match[str]) -> str:
    """`e^(iπ)` -> e to the iπ."""
    return f" to the {' '.join(found[1]) if found[1] and found[1].isalpha() else found[1] or found[2]} "


def over(found: re.Match[str]) -> str:
    """`π²/6` -> π² over 6; `1/2` is a fraction or a date, `w/o` and `A/B` are words."""
    if found[1] is None:
        return " over "
    plain = not found[2] and not found[4]
    if plain and found[1].isdecimal() == found[3].isdecimal() and (found[1] + found[3]).isascii():
        return found[0]
    return f"{found[1]}{found[2]} over {found[3]}{found[4]}"


def factorial(found: re.Match[str]) -> str:
    """`n! = 120` -> n factorial = 120."""
    return f"{found[1]} factorial"


def greek(found: re.Match[str]) -> str:
    """A letter of its own has its name; in a sentence of Greek it is a word."""
    if _GREEK_WORD.search(found.string):
        return found[0]
    return f" {_GREEK.get(found[1], found[1])}{_POWERS[found[2]]} "


FACES = ((FACE, face), (HEART, heart))
"""To be read before addresses and handles are."""

FORMULAS = (
    (INTEGRAL, integral),
    (SUM, sum_of),
    (SIGMA, sigma),
    (LIMIT, limit),
    (OVER, over),
    (FUNCTION, function),
    (RAISED, raised),
    (LOWERED, lowered),
    (GROUP_POWER, group_power),
    (FACTORIAL, factorial),
    (GREEK, greek),
)
