"""One answer for all who ask the same at about the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Any

_KEPT = 64
"""Answers remembered before old ones are looked for: one for each render somebody watches."""


class Shared:
    """Asks anew at most once in `seconds`, and never twice at once, however many are waiting for the answer."""

    def __init__(self, *, seconds: float) -> None:
        self._seconds = seconds
        self._asked: dict[tuple[Hashable, asyncio.AbstractEventLoop], tuple[float, asyncio.Task[Any]]] = {}

    async def answer(self, key: Hashable, ask: Callable[[], Awaitable[Any]]) -> Any:
        """The newest answer; what `ask` raises is raised for everybody who waited for it."""
        loop = asyncio.get_running_loop()
        named = (key, loop)
        at, task = self._asked.get(named, (0.0, None))
        if task is None or (task.done() and loop.time() - at >= self._seconds):
            task = asyncio.ensure_future(_awaited(ask))
            task.add_done_callback(_heard)
            self._forget(loop.time())
            self._asked[named] = (loop.time(), task)
        # one who goes away takes the answer from nobody else
        return await asyncio.shield(task)

    def _forget(self, now: float) -> None:
        if len(self._asked) >= _KEPT:
            old = [key for key, (at, task) in self._asked.items() if task.done() and now - at >= self._seconds]
            for key in old:
                del self._asked[key]


async def _awaited(ask: Callable[[], Awaitable[Any]]) -> Any:
    return await ask()


def _heard(task: asyncio.Task[Any]) -> None:
    """An error nobody waits for any more is no news."""
    if not task.cancelled():
        task.exception()
