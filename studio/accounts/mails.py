"""The mails that are not part of signing in; those are templates under `templates/account/email`."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from studio.core.errors import Unavailable

logger = logging.getLogger(__name__)


class MailNotSent(Unavailable):
    """The mail could not be sent. Try again later; if it stays so, whoever runs this studio must look at EMAIL_URL."""

    code = "mail_not_sent"


def send_invitation(*, to: str, workspace: str, inviter: str, role: str, link: str) -> None:
    """Asks somebody to join a workspace."""
    text = render_to_string(
        "account/email/invitation_message.txt",
        {"workspace": workspace, "inviter": inviter, "role": role, "link": link},
    )
    subject = " ".join(f"{inviter} invites you to {workspace}".split())
    hand_over(EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [to]))


def hand_over(mail: EmailMessage) -> None:
    """Gives a mail to the mail server; raises MailNotSent when it does not take it."""
    try:
        mail.send()
    except OSError as error:  # smtplib's own errors are OSErrors too
        logger.error("a mail could not be sent: %s", error)
        raise MailNotSent from error
