"""What a painted shot shows: frozen plain data, all that decides the picture, so that it can be a step's settings.

No name is in it: a character who is called something else looks the same.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from renderers.painting.acting import Performance
from renderers.painting.group_words import MANY, Drawn
from renderers.painting.people.appearance import Appearance
from renderers.painting.people.skeleton import heads_tall, proportions
from renderers.painting.terms import Place
from renderers.spec import Angle, Frozen, ShotSize

HEADS = heads_tall(Appearance())
"""How many heads an average adult is tall."""


def head_scale(who: Appearance) -> float:
    """How large somebody's head is, beside an adult's."""
    return proportions(who).scale


class Seen(Frozen):
    """Somebody in the picture. `place` orders people along the scene's line of action, below 0 on screen left."""

    appearance: Appearance
    performance: Performance = Performance()
    place: Annotated[int, Field(ge=-99, le=99)] = Field(default=0, description="Side and order, the same in all shots")
    facing: Annotated[int, Field(ge=-1, le=1)] = Field(default=0, description="Looks at somebody left or right")
    speaks: bool = Field(default=False, description="Has a line in this shot")
    drawn: Drawn = Field(default=Drawn.BODY, description="As a body or only its outline")
    at: str = Field(default="", max_length=40, description="Where in the set: the first word of a spot's name")

    @property
    def height(self) -> float:
        """Part of an average adult's height."""
        return heads_tall(self.appearance) / HEADS


class Picture(Frozen):
    """One shot as the painter sees it; a title has text and nothing else."""

    size: ShotSize = Field(description="How close the camera is")
    angle: Angle = Field(default=Angle.EYE, description="How high it stands")
    place: Place = Field(default=Place("abstract", interior=True), description="Where and when it is")
    cast: tuple[Seen, ...] = Field(default=(), max_length=12, description="Who is seen, the subject first")
    crowd: tuple[Appearance, ...] = Field(default=(), max_length=MANY, description="Who is in the background")
    prop: str = Field(default="", max_length=80, description="What an insert shows")
    style: str = Field(default="painterly", max_length=40, description="The look of the painting")
    text: str = Field(default="", max_length=2_000, description="Words on a title card")
    seed: int = Field(default=0, description="Where small things stand")
