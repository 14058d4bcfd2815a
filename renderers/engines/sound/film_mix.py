"""Film mix: all the sound of a film as one file that is not compressed, levelled and limited as it is delivered."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput
from renderers.media import loudness
from renderers.media.cutlist import CutList
from renderers.media.filmgain import FilmGain
from renderers.media.scenesound import Placed, levelled
from renderers.media.wav import WavWriter, wav_facts
from renderers.plan import WorkerSize
from renderers.timing import SAMPLE_RATE, Rate, sample_at

_STRETCH = 10 * SAMPLE_RATE
"""Samples in memory at a time: the same whether a film lasts ten minutes or three hours."""


class FilmMixSettings(Settings):
    """How long a frame is."""

    rate: Rate = Field(description="Frames per second")


@dataclass(frozen=True, slots=True)
class FilmMix:
    """24-bit stereo, exactly as long as the picture: sample for sample what the master's sound was encoded from."""

    name: str = "film_mix"
    version: str = "1"
    makes: Kind = Kind.BED
    settings: type[FilmMixSettings] = FilmMixSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Full mix of a film"

    def render(self, job: Job[FilmMixSettings]) -> None:
        """Inputs `timeline` (the film's), `level`, and the sound of every scene, `sound.0`, ..."""
        timeline, level = CutList.read(job.inputs["timeline"]), FilmGain.read(job.inputs["level"])
        rate, paths = job.settings.rate, job.series("sound")
        if len(paths) != len(timeline.parts):
            raise BadInput(f"{len(paths)} scenes have sound but the film has {len(timeline.parts)}")
        sounds = [
            Placed(path, sample_at(part.start, rate), sample_at(part.end, rate))
            for path, part in zip(paths, timeline.parts, strict=True)
        ]
        samples = sample_at(timeline.frames, rate)
        with WavWriter(job.out, sample_rate=SAMPLE_RATE, channels=2) as mix:
            for first in range(0, samples, _STRETCH):
                end = min(first + _STRETCH, samples)
                mix.write(levelled(sounds, first, end, gain_db=level.gain_db, ceiling_db=level.ceiling_db))
                job.progress(end / samples)

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length in samples, its loudness and its highest true peak."""
        facts = dict(wav_facts(path, sample_rate=SAMPLE_RATE, channels=2))
        level = loudness.measure(path)
        return facts | {"lufs": round(level.lufs, 1), "peak_dbtp": round(level.peak_dbtp, 1)}


ENGINE = FilmMix()
