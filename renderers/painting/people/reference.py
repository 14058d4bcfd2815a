"""The reference sheet of a character in a look: the whole body turned, the face close, and what it can show."""

from __future__ import annotations

import numpy as np

from renderers.painting.acting import Expression, Performance
from renderers.painting.canvas import Sheet, Stage
from renderers.painting.people.appearance import Appearance
from renderers.painting.people.gallery import Cell, sheet
from renderers.painting.people.placement import Hold, Part
from renderers.painting.people.reference_layout import BODY_SHARE, HEAD_AT, HEAD_SHARE

_TURNS = (0.0, 40.0, 90.0, 180.0)
_FACES = (
    Expression.NEUTRAL,
    Expression.HAPPY,
    Expression.SAD,
    Expression.ANGRY,
    Expression.AFRAID,
    Expression.SURPRISED,
)


def reference_sheet(who: Appearance, stage: Stage) -> Sheet:
    """Front, three-quarter, profile and back at full length above six expressions, on a plain wall."""
    tall = round(stage.height * BODY_SHARE)
    bodies = [Cell(who, yaw=yaw, part=Part.WHOLE, hold=Hold.FEET, head=0.125, at=0.95) for yaw in _TURNS]
    faces = [
        Cell(who, Performance(expression=face, intensity=70), yaw=15.0, part=Part.BUST, head=HEAD_SHARE, at=HEAD_AT)
        for face in _FACES
    ]
    above = sheet(Stage(stage.width, tall, 1.0), bodies, columns=len(bodies))
    below = sheet(Stage(stage.width, stage.height - tall, 1.0), faces, columns=len(faces))
    return Sheet(np.vstack((above.pixels, below.pixels)), name="reference")
