"""Whether something may be made at all, beyond whether it can be; the roof of the house says who knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from renderers.errors import RenderError
from renderers.farm.models import Render
from renderers.plan import Step as PlannedStep

Told = Callable[[Render, Sequence[PlannedStep], set[str]], None]

LAID_OUT: list[Told] = []
"""Told of every step a render needs, and the digests of those that are made; they may only write rows."""

ORDERED: list[Told] = []
"""The same, when a person orders: what is raised here is answered, and nothing is ordered."""

REFUSALS: list[Callable[..., str]] = []
"""Asked with `workspace_id`, `digest` and `now` when a worker takes a step, inside its workspace: why not, in words."""


class NotPermitted(RenderError):
    """What the step is made from may not be used any more."""

    code = "not_permitted"


def refusal(*, workspace_id: str, digest: str, now: datetime) -> str:
    """The first reason why a step may not be made; nothing when it may."""
    said = (ask(workspace_id=workspace_id, digest=digest, now=now) for ask in REFUSALS)
    return next(filter(None, said), "")


def note(render: Render, steps: Sequence[PlannedStep], made: set[str]) -> None:
    """A render was laid out."""
    for observer in LAID_OUT:
        observer(render, steps, made)


def insist(render: Render, steps: Sequence[PlannedStep], made: set[str]) -> None:
    """A render was ordered. Raises what an observer raises: then it is not."""
    for observer in ORDERED:
        observer(render, steps, made)
