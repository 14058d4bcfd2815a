"""An episode in passages: some turns that are mixed in one step, so that one edit is mixed again alone. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from renderers.compilers.podcast_pacing import looseness, met
from renderers.episode import EpisodeSpec, Purpose, Relation, SegmentSpec, TurnSpec
from renderers.media.conversation import Met
from renderers.scoring.cue import Cue, Entry, Exit
from renderers.scoring.words import Family

TURNS = 8
"""About a minute of talk."""

INTRO_MS, INTRO_TURNS, OUTRO_MS, OUTRO_TURNS, TRANSITION_MS = 5_500, 2, 7_500, 2, 4_600
BETWEEN_MS = 900
"""Between two chapters where no music is wanted."""

END_MS = 700
LOUDER_DB = 5


@dataclass(frozen=True, slots=True)
class Passage:
    """Turns of one segment, what comes before and after them, and the music under them."""

    key: str
    segment: SegmentSpec
    turns: tuple[TurnSpec, ...]
    meets: tuple[Met, ...]
    lead_ms: int = 0
    trail_ms: int = 0
    chapter: bool = False
    music: dict[str, Any] | None = None


def passages_of(spec: EpisodeSpec) -> tuple[Passage, ...]:
    """All of them in order, music between chapters included."""
    made: list[Passage] = []
    for number in range(len(spec.segments)):
        if number and spec.delivery.music:
            made.append(_transition(spec, number))
        made += _of_segment(spec, number)
    return tuple(_with_trails(made, spec))


def family_of(spec: EpisodeSpec) -> Family:
    """The mood of its music; ValueError names those there are."""
    try:
        return Family(spec.delivery.music)
    except ValueError as error:
        raise ValueError(f"there is no music {spec.delivery.music!r}; choose one of {', '.join(Family)}") from error


def _of_segment(spec: EpisodeSpec, number: int) -> Iterator[Passage]:
    segment, last = spec.segments[number], number == len(spec.segments) - 1
    opens = not number and bool(spec.delivery.music)
    closes = last and bool(spec.delivery.music)
    groups = _grouped(segment.turns, head=INTRO_TURNS if opens else 0, tail=OUTRO_TURNS if closes else 0)
    done = 0
    for at, group in enumerate(groups):
        before = segment.turns[done - 1] if done else None
        passage = Passage(
            key=f"{segment.key}.p{at + 1}",
            segment=segment,
            turns=group,
            meets=_meets(spec, group, before),
            chapter=at == 0 and (number == 0 or not spec.delivery.music),
        )
        if opens and at == 0:
            passage = replace(passage, lead_ms=INTRO_MS, music=_cue(spec, 0, Entry.HIT, Exit.FADE))
        if closes and at == len(groups) - 1 and (at or not opens):
            passage = replace(passage, trail_ms=OUTRO_MS, music=_cue(spec, 0, Entry.CREEP, Exit.FADE))
        done += len(group)
        yield passage


def _grouped(turns: Sequence[TurnSpec], *, head: int, tail: int) -> list[tuple[TurnSpec, ...]]:
    """Turns by number, not by length, so that an edited word moves no border; never apart from what they interrupt."""
    borders = {head, len(turns) - tail} if head + tail < len(turns) else set()
    groups: list[list[TurnSpec]] = [[]]
    for number, turn in enumerate(turns):
        full = len(groups[-1]) >= TURNS or number in borders
        if groups[-1] and full and turn.relation is Relation.ANSWER:
            groups.append([])
        groups[-1].append(turn)
    return [tuple(group) for group in groups]


def _meets(spec: EpisodeSpec, turns: Sequence[TurnSpec], before: TurnSpec | None) -> tuple[Met, ...]:
    """The pause before the first turn belongs to the passage before it."""
    found: list[Met] = []
    floor = before
    for number, turn in enumerate(turns):
        how = met(spec, turn, floor, loose=looseness(turn))
        found.append(how if number else how.model_copy(update={"pause_ms": 0}))
        floor = floor if turn.relation is Relation.BACKCHANNEL else turn
    return tuple(found)


def _with_trails(made: Sequence[Passage], spec: EpisodeSpec) -> Iterator[Passage]:
    for at, passage in enumerate(made):
        after = made[at + 1] if at + 1 < len(made) else None
        if passage.trail_ms or not passage.turns:
            yield passage
        elif after is None:
            yield replace(passage, trail_ms=END_MS)
        elif not after.turns:
            yield replace(passage, trail_ms=250)
        elif after.segment is not passage.segment:
            yield replace(passage, trail_ms=BETWEEN_MS)
        else:
            floor = next(turn for turn in reversed(passage.turns) if turn.relation is not Relation.BACKCHANNEL)
            pause = met(spec, after.turns[0], floor, loose=looseness(after.turns[0])).pause_ms
            yield replace(passage, trail_ms=pause)


def _transition(spec: EpisodeSpec, number: int) -> Passage:
    cue = _cue(spec, number, Entry.HIT, Exit.FADE)
    segment = spec.segments[number]
    return Passage(f"{segment.key}.music", segment, (), (), lead_ms=TRANSITION_MS, chapter=True, music=cue)


def _cue(spec: EpisodeSpec, variant: int, entry: Entry, leaves: Exit) -> dict[str, Any]:
    closing = spec.segments[-1].purpose is Purpose.CLOSING and entry is Entry.CREEP
    cue = Cue(family=family_of(spec), seed=spec.seed, variant=variant, entry=entry, exit=leaves, intensity=2)
    cue = cue.model_copy(update={"intensity": 1}) if closing else cue
    return {"cue": cue.model_dump(mode="json"), "level_db": LOUDER_DB}
