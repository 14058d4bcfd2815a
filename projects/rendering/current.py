"""The film as it is wanted now. Reading and compiling a feature takes half a second, so the last few are remembered."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock

from django.db.models import Max

from projects.cast.models import Character, LetPass, Look, Reference
from projects.dictionary import selectors as dictionary
from projects.project.models import Project
from projects.rendering.spec import CannotBeFilmed, film_spec
from projects.screenplay.models import Screenplay
from projects.sound.models import SoundSettings
from projects.storyboard.models import Shot
from renderers.compilers.film import compile_film
from renderers.compilers.film_extras import with_extras
from renderers.errors import BadInput
from renderers.farm import choices, engine_keys
from renderers.plan import Plan
from renderers.presets import PRESETS
from renderers.spec import FilmSpec

REMEMBERED = 4
_plans: OrderedDict[tuple[object, ...], Current] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Current:
    """A film as it is wanted now, and what everything of it will be called."""

    spec: FilmSpec
    plan: Plan
    preset: str


def current(project: Project, *, preset: str = "") -> Current:
    """The spec and plan of the film as it is now. Raises NothingToFilm, CannotBeFilmed."""
    name = preset or project.preset
    key = (*_state(project), name)
    with _lock:
        if key in _plans:
            _plans.move_to_end(key)
            return _plans[key]
    spec = film_spec(project)
    found = Current(spec, compiled(spec, name), name)
    with _lock:
        _plans[key] = found
        while len(_plans) > REMEMBERED:
            _plans.popitem(last=False)
    return found


def compiled(spec: FilmSpec, preset: str) -> Plan:
    """The plan of a spec. Raises CannotBeFilmed with the engine's own sentence."""
    try:
        return compile_film(spec, PRESETS[preset])
    except BadInput as error:
        raise CannotBeFilmed(str(error)) from error


def extended(plan: Plan, spec: FilmSpec, extras: Iterable[str]) -> Plan:
    """The plan and what else was asked for. Raises CannotBeFilmed with the engine's own sentence."""
    try:
        return with_extras(plan, spec, extras)
    except BadInput as error:
        raise CannotBeFilmed(str(error)) from error


def _state(project: Project) -> tuple[object, ...]:
    """Changes with everything a spec reads: every edit moves one of these times on."""
    mine = {"workspace_id": project.workspace_id, "project_id": project.id}
    return (
        project.id,
        Project.objects.filter(pk=project.pk).aggregate(at=Max("updated_at"))["at"],
        *Screenplay.objects.filter(**mine).values_list("version", "updated_at"),
        Shot.objects.filter(**mine).aggregate(at=Max("updated_at"))["at"],
        Character.objects.filter(**mine).aggregate(at=Max("updated_at"))["at"],
        Reference.objects.filter(**mine).aggregate(at=Max("updated_at"))["at"],
        LetPass.objects.filter(**mine).count(),
        Look.objects.filter(**mine).aggregate(at=Max("updated_at"))["at"],
        SoundSettings.objects.filter(**mine).aggregate(at=Max("updated_at"))["at"],
        dictionary.state_of(workspace_id=project.workspace_id),
        choices.state_of(workspace_id=project.workspace_id, subject=project.id),
        engine_keys.state_of(workspace_id=project.workspace_id),
    )
