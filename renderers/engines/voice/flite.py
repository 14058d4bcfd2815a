"""Flite: the fast voices, plainer than the offline voices and a tenth of their work, no key, no network.

They have pace, pitch and punctuation; nobody takes them for people. A film has them only when its maker chose them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, field_validator

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput, ToolMissing
from renderers.media import wav
from renderers.media.speech import line as speech
from renderers.media.speech import quick
from renderers.media.speech.assets import AssetsMissing
from renderers.media.speech.blend import read_blend
from renderers.media.speech.flite import FliteFailed
from renderers.media.speech.model import SAMPLE_RATE
from renderers.media.speech.pitch import HIGHEST, LOWEST
from renderers.media.speech.pronunciations import read_pronunciations
from renderers.plan import WorkerSize


class FliteSettings(Settings):
    """What is said, by whom, how fast."""

    text: str = Field(description="The line as it is spoken", max_length=20_000)
    voice: str = Field(description="A voice of the catalogue or a blend; the fast voice that stands in for it is used")
    pace_percent: Annotated[int, Field(ge=60, le=160)] = Field(default=100, description="100 is the voice's own pace")
    pitch_percent: Annotated[int, Field(ge=LOWEST, le=HIGHEST)] = Field(
        default=100, description="100 is the voice's own pitch"
    )
    level_db: Annotated[int, Field(ge=-8, le=4)] = Field(default=0, description="Louder or quieter than other lines")
    fit_ms: Annotated[int, Field(ge=0)] = Field(
        default=0, description="Spoken up to 1.4 times as fast to last no longer than this; 0, as long as it takes"
    )
    pronunciations: dict[str, str] = Field(
        default_factory=dict, description="Words of the line that are said in their own way: a respelling, or /IPA/"
    )
    language: str = Field(default="en", description="The language of the text; this engine speaks English")

    @field_validator("voice")
    @classmethod
    def _known(cls, voice: str) -> str:
        return str(read_blend(voice))

    @field_validator("pronunciations")
    @classmethod
    def _sayable(cls, sounds: dict[str, str]) -> dict[str, str]:
        read_pronunciations(sounds)
        return sounds

    @field_validator("language")
    @classmethod
    def _spoken(cls, language: str) -> str:
        return speech.spoken_language(language)


@dataclass(frozen=True, slots=True)
class Flite:
    """The fast voices. The same settings give the same samples on every machine."""

    name: str = "flite"
    version: str = "1"
    makes: Kind = Kind.SPEECH
    settings: type[FliteSettings] = FliteSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Flite, fast and plain English voices"

    def render(self, job: Job[FliteSettings]) -> None:
        """A levelled mono line at 24 kHz with the times of its words and phonemes as marks."""
        settings = job.settings
        how = speech.Delivery(
            voice=read_blend(settings.voice),
            pace_percent=settings.pace_percent,
            pitch_percent=settings.pitch_percent,
            own=read_pronunciations(settings.pronunciations),
        )
        line = self._spoken(job, how)
        quicker = speech.hurried(line, how, milliseconds=settings.fit_ms)
        if quicker is not None:
            line = self._spoken(job, quicker)
        samples = speech.at_level(line.samples, decibels=settings.level_db)
        wav.write_speech(job.out, samples, SAMPLE_RATE, speech.marks_of(line))
        job.progress(1.0)

    def _spoken(self, job: Job[FliteSettings], how: speech.Delivery) -> speech.Line:
        texts = speech.parts_of(job.settings.text, how.own)
        parts = []
        try:
            for index, text in enumerate(texts):
                job.progress(index / len(texts))
                parts.append((text, quick.speak_part(text, how)))
        except AssetsMissing as error:
            raise ToolMissing(str(error)) from error
        except FliteFailed as error:
            raise BadInput(f"{error}; choose another voice engine for the line {job.settings.text[:80]!r}") from error
        return speech.join(parts)

    def facts(self, path: Path) -> dict[str, Any]:
        """Length and words of a finished line."""
        facts = wav.wav_facts(path, sample_rate=SAMPLE_RATE, channels=1)
        words = sum(1 for mark in wav.read_marks(path) if mark.kind == "word")
        return facts | {"words": words}


ENGINE = Flite()
