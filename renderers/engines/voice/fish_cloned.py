"""Fish Speech in the voice of a recording: sent along with every line, so that nothing of it stays on the server.

Whether it may be used was asked where the recording came in, when the render was ordered, and by the farm.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from renderers.card import Accepts, Card
from renderers.engine import Job, Kind
from renderers.engines.cloned import recordings_of
from renderers.engines.cloud import Offer, Sold
from renderers.engines.fish import (
    OFFER,
    SPEAKS,
    FishSettings,
    as_wave,
    fish_card,
    line_of,
    unagreed,
    write_spoken,
)
from renderers.engines.spoken import line_facts
from renderers.plan import WorkerSize

MOST_SAMPLES, LISTENED_SECONDS, RATE = 3, 30, 44_100
"""A voice is known after half a minute; longer recordings only make the server slower."""

SAYS = "The recording goes along with every line; what is said in it is not known here, which makes a poorer likeness"


class FishClonedSettings(FishSettings):
    """What is said, how fast; who is heard is the recording."""

    voice: str = Field(default="", description="Told apart only: who is heard is the recording", max_length=200)


@dataclass(frozen=True, slots=True)
class FishCloned(Sold):
    """A line in the voice of a recording. Not the same bytes twice: a server is not told which machine it runs on."""

    name: str = "fish_cloned"
    version: str = "1"
    makes: Kind = Kind.SPEECH
    settings: type[FishClonedSettings] = FishClonedSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CLOUD
    offer: Offer = OFFER
    title: str = "Fish Speech, the voice of a recording"

    @property
    def card(self) -> Card:
        """What it is given, and the languages that it speaks."""
        return fish_card(accepts=frozenset({Accepts.VOICE}), people=1, speaks=SPEAKS, says=SAYS)

    def missing(self) -> str:
        """The operator's agreement."""
        return unagreed(self.name)

    def makes_at_most(self, settings: FishClonedSettings) -> int:
        """The letters of the line, which cost nothing."""
        return len(settings.text)

    def render(self, job: Job[FishClonedSettings]) -> None:
        """Input `voice.0` and more: recordings of who is heard. A levelled mono line at 24 kHz with marks."""
        job.progress(0.0)
        heard = recordings_of(job, sample_rate=RATE, name=self.title)[:MOST_SAMPLES]
        line = line_of(job, self.name, self.title)
        sent = [base64.b64encode(as_wave(each[: LISTENED_SECONDS * RATE], RATE)).decode() for each in heard]
        # what is said in a recording nobody wrote down; the server takes the sound alone
        references = [{"audio": audio, "text": ""} for audio in sent]
        write_spoken(job, line, {"references": references, "use_memory_cache": "off"}, speaks=SPEAKS)

    def facts(self, path: Path) -> dict[str, Any]:
        """Length and words of a finished line."""
        return line_facts(path)


ENGINE = FishCloned()
