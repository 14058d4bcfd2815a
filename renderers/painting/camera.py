"""The camera of a painted shot: for every moment of a move, one exact affine per depth.

Everything is measured in heights of the frame, at the distance of the subject. A layer has a `nearness`: 0 is
infinitely far, 1 as far as the subject, above 1 between camera and subject; parallax follows from it as in a real lens.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderers.spec import Movement, ShotSize

Matrix = NDArray[np.float64]
"""Shape (2, 3), output <- rest position, both in pixels with the first pixel's corner at 0."""

FAR = 0.3
"""How near the background of a followed figure is at most."""

CLOSEST = 2.5
"""Nothing is nearer to the camera than the subject's distance divided by this."""


@dataclass(frozen=True, slots=True)
class View:
    """Where the camera is: travel across and up, turn (pan and tilt), the part of the way to the subject it has come,
    roll in radians, and focus: 0 on the subject, 1 on what is behind."""

    across: float = 0.0
    up: float = 0.0
    pan: float = 0.0
    tilt: float = 0.0
    closer: float = 0.0
    roll: float = 0.0
    focus: float = 0.0


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a move may go before it would show the edge of the painting: parts of the frame's height."""

    across: float
    down: float


Move = Callable[[float, Reach, float], View]
"""(eased moment 0..1, reach, phase in radians) -> view."""

_DOLLY = 0.10
_ROLL = 0.006


def _push(moment: float, reach: Reach, phase: float) -> View:  # noqa: ARG001 - moves share one shape
    return View(closer=_DOLLY * moment)


def _pull(moment: float, reach: Reach, phase: float) -> View:  # noqa: ARG001
    return View(closer=_DOLLY * (1 - moment))


def _pan(direction: float) -> Move:
    def move(moment: float, reach: Reach, phase: float) -> View:  # noqa: ARG001
        return View(pan=direction * (2 * moment - 1) * min(0.8 * reach.across, 0.16))

    return move


def _tilt(direction: float) -> Move:
    def move(moment: float, reach: Reach, phase: float) -> View:  # noqa: ARG001
        return View(tilt=direction * (2 * moment - 1) * min(0.8 * reach.down, 0.1))

    return move


def _track(moment: float, reach: Reach, phase: float) -> View:
    side = 1 if math.sin(phase) >= 0 else -1
    return View(across=side * (2 * moment - 1) * min(0.8 * reach.across, 0.12))


def _crane(moment: float, reach: Reach, phase: float) -> View:  # noqa: ARG001
    rise = min(0.8 * reach.down, 0.12)
    return View(up=rise * (2 * moment - 1), tilt=0.35 * rise * (1 - 2 * moment), closer=0.3 * _DOLLY * moment)


def _rack(moment: float, reach: Reach, phase: float) -> View:  # noqa: ARG001
    turned = min(1.0, max(0.0, (moment - 0.35) / 0.3))
    return View(closer=0.2 * _DOLLY * moment, focus=turned * turned * (3 - 2 * turned))


def _still(moment: float, reach: Reach, phase: float) -> View:  # noqa: ARG001
    return View()


_MOVES: Mapping[Movement, Move] = {
    Movement.STATIC: _still,
    Movement.PUSH_IN: _push,
    Movement.PULL_OUT: _pull,
    Movement.PAN_LEFT: _pan(-1),
    Movement.PAN_RIGHT: _pan(1),
    Movement.TILT_UP: _tilt(-1),
    Movement.TILT_DOWN: _tilt(1),
    Movement.TRACK: _track,
    Movement.CRANE: _crane,
    Movement.RACK_FOCUS: _rack,
    Movement.HANDHELD: _still,
}

_EMPTY = (ShotSize.TITLE, ShotSize.EXTREME_WIDE, ShotSize.INSERT)


@dataclass(frozen=True, slots=True)
class Camera:
    """A move over `frames` frames at `rate` frames per second, the same for the same seed."""

    movement: Movement
    frames: int
    rate: float
    reach: Reach
    seed: int = 0
    drifts: float = 0.0
    follows: int = 0

    def view(self, frame: int) -> View:
        """The view of a frame. Moves start and end at rest; `drifts` moves a camera nobody moves by so much, `follows`
        (-1 left, 1 right) goes along with somebody instead, evenly."""
        if self.follows:
            return self._following(frame)
        moment = eased(frame / max(1, self.frames - 1))
        seconds = frame / self.rate
        phase = self.seed % 628 / 100
        found = _MOVES[self.movement](moment, self.reach, phase)
        if self.movement is Movement.HANDHELD:
            return _in_hand(seconds, self.reach, phase)
        if self.movement is Movement.STATIC and self.drifts:
            return View(closer=self.drifts * moment)
        return found

    def _following(self, frame: int) -> View:
        """All the set there is, passed at the pace of the shot; a long shot passes it slowly."""
        room = 0.9 * self.reach.across / FAR
        pace = min(2 * room, 0.55 * self.frames / self.rate)
        return View(across=self.follows * pace * (frame / max(1, self.frames - 1) - 0.5))


def eased(moment: float) -> float:
    """A moment 0..1 of a move that starts and ends gently and runs evenly between."""
    return moment - math.sin(2 * math.pi * moment) / (2 * math.pi) * 0.8


def _in_hand(seconds: float, reach: Reach, phase: float) -> View:
    """An operator breathing and shifting weight: slow, never periodic within a shot."""

    def sway(*speeds: float) -> float:
        return sum(math.sin(speed * seconds + phase * (at + 1)) / (at + 1) for at, speed in enumerate(speeds))

    size = min(0.012, 0.2 * reach.across, 0.2 * reach.down)
    return View(
        pan=size * sway(1.1, 2.3, 4.7) * 0.6,
        tilt=size * sway(1.4, 2.9, 5.3) * 0.5,
        across=size * sway(0.7, 1.7) * 0.4,
        roll=_ROLL * sway(0.9, 2.1) * 0.4,
        closer=0.01 + 0.006 * math.sin(0.6 * seconds + phase),
    )


def through(view: View, *, nearness: float, width: int, height: int, still_roll: float = 0.0) -> Matrix:
    """Where the view puts what lies at `nearness`: a scale about the middle, a roll and a shift, without rounding."""
    near = min(nearness, CLOSEST)
    scale = 1 / (1 - view.closer * near)
    turn = view.roll + still_roll
    cos, sin = math.cos(turn) * scale, math.sin(turn) * scale
    shift_x = -height * (view.across * near + view.pan) * scale
    shift_y = -height * (view.tilt - view.up * near) * scale
    middle_x, middle_y = width / 2, height / 2
    return np.array(
        [
            [cos, -sin, middle_x + shift_x - cos * middle_x + sin * middle_y],
            [sin, cos, middle_y + shift_y - sin * middle_x - cos * middle_y],
        ],
        np.float64,
    )


def placed(matrix: Matrix, *, left: float, top: float, scale: float = 1.0) -> Matrix:
    """The same for a picture whose corner rests at (left, top), enlarged by `scale`."""
    inner = np.array([[scale, 0, left], [0, scale, top], [0, 0, 1]], np.float64)
    return np.asarray(matrix @ inner, np.float64)


def inverted(matrix: Matrix) -> Matrix:
    """Picture <- output."""
    whole = np.vstack([matrix, [0.0, 0.0, 1.0]])
    return np.asarray(np.linalg.inv(whole)[:2], np.float64)
