"""Composing: a locked scene and a cue become a score. The same lengths and the same cue give the same notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from renderers.scoring.cue import Cue
from renderers.scoring.parts import ROLES
from renderers.scoring.plan import Planned, planned
from renderers.scoring.score import Lengths, Note, Score
from renderers.timing import SAMPLE_RATE

_LOOSE = 0.007
"""Seconds by which players are apart, as a standard deviation; never on a hit."""


HELD = ("pad", "low")


def compose(lengths: Lengths, cue: Cue, *, head: int = 0, tail: int = 0) -> Score:
    """Sample 0 is the start of the scene: held tones may begin `head` samples before it, the last ones ring on for up
    to `tail` after it.
    """
    plan = planned(lengths, cue, tail=tail)
    notes = [note for role in plan.palette.parts for note in _played(plan, role)]
    notes = [_lead_in(note, head) for note in notes]
    notes.sort(key=lambda note: (note.at, note.part, note.pitch))
    return Score(tuple(notes), plan.palette.parts, tuple(measure.bar for measure in plan.measures), plan.bpm)


def _played(plan: Planned, role: str) -> Iterator[Note]:
    """A role as its player plays it: a little loose, but together with the picture on a hit."""
    chance = Random(f"{role}/{plan.cue.seed}/{plan.cue.variant}/{plan.cue.family}")
    hits = {measure.bar.start for measure in plan.measures if measure.bar.hit}
    for note in ROLES[role](plan, chance):
        late = 0 if note.at in hits else round(chance.gauss(0, _LOOSE) * SAMPLE_RATE)
        yield replace(note, at=max(0, note.at + late))


def _lead_in(note: Note, head: int) -> Note:
    """The first chord is under way before the scene is."""
    if note.at or note.part not in HELD:
        return note
    return replace(note, at=-head, samples=note.samples + head)
