"""Likeness gate: between a key image and its clip. Who looks unlike their pictures is filmed only if a person says so.

Whoever was not measured passes: that nobody is seen is no drift.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput, BrokenPromise, RenderError
from renderers.media.likeness import LEAST_PERCENT, Likeness, Measured, said
from renderers.plan import WorkerSize


class LooksUnlike(RenderError):
    """Somebody in a key image does not look like the pictures they are known by."""

    code = "looks_unlike"


class LikenessGateSettings(Settings):
    """Whose likeness, and the least that passes."""

    person: Annotated[int, Field(ge=0, le=99)] = Field(description="The number of the person among those measured")
    of: Literal["key image", "sheet"] = Field(
        default="key image", description="What was measured: the clip's key image, or the sheet it is drawn from"
    )
    least_percent: Annotated[int, Field(ge=1, le=100)] = Field(
        default=LEAST_PERCENT, description="Below this the clip is not made"
    )


_FOUND = {
    "key image": ("looks unlike their pictures {}. Nothing was spent on the clip: draw the key image again"),
    "sheet": (
        "looks unlike themselves on the sheet that a model drew of them {}. Nothing was spent on the clip: describe "
        "them or their look more closely, so that it is drawn anew"
    ),
}


@dataclass(frozen=True, slots=True)
class LikenessGate:
    """Nothing is in a clip of what this makes: it only comes before it."""

    name: str = "likeness_gate"
    version: str = "1"
    makes: Kind = Kind.REPORT
    settings: type[LikenessGateSettings] = LikenessGateSettings
    media_type: str = "application/json"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Likeness before a clip is made"

    def render(self, job: Job[LikenessGateSettings]) -> None:
        """Input `likeness`. Raises LooksUnlike with both figures."""
        people, settings = Likeness.read(job.inputs["likeness"]).people, job.settings
        if settings.person >= len(people):
            raise BadInput(f"{len(people)} people were measured; there is no number {settings.person}")
        found = people[settings.person]
        if found.percent is not None and found.percent < settings.least_percent:
            figures = f"({said(found.percent)} of {said(settings.least_percent)})"
            raise LooksUnlike(f"{_FOUND[settings.of].format(figures)}, or let the key image pass as it is")
        job.out.write_text(found.model_dump_json())
        job.progress(1.0)

    def facts(self, path: Path) -> dict[str, Any]:
        """What was measured."""
        try:
            return Measured.model_validate_json(path.read_bytes()).model_dump(mode="json")
        except (OSError, ValueError) as error:
            raise BrokenPromise(f"{path.name} is no word of a gate") from error


ENGINE = LikenessGate()
