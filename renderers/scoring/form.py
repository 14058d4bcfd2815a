"""Bars that fit a scene to the sample: the tempo leans a little so that bars land on the cuts that matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from renderers.timing import SAMPLE_RATE

MOST_LEAN = 0.09
"""How far the tempo between two hits may be from the one before it, as a share."""

STRONG = 3
"""From this weight on a hit is worth that lean; a lighter one is met only where it comes almost by itself."""

_LEAST_BEATS = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A sample on which a bar should begin; the heavier of two that are too close is kept."""

    at: int
    weight: int


@dataclass(frozen=True, slots=True)
class Bar:
    """From a sample, so many beats, until a sample; `hit` says that a cut is on its first beat."""

    start: int
    end: int
    beats: int
    hit: bool

    def beat(self, number: float) -> int:
        """The sample of a beat counted from 0; parts of beats are between them."""
        return self.start + round((self.end - self.start) * number / self.beats)

    @property
    def samples(self) -> int:
        """Its length."""
        return self.end - self.start


def bars(*, samples: int, hits: Sequence[Hit], bpm: int, meter: int) -> tuple[Bar, ...]:
    """Bars that cover `samples` without a gap; hits too close to each other for the tempo are left out."""
    beat = 60 * SAMPLE_RATE / bpm
    places = _reachable(samples, hits, beat)
    laid: list[Bar] = []
    for start, end in pairwise(places):
        laid += _section(start, end, _beats(end - start, beat, meter), meter)
    return tuple(laid)


def _reachable(samples: int, hits: Sequence[Hit], beat: float) -> list[int]:
    """The start, the hits that whole beats can reach without much lean, and the end."""
    kept = [0, samples]
    for hit in sorted(hits, key=lambda hit: (-hit.weight, hit.at)):
        if not 0 < hit.at < samples:
            continue
        after = next(place for place in sorted(kept) if place >= hit.at)
        before = max(place for place in kept if place <= hit.at)
        lean = MOST_LEAN if hit.weight >= STRONG else MOST_LEAN / 3
        if hit.at not in kept and all(_fits(gap, beat, lean) for gap in (hit.at - before, after - hit.at)):
            kept.append(hit.at)
    return sorted(kept)


def _fits(gap: int, beat: float, lean: float) -> bool:
    count = round(gap / beat)
    return count >= _LEAST_BEATS and abs(gap / (count * beat) - 1) <= lean


def _beats(length: int, beat: float, meter: int) -> int:
    """Whole bars where the tempo allows it, else whole beats."""
    exact = length / beat
    whole = max(1, round(exact / meter)) * meter
    if abs(exact / whole - 1) <= MOST_LEAN:
        return whole
    return max(1, round(exact))


def _section(start: int, end: int, beats: int, meter: int) -> list[Bar]:
    """Bars of `meter` beats; what is left over lengthens the last one or, from two beats on, is a short bar."""
    counts = [meter] * (beats // meter)
    rest = beats % meter
    if rest > 1 or not counts:
        counts.append(rest or 1)
    elif rest:
        counts[-1] += rest
    edges, done = [start], 0
    for count in counts:
        done += count
        edges.append(start + round((end - start) * done / beats))
    return [Bar(edges[i], edges[i + 1], count, hit=i == 0) for i, count in enumerate(counts)]
