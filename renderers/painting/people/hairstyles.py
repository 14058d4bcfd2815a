"""How each hairstyle is cut: its hairline around the head, its volume, and what falls from it. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from renderers.painting.people.appearance import Hair

Hairline = tuple[tuple[float, float], ...]
"""(azimuth from the nose in degrees, height) from the forehead to the nape."""

_CROPPED: Hairline = (
    (0, -0.30),
    (22, -0.315),
    (42, -0.27),
    (55, -0.14),
    (70, -0.06),
    (79, 0.07),
    (86, 0.10),
    (98, 0.0),
    (112, 0.20),
    (140, 0.31),
    (180, 0.345),
)
_DRAWN_BACK: Hairline = (
    (0, -0.32),
    (30, -0.29),
    (52, -0.17),
    (72, -0.06),
    (84, 0.08),
    (98, 0.0),
    (112, 0.20),
    (150, 0.38),
    (180, 0.40),
)
_CURTAIN: Hairline = (
    (0, -0.31),
    (24, -0.25),
    (44, -0.10),
    (58, 0.12),
    (68, 0.36),
    (90, 0.46),
    (120, 0.48),
    (180, 0.49),
)
_FRINGE: Hairline = ((0, -0.10), (34, -0.09), (50, -0.02), (60, 0.16), (70, 0.38), (90, 0.46), (120, 0.48), (180, 0.49))
_BALD: Hairline = ((0, -0.60), (62, -0.60), (74, -0.12), (84, 0.08), (98, 0.0), (112, 0.20), (150, 0.37), (180, 0.39))
_RECEDING: Hairline = (
    (0, -0.36),
    (16, -0.37),
    (34, -0.43),
    (50, -0.30),
    (60, -0.13),
    (72, -0.05),
    (80, 0.08),
    (98, 0.0),
    (112, 0.20),
    (140, 0.31),
    (180, 0.345),
)
_ROUND: Hairline = (
    (0, -0.27),
    (36, -0.24),
    (54, -0.12),
    (72, 0.0),
    (84, 0.12),
    (98, 0.08),
    (112, 0.24),
    (150, 0.38),
    (180, 0.42),
)


class Texture(StrEnum):
    """How single hairs lie."""

    SMOOTH = "smooth"
    WAVY = "wavy"
    CURLY = "curly"
    SPIKY = "spiky"
    CROPPED = "cropped"


class Fall(StrEnum):
    """What hangs from the head."""

    NONE = "none"
    CURTAIN = "curtain"
    TAIL = "tail"
    BUN = "bun"
    KNOT = "knot"
    BRAID = "braid"
    PIGTAILS = "pigtails"
    DREADS = "dreads"
    CREST = "crest"


@dataclass(frozen=True)
class Style:
    """`volume` all around, `lift` of the crown, `wave` at the front and where its peak is, `skew` of the parting."""

    hairline: Hairline
    volume: float
    lift: float = 0.0
    wave: float = 0.0
    wave_at: float = 0.0
    skew: float = 0.0
    texture: Texture = Texture.SMOOTH
    fall: Fall = Fall.NONE
    length: float = 0.0  # where it ends, in heads below the head's centre
    full: float = 0.0  # half width of what falls


STYLES: Mapping[Hair, Style] = MappingProxyType(
    {
        Hair.BALD: Style(_BALD, 0.012, texture=Texture.CROPPED),
        Hair.RECEDING: Style(_RECEDING, 0.030, lift=0.01),
        Hair.BUZZ: Style(_CROPPED, 0.014, texture=Texture.CROPPED),
        Hair.SHORT: Style(_CROPPED, 0.040, lift=0.03, wave=0.02, wave_at=-18),
        Hair.SIDE_PART: Style(_CROPPED, 0.042, lift=0.035, wave=0.055, wave_at=-28, skew=0.055),
        Hair.SWEPT: Style(_CROPPED, 0.045, lift=0.06, wave=0.085, wave_at=12),
        Hair.MESSY: Style(_ROUND, 0.070, lift=0.05, texture=Texture.SPIKY),
        Hair.QUIFF: Style(_CROPPED, 0.035, lift=0.05, wave=0.11, wave_at=0, texture=Texture.WAVY),
        Hair.CURLY: Style(_ROUND, 0.095, lift=0.02, texture=Texture.CURLY),
        Hair.AFRO: Style(_ROUND, 0.22, lift=0.0, texture=Texture.CURLY),
        Hair.DREADS: Style(_ROUND, 0.065, lift=0.03, texture=Texture.WAVY, fall=Fall.DREADS, length=0.95, full=0.46),
        Hair.BOB: Style(_CURTAIN, 0.065, lift=0.03, skew=0.03, fall=Fall.CURTAIN, length=0.47, full=0.47),
        Hair.FRINGE: Style(_FRINGE, 0.060, lift=0.02, fall=Fall.CURTAIN, length=0.86, full=0.45),
        Hair.WAVY: Style(
            _CURTAIN, 0.085, lift=0.04, skew=0.05, texture=Texture.WAVY, fall=Fall.CURTAIN, length=0.92, full=0.54
        ),
        Hair.LONG: Style(_CURTAIN, 0.055, lift=0.02, skew=0.02, fall=Fall.CURTAIN, length=1.22, full=0.44),
        Hair.PONYTAIL: Style(_DRAWN_BACK, 0.046, lift=0.025, wave=0.02, fall=Fall.TAIL, length=0.75, full=0.13),
        Hair.BUN: Style(_DRAWN_BACK, 0.048, lift=0.03, wave=0.025, fall=Fall.BUN, full=0.17),
        Hair.TOP_KNOT: Style(_DRAWN_BACK, 0.032, lift=0.01, fall=Fall.KNOT, full=0.15),
        Hair.BRAID: Style(_DRAWN_BACK, 0.05, lift=0.03, wave=0.025, skew=0.04, fall=Fall.BRAID, length=1.35, full=0.10),
        Hair.PIGTAILS: Style(_DRAWN_BACK, 0.045, lift=0.01, fall=Fall.PIGTAILS, length=0.72, full=0.12),
        Hair.PIXIE: Style(_ROUND, 0.055, lift=0.03, wave=0.03, wave_at=-30, skew=0.07),
        Hair.MOHAWK: Style(_CROPPED, 0.012, texture=Texture.CROPPED, fall=Fall.CREST, full=0.30),
    }
)
