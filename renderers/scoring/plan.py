"""The plan of a cue: which bar has which chord, how loud it is and whether somebody speaks over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from renderers.scoring.cue import Cue, Entry
from renderers.scoring.form import Bar, Hit, bars
from renderers.scoring.palettes import PALETTES, Palette
from renderers.scoring.score import Lengths
from renderers.scoring.theory import Chord, Scale, voiced
from renderers.timing import SAMPLE_RATE

UNDER = 0.12
"""From this share of talk on a bar stays under it."""

_OPEN_STRETCH = 3 * SAMPLE_RATE
_LAP = SAMPLE_RATE
_PAD_LOW, _PAD_HIGH, _VOICES = 50, 74, 4
_BASE = {1: 0.42, 2: 0.55, 3: 0.7}


@dataclass(frozen=True, slots=True)
class Measure:
    """A bar with its chord; `talk` is the share spoken over, `dynamic` 0..1, `fresh` that the chord begins here."""

    number: int
    bar: Bar
    chord: Chord
    voicing: tuple[int, ...]
    until: int
    talk: float
    dynamic: float
    fresh: bool
    last: bool

    @property
    def under(self) -> bool:
        """Whether music must stay out of the way."""
        return self.talk > UNDER


@dataclass(frozen=True, slots=True)
class Planned:
    """All a part needs to know to play."""

    cue: Cue
    palette: Palette
    scale: Scale
    bpm: int
    measures: tuple[Measure, ...]
    tail: int


def planned(lengths: Lengths, cue: Cue, *, tail: int) -> Planned:
    """The bars of a cue for a locked scene; `tail` samples are left for the last chord to ring in."""
    palette = PALETTES[cue.family]
    chance = Random(f"plan/{cue.seed}/{cue.variant}/{cue.family}")
    bpm = palette.bpm[cue.intensity - 1] + chance.choice((-2, 0, 0, 2))
    start = entrance(lengths, cue)
    laid = bars(samples=lengths.samples - start, hits=_hits(lengths, start), bpm=bpm, meter=palette.meter)
    moved = [Bar(bar.start + start, bar.end + start, bar.beats, bar.hit) for bar in laid]
    scale = Scale(cue.tonic, palette.mode)
    chords = _chords(palette, scale, len(moved), chance)
    return Planned(cue, palette, scale, bpm, tuple(_measures(moved, chords, lengths, cue)), tail)


def entrance(lengths: Lengths, cue: Cue) -> int:
    """The first sample of music: the cut after which nobody speaks for a while when it comes late, else the start."""
    if cue.entry is not Entry.LATE:
        return 0
    half = lengths.samples // 3
    return next((start for start, _ in _open(lengths) if start >= half), 0)


def _open(lengths: Lengths) -> Iterator[tuple[int, int]]:
    """Stretches from a cut on in which nobody speaks. A voice that only reaches over a cut does not fill a shot."""
    edges = [*lengths.cuts, lengths.samples]
    talk = [any(_belongs(span, edges, at) for span in lengths.spoken) for at in range(len(edges) - 1)]
    at = 0
    while at < len(talk):
        end = at
        while end < len(talk) and not talk[end]:
            end += 1
        if end > at and edges[end] - edges[at] >= _OPEN_STRETCH:
            yield edges[at], edges[end]
        at = max(end, at + 1)


def _belongs(span: tuple[int, int], edges: Sequence[int], at: int) -> bool:
    """Whether a line is talk in this shot: most of it lies in it, or more than what may lap over a cut."""
    first, last = span
    inside = min(last, edges[at + 1]) - max(first, edges[at])
    return inside > _LAP or 2 * inside >= max(1, last - first)


def _hits(lengths: Lengths, start: int) -> list[Hit]:
    """Where stretches without talk begin weighs most, then the last cut, then where talk begins again."""
    found: list[Hit] = []
    for first, last in _open(lengths):
        found += [Hit(first - start, 4), Hit(last - start, 1)]
        found += [Hit(cut - start, 2) for cut in lengths.cuts if first < cut < last]
    if len(lengths.cuts) > 1:
        found.append(Hit(lengths.cuts[-1] - start, 3))
    return [hit for hit in found if hit.at > 0]


def _chords(palette: Palette, scale: Scale, count: int, chance: Random) -> list[Chord]:
    progression = chance.choice(palette.progressions)
    roots = [progression[(bar // palette.bars_per_chord) % len(progression)] for bar in range(count)]
    colours = [palette.colours[(bar // palette.bars_per_chord) % len(palette.colours)] for bar in range(count)]
    if count > 1:
        roots[-1], colours[-1] = 0, palette.colours[0]
    return [Chord(scale, root, colour) for root, colour in zip(roots, colours, strict=True)]


def _measures(laid: Sequence[Bar], chords: Sequence[Chord], lengths: Lengths, cue: Cue) -> Iterator[Measure]:
    voicing: tuple[int, ...] = ()
    for number, (bar, chord) in enumerate(zip(laid, chords, strict=True)):
        fresh = number == 0 or chord != chords[number - 1]
        if fresh:
            voicing = voiced(chord, before=voicing, low=_PAD_LOW, high=_PAD_HIGH, voices=_VOICES)
        same = next((at for at in range(number, len(laid)) if chords[at] != chord), len(laid))
        yield Measure(
            number=number,
            bar=bar,
            chord=chord,
            voicing=voicing,
            until=laid[same - 1].end,
            talk=lengths.spoken_share(bar.start, bar.end),
            dynamic=_dynamic(number, len(laid), cue),
            fresh=fresh,
            last=number == len(laid) - 1,
        )


def _dynamic(number: int, count: int, cue: Cue) -> float:
    """An arc: it grows until two thirds of the way and comes down to the end."""
    place = (number + 0.5) / count
    arc = place / 0.66 if place < 0.66 else 1 - 0.55 * (place - 0.66) / 0.34
    entry = 1.0 if cue.entry is Entry.HIT else min(1.0, 0.75 + 0.125 * number)
    return (_BASE[cue.intensity] + 0.16 * (arc - 0.5)) * entry
