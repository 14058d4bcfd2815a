"""The painter's words for when and how a place is: each value is what the screenplay may say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Time(StrEnum):
    """Time of day as far as light cares."""

    DAWN = "dawn"
    MORNING = "morning"
    DAY = "day"
    DUSK = "dusk"
    EVENING = "evening"
    NIGHT = "night"


class Weather(StrEnum):
    """What the air does."""

    CLEAR = "clear"
    CLOUDY = "cloudy"
    RAIN = "rain"
    SNOW = "snow"
    FOG = "fog"
    STORM = "storm"
    WIND = "wind"


class Season(StrEnum):
    """Colour of leaves and ground."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


class Era(StrEnum):
    """Age of buildings, lamps and furniture."""

    ANCIENT = "ancient"
    MEDIEVAL = "medieval"
    VICTORIAN = "victorian"
    TWENTIES = "twenties"
    FIFTIES = "fifties"
    MODERN = "modern"
    FUTURE = "future"

    @property
    def electric(self) -> bool:
        """Whether its lamps are electric; older ones burn."""
        return self not in (Era.ANCIENT, Era.MEDIEVAL, Era.VICTORIAN)


class Mood(StrEnum):
    """How the scene should feel; it bends the palette, never the shapes."""

    NEUTRAL = "neutral"
    WARM = "warm"
    TENSE = "tense"
    SAD = "sad"
    EERIE = "eerie"
    JOYFUL = "joyful"
    DREAM = "dream"


@dataclass(frozen=True)
class Place:
    """What the painter knows of where a scene plays, read from words; `seed` comes from the location alone."""

    kind: str
    interior: bool
    time: Time = Time.DAY
    weather: Weather = Weather.CLEAR
    season: Season = Season.SUMMER
    era: Era = Era.MODERN
    mood: Mood = Mood.NEUTRAL
    words: tuple[str, ...] = ()
    seed: int = 0
    time_said: bool = True
    """False when the heading leaves the hour open (CONTINUOUS, LATER or nothing): the scene before decides."""

    def says(self, *words: str) -> bool:
        """Whether the location has one of these words (lower case, no accents)."""
        return any(word in self.words for word in words)
