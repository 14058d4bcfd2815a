"""What every voice of ours shares: how a line is asked for, said piece by piece, fitted, levelled and written down.

An engine brings the one thing that differs: how a piece of the line is spoken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, field_validator

from renderers.engine import Job, Settings
from renderers.media import wav
from renderers.media.speech import line as speech
from renderers.media.speech.blend import read_blend
from renderers.media.speech.heard import fitted, rested
from renderers.media.speech.model import SAMPLE_RATE
from renderers.media.speech.pauses import MOST_MS, pieces
from renderers.media.speech.pitch import HIGHEST, LOWEST
from renderers.media.speech.pronunciations import read_pronunciations
from renderers.media.speech.tongues import ENGLISH, tongues

Word = Annotated[int, Field(ge=0)]
Milliseconds = Annotated[int, Field(ge=0, le=MOST_MS)]
SPEAKS = {ENGLISH: "English"} | {code: tongue.title for code, tongue in tongues().items()}
"""Languages of the offline voices, by code."""

Speak = Callable[[str, speech.Delivery], speech.Line]


class LineSettings(Settings):
    """What is said, by whom, how fast: what every engine that speaks is asked."""

    text: str = Field(description="The line as it is spoken", max_length=20_000)
    voice: str = Field(description="A voice of this engine", max_length=200)
    pace_percent: Annotated[int, Field(ge=60, le=160)] = Field(default=100, description="100 is the voice's own pace")
    pitch_percent: Annotated[int, Field(ge=LOWEST, le=HIGHEST)] = Field(
        default=100, description="Told apart only; the voice keeps its own pitch"
    )
    level_db: Annotated[int, Field(ge=-8, le=4)] = Field(default=0, description="Louder or quieter than other lines")
    fit_ms: Annotated[int, Field(ge=0)] = Field(
        default=0, description="Spoken up to 1.4 times as fast to last no longer than this; 0, as long as it takes"
    )
    rests: tuple[tuple[Word, Milliseconds], ...] = Field(
        default=(), description="Pauses: the number of a word and the milliseconds of silence before it"
    )
    pronunciations: dict[str, str] = Field(
        default_factory=dict, description="Words that are said in their own way: a respelling"
    )
    language: str = Field(default=ENGLISH, max_length=20, description="The language of the text")


class SpeechSettings(LineSettings):
    """What is said by the studio's own voices."""

    voice: str = Field(description="A voice of the catalogue, or a blend such as af_heart*0.6+bf_emma*0.4")
    pitch_percent: Annotated[int, Field(ge=LOWEST, le=HIGHEST)] = Field(
        default=100, description="100 is the voice's own pitch"
    )
    pronunciations: dict[str, str] = Field(
        default_factory=dict, description="Words of the line that are said in their own way: a respelling, or /IPA/"
    )
    language: str = Field(default=ENGLISH, description="The language of the text: en, or a tag such as en-GB")

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
        return speech.spoken_language(language, voices="the fast voices", known={ENGLISH: "English"})


class OfflineSpeechSettings(SpeechSettings):
    """What is said, by whom, how fast, in a language of the offline voices."""

    language: str = Field(
        default=ENGLISH,
        description=f"The language of the text, a tag such as en or es-MX: {', '.join(SPEAKS.values())}",
    )

    @field_validator("language")
    @classmethod
    def _spoken(cls, language: str) -> str:
        return speech.spoken_language(language, voices="the offline voices", known=SPEAKS)


def write_line(job: Job[Any], speak: Speak) -> None:
    """A levelled mono line at 24 kHz with the times of its words and phonemes as marks; `job` has SpeechSettings."""
    settings: SpeechSettings = job.settings
    how = speech.Delivery(
        voice=read_blend(settings.voice),
        pace_percent=settings.pace_percent,
        pitch_percent=settings.pitch_percent,
        own=read_pronunciations(settings.pronunciations),
        language=settings.language,
    )
    line = _said(job, how, speak)
    quicker = speech.hurried(line, how, milliseconds=settings.fit_ms)
    if quicker is not None:
        line = _said(job, quicker, speak)
    samples = speech.at_level(line.samples, decibels=settings.level_db)
    wav.write_speech(job.out, samples, SAMPLE_RATE, speech.marks_of(line))
    job.progress(1.0)


def breathed(settings: LineSettings, parts_of: Callable[[str], Iterable[str]]) -> tuple[list[str], dict[int, int]]:
    """What is said in one breath each, and the milliseconds of silence after some of them."""
    texts: list[str] = []
    rests: dict[int, int] = {}
    for piece, silence in pieces(settings.text, settings.rests):
        texts += parts_of(piece)
        if texts and silence:
            rests[len(texts) - 1] = max(silence, rests.get(len(texts) - 1, 0))
    if rests and max(rests) == len(texts) - 1:
        del rests[len(texts) - 1]  # nothing is said after it
    return texts, rests


def write_placed(job: Job[Any], line: speech.Line) -> None:
    """A line whose words are placed: its pauses made, fitted, levelled; `job` has settings of LineSettings' names."""
    line = fitted(rested(line, job.settings.rests), job.settings.fit_ms)
    samples = speech.at_level(speech.levelled(line.samples), decibels=job.settings.level_db)
    wav.write_speech(job.out, samples, SAMPLE_RATE, speech.marks_of(line))
    job.progress(1.0)


def line_facts(path: Path) -> dict[str, Any]:
    """Length and words of a finished line."""
    facts = wav.wav_facts(path, sample_rate=SAMPLE_RATE, channels=1)
    words = sum(1 for mark in wav.read_marks(path) if mark.kind == "word")
    return facts | {"words": words}


def _said(job: Job[Any], how: speech.Delivery, speak: Speak) -> speech.Line:
    texts, rests = breathed(job.settings, lambda piece: speech.parts_of(piece, how))
    parts = []
    for index, text in enumerate(texts):
        job.progress(index / len(texts))
        parts.append((text, speak(text, how)))
    return speech.join(parts, rests)
