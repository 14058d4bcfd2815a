"""What each role of a palette plays, bar by bar. A role is a function here and a key in `ROLES`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from random import Random
from types import MappingProxyType

from renderers.scoring.melody import theme
from renderers.scoring.plan import Measure, Planned
from renderers.scoring.score import Note
from renderers.timing import SAMPLE_RATE

Role = Callable[[Planned, Random], Iterator[Note]]

_SOFTER = 0.72
"""Strength of what plays on under speech."""

_EARLY = SAMPLE_RATE // 5  # bows are on the string before the bar is
_ROLL = SAMPLE_RATE // 28


def _pad(plan: Planned, chance: Random) -> Iterator[Note]:
    for measure in plan.measures:
        if measure.fresh:
            early = 0 if measure.number == 0 or measure.bar.hit else _EARLY
            start, end = measure.bar.start - early, _end(plan, measure)
            for pitch in measure.voicing:
                strength = _strength(measure) * (0.95 + 0.1 * chance.random())
                yield Note("pad", start, end - start, pitch, strength)


def _low(plan: Planned, chance: Random) -> Iterator[Note]:  # noqa: ARG001  nothing is left to chance down there
    for measure in plan.measures:
        if measure.fresh:
            end = _end(plan, measure)
            yield Note("low", measure.bar.start, end - measure.bar.start, measure.chord.bass(33), _strength(measure))


def _bass(plan: Planned, chance: Random) -> Iterator[Note]:
    for measure in plan.measures:
        bar, root = measure.bar, measure.chord.bass(31)
        yield Note("bass", bar.start, bar.beat(1.8) - bar.start, root, _strength(measure) + 0.1)
        if not measure.last and not measure.under and bar.beats > 2:
            second = root + 7 if chance.random() < 0.4 and (root + 7) % 12 in measure.chord.classes() else root
            yield Note("bass", bar.beat(bar.beats / 2), bar.samples // 3, second, _strength(measure))


_FIGURES = ((0, 2, 1, 2), (0, 1, 2, 3), (0, 2, 3, 2), (0, 1, 3, 1))


def _broken(plan: Planned, chance: Random) -> Iterator[Note]:
    """The chord one tone after the other; under speech only its first ones, and at the end all of them once."""
    figure = chance.choice(_FIGURES)
    step = 1.0 if plan.bpm < 58 else 0.5
    for measure in plan.measures:
        tones = [*measure.voicing, measure.voicing[0] + 12]
        if measure.last:
            yield from _rolled(plan, measure, tones)
            continue
        count = int(measure.bar.beats / step)
        for index in range(count):
            exact = index == 0
            if (measure.under and index % (4 if step < 1 else 2)) or (not exact and chance.random() < 0.08):
                continue
            at = measure.bar.beat(index * step)
            accent = 1.12 if exact else 0.88 + 0.1 * chance.random()
            pitch = tones[figure[index % len(figure)] % len(tones)]
            length = round(measure.bar.samples / measure.bar.beats * (2.0 if step < 1 else 1.6))
            yield Note("broken", at, length, pitch, _strength(measure) * accent)


def _rolled(plan: Planned, measure: Measure, tones: list[int]) -> Iterator[Note]:
    for index, pitch in enumerate(tones):
        at = measure.bar.start + index * _ROLL
        yield Note("broken", at, _end(plan, measure) - at, pitch, _strength(measure) * (1 - 0.06 * index))


def _pulse(plan: Planned, chance: Random) -> Iterator[Note]:
    """Repeated roots: eighths in the open, quarters under speech, a single one at the end."""
    for measure in plan.measures:
        root = measure.chord.bass(43)
        step = 1.0 if measure.under else 0.5
        count = 1 if measure.last else int(measure.bar.beats / step)
        short = round(measure.bar.samples / measure.bar.beats * 0.3)
        for index in range(count):
            lift = 12 if not measure.under and index % 8 == 6 and chance.random() < 0.5 else 0
            accent = 1.1 if index % round(2 / step) == 0 else 0.8
            yield Note("pulse", measure.bar.beat(index * step), short, root + lift, _strength(measure) * accent)


def _answer(plan: Planned, chance: Random) -> Iterator[Note]:
    """A long tone far above, every other bar, falling by step where it can."""
    pitch = 81
    for measure in plan.measures:
        if measure.under or measure.last or measure.number % 2 == 0:
            continue
        near = [at for at in range(70, 86) if at % 12 in measure.chord.classes() and abs(at - pitch) <= 7]
        pitch = chance.choice(sorted(near, key=lambda at: abs(at - pitch))[:2]) if near else measure.voicing[-1] + 12
        strength = 0.85 * _strength(measure)
        yield Note("answer", measure.bar.start, round(1.3 * measure.bar.samples), pitch, strength)


def _shimmer(plan: Planned, chance: Random) -> Iterator[Note]:
    for measure in plan.measures:
        if not measure.under and chance.random() < 0.45:
            beat = chance.choice((0.5, 1, 1.5, 2))
            pitch = chance.choice(measure.voicing[1:]) + 24
            if beat < measure.bar.beats:
                yield Note("shimmer", measure.bar.beat(beat), measure.bar.samples, pitch, 0.8 * _strength(measure))


def _beat(plan: Planned, chance: Random) -> Iterator[Note]:
    """One figure for the whole cue: drums for action, a tick for waiting, a heart for dread."""
    part = plan.palette.parts["beat"].instrument
    for measure in plan.measures:
        beats = _BEATS[part](measure, chance)
        for at, pitch, accent in beats:
            if at < measure.bar.beats and not (measure.last and at > 0):
                yield Note("beat", measure.bar.beat(at), SAMPLE_RATE, pitch, _strength(measure) * accent)


def _drums(measure: Measure, chance: Random) -> list[tuple[float, int, float]]:
    if measure.under:
        return [(0, 48, 0.8)]
    extra = [(3.5, 53, 0.7)] if chance.random() < 0.5 else [(2.5, 53, 0.6), (3, 55, 0.65)]
    return [(0, 46, 1.15), (1.5, 51, 0.75), (2, 48, 0.9), *extra]


def _ticks(measure: Measure, chance: Random) -> list[tuple[float, int, float]]:
    step = 1.0 if measure.under else 0.5
    return [
        (index * step, 60 + 5 * (index % 2), 0.9 if index % 2 == 0 else 0.7)
        for index in range(int(measure.bar.beats / step))
        if chance.random() < 0.92
    ]


def _heart(measure: Measure, chance: Random) -> list[tuple[float, int, float]]:  # noqa: ARG001  a heart is steady
    return [(0, 48, 0.9), (0.42, 47, 0.7)]


def _brushes(measure: Measure, chance: Random) -> list[tuple[float, int, float]]:
    if measure.under:
        return [(1, 48, 0.6), (3, 48, 0.6)]
    return [(1, 48, 1.0), (3, 48, 1.0), *([(2.5, 50, 0.5)] if chance.random() < 0.6 else [])]


_BEATS = {"taiko": _drums, "tick": _ticks, "pulse": _heart, "brush": _brushes}


def _accent(plan: Planned, chance: Random) -> Iterator[Note]:  # noqa: ARG001  the cut decides
    """One stroke on a hit in the open."""
    for measure in plan.measures:
        if measure.bar.hit and not measure.under:
            yield Note("accent", measure.bar.start, 3 * SAMPLE_RATE, 46, _strength(measure) + 0.12)


ROLES: Mapping[str, Role] = MappingProxyType(
    {
        "pad": _pad, "low": _low, "bass": _bass, "broken": _broken, "pulse": _pulse, "theme": theme, "answer": _answer,
        "shimmer": _shimmer, "beat": _beat, "accent": _accent,
    }
)  # fmt: skip


def _end(plan: Planned, measure: Measure) -> int:
    """Until when a held tone sounds: the last chord rings on into the tail."""
    return measure.until + (plan.tail // 3 if measure.until == plan.measures[-1].bar.end else 0)


def _strength(measure: Measure) -> float:
    return min(1.0, measure.dynamic * (_SOFTER if measure.under else 1.0))
