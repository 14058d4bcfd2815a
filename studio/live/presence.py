"""Who else has a page open, and where in it their cursor is: told from browser to browser, stored nowhere.

A browser says where it is whenever that changes and every few seconds; whoever is silent for longer is gone.
"""

from __future__ import annotations

import json
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

TYPE = "live.presence"
MOST_BYTES = 1_000
BURST, PER_SECOND = 20, 8


@dataclass(slots=True)
class Whispers:
    """What one socket says about itself: a name nobody can take, and not more often than others can bear."""

    peer: str = field(default_factory=lambda: secrets.token_hex(6))
    person: str = ""
    tokens: float = BURST
    at: float = field(default_factory=time.monotonic)

    def may_speak(self, *, now: float) -> bool:
        """Takes one of the tokens."""
        self.tokens = min(BURST, self.tokens + (now - self.at) * PER_SECOND)
        self.at = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True

    def message(self, topic: str, body: dict[str, Any] | None) -> dict[str, Any]:
        """For everybody's socket; no body says that this one went away."""
        told = {"type": "presence", "topic": topic, "peer": self.peer, "person": self.person, "body": body}
        return {"type": TYPE, "told": told}


def fits(body: Any) -> bool:
    """Whether it is a small JSON object."""
    return isinstance(body, dict) and len(json.dumps(body)) <= MOST_BYTES
