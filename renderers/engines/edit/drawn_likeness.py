"""Drawn likeness: the people of a painted picture against their reference sheets. Needs no weights.

It measures strokes, tones and colours of the head: whether hair, face and what is worn on the head are those of the
sheet, in whatever light. It tells drawn people apart, not relatives: see `media/likeness.py` for how well.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from PIL import Image
from pydantic import BaseModel, ConfigDict, Field

from renderers.engine import Job, Kind, Settings
from renderers.errors import BadInput, BrokenPromise
from renderers.media.likeness import HEADS, Head, Likeness, Measured, Rgb, drawn_likeness
from renderers.painting.people.reference_layout import heads_on
from renderers.plan import WorkerSize

Number = Annotated[int, Field(ge=0, le=99)]


class Person(BaseModel):
    """Somebody by number: in the cast of the picture, and of the input `sheet.N`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seen: Number
    sheet: Number


class DrawnLikenessSettings(Settings):
    """Who is looked for."""

    people: tuple[Person, ...] = Field(min_length=1, description="Everybody to be measured")


@dataclass(frozen=True, slots=True)
class DrawnLikeness:
    """The same picture and sheets give the same scores."""

    name: str = "drawn_likeness"
    version: str = "1"
    makes: Kind = Kind.REPORT
    settings: type[DrawnLikenessSettings] = DrawnLikenessSettings
    media_type: str = "application/json"
    size: WorkerSize = WorkerSize.CPU
    title: str = "Likeness of drawn people to their sheets"

    def render(self, job: Job[DrawnLikenessSettings]) -> None:
        """Inputs `picture`, a painted panel, and `sheet.0`, ..., painted reference sheets."""
        job.progress(0.0)
        picture, notes = _opened(job.inputs["picture"])
        heads = _heads(notes)
        sheets = [_opened(path)[0] for path in job.series("sheet")]
        found = []
        for person in job.settings.people:
            found.append(_measured(picture, heads.get(person.seen), sheets[person.sheet]))
            job.progress(len(found) / len(job.settings.people))
        job.out.write_text(Likeness(by="drawn", people=tuple(found)).model_dump_json())

    def facts(self, path: Path) -> dict[str, Any]:
        """The scores themselves."""
        try:
            return Likeness.read(path).model_dump(mode="json")
        except BadInput as error:
            raise BrokenPromise(str(error)) from error


def _opened(path: Path) -> tuple[Rgb, Mapping[str, str]]:
    try:
        with Image.open(path) as picture:
            notes = {
                name: value for name, value in picture.info.items() if isinstance(value, str) and isinstance(name, str)
            }
            return np.asarray(picture.convert("RGB")), notes
    except OSError as error:
        raise BadInput(f"{path.name} is not a picture") from error


def _heads(notes: Mapping[str, str]) -> dict[int, Head]:
    """By number in the cast. Raises BadInput for a picture that does not say where heads are."""
    if HEADS not in notes:
        raise BadInput("this picture does not say where heads are; draw it again")
    return {each.pop("seen"): Head(**each) for each in json.loads(notes[HEADS])}


def _measured(picture: Rgb, head: Head | None, sheet: Rgb) -> Measured:
    if head is None:
        return Measured(why="not in the picture")
    if head.hidden:
        return Measured(why=head.hidden)
    tall, wide = sheet.shape[:2]
    known = [(sheet, Head(*place)) for place in heads_on(wide, tall)]
    return Measured(percent=round(100 * drawn_likeness(picture, head, known)))


ENGINE = DrawnLikeness()
