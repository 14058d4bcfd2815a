"""How long a text would be, before anything of it is stored."""

from __future__ import annotations

from projects.screenplay.reading import Reading
from renderers.screenplay.pages import count_pages
from renderers.screenplay.places import Journey
from renderers.screenplay.shots import shot_list


def estimated(reading: Reading) -> tuple[int, float]:
    """Pages in standard format, and minutes of film by the shots it would have."""
    journey = Journey()
    seconds = sum(shot.seconds for scene in reading.breakdown.scenes for shot in shot_list(scene, journey=journey))
    return count_pages(reading.script), round(seconds / 60, 1)
