"""Stable Audio Open as a kit: every sound of a scene made once from words, laid as our own foley lays its."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from pydantic import Field

from renderers.card import Card, Effort
from renderers.engine import Job, Kind
from renderers.engines.foley import EffectsSettings
from renderers.engines.kits import Sound
from renderers.engines.local import Steps
from renderers.engines.played import Asked, lay_sounds
from renderers.engines.stable_sound import StableSound, card
from renderers.media.stems import stem_facts
from renderers.plan import WorkerSize
from renderers.timing import SAMPLE_RATE

UNWANTED = "music, melody, speech, vocals, low quality"
CARD = card(Effort(60.0, per_frame=0.02))
SHORTEST = Fraction(2)
"""A shorter one would end before it has begun."""


class StableEffectsSettings(EffectsSettings):
    """What is heard, how it comes in and goes out, in frames, and how finely its sounds are made."""

    steps: Steps = Field(default=100, description="More steps are slower and cleaner")


@dataclass(frozen=True, slots=True)
class StableAudioEffects:
    """A stem as our own engine of effects writes it. The same settings give the same bytes on one kind of machine."""

    card: Card = CARD
    name: str = "stable_audio_effects"
    version: str = "1"
    makes: Kind = Kind.EFFECTS
    settings: type[StableEffectsSettings] = StableEffectsSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.GPU_SMALL
    title: str = "Ambience and effects by Stable Audio Open"

    @property
    def model(self) -> StableSound:
        """Who makes the sounds."""
        return StableSound(self.card, self.title)

    def missing(self) -> str:
        """Libraries, weights, or the operator's agreement."""
        return self.model.missing()

    def render(self, job: Job[StableEffectsSettings]) -> None:
        """Input `timeline`: spots fall into its shots, its lines move the fader."""
        seed, steps = job.settings.soundscape.seed, job.settings.steps

        def asked(sound: Sound) -> Asked:
            how = "steady ambience, field recording" if sound.going_on else "single close recording"
            samples = round(max(SHORTEST, sound.seconds) * SAMPLE_RATE)
            return Asked(f"{sound.said}, {how}, sound effect, high quality", samples, seed, UNWANTED, steps)

        lay_sounds(job, self.model, asked)

    def facts(self, path: Path) -> dict[str, Any]:
        """Its length in samples, its loudness."""
        return stem_facts(path)


ENGINE = StableAudioEffects()
