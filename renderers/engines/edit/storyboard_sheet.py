"""Storyboard sheet: every panel of the film on one picture, to send or to pin up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from pydantic import Field, field_validator

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput, BrokenPromise
from renderers.media.storyboard import UnderPanel, captioned, checked_board, draw_board
from renderers.plan import WorkerSize

_SHEET = Path("sheet.jpg")


class StoryboardSheetSettings(Settings):
    """The title of the sheet, and what stands under each of its pictures."""

    title: str = Field(description="Above the pictures")
    panels: tuple[UnderPanel, ...] = Field(min_length=1, description="One per picture, in order")

    @field_validator("panels")
    @classmethod
    def _fits(cls, panels: tuple[UnderPanel, ...]) -> tuple[UnderPanel, ...]:
        try:
            checked_board(_SHEET, panels=len(panels))
        except BadInput as error:
            raise ValueError(str(error)) from error
        return panels


@dataclass(frozen=True, slots=True)
class StoryboardSheet:
    """One JPEG, as tall as the film is long."""

    name: str = "storyboard_sheet"
    version: str = "1"
    makes: Kind = Kind.BOARD
    settings: type[StoryboardSheetSettings] = StoryboardSheetSettings
    media_type: str = "image/jpeg"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Storyboard on one sheet"

    def render(self, job: Job[StoryboardSheetSettings]) -> None:
        """Inputs `panel.0`, `panel.1`, ...; BadInput when they are not as many as the words under them."""
        job.progress(0.0)
        panels = captioned(job.series("panel"), job.settings.panels)
        sheet = job.scratch / _SHEET
        draw_board(panels, sheet, title=job.settings.title, tick=job.progress)
        sheet.replace(job.out)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Width and height."""
        try:
            with Image.open(path) as picture:
                return {"width": picture.width, "height": picture.height}
        except OSError as error:
            raise BrokenPromise(f"{path.name} is not a picture") from error


ENGINE = StoryboardSheet()
