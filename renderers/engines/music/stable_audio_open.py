"""Stable Audio Open: plays a cue from words in stereo, in pieces of up to 47 seconds that blend into each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from renderers.card import Card, Effort
from renderers.engine import Job, Kind
from renderers.engines.cloud_sound import score_in_words
from renderers.engines.local import Steps
from renderers.engines.played import Asked, play_cue
from renderers.engines.scored import CueSettings, cue_facts
from renderers.engines.stable_sound import StableSound, card
from renderers.plan import WorkerSize

UNWANTED = "vocals, speech, applause, low quality"
CARD = card(Effort(30.0, per_frame=0.08))


class StableAudioSettings(CueSettings):
    """The cue, how much of it is heard outside its scene, in frames, and how finely it is played."""

    steps: Steps = Field(default=100, description="More steps are slower and cleaner")


@dataclass(frozen=True, slots=True)
class StableAudioOpen:
    """The same settings give the same bytes on one kind of machine."""

    card: Card = CARD
    name: str = "stable_audio_open"
    version: str = "1"
    makes: Kind = Kind.MUSIC
    settings: type[StableAudioSettings] = StableAudioSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.GPU_SMALL
    title: str = "Stable Audio Open"

    @property
    def model(self) -> StableSound:
        """Who plays."""
        return StableSound(self.card, self.title)

    def missing(self) -> str:
        """Libraries, weights, or the operator's agreement."""
        return self.model.missing()

    def render(self, job: Job[StableAudioSettings]) -> None:
        """Input `timeline`: as long as the scene, out of the way of its speech."""
        cue, steps = job.settings.cue, job.settings.steps
        words, seed = score_in_words(cue), cue.seed + 1009 * cue.variant

        def asked(samples: int) -> Asked:
            return Asked(words, samples, seed, UNWANTED, steps)

        play_cue(job, self.model, asked, otherwise="choose the composer, or another take")

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length in samples, its loudness as a whole and under speech."""
        return cue_facts(path)


ENGINE = StableAudioOpen()
