"""By which engine people of a show are filmed, and the picture they are filmed from: brought, or of a film's cast.

Pictures of a character are kept with the character, wherever they come from: one door, one consent, one record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from django.db import transaction
from django.db.models import QuerySet

from projects.cast import identity
from projects.cast.models import Character, Reference, ReferenceKind
from projects.podcast.models import Personality
from projects.podcast.selectors import access_personality
from projects.project.selectors import locked_project
from projects.project.services import announce_project
from renderers.compilers.avatars import avatars
from renderers.compilers.identities import PAINTED
from renderers.engine import card_of
from renderers.engines import engines
from renderers.episode import FilmedSpec, Shown
from renderers.events import RenderState
from renderers.farm import choices, roster
from renderers.farm import selectors as farm
from renderers.plan import WorkerSize
from renderers.presets import usual
from renderers.sizes import worker_of
from studio.core.actor import Actor
from studio.core.errors import Conflict, Invalid


class PictureOfTheCast(Conflict):
    """This person comes from the cast of a film; bring or remove their pictures on the Cast page of that film."""

    code = "picture_of_the_cast"


class NothingToFilmFrom(Invalid):
    """There is no picture this person could be filmed from."""

    code = "nothing_to_film_from"


@dataclass(frozen=True, slots=True)
class Pictured:
    """What somebody is filmed from; `reference` is None for a sheet that the studio drew."""

    digest: str
    shows: Shown
    reference: Reference | None = None


@dataclass(frozen=True, slots=True)
class AvatarEngine:
    """An engine that films people; `says` on what it runs and under which terms, `why_not` what is lacking now."""

    name: str
    title: str
    says: str
    why_not: str


def picture_of(person: Personality) -> Pictured | None:
    """The newest front view that people brought of them, else the reference sheet a model drew of the character."""
    character_id = str(person.character_id or "")
    if not character_id:
        return None
    brought = front_views(person.workspace_id, character_id).first()
    if brought is not None:
        return Pictured(brought.digest, Shown.PORTRAIT, brought)
    return _sheet_of(person.workspace_id, character_id)


def front_views(workspace_id: str, character_id: str) -> QuerySet[Reference]:
    """Pictures of a character from the front, the newest first."""
    found = Reference.objects.filter(
        workspace_id=workspace_id, character_id=character_id, kind=ReferenceKind.FRONT, archived_at=None
    )
    return found.select_related("consent").order_by("-created_at", "-id")


def _sheet_of(workspace_id: str, character_id: str) -> Pictured | None:
    """Painted sheets are left out: engines that make faces speak look for faces, not for paint."""
    drawn = farm.renders_of(workspace_id=workspace_id, subject=character_id).filter(
        state=RenderState.SUCCEEDED, spec__sheet__look_id=""
    )
    for render in drawn[:5]:
        step = farm.steps_by_digest(workspace_id=workspace_id, digests=[render.result]).get(render.result)
        kept = farm.artifacts(workspace_id=workspace_id, digests=[render.result])
        if step is not None and step.engine != PAINTED.engine and kept:
            return Pictured(render.result, Shown.SHEET)
    return None


def filmed_spec(person: Personality) -> FilmedSpec | None:
    """As the compiler reads it; None for who is painted, or has lost the picture they were to be filmed from."""
    pictured = picture_of(person) if person.filmed_by else None
    return FilmedSpec(engine=person.filmed_by, picture=pictured.digest, shows=pictured.shows) if pictured else None


def insist_on_picture(person: Personality) -> None:
    """Raises Invalid for an engine that films nobody, and for somebody of whom there is no picture."""
    if not person.filmed_by:
        return
    if person.filmed_by not in avatars():
        known = ", ".join(avatars())
        raise Invalid(
            f"{person.filmed_by} makes nobody speak from a picture; choose one of {known}, or none.", param="filmed_by"
        )
    if picture_of(person) is None:
        more = ", or have a reference sheet drawn by a model on the page Cast" if person.character_id else ""
        raise NothingToFilmFrom(
            f"There is no picture of {person.name} to be filmed from. Bring one in which the face is seen from the "
            f"front{more}; until then {person.name} is painted.",
            param="filmed_by",
        )


@transaction.atomic
def bring_picture(
    *, actor: Actor, personality_id: str, fields: dict[str, Any], file: IO[bytes], name: str, now: datetime
) -> Personality:
    """Somebody's picture, in place of an earlier one. Raises ConsentNeeded, Invalid, PictureOfTheCast."""
    person = _locked(actor, personality_id)
    character = _own_character(person)
    told = fields | {"kind": ReferenceKind.FRONT.value}
    before = list(front_views(actor.workspace_id, character.id))
    identity.add_reference(actor=actor, character_id=character.id, fields=told, file=file, name=name, now=now)
    for each in before:
        identity.remove_reference(actor=actor, id=each.id, now=now)
    person.character = character
    return _changed(person)


@transaction.atomic
def remove_picture(*, actor: Actor, personality_id: str, now: datetime) -> Personality:
    """Its file is deleted, and they are painted from now on; what was filmed stays. Raises PictureOfTheCast."""
    person = _locked(actor, personality_id)
    for each in front_views(actor.workspace_id, _own_character(person).id):
        identity.remove_reference(actor=actor, id=each.id, now=now)
    person.filmed_by = ""
    return _changed(person)


def avatar_engines(*, workspace_id: str, now: datetime) -> list[AvatarEngine]:
    """Every engine that can film people, with what keeps it from doing so. Call within `tenant(...)`."""
    return [_shown(name, workspace_id, now) for name in avatars()]


def _shown(name: str, workspace_id: str, now: datetime) -> AvatarEngine:
    engine = engines()[name]
    size = usual(name).size or engine.size
    terms = ", ".join(dict.fromkeys(licence.name for licence in card_of(engine).licences()))
    where = "made on servers of your own" if size is WorkerSize.CLOUD else f"made by a {worker_of(size.value)}"
    lacks = choices.lacking(workspace_id=workspace_id, engine=name) or " ".join(_absent(size.value, {name}, now))
    return AvatarEngine(name, engine.title, f"{where[:1].upper()}{where[1:]}. Licences: {terms}.", lacks)


def _absent(size: str, names: set[str], now: datetime) -> list[str]:
    """No worker of the size, or none that can: by name, whatever its weights are called."""
    wants = {size: names}
    serving = [worker for worker in roster.workers_online(now=now) if worker.size == size and not worker.draining]
    if not serving:
        return roster.shortages(wants, now=now)
    return roster.hopeless(wants, now=now)


def _locked(actor: Actor, personality_id: str) -> Personality:
    person = access_personality(workspace_id=actor.workspace_id, id=personality_id)
    locked_project(workspace_id=actor.workspace_id, id=person.project_id)
    return access_personality(workspace_id=actor.workspace_id, id=personality_id)


def _own_character(person: Personality) -> Character:
    """Who keeps the pictures of somebody of no film: a character of the show itself, who speaks in no script."""
    character: Character | None = person.character
    if character is not None:
        if character.project_id != person.project_id:
            raise PictureOfTheCast
        return character
    return Character.objects.create(
        workspace_id=person.workspace_id,
        project_id=person.project_id,
        cue=person.id.upper(),
        name=person.name,
        voice="",
        likeness=person.name.casefold(),
    )


def _changed(person: Personality) -> Personality:
    person.version += 1
    person.save()
    announce_project(person.project)
    return person
