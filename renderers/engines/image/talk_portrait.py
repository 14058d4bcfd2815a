"""Talk portrait: somebody of a podcast in their room, with every mouth they make, as the painter draws them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from PIL import Image
from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BrokenPromise
from renderers.painting import absence
from renderers.painting.compositor import one_thread
from renderers.painting.picture import Picture
from renderers.painting.portrait import paint_portrait, read_portrait, write_portrait
from renderers.plan import WorkerSize

Side = Annotated[int, Field(ge=32, le=8192, multiple_of=2)]


class TalkPortraitSettings(Settings):
    """Who is painted, where, and how large; no name, so that who is renamed keeps the portrait."""

    width: Side = Field(description="Width in pixels, even")
    height: Side = Field(description="Height in pixels, even")
    picture: Picture = Field(description="Who it is, and the room they sit in")


@dataclass(frozen=True, slots=True)
class TalkPortrait:
    """The same settings give the same pixels on one kind of processor."""

    name: str = "talk_portrait"
    version: str = "1"
    makes: Kind = Kind.SHEET
    settings: type[TalkPortraitSettings] = TalkPortraitSettings
    media_type: str = "image/png"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Painted portrait that talks"

    def missing(self) -> str:
        """The painter's libraries, where they cannot be loaded."""
        return absence()

    def render(self, job: Job[TalkPortraitSettings]) -> None:
        """A PNG: the portrait, and below it what differs when somebody speaks or blinks."""
        job.progress(0.0)
        one_thread()
        settings = job.settings
        write_portrait(paint_portrait(settings.picture, width=settings.width, height=settings.height), job.out)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Width and height of the portrait, and how many states of a face there are."""
        try:
            portrait = read_portrait(path)
        except (OSError, ValueError, Image.DecompressionBombError) as error:
            raise BrokenPromise(f"{path.name} is no portrait") from error
        height, width = portrait.pixels.shape[:2]
        return {"width": width, "height": height, "states": len(portrait.changes)}


ENGINE = TalkPortrait()
