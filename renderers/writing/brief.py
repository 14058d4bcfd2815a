"""What a screenplay is to be about: the same frozen words for every writer."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

LONGEST_MINUTES = 240


class Part(BaseModel):
    """Somebody who is in the workspace's cast already."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=120)
    description: str = Field(default="", max_length=2000)


class Brief(BaseModel):
    """A premise and what a person decided about the film."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(min_length=1, max_length=200)
    premise: str = Field(default="", max_length=2000)
    genre: str = Field(default="", max_length=80)
    tone: str = Field(default="", max_length=80)
    audience: str = Field(default="", max_length=80)
    language: str = Field(default="en", max_length=35)
    minutes: Annotated[int, Field(ge=1, le=LONGEST_MINUTES)] = 5
    cast: tuple[Part, ...] = Field(default=(), max_length=40)
