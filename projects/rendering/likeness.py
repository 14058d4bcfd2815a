"""How much everybody in a film looks like the pictures they are known by, and letting a key image pass all the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from projects.cast.models import LetPass
from projects.cast.selectors import characters_of
from projects.project.models import Project
from projects.rendering.current import Current, current
from projects.rendering.spec import NothingToFilm
from projects.storyboard.selectors import access_shot
from renderers.compilers.likeness import people_in
from renderers.events import StepState
from renderers.farm import selectors as farm
from renderers.farm.models import Artifact
from renderers.media.likeness import LEAST_PERCENT
from renderers.presets import PRESETS
from studio.accounts.audit import record
from studio.core.actor import Actor
from studio.core.errors import Conflict

ROLES = ("likeness", "clip_likeness")


class NothingToPass(Conflict):
    """No key image of this shot waits for a decision: nobody in it was found to look unlike their pictures."""

    code = "nothing_to_pass"


@dataclass(frozen=True, slots=True)
class Score:
    """Of one person in a shot: `percent` of 100, or why there is none; of the key image or of the clip."""

    character_id: str
    name: str
    of: str
    percent: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A shot that was measured. `holds` its clip back while a person has not decided; `passed` when they let it."""

    shot_id: str
    by: str
    least_percent: int
    people: tuple[Score, ...]
    holds: bool
    passed: bool


def likeness_of(project: Project) -> list[Seen]:
    """Every shot of the film as it is wanted now whose picture was measured, in order."""
    try:
        now = current(project)
    except NothingToFilm:
        return []
    wanted = [roles[role] for roles in now.plan.wanted.values() for role in ROLES if role in roles]
    found = farm.artifacts(workspace_id=project.workspace_id, digests=wanted)
    gates = {roles[role] for roles in now.plan.wanted.values() for role in roles if role.startswith("gate")}
    states = farm.step_states(workspace_id=project.workspace_id, digests=gates) if gates else {}
    names = dict(characters_of(project).values_list("id", "name"))
    return list(_seen(now, found, states, names))


@transaction.atomic
def let_pass(*, actor: Actor, shot_id: str) -> None:
    """The shot's key image is filmed as it is, with the next render. Raises NothingToPass."""
    shot = access_shot(workspace_id=actor.workspace_id, id=shot_id)
    now = current(shot.project)
    seen = next((each for each in likeness_of(shot.project) if each.shot_id == shot.id), None)
    if seen is None or not seen.holds:
        raise NothingToPass
    panel = now.plan.wanted[shot.id]["panel"]
    LetPass.objects.get_or_create(
        workspace_id=actor.workspace_id, project=shot.project, panel=panel, defaults={"said_by": actor.user_id}
    )
    lowest = min((score.percent for score in seen.people if score.percent is not None), default=None)
    record(actor=actor, verb="likeness.let_pass", subject_id=shot.id, label=shot.prompt, percent=lowest, panel=panel)


def _seen(
    now: Current, found: Mapping[str, Artifact], states: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[Seen]:
    steps = now.plan.by_digest()
    for shot in (shot for scene in now.spec.scenes for shot in scene.shots):
        roles = now.plan.wanted.get(shot.key, {})
        told = {role: found[roles[role]] for role in ROLES if role in roles and roles[role] in found}
        if not told:
            continue
        keys = people_in(shot, now.spec, steps[roles["likeness"]].engine, PRESETS[now.preset])
        people = tuple(score for role, made in told.items() for score in _scores(keys, made, role, names))
        yield Seen(
            shot_id=shot.key,
            by=next(iter(told.values())).facts["by"],
            least_percent=LEAST_PERCENT,
            people=people,
            holds=any(states.get(roles[role]) == StepState.FAILED for role in roles if role.startswith("gate")),
            passed=roles["panel"] in now.spec.let_pass,
        )


def _scores(keys: Sequence[str], made: Artifact, role: str, names: Mapping[str, str]) -> Iterator[Score]:
    for key, told in zip(keys, made.facts["people"], strict=True):
        of = "clip" if role == "clip_likeness" else "panel"
        yield Score(key, names.get(key, ""), of, told["percent"], told["why"])
