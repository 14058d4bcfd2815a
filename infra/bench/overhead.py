"""What the farm adds to a step and to a film, and what a second worker brings.

`python -m infra.bench.overhead [steps] [film] [second] [--rounds 3] [--scenes 1] [--height 720]`: a plan of steps that
take no time, made by `LocalRun` and by a worker process with as many slots; the difference of a long and a short plan
leaves out what starting costs. The first scenes of the sample film, made both ways in turn, each time by hosts that
have read the engines' code, as those of a worker that is online have, and have loaded no voice and painted nothing yet.
Then a plan of steps that keep a core busy, made by one worker of one slot and by two. Everything is ordered with money.
The best of the rounds counts. On cores that others use, too, the seconds of the cores say more than those of the clock.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import count
from pathlib import Path

from infra.yard.cores import cpu_seconds
from infra.yard.farmyard import Farmyard, farmyard
from infra.yard.hands import Hands
from infra.yard.orders import made_by_farm
from infra.yard.scenes import busy_steps, instant_steps
from renderers.compilers.film import compile_film
from renderers.execute import LocalRun
from renderers.plan import Plan
from renderers.presets import DRAFT
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.screenplay.sample import sample_text
from renderers.store import FolderStore

SHORT, LONG = 40, 240
BUSY = 8
PARTS = ("steps", "film", "second")
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock, and of the cores."""

    wall: float
    cpu: float


def main(arguments: list[str] | None = None) -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m infra.bench.overhead")
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; all of them when none is named")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scenes", type=int, default=1, help="so much of the sample film")
    parser.add_argument("--height", type=int, default=DRAFT.height, help="lines of its picture")
    given = parser.parse_args(arguments)
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    parts = given.parts or PARTS
    with farmyard() as yard:
        if "steps" in parts:
            for slots in (1, 2):
                _overhead(yard, slots, given.rounds)
        if "film" in parts:
            _film(yard, _sample(given.scenes, given.height), given.rounds)
        if "second" in parts:
            _second_worker(yard, given.rounds)
    return 0


def _overhead(yard: Farmyard, slots: int, rounds: int) -> None:
    hands = _hired(yard, workers=1, slots=slots)
    try:
        _warm(slots)
        farm = _per_step(made_by_farm, rounds)
    finally:
        hands.dismiss()
    local = _per_step(lambda plan: _locally(plan, slots), rounds)
    print(
        f"{slots} slots, a step that takes no time: {local.wall:.1f} ms without a farm, {farm.wall:.1f} ms with it: "
        f"{farm.wall - local.wall:+.1f} ms of wall time per step, {farm.cpu - local.cpu:+.1f} ms of the cores "
        f"({_load()})",
        flush=True,
    )


def _sample(scenes: int, height: int) -> Plan:
    spec = film_spec(parse(sample_text()), rate=Fraction(24), aspect="16:9")
    return compile_film(spec.model_copy(update={"scenes": spec.scenes[:scenes]}), replace(DRAFT, height=height))


def _film(yard: Farmyard, plan: Plan, rounds: int) -> None:
    slots = os.cpu_count() or 1
    locally, farm = [], []
    _locally(busy_steps(next(_numbers), slots), slots)
    for _ in range(rounds):
        locally.append(_measured(lambda plan: _locally(plan, slots), plan))
        hands = _hired(yard, workers=1, slots=slots)
        try:
            _warm(slots)
            farm.append(_measured(made_by_farm, plan))
        finally:
            hands.dismiss()
    without, ours = _best(locally), _best(farm)
    print(
        f"a film of {len(plan)} steps of {without.cpu / len(plan):.2f} s of a core, {slots} slots: "
        f"{without.wall:.1f} s without a farm, {ours.wall:.1f} s with it: "
        f"{ours.wall / without.wall - 1:+.1%} of wall time, {ours.cpu / without.cpu - 1:+.1%} of the cores ({_load()})",
        flush=True,
    )


def _second_worker(yard: Farmyard, rounds: int) -> None:
    times = []
    for workers in (1, 2):
        hands = _hired(yard, workers=workers, slots=1)
        try:
            _warm(workers)
            times.append(min(made_by_farm(busy_steps(next(_numbers), BUSY)) for _ in range(rounds)))
        finally:
            hands.dismiss()
    one, two = times
    print(f"{BUSY} busy steps: {one:.1f} s by one worker, {two:.1f} s by two, {one / two:.2f} times as fast")


def _per_step(made: Callable[[Plan], float], rounds: int) -> Spent:
    """Milliseconds that one more step takes."""
    short = _best([_measured(made, instant_steps(next(_numbers), SHORT)) for _ in range(rounds)])
    long = _best([_measured(made, instant_steps(next(_numbers), LONG)) for _ in range(rounds)])
    more = (LONG - SHORT) / 1000
    return Spent((long.wall - short.wall) / more, (long.cpu - short.cpu) / more)


def _measured(made: Callable[[Plan], float], plan: Plan) -> Spent:
    """`made` says how long it took by the clock."""
    used = cpu_seconds()
    wall = made(plan)
    return Spent(wall, cpu_seconds() - used)


def _best(found: list[Spent]) -> Spent:
    return Spent(min(one.wall for one in found), min(one.cpu for one in found))


def _load() -> str:
    return f"load {os.getloadavg()[0]:.1f}"


def _locally(plan: Plan, workers: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        run = LocalRun(plan=plan, store=FolderStore(Path(folder)), workers=workers, on_step=lambda *_: None)
        began = time.monotonic()
        run.run()
        return time.monotonic() - began


def _hired(yard: Farmyard, *, workers: int, slots: int) -> Hands:
    """Workers that are online; their hosts have not started yet."""
    from renderers.farm.models import Worker

    hands = Hands(yard.environment, Path(yard.postgres.data) / "farm.log", name="bench", slots=slots)
    hands.schedule()
    for _ in range(workers):
        hands.hire()
    while Worker.objects.count() < workers:
        time.sleep(0.1)
    return hands


def _warm(slots: int) -> None:
    """Every slot has made something."""
    made_by_farm(busy_steps(next(_numbers), 2 * slots))


if __name__ == "__main__":
    sys.exit(main())
