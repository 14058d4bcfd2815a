"""OpenVoice 2: a line of the studio's own voices in the tone of a recording, with every word where it was.

The voice of the catalogue says how it is spoken (accent, rhythm, pauses, language); the recording, who is heard.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import Field

from renderers.card import Accepts, Card, Effort, Licence, Speaks, Weights
from renderers.engine import Job, Kind
from renderers.engines.cloned import recordings_of
from renderers.engines.local import Seed, held, lacking, on_disk
from renderers.engines.spoken import SPEAKS, OfflineSpeechSettings, Speak, line_facts, write_line
from renderers.errors import ToolMissing
from renderers.media.audio import resampled
from renderers.media.speech import line as speech
from renderers.media.speech.assets import AssetsMissing, lacking_voices
from renderers.media.speech.model import SAMPLE_RATE
from renderers.plan import WorkerSize
from renderers.runtime.pipelines import on_cores, resident
from renderers.runtime.tone_colour import ToneColour, load_tone_colour

LIBRARIES = ("torch",)
WEIGHTS = Weights(
    name="openvoice_v2",
    source="myshell-ai/OpenVoiceV2",
    licence=Licence("MIT"),
    memory_gb=0.2,
    part_gb=0.2,
    only=("converter/*",),
)
CARD = Card(
    code=Licence("the studio's own code, after OpenVoice (MIT)"),
    weights=WEIGHTS,
    accepts=frozenset({Accepts.VOICE}),
    people=1,
    speaks=Speaks(tuple(SPEAKS.items())),
    effort=Effort(3.0, per_frame=0.06),
    proven="Converts here by a tiny twin of it; how like a person it sounds needs the real weights",
)


class OpenVoiceSettings(OfflineSpeechSettings):
    """What is said, in which manner, how fast."""

    voice: str = Field(description="A voice of the catalogue or a blend: how it is said; who is heard is the recording")
    seed: Seed = Field(default=0, description="Another number is another take")


@dataclass(frozen=True, slots=True)
class OpenVoice:
    """A cloned voice on any machine. The same settings and recordings give the same samples on one kind of it."""

    name: str = "openvoice"
    version: str = "1"
    makes: Kind = Kind.SPEECH
    settings: type[OpenVoiceSettings] = OpenVoiceSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CPU
    card: Card = CARD
    title: str = "OpenVoice, the voice of a recording"

    def missing(self) -> str:
        """The library, the converter, or the offline voices."""
        return lacking(WEIGHTS, LIBRARIES) or lacking_voices()

    def render(self, job: Job[OpenVoiceSettings]) -> None:
        """Input `voice.0` and more: recordings of who is heard. A levelled mono line at 24 kHz with marks."""
        job.progress(0.0)
        on_cores(job.threads)
        folder, manifest = on_disk(WEIGHTS)
        device = held(CARD).device
        tone = resident(
            ("openvoice", manifest.digest, device), lambda: load_tone_colour(folder / "converter", device=device)
        )
        heard = recordings_of(job, sample_rate=tone.sample_rate, name=self.title)
        target = sum(tone.colour_of(each) for each in heard) / len(heard)
        try:
            write_line(job, _in_tone(job, tone, target))
        except AssetsMissing as error:
            raise ToolMissing(str(error)) from error

    def facts(self, path: Path) -> dict[str, Any]:
        """Length and words of a finished line."""
        return line_facts(path)


def _in_tone(job: Job[OpenVoiceSettings], tone: ToneColour, target: Any) -> Speak:
    """A piece spoken by the offline voices, then heard from somebody else: words and phonemes stay where they are."""

    def speak(part: str, how: speech.Delivery) -> speech.Line:
        said = speech.speak_part(part, how, threads=job.threads)
        job.progress(0.4)
        given = resampled(said.samples, SAMPLE_RATE, to=tone.sample_rate)
        made = tone.converted(given, source=tone.colour_of(given), target=target, seed=job.settings.seed)
        samples = resampled(made, tone.sample_rate, to=SAMPLE_RATE)[: len(said.samples)]
        return replace(said, samples=np.pad(samples, (0, len(said.samples) - len(samples))))

    return speak


ENGINE = OpenVoice()
