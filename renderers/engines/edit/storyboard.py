"""Storyboard: every panel with its number, framing and words, as pages to print."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BrokenPromise
from renderers.media.storyboard import UnderPanel, captioned, draw_board
from renderers.plan import WorkerSize


class StoryboardSettings(Settings):
    """The title of the board, and what stands under each of its panels."""

    title: str = Field(description="On every page")
    panels: tuple[UnderPanel, ...] = Field(min_length=1, description="One per picture, in order")


@dataclass(frozen=True, slots=True)
class Storyboard:
    """A4 landscape; as many pages as the film needs, one in memory at a time."""

    name: str = "storyboard"
    version: str = "1"
    makes: Kind = Kind.BOARD
    settings: type[StoryboardSettings] = StoryboardSettings
    media_type: str = "application/pdf"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Storyboard to print"

    def render(self, job: Job[StoryboardSettings]) -> None:
        """Inputs `panel.0`, `panel.1`, ...; BadInput when they are not as many as the words under them."""
        job.progress(0.0)
        panels = captioned(job.series("panel"), job.settings.panels)
        pages = job.scratch / "board.pdf"
        draw_board(panels, pages, title=job.settings.title, tick=job.progress)
        pages.replace(job.out)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """How many pages."""
        data = path.read_bytes()
        if not data.startswith(b"%PDF-"):
            raise BrokenPromise(f"{path.name} is no PDF")
        return {"pages": data.count(b"/MediaBox")}


ENGINE = Storyboard()
