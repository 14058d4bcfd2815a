"""How a shot is made: its steps with what they took, and the takes of it that exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from projects.cast.selectors import characters_of
from projects.project.made import State
from projects.rendering.causes import Indexed, cause
from projects.rendering.current import Current, current
from projects.rendering.spec import line_id
from projects.storyboard.models import Shot
from projects.storyboard.selectors import access_shot
from projects.storyboard.services import bring_back
from renderers.compilers.film_finish import MADE
from renderers.events import RenderState, StepState
from renderers.exports import makers
from renderers.farm import selectors as farm
from renderers.farm.media import artifact_url
from renderers.farm.models import Artifact, Render
from renderers.farm.models import Step as StepRow
from renderers.plan import Step
from renderers.spec import FilmSpec, ShotSpec
from studio.core.errors import NotFound
from studio.core.etags import check_version

REMEMBERED = 20
"""How many renders back takes are looked for."""

_OPEN = (StepState.READY, StepState.RUNNING, StepState.BLOCKED)
_ACTIVE = (RenderState.QUEUED, RenderState.RUNNING)


class NoSuchTake(NotFound):
    """That render did not make this shot; the shot's making lists the renders that did."""

    code = "no_such_take"


@dataclass(frozen=True, slots=True)
class Made:
    """One step of a shot; `seconds` and `made_at` are None until it is made."""

    role: str
    label: str
    engine: str
    engine_title: str
    version: str
    digest: str
    state: State
    cause: str
    seconds: float | None
    made_at: datetime | None
    bytes: int | None
    seed: int | None


@dataclass(frozen=True, slots=True)
class Take:
    """A version of the shot that exists; `differs` says what is different now."""

    render_id: str
    made_at: datetime
    is_current: bool
    differs: str
    panel_url: str | None
    clip_url: str


@dataclass(frozen=True, slots=True)
class Making:
    """Of one shot as it is wanted now."""

    steps: Sequence[Made]
    takes: Sequence[Take]


def making_of(*, workspace_id: str, shot_id: str) -> Making:
    """Its steps in the order they are made, and its takes, newest first; NotFound for strangers."""
    shot = access_shot(workspace_id=workspace_id, id=shot_id)
    now = current(shot.project)
    past = list(farm.renders_of(workspace_id=workspace_id, subject=shot.project_id)[:REMEMBERED])
    return Making(tuple(_steps(shot, now, past)), tuple(_takes(shot, now, past)))


def take_back(*, workspace_id: str, shot_id: str, version: int, render_id: str) -> Shot:
    """The shot as it was in an earlier render, which costs nothing while its words are the same. Raises NoSuchTake."""
    shot = access_shot(workspace_id=workspace_id, id=shot_id)
    check_version(current=shot.version, expected=version)
    render = farm.access_render(workspace_id=workspace_id, id=render_id)
    if render.subject != shot.project_id or shot.id not in render.wanted:
        raise NoSuchTake
    then = _spec(FilmSpec.model_validate(render.spec), shot.id)
    return bring_back(
        workspace_id=workspace_id,
        id=shot.id,
        version=version,
        fields=_fields(then, cast=set(characters_of(shot.project).values_list("id", flat=True))),
        pinned=["frames"] if then.tight else [],
    )


def _steps(shot: Shot, now: Current, past: Sequence[Render]) -> Iterator[Made]:
    lines = {line["line"] for line in shot.lines}
    wanted = now.plan.wanted
    spoken = [line.key for line in _spec(now.spec, shot.id).lines if line_id(line.key) in lines]
    roles = [("speech", wanted[key]["speech"]) for key in spoken]
    mine = wanted[shot.id]
    order = (
        "panel",
        "likeness",
        *(role for role in mine if role.startswith("gate")),
        "timing",
        *MADE,
        "clip",
        "clip_likeness",
    )
    roles += [(role, mine[role]) for role in order if role in mine]
    digests = [digest for _, digest in roles]
    rows = farm.steps_by_digest(workspace_id=shot.workspace_id, digests=digests)
    found = farm.artifacts(workspace_id=shot.workspace_id, digests=digests)
    goes_on = any(render.state in _ACTIVE and render.result == now.plan.result for render in past)
    planned = now.plan.by_digest()
    for role, digest in roles:
        yield _made(role, planned[digest], rows.get(digest), found.get(digest), goes_on=goes_on)


def _made(role: str, step: Step, row: StepRow | None, artifact: Artifact | None, *, goes_on: bool) -> Made:
    state, why = _state(row, artifact, goes_on=goes_on)
    picture = step.settings.get("picture")
    return Made(
        role=role,
        label=step.label,
        engine=step.engine,
        engine_title=makers()[step.engine].title,
        version=step.version,
        digest=step.digest,
        state=state,
        cause=why,
        seconds=round(row.seconds, 2) if row and artifact and row.seconds else None,
        made_at=artifact.created_at if artifact else None,
        bytes=artifact.size if artifact else None,
        seed=picture.get("seed") if isinstance(picture, Mapping) else None,
    )


def _state(row: StepRow | None, artifact: Artifact | None, *, goes_on: bool) -> tuple[State, str]:
    if artifact is not None:
        return State.CURRENT, ""
    if row is not None and row.state == StepState.FAILED:
        return State.BLOCKED, row.error
    return (State.RUNNING if row is not None and row.state in _OPEN and goes_on else State.MISSING), ""


def _takes(shot: Shot, now: Current, past: Sequence[Render]) -> Iterator[Take]:
    """Each clip once, as the newest render wanted it."""
    wanted = now.plan.wanted[shot.id]["clip"]
    clips = {render.wanted[shot.id]["clip"]: render for render in reversed(past) if shot.id in render.wanted}
    panels = {render.wanted[shot.id]["panel"] for render in clips.values()}
    found = farm.artifacts(workspace_id=shot.workspace_id, digests={*clips, *panels})
    for digest, render in sorted(clips.items(), key=lambda item: item[1].id, reverse=True):
        if digest not in found:
            continue
        panel = found.get(render.wanted[shot.id]["panel"])
        older = Indexed(FilmSpec.model_validate(render.spec), render.preset)
        yield Take(
            render_id=render.id,
            made_at=found[digest].created_at,
            is_current=digest == wanted,
            differs="" if digest == wanted else cause(older, Indexed(now.spec, now.preset), shot.id),
            panel_url=artifact_url(panel) if panel else None,
            clip_url=artifact_url(found[digest]),
        )


def _spec(spec: FilmSpec, shot_id: str) -> ShotSpec:
    return next(shot for scene in spec.scenes for shot in scene.shots if shot.key == shot_id)


def _fields(shot: ShotSpec, *, cast: Collection[str]) -> dict[str, Any]:
    """What a person may set of a shot, as this take had it; who left the film since is not in it."""
    return {
        "size": shot.size.value,
        "angle": shot.angle.value,
        "movement": shot.movement.value,
        "prompt": shot.prompt,
        "frames": shot.frames,
        "character_ids": [member for member in shot.cast if member in cast],
        "seed": shot.seed,
    }
