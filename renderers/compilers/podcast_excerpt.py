"""A passage of an episode as an episode of its own, for a clip that is shown where nobody listens for an hour. Pure.

Every turn is the very step of the whole episode, so a clip of what was rendered is spoken already; it is mixed anew,
without the music of the episode, and begins as a conversation that is already going on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from renderers.compilers.podcast import EPISODE, compile_episode
from renderers.compilers.podcast_video import with_video
from renderers.episode import EpisodeSpec, Relation, SegmentSpec, TurnSpec
from renderers.errors import BadInput
from renderers.plan import Plan
from renderers.presets import Preset

SHORTEST_SECONDS, LONGEST_SECONDS = 15, 60
"""What platforms of short clips show."""

MOST_SECONDS = 180
"""What those of them show that show the longest; a passage that was chosen turn by turn may be as long."""

_WORDS_PER_SECOND, _PAUSE_SECONDS = 2.6, 0.3
_UNHEARD: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Cut:
    """Which turns of an episode a clip has, counted from 1, and its look, one of `podcast_video.LOOKS`."""

    first: int
    last: int
    look: str


def compile_clip(spec: EpisodeSpec, cut: Cut, preset: Preset) -> Plan:
    """The plan of a clip; its result is the report on its picture, in which all of it is. Raises BadInput."""
    clip = excerpt(spec, first=cut.first, last=cut.last)
    sound = compile_episode(clip, preset, whole=spec)
    plan = with_video(sound, clip, cut.look, chapter=chapter_of(spec, first=cut.first))
    return replace(plan, result=plan.wanted[EPISODE][f"{cut.look}_report"])


def excerpt(spec: EpisodeSpec, *, first: int, last: int) -> EpisodeSpec:
    """The episode from its `first` turn to its `last`, counted from 1. BadInput where there are no such turns."""
    turns = spec.turns()
    if not 1 <= first <= last <= len(turns):
        raise BadInput(f"turns {first} to {last} are no part of the episode; it has turns 1 to {len(turns)}")
    chosen = turns[first - 1 : last]
    opening = chosen[0].model_copy(update={"relation": Relation.ANSWER, "pause_ms": None})
    segment = _segment_of(spec, chosen[0])
    part = segment.model_copy(update={"turns": (opening, *chosen[1:]), "seconds": 0})
    quiet = spec.delivery.model_copy(update={"music": ""})
    return spec.model_copy(update={"segments": (part,), "seconds": 0, "delivery": quiet})


def lasting(spec: EpisodeSpec, *, first: int, seconds: int, spoken: Mapping[str, float] = _UNHEARD) -> int:
    """The turn with which a clip from the `first` one ends so that it lasts no longer than this, as far as is known.

    At least that first one. `spoken` are the seconds of turns that were heard already, by key; of others their words
    tell. BadInput for less than 15 seconds and more than 60.
    """
    if not SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS:
        raise BadInput(
            f"a clip lasts {SHORTEST_SECONDS} to {LONGEST_SECONDS} seconds, not {seconds}; or name its turns"
        )
    left, last = float(seconds), first
    for number, turn in enumerate(spec.turns()[first - 1 :], first):
        left -= _seconds(turn, spoken)
        if left < 0:
            break
        last = number
    return last


def seconds_of(turns: Iterable[TurnSpec], *, spoken: Mapping[str, float] = _UNHEARD) -> float:
    """How long these turns last together, a few percent off; `spoken` as for `lasting`."""
    return round(sum(_seconds(turn, spoken) for turn in turns), 1)


def chapter_of(spec: EpisodeSpec, *, first: int) -> int:
    """The number of the chapter that a turn is in."""
    segment = _segment_of(spec, spec.turns()[first - 1])
    return 1 + next(number for number, each in enumerate(spec.segments) if each is segment)


def _seconds(turn: TurnSpec, spoken: Mapping[str, float]) -> float:
    said = spoken.get(turn.key) or len(turn.text.split()) / _WORDS_PER_SECOND
    return said + _PAUSE_SECONDS


def _segment_of(spec: EpisodeSpec, turn: TurnSpec) -> SegmentSpec:
    return next(segment for segment in spec.segments if any(each is turn for each in segment.turns))
