"""Draft panel: one moment of a painted shot, for the storyboard."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BrokenPromise
from renderers.media.cards import card
from renderers.media.likeness import HEADS
from renderers.painting import absence
from renderers.painting.compositor import one_thread
from renderers.painting.people.viseme import Viseme
from renderers.painting.picture import Picture
from renderers.painting.planes import to_rgb
from renderers.painting.shot import Lens, PaintedShot, card_shot, paint_shot
from renderers.plan import WorkerSize
from renderers.spec import ShotSize

Side = Annotated[int, Field(ge=32, le=8192, multiple_of=2)]
_TALKING = (Viseme.EH,)


class DraftPanelSettings(Settings):
    """What is painted, and how large."""

    width: Side = Field(description="Width in pixels, even")
    height: Side = Field(description="Height in pixels, even")
    picture: Picture = Field(description="What the shot shows")


@dataclass(frozen=True, slots=True)
class DraftPanel:
    """The same settings give the same pixels on one kind of processor."""

    name: str = "draft_panel"
    version: str = "4"
    makes: Kind = Kind.PANEL
    settings: type[DraftPanelSettings] = DraftPanelSettings
    media_type: str = "image/png"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Painted storyboard panel"

    def missing(self) -> str:
        """The painter's libraries, where they cannot be loaded."""
        return absence()

    def render(self, job: Job[DraftPanelSettings]) -> None:
        """A PNG of the asked size, which says in a note of its own where heads are."""
        job.progress(0.0)
        one_thread()
        painted = _painted(job.settings)
        notes = PngInfo()
        notes.add_text(HEADS, json.dumps([asdict(head) for head in painted.heads], sort_keys=True))
        Image.fromarray(to_rgb(painted.frame(0))).save(job.out, "PNG", compress_level=4, pnginfo=notes)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Width and height."""
        try:
            with Image.open(path) as picture:
                return {"width": picture.width, "height": picture.height}
        except OSError as error:
            raise BrokenPromise(f"{path.name} is not a picture") from error


def _painted(settings: DraftPanelSettings) -> PaintedShot:
    lens = Lens(settings.width, settings.height, rate=24.0, frames=1)
    picture = settings.picture
    if picture.size is ShotSize.TITLE:
        return card_shot(picture, lens, letters=card(picture.text, width=settings.width, height=settings.height))
    talking = {number: _TALKING for number, seen in enumerate(picture.cast) if seen.speaks}
    return paint_shot(picture, lens, shapes=talking)


ENGINE = DraftPanel()
