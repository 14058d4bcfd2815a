"""Scene bed: the lines of a scene in the middle, over the air of its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput
from renderers.media import audio
from renderers.media.cutlist import CutList
from renderers.media.wav import BLOCK, WavWriter, wav_facts
from renderers.plan import WorkerSize
from renderers.spec import Setting
from renderers.timing import SAMPLE_RATE, Rate, sample_at

_AIR = {Setting.INTERIOR: (-62.0, 1.2), Setting.BOTH: (-60.0, 1.0), Setting.UNSAID: (-62.0, 1.1)}
_OUTSIDE = (-57.0, 0.9)
"""Level in dBFS and how dark the air sounds; outdoors is a little louder and brighter."""

_CEILING = 0.97
"""Voices at once may add up to more than a file can hold."""


class SceneBedSettings(Settings):
    """Where the scene plays, for its air."""

    rate: Rate = Field(description="Frames per second")
    setting: Setting = Field(default=Setting.UNSAID, description="INT or EXT")
    seed: int = Field(default=0, description="Another seed, another stretch of air")


@dataclass(frozen=True, slots=True)
class SceneBed:
    """48 kHz stereo, one sample longer than the scene, so that it fills its place wherever the cut falls."""

    name: str = "scene_bed"
    version: str = "1"
    makes: Kind = Kind.BED
    settings: type[SceneBedSettings] = SceneBedSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Scene sound"

    def render(self, job: Job[SceneBedSettings]) -> None:
        """Lines start on the sample of their frame; the air never stops."""
        timeline = CutList.read(job.inputs["timeline"])
        speech = job.series("speech")
        if len(speech) != len(timeline.lines):
            raise BadInput(f"the scene has {len(timeline.lines)} lines but {len(speech)} were spoken")
        rate = job.settings.rate
        lines = [
            audio.Placed(start=sample_at(line.start, rate), samples=line.samples, path=path)
            for line, path in zip(timeline.lines, speech, strict=True)
        ]
        level, warmth = _AIR.get(job.settings.setting, _OUTSIDE)
        tone = audio.room_tone(seed=job.settings.seed, level_dbfs=level, warmth=warmth)
        samples = sample_at(timeline.frames, rate) + 1
        with WavWriter(job.out, sample_rate=SAMPLE_RATE, channels=2) as bed:
            mix = audio.limited(audio.mixed(lines, tone=tone, samples=samples), gain=1.0, ceiling=_CEILING)
            for number, block in enumerate(mix):
                job.progress(min(1.0, number * BLOCK / samples))
                bed.write(block)

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length in samples."""
        return wav_facts(path, sample_rate=SAMPLE_RATE, channels=2)


ENGINE = SceneBed()
