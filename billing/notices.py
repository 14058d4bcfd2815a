"""Telling people about their money: that a cap fills up, that a balance is not filled any more. Mailed once, to owners.

A notice that could not be mailed stays to be mailed with a later tick.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage

from billing.caps import WHOSE
from billing.models import AutoTopUp, Notice
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


def send_stops(now: datetime) -> int:
    """Mails that a balance is not filled by itself any more, once each time that happens; answers how many."""
    with system():
        stopped = AutoTopUp.objects.select_for_update(skip_locked=True).exclude(stopped="").filter(
            is_on=True, mailed_at=None, stopped_at__gt=now - _TOO_OLD
        )  # fmt: skip
        told = [row.pk for row in stopped.order_by("id")[:AT_ONCE] if _stop_told(row)]
        AutoTopUp.objects.filter(pk__in=told).update(mailed_at=now)
    return len(told)


def _told(notice: Notice) -> bool:
    name = Workspace.objects.get(pk=notice.workspace_id).name
    return _mailed(notice.workspace_id, subject(notice, name), text(notice, name))


def _stop_told(row: AutoTopUp) -> bool:
    name = Workspace.objects.get(pk=row.workspace_id).name
    return _mailed(row.workspace_id, f"{name}: the balance is not filled by itself any more", stop_text(row, name))


def _mailed(workspace_id: str, subject: str, text: str) -> bool:
    """To every owner; False when the mail server does not take it, and all of it is tried again."""
    owners = Membership.objects.filter(workspace_id=workspace_id, role=Role.OWNER).select_related("user")
    for owner in owners:
        try:
            hand_over(EmailMessage(" ".join(subject.split()), text, settings.DEFAULT_FROM_EMAIL, [owner.user.email]))
        except MailNotSent:
            log.warning("a notice to %s waits for the mail server", workspace_id)
            return False
    return True


def stop_text(row: AutoTopUp, workspace: str) -> str:
    """What happened, what was kept, what to do."""
    link = f"\n\nThe invoice: {row.link}" if row.link else ""
    return (
        f"The balance of {workspace} is not filled by itself any more.\n\n{row.said}{link}\n\nEverything made is "
        "kept, and renders go on while there is a balance. The page Usage of the workspace has the rest.\n"
    )


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
