"""Where a figure is put on the stage, and what comes back: a sheet, patches for speaking and blinking, and anchors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from renderers.painting.canvas import Pixels, Sheet
from renderers.painting.ink import Point
from renderers.painting.people.viseme import Viseme


class Hold(StrEnum):
    """Which point of the body `Placement.x, y` pins down."""

    HEAD = "head"  # centre of the head
    FEET = "feet"  # on the ground, between the feet (or the lowest point of who lies or kneels)
    SEAT = "seat"  # on the chair


class Part(StrEnum):
    """How much of the body is drawn; the rest is outside the frame."""

    BUST = "bust"  # to the elbows: close shots
    WAIST = "waist"  # to the hips: medium shots
    WHOLE = "whole"


@dataclass(frozen=True)
class Placement:
    """`x, y` in stage units (frame heights); `head` is the height of an adult head there.

    `yaw` turns the body: 0 to the camera, 90 to screen right, -90 to screen left, 180 from behind. `face` is the
    yaw of the head (None: as the body). `pitch` tilts the face: positive looks down. `phase` 0..1 is the moment of
    a walk, run, dance or fall. `gaze` moves the pupils, -1..1 in screen directions.
    """

    x: float
    y: float
    head: float
    yaw: float = 0.0
    face: float | None = None
    pitch: float = 0.0
    roll: float = 0.0
    phase: float = 0.0
    gaze: Point = (0.0, 0.0)
    hold: Hold = Hold.HEAD
    part: Part = Part.WHOLE


@dataclass(frozen=True, eq=False)
class Patch:
    """Pixels that replace those of the figure's sheet at `left`, `top` (pixels of the sheet, not of the stage)."""

    left: int
    top: int
    pixels: Pixels


@dataclass(frozen=True)
class Anchors:
    """Points in stage units: what the compositor turns, scales and aims at. `head` is also a pair with `head_size`."""

    head: Point
    head_size: float
    neck: Point  # turn and nod the head about it
    chest: Point  # breathe about it
    eyes: Point
    mouth: Point
    left_hand: Point  # the character's own left
    right_hand: Point
    seat: Point
    feet: Point
    top: Point
    box: tuple[float, float, float, float]  # left, top, width, height of everything painted


@dataclass(frozen=True, eq=False)
class Figure:
    """A painted character. `mouths` and `lids` (0 open, 50, 100 shut) are empty when nobody can see them."""

    sheet: Sheet
    anchors: Anchors
    mouths: Mapping[Viseme, Patch] = field(default_factory=dict)
    lids: Mapping[int, Patch] = field(default_factory=dict)
