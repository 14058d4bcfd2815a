"""Voices that vendors made of recordings are deleted when the consent ends or the recording is removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import DateTimeField, Exists, F, OuterRef, Q
from django.db.models.functions import Cast, Coalesce

from projects.cast.models import Reference, ReferenceKind
from renderers.farm.kept_voices import FORGOTTEN, STILL_KEPT, keepers
from renderers.farm.models import VendorJob
from renderers.farm.tasks import send_forget_voice
from studio.accounts.models import AuditEntry
from studio.core.tenancy import system

AGAIN = timedelta(hours=1)
"""So long until a vendor that could not be told is told again."""

SETTLED = timedelta(minutes=10)
"""A line that was being spoken may still have made a voice: it is deleted once more after that."""

_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A recording whose voices have to go; `user_id` is by whose deed."""

    workspace_id: str
    reference_id: str
    sample: str
    user_id: str
    label: str


def lapsed_voices(*, now: datetime) -> list[Lapsed]:
    """Recordings that may not be heard any more and whose voices are not known to be deleted, oldest first."""
    ended = Q(consent__revoked_at__lte=now) | Q(consent__expires_on__lt=now.date()) | Q(archived_at__lte=now)
    with system():
        rows = Reference.objects.filter(ended, kind=ReferenceKind.VOICE).annotate(
            lapse=Coalesce(F("archived_at"), F("consent__revoked_at"), Cast(F("consent__expires_on"), DateTimeField()))
        )
        ordered = VendorJob.objects.filter(workspace_id=OuterRef("workspace_id"), engine__in=list(keepers()))
        entries = AuditEntry.objects.filter(workspace_id=OuterRef("workspace_id"), subject_id=OuterRef("pk"))
        once = entries.filter(verb=FORGOTTEN, created_at__gte=OuterRef("lapse"))
        for_good = entries.filter(verb=FORGOTTEN, created_at__gte=OuterRef("lapse") + SETTLED)
        waits = entries.filter(verb=STILL_KEPT, created_at__gt=now - AGAIN)
        due = ~Exists(once) | (Q(lapse__lte=now - SETTLED) & ~Exists(for_good))
        found = rows.filter(Exists(ordered), due, ~Exists(waits)).select_related("consent", "character")
        return [_lapsed(row) for row in found.order_by("pk")[:_AT_ONCE]]


def _lapsed(row: Reference) -> Lapsed:
    consent = row.consent
    by = (consent.revoked_by or consent.recorded_by) if consent is not None and row.archived_at is None else ""
    label = f"{row.character.name}: {row.name}"
    return Lapsed(row.workspace_id, row.pk, row.digest, by or row.uploaded_by, label)


def forget_lapsed_voices(now: datetime) -> None:
    """Whoever waits for vendors is told; a lost message is sent again at the next tick."""
    for each in lapsed_voices(now=now):
        if not send_forget_voice(each.workspace_id, each.user_id, each.reference_id, each.label, each.sample):
            return
