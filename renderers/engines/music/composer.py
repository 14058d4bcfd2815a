"""The studio's own composer: writes a cue to the locked lengths of a scene and has it played. The third stem."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.media import audio, loudness
from renderers.media.automation import Duck, Point, as_marks, ducked, gains
from renderers.media.cutlist import CutList, spoken_spans
from renderers.media.stems import ducked_lufs, stem_facts, write_stem
from renderers.media.wav import Samples, WavReader, WavWriter
from renderers.plan import WorkerSize
from renderers.scoring.compose import compose
from renderers.scoring.cue import Cue, Exit
from renderers.scoring.palettes import PALETTES
from renderers.scoring.score import Lengths
from renderers.scoring.words import Family
from renderers.sounds.ensemble import performed
from renderers.timing import SAMPLE_RATE, Rate, sample_at

UNDER_LUFS = -35
"""Loudness that music steps back to while somebody speaks, some 18 LU below speech."""

_CEILING = 0.6
_GONE = SAMPLE_RATE * 5 // 4
Frames = Annotated[int, Field(ge=0, le=10_000)]


class ComposerSettings(Settings):
    """The cue, and how much of it is heard outside its scene, in frames."""

    rate: Rate = Field(description="Frames per second")
    cue: Cue = Field(default=Cue(family=Family.CALM), description="Mood, key, theme, how it comes and goes")
    head_frames: Frames = Field(default=0, description="Held tones begin this long before the scene")
    tail_frames: Frames = Field(default=0, description="The last chord rings on this long after it")
    level_db: Annotated[int, Field(ge=-20, le=6)] = Field(default=0, description="Louder or softer than the mood asks")


@dataclass(frozen=True, slots=True)
class Composer:
    """A stem at the loudness of its mood, the melody out of the way of speech, its fader written into it as marks."""

    name: str = "composer"
    version: str = "1"
    makes: Kind = Kind.MUSIC
    settings: type[ComposerSettings] = ComposerSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CPU
    title: str = "The studio's own composer and orchestra"

    def render(self, job: Job[ComposerSettings]) -> None:
        """Input `timeline`: bars land on its cuts. Played once, measured, then written at its level."""
        settings, timeline = job.settings, CutList.read(job.inputs["timeline"])
        body = sample_at(timeline.frames, settings.rate)
        head, tail = sample_at(settings.head_frames, settings.rate), sample_at(settings.tail_frames, settings.rate)
        spoken = tuple(spoken_spans(timeline))
        cuts = tuple(sample_at(cut, settings.rate) for cut in timeline.cuts)
        score = compose(Lengths(body, cuts, spoken), settings.cue, head=head, tail=tail)
        raw = job.scratch / "raw.wav"
        with WavWriter(raw, sample_rate=SAMPLE_RATE, channels=2) as played:

            def tick() -> None:
                job.progress(0.8 * played.frames / (head + body + tail))

            for block in performed(score, start=-head, end=body + tail, tick=tick):
                played.write(block)
                tick()
        wanted = PALETTES[settings.cue.family].lufs + settings.level_db
        gain = 10 ** ((wanted - loudness.integrated(raw, tick=lambda: job.progress(0.85))) / 20)
        fader = ducked(spoken, Duck(depth_db=min(-6.0, UNDER_LUFS - wanted)))
        edges = _Edges(-head, body if settings.cue.exit is Exit.FADE else body + tail, settings.cue.exit, tail)
        blocks = audio.limited(_mixed(raw, fader, edges, head), gain=gain, ceiling=_CEILING)
        write_stem(job.out, blocks, head=head, body=body, marks=as_marks(fader, offset=head))
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length in samples, its loudness as a whole and under speech."""
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


ENGINE = Composer()
