"""What is heard in a scene besides voices and music, as plain values: the place, what goes on and what happens."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from renderers.spec import Frozen


class HeardBed(Frozen):
    """A sound that goes on from shot `first` up to and without shot `until` (none: to the end)."""

    sound: str
    gain_db: int = 0
    muffled: bool = Field(default=False, description="it comes through walls")
    first: Annotated[int, Field(ge=0)] = 0
    until: int | None = None


class HeardSpot(Frozen):
    """A sound that happens in a shot, `at` thousandths of its length."""

    sound: str
    shot: Annotated[int, Field(ge=0)]
    at: Annotated[int, Field(ge=0, le=1000)] = 0
    gain_db: int = 0
    ground: str = "wood"


class Soundscape(Frozen):
    """A scene's space, beds and spots; `seed` makes one place sound the same whenever the film returns to it."""

    space: str = "room"
    beds: tuple[HeardBed, ...] = ()
    spots: tuple[HeardSpot, ...] = ()
    seed: int = 0
