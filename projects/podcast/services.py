"""Making and changing shows and the people in them. Each function is one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from projects.cast.selectors import access_character
from projects.cast.services import valid_voice
from projects.podcast.filmed import insist_on_picture
from projects.podcast.models import KIND, Personality, Show, new_feed_key
from projects.podcast.selectors import access_personality, people_of, show_of
from projects.project.models import Project
from projects.project.selectors import locked_project
from projects.project.services import announce_project
from renderers.compilers.voices import read_show_voice
from renderers.episode import FEWEST_PEOPLE, Role
from renderers.errors import BadInput
from renderers.podcast.house import HOUSE, voice_for
from renderers.podcast.pens import pen
from studio.core.errors import Conflict, Invalid
from studio.core.etags import check_version

MOST_PEOPLE_OF_A_SHOW = 24
CATEGORIES = (
    "Arts", "Business", "Comedy", "Education", "Fiction", "Health & Fitness", "History", "Kids & Family", "Leisure",
    "Music", "News", "Religion & Spirituality", "Science", "Society & Culture", "Sports", "Technology", "True Crime",
    "TV & Film",
)  # fmt: skip
"""What directories sort podcasts by."""


class TooFewPeople(Conflict):
    """A conversation needs two; bring somebody else in before you let this one go."""

    code = "too_few_people"


def start_show(project: Project, _text: str, _author_id: str) -> None:
    """The show of a new project that is a podcast, with the house's four; runs in the transaction that makes it."""
    if project.kind != KIND:
        return
    Show.objects.create(workspace_id=project.workspace_id, project=project)
    for position, (role, house) in enumerate(HOUSE.items()):
        Personality.objects.create(
            workspace_id=project.workspace_id,
            project=project,
            position=position,
            name=house.name,
            role=role.value,
            character_text=house.character,
            voice=house.voice,
            pace_percent=house.pace_percent,
        )


@transaction.atomic
def change_show(*, workspace_id: str, project_id: str, version: int, fields: Mapping[str, Any]) -> Show:
    """The show with these fields. Raises PreconditionFailed, Invalid."""
    project = locked_project(workspace_id=workspace_id, id=project_id)
    show = show_of(project)
    check_version(current=show.version, expected=version)
    if fields.get("category", CATEGORIES[0]) not in CATEGORIES:
        raise Invalid(f"Directories know no {fields['category']}; choose {', '.join(CATEGORIES)}.", param="category")
    for name, value in fields.items():
        setattr(show, name, value)
    show.version += 1
    show.save()
    announce_project(project)
    return show


@transaction.atomic
def revoke_feed(*, workspace_id: str, project_id: str) -> Show:
    """A new secret address; the old one answers nobody from now on."""
    project = locked_project(workspace_id=workspace_id, id=project_id)
    show = show_of(project)
    show.feed_key = new_feed_key()
    show.version += 1
    show.save()
    announce_project(project)
    return show


@transaction.atomic
def add_personality(*, workspace_id: str, project_id: str, fields: Mapping[str, Any]) -> Personality:
    """Somebody new in a show, or a character of the workspace's films. Raises Invalid."""
    project = locked_project(workspace_id=workspace_id, id=project_id)
    show_of(project)
    people = list(people_of(project))
    if len(people) >= MOST_PEOPLE_OF_A_SHOW:
        raise Invalid(f"A show has at most {MOST_PEOPLE_OF_A_SHOW} people; let somebody go first.", param="name")
    wanted = _from_cast(workspace_id, fields) | _valid(fields)
    if not wanted.get("name"):
        raise Invalid("Somebody who speaks has a name.", param="name")
    _insist_on_own_name(str(wanted["name"]), people)
    role = Role(wanted.get("role", Role.GUEST.value))
    if not wanted.get("voice"):
        wanted["voice"] = voice_for(role, gender="", taken=[each.voice for each in people])
    last = Personality.objects.filter(workspace_id=workspace_id, project=project).aggregate(at=Max("position"))["at"]
    made = Personality(workspace_id=workspace_id, project=project, position=(last or 0) + 1, **wanted)
    _insist_on_pen(made)
    insist_on_picture(made)
    made.save(force_insert=True)
    announce_project(project)
    return made


@transaction.atomic
def change_personality(*, workspace_id: str, id: str, version: int, fields: Mapping[str, Any]) -> Personality:
    """Somebody with these fields. Raises PreconditionFailed, Invalid."""
    project = locked_project(
        workspace_id=workspace_id, id=access_personality(workspace_id=workspace_id, id=id).project_id
    )
    person = access_personality(workspace_id=workspace_id, id=id)
    check_version(current=person.version, expected=version)
    wanted = _valid(fields)
    if "name" in wanted:
        _insist_on_own_name(wanted["name"], [each for each in people_of(project) if each.id != person.id])
    for name, value in wanted.items():
        setattr(person, name, value)
    _insist_on_pen(person)
    insist_on_picture(person)
    person.version += 1
    person.save()
    announce_project(project)
    return person


@transaction.atomic
def remove_personality(*, workspace_id: str, id: str, version: int, now: datetime) -> None:
    """Out of the show; scripts they speak in keep them. Raises TooFewPeople."""
    project = locked_project(
        workspace_id=workspace_id, id=access_personality(workspace_id=workspace_id, id=id).project_id
    )
    person = access_personality(workspace_id=workspace_id, id=id)
    check_version(current=person.version, expected=version)
    if people_of(project).count() <= FEWEST_PEOPLE:
        raise TooFewPeople
    person.archived_at = now
    person.version += 1
    person.save()
    announce_project(project)


def _from_cast(workspace_id: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What a character of a film brings along."""
    if not fields.get("character_id"):
        return {}
    character = access_character(workspace_id=workspace_id, id=str(fields["character_id"]))
    return {
        "character_id": character.id,
        "name": character.name[:60],
        "character_text": " ".join(character.description.split())[:400],
        "voice": _brought(character.voice),
        "pace_percent": character.pace_percent,
        "pitch_percent": character.pitch_percent,
    }


def _brought(voice: str) -> str:
    """Their voice in films, where a show can have it; one that needs their recording stays there."""
    try:
        return read_show_voice(voice)
    except ValueError:
        return ""


def _valid(fields: Mapping[str, Any]) -> dict[str, Any]:
    read = valid_voice(fields, read=read_show_voice)
    found = {name: value for name, value in read.items() if name != "character_id"}
    if "character" in found:
        found["character_text"] = found.pop("character")
    if "name" in found:
        found["name"] = " ".join(str(found["name"]).split())
        if not found["name"]:
            raise Invalid("Somebody who speaks has a name.", param="name")
    return found


def _insist_on_pen(person: Personality) -> None:
    """A writer there is, and a model where it has no usual one."""
    try:
        pen(person.writer, model=person.model)
    except BadInput as error:
        raise Invalid(f"{str(error)[:1].upper()}{str(error)[1:]}", param="writer") from error


def _insist_on_own_name(name: str, others: list[Personality]) -> None:
    if any(each.name.casefold() == name.casefold() for each in others):
        raise Invalid(f"There is a {name} in this show already; listeners need two names.", param="name")
