"""The one socket of a browser: it subscribes to topics, gets what it missed, then what happens.

Hints wake it, the database tells it: a lost hint costs a second. Progress fractions are looked up at most four times
a second and never queued.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any
from urllib.parse import parse_qs

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from studio.accounts.models import Membership
from studio.core.errors import NotFound
from studio.core.ids import is_id
from studio.core.tenancy import tenant
from studio.live import selectors
from studio.live.hints import group

MOST_TOPICS = 20
PROGRESS_SECONDS, LOOK_SECONDS = 0.3, 2.0
NOT_SIGNED_IN, NOT_A_MEMBER = 4401, 4403
_KINDS = ("render", "project", "workspace")


class LiveConsumer(AsyncJsonWebsocketConsumer):
    """`/v1/live?workspace=ws_...`; see `studio.live.schema` for the messages."""

    async def connect(self) -> None:
        """Only a signed-in member of the workspace is let in."""
        self.seqs: dict[str, int] = {}
        self.lock = asyncio.Lock()
        self.tasks: list[asyncio.Task[None]] = []
        user = self.scope.get("user")
        await self.accept()
        if user is None or not user.is_authenticated:
            await self.close(NOT_SIGNED_IN)
            return
        self.user_id = user.pk
        self.workspace_id = parse_qs(self.scope["query_string"].decode()).get("workspace", [""])[0]
        if not await self._is_member():
            await self.close(NOT_A_MEMBER)
            return
        self.tasks = [asyncio.create_task(self._look_again()), asyncio.create_task(self._tell_progress())]

    async def disconnect(self, code: int) -> None:  # noqa: ARG002  Channels passes it
        """Nothing is owed to a socket that is gone."""
        for task in self.tasks:
            task.cancel()
        for topic in list(self.seqs):
            await self._leave(topic)

    async def receive_json(self, content: Any, **_: Any) -> None:
        """`subscribe` with the last number seen, or `unsubscribe`."""
        topic = str(content.get("topic", "")) if isinstance(content, dict) else ""
        match content.get("type") if isinstance(content, dict) else None:
            case "subscribe":
                await self._subscribe(topic, content.get("after"))
            case "unsubscribe" if topic in self.seqs:
                await self._leave(topic)
            case "ping":
                await self.send_json({"type": "pong"})
            case _:
                await self.send_json({"type": "error", "detail": "Send subscribe or unsubscribe with a topic."})

    async def live_hint(self, message: dict[str, Any]) -> None:
        """A topic of ours may have gone on."""
        if message["topic"] in self.seqs:
            await self._catch_up(message["topic"])

    async def _subscribe(self, topic: str, after: object) -> None:
        if not _is_topic(topic) or len(self.seqs) >= MOST_TOPICS or not await self._is_member():
            await self.send_json({"type": "revoked", "topic": topic})
            return
        # In the group before reading: what happens in between is heard of, not missed.
        await self.channel_layer.group_add(group(self.workspace_id, topic), self.channel_name)
        last = await self._ask(selectors.last_seq, topic=topic)
        self.seqs[topic] = int(after) if isinstance(after, int) and 0 <= after <= last else last
        await self.send_json({"type": "subscribed", "topic": topic, "seq": self.seqs[topic]})
        await self._catch_up(topic)

    async def _leave(self, topic: str) -> None:
        self.seqs.pop(topic, None)
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
            if not await self._is_member():
                for topic in list(self.seqs):
                    await self._leave(topic)
                    await self.send_json({"type": "revoked", "topic": topic})
                await self.close(NOT_A_MEMBER)
                return
            for topic in list(self.seqs):
                await self._catch_up(topic)

    async def _tell_progress(self) -> None:
        """The latest figures of the renders listened to, when they changed."""
        told: dict[str, Any] = {}
        while True:
            await asyncio.sleep(PROGRESS_SECONDS)
            for topic in [topic for topic in self.seqs if topic.startswith("render:")]:
                with contextlib.suppress(NotFound):
                    figures = await self._ask(selectors.render_progress, render_id=topic.partition(":")[2])
                    if told.get(topic) != figures:
                        told[topic] = figures
                        await self.send_json(figures)

    async def _ask(self, question: Any, **words: Any) -> Any:
        def ask() -> Any:
            with tenant(self.workspace_id):
                return question(workspace_id=self.workspace_id, **words)

        return await database_sync_to_async(ask)()

    async def _is_member(self) -> bool:
        def ask() -> bool:
            with tenant(self.workspace_id):
                return Membership.objects.filter(workspace_id=self.workspace_id, user_id=self.user_id).exists()

        return is_id(self.workspace_id) and await database_sync_to_async(ask)()


def _is_topic(text: str) -> bool:
    kind, _, named = text.partition(":")
    return kind in _KINDS and is_id(named)
