"""The offline writer of short screenplays: needs no key and no network, arranges a premise, and understands nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BrokenPromise
from renderers.plan import WorkerSize
from renderers.writing.asked import Ended
from renderers.writing.brief import Brief
from renderers.writing.replies import read_file
from renderers.writing.stories import pages


class What(StrEnum):
    """What is written."""

    OUTLINE = "outline"
    PAGES = "pages"


class StorySettings(Settings):
    """The premise, and what of it is written."""

    brief: Brief = Field(description="Title, premise, genre, tone, minutes, language, people")
    what: What = Field(default=What.PAGES, description="An outline, or the whole screenplay")
    outline: str = Field(default="", max_length=100_000, description="Scenes that a person decided, as Fountain")
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = Field(default=0, description="Another number is another story")


@dataclass(frozen=True, slots=True)
class OfflineStory:
    """Plots, places and people from rows of text."""

    name: str = "offline_story"
    version: str = "1"
    makes: Kind = Kind.TEXT
    settings: type[StorySettings] = StorySettings
    media_type: str = "application/json"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Offline writer: arranges a premise into a short screenplay"

    def unable(self, settings: StorySettings) -> str:
        """Another language than English; more minutes than it has material for."""
        return pages.unable(settings.brief)

    def render(self, job: Job[StorySettings]) -> None:
        """JSON like that of any writer: `text`, and that it `ended` by itself."""
        asked = job.settings
        if asked.what is What.OUTLINE:
            text = pages.outline(asked.brief, asked.seed)
        else:
            text = pages.screenplay(asked.brief, asked.seed, asked.outline)
        told = {"text": text, "tokens_in": 0, "tokens_out": 0, "ended": Ended.DONE.value}
        job.out.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Letters."""
        text, _ = read_file(path)
        if not text.strip():
            raise BrokenPromise("the offline writer wrote nothing")
        return {"characters": len(text)}


ENGINE = OfflineStory()
