"""What happens to a step and to a render, as values that observers receive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class StepState(StrEnum):
    """A step's life. Only `renderers.farm.steps` moves one from state to state."""

    BLOCKED = "blocked"
    READY = "ready"
    PAUSED = "paused"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class RenderState(StrEnum):
    """A render's life."""

    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN_RENDERS = (RenderState.QUEUED, RenderState.RUNNING, RenderState.PAUSED)
RENDERS_OVER = tuple(state for state in RenderState if state not in OPEN_RENDERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepEvent:
    """One change of one step, born in the transaction that made it.

    `render_ids` are the renders that want the step and are not over, those that go on before those that stand still.
    `fence` names the attempt; `seconds` is worker time of it, `work` what was expected of it; `made` how much an engine
    of others made, as its price counts, see `prices`. `readied` are the worker sizes of steps that became ready by it,
    `remade` says how often it was made again because the store lost it: that is ours to pay.
    """

    workspace_id: str
    render_ids: tuple[str, ...]
    step_id: str
    digest: str
    engine: str
    size: str
    state: StepState
    at: datetime
    fence: int
    worker: str = ""
    seconds: float = 0.0
    work: float = 0.0
    made: int = 0
    stage: str = ""
    label: str = ""
    error_code: str = ""
    error: str = ""
    readied: tuple[str, ...] = ()
    remade: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderEvent:
    """One change of one render. `readied` are the worker sizes of its steps that became ready by it; of one that stands
    still or failed, `error_code` and `error` say why."""

    workspace_id: str
    render_id: str
    subject: str
    state: RenderState
    at: datetime
    error_code: str = ""
    error: str = ""
    readied: tuple[str, ...] = ()


Event = StepEvent | RenderEvent
