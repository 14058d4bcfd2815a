"""Which way every letter of a line runs: the implicit rules of the Unicode Bidirectional Algorithm (UAX #9), for lines
without embeddings, which no screenplay has."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

_NUMBERS = ("EN", "AN")
_NEUTRAL = ("B", "S", "WS", "ON", "BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
_STRONG = ("L", "R", "AL")


def levels(text: str) -> list[int]:
    """The embedding level of every letter: odd runs from right to left; the first strong letter sets the line's own."""
    kinds = [unicodedata.bidirectional(letter) or "L" for letter in text]
    base = int(next((kind for kind in kinds if kind in _STRONG), "L") != "L")
    own = "R" if base else "L"
    resolved = _neutrals(_weak(kinds, own), own)
    return _trailing_space(kinds, [_level(kind, base) for kind in resolved], base)


def visual_order(of: Sequence[int]) -> list[int]:
    """Positions from left to right of pieces with these levels (rule L2)."""
    order = list(range(len(of)))
    for level in range(max(of, default=0), 0, -1):
        first = 0
        while first < len(order):
            end = first
            while end < len(order) and of[order[end]] >= level:
                end += 1
            order[first:end] = reversed(order[first:end])
            first = max(end, first + 1)
    return order


def _weak(kinds: Sequence[str], own: str) -> list[str]:
    """Rules W1 to W7: marks, numbers and what stands in numbers."""
    found = list(kinds)
    for at, kind in enumerate(found):
        if kind == "NSM":
            found[at] = found[at - 1] if at else own
    _after_strong(found, own, lambda kind, strong: "AN" if kind == "EN" and strong == "AL" else kind)
    found = ["R" if kind == "AL" else kind for kind in found]
    for at in range(1, len(found) - 1):
        before, kind, after = found[at - 1 : at + 2]
        if before == after and ((kind == "ES" and before == "EN") or (kind == "CS" and before in _NUMBERS)):
            found[at] = before
    _joined_to_numbers(found)
    found = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in found]
    _after_strong(found, own, lambda kind, strong: "L" if kind == "EN" and strong == "L" else kind)
    return found


def _after_strong(kinds: list[str], own: str, rule: Callable[[str, str], str]) -> None:
    strong = own
    for at, kind in enumerate(kinds):
        strong = kind if kind in _STRONG else strong
        kinds[at] = rule(kind, strong)


def _joined_to_numbers(kinds: list[str]) -> None:
    """Signs of currency and percent beside a number belong to it (W5)."""
    for steps in (range(1, len(kinds)), range(len(kinds) - 2, -1, -1)):
        back = -steps.step
        for at in steps:
            if kinds[at] == "ET" and kinds[at + back] == "EN":
                kinds[at] = "EN"


def _neutrals(kinds: Sequence[str], own: str) -> list[str]:
    """Rules N1 and N2: what has no direction follows its neighbours where they agree, else the line."""
    found = list(kinds)
    first = 0
    while first < len(found):
        end = first
        while end < len(found) and found[end] in _NEUTRAL:
            end += 1
        if end > first:
            before = _direction(found[first - 1]) if first else own
            after = _direction(found[end]) if end < len(found) else own
            found[first:end] = [before if before == after else own] * (end - first)
        first = max(end, first + 1)
    return found


def _direction(kind: str) -> str:
    return "R" if kind in _NUMBERS else kind


def _level(kind: str, base: int) -> int:
    if base:
        return 1 if kind == "R" else 2
    return {"L": 0, "R": 1}.get(kind, 2)


def _trailing_space(kinds: Sequence[str], found: list[int], base: int) -> list[int]:
    for at in range(len(found) - 1, -1, -1):
        if kinds[at] not in ("WS", "S", "B", "BN"):
            break
        found[at] = base
    return found
