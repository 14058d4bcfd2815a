"""Who orders films during a storm, watches the farm, and says in the end whether everything was made once, in order."""

from __future__ import annotations

import random
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import redis
from django.conf import settings
from django.db import OperationalError, connection

from billing import ledger
from infra.yard.scenes import scenes
from renderers.events import RenderState, StepState
from renderers.farm import services, steps, tasks
from renderers.farm.models import Artifact, Render, Step, StepDependency, Worker
from renderers.farm.stops import PERSON, by_person
from renderers.farm.store import DjangoStore
from renderers.plan import Stage, WorkerSize
from renderers.plan import Step as PlannedStep
from renderers.store import Artifact as Made
from studio.accounts.models import Workspace
from studio.core.clock import now
from studio.core.tenancy import system, tenant
from studio.live.models import StoredEvent
from tests.billing.books import a_quote
from tests.chaos.books import assert_the_books_agree

LEFT = (StepState.BLOCKED, StepState.READY, StepState.RUNNING, StepState.PAUSED)
SET_ASIDE = (1_000, 100_000)
"""Micro-dollars: less than a film costs, so that what takes longer than quoted is ours, and more."""

MOST_LOSSES = steps.MAX_LOSSES - 2
"""A step that lost so many workers is spared: the storm shall not be what fails it."""


class Witness:
    """Films of several workspaces."""

    def __init__(self, *, workspaces: int) -> None:
        self.films = 0
        with system():
            self.workspaces = [Workspace.objects.create(name=f"Workspace {at}") for at in range(workspaces)]

    def order_more(self, *, at_least: int) -> None:
        """Films, so that at least so many steps are not made yet."""
        while self._left() < at_least:
            workspace = self.workspaces[self.films % len(self.workspaces)]
            self.films += 1
            plan = scenes(f"film{self.films}", count=5)
            with tenant(workspace.pk):
                render = services.start_render(
                    workspace_id=workspace.pk,
                    subject=f"prj_{self.films}",
                    plan=plan,
                    spec={},
                    preset="draft",
                    started_by="usr_x",
                    now=now(),
                )
                amount = SET_ASIDE[self.films % len(SET_ASIDE)]
                quote = a_quote(workspace, amount=amount, project_id=render.subject)
                ledger.hold(quote=quote, render_id=render.pk, at=now(), user_id="usr_x")

    def wait_for_work(self, *, seconds: float) -> None:
        """Until the first steps are finished."""
        self._until(lambda: Step.objects.filter(state=StepState.DONE).count() >= 3, seconds, "the first steps")

    def wait_for_calm(self, *, seconds: float, mend: Callable[[], int]) -> None:
        """Until nothing is left to be made."""

        def calm() -> bool:
            mend()
            return not Render.objects.filter(state__in=steps.OPEN).exists()

        self._until(calm, seconds, "the last films")

    def busy_worker(
        self, workers: Sequence[subprocess.Popen[bytes]], dice: random.Random, *, unblamed: bool = False
    ) -> subprocess.Popen[bytes] | None:
        """One that is in the middle of a step which can bear it."""
        with system():
            held = Step.objects.filter(state=StepState.RUNNING, losses__lt=MOST_LOSSES)
            held = held.filter(blamed=[]) if unblamed else held
            names = list(held.values_list("worker", flat=True))
        pids = {int(name.rpartition(":")[2].partition("/")[0]) for name in names}
        busy = [worker for worker in workers if worker.pid in pids]
        return dice.choice(busy) if busy else None

    def broker(self) -> redis.Redis:
        """Where wake-ups and progress go."""
        return redis.Redis.from_url(settings.REDIS_URL)

    def ring(self, *, times: int) -> int:
        """Wake-ups for nothing."""
        for _ in range(times):
            tasks.ring("cpu")
        return times

    def finish_again(self, dice: random.Random) -> int:
        """A result that was delivered already arrives once more."""
        with system():
            done = list(Step.objects.filter(state=StepState.DONE, fence__gt=0).order_by("-updated_at")[:20])
            made = {row.digest: row for row in Artifact.objects.filter(digest__in=[step.digest for step in done])}
        if not done:
            return 0
        step = dice.choice(done)
        row = made[step.digest]
        claim = steps.Claim(step.pk, step.workspace_id, step.digest, step.fence, _planned(step), step.worker, {})
        again = Made(row.digest, row.sha256, row.size, row.media_type, row.facts)
        with tenant(step.workspace_id):
            accepted = steps.finish_step(claim=claim, made=again, seconds=1000.0, now=now())
        assert not accepted, f"{step.label} was finished twice"
        return 1

    def reconnect(self) -> None:
        """Our own session died with the server's."""
        connection.close()

    def pause_one(self, dice: random.Random) -> int:
        """A film stands still; the one that stood still before goes on."""
        self.let_all_go_on()
        with system():
            running = list(Render.objects.filter(state=RenderState.RUNNING).order_by("id"))
        if not running:
            return 0
        render = dice.choice(running)
        with tenant(render.workspace_id):
            return int(steps.stop_render(render=render, stop=by_person("the storm"), now=now()))

    def let_all_go_on(self) -> None:
        """No film stands still."""
        with system():
            paused = list(Render.objects.filter(state=RenderState.PAUSED))
        for render in paused:
            with tenant(render.workspace_id):
                steps.lift_stop(render=render, code=PERSON, now=now())

    def testify(self) -> dict[str, Any]:
        """Every promise, and what was counted."""
        with system():
            states = Counter(Step.objects.values_list("state", flat=True))
            failed = list(Step.objects.exclude(state=StepState.DONE).values_list("label", "state", "error"))
            assert not failed, f"not every step is done: {failed[:5]}"
            films = Counter(Render.objects.values_list("state", flat=True))
            assert set(films) == {RenderState.SUCCEEDED.value}, films
            assert not Step.objects.exclude(lease_until=None).exists(), "somebody still holds a step"
            assert not Worker.objects.filter(seen_at__gt=now()).exists()
            losses = sum(Step.objects.values_list("losses", flat=True))
            claims = StoredEvent.objects.filter(kind="step.running").count()
            self._files_are_whole()
            self._order_was_kept()
        return {
            "steps": states[StepState.DONE.value],
            "films": films[RenderState.SUCCEEDED.value],
            "claims": claims,
            "workers lost over a step": losses,
        } | assert_the_books_agree()

    def _files_are_whole(self) -> None:
        made = {(row.workspace_id, row.digest): row for row in Artifact.objects.all()}
        for step in Step.objects.all():
            row = made.get((step.workspace_id, step.digest))
            assert row is not None, f"{step.label} is done, but nothing was made"
            assert DjangoStore(step.workspace_id).holds(step.digest, row.size), f"the file of {step.label} is not whole"

    def _order_was_kept(self) -> None:
        """Each step was finished once, and none was begun before what it needs was finished."""
        begun: dict[str, datetime] = {}
        finished: dict[str, datetime] = {}
        told: Counter[tuple[str, str]] = Counter()
        events = StoredEvent.objects.filter(kind__startswith="step.")
        for topic, kind, step, at in events.values_list("topic", "kind", "body__step_id", "at"):
            if kind == "step.running":
                begun[step] = min(at, begun.get(step, at))
            elif kind == "step.done":
                told[topic, step] += 1
                finished[step] = at
        twice = [step for (_, step), count in told.items() if count > 1]
        assert not twice, f"finished twice: {twice}"
        for parent, child in StepDependency.objects.values_list("parent_id", "child_id"):
            assert finished[parent] <= begun[child], f"{child} was begun before {parent} was made"

    def _left(self) -> int:
        with system():
            return Step.objects.filter(state__in=LEFT).count()

    def _until(self, true: Callable[[], bool], seconds: float, what: str) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                with system():
                    if true():
                        return
            except OperationalError:
                connection.close()
            time.sleep(0.2)
        with system():
            left = list(Step.objects.filter(state__in=LEFT).values_list("label", "state", "worker", "losses", "error"))
        raise AssertionError(f"waited {seconds:.0f} s for {what}; {len(left)} steps are left, such as {left[:5]}")


def _planned(step: Step) -> PlannedStep:
    size, stage = WorkerSize(step.size), Stage(step.stage)
    return PlannedStep(step.engine, step.version, step.settings, (), stage, "", step.label, size, step.work)
