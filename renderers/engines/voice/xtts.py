"""XTTS 2: a line said by the voice of a recording itself, in fifteen languages, whatever language it was recorded in.

Every breath is a take: where the model finds no end, it takes the next one by itself, twice; then it says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from pydantic import Field, field_validator

from renderers.card import Accepts, Card, Effort, Licence, NamedVoice, Speaks, Terms, Weights
from renderers.engine import Job, Kind
from renderers.engines.cloned import recordings_of
from renderers.engines.local import held, lacking, on_disk
from renderers.engines.recited import BREATH_LETTERS, ReciteSettings, Tell, write_recited
from renderers.engines.spoken import line_facts
from renderers.errors import BadInput, BrokenPromise
from renderers.media.audio import resampled
from renderers.media.speech.line import spoken_language
from renderers.media.speech.model import SAMPLE_RATE
from renderers.media.speech.spelt import spelt
from renderers.media.speech.tongues import language_code
from renderers.media.wav import Samples
from renderers.plan import WorkerSize
from renderers.runtime.memory import Memory
from renderers.runtime.pipelines import on_cores, resident, within_memory
from renderers.runtime.xtts import Heard, Take, Xtts
from renderers.runtime.xtts_ears import MANNER_RATE, TONE_RATE
from renderers.runtime.xtts_file import load_xtts

LIBRARIES = ("torch", "transformers", "tokenizers")
LANGUAGES = {
    "en": "English", "ar": "Arabic", "cs": "Czech", "de": "German", "es": "Spanish", "fr": "French", "hi": "Hindi",
    "hu": "Hungarian", "it": "Italian", "ko": "Korean", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese",
    "ru": "Russian", "tr": "Turkish",
}  # fmt: skip
RECORDED = "recorded"
WEIGHTS = Weights(
    name="xtts_v2",
    source="coqui/XTTS-v2",
    licence=Licence("the Coqui Public Model License", Terms.NON_COMMERCIAL),
    memory_gb=1.9,  # in full precision, as it is held
    part_gb=1.9,
    only=("config.json", "model.pth", "vocab.json"),
)
CARD = Card(
    code=Licence("the studio's own code, after the papers on XTTS"),
    weights=WEIGHTS,
    accepts=frozenset({Accepts.VOICE}),
    people=1,
    speaks=Speaks(tuple(LANGUAGES.items()), (NamedVoice(RECORDED, "The voice of the recording"),), keeps_pitch=True),
    effort=Effort(8.0, per_frame=0.2),
    proven="Speaks here by a tiny twin of it; how like a person it sounds, and speed, need the real weights and a card",
)
_LETTERS = {"hi": 150, "ko": 95, "ar": 166}
"""Letters that the model was taught to say in one go, where they are fewer than a breath has."""

_SOUNDS_A_LETTER, _SOUNDS_BESIDE = 4, 60
"""Twice as many sounds as slow speech needs: whoever has said more has lost the text."""

_TAKES, _NEXT_TAKE = 3, 7919


class XttsSettings(ReciteSettings):
    """What is said, how fast, how freely."""

    voice: str = Field(default=RECORDED, max_length=80, description="Always `recorded`: who is heard is the recording")
    warmth_percent: Annotated[int, Field(ge=40, le=100)] = Field(
        default=75, description="Lower is steadier and more alike from take to take, higher is livelier and less sure"
    )

    @field_validator("voice")
    @classmethod
    def _known(cls, voice: str) -> str:
        if voice != RECORDED:
            raise ValueError(f"XTTS has no voice {voice!r}; it speaks as its recording does: choose {RECORDED}")
        return voice

    @field_validator("language")
    @classmethod
    def _spoken(cls, language: str) -> str:
        return spoken_language(language, voices="the voices of XTTS", known=LANGUAGES)


@dataclass(frozen=True, slots=True)
class XttsVoice:
    """The same settings and recordings give the same bytes on one kind of machine."""

    card: Card = CARD
    name: str = "xtts"
    version: str = "1"
    makes: Kind = Kind.SPEECH
    settings: type[XttsSettings] = XttsSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.GPU_SMALL
    title: str = "XTTS, the voice of a recording"

    def missing(self) -> str:
        """Libraries, weights, or the operator's agreement."""
        return lacking(WEIGHTS, LIBRARIES)

    def render(self, job: Job[XttsSettings]) -> None:
        """Input `voice.0` and more: recordings of who is heard. A levelled mono line at 24 kHz with measured words."""
        job.progress(0.0)
        heard = recordings_of(job, sample_rate=MANNER_RATE, name=self.title)
        within_memory((held(self.card),), lambda memory: self._spoken(job, heard, memory), what="a line by XTTS")

    def facts(self, path: Path) -> dict[str, Any]:
        """Length and words of a finished line."""
        return line_facts(path)

    def _spoken(self, job: Job[XttsSettings], heard: Sequence[Samples], memory: Memory) -> None:
        on_cores(job.threads)
        folder, manifest = on_disk(WEIGHTS, LIBRARIES)
        device = memory.device
        model = resident(("xtts", manifest.digest, device), lambda: load_xtts(folder, device=device))
        voice = model.heard([(each, resampled(each, MANNER_RATE, to=TONE_RATE)) for each in heard])
        speaker = _Speaker(model, voice, job.settings)
        code = language_code(job.settings.language)
        write_recited(job, speaker.said, name=self.title, letters=_LETTERS.get(code, BREATH_LETTERS))


@dataclass(frozen=True, slots=True)
class _Speaker:
    """A voice that was heard, saying one line."""

    model: Xtts
    voice: Heard
    settings: XttsSettings

    def said(self, words: str, seed: int, tell: Tell) -> Samples:
        """Some words, in halves where they are more letters than the model reads at once."""
        code = language_code(self.settings.language)
        letters = self.model.read(spelt(words, code), code)
        if letters is not None:
            return self._sound(letters, words, seed, tell)
        parts = words.split()
        if len(parts) < 2:
            raise BadInput(f"XTTS cannot read {words[:60]!r} in one go: write it as several words")
        halves = (" ".join(parts[: len(parts) // 2]), " ".join(parts[len(parts) // 2 :]))
        return np.concatenate([self.said(half, seed, tell) for half in halves])

    def _sound(self, letters: Sequence[int], words: str, seed: int, tell: Tell) -> Samples:
        most = _SOUNDS_BESIDE + _SOUNDS_A_LETTER * len(letters)
        warmth = self.settings.warmth_percent / 100
        for number in range(_TAKES):
            take = Take((seed + number * _NEXT_TAKE) % 2**31, warmth, most)
            thoughts = self.model.thoughts(letters, self.voice, take, lambda sounds: tell(1.8 * sounds / most))
            if thoughts is not None:
                sound = self.model.sounded(thoughts, self.voice)
                return resampled(sound, self.model.sample_rate, to=SAMPLE_RATE)
        raise BrokenPromise(
            f"XTTS found no end of {words[:60]!r} in {_TAKES} takes; render with another take, or say it otherwise"
        )


ENGINE = XttsVoice()
