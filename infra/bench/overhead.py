"""What the farm adds to a step, and what a second worker brings.

`python -m infra.bench.overhead [--rounds 3]`: a plan of steps that take no time, made by `LocalRun` and by a worker
process with as many slots; the difference of a long and a short plan leaves out what starting costs. Then a plan of
steps that keep a core busy, made by one worker of one slot and by two. The best of the rounds counts.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

from infra.yard.farmyard import Farmyard, farmyard
from infra.yard.hands import Hands
from infra.yard.scenes import busy_steps, instant_steps
from renderers.execute import LocalRun
from renderers.plan import Plan
from renderers.store import FolderStore

SHORT, LONG = 40, 240
BUSY = 8
_numbers = count(1)


def main(arguments: list[str] | None = None) -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m infra.bench.overhead")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args(arguments)
    with farmyard() as yard:
        for slots in (1, 2):
            _overhead(yard, slots, given.rounds)
        _second_worker(yard, given.rounds)
    return 0


def _overhead(yard: Farmyard, slots: int, rounds: int) -> None:
    hands = _hired(yard, workers=1, slots=slots)
    try:
        farm = _per_step(_by_farm, rounds)
    finally:
        hands.dismiss()
    local = _per_step(lambda plan: _locally(plan, slots), rounds)
    load = os.getloadavg()[0]
    print(
        f"{slots} slots, a step that takes no time: {local:.1f} ms without a farm, {farm:.1f} ms with it: "
        f"{farm - local:+.1f} ms of wall time per step (load {load:.1f})"
    )


def _second_worker(yard: Farmyard, rounds: int) -> None:
    times = []
    for workers in (1, 2):
        hands = _hired(yard, workers=workers, slots=1)
        try:
            times.append(min(_by_farm(busy_steps(next(_numbers), BUSY)) for _ in range(rounds)))
        finally:
            hands.dismiss()
    one, two = times
    print(f"{BUSY} busy steps: {one:.1f} s by one worker, {two:.1f} s by two, {one / two:.2f} times as fast")


def _per_step(made: Callable[[Plan], float], rounds: int) -> float:
    """Milliseconds that one more step takes."""
    short = min(made(instant_steps(next(_numbers), SHORT)) for _ in range(rounds))
    long = min(made(instant_steps(next(_numbers), LONG)) for _ in range(rounds))
    return (long - short) / (LONG - SHORT) * 1000


def _locally(plan: Plan, workers: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        run = LocalRun(plan=plan, store=FolderStore(Path(folder)), workers=workers, on_step=lambda *_: None)
        began = time.monotonic()
        run.run()
        return time.monotonic() - began


def _by_farm(plan: Plan) -> float:
    from renderers.farm import services
    from renderers.farm.models import Render
    from studio.accounts.models import Workspace
    from studio.core.clock import now
    from studio.core.tenancy import system, tenant

    with system():
        workspace = Workspace.objects.create(name="Bench")
    began = time.monotonic()
    with tenant(workspace.pk):
        render = services.start_render(
            workspace_id=workspace.pk,
            subject="prj_bench",
            plan=plan,
            spec={},
            preset="draft",
            started_by="usr_bench",
            now=now(),
        )
    while True:
        time.sleep(0.02)
        with system():
            found = Render.objects.get(pk=render.pk)
        if found.state == "succeeded":
            assert found.finished_at is not None
            return time.monotonic() - began
        if found.state == "failed":
            raise SystemExit(f"the render failed: {found.error}")


def _hired(yard: Farmyard, *, workers: int, slots: int) -> Hands:
    """Workers that are online, each with its engines started."""
    from renderers.farm.models import Worker

    hands = Hands(yard.environment, Path(yard.postgres.data) / "farm.log", name="bench", slots=slots)
    hands.schedule()
    for _ in range(workers):
        hands.hire()
    while Worker.objects.count() < workers:
        time.sleep(0.1)
    _by_farm(busy_steps(next(_numbers), 2 * workers * slots))
    return hands


if __name__ == "__main__":
    sys.exit(main())
