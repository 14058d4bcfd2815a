"""Film stem: one kind of sound of all scenes as one file; the stems of a film add up to its bed before its loudness."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.media.cutlist import CutList
from renderers.media.stems import placed, stem_facts, together
from renderers.media.wav import WavWriter
from renderers.plan import WorkerSize
from renderers.timing import SAMPLE_RATE, Rate, sample_at


class FilmStemSettings(Settings):
    """Which scene each given stem is of."""

    rate: Rate = Field(description="Frames per second")
    scenes: tuple[Annotated[int, Field(ge=0)], ...] = Field(default=(), description="Per stem: its scene, from 0")


@dataclass(frozen=True, slots=True)
class FilmStem:
    """24-bit stereo, exactly as long as the picture."""

    name: str = "film_stem"
    version: str = "1"
    makes: Kind = Kind.STEM
    settings: type[FilmStemSettings] = FilmStemSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Stem of a film"

    def render(self, job: Job[FilmStemSettings]) -> None:
        """Inputs `timeline` and `stem.0`, `stem.1`, ...; scenes without one are silent in it."""
        timeline = CutList.read(job.inputs["timeline"])
        laid = placed(job.series("stem"), job.settings.scenes, timeline)
        samples = sample_at(timeline.frames, job.settings.rate)
        with WavWriter(job.out, sample_rate=SAMPLE_RATE, channels=2) as stem:
            for block in together(laid, samples=samples):
                stem.write(block)
                job.progress(stem.frames / samples)

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length in samples, its loudness."""
        return stem_facts(path)


ENGINE = FilmStem()
