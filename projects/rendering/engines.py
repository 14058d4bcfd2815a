"""Who can film a shot, for how much; and what was decided about it, its scene and its film."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from billing import quotes
from projects.project.models import Project
from projects.rendering import orders, routing
from projects.rendering.current import current
from projects.rendering.finishing import Priced, ShotFinish
from projects.storyboard.models import Shot
from renderers.compilers.film import compile_film
from renderers.compilers.film_finish import MADE
from renderers.compilers.routing import role_of, unfit
from renderers.engines import engines
from renderers.errors import BadInput
from renderers.farm import choices
from renderers.farm.models import EngineChoice
from renderers.farm.roster import unusable
from renderers.plan import Plan
from renderers.presets import PRESETS, Preset
from renderers.spec import FilmSpec, SceneSpec, ShotRole, ShotSpec

FILMED = ("panel", *MADE, "clip")
"""The steps of a shot that another engine changes, what they are made from, and what finishes its clip."""


@dataclass(frozen=True, slots=True)
class Option:
    """An engine for a shot: what the shot would cost at most, made anew; or why it cannot be, in words.

    `waits` says why nobody who is online has it now: it may be chosen, and a render would wait for it.
    """

    engine: str
    title: str
    amount: int | None
    why_not: str = ""
    waits: str = ""


@dataclass(frozen=True, slots=True)
class ShotEngines:
    """How a shot is filmed now (`engine`, by whose decision) and what else could; `shot`, `scene`, `film` decide.

    `instead_of` is the engine that was wanted where this one is its fallback, and `why` says why.
    """

    role: ShotRole
    engine: str
    decided: str
    preset_engine: str
    instead_of: str
    why: str
    options: tuple[Option, ...]
    finishing: tuple[ShotFinish, ...]
    shot: EngineChoice
    scene: EngineChoice
    film: EngineChoice


def engines_of(*, shot: Shot, now: datetime) -> ShotEngines:
    """Of one shot, with a price for every engine that films. Raises NothingToFilm, CannotBeFilmed."""
    project = shot.project
    wanted = current(project)
    scene, spec = _found(wanted.spec, shot.pk)
    role = role_of(spec, scene)
    rows = {level: row_of(project, target) for level, target in _targets(shot).items()}
    levels = {level: choices.chosen(row) for level, row in rows.items()}
    lacks = routing.lacking_in(project.workspace_id)
    alone, preset = _alone(wanted.spec, scene, spec), PRESETS[wanted.preset]
    waits = unusable(engines().values(), now=now)
    return ShotEngines(
        role=role,
        engine=spec.engine or routing.preset_engine(wanted.preset, role),
        decided=routing.decided_by(spec, role, levels),
        preset_engine=routing.preset_engine(wanted.preset, role),
        instead_of=spec.instead_of,
        why=(lacks(spec.instead_of) or unfit(spec.instead_of, spec)) if spec.instead_of else "",
        options=tuple(_options(Priced(alone, preset, lacks, waits, now))),
        finishing=tuple(Priced(alone, preset, lacks, waits, now).finishes(levels)),
        **rows,
    )


def row_of(project: Project, target: str) -> EngineChoice:
    """What is decided about a shot, a scene or the film itself."""
    return choices.choice_of(workspace_id=project.workspace_id, subject=project.id, target=target)


def _targets(shot: Shot) -> Mapping[str, str]:
    return {"shot": shot.pk, "scene": shot.scene_id, "film": shot.project_id}


def _found(spec: FilmSpec, key: str) -> tuple[SceneSpec, ShotSpec]:
    return next((scene, shot) for scene in spec.scenes for shot in scene.shots if shot.key == key)


def _alone(spec: FilmSpec, scene: SceneSpec, shot: ShotSpec) -> FilmSpec:
    """A film of this shot alone: quick to plan, and priced by the same walk."""
    role = role_of(shot, scene)
    only = scene.model_copy(update={"shots": (shot.model_copy(update={"role": role}),)})
    return spec.model_copy(update={"scenes": (only,)})


def _options(of: Priced) -> Iterator[Option]:
    for name in choices.film_engines():
        why = of.lacks(name)
        amount = None
        try:
            amount = _amount(_filmed_by(of.alone, name, of.preset), of.alone, of.now) if not why else None
        except BadInput as error:
            why = str(error)
        yield Option(name, engines()[name].title, amount, why, of.waits.get(name, "") if not why else "")


def _filmed_by(alone: FilmSpec, engine: str, preset: Preset) -> Plan:
    [scene] = alone.scenes
    [shot] = scene.shots
    chosen = scene.model_copy(update={"shots": (shot.model_copy(update={"engine": engine}),)})
    return compile_film(alone.model_copy(update={"scenes": (chosen,)}), preset)


def _amount(plan: Plan, alone: FilmSpec, now: datetime) -> int:
    made = plan.wanted[alone.scenes[0].shots[0].key]
    digests = {made[role] for role in FILMED if role in made}
    items = orders.items_of((step for step in plan if step.digest in digests), set())
    return quotes.estimate(items=items, slots={}, now=now).amount
