"""What a finished film sounds like, from what was heard of its reels: their packets must be the film's, one by one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest
from pathlib import Path

from renderers.errors import BrokenPromise
from renderers.media.aac import PACKET, numbered
from renderers.media.hearing import SILENT_SECONDS
from renderers.media.inspect import SoundFindings
from renderers.media.loudness import SILENT_LUFS, Loudness
from renderers.media.meter import integrated_of
from renderers.media.probe import packets_in
from renderers.media.reel import Heard, heard_in, packets_of
from renderers.timing import SAMPLE_RATE

_TOUCHING = SAMPLE_RATE // 50
_TOLD = 512  # packets from one word of progress to the next


@dataclass(frozen=True, slots=True)
class FilmSound:
    """Length and levels of lines, loudness of all and of the dialogue, holes as (first, end) samples, and at each cut
    and line (sample, late by)."""

    findings: SoundFindings
    level: Loudness
    dialogue_lufs: float
    silences: tuple[tuple[int, int], ...]
    delays: tuple[tuple[int, int | None], ...]


def heard_again(film: Path, reels: Sequence[Path], *, tick: Callable[[float], None]) -> FilmSound:
    """Read, not decoded. Raises BrokenPromise where the film does not hold the packets that were heard."""
    samples = _compared(film, reels, tick)
    heard = [found for reel in reels for found in heard_in(reel)]
    spoken = [lufs for found in heard for lufs in found.spoken]
    return FilmSound(
        findings=SoundFindings(samples, tuple(level for found in heard for level in found.levels)),
        level=Loudness(
            lufs=integrated_of(lufs for found in heard for lufs in found.lufs),
            peak_dbtp=max(found.peak_dbtp for found in heard),
        ),
        dialogue_lufs=integrated_of(spoken) if spoken else SILENT_LUFS,
        silences=tuple(_holes(heard)),
        delays=tuple((found.start + at, late) for found in heard for at, late in found.delays),
    )


def _compared(film: Path, reels: Sequence[Path], tick: Callable[[float], None]) -> int:
    """The film's length in samples, once every packet and its time were held against the reels'."""
    with packets_in(film) as source, film.open("rb") as file:
        stream = source.streams.audio[0]
        ticks = stream.time_base * SAMPLE_RATE
        length: int = round((stream.duration or 0) * ticks)
        for wanted, packet in zip_longest(numbered(packets_of(reels)), stream.index_entries):
            if wanted is None or packet is None:
                short = "more" if wanted is None else "fewer"
                raise BrokenPromise(f"the film holds {short} packets of sound than were heard")
            number, data = wanted
            late = packet.timestamp * ticks.numerator - number * PACKET * ticks.denominator
            # read, not mapped: what is mapped of a long film counts as memory of this process
            if late or os.pread(file.fileno(), packet.size, packet.pos) != data:
                at = float(Fraction(max(0, number) * PACKET, SAMPLE_RATE))
                raise BrokenPromise(f"the sound at {at:.2f} s is not what was mixed for it")
            if number % _TOLD == 0:
                tick(min(1.0, number * PACKET / max(1, length)))
    return length


def _holes(heard: Iterable[Heard]) -> Iterator[tuple[int, int]]:
    """Silences that go on over a joint are one; those long enough to be none that was meant."""
    waiting: tuple[int, int] | None = None
    for found in heard:
        for first, end in found.silences:
            start, stop = found.start + first, found.start + end
            if waiting is not None and start - waiting[1] <= _TOUCHING:
                waiting = (waiting[0], stop)
                continue
            if waiting is not None and _long(waiting):
                yield waiting
            waiting = (start, stop)
    if waiting is not None and _long(waiting):
        yield waiting


def _long(hole: tuple[int, int]) -> bool:
    return hole[1] - hole[0] >= SILENT_SECONDS * SAMPLE_RATE
