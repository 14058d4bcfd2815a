"""What engines share that write: one turn with a language model, paid by its tokens and sent once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.engines.cloud import Offer, Sold, line_to
from renderers.errors import BadInput, BrokenPromise, PromptRefused, VendorDown
from renderers.plan import WorkerSize
from renderers.runtime.desk import Order
from renderers.runtime.vendor_calls import Line
from renderers.runtime.vendor_life import CannotTell, Look, Taken
from renderers.runtime.vendor_life import Job as VendorJob
from renderers.writing import client
from renderers.writing.asked import Asked, Ended, Written
from renderers.writing.dialects import Dialect, judged


class WritingSettings(Settings):
    """What is to be written, and how much at most."""

    prompt: str = Field(min_length=1, max_length=400_000, description="What is asked")
    system: str = Field(default="", max_length=50_000, description="Who writes, and by which rules")
    json_schema: str = Field(default="", max_length=50_000, description="JSON Schema of the reply; empty, plain text")
    most_tokens: Annotated[int, Field(ge=1, le=64_000)] = Field(default=4096, description="It writes no more than this")
    model: str = Field(default="", max_length=120, description="Another model of the vendor; empty, the usual one")
    take: Annotated[int, Field(ge=0)] = Field(default=0, description="Another number is another try")

    def asked(self, usual: str) -> Asked:
        """As a vendor is asked. BadInput for a schema that is none."""
        return Asked(self.prompt, self.system, self.most_tokens, _schema(self.json_schema), self.model or usual)


def _schema(text: str) -> dict[str, Any] | None:
    try:
        schema = json.loads(text) if text else None
    except ValueError as error:
        raise BadInput(f"The schema of the reply is not JSON ({error}). Nothing was ordered.") from error
    if schema is not None and not isinstance(schema, dict):
        raise BadInput("The schema of the reply is no JSON object. Nothing was ordered.")
    return schema


NOTHING = Asked("")


@dataclass(frozen=True, slots=True)
class WritingCounter:
    """One turn; what came is written to `into` as it came."""

    dialect: Dialect
    asked: Asked = NOTHING
    into: Path = Path("unused")

    def submit(self, line: Line, _order: Order) -> Taken:
        """The answer is the text."""
        return Taken(client.stream(line, self.dialect, self.asked, self.into), is_whole=True)

    def find(self, _line: Line, _order: Order) -> Taken | None:
        """Nobody lists what was written."""
        raise CannotTell

    def look(self, _line: Line, _order: Order) -> Look:
        """Nobody gives it out a second time."""
        raise CannotTell

    def call_off(self, line: Line, order: Order) -> None:
        """Nothing to call off: who stops listening stops it."""


@dataclass(frozen=True, slots=True)
class Writer(Sold):
    """A language model. `spoken_weight` is how many tokens that are read cost as much as one that is written."""

    name: str
    title: str
    offer: Offer
    dialect: Dialect
    spoken_weight: int
    version: str = "1"
    makes: Kind = Kind.TEXT
    settings: type[WritingSettings] = WritingSettings
    media_type: str = "application/json"
    size: WorkerSize = WorkerSize.CLOUD

    def makes_at_most(self, settings: WritingSettings) -> int:
        """Tokens of what is read, and of the most it may write."""
        return settings.asked(self.offer.model).tokens_at_most + self.spoken_weight * settings.most_tokens

    @property
    def canceller(self) -> WritingCounter:
        """It is one call: there is nothing to call off."""
        return WritingCounter(self.dialect)

    def unable(self, settings: WritingSettings) -> str:
        """A schema that is none; a server of one's own without a model to ask for."""
        try:
            asked = settings.asked(self.offer.model)
        except BadInput as error:
            return str(error)
        return "" if asked.model else f"Name a model: {self.title} has no usual one."

    def render(self, job: Job[WritingSettings]) -> None:
        """JSON: `text`, the tokens read and written, and whether it ended by itself (`done`) or was `cut`."""
        asked, came = job.settings.asked(self.offer.model), job.scratch / "reply"
        line = line_to(job, self.offer.vendor, judged)
        order = VendorJob(WritingCounter(self.dialect, asked, came), line, job.desk, job.progress)
        placed = order.bought(came, kept=job.kept)
        try:
            written = client.read(line, self.dialect, asked, came)
        except (PromptRefused, VendorDown):
            job.desk.remember(placed.closed())  # nothing was written: the next try may ask anew
            raise
        except BrokenPromise as error:
            raise order.spoiled(placed, str(error)) from error
        if not written.text.strip():
            raise order.spoiled(placed, "it is empty")
        job.out.write_text(json.dumps(_told(written), ensure_ascii=False), "utf-8")
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Letters, and tokens as they are paid."""
        told = read_written(path)
        tokens = told.tokens_in + self.spoken_weight * told.tokens_out
        return {"characters": len(told.text), "tokens": tokens, "ended": told.ended.value}


def _told(written: Written) -> dict[str, Any]:
    return {
        "text": written.text,
        "tokens_in": written.tokens_in,
        "tokens_out": written.tokens_out,
        "ended": written.ended.value,
    }


def read_written(path: Path) -> Written:
    """From the file a writer made; BrokenPromise when it is none."""
    try:
        told = json.loads(path.read_text("utf-8"))
        return Written(told["text"], int(told["tokens_in"]), int(told["tokens_out"]), Ended(told["ended"]))
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenPromise(f"{path.name} is not what a writer makes") from error
