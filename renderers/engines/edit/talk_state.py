"""The director's steps of a conversation: the brief as a file, and after every reply whom to ask next."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from renderers.engine import Job, Kind, Settings
from renderers.engines.written import keep_reply, read_turn
from renderers.errors import BrokenPromise
from renderers.plan import WorkerSize
from renderers.writing.asked import Written
from renderers.writing.talk.brief import LINE_OFFLINE, Reply, Talk, TalkBrief
from renderers.writing.talk.directing import begun, went_on


class BriefSettings(Settings):
    """The brief itself."""

    brief: TalkBrief = Field(description="Who talks about what, how long, in which order")


class PlaceSettings(Settings):
    """Which place in the order of writing the reply is of."""

    at: Annotated[int, Field(ge=-1)] = Field(description="Number of the place; -1, nobody was asked yet")


class OfflineSettings(Settings):
    """Nothing to choose."""

    take: Annotated[int, Field(ge=0)] = Field(default=0, description="Another number is another try")


@dataclass(frozen=True, slots=True)
class TalkBriefFile:
    """What a conversation is written from, once for all its steps."""

    name: str = "talk_brief"
    version: str = "1"
    makes: Kind = Kind.TEXT
    settings: type[BriefSettings] = BriefSettings
    media_type: str = "application/json"
    size: WorkerSize = WorkerSize.CPU
    title: str = "What a conversation is about"

    def render(self, job: Job[BriefSettings]) -> None:
        """JSON of a TalkBrief."""
        job.progress(0.0)
        job.out.write_text(job.settings.brief.model_dump_json(), "utf-8")

    def facts(self, path: Path) -> dict[str, Any]:
        """How many places there are."""
        try:
            return {"places": len(TalkBrief.model_validate_json(path.read_bytes()).slots)}
        except ValidationError as error:
            raise BrokenPromise(f"{path.name} is not the brief of a conversation") from error


@dataclass(frozen=True, slots=True)
class Director:
    """Takes in a reply and decides who is asked next, for what, and how long."""

    name: str = "talk_director"
    version: str = "2"
    makes: Kind = Kind.TEXT
    settings: type[PlaceSettings] = PlaceSettings
    media_type: str = "application/json"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Decides who speaks next in a conversation"

    def render(self, job: Job[PlaceSettings]) -> None:
        """Inputs `brief` and, unless nobody was asked yet, `before` and `reply`; JSON of a Talk."""
        job.progress(0.0)
        brief = TalkBrief.model_validate_json(job.inputs["brief"].read_bytes())
        if job.settings.at < 0:
            talk = begun(brief)
        else:
            before = Talk.model_validate_json(job.inputs["before"].read_bytes())
            talk = went_on(brief, before, job.settings.at, read_turn(job.inputs["reply"]))
        job.out.write_text(talk.model_dump_json(), "utf-8")

    def facts(self, path: Path) -> dict[str, Any]:
        """Turns so far, and who is asked."""
        try:
            talk = Talk.model_validate_json(path.read_bytes())
        except ValidationError as error:
            raise BrokenPromise(f"{path.name} is not a conversation") from error
        return {"turns": len(talk.lines), "asked": talk.ask.seat if talk.ask else ""}


@dataclass(frozen=True, slots=True)
class OfflineTurn:
    """Says what the offline writer says: a phrase, and sentences of the sources word for word."""

    name: str = LINE_OFFLINE
    version: str = "1"
    makes: Kind = Kind.TEXT
    settings: type[OfflineSettings] = OfflineSettings
    media_type: str = "application/json"
    size: WorkerSize = WorkerSize.CPU
    title: str = "A turn by the offline writer"

    def render(self, job: Job[OfflineSettings]) -> None:
        """Input `asked`; JSON as every writer makes it, nothing paid."""
        job.progress(0.0)
        talk = Talk.model_validate_json(job.inputs["asked"].read_bytes())
        reply = Reply() if talk.ask is None else Reply(
            text=talk.ask.offline, facts=talk.ask.offline_facts, by=self.name
        )  # fmt: skip
        keep_reply(job.out, reply, Written("", 0, 0))

    def facts(self, path: Path) -> dict[str, Any]:
        """Letters."""
        try:
            return {"characters": len(read_turn(path).text)}
        except json.JSONDecodeError as error:
            raise BrokenPromise(f"{path.name} is not a turn") from error


ENGINES = (TalkBriefFile(), Director(), OfflineTurn())
