"""The house's four personalities, and seats for as many as a show has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from renderers.episode import PersonalitySpec, Role
from renderers.media.speech.blend import read_blend
from renderers.media.speech.casting import CONFUSED, Part, choose
from renderers.media.speech.spoken_by import alike as likeness
from renderers.media.speech.spoken_by import blend_in
from renderers.spec import VoiceSpec

SEATS: Mapping[int, tuple[int, ...]] = MappingProxyType(
    {2: (-22, 22), 3: (0, -30, 30), 4: (-10, 12, -34, 34), 5: (0, -18, 18, -36, 36), 6: (-8, 8, -24, 24, -40, 40)}
)
"""Places by number of people: the host near the middle, nobody so far out that one ear hears nothing."""


@dataclass(frozen=True, slots=True)
class House:
    """A personality every workspace has."""

    name: str
    role: Role
    voice: str
    character: str
    pace_percent: int = 100


HOUSE: Mapping[Role, House] = MappingProxyType(
    {
        Role.HOST: House("Ada", Role.HOST, "af_heart", "curious, asks, moderates"),
        Role.EXPERT: House("Lewis", Role.EXPERT, "bm_lewis", "facts, slightly serious"),
        Role.CREATIVE: House("Isla", Role.CREATIVE, "bf_isabella", "jokes, devil's advocate"),
        Role.SKEPTIC: House("Michael", Role.SKEPTIC, "am_michael", "but what about..."),
    }
)


def everybody() -> tuple[PersonalitySpec, ...]:
    """Host, expert, creative and skeptic in their seats."""
    return seated(
        [
            PersonalitySpec(
                key=house.name.casefold(),
                name=house.name,
                role=role,
                voice=VoiceSpec(preset=house.voice, pace_percent=house.pace_percent),
                character=house.character,
            )
            for role, house in HOUSE.items()
        ],
        given={},
    )


def seated(people: Sequence[PersonalitySpec], *, given: Mapping[str, int]) -> tuple[PersonalitySpec, ...]:
    """Everybody in a place of their own; `given` are places a person chose, by key."""
    free = SEATS.get(len(people), (0,) * len(people))
    return tuple(
        person.model_copy(update={"place": given.get(person.key, seat)})
        for person, seat in zip(people, free, strict=True)
    )


def voice_for(role: Role, *, gender: str, taken: Sequence[str]) -> str:
    """The house's voice for a role while nobody else has it, else one unlike all that are taken."""
    house = HOUSE.get(role)
    others = [blend for voice in taken if (blend := blend_in(voice)) is not None]
    if house is not None and house.voice not in taken and gender in ("", read_blend(house.voice).gender):
        return house.voice
    return str(choose(Part(gender=gender), partners=others, others=()))


def alike(one: str, other: str) -> bool:
    """Whether listeners may take two voices for one."""
    return likeness(one, other) >= CONFUSED
