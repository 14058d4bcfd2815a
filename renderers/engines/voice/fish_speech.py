"""Fish Speech server: voices that its operator saved on it, with laughs, sighs and whole moods where the line says so.

The server gives a voice that it does not know to anybody, so it is asked for its voices before a line is.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, Field, ValidationError, field_validator

from renderers.card import Card, NamedVoice, Speaks
from renderers.engine import Job, Kind
from renderers.engines.cloud import Offer, Sold
from renderers.engines.fish import (
    FEELINGS,
    OFFER,
    SPEAKS,
    FishSettings,
    fish_card,
    line_of,
    unagreed,
    write_spoken,
)
from renderers.engines.spoken import line_facts
from renderers.errors import VendorDown, VendorInput
from renderers.plan import WorkerSize
from renderers.runtime.vendor_calls import Line

NAMED = "FISH_SPEECH_VOICES"
"""Voices that are saved on the server, by name, separated by commas: whoever runs the studio says who may be chosen."""

SAYS = f"Its voices are those that {NAMED} names; it speaks and feels as the voice of a recording does"
_NAME = re.compile(r"[A-Za-z0-9_ -]{1,80}")


class FishSpeechSettings(FishSettings):
    """What is said, by whom, how fast."""

    voice: str = Field(description="A voice that is saved on the server, by its name there", max_length=80)

    @field_validator("voice")
    @classmethod
    def _a_name(cls, voice: str) -> str:
        if not _NAME.fullmatch(voice):
            raise ValueError(f"{voice!r} is no name of a saved voice; those are letters, digits, blanks, - and _")
        return voice


class _Listed(BaseModel):
    reference_ids: list[Annotated[str, Field(max_length=300)]]


@dataclass(frozen=True, slots=True)
class FishSpeech(Sold):
    """A line by a saved voice. Not the same bytes twice: a server is not told which machine it runs on."""

    name: str = "fish_speech"
    version: str = "1"
    makes: Kind = Kind.SPEECH
    settings: type[FishSpeechSettings] = FishSpeechSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CLOUD
    offer: Offer = OFFER
    title: str = "Fish Speech, voices that feel"

    @property
    def card(self) -> Card:
        """With the voices that the operator names; without any it is no voice that can be chosen."""
        voices = tuple(NamedVoice(name, name.replace("_", " ")) for name in named_voices())
        return fish_card(speaks=Speaks(SPEAKS.languages, voices, FEELINGS) if voices else None, says=SAYS)

    def missing(self) -> str:
        """The operator's agreement."""
        return unagreed(self.name)

    def makes_at_most(self, settings: FishSpeechSettings) -> int:
        """The letters of the line, which cost nothing."""
        return len(settings.text)

    def render(self, job: Job[FishSpeechSettings]) -> None:
        """A levelled mono line at 24 kHz with marks."""
        job.progress(0.0)
        line = line_of(job, self.name, self.title)
        _insist_on(job.settings.voice, line)
        write_spoken(job, line, {"reference_id": job.settings.voice}, speaks=SPEAKS)

    def facts(self, path: Path) -> dict[str, Any]:
        """Length and words of a finished line."""
        return line_facts(path)


def named_voices() -> tuple[str, ...]:
    """As the operator set them, those that can be names at all."""
    said = (name.strip() for name in os.environ.get(NAMED, "").split(","))
    return tuple(dict.fromkeys(name for name in said if _NAME.fullmatch(name)))


def _insist_on(voice: str, line: Line) -> None:
    try:
        answer = line.get("/v1/references/list?format=json", headers={"accept": "application/json"})
        known = _Listed.model_validate_json(answer.body).reference_ids
    except ValidationError as error:
        raise VendorDown(f"{line.vendor.title} lists its voices in an unknown way. Nothing was spoken.") from error
    if voice not in known:
        told = ", ".join(sorted(known)[:20]) or "none"
        raise VendorInput(
            f"{line.vendor.title} has no saved voice {voice!r}; it has {told}. Save it there, or choose another voice. "
            "Nothing was spoken."
        )


ENGINE = FishSpeech()
