"""What happens to a step and to a render, as values that observers receive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class StepState(StrEnum):
    """A step's life. Only `renderers.farm.steps` moves one from state to state."""

    BLOCKED = "blocked"
    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepEvent:
    """One change of one step, born in the transaction that made it.

    `attempt` counts from 1; `seconds` is worker time of this attempt; `cached` is set when nothing had to be made.
    """

    workspace_id: str
    step_id: str
    digest: str
    engine: str
    size: str
    state: StepState
    at: datetime
    attempt: int
    worker: str = ""
    seconds: float = 0.0
    cached: bool = False
    error_code: str = ""
    error: str = ""
