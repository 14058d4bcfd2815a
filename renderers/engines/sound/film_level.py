"""Film level: by how much the whole film is turned up. In steps, so that one changed line leaves it where it was."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput
from renderers.media import loudness
from renderers.media.cutlist import CutList, Span, spoken_spans
from renderers.media.filmgain import FilmGain
from renderers.media.meter import blocks_of, integrated_of
from renderers.media.scenesound import Levels, Placed, levelled, read_levels, spoken_blocks_of
from renderers.media.wav import WavWriter
from renderers.plan import WorkerSize
from renderers.runtime.kept import kept, key_of, tidied
from renderers.timing import SAMPLE_RATE, Rate, sample_at

STEP_DB = 0.25
LARGEST_GAIN_DB = 20.0
"""Air without speech is never blown up to the level of speech."""

HEADROOM_DB = 1.6
"""True peaks lie between samples, and lossy encoding adds a little more."""

_WORTH_DB = 0.2
"""What limiting took is made up for from here on, some times: more gain is limited more."""

_TRIES = 4


class FilmLevelSettings(Settings):
    """How loud the film is to be."""

    rate: Rate = Field(description="Frames per second")
    target_lufs: Annotated[int, Field(ge=-40, le=-8)] = Field(
        default=-16, description="Integrated loudness (EBU R 128)"
    )
    peak_dbtp: Annotated[int, Field(ge=-10, le=-1)] = Field(default=-1, description="Highest true peak")


@dataclass(frozen=True, slots=True)
class FilmLevel:
    """One gain for the whole film, found from what its scenes measured; JSON: `gain_db`, `ceiling_db`, and whether it
    is the dialogue alone that has the level."""

    name: str = "film_level"
    version: str = "2"
    makes: Kind = Kind.BED
    settings: type[FilmLevelSettings] = FilmLevelSettings
    media_type: str = "application/json"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Film level"

    def render(self, job: Job[FilmLevelSettings]) -> None:
        """Inputs `timeline` and the sound of every scene, `sound.0`, ..."""
        timeline, sounds = CutList.read(job.inputs["timeline"]), job.series("sound")
        if len(sounds) != len(timeline.parts):
            raise BadInput(f"{len(sounds)} scenes have sound but the film has {len(timeline.parts)}")
        target, ceiling_db = job.settings.target_lufs, job.settings.peak_dbtp - HEADROOM_DB
        levels = list(map(read_levels, sounds))
        rare = _speech_is_rare(levels)
        gain_db = _stepped(min(target - _level(levels, by_dialogue=rare), LARGEST_GAIN_DB))
        for _ in range(_TRIES):
            asked = FilmGain(gain_db, ceiling_db, by_dialogue=rare)
            lost = target - integrated_of(_limited(job, timeline, sounds, asked))
            if gain_db >= LARGEST_GAIN_DB or lost <= _WORTH_DB:
                break
            gain_db += max(STEP_DB, _stepped(lost))
        FilmGain(gain_db, ceiling_db, by_dialogue=rare).write(job.out)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """The gain, the ceiling and, as 0 or 1, whether the dialogue alone has the level."""
        return {name: float(value) for name, value in asdict(FilmGain.read(path)).items()}


def _stepped(gain_db: float) -> float:
    return round(gain_db / STEP_DB) * STEP_DB


def _level(levels: Sequence[Levels], *, by_dialogue: bool) -> float:
    """Loudness of the whole, or of the dialogue alone."""
    return integrated_of(lufs for each in levels for lufs in (each.spoken if by_dialogue else each.lufs))


def _speech_is_rare(levels: Sequence[Levels]) -> bool:
    spoken = [lufs for each in levels for lufs in each.spoken]
    whole = _level(levels, by_dialogue=False)
    return bool(spoken) and loudness.speech_is_rare(whole, integrated_of(spoken))


def _limited(job: Job[FilmLevelSettings], timeline: CutList, sounds: Sequence[Path], asked: FilmGain) -> list[float]:
    """What is left of the film's loudness at this gain. Every scene is heard once on this machine, and remembered."""
    folder, found = job.kept or job.scratch / "kept", list[float]()
    level = [str(asked.gain_db), str(asked.ceiling_db), asked.by_dialogue]
    for number, (path, part) in enumerate(zip(sounds, timeline.parts, strict=True)):
        spans = _spans(timeline, part)
        samples = sample_at(part.frames, job.settings.rate)
        known = ["levels", 2, read_levels(path).checksum, samples, spans, *level]
        make = partial(_measure, sound=Placed(path, 0, samples), spans=spans, asked=asked, scratch=job.scratch)
        found.extend(json.loads(kept(folder, key_of(known), make).read_text()))
        job.progress((number + 1) / len(sounds))
    tidied(folder)
    return found


def _spans(timeline: CutList, part: Span) -> list[tuple[int, int]]:
    start, end = sample_at(part.start, timeline.rate), sample_at(part.end, timeline.rate)
    return [(first - start, min(last, end) - start) for first, last in spoken_spans(timeline) if start <= first < end]


def _measure(out: Path, *, sound: Placed, spans: list[tuple[int, int]], asked: FilmGain, scratch: Path) -> None:
    heard = scratch / "heard.wav"
    with WavWriter(heard, sample_rate=SAMPLE_RATE, channels=2) as file:
        file.write(levelled([sound], sound.start, sound.end, gain_db=asked.gain_db, ceiling_db=asked.ceiling_db))
    found = spoken_blocks_of(heard, spans, scratch=scratch) if asked.by_dialogue else blocks_of(heard)
    out.write_text(json.dumps(found))


ENGINE = FilmLevel()
