"""The words of staging: shot sizes as lenses, places in the frame, and where people look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from renderers.painting.acting import Gaze, Pose
from renderers.painting.canvas import Framing
from renderers.painting.people.placement import Part, Placement
from renderers.painting.picture import Seen
from renderers.spec import Angle, ShotSize

MOST_IN_FRONT = 4
MOST_PEOPLE = 9
METRES = 1.75
"""An average adult."""


class Role(StrEnum):
    """What somebody is in the shot for."""

    SUBJECT = "subject"
    PARTNER = "partner"
    SHOULDER = "shoulder"
    CROWD = "crowd"


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure in the frame. `seen` is its number in the picture's cast; `nearness` is 1 at the subject's distance."""

    seen: int
    role: Role
    placement: Placement
    nearness: float = 1.0
    depth: float = 0.6
    blur: float = 0.0
    travel: float = 0.0
    """How far it walks across during the shot, in frame heights."""
    followed: int = 0
    """-1 or 1 when it walks left or right and the camera goes along."""
    upright: bool = False
    """Has nothing to sit or lie on here, so it stands."""


@dataclass(frozen=True, slots=True)
class Staging:
    """A staged shot: people from back to front, what the set shows behind them, and the roll of the camera."""

    spots: tuple[Spot, ...]
    framing: Framing
    roll: float = 0.0


@dataclass(frozen=True, slots=True)
class Frame:
    """One shot size: the head's height and where the eyes are, the set's zoom and blur, how much body is seen."""

    head: float
    head_y: float
    zoom: float
    blur: float
    part: Part = Part.WAIST


LENSES: Mapping[ShotSize, Frame] = {
    ShotSize.EXTREME_WIDE: Frame(0.030, 0.0, 1.0, 0.0, Part.WHOLE),
    ShotSize.WIDE: Frame(0.070, 0.0, 1.0, 0.0, Part.WHOLE),
    ShotSize.FULL: Frame(0.102, -0.24, 1.14, 0.0012, Part.WHOLE),
    ShotSize.TWO_SHOT: Frame(0.235, -0.185, 1.30, 0.0030),
    ShotSize.MEDIUM: Frame(0.240, -0.205, 1.42, 0.0035),
    ShotSize.OVER_SHOULDER: Frame(0.300, -0.150, 1.60, 0.0065),
    ShotSize.MEDIUM_CLOSE: Frame(0.360, -0.125, 1.75, 0.0065, Part.BUST),
    ShotSize.CLOSE_UP: Frame(0.540, -0.045, 2.20, 0.0100, Part.BUST),
    ShotSize.EXTREME_CLOSE: Frame(0.860, 0.02, 2.80, 0.0140, Part.BUST),
    ShotSize.INSERT: Frame(0.600, 0.0, 2.40, 0.0120, Part.BUST),
    ShotSize.TITLE: Frame(0.240, 0.0, 1.0, 0.0),
}

WHOLE_BODIES = (ShotSize.EXTREME_WIDE, ShotSize.WIDE, ShotSize.FULL)
SINGLES = (ShotSize.MEDIUM, ShotSize.MEDIUM_CLOSE, ShotSize.CLOSE_UP, ShotSize.EXTREME_CLOSE)
LOWERED = (Pose.SIT, Pose.DRIVE, Pose.RIDE, Pose.KNEEL, Pose.CROUCH, Pose.LIE, Pose.FALL)
SEATED = (Pose.SIT, Pose.DRIVE, Pose.RIDE)
GOING = (Pose.WALK, Pose.RUN)


_REVERSIBLE = (ShotSize.OVER_SHOULDER, ShotSize.MEDIUM_CLOSE, ShotSize.CLOSE_UP, ShotSize.EXTREME_CLOSE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be staged: the framing asked for, who is seen, the frame's shape, a seed for small
    things, and whether something is shown instead of people."""

    size: ShotSize
    angle: Angle
    cast: tuple[Seen, ...]
    aspect: float
    seed: int
    shows_thing: bool = False
    side: int = 1
    """-1 in a reverse angle, for which the place is seen from its other side."""


def facing(seen: Seen, seed: int) -> int:
    """-1 looks to screen left, 1 to the right; who looks at nobody looks into the frame from their side."""
    if seen.facing:
        return seen.facing
    if seen.place:
        return -1 if seen.place > 0 else 1
    return 1 if seed % 2 else -1


def reverses(asked: Asked) -> bool:
    """Whether the camera has turned round to whoever stands on the right: only from near, where one wall is seen."""
    if asked.size not in _REVERSIBLE or not asked.cast:
        return False
    subject = asked.cast[0]
    return subject.facing < 0 and subject.performance.pose not in LOWERED


def to_camera(seen: Seen) -> bool:
    return seen.performance.gaze is Gaze.LENS


def gaze_of(seen: Seen, look: int, yaw: float) -> tuple[float, float]:
    """Pupils: where the performance says, else on the partner, just past the camera."""
    held = {Gaze.DOWN: (0.0, 0.7), Gaze.UP: (0.0, -0.6), Gaze.LENS: (0.0, 0.0), Gaze.PROP: (0.1 * look, 0.75)}
    if seen.performance.gaze in held:
        return held[seen.performance.gaze]
    if seen.performance.gaze is Gaze.ASIDE:
        return (-0.7 * look, 0.1)
    return (0.45 * look if abs(yaw) < 40 else 0.2 * look, 0.0)


def in_order(cast: Sequence[tuple[int, Seen]]) -> list[tuple[int, Seen]]:
    """From screen left to screen right, as the scene's line of action has them."""
    return sorted(cast, key=lambda pair: (pair[1].place, pair[0]))
