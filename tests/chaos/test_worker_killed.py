"""Real workers, real engines, a kill in the middle: the film comes out whole, each step finished and metered once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from urllib.parse import quote

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
from studio.embedded.folder import PROJECT
from tests.factories import a_workspace

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SMALL = replace(DRAFT, height=360)
"""It is work that is lost here, not what it shows."""

SCRIPT = (Path(__file__).parents[1] / "golden/plans/two-chairs.fountain").read_text("utf-8")
PATIENCE_SECONDS = 150
DROPPED_SESSIONS = 12


def _environment() -> dict[str, str]:
    given = connection.settings_dict
    login = f"{given['USER']}:{quote(given['PASSWORD'])}@{given['HOST']}:{given['PORT']}"
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "studio.settings",
        "DATABASE_URL": f"postgresql://{login}/{given['NAME']}",
        "REDIS_URL": settings.REDIS_URL,
        "FARM_LEASE_SECONDS": "4",
    }


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Starts a command of the studio in a process group of its own; all are ended afterwards."""
    running: list[subprocess.Popen[bytes]] = []

    def begin(*command: str) -> subprocess.Popen[bytes]:
        child = subprocess.Popen(
            [sys.executable, "manage.py", *command], cwd=PROJECT, env=_environment(), start_new_session=True
        )
        running.append(child)
        return child

    yield begin
    for child in running:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGCONT)
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


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
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        with system():
            if true():
                return
        time.sleep(0.1)
    pytest.fail(f"waited {PATIENCE_SECONDS} s for {what}")


def _held_by(child: subprocess.Popen[bytes]) -> bool:
    return Step.objects.filter(state=StepState.RUNNING, worker__contains=f":{child.pid}/").exists()


def _is_stopped_at_work(child: subprocess.Popen[bytes], *, after: int) -> bool:
    """Whether it stands still in the middle of a step, so many being done; it goes on when it does not."""
    os.killpg(child.pid, signal.SIGSTOP)
    time.sleep(0.2)  # what it had already sent to the database is done by then
    if _held_by(child) and Step.objects.filter(state=StepState.DONE).count() >= after:
        return True
    os.killpg(child.pid, signal.SIGCONT)
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


def test_a_worker_killed_in_the_middle_of_a_step(start: Callable[..., subprocess.Popen[bytes]]) -> None:
    render = _ordered(a_workspace())
    start("scheduler")
    victim = start("worker", "--slots", "1")
    _until(lambda: _is_stopped_at_work(victim, after=4), "work in hand")
    os.killpg(victim.pid, signal.SIGKILL)
    victim.wait()
    with system():
        assert Step.objects.filter(state=StepState.RUNNING, worker__contains=f":{victim.pid}/").exists()
    start("worker", "--slots", "2")
    _until(lambda: _is_over(render), "the film")
    _comes_out_whole(render)
    with system():
        assert sum(Step.objects.values_list("losses", flat=True)) >= 1


def test_a_worker_frozen_past_its_lease_and_a_wiped_broker(start: Callable[..., subprocess.Popen[bytes]]) -> None:
    render = _ordered(a_workspace())
    start("scheduler")
    sleeper = start("worker", "--slots", "1")
    _until(lambda: _is_stopped_at_work(sleeper, after=0), "work in hand")
    redis.Redis.from_url(settings.REDIS_URL).flushdb()
    start("worker", "--slots", "2")
    _until(lambda: Step.objects.filter(losses__gt=0).exists(), "the frozen step to be given back")
    os.killpg(sleeper.pid, signal.SIGCONT)
    _until(lambda: _is_over(render), "the film")
    _comes_out_whole(render)


def test_a_database_that_drops_every_connection_again_and_again(start: Callable[..., subprocess.Popen[bytes]]) -> None:
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
