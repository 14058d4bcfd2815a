"""What every engine of music shares: how a cue is ordered, and how what was played becomes the scene's third stem."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from pydantic import Field

from renderers.engine import Job, Settings
from renderers.media import audio, loudness
from renderers.media.automation import Duck, Point, as_marks, ducked, gains
from renderers.media.cutlist import CutList, spoken_spans
from renderers.media.stems import ducked_lufs, stem_facts, write_stem
from renderers.media.wav import Samples, WavReader
from renderers.scoring.cue import Cue, Exit
from renderers.scoring.palettes import PALETTES
from renderers.scoring.words import Family
from renderers.timing import SAMPLE_RATE, Rate, sample_at

UNDER_LUFS = -35
"""Loudness that music steps back to while somebody speaks, some 18 LU below speech."""

_CEILING = 0.6
_GONE = SAMPLE_RATE * 5 // 4
Frames = Annotated[int, Field(ge=0, le=10_000)]


class CueSettings(Settings):
    """The cue, and how much of it is heard outside its scene, in frames."""

    rate: Rate = Field(description="Frames per second")
    cue: Cue = Field(default=Cue(family=Family.CALM), description="Mood, key, theme, how it comes and goes")
    head_frames: Frames = Field(default=0, description="Held tones begin this long before the scene")
    tail_frames: Frames = Field(default=0, description="The last chord rings on this long after it")
    level_db: Annotated[int, Field(ge=-20, le=6)] = Field(default=0, description="Louder or softer than the mood asks")


@dataclass(frozen=True, slots=True)
class Room:
    """Samples at 48 kHz before, in and after the scene."""

    head: int
    body: int
    tail: int

    @property
    def whole(self) -> int:
        """All of them."""
        return self.head + self.body + self.tail

    @classmethod
    def of(cls, settings: CueSettings, timeline: CutList) -> Room:
        """As long as the scene and what was ordered around it."""
        head, tail = (sample_at(frames, settings.rate) for frames in (settings.head_frames, settings.tail_frames))
        return cls(head, sample_at(timeline.frames, settings.rate), tail)


def write_cue(job: Job[Any], raw: Path, room: Room, timeline: CutList) -> None:
    """The stem from what was played, stereo at 48 kHz: at its mood's loudness, out of the way of speech."""
    settings: CueSettings = job.settings
    spoken, cue = tuple(spoken_spans(timeline)), settings.cue
    wanted = PALETTES[cue.family].lufs + settings.level_db
    gain = 10 ** ((wanted - loudness.integrated(raw, tick=lambda: job.progress(0.85))) / 20)
    fader = ducked(spoken, Duck(depth_db=min(-6.0, UNDER_LUFS - wanted)))
    end = room.body if cue.exit is Exit.FADE else room.body + room.tail
    edges = _Edges(-room.head, end, cue.exit, room.tail)
    blocks = audio.limited(_mixed(raw, fader, edges, room.head), gain=gain, ceiling=_CEILING)
    write_stem(job.out, blocks, head=room.head, body=room.body, marks=as_marks(fader, offset=room.head))


def cue_facts(path: Path) -> dict[str, Any]:
    """A stem's length in samples, its loudness as a whole and under speech."""
    return stem_facts(path) | {"under_speech_lufs": ducked_lufs(path)}


@dataclass(frozen=True, slots=True)
class _Edges:
    """From where to where the cue is heard, and how long its last fade is."""

    start: int
    end: int
    exit: Exit
    tail: int

    def shape(self, first: int, last: int) -> Samples:
        at = np.arange(first, last, dtype=np.float32)
        fade = max(_GONE if self.exit is Exit.FADE else self.tail, 480)
        rising = np.clip((at - self.start) / max(1, -self.start, 240), 0, 1)
        falling = np.clip((self.end - at) / fade, 0, 1)
        made: Samples = (np.sin(np.pi / 2 * rising) * np.sin(np.pi / 2 * falling) ** 2).astype(np.float32)
        return made


def _mixed(raw: Path, fader: tuple[Point, ...], edges: _Edges, head: int) -> Iterator[Samples]:
    at = -head
    with WavReader(raw) as played:
        for block in played.blocks():
            last = at + len(block)
            yield block * (gains(fader, at, last) * edges.shape(at, last))[:, None]
            at = last
