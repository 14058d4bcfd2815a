"""Parts of a screenplay put after each other; each stays readable alone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.plan import WorkerSize
from renderers.writing.asked import Ended
from renderers.writing.replies import joined, pages_in, read_file


class JoinSettings(Settings):
    """How many parts there are."""

    parts: Annotated[int, Field(ge=1, le=1000)] = Field(default=1, description="How many parts there are")


@dataclass(frozen=True, slots=True)
class JoinedPages:
    """Inputs `part.0`, `part.1`, ... as writers made them."""

    name: str = "joined_pages"
    version: str = "1"
    makes: Kind = Kind.TEXT
    settings: type[JoinSettings] = JoinSettings
    media_type: str = "application/json"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Pages of a screenplay, put together"

    def render(self, job: Job[JoinSettings]) -> None:
        """JSON like that of any writer; a part that is no screenplay is left out, and `ended` says that it is cut."""
        came = [pages_in(*read_file(path)) for path in job.series("part")]
        ended = Ended.CUT if any(each.fault for each in came) else Ended.DONE
        told = {"text": joined([each.text for each in came]), "tokens_in": 0, "tokens_out": 0, "ended": ended.value}
        job.out.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Letters."""
        return {"characters": len(read_file(path)[0])}


ENGINE = JoinedPages()
