"""Hints between processes: "topic T has reached number N", nothing more. A lost one costs a second, never an event.

A film's topic goes on with every step: what is reached within a twentieth of a second is told once.
"""

from __future__ import annotations

import asyncio
import atexit
import logging
from functools import cache
from hashlib import sha256
from threading import Lock, Thread
from typing import Any

from channels.layers import get_channel_layer

TYPE = "live.hint"
GATHER_SECONDS = 0.05
log = logging.getLogger(__name__)


def group(workspace_id: str, topic: str) -> str:
    """The channel group of a topic; workspaces never share one."""
    return f"live.{sha256(f'{workspace_id}/{topic}'.encode()).hexdigest()[:40]}"


def hint(workspace_id: str, topic: str, seq: int) -> None:
    """Tell listeners in all processes, soon and without waiting."""
    if _gathered.add((workspace_id, topic), seq):
        asyncio.run_coroutine_threadsafe(_tell_gathered(), _loop())


class _Gathered:
    """The newest number of each topic that nobody was told of yet."""

    def __init__(self) -> None:
        self._lock, self._seqs = Lock(), dict[tuple[str, str], int]()

    def add(self, topic: tuple[str, str], seq: int) -> bool:
        """Whether it is the first since the last `take`, so that somebody must come for them."""
        with self._lock:
            is_first = not self._seqs
            self._seqs[topic] = max(seq, self._seqs.get(topic, 0))
            return is_first

    def take(self) -> dict[tuple[str, str], int]:
        """All of them; they count as told."""
        with self._lock:
            taken, self._seqs = self._seqs, {}
            return taken


_gathered = _Gathered()


async def _tell_gathered() -> None:
    await asyncio.sleep(GATHER_SECONDS)
    for (workspace_id, topic), seq in _gathered.take().items():
        await _send(group(workspace_id, topic), {"type": TYPE, "topic": topic, "seq": seq})


async def _send(name: str, message: dict[str, Any]) -> None:
    try:
        await get_channel_layer().group_send(name, message)
    except Exception:
        log.warning("a hint was not sent; listeners will ask", exc_info=True)


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """One loop for the life of the process, so that connections to the broker stay open."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, name="live-hints", daemon=True)
    thread.start()
    atexit.register(_stop, loop, thread)
    return loop


def _stop(loop: asyncio.AbstractEventLoop, thread: Thread) -> None:
    """Ends the thread before the interpreter does: one that is torn down inside a library takes the process along."""
    loop.call_soon_threadsafe(loop.stop)
    thread.join(timeout=2)
