"""People of a podcast filmed by engines that make a picture speak: a portrait once, a clip of every turn. Pure.

A turn is filmed alone, wherever it stands in the episode: an edited one is filmed anew, and no other. Whoever listens
is seen still, since nobody pays for hours of silence. What is longer than an engine makes at once it carries on itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from math import ceil
from typing import Any

from renderers.card import Accepts
from renderers.engine import Engine, Kind, card_of
from renderers.engines import engines
from renderers.episode import EpisodeSpec, PersonalitySpec, Relation, Shown, TurnSpec
from renderers.media.talk.filmed import HANDLE_FRAMES
from renderers.presets import usual

_SLOWEST_WORDS_PER_SECOND = 2.2
"""Below what voices speak, pauses within a turn included, since a quote is a promise."""

_SEEN = "head and shoulders, eyes to the camera, natural small gestures, the camera does not move"
_UNWANTED = "cuts, camera movement, subtitles, text, logo, extra people, deformed hands, turning away"


def speaks_from_a_picture(engine: Engine) -> bool:
    """Whether it makes somebody in a picture say what is heard: a clip from `first` and a `voice`."""
    return engine.makes is Kind.CLIP and {Accepts.FIRST, Accepts.VOICE} <= card_of(engine).accepts


@cache
def avatars() -> tuple[str, ...]:
    """Every engine that does, by name."""
    return tuple(sorted(name for name, engine in engines().items() if speaks_from_a_picture(engine)))


def is_filmed(person: PersonalitySpec, turn: TurnSpec) -> bool:
    """Whether a turn is said before a camera; a listener's word is heard while they are seen listening."""
    return person.filmed is not None and turn.relation is not Relation.BACKCHANNEL


def filmed_turns(spec: EpisodeSpec, turns: Sequence[TurnSpec]) -> list[int]:
    """Which of these turns are filmed, by number."""
    people = {person.key: person for person in spec.personalities}
    return [number for number, turn in enumerate(turns) if is_filmed(people[turn.speaker], turn)]


def framed(person: PersonalitySpec, size: tuple[int, int]) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
    """Settings and given files of the step that cuts somebody's picture to a frame of this size."""
    assert person.filmed is not None
    settings: dict[str, Any] = {"width": size[0], "height": size[1]}
    settings |= {"shows": person.filmed.shows.value} if person.filmed.shows is not Shown.PORTRAIT else {}
    return settings, (("picture", person.filmed.picture),)


def asked_of(
    engine: str, person: PersonalitySpec, turn: TurnSpec, size: tuple[int, int], rate: Fraction
) -> tuple[dict[str, Any], int]:
    """The settings of a clip of a turn, as far as the engine has them, and the seconds it will last at most."""
    seconds = seconds_of(person, turn, rate)
    looks = f"{person.looks}, " if person.looks else ""
    told: Mapping[str, Any] = {
        "width": size[0],
        "height": size[1],
        "rate": str(rate),
        "prompt": f"{looks}somebody talks to the camera, {_SEEN}"[:6000],
        "negative": _UNWANTED,
        "voices": [0],
        "people": 1,
        "seconds": seconds,
    }
    choice = usual(engine)
    known = engines()[engine].settings.model_fields
    return {name: value for name, value in told.items() if name in known} | dict(choice.settings), seconds


def seconds_of(person: PersonalitySpec, turn: TurnSpec, rate: Fraction) -> int:
    """How long a clip of a turn is at most, before it was spoken."""
    spoken = len(turn.text.split()) / _SLOWEST_WORDS_PER_SECOND * 100 / person.voice.pace_percent
    return ceil(spoken + 2 * HANDLE_FRAMES / rate + 0.5)


def remarks_on_avatars(spec: EpisodeSpec) -> list[str]:
    """Who is filmed by what, and what is seen of them while they listen, a sentence each."""
    said = []
    for person in spec.personalities:
        if person.filmed is None:
            continue
        turns = sum(1 for turn in spec.turns() if turn.speaker == person.key and is_filmed(person, turn))
        many = "1 turn" if turns == 1 else f"{turns} turns"
        said.append(
            f"{person.name} is filmed by {engines()[person.filmed.engine].title} in {many}; while others speak, and "
            "for a word from a listener, their picture is still."
        )
    return said
