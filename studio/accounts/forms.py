"""What sign-up asks for, beside e-mail and password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest

from studio.accounts.models import NAME_LENGTH, User


class SignupForm(forms.Form):
    """A name to greet with and to show to the other members."""

    name = forms.CharField(max_length=NAME_LENGTH)

    def signup(self, request: HttpRequest, user: User) -> None:
        """Nothing is left to do: the adapter saved the name with the user."""

    def clean_name(self) -> Any:
        """One line, without spaces around it."""
        return " ".join(self.cleaned_data["name"].split())
