"""Reading consents, always from a workspace."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q, QuerySet

from projects.consent.models import Consent, Standing
from studio.core.hot import ask
from studio.core.tenancy import access


def consents(*, workspace_id: str) -> QuerySet[Consent]:
    """Every consent of the workspace, also those that hold no more, newest first."""
    return Consent.objects.filter(workspace_id=workspace_id).order_by("-id")


def consents_for(*, workspace_id: str, project_id: str) -> QuerySet[Consent]:
    """Those that can hold in a project: its own, and those of the whole workspace."""
    return consents(workspace_id=workspace_id).filter(Q(project_id=project_id) | Q(project=None))


def access_consent(*, workspace_id: str, id: str) -> Consent:
    """NotFound for strangers."""
    return access(Consent.objects.all(), workspace_id=workspace_id, id=id)


def standing(consent: Consent, *, today: date) -> Standing:
    """Whether it holds today."""
    if consent.revoked_at is not None:
        return Standing.REVOKED
    over = consent.expires_on is not None and consent.expires_on < today
    return Standing.EXPIRED if over else Standing.VALID


def lapsed(consent: Consent, *, today: date) -> str:
    """Why it does not hold, in words that begin with the person; nothing while it does."""
    match standing(consent, today=today):
        case Standing.REVOKED:
            return f"{consent.person} has revoked the consent"
        case Standing.EXPIRED:
            return f"The consent of {consent.person} ended on {consent.expires_on:%d %B %Y}"
        case _:
            return ""


# Asked of every step that a worker takes, and almost always of one that shows nobody.
_NO_LONGER = """
SELECT consent.id FROM consent_use made JOIN consent_consent consent ON consent.id = made.consent_id
WHERE made.workspace_id = %(workspace)s AND made.digest = %(digest)s
  AND (consent.revoked_at IS NOT NULL OR consent.expires_on < %(today)s)
ORDER BY consent.id LIMIT 1
"""


def refusal(*, workspace_id: str, digest: str, now: datetime) -> str:
    """Why a step may not be made any more, in words; nothing when it may. One look-up."""
    today = now.date()
    found = ask(_NO_LONGER, {"workspace": workspace_id, "digest": digest, "today": today})
    if not found:
        return ""
    why = lapsed(Consent.objects.get(pk=found[0][0]), today=today)
    return f"{why}: it was not made and costs nothing. Remove what shows them, or record a new consent"
