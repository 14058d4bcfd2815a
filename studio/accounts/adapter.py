"""Where allauth's sign-up meets our workspaces."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.db import transaction
from django.http import HttpRequest, JsonResponse

from studio.accounts import services
from studio.accounts.authentication import address_of
from studio.accounts.mails import MailNotSent
from studio.accounts.models import NAME_LENGTH, User

logger = logging.getLogger(__name__)
_WAITED_FOR = {"password_reset_key", "email_confirmation", "unknown_account", "account_already_exists"}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """A new person gets a studio of their own, with whatever comes in a new workspace, or nothing is saved at all."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:  # noqa: FBT001, FBT002
        """The person, saved together with their first workspace."""
        user.name = form.cleaned_data["name"]
        with transaction.atomic():
            super().save_user(request, user, form, commit=commit)
            services.open_workspace(user_id=user.id, name=studio_name(user.name), address=address_of(request))
        return user

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends a mail of signing in; answers 503 when somebody waits for it and it cannot be sent.

        A sign-up or a new password stands even when its mail does not go out: the link can be asked for again.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:
            logger.error("a mail could not be sent (%s): %s", template_prefix, error)
            if template_prefix.rsplit("/", 1)[-1] in _WAITED_FOR:
                raise ImmediateHttpResponse(_not_sent()) from error


def _not_sent() -> JsonResponse:
    """In the shape of allauth's other errors."""
    errors = [{"code": MailNotSent.code, "message": str(MailNotSent.__doc__)}]
    return JsonResponse({"status": MailNotSent.status, "errors": errors}, status=MailNotSent.status)


def studio_name(name: str) -> str:
    """`Ada` becomes `Ada's studio`."""
    ending = "'s studio"
    return name[: NAME_LENGTH - len(ending)] + ending
