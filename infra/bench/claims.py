"""Claims and finishes per second with many ready steps and many workspaces.

`python -m infra.bench.claims [--steps 100000] [--workspaces 200] [--seconds 5]`: every claim is fair, every finish
meters, writes events and releases what waits for it. First with one ready step in a hundred, so that the two
tables say how the claim grows with the queue. Threads share one interpreter and the cores with PostgreSQL.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from datetime import timedelta
from threading import Lock, Thread
from typing import Any

from infra.yard.farmyard import farmyard

THREADS = (1, 2, 4, 8)
CAN = ["bench@1"]

_STEPS = """
INSERT INTO farm_step (id, created_at, updated_at, digest, engine, version, settings, inputs, stage, label, size, work,
  state, waits, attempts, losses, fence, not_before, worker, seconds, error_code, error, workspace_id, due)
SELECT 'stp_' || lpad(n::text, 26, '0'), now(), now(), lpad(n::text, 64, '0'), 'bench', '1', '{}', '[]', 'panels',
  'step ' || n, 'cpu', 1 + n %% 7, 'ready', 0, 0, 0, 0, now() - interval '1 h', '', 0, '', '', w.id, n
FROM generate_series(%(first)s, %(last)s) n JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS at
  FROM accounts_workspace) w ON w.at = n %% %(workspaces)s
"""
_RENDERS = """
INSERT INTO farm_render (id, created_at, updated_at, subject, preset, spec, wanted, result, state, error_code, error,
  started_by, workspace_id) SELECT 'rnd_' || substr(id, 4), now(), now(), 'prj_bench', 'draft', '{}', '{}', '',
  'queued', '', '', '', id FROM accounts_workspace
"""
_RENDER_STEPS = """
INSERT INTO farm_renderstep (id, created_at, updated_at, ordinal, subject, cached, render_id, step_id, workspace_id)
SELECT 'rst_' || substr(s.id, 5), now(), now(), s.due, 'film', false, 'rnd_' || substr(s.workspace_id, 4), s.id,
  s.workspace_id FROM farm_step s WHERE NOT EXISTS (SELECT FROM farm_renderstep r WHERE r.step_id = s.id)
"""


def main(arguments: list[str] | None = None) -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m infra.bench.claims")
    parser.add_argument("--steps", type=int, default=100_000)
    parser.add_argument("--workspaces", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=5.0)
    given = parser.parse_args(arguments)
    with farmyard():
        _workspaces(given.workspaces)
        begun = 0
        for count in (given.steps // 100, given.steps):
            _fill(begun, count, given.workspaces)
            begun = count
            print(f"{count} ready steps of {given.workspaces} workspaces, load {os.getloadavg()[0]:.1f}")
            for threads in THREADS:
                print(f"  {threads} threads: {_measured(threads, given.seconds)}")
    return 0


def _workspaces(count: int) -> None:
    from studio.accounts.models import Workspace
    from studio.core.tenancy import system

    with system():
        Workspace.objects.bulk_create(Workspace(name=f"workspace {number}") for number in range(count))


def _fill(first: int, last: int, workspaces: int) -> None:
    from django.db import connection

    from renderers.farm.lanes import lanes_missing, open_lanes
    from studio.core.tenancy import system, tenant

    with system(), connection.cursor() as cursor:
        cursor.execute(_STEPS, {"first": first + 1, "last": last, "workspaces": workspaces})
        if not first:
            cursor.execute(_RENDERS)
        cursor.execute(_RENDER_STEPS)
        missing = lanes_missing()
    for workspace_id, sizes in missing.items():
        with tenant(workspace_id):
            open_lanes(workspace_id=workspace_id, sizes=sizes)


def _measured(threads: int, seconds: float) -> str:
    """Steps made in a second, and how evenly, in words. A queue that runs dry ends the measurement early."""
    made: dict[str, int] = {}
    lock, began = Lock(), time.monotonic()
    every = [Thread(target=_work, args=(f"bench:{at}/0", began + seconds, made, lock)) for at in range(threads)]
    for thread in every:
        thread.start()
    for thread in every:
        thread.join()
    took = time.monotonic() - began
    if not made:
        return "nothing is left to claim; give it more --steps"
    counts = sorted(made.values())
    dry = f" until the queue was empty after {took:.1f} s" if took < seconds else ""
    rate = f"{sum(counts) / took:.0f} claims and finishes per second{dry}"
    return f"{rate}, {counts[0]} to {counts[-1]} for each of {len(counts)} workspaces"


def _work(worker: str, until: float, made: dict[str, int], lock: Any) -> None:
    from django.db import connection

    from renderers.farm import steps
    from renderers.farm.lanes import Hand
    from renderers.store import Artifact
    from studio.core.clock import now
    from studio.core.tenancy import tenant

    hand = Hand("cpu", worker, CAN)
    while time.monotonic() < until:
        claim = steps.claim_step(hand=hand, now=now(), lease=timedelta(minutes=1))
        if claim is None:
            break
        artifact = Artifact(claim.digest, "0" * 64, 1, "text/plain", {})
        with tenant(claim.workspace_id):
            steps.finish_step(claim=claim, made=artifact, seconds=0.1, now=now())
        with lock:
            made[claim.workspace_id] = made.get(claim.workspace_id, 0) + 1
    connection.close()


if __name__ == "__main__":
    sys.exit(main())
