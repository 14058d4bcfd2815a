"""What is made of a film, as every feature shows it; answered by the feature that orders renders."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from projects.project.models import Project


class State(StrEnum):
    """How what exists stands to what is wanted now."""

    CURRENT = "current"
    STALE = "stale"
    MISSING = "missing"
    RUNNING = "running"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Made:
    """Of one shot, line, scene or film: its state, why it is not current, and addresses of its files by role.

    A stale one has the addresses of the older take.
    """

    state: State = State.MISSING
    cause: str = ""
    urls: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Face:
    """What a list of projects shows of each: its picture and how its last render stands."""

    poster_url: str | None = None
    last_render: Mapping[str, Any] | None = None


NOTHING = Made()
NOTHING_TO_SHOW = Face()
FILM = "film"
Lookup = Callable[[Project, Collection[str]], Mapping[str, Made]]
Faces = Callable[[Sequence[Project]], Mapping[str, Face]]
LOOKUP: list[Lookup] = []
FACES: list[Faces] = []
"""Filled by `studio.wiring`."""


def made_of(project: Project, subjects: Collection[str]) -> Mapping[str, Made]:
    """Of these shots, lines and scenes by id, and of FILM; what is not in it is missing."""
    return {key: made for lookup in LOOKUP for key, made in lookup(project, subjects).items()}


def faces_of(projects: Sequence[Project]) -> Mapping[str, Face]:
    """By project id."""
    return {key: face for faces in FACES for key, face in faces(projects).items()}
