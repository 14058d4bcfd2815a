"""Hints between processes: "topic T has reached number N", nothing more. A lost one costs a second, never an event."""

from __future__ import annotations

import asyncio
import atexit
import logging
from functools import cache
from hashlib import sha256
from threading import Thread
from typing import Any

from channels.layers import get_channel_layer

TYPE = "live.hint"
log = logging.getLogger(__name__)


def group(workspace_id: str, topic: str) -> str:
    """The channel group of a topic; workspaces never share one."""
    return f"live.{sha256(f'{workspace_id}/{topic}'.encode()).hexdigest()[:40]}"


def hint(workspace_id: str, topic: str, seq: int) -> None:
    """Tell listeners in all processes, without waiting."""
    message = {"type": TYPE, "topic": topic, "seq": seq}
    asyncio.run_coroutine_threadsafe(_send(group(workspace_id, topic), message), _loop())


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
