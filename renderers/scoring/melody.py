"""The theme: stated only where nobody speaks, bent to the chord it meets, with rests between its sentences."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from renderers.scoring.plan import Measure, Planned
from renderers.scoring.score import Note
from renderers.scoring.themes import motif

_SHORT = 3
"""A cue of so few bars has no time to wait for its theme."""


def theme(plan: Planned, chance: Random) -> Iterator[Note]:
    """Question and answer by turns, two bars each and a rest after them."""
    whole = motif(seed=plan.cue.seed, theme=plan.cue.theme)
    for turn, pair in enumerate(_places(plan)):
        sentence = whole.question if turn % 2 == 0 else whole.answer
        yield from _sung(plan, pair, sentence, chance)


def _places(plan: Planned) -> Iterator[tuple[Measure, ...]]:
    """Two open bars at a time, never the first two of a longer cue, a bar of rest after each answer."""
    measures = plan.measures
    if len(measures) <= _SHORT:
        yield tuple(measure for measure in measures if not measure.under)[:2]
        return
    at, stated = 2 if len(measures) > 6 else 1, 0
    while at + 1 < len(measures) - 1:
        pair = measures[at : at + 2]
        if any(measure.under for measure in pair):
            at += 1
            continue
        yield pair
        stated += 1
        at += 2 if stated % 2 else 3


def _sung(
    plan: Planned, pair: tuple[Measure, ...], sentence: tuple[tuple[int, int], ...], chance: Random
) -> Iterator[Note]:
    halves = 0
    for degree, length in sentence:
        measure, beat = _place(pair, halves)
        halves += length
        if measure is None:
            return
        start, end = measure.bar.beat(beat), measure.bar.beat(beat + length / 2)
        pitch = _bent(plan, measure, degree, strong=beat % 2 == 0)
        lean = 1.1 + 0.06 * chance.random() - (0.1 if beat % 1 else 0)
        yield Note("theme", start, round((end - start) * 1.05), pitch, min(1.0, measure.dynamic * lean))


def _place(pair: tuple[Measure, ...], halves: int) -> tuple[Measure | None, float]:
    beat = halves / 2
    for measure in pair:
        if beat < measure.bar.beats:
            return measure, beat
        beat -= measure.bar.beats
    return None, 0.0


def _bent(plan: Planned, measure: Measure, degree: int, *, strong: bool) -> int:
    """A degree as a pitch; on a strong beat the chord tone next to it."""
    pitch = plan.scale.pitch(degree, plan.palette.theme_octave)
    classes = measure.chord.classes()
    if strong and pitch % 12 not in classes:
        near = [at for at in range(pitch - 3, pitch + 4) if at % 12 in classes]
        return min(near, key=lambda at: (abs(at - pitch), at)) if near else pitch
    return pitch
