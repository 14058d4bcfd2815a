"""What a painted set is: sheets, and where in it people may be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from renderers.painting.canvas import Sheet
from renderers.painting.light import Light


class Pose(StrEnum):
    """What a person does at an anchor."""

    STAND = "stand"
    SIT = "sit"
    LIE = "lie"
    LEAN = "lean"
    DRIVE = "drive"


@dataclass(frozen=True)
class Anchor:
    """A place for a person: feet (or seat) at (x, y), as tall standing as `height`; all in the set's units.

    `depth` sorts the person between the sheets; `facing` is -1 left, 0 to the camera, 1 right.
    """

    name: str
    pose: Pose
    x: float
    y: float
    height: float
    depth: float = 0.6
    facing: float = 0.0


@dataclass(frozen=True, eq=False)
class PaintedSet:
    """Sheets sorted by depth and the geometry people need, in set units (before the framing moves them)."""

    kind: str
    sheets: tuple[Sheet, ...]
    light: Light
    """The light people in this set stand in: practicals may outshine the hour."""
    horizon: float
    """The camera's eye height: where lines to the distance meet."""
    eye: float
    """Metres from the floor to the horizon, so that scale follows from where feet stand."""
    floor_y: float
    """Where the nearest actors' feet stand in a wide shot."""
    anchors: tuple[Anchor, ...] = ()
    everybody: Pose | None = None
    """What people do here who do nothing else: SIT in a compartment, DRIVE where one of them drives; None stands."""

    def height_at(self, floor_y: float, metres: float = 1.75) -> float:
        """How tall something of `metres` standing on the floor at `floor_y` is seen."""
        return max(0.0, floor_y - self.horizon) * metres / self.eye

    @property
    def foreground(self) -> tuple[Sheet, ...]:
        """The sheets in front of people at the usual depth."""
        return tuple(sheet for sheet in self.sheets if sheet.depth > 0.6)

    def anchor(self, pose: Pose) -> tuple[Anchor, ...]:
        """Every anchor for that pose, best first."""
        return tuple(anchor for anchor in self.anchors if anchor.pose is pose)
