"""Exchanges of a film or an episode: by whose decision lines are ordered together, and what a change buys again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from projects.podcast.models import KIND
from projects.project.models import Project
from projects.project.selectors import locked_project
from projects.rendering import routing
from projects.rendering.current import current
from projects.rendering.spec import CannotBeFilmed, NothingToFilm
from renderers.compilers.exchange_remarks import idle_in_scenes, idle_in_show
from renderers.compilers.exchanges import EXCHANGE, exchange_engines, remark_on_exchanges
from renderers.compilers.routing import Chosen
from renderers.errors import BadInput
from renderers.exports import makers
from renderers.farm import choices
from renderers.farm.selectors import renders_of
from renderers.farm.submit import made_digests
from renderers.plan import Plan
from renderers.presets import PRESETS
from renderers.spec import LINE_BY_LINE
from studio.core.events import announce

REMEMBERED = 5
"""How many renders back bought exchanges are looked for."""


@dataclass(frozen=True, slots=True)
class Option:
    """A way to order lines; why this workspace cannot use it, and else why it would change nothing here."""

    engine: str
    title: str
    why_not: str = ""
    idle: str = ""


@dataclass(frozen=True, slots=True)
class Ordered:
    """What is decided here about how lines are ordered, what holds, and by whose decision: scene, film or preset."""

    engine: str
    holds: str
    decided: str
    options: tuple[Option, ...]
    version: int


def ordered_in(project: Project, scene_id: str = "") -> Ordered:
    """How lines of a scene, or of a whole film or show, are ordered."""
    lacks, every = routing.lacking_in(project.workspace_id), choices_of(project)
    levels = [("scene", scene_id), ("film", project.id)] if scene_id else [("film", project.id)]
    found = {level: routing.spoken(every, [target]) for level, target in levels}
    decided = next((level for level, engine in found.items() if engine), "preset")
    usual = PRESETS[project.preset].exchange or LINE_BY_LINE
    row = choices.choice_of(
        workspace_id=project.workspace_id, subject=project.id, target=choices.voices_of(scene_id or project.id)
    )
    options = (
        Option(name, makers()[name].title, lacks(name), _idle(project, scene_id, name)) for name in exchange_engines()
    )
    each = Option(LINE_BY_LINE, "Each line by itself")
    return Ordered(row.every, found.get(decided) or usual, decided, (each, *options), row.version)


def _idle(project: Project, scene_id: str, engine: str) -> str:
    """Why nothing here would be spoken together by an engine; empty too where nothing can be planned yet."""
    if project.kind == KIND:
        return idle_in_show(PRESETS[project.preset], engine)
    try:
        film = current(project).spec
        scenes = [scene for scene in film.scenes if scene_id in ("", scene.key)]
        return idle_in_scenes(film, scenes, PRESETS[project.preset], engine)
    except (NothingToFilm, CannotBeFilmed, BadInput):
        return ""


def choices_of(project: Project) -> Mapping[str, Chosen]:
    """All that was decided about engines of a film or a show."""
    return choices.choices_of(workspace_id=project.workspace_id, subject=project.id)


@transaction.atomic
def order_lines(*, project: Project, scene_id: str = "", version: int, engine: str) -> None:
    """Another decision about a scene, a film or a show; empty leaves it open. Raises PreconditionFailed, Invalid."""
    locked, target = locked_project(workspace_id=project.workspace_id, id=project.id), scene_id or project.id
    row = choices.choose_voices(
        workspace_id=locked.workspace_id, subject=locked.id, target=target, version=version, engine=engine
    )
    announce(
        workspace_id=locked.workspace_id,
        topic=f"project:{locked.id}",
        kind="engines.changed",
        body={"project_id": locked.id, "target": target, "version": row.version},
    )


def bought_again(workspace_id: str, subject: str, plan: Plan) -> str:
    """What of a film or episode is bought again whole because a part of it changed, in words; else nothing."""
    now = {roles[EXCHANGE] for roles in plan.wanted.values() if EXCHANGE in roles}
    if not now:
        return ""
    past = [
        render.wanted for render in renders_of(workspace_id=workspace_id, subject=subject).defer("spec")[:REMEMBERED]
    ]
    before = {(key, roles[EXCHANGE]) for wanted in past for key, roles in wanted.items() if EXCHANGE in roles}
    made = made_digests(workspace_id, sorted(now | {digest for _, digest in before}))
    bought: dict[str, set[str]] = {}
    for key, digest in before:
        if digest in made:
            bought.setdefault(key, set()).add(digest)
    return remark_on_exchanges(plan, made, bought)
