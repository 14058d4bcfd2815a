"""Scene bed: the stems of one scene together, for watching it alone; no heads, no tails.

Of its neighbours only voices are heard that begin in it or run on into it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput
from renderers.media import audio, loudness
from renderers.media.cutlist import CutList
from renderers.media.stems import Laid, scene_in, together
from renderers.media.wav import BLOCK, WavWriter, wav_facts
from renderers.plan import WorkerSize
from renderers.timing import SAMPLE_RATE, Rate, sample_at

_CEILING = 0.97


class SceneBedSettings(Settings):
    """How long a frame is."""

    rate: Rate = Field(description="Frames per second")


@dataclass(frozen=True, slots=True)
class SceneBed:
    """48 kHz stereo, exactly as long as the scene."""

    name: str = "scene_bed"
    version: str = "2"
    makes: Kind = Kind.BED
    settings: type[SceneBedSettings] = SceneBedSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Scene sound"

    def render(self, job: Job[SceneBedSettings]) -> None:
        """Inputs `timeline` and the stems `stem.0`, `stem.1`, ..., summed as they are and kept below full scale.

        `before` and `after` are the dialogue of the scenes around it, where it reaches over a cut.
        """
        timeline, stems = CutList.read(job.inputs["timeline"]), job.series("stem")
        if not stems:
            raise BadInput("the scene has no stem; its bed needs at least one")
        samples = sample_at(timeline.frames, job.settings.rate)
        mix = together([*(Laid(path, 0) for path in stems), *_neighbours(job, samples)], samples=samples)
        with WavWriter(job.out, sample_rate=SAMPLE_RATE, channels=2) as bed:
            for number, block in enumerate(audio.limited(mix, gain=1.0, ceiling=_CEILING)):
                job.progress(min(1.0, number * BLOCK / samples))
                bed.write(block)

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length in samples, its loudness and its highest true peak."""
        facts = dict(wav_facts(path, sample_rate=SAMPLE_RATE, channels=2))
        level = loudness.measure(path)
        return facts | {"lufs": round(level.lufs, 1), "peak_dbtp": round(level.peak_dbtp, 1)}


def _neighbours(job: Job[SceneBedSettings], samples: int) -> Iterator[Laid]:
    if (before := job.inputs.get("before")) is not None:
        yield Laid(before, -scene_in(before)[1])
    if (after := job.inputs.get("after")) is not None:
        yield Laid(after, samples)


ENGINE = SceneBed()
