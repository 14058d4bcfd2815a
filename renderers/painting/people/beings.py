"""Characters that are no people."""

from __future__ import annotations
from renderers.painting.canvas import Sheet
from renderers.painting.people.appearance import Appearance

BODIES: dict = {}


def paint(*a):
    raise NotImplementedError


def veiled(sheet: Sheet, who: Appearance) -> Sheet:
    return sheet
