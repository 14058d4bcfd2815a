"""Picture check: a scene is decoded and looked at once, so that the film's report need not do it again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput, BrokenPromise
from renderers.media.checked import PictureCheck, check
from renderers.plan import WorkerSize
from renderers.timing import Rate


class PictureCheckSettings(Settings):
    """How fast it runs."""

    rate: Rate = Field(description="Frames per second")


@dataclass(frozen=True, slots=True)
class PictureChecker:
    """What was seen, bound to the packets it was seen in; whether it was planned is for the report to say."""

    name: str = "picture_check"
    version: str = "1"
    makes: Kind = Kind.REPORT
    settings: type[PictureCheckSettings] = PictureCheckSettings
    media_type: str = "application/json"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Picture check"

    def render(self, job: Job[PictureCheckSettings]) -> None:
        """Input `picture`."""
        seen = check(job.inputs["picture"], rate=job.settings.rate, tick=job.progress)
        job.out.write_text(seen.model_dump_json())
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """How many frames were seen."""
        try:
            return {"frames": PictureCheck.read(path).groups.frames}
        except (BadInput, OSError) as error:
            raise BrokenPromise(f"{path.name} is no check of a picture") from error


ENGINE = PictureChecker()
