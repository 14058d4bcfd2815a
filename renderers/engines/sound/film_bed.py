"""Film bed: the stems of all scenes together, at the loudness of the delivery."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput, BrokenPromise
from renderers.media import audio, loudness
from renderers.media.cutlist import CutList, spoken_spans
from renderers.media.hearing import Dialogue
from renderers.media.stems import Laid, placed, together
from renderers.media.wav import BLOCK, WavReader, WavWriter, wav_facts
from renderers.plan import WorkerSize
from renderers.timing import SAMPLE_RATE, Rate, sample_at

LARGEST_GAIN_DB = 20.0
"""Air without speech is never blown up to the level of speech."""

_HEADROOM_DB = 1.6  # true peaks lie between samples, and lossy encoding adds a little more
_MEASURED, _WRITTEN = 0.5, 0.9


class FilmBedSettings(Settings):
    """How loud the film is, and which scene each given stem is of."""

    rate: Rate = Field(description="Frames per second")
    target_lufs: Annotated[int, Field(ge=-40, le=-8)] = Field(
        default=-16, description="Integrated loudness (EBU R 128)"
    )
    peak_dbtp: Annotated[int, Field(ge=-10, le=-1)] = Field(default=-1, description="Highest true peak")
    scenes: tuple[Annotated[int, Field(ge=0)], ...] = Field(default=(), description="Per stem: its scene, from 0")


@dataclass(frozen=True, slots=True)
class FilmBed:
    """Scenes on their samples, heads and tails over their neighbours, one gain for the whole film, peaks limited."""

    name: str = "film_bed"
    version: str = "2"
    makes: Kind = Kind.BED
    settings: type[FilmBedSettings] = FilmBedSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Film sound"

    def render(self, job: Job[FilmBedSettings]) -> None:
        """Inputs `timeline` and `stem.0`, ...: measured once, then written; what limiting took is made up for once."""
        timeline = CutList.read(job.inputs["timeline"])
        pieces = placed(job.series("stem"), job.settings.scenes, timeline)
        lacking = set(range(len(timeline.parts))) - set(job.settings.scenes)
        if lacking:
            raise BadInput(f"scene {min(lacking) + 1} has no sound; the film has {len(timeline.parts)} scenes")
        samples = sample_at(timeline.frames, job.settings.rate)
        raw = job.scratch / "raw.wav"
        self._write(raw, pieces, samples, job, gain_db=0.0, span=(0.0, 0.25))
        spans = spoken_spans(timeline)
        gain = min(job.settings.target_lufs - _level(raw, spans, job, part=0.25), LARGEST_GAIN_DB)
        self._write(job.out, pieces, samples, job, gain_db=gain, span=(_MEASURED, _WRITTEN))
        lost = job.settings.target_lufs - _level(job.out, spans, job, part=_WRITTEN)
        if gain < LARGEST_GAIN_DB and lost > 0.2:
            self._write(job.out, pieces, samples, job, gain_db=gain + lost, span=(0.95, 1.0))
        job.progress(1.0)

    def _write(
        self,
        out: Path,
        pieces: list[Laid],
        total: int,
        job: Job[FilmBedSettings],
        *,
        gain_db: float,
        span: tuple[float, float],
    ) -> None:
        ceiling = 10 ** ((job.settings.peak_dbtp - _HEADROOM_DB) / 20)
        first, last = span
        with WavWriter(out, sample_rate=SAMPLE_RATE, channels=2) as bed:
            blocks = together(pieces, samples=total)
            for block in audio.limited(blocks, gain=10 ** (gain_db / 20), ceiling=ceiling):
                bed.write(block)
                job.progress(first + (last - first) * bed.frames / total)
            if bed.frames != total:
                raise BrokenPromise(f"the film's sound has {bed.frames} samples where its picture needs {total}")

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length in samples."""
        return dict(wav_facts(path, sample_rate=SAMPLE_RATE, channels=2))


def _level(path: Path, spans: list[tuple[int, int]], job: Job[FilmBedSettings], *, part: float) -> float:
    """Loudness of the whole, or of the dialogue alone where it is rare."""

    def tick() -> None:
        job.progress(part)

    whole = loudness.integrated(path, tick=tick)
    if not spans:
        return whole
    spoken = job.scratch / "spoken.wav"
    with WavReader(path) as sound, Dialogue(spoken, spans) as dialogue:
        for number, block in enumerate(sound.blocks()):
            dialogue.hear(number * BLOCK, (block[:, 0] + block[:, 1]) / np.float32(2))
            tick()
    return loudness.anchored(whole, loudness.integrated(spoken, tick=tick))


ENGINE = FilmBed()
