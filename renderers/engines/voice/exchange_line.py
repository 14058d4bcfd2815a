"""One line cut out of an exchange that was ordered whole: in the end a line like any other, every word in its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.engines.spoken import Milliseconds, Word, line_facts, write_placed
from renderers.media.speech import line as speech
from renderers.media.speech.exchange import read_part
from renderers.media.speech.heard import hastened
from renderers.plan import WorkerSize

SLOWEST, FASTEST = 70, 120


class ExchangeLineSettings(Settings):
    """Which line, and how it is laid: what was ordered stays the same whatever is said here."""

    number: Annotated[int, Field(ge=0)] = Field(description="The line, by its place in the exchange from 0")
    pace_percent: Annotated[int, Field(ge=60, le=160)] = Field(
        default=100, description="Of the pace it was spoken at; between 70 and 120 it is kept to"
    )
    level_db: Annotated[int, Field(ge=-8, le=4)] = Field(default=0, description="Louder or quieter than other lines")
    fit_ms: Annotated[int, Field(ge=0)] = Field(
        default=0, description="Up to 1.4 times as fast to last no longer than this; 0, as long as it takes"
    )
    rests: tuple[tuple[Word, Milliseconds], ...] = Field(
        default=(), description="Pauses: the number of a word and the milliseconds of silence before it"
    )


@dataclass(frozen=True, slots=True)
class ExchangeLine:
    """A line of an exchange."""

    name: str = "exchange_line"
    version: str = "1"
    makes: Kind = Kind.SPEECH
    settings: type[ExchangeLineSettings] = ExchangeLineSettings
    media_type: str = "audio/wav"
    size: WorkerSize = WorkerSize.CPU
    title: str = "A line out of an exchange"

    def render(self, job: Job[ExchangeLineSettings]) -> None:
        """Input `exchange`. A levelled mono line at 24 kHz with the times of its words as marks."""
        job.progress(0.0)
        cut = speech.trimmed(read_part(job.inputs["exchange"], job.settings.number))
        pace = max(SLOWEST, min(FASTEST, job.settings.pace_percent)) / 100
        write_placed(job, hastened(cut, pace))

    def facts(self, path: Path) -> dict[str, Any]:
        """Length and words of a finished line."""
        return line_facts(path)


ENGINE = ExchangeLine()
