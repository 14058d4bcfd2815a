"""Scene sound: what the film sounds like while a scene lasts, with the heads and tails of the scenes around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput, BrokenPromise
from renderers.media.cutlist import CutList, spoken_spans
from renderers.media.scenesound import write_sound
from renderers.media.stems import Laid, scene_in, together
from renderers.media.wav import Samples, WavReader, wav_facts
from renderers.plan import WorkerSize
from renderers.timing import SAMPLE_RATE, Rate, sample_at

REACH_SECONDS = 12
"""No head or tail is longer: of scenes farther away nothing is heard."""

_EDGE = 128  # the ends of a film are eased, those of a scene in it are not


class SceneSoundSettings(Settings):
    """How long a frame is, and of which scene each given stem is."""

    rate: Rate = Field(description="Frames per second")
    scenes: tuple[int, ...] = Field(default=(), description="Per stem: 0 of this scene, -1 of the one before, 1 after")
    opens: bool = Field(default=True, description="Whether the film begins with it")
    ends: bool = Field(default=True, description="Whether the film ends with it")


@dataclass(frozen=True, slots=True)
class SceneSound:
    """As long as the scene and a sample more, as a scene between frames that are no whole samples may be."""

    name: str = "scene_sound"
    version: str = "1"
    makes: Kind = Kind.BED
    settings: type[SceneSoundSettings] = SceneSoundSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Scene in the film's sound"

    def render(self, job: Job[SceneSoundSettings]) -> None:
        """Inputs `timeline`, those of the scenes around it as `before.0`, ... and `after.0`, ..., nearest first, and
        the stems of all of them."""
        timeline = CutList.read(job.inputs["timeline"])
        stems = _laid(job, timeline)
        samples = sample_at(timeline.frames, job.settings.rate) + 1
        write_sound(job.out, _body(stems, samples, job), spoken_spans(timeline), scratch=job.scratch)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length in samples."""
        return dict(wav_facts(path, sample_rate=SAMPLE_RATE, channels=2))


def _laid(job: Job[SceneSoundSettings], timeline: CutList) -> list[Laid]:
    """Stems where their scene starts, counted from the start of this one."""
    paths, scenes = job.series("stem"), job.settings.scenes
    if len(paths) != len(scenes):
        raise BadInput(f"{len(paths)} stems were given for {len(scenes)} places")
    if 0 not in scenes:
        raise BadInput("the scene has no stem; its sound needs at least one")
    starts = _starts(job, timeline)
    laid = []
    for path, scene in zip(paths, scenes, strict=True):
        if scene not in starts:
            raise BadInput(f"{path.name} is of a scene {scene:+d} away, whose timeline was not given")
        if scene == 0:
            _insist_on_reach(path)
            missing = sample_at(timeline.frames, job.settings.rate) - scene_in(path)[1]
            if missing > 1:
                raise BadInput(f"the sound {path.name} ends {missing} samples too early; mix its scene again")
        laid.append(Laid(path, starts[scene]))
    return laid


def _starts(job: Job[SceneSoundSettings], timeline: CutList) -> dict[int, int]:
    def frames(role: str) -> list[int]:
        return [CutList.read(path).frames for path in job.series(role)]

    before = {-1 - at: -total for at, total in enumerate(accumulate(frames("before")))}
    after = {1 + at: total for at, total in enumerate(accumulate([timeline.frames, *frames("after")]))}
    return {scene: sample_at(frame, job.settings.rate) for scene, frame in ({0: 0} | before | after).items()}


def _insist_on_reach(path: Path) -> None:
    head, body = scene_in(path)
    with WavReader(path) as sound:
        longest = max(head, sound.frames - head - body)
    if longest > REACH_SECONDS * SAMPLE_RATE:
        said = f"{longest / SAMPLE_RATE:.1f} s"
        raise BrokenPromise(
            f"{path.name} reaches {said} over its scene; at most {REACH_SECONDS} s can be laid in a film"
        )


def _body(stems: list[Laid], samples: int, job: Job[SceneSoundSettings]) -> Iterator[Samples]:
    """The sum over the scene, its ends eased only where the film has an end."""
    early = 0 if job.settings.opens else _EDGE
    late = 0 if job.settings.ends else _EDGE
    moved = [Laid(stem.path, stem.at + early) for stem in stems]
    at, end = 0, early + samples
    for block in together(moved, samples=end + late):
        first, last = max(0, early - at), min(len(block), end - at)
        if last > first:
            yield block[first:last]
        at += len(block)
        job.progress(0.8 * min(1.0, at / end))


ENGINE = SceneSound()
