"""ElevenLabs speech: any line in many languages, in a voice of its library, with the time of every word."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from renderers.engine import Job, Kind
from renderers.engines.cloud import Offer, Sold
from renderers.engines.elevenlabs_lines import OFFER, ElevenLabsSpeechSettings, SpeechCounter, spoken, voice_for
from renderers.engines.spoken import line_facts
from renderers.plan import WorkerSize
from renderers.runtime.vendor_life import Counter


@dataclass(frozen=True, slots=True)
class ElevenLabsSpeech(Sold):
    """Voices by ElevenLabs: a line as our own voices give it."""

    name: str
    title: str
    offer: Offer
    version: str = "1"
    makes: Kind = Kind.SPEECH
    settings: type[ElevenLabsSpeechSettings] = ElevenLabsSpeechSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CLOUD

    def makes_at_most(self, settings: ElevenLabsSpeechSettings) -> int:
        """The letters of the line."""
        return len(settings.text)

    @property
    def canceller(self) -> Counter:
        """It is one call: there is nothing to call off."""
        return SpeechCounter()

    def render(self, job: Job[ElevenLabsSpeechSettings]) -> None:
        """A levelled mono line at 24 kHz with the times of its words as marks."""
        spoken(job, lambda _line: voice_for(job.settings.voice))

    def facts(self, path: Path) -> dict[str, Any]:
        """Length and words of a finished line."""
        return line_facts(path)


ENGINE = ElevenLabsSpeech(name="elevenlabs_speech", title="ElevenLabs voices", offer=OFFER)
