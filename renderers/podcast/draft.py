"""An episode as people write it down: whom it is between, what it is about, and as much of its script as there is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from renderers.episode import LOUDEST, QUIETEST, Channels, Purpose, Role
from renderers.spec import Frozen
from renderers.writing.talk.brief import OFFLINE

Minutes = Annotated[float, Field(ge=0, le=240)]


class PersonDraft(Frozen):
    """Somebody who speaks; what is left out is the house's."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    role: Role = Role.GUEST
    voice: str = ""
    gender: Annotated[str, Field(pattern="^(female|male)?$")] = ""
    pace: Annotated[int, Field(ge=60, le=160)] = 100
    pitch: Annotated[int, Field(ge=80, le=125)] = 100
    place: Annotated[int, Field(ge=-100, le=100)] | None = None
    character: str = ""
    habits: tuple[str, ...] = ()
    looks: Annotated[str, Field(max_length=400)] = ""
    knowledge: str = ""
    writer: str = OFFLINE
    model: str = ""


class SourceDraft(Frozen):
    """A document beside the episode, or text that stands in it."""

    key: Annotated[str, Field(pattern=r"^[a-z0-9_-]*$")] = ""
    file: Path | None = None
    text: str = ""
    title: str = ""
    author: str = ""
    url: str = ""
    date: str = ""


class SegmentDraft(Frozen):
    """A chapter: points to be talked about, or the script itself."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    purpose: Purpose = Purpose.EXPLAIN
    minutes: Minutes = 0
    points: tuple[str, ...] = ()
    script: str = ""


class EpisodeDraft(Frozen):
    """The whole file. Without segments the writer makes them from the sources."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    show: str = ""
    summary: str = ""
    audience: Annotated[str, Field(max_length=80)] = ""
    tone: Annotated[str, Field(max_length=80)] = ""
    language: str = "en"
    seed: int = 0
    minutes: Minutes = 0
    loudness: Annotated[int, Field(ge=QUIETEST, le=LOUDEST)] | None = None
    channels: Channels = Channels.STEREO
    music: str = "hope"
    running_jokes: Annotated[tuple[str, ...], Field(max_length=12)] = ()
    people: tuple[PersonDraft, ...] = ()
    sources: tuple[SourceDraft, ...] = ()
    segments: tuple[SegmentDraft, ...] = ()
    pronunciations: dict[str, str] = Field(default_factory=dict)
