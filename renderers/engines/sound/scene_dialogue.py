"""Scene dialogue: every line on its frame, in the middle, in the air of its place. The first of three stems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import Field, field_validator

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput
from renderers.media import audio
from renderers.media.cutlist import CutList
from renderers.media.stems import stem_facts, write_stem
from renderers.media.wav import BLOCK, Samples, read_speech
from renderers.plan import WorkerSize
from renderers.sounds.dsp import add, eased, seconds
from renderers.sounds.perspective import Manner, placed_voice
from renderers.sounds.spaces import SPACES
from renderers.timing import Rate, sample_at

_CEILING = 0.97
"""Voices at once may add up to more than a file can hold."""


class SceneDialogueSettings(Settings):
    """Where the scene plays, and from where each of its lines is heard."""

    rate: Rate = Field(description="Frames per second")
    space: str = Field(default="room", description="A space by name, such as room, hall, church, street or open")
    manners: tuple[Manner, ...] = Field(default=(), description="Per line: direct, voice_over, off or filtered")

    @field_validator("space")
    @classmethod
    def _known(cls, space: str) -> str:
        if space not in SPACES:
            raise ValueError(f"there is no space {space!r}; choose one of {', '.join(sorted(SPACES))}")
        return space


@dataclass(frozen=True, slots=True)
class SceneDialogue:
    """A stem as long as its scene and the ring of its place; lines start on the sample of their frame.

    A voice that begins before its scene stands in the stem's head, one that runs on in its tail.
    """

    name: str = "scene_dialogue"
    version: str = "1"
    makes: Kind = Kind.STEM
    settings: type[SceneDialogueSettings] = SceneDialogueSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Scene dialogue"

    def render(self, job: Job[SceneDialogueSettings]) -> None:
        """Inputs `timeline` and `speech.0`, `speech.1`, ...; BadInput when they do not fit each other."""
        timeline, speech = CutList.read(job.inputs["timeline"]), job.series("speech")
        manners = job.settings.manners or (Manner.DIRECT,) * len(speech)
        if not len(speech) == len(timeline.lines) == len(manners):
            raise BadInput(
                f"the scene has {len(timeline.lines)} lines but {len(speech)} were spoken and {len(manners)} described"
            )
        body = sample_at(timeline.frames, job.settings.rate)
        lines = [
            (sample_at(line.start, job.settings.rate), path, manner)
            for line, path, manner in zip(timeline.lines, speech, manners, strict=True)
        ]
        ring = seconds(SPACES[job.settings.space].ring) if lines else 0
        first = min([0, *(start for start, _, _ in lines)])
        end = max([body, *(sample_at(line.end, job.settings.rate) for line in timeline.lines)])
        blocks = audio.limited(_spoken(lines, job, first, end + ring), gain=1.0, ceiling=_CEILING)
        write_stem(job.out, blocks, head=-first, body=body)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length in samples, its loudness."""
        return stem_facts(path)


def _spoken(
    lines: list[tuple[int, Path, Manner]], job: Job[SceneDialogueSettings], first: int, last: int
) -> Iterator[Samples]:
    """Blocks from sample `first` of the scene, which is not above 0, up to `last`."""
    waiting = sorted(lines, key=lambda line: -line[0])
    sounding: list[tuple[int, Samples]] = []
    for start in range(first, last, BLOCK):
        end = min(start + BLOCK, last)
        while waiting and waiting[-1][0] < end:
            at, path, manner = waiting.pop()
            voice = audio.resampled(*read_speech(path))
            sounding.append((at, eased(placed_voice(voice, manner, job.settings.space), start=0.003)))
            job.progress(max(0.0, end / last))
        block = np.zeros((end - start, 2), np.float32)
        for at, sound in sounding:
            add(block, sound, at - start)
        sounding = [(at, sound) for at, sound in sounding if at + len(sound) > end]
        job.progress(max(0.0, end / last))
        yield block


ENGINE = SceneDialogue()
