"""What is ordered of a composer for one scene: the few values its music depends on besides the locked lengths."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from renderers.scoring.words import Family
from renderers.spec import Frozen


class Entry(StrEnum):
    """How music comes in: on the cut, out of nothing, or only once the talk is over."""

    HIT = "hit"
    CREEP = "creep"
    LATE = "late"


class Exit(StrEnum):
    """How it leaves: ringing over the cut, or gone by the end of the scene."""

    RING = "ring"
    FADE = "fade"


class Cue(Frozen):
    """One piece of music: mood, strength 1..3, the key (pitch class 0..11), whose theme, how it comes and goes.

    `seed` is the film's and decides its themes; `variant` tells apart cues of one mood.
    """

    family: Family
    intensity: Annotated[int, Field(ge=1, le=3)] = 2
    tonic: Annotated[int, Field(ge=0, le=11)] = 2
    theme: Annotated[int, Field(ge=0)] = 0
    seed: int = 0
    variant: Annotated[int, Field(ge=0)] = 0
    entry: Entry = Entry.CREEP
    exit: Exit = Exit.RING
