"""ElevenLabs in the voice of a recording: the voice is made there once, spoken with, and deleted when it must be."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from renderers.card import Accepts, Card, Speaks
from renderers.engine import Job, Kind
from renderers.engines import elevenlabs_clones as clones
from renderers.engines.cloud import Offer, Sold
from renderers.engines.elevenlabs_lines import LANGUAGES, OFFER, ElevenLabsSpeechSettings, SpeechCounter, spoken
from renderers.engines.spoken import line_facts
from renderers.plan import WorkerSize
from renderers.runtime.vendor_calls import Line
from renderers.runtime.vendor_life import Counter


@dataclass(frozen=True, slots=True)
class ElevenLabsCloned(Sold):
    """A cloned voice: a line as our own voices give it."""

    name: str
    title: str
    offer: Offer
    version: str = "1"
    makes: Kind = Kind.SPEECH
    settings: type[ElevenLabsSpeechSettings] = ElevenLabsSpeechSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CLOUD

    @property
    def card(self) -> Card:
        """What it is given, too, and the languages that it speaks."""
        return replace(
            self.offer.card,
            accepts=frozenset({Accepts.VOICE}),
            speaks=Speaks(tuple(LANGUAGES.items()), keeps_pitch=True),
        )

    def makes_at_most(self, settings: ElevenLabsSpeechSettings) -> int:
        """The letters of the line; a voice costs nothing."""
        return len(settings.text)

    @property
    def canceller(self) -> Counter:
        """It is one call: there is nothing to call off."""
        return SpeechCounter()

    def render(self, job: Job[ElevenLabsSpeechSettings]) -> None:
        """Inputs `voice.0` and more: recordings of who is heard. A levelled mono line at 24 kHz with marks."""
        samples = job.series(Accepts.VOICE.value)[: clones.MOST_SAMPLES]
        clones.insist_on(samples, self.title)
        spoken(job, lambda line: clones.voice_of(line, samples))

    def forget(self, line: Line, samples: Collection[str]) -> int:
        """Deletes every voice that was made of these recordings; how many. Raises VendorFault."""
        return clones.forget(line, samples)

    def facts(self, path: Path) -> dict[str, Any]:
        """Length and words of a finished line."""
        return line_facts(path)


ENGINE = ElevenLabsCloned(
    name="elevenlabs_cloned",
    title="ElevenLabs, the voice of a recording",
    offer=replace(OFFER, note="A voice costs nothing; $0.08 for 1,000 characters that it says."),
)
