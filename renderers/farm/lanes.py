"""Lanes: who is served next. A workspace has one for every worker size; it is charged for what it is given.

Start-time fair queuing. A lane's turn comes when what it was served, in seconds of work divided by its weight, is the
least. Advantages are credits against that figure, never classes, so that nobody can be starved by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from renderers.farm.limits import limits_of
from renderers.farm.models import Lane

URGENT_SECONDS = 60.0
"""So much work a workspace may run ahead of others while somebody looks on."""

WARM_SECONDS = 15.0
"""So much work a workspace may run ahead because the worker has its next step's engine loaded already."""

CREDIT_SECONDS = URGENT_SECONDS + WARM_SECONDS + 15.0
"""So much work a workspace that had nothing to do may catch up on; what it missed beyond that is gone.

More than the two advantages together: else those who wait would be moved along with whoever runs ahead of them.
"""

WINDOW = 16
"""Among so many next steps of a lane one of the engine that is loaded is looked for."""

PATIENCE = timedelta(seconds=30)
"""So long a step that failed on a worker is kept for others; then that worker may try again."""

_MINE = """
    s.size = %(size)s AND s.state = 'ready' AND s.not_before <= %(now)s AND s.engine || '@' || s.version = ANY(%(can)s)
    AND (s.blamed = '[]' OR s.not_before <= %(patient)s OR NOT s.blamed ? %(worker)s)
"""

# The first step of every lane in one walk along the index: as many look-ups as there are lanes that wait.
_NEXT_LANE = f"""
WITH RECURSIVE head AS (
    (SELECT s.workspace_id, s.id, s.due, s.engine, s.urgent FROM farm_step s WHERE {_MINE}
      ORDER BY s.workspace_id, s.due, s.id LIMIT 1)
    UNION ALL
    SELECT following.* FROM head, LATERAL (
      SELECT s.workspace_id, s.id, s.due, s.engine, s.urgent FROM farm_step s
      WHERE {_MINE} AND s.workspace_id > head.workspace_id ORDER BY s.workspace_id, s.due, s.id LIMIT 1
    ) following
), latest AS (
    SELECT coalesce(max(started), 0) AS started FROM farm_lane WHERE size = %(size)s
)
SELECT lane.id, lane.workspace_id, greatest(lane.served, latest.started - %(credit)s), lane.weight, lane.at_once
FROM head CROSS JOIN latest
JOIN farm_lane lane ON lane.workspace_id = head.workspace_id AND lane.size = %(size)s
WHERE (lane.at_once IS NULL OR lane.at_once > (
    SELECT count(*) FROM farm_step s WHERE s.workspace_id = lane.workspace_id AND s.size = %(size)s
       AND s.state = 'running'))
  AND NOT lane.id = ANY(%(passed)s)
ORDER BY greatest(lane.served, latest.started - %(credit)s)
    - CASE WHEN head.urgent THEN %(urgent)s ELSE 0 END - CASE WHEN head.engine = %(warm)s THEN %(kept_warm)s ELSE 0 END,
  head.due, head.id
LIMIT 1 FOR UPDATE OF lane
"""

_NEXT_STEP = f"""
WITH near AS (
    SELECT s.id, s.due, s.engine FROM farm_step s WHERE {_MINE} AND s.workspace_id = %(workspace)s
    ORDER BY s.workspace_id, s.due, s.id LIMIT {WINDOW}
), warm AS (
    SELECT id FROM near WHERE engine = %(warm)s AND due <= (SELECT min(due) FROM near) + %(kept_warm)s * 1000
), busy AS (
    SELECT count(*) AS running FROM farm_step
    WHERE workspace_id = %(workspace)s AND size = %(size)s AND state = 'running'
)
SELECT step.id, step.work FROM farm_step step JOIN near ON near.id = step.id CROSS JOIN busy
WHERE step.state = 'ready' AND (%(at_once)s::int IS NULL OR busy.running < %(at_once)s::int)
ORDER BY step.id IN (SELECT id FROM warm) DESC, step.due, step.id
LIMIT 1 FOR UPDATE OF step SKIP LOCKED
"""


def process_of(worker: str) -> str:
    """The worker process a slot is of: `host:7` of `host:7/0`."""
    return worker.rpartition("/")[0] or worker


@dataclass(frozen=True, slots=True)
class Hand:
    """A slot that asks for work: `can` are the engines it runs as `name@version`, `warm` the one it has loaded.

    One that is `alone` tries again what failed on it; else that is left to others for a while.
    """

    size: str
    worker: str
    can: Sequence[str]
    warm: str = ""
    alone: bool = False


def next_step(*, hand: Hand, now: datetime) -> str | None:
    """The id of the step whose turn it is, locked and charged to its lane; None when there is none for this hand."""
    given: dict[str, Any] = {
        "size": hand.size,
        "worker": process_of(hand.worker),
        "can": list(hand.can),
        "warm": hand.warm,
        "now": now,
        "patient": now if hand.alone else now - PATIENCE,
        "credit": CREDIT_SECONDS,
        "urgent": URGENT_SECONDS,
        "kept_warm": WARM_SECONDS,
        "passed": [],
    }
    with connection.cursor() as cursor:
        # A lane whose steps were taken between the look and the lock is passed by.
        while (lane := _next_lane(cursor, given)) is not None:
            lane_id, workspace_id, served, weight, at_once = lane
            cursor.execute(_NEXT_STEP, given | {"workspace": workspace_id, "at_once": at_once})
            if (found := cursor.fetchone()) is not None:
                step_id, work = found
                cursor.execute(
                    "UPDATE farm_lane SET started = %s, served = %s WHERE id = %s",
                    [served, served + work / weight, lane_id],
                )
                return str(step_id)
            given["passed"] = [*given["passed"], lane_id]
    return None


def _next_lane(cursor: Any, given: dict[str, Any]) -> tuple[Any, ...] | None:
    """A lane that nobody else is serving at this instant; when all are being served, the first that is free again."""
    cursor.execute(_NEXT_LANE + " SKIP LOCKED", given)
    if (free := cursor.fetchone()) is None:
        cursor.execute(_NEXT_LANE, given)
        free = cursor.fetchone()
    found: tuple[Any, ...] | None = free
    return found


def open_lanes(*, workspace_id: str, sizes: Iterable[str]) -> None:
    """Lanes of these sizes with the workspace's limits as they are now. Call within `tenant(workspace_id)`."""
    limits = limits_of(workspace_id)
    Lane.objects.bulk_create(
        [
            Lane(workspace_id=workspace_id, size=size, weight=limits.weight, at_once=limits.at_once.get(size))
            for size in sorted(set(sizes))
        ],
        update_conflicts=True,
        unique_fields=["workspace", "size"],
        update_fields=["weight", "at_once"],
    )


_ORPHANS = """
SELECT DISTINCT s.workspace_id, s.size FROM farm_step s
WHERE s.state = 'ready' AND NOT EXISTS (
    SELECT FROM farm_lane l WHERE l.workspace_id = s.workspace_id AND l.size = s.size)
"""


def lanes_missing() -> dict[str, list[str]]:
    """Sizes by workspace whose steps would wait for ever, because older code made no lane for them."""
    with connection.cursor() as cursor:
        cursor.execute(_ORPHANS)
        missing: dict[str, list[str]] = {}
        for workspace_id, size in cursor.fetchall():
            missing.setdefault(workspace_id, []).append(size)
    return missing
