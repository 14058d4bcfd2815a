"""Passage dialogue: the voices of a talk on a small stage, in the quiet of one room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput
from renderers.media import audio
from renderers.media.conversation import Met, faded, fades_of
from renderers.media.cutlist import CutList
from renderers.media.stems import stem_facts, write_stem
from renderers.media.wav import BLOCK, Samples, read_speech
from renderers.plan import WorkerSize
from renderers.sounds.breath import breath
from renderers.sounds.dsp import add, eased, panned
from renderers.timing import SAMPLE_RATE, Rate, sample_at

ROOM_DBFS = -66.0
"""The air of the room: nobody hears it, everybody would hear it stop."""

_CEILING = 0.97
_LOOP = 1 << 18
_HELD = SAMPLE_RATE // 30  # between the breath and the first sound
_MIDDLE = np.float32(np.sqrt(2))  # in the middle a voice is as loud as its line


class PassageDialogueSettings(Settings):
    """How the turns meet, and whether all voices are wanted or one."""

    rate: Rate = Field(description="Frames per second")
    turns: tuple[Met, ...] = Field(default=(), description="One per turn")
    only: Annotated[int, Field(ge=-1)] = Field(default=-1, description="The voice of this speaker alone; -1, everybody")


@dataclass(frozen=True, slots=True)
class PassageDialogue:
    """A stem as long as its passage: breaths before long turns; whoever is interrupted steps back and falls silent."""

    name: str = "passage_dialogue"
    version: str = "1"
    makes: Kind = Kind.STEM
    settings: type[PassageDialogueSettings] = PassageDialogueSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Passage dialogue"

    def render(self, job: Job[PassageDialogueSettings]) -> None:
        """Inputs `timeline` and `speech.0`, ..."""
        timeline, speech, settings = CutList.read(job.inputs["timeline"]), job.series("speech"), job.settings
        if not len(speech) == len(timeline.lines) == len(settings.turns):
            raise BadInput(
                f"the passage has {len(timeline.lines)} turns but {len(speech)} were spoken and "
                f"{len(settings.turns)} described"
            )
        voices = [
            (sample_at(timeline.lines[number].start, timeline.rate), _voice(path, number, timeline, settings))
            for number, path in enumerate(speech)
            if settings.only in (-1, settings.turns[number].speaker)
        ]
        voices += _breaths(timeline, settings)
        body = sample_at(timeline.frames, timeline.rate)
        blocks = audio.limited(_heard(voices, body, job), gain=1.0, ceiling=_CEILING)
        write_stem(job.out, blocks, head=0, body=body)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length in samples, its loudness."""
        return stem_facts(path)


def _voice(path: Path, number: int, timeline: CutList, settings: PassageDialogueSettings) -> Samples:
    voice = audio.resampled(*read_speech(path))
    voice = faded(voice, fades_of(timeline.lines, settings.turns, number, timeline.rate))
    return panned(eased(voice, start=0.003), settings.turns[number].place / 100) * _MIDDLE


def _breaths(timeline: CutList, settings: PassageDialogueSettings) -> list[tuple[int, Samples]]:
    """Drawn just before their turns, where they sit; one that would begin before the passage is not heard."""
    found = []
    for line, turn in zip(timeline.lines, settings.turns, strict=True):
        if turn.breath_ms and settings.only in (-1, turn.speaker):
            sound = breath(milliseconds=turn.breath_ms, speaker=turn.speaker, seed=line.samples)
            start = sample_at(line.start, timeline.rate) - len(sound) - _HELD
            if start >= 0:
                found.append((start, panned(sound, turn.place / 100) * _MIDDLE))
    return found


def _heard(voices: list[tuple[int, Samples]], body: int, job: Job[PassageDialogueSettings]) -> Iterator[Samples]:
    room = _room() if job.settings.only < 0 else np.zeros((_LOOP, 2), np.float32)
    for start in range(0, body, BLOCK):
        end = min(start + BLOCK, body)
        block = room[np.arange(start, end) % _LOOP]
        for at, voice in voices:
            if at < end and at + len(voice) > start:
                add(block, voice, at - start)
        job.progress(end / body)
        yield block


def _room() -> Samples:
    """A loop without a seam: soft, low air, a little different in either ear."""
    rng = np.random.default_rng(23)
    pitch = np.fft.rfftfreq(_LOOP, 1 / SAMPLE_RATE)
    shape = 1 / np.sqrt(np.maximum(pitch, 60.0)) / (1 + (pitch / 2400) ** 2)
    shape[pitch < 30] = 0
    ears = [np.fft.irfft(shape * np.exp(2j * np.pi * rng.random(len(pitch))), _LOOP) for _ in range(3)]
    both = np.stack([ears[0] + 0.6 * ears[1], ears[0] + 0.6 * ears[2]], axis=1)
    both *= 10 ** (ROOM_DBFS / 20) / np.sqrt(np.mean(both**2))
    made: Samples = both.astype(np.float32)
    return made


ENGINE = PassageDialogue()
