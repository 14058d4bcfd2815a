"""Deciding what characters wear. Each function is one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from projects.cast.models import Character, Look
from projects.cast.selectors import access_character, access_look, looks_of
from projects.project.selectors import locked_project
from projects.screenplay.selectors import scenes_of
from studio.core.clock import now
from studio.core.errors import Invalid
from studio.core.etags import check_version
from studio.core.events import announce


@transaction.atomic
def add_look(*, workspace_id: str, character_id: str, fields: Mapping[str, Any]) -> Look:
    """A new look of the character, worn in the scenes that are named. Raises Invalid."""
    character = access_character(workspace_id=workspace_id, id=character_id)
    locked_project(workspace_id=workspace_id, id=character.project_id)
    look = Look(workspace_id=workspace_id, project_id=character.project_id, character=character)
    return _worn(look, fields)


@transaction.atomic
def change_look(*, workspace_id: str, id: str, version: int, fields: Mapping[str, Any]) -> Look:
    """The look with these fields set; a scene that wears it now wears no other look of the character.

    Raises PreconditionFailed, Invalid.
    """
    project_id = access_look(workspace_id=workspace_id, id=id).project_id
    locked_project(workspace_id=workspace_id, id=project_id)
    look = access_look(workspace_id=workspace_id, id=id)
    check_version(current=look.version, expected=version)
    look.version += 1
    return _worn(look, fields)


@transaction.atomic
def remove_look(*, workspace_id: str, id: str, version: int) -> None:
    """Its scenes go back to the character's usual clothes; what was made with it stays. Raises PreconditionFailed."""
    look = access_look(workspace_id=workspace_id, id=id)
    check_version(current=look.version, expected=version)
    look.archived_at = now()
    look.save()
    _tell(look)


def _worn(look: Look, fields: Mapping[str, Any]) -> Look:
    for name, value in _valid(look, fields).items():
        setattr(look, name, value)
    others = list(looks_of(look.project).filter(character_id=look.character_id).exclude(id=look.id))
    if any(other.name.casefold() == look.name.casefold() for other in others):
        raise Invalid(f"{look.character.name} already has a look named {look.name}.", param="name")
    for other in others:
        if left := [scene for scene in other.scene_ids if scene not in look.scene_ids]:
            changed = left != other.scene_ids
        else:
            changed = bool(other.scene_ids)
        if changed:
            other.scene_ids, other.version = left, other.version + 1
            other.save()
    look.save()
    _tell(look)
    return look


def _valid(look: Look, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as they are stored. Raises Invalid naming what cannot be."""
    given = dict(fields)
    for name, what in (("name", "A look needs a name."), ("description", "Say what is worn, in a few words.")):
        if name in given:
            given[name] = given[name].strip()
            if not given[name]:
                raise Invalid(what, param=name)
    if "scene_ids" in given:
        given["scene_ids"] = _scenes(look.character, given["scene_ids"])
    return given


def _scenes(character: Character, wanted: Sequence[str]) -> list[str]:
    """The scenes in story order. Raises Invalid for one that is not of this film."""
    known = list(scenes_of(character.project).values_list("id", flat=True))
    if strange := [scene for scene in wanted if scene not in known]:
        raise Invalid(f"There is no scene {strange[0]} in this film.", param="scene_ids")
    return [scene for scene in known if scene in wanted]


def _tell(look: Look) -> None:
    announce(
        workspace_id=look.workspace_id,
        topic=f"project:{look.project_id}",
        kind="look.changed",
        body={
            "project_id": look.project_id,
            "character_id": look.character_id,
            "look_id": look.id,
            "version": look.version,
        },
    )
