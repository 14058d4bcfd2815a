"""What engines share that are given pictures of the people they draw: the pictures in, and who is on which.

Sheets and portraits come as the series `reference` and `face`, in the order of the people in the settings.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

from PIL import Image
from pydantic import Field

from renderers.card import Accepts
from renderers.engine import Job
from renderers.engines.local import PictureSettings, read_rgb
from renderers.errors import BadInput

MOST_PEOPLE = 4
Described = Annotated[str, Field(min_length=1, max_length=1000)]


class PeopledSettings(PictureSettings):
    """What is drawn, how large, and who is in it."""

    people: tuple[Described, ...] = Field(
        default=(), max_length=MOST_PEOPLE, description="Who must look as on their pictures, in words, in their order"
    )


def pictures_of(job: Job[Any], role: Accepts, *, most: int, longest: int) -> list[Image.Image]:
    """The first pictures of a role, at most so many, no side longer than `longest` pixels. Raises BadInput."""
    return [_small(path, longest) for path in job.series(role.value)[:most]]


def portraits_of(job: Job[Any], *, name: str) -> list[Path]:
    """The job's portraits; none where nobody is to be kept. Raises BadInput when somebody is and none was given."""
    found = job.series(Accepts.FACE.value)
    if not found and job.settings.people:
        raise BadInput(f"{name} was told who is in the picture and given no portrait of them; give it one, or nobody")
    return found


def one_face(job: Job[Any], *, longest: int, name: str) -> Image.Image | None:
    """The portrait of the person it keeps, or nothing where nobody is to be kept. Raises BadInput."""
    found = portraits_of(job, name=name)
    return _small(found[0], longest) if found else None


def introduced(prompt: str, people: Sequence[str], pictures: int) -> str:
    """The prompt for a model that sees pictures beside it: who is on which, and that they must stay themselves."""
    if not pictures:
        return prompt
    shown = [
        f"Image {at} is a reference sheet of {people[at - 1] if at <= len(people) else 'one person'}."
        for at in range(1, pictures + 1)
    ]
    kept = "Keep every face, hair and clothes exactly as on the reference sheets, in a new picture, not on a sheet."
    return " ".join([*shown, kept, prompt])


def _small(path: Path, longest: int) -> Image.Image:
    picture = Image.fromarray(read_rgb(path))
    picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return picture
