"""Who a character is, by pictures and a voice that people bring. Each function is one transaction.

A real person's face or voice comes in only with their consent: this is the one door, for browser, API and command line.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.db import transaction

from projects.cast.bringing import OF_VOICE, insist_on_one, keep_brought
from projects.cast.models import Character, Reference, ReferenceKind, Shows
from projects.cast.selectors import access_character, access_reference
from projects.consent.models import Allowed, Consent
from projects.consent.services import ConsentNeeded, demand
from projects.project.models import Project
from projects.project.selectors import locked_project
from renderers.farm import uploads
from studio.accounts.audit import record
from studio.core.actor import Actor
from studio.core.errors import Conflict, Invalid
from studio.core.events import announce

_MEASURES = ("width", "height", "milliseconds")
MOST = 12
"""Pictures and recordings of one character: more teach no engine anything."""


class EnoughReferences(Conflict):
    """This character has twelve pictures and recordings already; remove one first."""

    code = "enough_references"


class AlreadyThere(Conflict):
    """This character has this very file already."""

    code = "reference_exists"


@transaction.atomic
def add_reference(
    *, actor: Actor, character_id: str, fields: dict[str, Any], file: IO[bytes], name: str, now: datetime
) -> Reference:
    """A picture, a voice sample or a trained voice. Raises ConsentNeeded before the file is looked at; Invalid."""
    workspace_id, kind = actor.workspace_id, ReferenceKind(fields["kind"])
    character = access_character(workspace_id=workspace_id, id=character_id)
    project = locked_project(workspace_id=workspace_id, id=character.project_id)
    consent = _consent(project, kind, fields, now)
    there = Reference.objects.filter(workspace_id=workspace_id, character=character, archived_at=None)
    if there.count() >= MOST:
        raise EnoughReferences
    of_voice = {each.kind: each for each in there.filter(kind__in=OF_VOICE)}
    insist_on_one(of_voice, kind)
    kept = keep_brought(workspace_id=workspace_id, kind=kind, file=file, beside=of_voice)
    if there.filter(kind=kind, digest=kept.digest).exists():
        raise AlreadyThere
    if consent is None:
        _insist_on_nobody(workspace_id, kept.digest)
    reference = Reference.objects.create(
        workspace_id=workspace_id,
        project=project,
        character=character,
        kind=kind,
        shows=fields["shows"],
        consent=consent,
        digest=kept.digest,
        name=Path(name).name[:200],
        uploaded_by=actor.user_id,
        **{measure: kept.facts[measure] for measure in _MEASURES if measure in kept.facts},
    )
    _put_down(actor, "reference.added", reference, sha256=kept.sha256)
    return reference


@transaction.atomic
def allow_reference(*, actor: Actor, id: str, consent_id: str, now: datetime) -> Reference:
    """The same picture or recording under another consent, as after a renewal. Raises ConsentNeeded."""
    reference = access_reference(workspace_id=actor.workspace_id, id=id)
    kind, project = ReferenceKind(reference.kind), reference.project
    reference.consent = demand(project=project, consent_id=consent_id, use=_use(kind), today=now.date())
    reference.shows = Shows.REAL
    reference.save()
    _put_down(actor, "reference.allowed", reference)
    return reference


@transaction.atomic
def remove_reference(*, actor: Actor, id: str, now: datetime) -> None:
    """It guides nothing from now on, and the file is deleted unless another character is known by it.

    What was made with it stays.
    """
    reference = access_reference(workspace_id=actor.workspace_id, id=id)
    reference.archived_at = now
    reference.save()
    _put_down(actor, "reference.removed", reference)
    others = Reference.objects.filter(workspace_id=reference.workspace_id, digest=reference.digest, archived_at=None)
    proofs = Consent.objects.filter(workspace_id=reference.workspace_id, evidence=reference.digest)
    if not others.exists() and not proofs.exists():
        uploads.forget_upload(workspace_id=reference.workspace_id, digest=reference.digest)


def _insist_on_nobody(workspace_id: str, digest: str) -> None:
    """Raises ConsentNeeded for a file that is known here as a real person's."""
    same = Reference.objects.filter(workspace_id=workspace_id, digest=digest).exclude(consent=None)
    if known := same.select_related("consent").first():
        assert known.consent is not None
        raise ConsentNeeded(
            f"This very file is known here as one of {known.consent.person}; say that it is a real person, and choose "
            "their consent.",
            param="shows",
        )


def _consent(project: Project, kind: ReferenceKind, fields: dict[str, Any], now: datetime) -> Consent | None:
    consent_id = str(fields.get("consent_id") or "")
    if Shows(fields["shows"]) is Shows.INVENTED:
        if consent_id:
            raise Invalid("Nobody who does not live can consent; say that this is a real person.", param="shows")
        return None
    return demand(project=project, consent_id=consent_id, use=_use(kind), today=now.date())


def _use(kind: ReferenceKind) -> Allowed:
    return Allowed.CLONE if kind in OF_VOICE else Allowed.DEPICT


def _put_down(actor: Actor, verb: str, reference: Reference, **detail: Any) -> None:
    """On the workspace's record, and to whoever looks at the cast."""
    character: Character = reference.character
    record(
        actor=actor,
        verb=verb,
        subject_id=reference.id,
        label=f"{character.name}: {reference.name}",
        kind=str(reference.kind),
        shows=str(reference.shows),
        consent_id=reference.consent_id or "",
        **detail,
    )
    announce(
        workspace_id=reference.workspace_id,
        topic=f"project:{reference.project_id}",
        kind="reference.changed",
        body={
            "project_id": reference.project_id,
            "character_id": reference.character_id,
            "reference_id": reference.id,
        },
    )
