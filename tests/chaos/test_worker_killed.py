"""Real workers, real engines, a kill in the middle: the film comes out whole, each step finished and metered once."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.db import connection

from billing.models import Usage
from renderers.compilers.film import FILM, compile_film
from renderers.events import StepState
from renderers.farm import services
from renderers.farm.models import Artifact, Render, Step
from renderers.presets import DRAFT
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from studio.accounts.models import Workspace
from studio.core.clock import now
from studio.core.tenancy import system, tenant
from tests.chaos.crew import Start, crew, go_on, kill, stand_still, until
from tests.factories import a_workspace

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("the_cores"), pytest.mark.django_db(transaction=True)]
SMALL = replace(DRAFT, height=360)
"""It is work that is lost here, not what it shows."""

SCRIPT = (Path(__file__).parents[1] / "golden/plans/two-chairs.fountain").read_text("utf-8")
PATIENCE_SECONDS = 150
DROPPED_SESSIONS = 12


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a command of the studio in a process group of its own; all are ended afterwards."""
    with crew() as begin:
        yield begin


def _ordered(workspace: Workspace) -> Render:
    spec = film_spec(parse(SCRIPT), rate=Fraction(24), aspect="16:9")
    with tenant(workspace.pk):
        return services.start_render(
            workspace_id=workspace.pk,
            subject="prj_x",
            plan=compile_film(spec, SMALL),
            spec=spec.model_dump(mode="json"),
            preset="draft",
            started_by="usr_x",
            now=now(),
        )


def _until(true: Callable[[], bool], what: str) -> None:
    until(true, what, seconds=PATIENCE_SECONDS)


def _held_by(child: subprocess.Popen[bytes]) -> bool:
    return Step.objects.filter(state=StepState.RUNNING, worker__contains=f":{child.pid}/").exists()


def _is_stopped_at_work(child: subprocess.Popen[bytes], *, after: int) -> bool:
    """Whether it stands still in the middle of a step, so many being done; it goes on when it does not."""
    stand_still(child)
    if _held_by(child) and Step.objects.filter(state=StepState.DONE).count() >= after:
        return True
    go_on(child)
    return False


def _is_over(render: Render) -> bool:
    render.refresh_from_db()
    return render.state in ("succeeded", "failed", "cancelled")


def _comes_out_whole(render: Render) -> None:
    with system():
        render.refresh_from_db()
        assert render.state == "succeeded", render.error
        made = list(Step.objects.filter(render_steps__render=render))
        assert {step.state for step in made} == {StepState.DONE}
        metered = list(Usage.objects.values_list("step_id", flat=True))
        assert sorted(metered) == sorted(step.pk for step in made)
        report = Artifact.objects.get(digest=render.wanted[FILM]["report"])
        assert report.facts["sync_error_samples"] == 0


def test_a_worker_killed_in_the_middle_of_a_step(start: Start) -> None:
    render = _ordered(a_workspace())
    start("scheduler")
    victim = start("worker", "--slots", "1")
    _until(lambda: _is_stopped_at_work(victim, after=4), "work in hand")
    kill(victim)
    with system():
        assert Step.objects.filter(state=StepState.RUNNING, worker__contains=f":{victim.pid}/").exists()
    start("worker", "--slots", "2")
    _until(lambda: _is_over(render), "the film")
    _comes_out_whole(render)
    with system():
        assert sum(Step.objects.values_list("losses", flat=True)) >= 1


def test_a_worker_frozen_past_its_lease_and_a_wiped_broker(start: Start) -> None:
    render = _ordered(a_workspace())
    start("scheduler")
    sleeper = start("worker", "--slots", "1")
    _until(lambda: _is_stopped_at_work(sleeper, after=0), "work in hand")
    redis.Redis.from_url(settings.REDIS_URL).flushdb()
    start("worker", "--slots", "2")
    _until(lambda: Step.objects.filter(losses__gt=0).exists(), "the frozen step to be given back")
    go_on(sleeper)
    _until(lambda: _is_over(render), "the film")
    _comes_out_whole(render)


def test_a_database_that_drops_every_connection_again_and_again(start: Start) -> None:
    render = _ordered(a_workspace())
    start("scheduler")
    worker = start("worker", "--slots", "2")
    _until(lambda: _held_by(worker), "work in hand")
    dropped = 0
    for _ in range(400):
        dropped += _drop_other_sessions()
        if dropped >= DROPPED_SESSIONS:
            break
        time.sleep(0.02)
    assert dropped >= DROPPED_SESSIONS
    with system():
        assert not _is_over(render)
    _until(lambda: _is_over(render), "the film")
    assert worker.poll() is None
    _comes_out_whole(render)


def _drop_other_sessions() -> int:
    """What a restart of the server does to its clients; how many sessions were lost."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename = current_user"
        )
        return int(cursor.fetchone()[0])
