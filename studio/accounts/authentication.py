"""Who sends a request: a person with a session, or an integrator's key. Either way, one workspace."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from rest_framework.authentication import BaseAuthentication, CSRFCheck, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from studio.accounts.keys import read_key
from studio.accounts.models import User
from studio.accounts.selectors import actor_of_key, actor_of_person
from studio.core.actor import WORKSPACE_HEADER, Actor
from studio.core.clock import now


class NoCsrfToken(PermissionDenied):
    """A request that changes something came from a session without its token."""

    default_code = "csrf_failed"


class ApiKeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer nbk_live_...`; the key is bound to its workspace."""

    def authenticate(self, request: Request) -> tuple[User, Actor] | None:
        """The key's maker and what the key may do; None without the header."""
        scheme, _, text = get_authorization_header(request).decode("latin-1").partition(" ")
        if not scheme:
            return None
        key = read_key(text.strip()) if scheme.lower() == "bearer" else None
        found = actor_of_key(key=key, now=now(), address=address_of(request)) if key else None
        if found is None:
            raise AuthenticationFailed("This API key is not valid, or it was revoked.")
        return found

    def authenticate_header(self, _request: Request) -> str:
        """What a 401 asks for."""
        return "Bearer"


class SessionAuthentication(BaseAuthentication):
    """The session cookie; the workspace is named by NB-Workspace, or the person's oldest."""

    def authenticate(self, request: Request) -> tuple[User, Actor] | None:
        """The person and their role; None without a session."""
        user = getattr(request._request, "user", None)
        if not isinstance(user, User) or not user.is_active:
            return None
        self._enforce_csrf(request)
        chosen = request.headers.get(WORKSPACE_HEADER, "")
        return user, actor_of_person(user=user, workspace_id=chosen, address=address_of(request))

    def _enforce_csrf(self, request: Request) -> None:
        check = CSRFCheck(lambda _request: HttpResponse())
        check.process_request(request._request)
        if check.process_view(request._request, HttpResponse, (), {}):
            raise NoCsrfToken("Send the cookie csrftoken back in the header X-CSRFToken.")


def address_of(request: Request | HttpRequest) -> str:
    """The network address the request came from, as the server sees it."""
    return str(request.META.get("REMOTE_ADDR") or "")
