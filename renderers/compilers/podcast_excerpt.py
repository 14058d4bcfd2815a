"""A passage of an episode as an episode of its own, for a clip that is shown where nobody listens for an hour. Pure.

Every turn is the very step of the whole episode, so a clip of what was rendered is spoken already; it is mixed anew,
without the music of the episode, and begins as a conversation that is already going on.
"""

from __future__ import annotations

from renderers.episode import EpisodeSpec, Relation, SegmentSpec, TurnSpec
from renderers.errors import BadInput

SHORTEST_SECONDS, LONGEST_SECONDS = 15, 60
"""What platforms of short clips show."""

_WORDS_PER_SECOND, _PAUSE_SECONDS = 2.6, 0.3


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


def lasting(spec: EpisodeSpec, *, first: int, seconds: int) -> int:
    """The turn with which a clip from the `first` one ends so that it lasts no longer than this, as far as words tell.

    At least that first one. BadInput for less than 15 seconds and more than 60.
    """
    if not SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS:
        raise BadInput(
            f"a clip lasts {SHORTEST_SECONDS} to {LONGEST_SECONDS} seconds, not {seconds}; or name its turns"
        )
    left, last = float(seconds), first
    for number, turn in enumerate(spec.turns()[first - 1 :], first):
        left -= len(turn.text.split()) / _WORDS_PER_SECOND + _PAUSE_SECONDS
        if left < 0:
            break
        last = number
    return last


def chapter_of(spec: EpisodeSpec, *, first: int) -> int:
    """The number of the chapter that a turn is in."""
    segment = _segment_of(spec, spec.turns()[first - 1])
    return 1 + next(number for number, each in enumerate(spec.segments) if each is segment)


def _segment_of(spec: EpisodeSpec, turn: TurnSpec) -> SegmentSpec:
    return next(segment for segment in spec.segments if any(each is turn for each in segment.turns))
