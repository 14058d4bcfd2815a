"""How turns of a talk meet: where each begins, and whose voice steps back for whose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

import numpy as np
from pydantic import Field

from renderers.episode import Relation
from renderers.media.cutlist import SpokenLine
from renderers.media.wav import Samples
from renderers.spec import Frozen
from renderers.timing import SAMPLE_RATE, sample_at

LISTENING_DB, OVER_DB, YIELDING_DB = -8.0, -2.0, -14.0
"""A listener's "mm-hm", somebody who talks over another, and somebody who gives up: against a voice on its own."""

_GLIDE = round(0.18 * SAMPLE_RATE)
_EARLIEST, _LATEST = 0.3, 0.92
_APART = SAMPLE_RATE * 5 // 4
_TUCKED = SAMPLE_RATE // 8


class Met(Frozen):
    """How a turn meets what was said before it.

    `pause_ms` of silence before an answer; an interruption or an overlap begins `over_ms` before the other's end. Who
    says much draws a breath of `breath_ms` before it.
    """

    relation: Relation = Relation.ANSWER
    pause_ms: Annotated[int, Field(ge=0, le=10_000)] = 0
    over_ms: Annotated[int, Field(ge=0, le=3_000)] = 0
    place: Annotated[int, Field(ge=-100, le=100)] = 0
    speaker: Annotated[int, Field(ge=0)] = 0
    breath_ms: Annotated[int, Field(ge=0, le=1_000)] = 0


@dataclass(frozen=True, slots=True)
class Fade:
    """A voice stands at `db` from a sample of its own on; it takes a moment to get there."""

    at: int
    db: float


def laid_out(lines: Sequence[SpokenLine], turns: Sequence[Met], *, lead: int, rate: Fraction) -> list[SpokenLine]:
    """Measured lines where they are heard, the first after `lead` frames; a listener's word takes no time."""
    placed: list[SpokenLine] = []
    floor: int | None = None
    end = lead
    words: list[int] = []
    for number, (line, turn) in enumerate(zip(lines, turns, strict=True)):
        if turn.relation is Relation.BACKCHANNEL and floor is not None:
            at = _between_words(placed[floor], line, words, rate)
            words.append(at)
            placed.append(line.moved(at - line.start))
            continue
        start = _start(turn, end, placed[floor] if floor is not None else None, rate)
        placed.append(line.moved(start - line.start))
        floor, end, words = number, max(start + line.frames, end), []
    return placed


def last_frame(placed: Sequence[SpokenLine], *, lead: int) -> int:
    """The first frame after everything that is said."""
    return max([lead, *(line.end for line in placed)])


def fades_of(placed: Sequence[SpokenLine], turns: Sequence[Met], number: int, rate: Fraction) -> list[Fade]:
    """How far voice `number` steps back for the others, in its own samples."""
    mine, how = placed[number], turns[number].relation
    if how is Relation.BACKCHANNEL:
        return [Fade(0, LISTENING_DB)]
    start = sample_at(mine.start, rate)
    found: list[Fade] = []
    if how is Relation.OVERLAP and number:
        before = _floor_before(placed, turns, number)
        found += [Fade(0, OVER_DB), Fade(sample_at(before.end, rate) - start, 0.0)]
    for after in range(number + 1, len(placed)):
        if turns[after].relation is Relation.BACKCHANNEL:
            continue
        if turns[after].relation is not Relation.ANSWER:
            depth = YIELDING_DB if turns[after].relation is Relation.INTERRUPT else OVER_DB
            found.append(Fade(sample_at(placed[after].start, rate) - start, depth))
        break
    return found


def faded(voice: Samples, fades: Sequence[Fade]) -> Samples:
    """A mono voice with its fader moved."""
    if not fades:
        return voice
    at, db = [0], [fades[0].db if fades[0].at <= 0 else 0.0]
    for fade in fades:
        at += [max(fade.at, at[-1]), max(fade.at, at[-1]) + _GLIDE]
        db += [db[-1], fade.db]
    level = np.interp(np.arange(len(voice)), at, db)
    made: Samples = voice * (10 ** (level / 20)).astype(np.float32)
    return made


def _start(turn: Met, end: int, before: SpokenLine | None, rate: Fraction) -> int:
    if before is None or turn.relation is Relation.ANSWER:
        return end + _frames(turn.pause_ms, rate)
    over = min(_frames(turn.over_ms, rate), before.frames // 2)
    return max(before.start + 1, end - over)


def _between_words(floor: SpokenLine, line: SpokenLine, taken: Sequence[int], rate: Fraction) -> int:
    """The frame on which a listener's word begins: the longest gap between two words of whoever speaks."""
    gaps = [
        (after.offset - before.offset - before.length, before.offset + before.length)
        for before, after in zip(floor.words, floor.words[1:], strict=False)
        if _EARLIEST * floor.samples <= before.offset + before.length <= _LATEST * floor.samples
    ]
    free = [
        (gap, at)
        for gap, at in gaps
        if all(abs(sample_at(other - floor.start, rate) - at) >= _APART for other in taken)
    ]
    if not free:  # said so briefly that only its end is left
        return floor.start + max(1, floor.frames - _whole(_TUCKED, rate) - line.frames // 4)
    return floor.start + max(1, _whole(max(free)[1], rate))


def _floor_before(placed: Sequence[SpokenLine], turns: Sequence[Met], number: int) -> SpokenLine:
    for before in range(number - 1, -1, -1):
        if turns[before].relation is not Relation.BACKCHANNEL:
            return placed[before]
    return placed[0]


def _frames(milliseconds: int, rate: Fraction) -> int:
    return round(milliseconds * rate / 1000)


def _whole(samples: int, rate: Fraction) -> int:
    return round(samples * rate / SAMPLE_RATE)
