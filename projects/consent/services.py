"""Recording, revoking and demanding consents. Each deed is one transaction, and a line of the workspace's record."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from projects.consent.models import Allowed, Consent, Standing, Use
from projects.consent.selectors import access_consent, lapsed, standing
from projects.project.models import Project
from projects.project.selectors import access_project
from renderers.errors import BadInput
from renderers.farm import uploads
from renderers.farm.models import Artifact, Render, Step
from renderers.farm.permits import NotPermitted
from renderers.farm.steps import refuse_steps
from renderers.media.uploads import evidence_type
from studio.accounts.audit import record
from studio.core.actor import Actor
from studio.core.errors import Conflict, Invalid
from studio.core.tenancy import access


class ConsentNeeded(Conflict):
    """A real person is shown or heard, and nobody recorded that they allow it."""

    code = "consent_needed"


@transaction.atomic
def record_consent(*, actor: Actor, fields: dict[str, Any], evidence: bytes, name: str, now: datetime) -> Consent:
    """What a person allows, with the file that proves it. Raises Invalid, and NotFound for a strange project."""
    workspace_id, project_id = actor.workspace_id, fields.get("project_id") or None
    project = access_project(workspace_id=workspace_id, id=project_id) if project_id else None
    expires_on = fields.get("expires_on")
    if expires_on is not None and expires_on < now.date():
        raise Invalid(
            f"This consent ended on {expires_on:%d %B %Y} already; record one that holds.", param="expires_on"
        )
    kept = _kept(workspace_id, evidence)
    consent = Consent.objects.create(
        workspace_id=workspace_id,
        project=project,
        person=fields["person"].strip(),
        uses=[use for use in Allowed.values if use in fields["uses"]],
        expires_on=expires_on,
        evidence=kept.digest,
        evidence_name=Path(name).name[:200],
        recorded_by=actor.user_id,
    )
    record(
        actor=actor,
        verb="consent.recorded",
        subject_id=consent.id,
        label=consent.person,
        uses=consent.uses,
        project_id=project_id or "",
        expires_on=str(expires_on or ""),
        evidence_sha256=kept.sha256,
    )
    return consent


@transaction.atomic
def revoke_consent(*, actor: Actor, id: str, because: str, now: datetime) -> Consent:
    """From now on nothing new is made with it; what waits or is being made is stopped. Twice is once."""
    consent = access(Consent.objects.select_for_update(), workspace_id=actor.workspace_id, id=id)
    if consent.revoked_at is not None:
        return consent
    consent.revoked_at, consent.revoked_by, consent.revoked_because = now, actor.user_id, because.strip()
    consent.save()
    record(actor=actor, verb="consent.revoked", subject_id=consent.id, label=consent.person, because=because)
    stopped = Step.objects.filter(
        workspace_id=actor.workspace_id, digest__in=Use.objects.filter(consent=consent).values("digest")
    )
    why = f"{lapsed(consent, today=now.date())}: it was stopped and costs nothing"
    refuse_steps(refused=stopped, error=NotPermitted(why), now=now)
    return consent


def seen_evidence(*, actor: Actor, id: str) -> Artifact:
    """The file that proves a consent; whoever looks at it is on the record."""
    consent = access_consent(workspace_id=actor.workspace_id, id=id)
    record(actor=actor, verb="consent.evidence_read", subject_id=consent.id, label=consent.person)
    return Artifact.objects.get(workspace_id=actor.workspace_id, digest=consent.evidence)


def demand(*, project: Project, consent_id: str, use: Allowed, today: date) -> Consent:
    """The consent, if it holds today, here and for this use. Raises ConsentNeeded, saying what is wanting."""
    if not consent_id:
        raise ConsentNeeded(
            f"This is a real person, so {use.label} only with their consent. Record it, then choose it here.",
            param="consent_id",
        )
    consent = access_consent(workspace_id=project.workspace_id, id=consent_id)
    if why := short_of(consent, project_id=project.id, use=use, today=today):
        raise ConsentNeeded(f"{why}. Record a consent that covers this, then choose it here.", param="consent_id")
    return consent


def short_of(consent: Consent, *, project_id: str, use: Allowed, today: date) -> str:
    """What the consent lacks for this use, in words; nothing where it suffices."""
    if standing(consent, today=today) is not Standing.VALID:
        return lapsed(consent, today=today)
    if consent.project_id not in (None, project_id):
        return f"The consent of {consent.person} is for another project"
    if use.value not in consent.uses:
        return f"{consent.person} did not allow that {use.label}"
    return ""


def note_uses(*, render: Render, uses: Sequence[Use], unmade: Iterable[str]) -> None:
    """Keep what is made with which consent. What was not made under an earlier one is not of it any more."""
    fresh = [use for use in uses if use.digest in set(unmade)]
    held = {(use.digest, use.consent_id) for use in fresh}
    before = Use.objects.filter(workspace_id=render.workspace_id, digest__in={use.digest for use in fresh})
    Use.objects.filter(pk__in=[use.pk for use in before if (use.digest, use.consent_id) not in held]).delete()
    Use.objects.bulk_create(uses, ignore_conflicts=True)


def _kept(workspace_id: str, data: bytes) -> Artifact:
    try:
        media_type = evidence_type(data)
    except BadInput as error:
        raise Invalid(str(error), param="evidence") from error
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "evidence"
        file.write_bytes(data)
        return uploads.keep_upload(workspace_id=workspace_id, file=file, media_type=media_type, facts={})
