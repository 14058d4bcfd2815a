"""Where the film has been: whether a scene plays in a new place, comes back to one, or goes on where it was."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from renderers.screenplay.script import Heading
from renderers.spec import Setting

_GOES_ON = re.compile(r"\b(?:CONTINUOUS|CONTINUED|CONT'?D|SAME(?: TIME)?|MOMENTS? LATER|INTERCUT)\b", re.IGNORECASE)


class Arrival(StrEnum):
    """What the audience has to be told about the place of a scene."""

    NEW = "new"
    BACK = "back"
    STAYING = "staying"


@dataclass(slots=True)
class Journey:
    """Places in the order of the film; hand it the heading of every scene once."""

    known: set[tuple[str, Setting]] = field(default_factory=set)
    here: tuple[str, Setting] | None = None

    def arrive(self, heading: Heading) -> Arrival:
        """What this scene's place is to somebody who saw all before. Who is followed into a known place knows it."""
        place = (heading.location.casefold(), heading.setting)
        before, self.here = self.here, place
        if place not in self.known:
            self.known.add(place)
            return Arrival.NEW
        return Arrival.STAYING if place == before or _GOES_ON.search(heading.time_of_day) else Arrival.BACK
