"""Bark: voices of its own in thirteen languages that laugh, sigh and sing where the line says so; it clones nobody.

Every breath is a take: words may come out otherwise than written, and another seed says them again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import Field, field_validator

from renderers.card import Card, Effort, Feeling, Licence, NamedVoice, Placed, Speaks, Weights
from renderers.engine import Job, Kind
from renderers.engines.local import NEEDS_GPU, held, lacking, on_disk
from renderers.engines.recited import ReciteSettings, Tell, known_feelings, write_recited
from renderers.engines.spoken import line_facts
from renderers.errors import BadInput
from renderers.media.audio import resampled
from renderers.media.speech.feelings import GASPING, LAUGHING, LAUGHTER, SIGHING, SINGING, THROAT
from renderers.media.speech.line import spoken_language
from renderers.media.speech.model import SAMPLE_RATE
from renderers.media.wav import Samples
from renderers.plan import WorkerSize
from renderers.runtime.memory import Memory
from renderers.runtime.pipelines import Kept, Player, counting, on_cores, sound_model, within_memory

LANGUAGES = {
    "en": "English", "de": "German", "es": "Spanish", "fr": "French", "hi": "Hindi", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "tr": "Turkish",
    "zh": "Chinese",
}  # fmt: skip
FEELINGS = (
    Feeling(LAUGHTER, "[laughter]"),
    Feeling(LAUGHING, "[laughs]"),
    Feeling(SIGHING, "[sighs]"),
    Feeling(GASPING, "[gasps]"),
    Feeling(THROAT, "[clears throat]"),
    Feeling(SINGING, "♪", Placed.AROUND),
)
VOICES_A_LANGUAGE = 10
WEIGHTS = Weights(
    name="bark",
    source="suno/bark",
    licence=Licence("MIT"),
    memory_gb=2.6,
    part_gb=2.6,
    only=("*.json", "*.txt", "pytorch_model.bin", "speaker_embeddings/v2/*"),
)


def _voices() -> Iterator[NamedVoice]:
    for code, title in LANGUAGES.items():
        for number in range(VOICES_A_LANGUAGE):
            yield NamedVoice(f"{code}_speaker_{number}", f"{title} {number + 1}")


CARD = Card(
    code=Licence("Apache-2.0"),
    weights=WEIGHTS,
    speaks=Speaks(tuple(LANGUAGES.items()), tuple(_voices()), FEELINGS, keeps_pitch=True),
    effort=Effort(8.0, per_frame=0.25),
    proven=NEEDS_GPU,
)
_PARTS = ("semantic_prompt", "coarse_prompt", "fine_prompt")
_LONGEST_TOKENS = 768
"""Of meaning, which come first and take longest: 15 seconds."""


class BarkSettings(ReciteSettings):
    """What is said, by whom, how fast."""

    voice: str = Field(description="A voice of Bark by its language and number, such as en_speaker_6", max_length=80)

    @field_validator("voice")
    @classmethod
    def _known(cls, voice: str) -> str:
        if voice not in {each.name for each in _voices()}:
            raise ValueError(
                f"Bark has no voice {voice!r}; choose en_speaker_0 to _{VOICES_A_LANGUAGE - 1}, or as "
                f"many in {', '.join(LANGUAGES)}"
            )
        return voice

    @field_validator("language")
    @classmethod
    def _spoken(cls, language: str) -> str:
        return spoken_language(language, voices="the voices of Bark", known=LANGUAGES)

    @field_validator("feelings")
    @classmethod
    def _felt(cls, feelings: tuple[str, ...]) -> tuple[str, ...]:
        return known_feelings(feelings, CARD.speaks, title="Bark")


@dataclass(frozen=True, slots=True)
class Bark:
    """The same settings give the same bytes on one kind of machine."""

    card: Card = CARD
    name: str = "bark"
    version: str = "1"
    makes: Kind = Kind.SPEECH
    settings: type[BarkSettings] = BarkSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.GPU_SMALL
    title: str = "Bark, voices that laugh and sigh"

    def missing(self) -> str:
        """Libraries, weights, or the operator's agreement."""
        return lacking(WEIGHTS)

    def render(self, job: Job[BarkSettings]) -> None:
        """A levelled mono line at 24 kHz with the times of its words as marks, which are measured."""
        job.progress(0.0)
        within_memory((held(self.card),), lambda memory: self._spoken(job, memory), what="a line by Bark")

    def facts(self, path: Path) -> dict[str, Any]:
        """Length and words of a finished line."""
        return line_facts(path)

    def _spoken(self, job: Job[BarkSettings], memory: Memory) -> None:
        on_cores(job.threads)
        folder, manifest = on_disk(WEIGHTS)
        reader = sound_model(Kept("BarkModel", folder, manifest.digest), memory)
        voice = _voice(folder, job.settings.voice, reader.model.device)
        write_recited(
            job,
            lambda words, seed, tell: _take(reader, voice, words, seed, tell),
            name=self.title,
            speaks=self.card.speaks,
        )


def _voice(folder: Path, name: str, device: Any) -> dict[str, Any]:
    """How a voice sounds: the end of something it said."""
    import torch

    stored = folder / "speaker_embeddings" / "v2"
    try:
        parts = {part: np.load(stored / f"{name}_{part}.npy", allow_pickle=False) for part in _PARTS}
    except (OSError, ValueError) as error:
        raise BadInput(f"the weights of Bark hold no voice {name} that can be read; choose another voice") from error
    return {part: torch.as_tensor(value.astype(np.int64), device=device) for part, value in parts.items()}


def _take(reader: Player, voice: dict[str, Any], words: str, seed: int, tell: Tell) -> Samples:
    import torch

    given = reader.processor(text=[words], return_tensors="pt")
    heard = counting(_LONGEST_TOKENS, lambda share: tell(0.65 * share))
    torch.manual_seed(seed)
    with torch.inference_mode():
        wave = reader.model.generate(
            given["input_ids"].to(reader.model.device),
            history_prompt=voice,
            attention_mask=given["attention_mask"].to(reader.model.device),
            do_sample=True,
            semantic_stopping_criteria=heard,
            coarse_stopping_criteria=counting(2 * _LONGEST_TOKENS, lambda share: tell(0.65 + 0.3 * share)),
        )
    rate = int(getattr(reader.model.generation_config, "sample_rate", SAMPLE_RATE))
    return resampled(wave[0].float().cpu().numpy(), rate, to=SAMPLE_RATE)


ENGINE = Bark()
