"""What engines share that write: one turn with a language model, paid by its tokens and sent once."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from renderers.engine import Job, Kind, Settings
from renderers.engines.cloud import Offer, Sold, line_to
from renderers.errors import BadInput, BrokenPromise, PromptRefused, TurnUnfit, VendorDown
from renderers.plan import WorkerSize
from renderers.runtime.desk import OrderState
from renderers.runtime.vendor_life import Counter
from renderers.runtime.vendor_life import Job as VendorJob
from renderers.writing import client
from renderers.writing.asked import LETTERS_PER_TOKEN, Asked, Ended, Written
from renderers.writing.dialects import judged
from renderers.writing.talk.brief import Reply, Talk, TalkBrief
from renderers.writing.talk.replies import Unfit, read_reply


class WritingSettings(Settings):
    """What is to be written, and how much at most."""

    prompt: str = Field(default="", max_length=400_000, description="What is asked; empty, what the step before asks")
    system: str = Field(default="", max_length=50_000, description="Who writes, and by which rules")
    json_schema: str = Field(default="", max_length=50_000, description="JSON Schema of the reply; empty, plain text")
    most_tokens: Annotated[int, Field(ge=1, le=64_000)] = Field(default=4096, description="It writes no more than this")
    model: str = Field(default="", max_length=120, description="Another model of the vendor; empty, the usual one")
    take: Annotated[int, Field(ge=0)] = Field(default=0, description="Another number is another try")
    reads_at_most: Annotated[int, Field(ge=0, le=400_000)] = Field(
        default=0, description="Bytes of what the step before asks, where the prompt is empty: what a quote counts"
    )
    tries: Annotated[int, Field(ge=1, le=4)] = Field(
        default=1, description="So often is a turn asked for that is unfit"
    )

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
NOWHERE = Path("unused")


@dataclass(frozen=True, slots=True)
class Writer(Sold):
    """A language model. `spoken_weight` is how many tokens that are read cost as much as one that is written."""

    name: str
    title: str
    offer: Offer
    way: client.Way
    spoken_weight: int
    version: str = "1"
    makes: Kind = Kind.TEXT
    settings: type[WritingSettings] = WritingSettings
    media_type: str = "application/json"
    size: WorkerSize = WorkerSize.CLOUD

    def makes_at_most(self, settings: WritingSettings) -> int:
        """Tokens of what is read, and of the most it may write."""
        asked = settings.asked(self.offer.model)
        reads = asked.tokens_at_most + settings.reads_at_most // LETTERS_PER_TOKEN
        return settings.tries * (reads + self.spoken_weight * settings.most_tokens)

    @property
    def canceller(self) -> Counter:
        """Somebody to tell that an order is not wanted any more, whatever was ordered."""
        return self.way.counter(NOTHING, NOWHERE)

    def unable(self, settings: WritingSettings) -> str:
        """A schema that is none; a server of one's own without a model to ask for."""
        try:
            asked = settings.asked(self.offer.model)
        except BadInput as error:
            return str(error)
        if not (settings.prompt or settings.reads_at_most):
            return "There is nothing to be asked: give a prompt."
        return "" if asked.model else f"Name a model: {self.title} has no usual one."

    def render(self, job: Job[WritingSettings]) -> None:
        """JSON: `text`, the tokens read and written, and whether it ended by itself (`done`) or was `cut`.

        With the inputs `brief` and `asked`, the turn of a conversation that the director asks for.
        """
        if "asked" in job.inputs:
            write_turn(self, job)
            return
        asked, came = job.settings.asked(self.offer.model), job.scratch / "reply"
        line = line_to(job, self.offer.vendor, judged)
        order = VendorJob(self.way.counter(asked, came), line, job.desk, job.progress)
        placed = order.bought(came, kept=job.kept)
        try:
            written = client.read(line.vendor, self.way, asked, came)
        except (PromptRefused, VendorDown):
            job.desk.remember(placed.closed())  # nothing was written: the next try may ask anew
            raise
        except BrokenPromise as error:
            raise order.spoiled(placed, str(error)) from error
        if not written.text.strip():
            raise order.spoiled(placed, "it is empty")
        job.out.write_text(json.dumps(told_of(written), ensure_ascii=False), "utf-8")
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Letters, and tokens as they are paid."""
        told = read_written(path)
        tokens = told.tokens_in + self.spoken_weight * told.tokens_out
        return {"characters": len(told.text), "tokens": tokens, "ended": told.ended.value}


def write_turn(writer: Writer, job: Job[WritingSettings]) -> None:
    """The turn that is asked for, fit to be said; nothing, and nothing paid, where nobody is asked.

    Unfit and refused replies are asked for again, each as an order of its own. One that was lost on its way, or broke
    off, is not: a person is asked, as for pages. Raises TurnUnfit, OutcomeUnknown.
    """
    brief = TalkBrief.model_validate_json(job.inputs["brief"].read_bytes())
    talk = Talk.model_validate_json(job.inputs["asked"].read_bytes())
    if talk.ask is None:
        keep_reply(job.out, Reply(), Written("", 0, 0))
        return
    most = min(job.settings.most_tokens, talk.ask.most_tokens)
    asked = replace(
        job.settings.asked(writer.offer.model),
        prompt=talk.ask.prompt,
        system=talk.ask.system,
        most_tokens=most,
        schema=json.loads(talk.ask.shape) if talk.ask.shape else None,
    )
    turn, faults = _Turn(writer, job, asked), list[str]()
    for number in range(turn.resumed(), job.settings.tries):
        try:
            written = turn.written(number)
            reply = read_reply(written, brief, talk, by=writer.name)
        except (PromptRefused, Unfit) as error:
            faults.append(str(error).rstrip("."))
            turn.close(number)
            continue
        except VendorDown:
            turn.close(number)  # nothing was written: the next try may ask anew
            raise
        keep_reply(job.out, reply, replace(written, tokens_in=turn.tokens_in, tokens_out=turn.tokens_out))
        job.progress(1.0)
        return
    name = brief.seat(talk.ask.seat).person.name
    raise TurnUnfit(
        f"{writer.title} gave nothing that {name} could say, asked {job.settings.tries} times: {faults[-1]}. What was "
        "written before is kept; have this turn written again, or by the offline writer."
    )


@dataclass(slots=True)
class _Turn:
    """One turn, asked for once or more; tokens of all tries."""

    writer: Writer
    job: Job[WritingSettings]
    asked: Asked
    tokens_in: int = 0
    tokens_out: int = 0

    def resumed(self) -> int:
        """The try of which an order is still open, or of which somebody has to decide; else the first."""
        orders = (self.job.desk.recall(number) for number in range(self.job.settings.tries))
        open_ones = (each.part for each in orders if each is not None and each.state is not OrderState.CLOSED)
        return next(open_ones, 0)

    def written(self, number: int) -> Written:
        """What came of one try. Raises OutcomeUnknown where it was or may have been paid, and nothing can be read."""
        came, way = self.job.scratch / f"reply.{number}", self.writer.way
        line = line_to(self.job, self.writer.offer.vendor, judged)
        order = VendorJob(way.counter(self.asked, came), line, self.job.desk, self.job.progress, number)
        placed = order.bought(came, kept=self.job.kept)
        try:
            written = client.read(line.vendor, way, self.asked, came)
        except BrokenPromise as error:
            raise order.spoiled(placed, str(error)) from error
        self.tokens_in += written.tokens_in
        self.tokens_out += written.tokens_out
        return written

    def close(self, number: int) -> None:
        """Nothing is to be expected of this order any more."""
        if (order := self.job.desk.recall(number)) is not None:
            self.job.desk.remember(order.closed())


def keep_reply(out: Path, reply: Reply, written: Written) -> None:
    """A turn beside what it took."""
    told = told_of(replace(written, text=reply.text)) | reply.model_dump(mode="json", exclude_defaults=True)
    out.write_text(json.dumps(told, ensure_ascii=False), "utf-8")


def read_turn(path: Path) -> Reply:
    """From the file a writer made; BrokenPromise when it is none."""
    written = read_written(path)
    told = json.loads(path.read_text("utf-8"))
    kept = {name: told[name] for name in Reply.model_fields if name in told} | {"text": written.text}
    try:
        return Reply.model_validate(kept)
    except ValidationError as error:
        raise BrokenPromise(f"{path.name} is not what a writer makes") from error


def told_of(written: Written) -> dict[str, Any]:
    """As it is stored."""
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
