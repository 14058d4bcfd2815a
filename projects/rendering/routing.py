"""By which engine shots are filmed: a choice for a shot before that for its scene, its film, and the preset."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from django.db import transaction

from projects.project.models import Project
from projects.project.selectors import locked_project
from renderers.compilers.routing import EVERY, Chosen, Route, finishing, role_of, route, unfit
from renderers.engine import Kind
from renderers.farm import choices
from renderers.farm.models import EngineChoice
from renderers.presets import PRESETS
from renderers.spec import FinishSpec, SceneSpec, ShotRole, ShotSize, ShotSpec
from studio.core.events import announce

Lacking = Callable[[str], str]
NOTHING = Chosen()


def routed(project: Project, scenes: Sequence[SceneSpec]) -> tuple[SceneSpec, ...]:
    """The scenes with what people decided about their engines; cards are lettered whatever they decided."""
    decided = choices.choices_of(workspace_id=project.workspace_id, subject=project.id)
    if not decided:
        return tuple(scenes)
    lacks = lacking_in(project.workspace_id)
    film = decided.get(project.id, NOTHING)
    return tuple(
        _routed(scene, decided, film, lacks, exchange=spoken(decided, (scene.key, project.id))) for scene in scenes
    )


def spoken(decided: Mapping[str, Chosen], targets: Sequence[str]) -> str:
    """How lines are ordered, as the nearest decision says; empty where nobody made one."""
    found = (decided.get(choices.voices_of(target), NOTHING).engines.get(EVERY, "") for target in targets)
    return next(filter(None, found), "")


def lacking_in(workspace_id: str) -> Lacking:
    """Why a workspace cannot use an engine, asked once for each."""
    return cache(lambda engine: choices.lacking(workspace_id=workspace_id, engine=engine))


def _routed(
    scene: SceneSpec, decided: Mapping[str, Chosen], film: Chosen, lacks: Lacking, *, exchange: str
) -> SceneSpec:
    of_scene = decided.get(scene.key, NOTHING)
    marked = [_marked(shot, decided) for shot in scene.shots]
    whole = scene.model_copy(update={"shots": tuple(marked)})
    shots = []
    for shot in marked:
        levels = (("shot", decided.get(shot.key, NOTHING)), ("scene", of_scene), ("film", film))
        found = Route() if shot.size is ShotSize.TITLE else route(role_of(shot, whole), levels, _cannot(shot, lacks))
        finish = tuple(FinishSpec(what=what, engine=engine) for what, (_, engine) in finishing(levels).items())
        told = {"engine": found.engine, "instead_of": found.instead_of, "finish": finish}
        shots.append(shot.model_copy(update=told))
    return scene.model_copy(update={"shots": tuple(shots), "exchange": exchange})


def _cannot(shot: ShotSpec, lacks: Lacking) -> Lacking:
    """Why an engine cannot film this shot: it cannot be used at all, or not for this."""
    return lambda engine: lacks(engine) or unfit(engine, shot)


def _marked(shot: ShotSpec, decided: Mapping[str, Chosen]) -> ShotSpec:
    role = decided.get(shot.key, NOTHING).role
    return shot.model_copy(update={"role": role}) if role else shot


def decided_by(shot: ShotSpec, role: ShotRole, levels: Mapping[str, Chosen]) -> str:
    """Whose decision an engine is: `shot`, `scene`, `film`, or `preset` where nobody made one."""
    if shot.engine:
        return next(level for level, chosen in levels.items() if chosen.of(role))
    return "preset"


def preset_engine(preset: str, role: ShotRole) -> str:
    """What the preset says about shots of a role."""
    return PRESETS[preset].filming(role).engines[Kind.CLIP].engine


@transaction.atomic
def choose(*, project: Project, target: str, version: int, fields: Mapping[str, Any]) -> EngineChoice:
    """Another decision about a shot, a scene or the film. Raises PreconditionFailed, Invalid."""
    locked = locked_project(workspace_id=project.workspace_id, id=project.id)
    row = choices.choose(
        workspace_id=locked.workspace_id, subject=locked.id, target=target, version=version, fields=fields
    )
    announce(
        workspace_id=locked.workspace_id,
        topic=f"project:{locked.id}",
        kind="engines.changed",
        body={"project_id": locked.id, "target": target, "version": row.version},
    )
    return row
