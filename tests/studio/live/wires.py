"""A browser's live socket, without the server between."""

from __future__ import annotations

from typing import Any

from channels.testing import WebsocketCommunicator
from django.contrib.sessions.backends.db import SessionStore

from studio.accounts.models import User
from studio.live.consumer import LiveConsumer
from tests.factories import a_browser

PATIENCE = 30.0
"""Seconds a test waits for what must come; on a busy machine the second of the communicator is too short."""


class Wire(WebsocketCommunicator):
    """A socket that is waited for."""

    async def receive_output(self, timeout: float = PATIENCE) -> Any:
        """The next thing said; `TimeoutError` when nothing comes for half a minute."""
        return await super().receive_output(max(timeout, PATIENCE))

    async def wait(self, timeout: float = PATIENCE) -> None:
        """Until the consumer has ended."""
        await super().wait(max(timeout, PATIENCE))


def a_wire(
    user: User | None, workspace_id: str, *, query: bytes | None = None, consumer: type[LiveConsumer] = LiveConsumer
) -> Any:
    """The socket of somebody who signed in just now, or of a stranger; `wire.scope["session"]` is the session."""
    application: Any = consumer
    wire = Wire(application.as_asgi(), f"/v1/live?workspace={workspace_id}")
    if query is not None:
        wire.scope["query_string"] = query
    wire.scope["session"] = SessionStore()
    if user is not None:
        browser = a_browser()
        browser.force_login(user)
        wire.scope["session"] = browser.session
    return wire
