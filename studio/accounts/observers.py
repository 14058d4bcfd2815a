"""Who wants to know about new workspaces; `studio/wiring.py` fills the list."""

from __future__ import annotations

from collections.abc import Callable

from studio.core.actor import Actor

WORKSPACE_OPENED: list[Callable[[Actor], None]] = []
"""Called with the new owner, inside the new workspace's transaction: may write rows there, and fails with it."""


def workspace_opened(actor: Actor) -> None:
    """Tells everyone on the list."""
    for observer in WORKSPACE_OPENED:
        observer(actor)
