"""Cover: an episode's square picture, set in type over a colour of its own."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from PIL import Image
from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput, BrokenPromise
from renderers.media.cards import card
from renderers.plan import WorkerSize


class CoverSettings(Settings):
    """What stands on it."""

    title: str = Field(description="The episode")
    show: str = Field(default="", description="The show, in small letters above")
    seed: int = Field(default=0, description="Decides the colour")
    pixels: Annotated[int, Field(ge=300, le=3000)] = Field(
        default=1400, description="Its edge; directories want 1400 to 3000"
    )


@dataclass(frozen=True, slots=True)
class Cover:
    """A JPEG in RGB."""

    name: str = "cover"
    version: str = "1"
    makes: Kind = Kind.PANEL
    settings: type[CoverSettings] = CoverSettings
    media_type: str = "image/jpeg"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Typeset cover"

    def render(self, job: Job[CoverSettings]) -> None:
        """Nothing, or the input `art`: the picture somebody chose for their show, which stands for itself."""
        settings, edge = job.settings, job.settings.pixels
        if (art := job.inputs.get("art")) is not None:
            _shown(art, edge).save(job.out, "JPEG", quality=92)
            job.progress(1.0)
            return
        ground = _ground(edge, hue=(settings.seed * 0.381966 + len(settings.show) * 0.07) % 1)
        job.progress(0.3)
        words = "\n".join(part for part in (settings.show, settings.title) if part.strip())
        sheet = card(words, width=edge, height=edge).astype(np.float32)
        laid = ground * (1 - sheet[..., 3:] / 255) + sheet[..., :3]
        Image.fromarray(laid.clip(0, 255).astype(np.uint8)).save(job.out, "JPEG", quality=90)
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """Width and height."""
        try:
            with Image.open(path) as picture:
                picture.verify()
                return {"width": picture.width, "height": picture.height}
        except (OSError, SyntaxError) as error:
            raise BrokenPromise(f"{path.name} is no picture") from error


def _shown(art: Path, edge: int) -> Image.Image:
    try:
        with Image.open(art) as picture:
            return picture.convert("RGB").resize((edge, edge), Image.Resampling.LANCZOS)
    except (OSError, SyntaxError) as error:
        raise BadInput(f"the show's art cannot be read ({error}); upload it again") from error


def _ground(edge: int, *, hue: float) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Night above, a glow low on the right, and rings of sound around it."""
    across, down = np.meshgrid(np.linspace(0, 1, edge, dtype=np.float32), np.linspace(0, 1, edge, dtype=np.float32))
    far = np.hypot(across - 0.78, down - 0.86)
    dark, light = (np.array(colorsys.hls_to_rgb(hue, *tone)) * 255 for tone in ((0.12, 0.5), (0.42, 0.55)))
    glow = np.exp(-2.6 * far)[..., None]
    rings = (0.5 + 0.5 * np.cos(far * 46)) ** 6 * np.exp(-2.2 * far) * 0.16
    made: np.ndarray[Any, np.dtype[np.float32]] = dark * (1 - glow) + light * glow + rings[..., None] * 255
    return made.astype(np.float32)


ENGINE = Cover()
