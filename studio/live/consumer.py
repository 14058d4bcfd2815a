"""The one socket of a browser: it subscribes to topics, gets what it missed, then what happens.

Hints wake it, the database tells it: a lost hint costs a second. Progress fractions are looked up at most four times
a second and never queued. A service that is away ends the socket: the browser comes back and asks for what it missed.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import Callable, Coroutine
from functools import partial
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs

import redis
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.conf import settings
from django.contrib.auth import get_user
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest

from studio.accounts.models import Membership
from studio.core.errors import NotFound
from studio.core.ids import is_id
from studio.core.tenancy import tenant
from studio.live import selectors
from studio.live.hints import group
from studio.live.presence import Whispers, fits
from studio.live.shared import Shared

MOST_TOPICS = 20
PROGRESS_SECONDS, LOOK_SECONDS = 0.3, 2.0
NOT_SIGNED_IN, NOT_A_MEMBER = 4401, 4403
TRY_AGAIN = 1013
_KINDS = ("render", "project", "workspace")
_AWAY = (DatabaseError, InterfaceError, redis.RedisError, OSError)
log = logging.getLogger(__name__)
_figures = Shared(seconds=PROGRESS_SECONDS)


class LiveConsumer(AsyncJsonWebsocketConsumer):
    """`/v1/live?workspace=ws_...`; see `studio.live.schema` for the messages."""

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.seqs: dict[str, int] = {}
        self.lock = asyncio.Lock()
        self.tasks: list[asyncio.Task[None]] = []
        self.whispers = Whispers()
        self.present: set[str] = set()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """The socket from its beginning to its end."""
        try:
            await super().__call__(scope, receive, send)
        except _AWAY as error:
            log.warning("a live socket ends, its browser comes back: %s", error)
            with contextlib.suppress(RuntimeError, OSError):  # closed already
                await send({"type": "websocket.close", "code": TRY_AGAIN})
        finally:
            for task in self.tasks:
                task.cancel()

    async def connect(self) -> None:
        """Only a signed-in member of the workspace is let in."""
        await self.accept()
        self.workspace_id = parse_qs(self.scope["query_string"].decode(errors="replace")).get("workspace", [""])[0]
        if (refused := await self._refused()) is not None:
            await self.close(refused)
            return
        self.tasks = [asyncio.create_task(self._lasting(work)) for work in (self._look_again, self._tell_progress)]

    async def disconnect(self, code: int) -> None:  # noqa: ARG002  Channels passes it
        """Nothing is owed to a socket that is gone."""
        for task in self.tasks:
            task.cancel()
        for topic in list(self.seqs):
            await self._leave(topic)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **words: Any) -> None:
        """One message; what is no JSON object in a text frame is answered in words."""
        if not self.tasks:  # refused; what its browser sent meanwhile is nobody's
            return
        try:
            content = json.loads(text_data or "")
        except (ValueError, RecursionError):
            kind = "a binary frame" if bytes_data is not None else "no JSON"
            await self._fault(f"This was {kind}: send a JSON object as text.")
            return
        await self.receive_json(content, **words)

    async def receive_json(self, content: Any, **_: Any) -> None:
        """`subscribe` with the last number seen, `unsubscribe`, or `presence`: where in the page somebody is."""
        asked = content if isinstance(content, dict) else {}
        topic, after = asked.get("topic", ""), asked.get("after")
        if not isinstance(topic, str):
            await self._fault("`topic` is a text such as project:prj_...")
            return
        match asked.get("type"):
            case "subscribe" if after is not None and (not isinstance(after, int) or isinstance(after, bool)):
                await self._fault("`after` is the last number seen, a whole number.")
            case "subscribe":
                await self._subscribe(topic, after)
            case "unsubscribe":
                await self._leave(topic)
            case "presence":
                await self._whisper(topic, asked.get("body"))
            case "ping":
                await self.send_json({"type": "pong"})
            case _:
                await self._fault("Send subscribe or unsubscribe with a topic.")

    async def _fault(self, detail: str) -> None:
        await self.send_json({"type": "error", "detail": detail})

    async def live_hint(self, message: dict[str, Any]) -> None:
        """A topic of ours may have gone on."""
        if message["topic"] in self.seqs:
            await self._catch_up(message["topic"])

    async def live_presence(self, message: dict[str, Any]) -> None:
        """Somebody else says where they are, on a topic of ours."""
        told = message["told"]
        if told["topic"] in self.seqs and told["peer"] != self.whispers.peer:
            await self.send_json(told)

    async def _whisper(self, topic: str, body: Any) -> None:
        """Tell the others on a topic where this one is. What comes too fast is dropped: the next tells the same."""
        if not fits(body):
            await self._fault("`body` is a small JSON object that says where you are.")
        elif topic in self.seqs and self.whispers.may_speak(now=time.monotonic()):
            self.whispers.person = self.whispers.person or await self._name()
            self.present.add(topic)
            await self.channel_layer.group_send(group(self.workspace_id, topic), self.whispers.message(topic, body))

    async def _name(self) -> str:
        user = await database_sync_to_async(_signed_in)(self.scope["session"].session_key)
        return str(user.name or user.email.partition("@")[0]) if user is not None else ""

    async def _subscribe(self, topic: str, after: int | None) -> None:
        full = len(self.seqs) >= MOST_TOPICS and topic not in self.seqs
        if not _is_topic(topic) or full or await self._refused() is not None:
            await self.send_json({"type": "revoked", "topic": topic})
            return
        # In the group before reading: what happens in between is heard of, not missed.
        await self.channel_layer.group_add(group(self.workspace_id, topic), self.channel_name)
        last = await self._ask(selectors.last_seq, topic=topic)
        self.seqs[topic] = after if after is not None and 0 <= after <= last else last
        await self.send_json({"type": "subscribed", "topic": topic, "seq": self.seqs[topic]})
        await self._catch_up(topic)

    async def _leave(self, topic: str) -> None:
        if topic in self.present:
            self.present.discard(topic)
            await self.channel_layer.group_send(group(self.workspace_id, topic), self.whispers.message(topic, None))
        if self.seqs.pop(topic, None) is not None:
            await self.channel_layer.group_discard(group(self.workspace_id, topic), self.channel_name)

    async def _catch_up(self, topic: str) -> None:
        async with self.lock:
            while topic in self.seqs:
                events = await self._ask(selectors.events_after, topic=topic, seq=self.seqs[topic])
                if events is None:
                    self.seqs[topic] = await self._ask(selectors.last_seq, topic=topic)
                    await self.send_json({"type": "resync", "topic": topic, "seq": self.seqs[topic]})
                    return
                for event in events:
                    self.seqs[topic] = event["seq"]
                    await self.send_json(event)
                if len(events) < selectors.BATCH:
                    return

    async def _look_again(self) -> None:
        """Every two seconds: whether hints were lost, and whether this person may still listen."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if (refused := await self._refused()) is not None:
                for topic in list(self.seqs):
                    await self._leave(topic)
                    await self.send_json({"type": "revoked", "topic": topic})
                # A new password gives the browser a new session: only its next try tells whether it is signed out.
                await self.close(TRY_AGAIN if refused == NOT_SIGNED_IN else refused)
                return
            for topic in list(self.seqs):
                await self._catch_up(topic)

    async def _tell_progress(self) -> None:
        """The latest figures of the renders listened to, when they changed."""
        told: dict[str, Any] = {}
        while True:
            await asyncio.sleep(PROGRESS_SECONDS)
            told = {topic: figures for topic, figures in told.items() if topic in self.seqs}
            for topic in [topic for topic in self.seqs if topic.startswith("render:")]:
                with contextlib.suppress(NotFound):
                    figures = await self._progress(topic.partition(":")[2])
                    if told.get(topic) != figures:
                        told[topic] = figures
                        await self.send_json(figures)

    async def _progress(self, render_id: str) -> Any:
        """Figures that everybody who listens to this render shares: more viewers ask the database no more."""
        ask = partial(self._ask, selectors.render_progress, render_id=render_id)
        return await _figures.answer((self.workspace_id, render_id), ask)

    async def _ask(self, question: Any, **words: Any) -> Any:
        def ask() -> Any:
            with tenant(self.workspace_id):
                return question(workspace_id=self.workspace_id, **words)

        return await database_sync_to_async(ask)()

    async def _lasting(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Work beside the messages; when it cannot go on, neither does the socket: nobody would guard it."""
        try:
            await work()
        except _AWAY as error:
            log.warning("a live socket ends, its browser comes back: %s", error)
            with contextlib.suppress(RuntimeError, OSError):
                await self.close(TRY_AGAIN)

    async def _refused(self) -> int | None:
        """Why this socket may not listen, or no longer: the code to close it with. None for a signed-in member."""

        def ask() -> int | None:
            user = _signed_in(self.scope["session"].session_key)
            if user is None:
                return NOT_SIGNED_IN
            if not is_id(self.workspace_id):
                return NOT_A_MEMBER
            with tenant(self.workspace_id):
                member = Membership.objects.filter(workspace_id=self.workspace_id, user_id=user.pk).exists()
            return None if member else NOT_A_MEMBER

        refused: int | None = await database_sync_to_async(ask)()
        return refused


def _signed_in(session_key: str | None) -> Any:
    """Who the session belongs to at this moment; None once it ended, ran out, or its person may not sign in."""
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    user = get_user(request)
    return user if user.is_authenticated else None


def _is_topic(text: str) -> bool:
    kind, _, named = text.partition(":")
    return kind in _KINDS and is_id(named)
