"""Clips of people who were filmed turn by turn, laid over their still picture while they speak."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from renderers.media.cutlist import CutList

HANDLE_FRAMES = 6
"""So many frames a clip begins before its turn and ends after it; in them the still picture becomes the clip."""


@dataclass(frozen=True, slots=True)
class Take:
    """The `number`-th clip: of a person, from frame `start` of the passage to `end`."""

    number: int
    person: int
    start: int
    end: int

    def share(self, frame: int) -> int:
        """How much of the clip is seen in a frame, in percent."""
        into, left = frame - self.start + 1, self.end - frame
        return max(0, min(100, round(100 * min(into, left) / (HANDLE_FRAMES + 1))))


@dataclass(frozen=True, slots=True)
class Seen:
    """Which frame of which clip, and how much of it."""

    number: int
    at: int
    share: int


def takes_of(timeline: CutList, clips: Sequence[int], speakers: Sequence[int], rate: Fraction) -> list[Take]:
    """Where the clips of these turns are; `speakers` are the people of all turns by number."""
    scale = rate / timeline.rate
    found = []
    for number, turn in enumerate(clips):
        line = timeline.lines[turn]
        start = round(line.start * scale) - HANDLE_FRAMES
        found.append(Take(number, speakers[turn], start, start + clip_frames(line.samples, rate)))
    return found


def clip_frames(samples: int, rate: Fraction) -> int:
    """How long the clip of a turn is that is heard for so many samples at 48 kHz."""
    return -((-samples * rate) // 48_000) + 2 * HANDLE_FRAMES


def seen_at(takes: Sequence[Take], person: int, frame: int) -> Seen | None:
    """What is seen of somebody; None while they are still. Of two clips that meet, the one that is more to be seen."""
    here = [take for take in takes if take.person == person and take.start <= frame < take.end and take.share(frame)]
    best = max(here, key=lambda take: (take.share(frame), take.start), default=None)
    return None if best is None else Seen(best.number, frame - best.start, best.share(frame))
