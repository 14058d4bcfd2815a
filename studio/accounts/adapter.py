"""Where allauth's sign-up meets our workspaces."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest

from studio.accounts import services
from studio.accounts.authentication import address_of
from studio.accounts.models import NAME_LENGTH, User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """A new person gets a studio of their own, with whatever comes in a new workspace, or nothing is saved at all."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:  # noqa: FBT001, FBT002
        """The person, saved together with their first workspace."""
        user.name = form.cleaned_data["name"]
        with transaction.atomic():
            super().save_user(request, user, form, commit=commit)
            services.open_workspace(user_id=user.id, name=studio_name(user.name), address=address_of(request))
        return user


def studio_name(name: str) -> str:
    """`Ada` becomes `Ada's studio`."""
    ending = "'s studio"
    return name[: NAME_LENGTH - len(ending)] + ending
