"""Telling people that a cap fills up: every notice is mailed once to the owners of the workspace.

A notice that could not be mailed stays to be mailed with a later tick.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage

from billing.caps import WHOSE
from billing.models import Notice
from billing.money import dollars
from studio.accounts.mails import MailNotSent, hand_over
from studio.accounts.models import Membership, Workspace
from studio.accounts.roles import Role
from studio.core.tenancy import system

AT_ONCE = 20
_TOO_OLD = timedelta(days=2)
log = logging.getLogger(__name__)


def send_notices(now: datetime) -> int:
    """Mails what has not been mailed; answers how many. Older than two days is not news any more."""
    with system():
        waiting = Notice.objects.select_for_update(skip_locked=True).filter(mailed_at=None, at__gt=now - _TOO_OLD)
        found = list(waiting.select_related("cap").order_by("id")[:AT_ONCE])
        told = [notice.pk for notice in found if _told(notice)]
        Notice.objects.filter(pk__in=told).update(mailed_at=now)
    return len(told)


def _told(notice: Notice) -> bool:
    owners = Membership.objects.filter(workspace_id=notice.workspace_id, role=Role.OWNER).select_related("user")
    workspace = Workspace.objects.get(pk=notice.workspace_id)
    for owner in owners:
        mail = EmailMessage(
            subject(notice, workspace.name),
            text(notice, workspace.name),
            settings.DEFAULT_FROM_EMAIL,
            [owner.user.email],
        )
        try:
            hand_over(mail)
        except MailNotSent:
            log.warning("notice %s waits for the mail server", notice.pk)
            return False
    return True


def subject(notice: Notice, workspace: str) -> str:
    """One line."""
    return " ".join(f"{workspace}: {notice.percent} % of a spend cap is used".split())


def text(notice: Notice, workspace: str) -> str:
    """What happened, what was kept, what to do."""
    whose = WHOSE[notice.cap.scope]
    spent = f"{dollars(notice.spent)} of {dollars(notice.limit)} a month"
    if notice.percent < 100:
        rest = "Nothing changes yet: renders go on until the cap is used up, then they wait."
    else:
        rest = (
            "Renders under way wait now. What they have made is kept, nothing more is charged, and they go on by "
            "themselves when you raise the cap or when the next month begins."
        )
    return f"The spend cap of {whose} in {workspace} is used up to {notice.percent} %: {spent}.\n\n{rest}\n"
