"""The studio's own composer: writes a cue to the locked lengths of a scene and has it played. The third stem."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from renderers.engine import Job, Kind
from renderers.engines.scored import CueSettings, Room, cue_facts, write_cue
from renderers.media.cutlist import CutList, spoken_spans
from renderers.media.wav import WavWriter
from renderers.plan import WorkerSize
from renderers.scoring.compose import compose
from renderers.scoring.score import Lengths
from renderers.sounds.ensemble import performed
from renderers.timing import SAMPLE_RATE, sample_at


class ComposerSettings(CueSettings):
    """The cue, and how much of it is heard outside its scene, in frames."""


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
        room = Room.of(settings, timeline)
        cuts = tuple(sample_at(cut, settings.rate) for cut in timeline.cuts)
        lengths = Lengths(room.body, cuts, tuple(spoken_spans(timeline)))
        score = compose(lengths, settings.cue, head=room.head, tail=room.tail)
        raw = job.scratch / "raw.wav"
        with WavWriter(raw, sample_rate=SAMPLE_RATE, channels=2) as played:

            def tick() -> None:
                job.progress(0.8 * played.frames / room.whole)

            for block in performed(score, start=-room.head, end=room.body + room.tail, tick=tick):
                played.write(block)
                tick()
        write_cue(job, raw, room, timeline)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length in samples, its loudness as a whole and under speech."""
        return cue_facts(path)


ENGINE = Composer()
