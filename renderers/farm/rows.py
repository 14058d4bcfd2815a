"""The few questions that are asked of the database at every step, in as few words as it understands.

Built by the object mapper they would take longer than most steps of a draft.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from renderers.events import StepState
from renderers.farm.models import RenderStep, Step
from renderers.plan import Stage, WorkerSize
from renderers.plan import Step as PlannedStep
from renderers.sizes import SIZES
from renderers.store import Artifact as Made
from studio.core.hot import ALONG_INDEXES, ask
from studio.core.ids import new_id

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
    "remade",
)
ORDERED = (*_COLUMNS, "version", "settings", "inputs", "trace")

# Artifact and worker follow the step: nobody else can be writing the one, and the other is written once a second.
_DONE = f"""
WITH done AS (
    UPDATE farm_step SET state = 'done', lease_until = NULL, seconds = %(seconds)s, updated_at = %(now)s
    WHERE id = %(step)s AND fence = %(fence)s AND state = 'running' RETURNING {", ".join(_COLUMNS)}
), kept AS (
    INSERT INTO farm_artifact (id, workspace_id, created_at, updated_at, digest, sha256, size, media_type, facts)
    SELECT %(artifact)s, workspace_id, %(now)s, %(now)s, digest, %(sha256)s, %(bytes)s, %(media_type)s, %(facts)s::jsonb
    FROM done
    ON CONFLICT (workspace_id, digest) DO UPDATE SET sha256 = EXCLUDED.sha256, size = EXCLUDED.size,
       media_type = EXCLUDED.media_type, facts = EXCLUDED.facts, updated_at = EXCLUDED.updated_at
), well AS (
    UPDATE farm_worker SET failures = 0, failing_since = NULL, finished_at = %(now)s, aside_until = NULL,
       aside_because = ''
    FROM done WHERE name = %(process)s AND (
       failures > 0 OR aside_until IS NOT NULL OR finished_at IS NULL OR finished_at < %(now)s - interval '1 second')
)
SELECT {", ".join(_COLUMNS)}, {ALONG_INDEXES} FROM done
"""
# A renewal that a crash of the database forgets is a second less of twenty, so nobody waits for the disk.
_RENEW = """
UPDATE farm_step SET lease_until = %(until)s WHERE id = %(step)s AND fence = %(fence)s AND state = 'running'
RETURNING set_config('synchronous_commit', 'off', true)
"""
# In the one order in which everybody locks: what is due first, first.
_CHILDREN = """
SELECT child.id FROM farm_stepdependency need JOIN farm_step child ON child.id = need.child_id
WHERE need.workspace_id = %s AND need.parent_id = %s AND child.state = 'blocked'
ORDER BY child.due, child.id FOR UPDATE OF child
"""
# Counted, not counted down: a parent whose file was lost and made again would release its child twice. Parents are
# looked up one by one: nobody has statistics of a film that was just laid out, and without them a join reads the whole
# table.
_RELEASE = """
UPDATE farm_step child SET waits = needs.open, not_before = %(now)s,
       state = CASE WHEN needs.open = 0 THEN 'ready' ELSE 'blocked' END
FROM (
    SELECT one.id, (
        SELECT count(*) FROM farm_stepdependency need WHERE need.child_id = one.id
           AND (SELECT state FROM farm_step parent WHERE parent.id = need.parent_id) <> 'done'
    ) AS open
    FROM unnest(%(children)s::text[]) one(id)
) needs
WHERE child.id = needs.id RETURNING child.state, child.size
"""
_WANTING = """
SELECT render.id, render.workspace_id, render.subject, render.state
FROM farm_renderstep mine JOIN farm_render render ON render.id = mine.render_id
WHERE mine.workspace_id = %s AND mine.step_id = %s AND render.state IN ('queued', 'running', 'paused')
ORDER BY render.id FOR UPDATE OF render
"""
# Asked of what waits or runs, which is found at once, not of what is done, which may be the whole film. Render by
# render (OFFSET 0): made into one join it would read every ready step there is.
_OVER = """
SELECT asked.id FROM (
    SELECT render.id, EXISTS (
        SELECT FROM farm_step step WHERE step.workspace_id = %(workspace)s AND step.state = 'running'
           AND EXISTS (SELECT FROM farm_renderstep mine WHERE mine.step_id = step.id AND mine.render_id = render.id)
    ) OR EXISTS (
        SELECT FROM farm_step step WHERE step.size = ANY(%(sizes)s) AND step.workspace_id = %(workspace)s
           AND step.state = 'ready'
           AND EXISTS (SELECT FROM farm_renderstep mine WHERE mine.step_id = step.id AND mine.render_id = render.id)
    ) AS goes_on FROM unnest(%(renders)s::text[]) render(id) OFFSET 0
) asked WHERE NOT asked.goes_on ORDER BY asked.id
"""


@dataclass(frozen=True, slots=True)
class Wanting:
    """A render that wants a step and is not over."""

    pk: str
    workspace_id: str
    subject: str
    state: str


def step_of(values: Sequence[Any]) -> Step:
    """The step of a row of `ORDERED`; its settings and inputs still as text, see `planned`."""
    return Step(**dict(zip(ORDERED, values, strict=True)))


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


def renew(*, step_id: str, fence: int, until: datetime) -> bool:
    """Whether whoever holds this fence holds the step still; it has it until then."""
    return bool(ask(_RENEW, {"step": step_id, "fence": fence, "until": until}))


def mark_done(*, step_id: str, fence: int, process: str, made: Made, seconds: float, now: datetime) -> Step | None:
    """The step, done, with what was made of it; None when it is no longer in the hands of whoever holds this fence.

    A file that was lost and made again may differ in size: its row follows what lies in the store.
    """
    given: dict[str, Any] = {
        "step": step_id,
        "fence": fence,
        "process": process,
        "seconds": seconds,
        "now": now,
        "artifact": new_id("art"),
        "sha256": made.sha256,
        "bytes": made.size,
        "media_type": made.media_type,
        "facts": json.dumps(dict(made.facts)),
    }
    return next((Step(**dict(zip(_COLUMNS, row, strict=False))) for row in ask(_DONE, given)), None)


def release_children(*, step: Step, now: datetime) -> tuple[str, ...]:
    """The worker sizes of those that have become ready, now that this step is done."""
    if not (children := [child for (child,) in ask(_CHILDREN, [step.workspace_id, step.pk])]):
        return ()
    # A statement of its own: it must see what was committed while the locks were waited for.
    released = ask(_RELEASE, {"children": children, "now": now})
    return tuple(sorted({size for state, size in released if state == StepState.READY}))


def wanting(step: Step) -> list[Wanting]:
    """Renders that want the step and are not over, locked in order: the last two steps of a render take turns."""
    return [Wanting(*row) for row in ask(_WANTING, [step.workspace_id, step.pk])]


def over(*, workspace_id: str, render_ids: Sequence[str]) -> list[str]:
    """Those of these active renders, locked by the caller, that have nothing left that can be made."""
    sizes = [size.value for size in SIZES]
    return [one for (one,) in ask(_OVER, {"workspace": workspace_id, "renders": list(render_ids), "sizes": sizes})]


def ready_sizes(*, workspace_id: str, render_id: str) -> tuple[str, ...]:
    """Sizes that a render has ready steps of, asked once where it begins or goes on."""
    mine = Step.objects.filter(pk__in=steps_of(workspace_id=workspace_id, render_id=render_id))
    found = mine.values_list("state", "size").distinct()
    return tuple(sorted({size for state, size in found if state == StepState.READY}))


def steps_of(*, workspace_id: str, render_id: str) -> list[str]:
    """The ids of a render's steps, to be named in the next question.

    Joined instead, the two tables would be read through once for every step where the planner has only seen short
    films and expects one row of each.
    """
    mine = RenderStep.objects.filter(workspace_id=workspace_id, render_id=render_id)
    return list(mine.values_list("step_id", flat=True))
