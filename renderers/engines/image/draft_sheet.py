"""Draft sheet: who a character is in a look, turned around and with several faces, as the painter draws them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BrokenPromise
from renderers.painting import absence
from renderers.painting.people.appearance import Appearance
from renderers.plan import WorkerSize

WIDTH, HEIGHT = 1440, 900
"""In pixels: four bodies and six faces, sharp on a page."""


class DraftSheetSettings(Settings):
    """Whom it shows; no name, so that who is renamed keeps the sheet."""

    appearance: Appearance = Field(description="Who it is to the eye, in the look that is worn")


@dataclass(frozen=True, slots=True)
class DraftSheet:
    """The same settings give the same pixels on one kind of processor."""

    name: str = "draft_sheet"
    version: str = "1"
    makes: Kind = Kind.SHEET
    settings: type[DraftSheetSettings] = DraftSheetSettings
    media_type: str = "image/webp"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Painted reference sheet of a character"

    def missing(self) -> str:
        """The painter's libraries, where they cannot be loaded."""
        return absence()

    def render(self, job: Job[DraftSheetSettings]) -> None:
        """A WebP of 1440x900 pixels."""
        from renderers.painting.canvas import Stage
        from renderers.painting.people.reference import reference_sheet

        job.progress(0.0)
        pixels = reference_sheet(job.settings.appearance, Stage(WIDTH, HEIGHT, 1.0)).pixels
        Image.fromarray(pixels[..., :3]).save(job.out, "WEBP", quality=88, method=2)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Width and height."""
        try:
            with Image.open(path) as picture:
                return {"width": picture.width, "height": picture.height}
        except OSError as error:
            raise BrokenPromise(f"{path.name} is not a picture") from error


ENGINE = DraftSheet()
