"""The mails that are not part of signing in; those are templates under `templates/account/email`."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string


def send_invitation(*, to: str, workspace: str, inviter: str, role: str, link: str) -> None:
    """Asks somebody to join a workspace."""
    text = render_to_string(
        "account/email/invitation_message.txt",
        {"workspace": workspace, "inviter": inviter, "role": role, "link": link},
    )
    subject = " ".join(f"{inviter} invites you to {workspace}".split())
    EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [to]).send()
