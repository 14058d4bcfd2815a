"""The voices that come with the studio: who they sound like, and how good they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Voice:
    """A preset of the offline voice. `rank` orders by quality, 1 best; `age` is how old it sounds."""

    name: str
    title: str
    gender: str
    accent: str
    age: str
    rank: int

    @property
    def british(self) -> bool:
        """Which lexicon pronounces its words."""
        return self.accent == "British"


_TABLE = (
    # Grades by the model's author; ages by ear of pitch and pace.
    ("af_heart", "Heart", "adult", 1),
    ("af_bella", "Bella", "adult", 2),
    ("bf_emma", "Emma", "adult", 3),
    ("am_michael", "Michael", "adult", 3),
    ("am_fenrir", "Fenrir", "adult", 4),
    ("am_puck", "Puck", "young", 4),
    ("bm_george", "George", "elder", 4),
    ("bm_fable", "Fable", "adult", 4),
    ("af_aoede", "Aoede", "adult", 4),
    ("af_kore", "Kore", "adult", 4),
    ("af_sarah", "Sarah", "young", 4),
    ("af_nova", "Nova", "young", 5),
    ("bf_isabella", "Isabella", "adult", 5),
    ("bm_lewis", "Lewis", "elder", 5),
    ("am_onyx", "Onyx", "elder", 5),
    ("am_echo", "Echo", "adult", 5),
    ("am_eric", "Eric", "adult", 5),
    ("am_liam", "Liam", "young", 5),
    ("am_santa", "Santa", "elder", 6),
    ("am_adam", "Adam", "adult", 6),
    ("af_alloy", "Alloy", "adult", 5),
    ("af_jessica", "Jessica", "young", 6),
    ("af_river", "River", "adult", 6),
    ("af_sky", "Sky", "young", 6),
    ("af_nicole", "Nicole (whispering)", "adult", 7),
    ("bf_alice", "Alice", "adult", 6),
    ("bf_lily", "Lily", "young", 6),
    ("bm_daniel", "Daniel", "adult", 6),
)
_ACCENTS = {"a": "American", "b": "British"}
_GENDERS = {"f": "female", "m": "male"}

VOICES: Mapping[str, Voice] = MappingProxyType(
    {name: Voice(name, title, _GENDERS[name[1]], _ACCENTS[name[0]], age, rank) for name, title, age, rank in _TABLE}
)
