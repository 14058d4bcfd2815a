"""Flite: the fast voices, plainer than the offline voices and a tenth of their work, no key, no network.

They have pace, pitch, pauses and punctuation; nobody takes them for people. A film has them only when its maker chose
them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from renderers.card import Card, Licence
from renderers.engine import Job, Kind
from renderers.engines.spoken import SpeechSettings, line_facts, write_line
from renderers.errors import BadInput, ToolMissing
from renderers.media.speech import quick
from renderers.media.speech.assets import AssetsMissing
from renderers.media.speech.flite import FliteFailed
from renderers.plan import WorkerSize

CARD = Card(code=Licence("Flite's own, like BSD, by Carnegie Mellon University"))


class FliteSettings(SpeechSettings):
    """What is said, by whom, how fast."""

    voice: str = Field(description="A voice of the catalogue or a blend; the fast voice that stands in for it is used")


@dataclass(frozen=True, slots=True)
class Flite:
    """The fast voices. The same settings give the same samples on every machine."""

    name: str = "flite"
    version: str = "3"
    makes: Kind = Kind.SPEECH
    settings: type[FliteSettings] = FliteSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CPU
    card: Card = CARD
    title: str = "Flite, fast and plain English voices"

    def render(self, job: Job[FliteSettings]) -> None:
        """A levelled mono line at 24 kHz with the times of its words and phonemes as marks."""
        try:
            write_line(job, quick.speak_part)
        except AssetsMissing as error:
            raise ToolMissing(str(error)) from error
        except FliteFailed as error:
            raise BadInput(f"{error}; choose another voice engine for the line {job.settings.text[:80]!r}") from error

    def facts(self, path: Path) -> dict[str, Any]:
        """Length and words of a finished line."""
        return line_facts(path)


ENGINE = Flite()
