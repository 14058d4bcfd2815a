"""Kokoro-82M: 28 voices and their blends in English and Spanish on any CPU, no key, no network.

It has pace, pitch, pauses and punctuation; it cannot laugh, shout, cry or sing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from renderers.card import Card, Licence
from renderers.engine import Job, Kind
from renderers.engines.spoken import OfflineSpeechSettings, line_facts, write_line
from renderers.errors import ToolMissing
from renderers.media.speech import line as speech
from renderers.media.speech.assets import AssetsMissing, lacking_voices
from renderers.plan import WorkerSize

CARD = Card(code=Licence("Apache-2.0, by hexgrad"))


class KokoroSettings(OfflineSpeechSettings):
    """What is said, by whom, how fast."""


@dataclass(frozen=True, slots=True)
class Kokoro:
    """The offline voice. The same settings give the same samples on one kind of processor."""

    name: str = "kokoro"
    version: str = "3"
    makes: Kind = Kind.SPEECH
    settings: type[KokoroSettings] = KokoroSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CPU
    card: Card = CARD
    title: str = "Kokoro, the studio's own voices"

    def missing(self) -> str:
        """Its model, where that was not installed."""
        return lacking_voices()

    def render(self, job: Job[KokoroSettings]) -> None:
        """A levelled mono line at 24 kHz with the times of its words and phonemes as marks."""
        try:
            write_line(job, partial(speech.speak_part, threads=job.threads))
        except AssetsMissing as error:
            raise ToolMissing(f"{error} Or choose the preset rough, whose fast, plain voices are Flite's") from error

    def facts(self, path: Path) -> dict[str, Any]:
        """Length and words of a finished line."""
        return line_facts(path)


ENGINE = Kokoro()
