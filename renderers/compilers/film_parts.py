"""What is known of a film's parts while its plan is made: values of digests, sizes, no steps of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from renderers.compilers.pictures import Shown
from renderers.plan import Stage
from renderers.spec import ShotSpec

Inputs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Whose step it is, what for, and what people read while it is made."""

    subject: str
    role: str
    stage: Stage
    label: str


@dataclass(frozen=True, slots=True)
class TimedShot:
    """A shot whose lines have their steps; `guests` are the faces in it that begin to speak before it ends."""

    shot: ShotSpec
    shown: Shown
    times: Mapping[str, Any]
    timing: str
    speech: tuple[str, ...]
    heard: Inputs
    guests: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MadeShot:
    clip: str
    timing: str
    speech: tuple[str, ...]
    likeness: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BegunScene:
    """What neighbours of a scene may need of it before the rest is made."""

    shots: tuple[MadeShot, ...]
    timeline: str
    dialogue: str = ""


@dataclass(frozen=True, slots=True)
class MadeScene:
    timeline: str
    picture: str
    check: str
    stems: tuple[str, ...]
    likeness: tuple[str, ...] = ()


def frame_size(aspect: str, height: int) -> tuple[int, int]:
    """Even width and height with the shorter edge `height`: "16:9" at 720 is (1280, 720), "9:16" is (720, 1280)."""
    across, down = (Fraction(part) for part in aspect.split(":"))
    ratio = across / down
    width, tall = (height * ratio, Fraction(height)) if ratio >= 1 else (Fraction(height), height / ratio)
    return round(width / 2) * 2, round(tall / 2) * 2
