"""Lanes: who is served next. A workspace has one for every worker size; it is charged for what it is given.

Start-time fair queuing. A lane's turn comes when what it was served, in seconds of work divided by its weight, is the
least. Advantages are credits against that figure, never classes, so that nobody can be starved by them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection

from renderers.farm.limits import limits_of
from renderers.farm.models import Lane, Step
from renderers.farm.rows import ORDERED, Wanting, step_of
from studio.core.hot import ask
from studio.core.tenancy import narrowing

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

_HELD = ", ".join(f"held.{name}" for name in ORDERED)
_OF_LANE = ("lane", "workspace", "served", "weight", "at_once")

_MINE = """
    s.size = %(size)s AND s.state = 'ready' AND s.not_before <= %(now)s
    AND s.engine || '@' || s.version = ANY(%(can)s::text[])
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

# The lane is locked: this statement sees every step that was claimed before. Whose step it is, is all that exists for
# the rest of the transaction. A claim that a crash of the database forgets is a step that was never taken, so nobody
# waits for the disk. (A computed state keeps the planner from walking every ready step.)
_TAKE_STEP = f"""
WITH near AS (
    SELECT s.id, s.due, s.engine FROM farm_step s WHERE {_MINE} AND s.workspace_id = %(workspace)s
    ORDER BY s.workspace_id, s.due, s.id LIMIT {WINDOW}
), warm AS (
    SELECT id FROM near WHERE engine = %(warm)s AND due <= (SELECT min(due) FROM near) + %(kept_warm)s * 1000
), picked AS (
    SELECT step.id, step.work FROM farm_step step
    WHERE step.id = ANY(ARRAY(SELECT id FROM near)) AND step.state || '' = 'ready'
      AND (%(at_once)s::int IS NULL OR %(at_once)s::int > (
        SELECT count(*) FROM farm_step s
        WHERE s.workspace_id = %(workspace)s AND s.size = %(size)s AND s.state = 'running'))
    ORDER BY step.id IN (SELECT id FROM warm) DESC, step.due, step.id
    LIMIT 1 FOR UPDATE OF step SKIP LOCKED
), charged AS (
    UPDATE farm_lane SET started = %(served)s, served = %(served)s + picked.work / %(weight)s
    FROM picked WHERE farm_lane.id = %(lane)s RETURNING farm_lane.id
), held AS (
    UPDATE farm_step step SET state = 'running', fence = fence + 1, worker = %(slot)s, lease_until = %(lease)s,
           error_code = '', error = '', updated_at = %(now)s
    FROM picked WHERE step.id = picked.id RETURNING step.*
)
SELECT (
    SELECT coalesce(jsonb_agg(jsonb_build_array(render.id, render.workspace_id, render.subject, render.state)
                              ORDER BY render.id), '[]')
    FROM farm_renderstep mine JOIN farm_render render ON render.id = mine.render_id
    WHERE mine.workspace_id = held.workspace_id AND mine.step_id = held.id AND render.state IN ('queued', 'running')
), (
    SELECT coalesce(jsonb_object_agg(need.digest, need.sha256) FILTER (WHERE need.sha256 IS NOT NULL), '{{}}')
    FROM (
        SELECT pair->>1 AS digest, (
            SELECT made.sha256 FROM farm_artifact made
            WHERE made.workspace_id = held.workspace_id AND made.digest = pair->>1
        ) AS sha256 FROM jsonb_array_elements(held.inputs) pair
    ) need
), {narrowing("held.workspace_id")}, set_config('synchronous_commit', 'off', true), {_HELD}
FROM held, charged
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


@dataclass(frozen=True, slots=True)
class Taken:
    """A step in somebody's hands from now on, and the active renders that want it.

    `sums` are the SHA-256 of its inputs, by digest.
    """

    step: Step
    renders: Sequence[Wanting]
    sums: Mapping[str, str]


def take_step(*, hand: Hand, now: datetime, lease: timedelta) -> Taken | None:
    """The step whose turn it is, held by this hand and charged to its lane; None when there is none for it.

    Call within `farm()`; afterwards only the workspace of that step is open.
    """
    given: dict[str, Any] = {
        "size": hand.size,
        "worker": process_of(hand.worker),
        "slot": hand.worker,
        "can": _as_array(tuple(hand.can)),
        "warm": hand.warm,
        "now": now,
        "lease": now + lease,
        "patient": now if hand.alone else now - PATIENCE,
        "credit": CREDIT_SECONDS,
        "urgent": URGENT_SECONDS,
        "kept_warm": WARM_SECONDS,
        "passed": [],
    }
    # A lane whose steps were taken between the look and the lock is passed by.
    while (lane := _next_lane(given)) is not None:
        for found in ask(_TAKE_STEP, given | dict(zip(_OF_LANE, lane, strict=True))):
            renders = [Wanting(*row) for row in json.loads(found[0])]
            return Taken(step_of(found[-len(ORDERED) :]), renders, json.loads(found[1]))
        given["passed"] = [*given["passed"], lane[0]]
    return None


@lru_cache(maxsize=64)
def _as_array(words: tuple[str, ...]) -> str:
    """Words as PostgreSQL writes an array of them: a slot that asks says the same hundred every time."""
    quoted = (word.replace("\\", "\\\\").replace('"', '\\"') for word in words)
    return "{" + ",".join(f'"{word}"' for word in quoted) + "}"


def _next_lane(given: dict[str, Any]) -> tuple[Any, ...] | None:
    """A lane that nobody else is serving at this instant; when all are being served, the first that is free again."""
    free = ask(f"{_NEXT_LANE} SKIP LOCKED", given) or ask(_NEXT_LANE, given)
    return free[0] if free else None


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
