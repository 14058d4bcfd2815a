"""The storyboard follows the screenplay; what a person set stays as set."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, Sum

from projects.cast import naming
from projects.cast.selectors import characters_of
from projects.project.models import Project
from projects.screenplay.changes import Changes, Named, short
from projects.screenplay.followers import Draft
from projects.screenplay.models import Scene
from projects.screenplay.selectors import scenes_of
from projects.screenplay.services import store_rows
from projects.storyboard.derive import SEEDS, Merged, merged, wanted_shots
from projects.storyboard.models import FIELDS, Shot
from projects.storyboard.order import ORDER
from projects.storyboard.selectors import shots_of
from renderers.timing import frames_covering
from studio.core.errors import Invalid
from studio.core.etags import check_version
from studio.core.events import announce
from studio.core.tenancy import access

ROW_FIELDS = (
    "scene_id", "order_key", *FIELDS, "covers", "part", "lines", "seed", "source", "derived", "pinned", "version",
)  # fmt: skip
LONGEST_SECONDS = 600


def reboard(draft: Draft) -> Mapping[str, Changes]:
    """Shots for scenes that are new or changed, merged with what was there; all other scenes are left alone."""
    project = draft.project
    mine = Shot.objects.filter(workspace_id=project.workspace_id, project_id=project.id)
    kept_scenes = {row.id for row in draft.scenes}
    cast = {naming.key(row.cue): row.id for row in characters_of(project)}
    wanted = list(wanted_shots(draft, cast=cast))
    live = Q(archived_at=None)
    pool = list(mine.filter(~live | Q(scene_id__in=draft.changed) | ~Q(scene_id__in=kept_scenes)))
    before = {row.id: row.scene_id for row in pool if row.archived_at is None}
    result = merged(draft, wanted, pool)
    rows = [row for shots in result.rows.values() for row in shots]
    taken = {row.id for row in rows}
    lost = [row for row in pool if row.archived_at is None and row.id not in taken]
    for row in lost:
        row.archived_at = draft.now
    store_rows(Shot, [*rows, *lost], ROW_FIELDS)
    _count(project)
    return {"shots": _changes(draft, result, lost, before)}


@transaction.atomic
def change_shot(*, workspace_id: str, id: str, version: int, fields: Mapping[str, Any]) -> Shot:
    """The shot with these fields set by a person, which pins them. Raises PreconditionFailed, Invalid."""
    shot = locked_shot(workspace_id=workspace_id, id=id)
    check_version(current=shot.version, expected=version)
    for name, value in _valid(shot, fields).items():
        setattr(shot, name, value)
    shot.pinned = sorted({*shot.pinned, *(name for name in fields if name in FIELDS)})
    return saved_shot(shot)


@transaction.atomic
def bring_back(*, workspace_id: str, id: str, version: int, fields: Mapping[str, Any], pinned: Collection[str]) -> Shot:
    """The shot as it was when an earlier take was made: its fields, those that were `pinned`, and its seed.

    Fields that differ from what the screenplay suggests now are pinned too. Raises PreconditionFailed, Invalid.
    """
    shot = locked_shot(workspace_id=workspace_id, id=id)
    check_version(current=shot.version, expected=version)
    for name, value in _valid(shot, fields).items():
        setattr(shot, name, value)
    # A length is pinned only if it was: a pinned one makes lines be spoken faster to fit.
    differ = {name for name in FIELDS if name != "frames" and getattr(shot, name) != shot.derived[name]}
    shot.pinned = sorted({*pinned, *differ, *(name for name in shot.pinned if name == ORDER)})
    return saved_shot(shot)


@transaction.atomic
def reset_shot(*, workspace_id: str, id: str, version: int, fields: Sequence[str]) -> Shot:
    """The shot with these fields as the screenplay suggests them, unpinned; no fields: all of them."""
    shot = locked_shot(workspace_id=workspace_id, id=id)
    check_version(current=shot.version, expected=version)
    for name in fields or FIELDS:
        if name not in FIELDS:
            raise Invalid(f"A shot has no field {name}; reset {', '.join(FIELDS)}.", param="fields")
        setattr(shot, name, shot.derived[name])
    shot.pinned = [name for name in shot.pinned if name == ORDER or (fields and name not in fields)]
    return saved_shot(shot)


def retime(project: Project, before: Fraction) -> None:
    """Shots of a project whose frame rate changed last as long as they did."""
    shots = list(Shot.objects.filter(workspace_id=project.workspace_id, project_id=project.id))
    for shot in shots:
        shot.frames = frames_covering(shot.frames / before, project.frame_rate)
        shot.derived = shot.derived | {"frames": frames_covering(shot.derived["frames"] / before, project.frame_rate)}
    Shot.objects.bulk_update(shots, ["frames", "derived"], batch_size=500)
    _count(project)
    project.save(update_fields=["shot_count", "frames"])


def locked_shot(*, workspace_id: str, id: str) -> Shot:
    """A live shot, its row locked until the transaction ends; NotFound for strangers."""
    live = Shot.objects.filter(archived_at=None, scene__archived_at=None, project__archived_at=None)
    rows = live.select_related("scene", "project").select_for_update(of=("self",))
    return access(rows, workspace_id=workspace_id, id=id)


def saved_shot(shot: Shot) -> Shot:
    """A shot that was changed: its version moves on, and whoever watches the project hears of it."""
    shot.version += 1
    shot.save()
    _count(shot.project)
    shot.project.save(update_fields=["shot_count", "frames"])
    announce(
        workspace_id=shot.workspace_id,
        topic=f"project:{shot.project_id}",
        kind="shot.changed",
        body={"project_id": shot.project_id, "shot_id": shot.id, "version": shot.version},
    )
    return shot


def _valid(shot: Shot, fields: Mapping[str, Any]) -> Mapping[str, Any]:
    frames, prompt, cast = fields.get("frames"), fields.get("prompt"), fields.get("character_ids")
    longest = int(LONGEST_SECONDS * shot.project.frame_rate)
    if frames is not None and not 1 <= frames <= longest:
        raise Invalid(f"A shot lasts 1 to {longest} frames here, not {frames}; split it in two.", param="frames")
    seed = fields.get("seed")
    if seed is not None and not 0 <= seed <= SEEDS:
        raise Invalid(f"A seed is a whole number from 0 to {SEEDS}.", param="seed")
    if prompt is not None and not prompt.strip():
        raise Invalid("Say what the camera sees.", param="prompt")
    if cast is not None:
        known = set(characters_of(shot.project).values_list("id", flat=True))
        strangers = [member for member in cast if member not in known]
        if strangers:
            raise Invalid(f"{strangers[0]} is no character of this film.", param="character_ids")
    return fields


def _count(project: Project) -> None:
    """Shots and frames of the project and of its scenes; saves the scenes, not the project."""
    found = shots_of(project).order_by().values("scene_id").annotate(shots=Count("id"), length=Sum("frames"))
    by_scene = {row["scene_id"]: (row["shots"], row["length"]) for row in found}
    scenes = list(scenes_of(project))
    for scene in scenes:
        scene.shot_count, scene.frames = by_scene.get(scene.id, (0, 0))
    Scene.objects.bulk_update(scenes, ["shot_count", "frames"], batch_size=500)
    project.shot_count = sum(shots for shots, _ in by_scene.values())
    project.frames = sum(length for _, length in by_scene.values())


def _changes(draft: Draft, result: Merged, lost: Sequence[Shot], before: Mapping[str, str]) -> Changes:
    number = {row.id: row.number for row in draft.scenes}
    names = {
        row.id: _named(row, f"{number[scene_id]}.{place}")
        for scene_id, rows in result.rows.items()
        for place, row in enumerate(rows, 1)
    }
    rows = [row for scene_rows in result.rows.values() for row in scene_rows]
    moved = [row for row in rows if before.get(row.id, row.scene_id) != row.scene_id]
    return Changes(
        added=[names[row.id] for row in result.added],
        changed=[names[row.id] for row in result.changed],
        moved=[names[row.id] for row in moved],
        removed=[_named(row, "") for row in lost],
    )


def _named(row: Shot, number: str) -> Named:
    return Named(row.id, short(f"{number} {row.prompt}".strip()))
