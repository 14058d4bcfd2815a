"""The few questions that are asked of the database at every step, in as few words as it understands.

Built by the object mapper they would take longer than most steps of a draft.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from renderers.events import RenderState
from renderers.farm.models import Artifact, Step
from renderers.plan import Stage, WorkerSize
from renderers.plan import Step as PlannedStep
from renderers.sizes import SIZES
from renderers.store import Artifact as Made

_COLUMNS = (
    "id",
    "workspace_id",
    "digest",
    "engine",
    "size",
    "state",
    "fence",
    "worker",
    "seconds",
    "work",
    "stage",
    "label",
)
_ORDERED = (*_COLUMNS, "version", "settings", "inputs", "trace")

_HOLD = f"""
UPDATE farm_step SET state = 'running', fence = fence + 1, worker = %(worker)s, lease_until = %(lease)s,
       error_code = '', error = '', updated_at = %(now)s
WHERE id = %(step)s RETURNING {", ".join(_ORDERED)}
"""
_DONE = f"""
UPDATE farm_step SET state = 'done', lease_until = NULL, seconds = %(seconds)s, updated_at = %(now)s
WHERE id = %(step)s AND fence = %(fence)s AND state = 'running' RETURNING {", ".join(_COLUMNS)}
"""
_WANTING = """
SELECT render.id, render.workspace_id, render.subject, render.state
FROM farm_renderstep mine JOIN farm_render render ON render.id = mine.render_id
WHERE mine.workspace_id = %s AND mine.step_id = %s AND render.state IN ('queued', 'running') ORDER BY render.id
"""
# Asked of what waits or runs, which is found at once, not of what is done, which may be the whole film.
_GOES_ON = """
SELECT EXISTS (
    SELECT FROM farm_step step WHERE step.workspace_id = %(workspace)s AND step.state = 'running'
       AND EXISTS (SELECT FROM farm_renderstep mine WHERE mine.step_id = step.id AND mine.render_id = %(render)s)
) OR EXISTS (
    SELECT FROM farm_step step WHERE step.size = ANY(%(sizes)s) AND step.workspace_id = %(workspace)s
       AND step.state = 'ready'
       AND EXISTS (SELECT FROM farm_renderstep mine WHERE mine.step_id = step.id AND mine.render_id = %(render)s)
)
"""


@dataclass(frozen=True, slots=True)
class Wanting:
    """An active render that wants a step."""

    pk: str
    workspace_id: str
    subject: str
    state: str


def hold(*, step_id: str, worker: str, now: datetime, lease: timedelta) -> Step | None:
    """The step, in this worker's hands from now on; its settings and inputs still as text, see `planned`."""
    return _one(_ORDERED, _HOLD, {"step": step_id, "worker": worker, "now": now, "lease": now + lease})


def planned(row: Step) -> PlannedStep:
    """What a worker needs to know of a step it holds."""
    return PlannedStep(
        engine=row.engine,
        version=row.version,
        settings=json.loads(row.settings),
        inputs=tuple((role, digest) for role, digest in json.loads(row.inputs)),
        stage=Stage(row.stage),
        subject="",
        label=row.label,
        size=WorkerSize(row.size),
        work=row.work,
    )


def mark_done(*, step_id: str, fence: int, seconds: float, now: datetime) -> Step | None:
    """The step, done; None when it is no longer in the hands of whoever holds this fence."""
    return _one(_COLUMNS, _DONE, {"step": step_id, "fence": fence, "seconds": seconds, "now": now})


def keep_artifact(step: Step, made: Made) -> None:
    """A file that was lost and made again may differ in size: the row follows what lies in the store."""
    row = Artifact(
        workspace_id=step.workspace_id,
        digest=step.digest,
        sha256=made.sha256,
        size=made.size,
        media_type=made.media_type,
        facts=dict(made.facts),
    )
    Artifact.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["workspace", "digest"],
        update_fields=["sha256", "size", "media_type", "facts", "updated_at"],
    )


def wanting(step: Step) -> list[Wanting]:
    """Active renders that want the step."""
    with connection.cursor() as cursor:
        cursor.execute(_WANTING, [step.workspace_id, step.pk])
        return [Wanting(*row) for row in cursor.fetchall()]


def is_over(*, workspace_id: str, render_id: str) -> bool:
    """Whether an active render has nothing left that can be made. Its row is locked: the last two steps take turns."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT state FROM farm_render WHERE id = %s FOR UPDATE", [render_id])
        if cursor.fetchone()[0] not in (RenderState.QUEUED, RenderState.RUNNING):
            return False
        cursor.execute(
            _GOES_ON, {"workspace": workspace_id, "render": render_id, "sizes": [size.value for size in SIZES]}
        )
        return not cursor.fetchone()[0]


def _one(columns: Sequence[str], statement: str, given: Mapping[str, Any]) -> Step | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        row = cursor.fetchone()
    return None if row is None else Step(**dict(zip(columns, row, strict=True)))
