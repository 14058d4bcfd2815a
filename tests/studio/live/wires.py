"""A browser's live socket, without the server between."""

from __future__ import annotations

from typing import Any

from channels.testing import WebsocketCommunicator
from django.contrib.sessions.backends.db import SessionStore

from studio.accounts.models import User
from studio.live.consumer import LiveConsumer
from tests.factories import a_browser


def a_wire(
    user: User | None, workspace_id: str, *, query: bytes | None = None, consumer: type[LiveConsumer] = LiveConsumer
) -> Any:
    """The socket of somebody who signed in just now, or of a stranger; `wire.scope["session"]` is the session."""
    kind: Any = WebsocketCommunicator
    application: Any = consumer
    wire = kind(application.as_asgi(), f"/v1/live?workspace={workspace_id}")
    if query is not None:
        wire.scope["query_string"] = query
    wire.scope["session"] = SessionStore()
    if user is not None:
        browser = a_browser()
        browser.force_login(user)
        wire.scope["session"] = browser.session
    return wire
