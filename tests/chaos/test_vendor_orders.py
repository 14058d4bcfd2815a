"""Workers killed over a vendor's order: one order, one charge, and a question where nobody can know."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings

from renderers.engine import Job, read_settings
from renderers.engines import engines
from renderers.errors import Cancelled
from renderers.events import StepState
from renderers.execute import new_host
from renderers.farm import engine_keys, services, steps, vendor_jobs
from renderers.farm.lanes import Hand
from renderers.farm.models import Artifact, Render, Step, VendorJob
from renderers.farm.store import DjangoStore
from renderers.farm.worker import Slot, WorkerProcess
from renderers.plan import Plan, PlanBuilder, Stage, WorkerSize
from renderers.plan import Step as PlannedStep
from renderers.runtime.desk import OrderState, new_order
from renderers.runtime.vendors import VENDORS
from studio.accounts.models import Workspace
from studio.core.clock import now
from studio.core.tenancy import system, tenant
from studio.embedded.folder import PROJECT
from tests.factories import a_workspace, an_actor, an_owner
from tests.fakes.runway import fake_runway
from tests.fakes.vendor import KEY, FakeJob, FakeVendor, Fault

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("the_cores"), pytest.mark.django_db(transaction=True)]
PATIENCE_SECONDS = 150


@contextmanager
def _a_cloud_worker(fake: FakeVendor) -> Iterator[subprocess.Popen[bytes]]:
    """A process that waits for the vendor; killed, with all it started, at the end of the block."""
    given, key = connection.settings_dict, fake.access()
    login = f"{given['USER']}:{quote(given['PASSWORD'])}@{given['HOST']}:{given['PORT']}"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "studio.settings",
        "DATABASE_URL": f"postgresql://{login}/{given['NAME']}",
        "REDIS_URL": settings.REDIS_URL,
        "RUNWAY_API_KEY": "the-studios-own-key-which-runway-refuses",
        "RUNWAY_API_URL": key.address,
        "ENGINE_ALLOWED_HOSTS": ",".join(key.open_hosts),
        "ENGINE_POLL_SECONDS": "0.05",
    }
    command = [sys.executable, "manage.py", "worker", "--size", "cloud", "--slots", "1"]
    child = subprocess.Popen(command, cwd=PROJECT, env=environment, start_new_session=True)
    try:
        yield child
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _until(true: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        with system():
            if true():
                return
        time.sleep(0.05)
    pytest.fail(f"waited {PATIENCE_SECONDS} s for {what}")


def _a_film() -> tuple[Plan, PlannedStep]:
    """A shot's times, made here, and its clip, made at the vendor's."""
    rests = {"lead_frames": 0, "gap_frames": 0, "tail_frames": 0, "minimum_frames": 48, "fade_in": 0, "fade_out": 0}
    times = PlannedStep(
        "shot_timing",
        engines()["shot_timing"].version,
        {"rate": "24", "dual": [], **rests},
        (),
        Stage.TIMING,
        "shot",
        "times",
    )
    asked = {"width": 320, "height": 180, "rate": "24", "prompt": "A lighthouse in a storm."}
    clip = PlannedStep("runway", "1", asked, (("timing", times.digest),), Stage.SHOTS, "shot", "clip", WorkerSize.CLOUD)
    builder = PlanBuilder()
    builder.add(times, role="timing")
    return builder.build(result=builder.add(clip, role="clip")), times


def _ordered(workspace: Workspace) -> Render:
    """By a workspace with a key of its own, the only one this Runway accepts."""
    plan, times = _a_film()
    with tenant(workspace.pk):
        owner = an_actor(an_owner(workspace))
        engine_keys.set_key(actor=owner, vendor=VENDORS["runway"], secret=KEY)
        render = services.start_render(
            workspace_id=workspace.pk,
            subject="prj_x",
            plan=plan,
            spec={},
            preset="draft",
            started_by="usr_x",
            now=now(),
        )
    hand = Hand("cpu", "hand/0", [f"shot_timing@{times.version}"], "")
    with system():
        held = steps.claim_step(hand=hand, now=now(), lease=timedelta(seconds=20))
    assert held is not None
    with tempfile.TemporaryDirectory() as folder:
        engine, out = engines()["shot_timing"], Path(folder) / "out"
        engine.render(Job(read_settings(engine, held.planned.settings), {}, out, Path(folder), lambda _: None))
        with tenant(workspace.pk):
            made = DjangoStore(workspace.pk).put(
                held.digest, out, media_type=engine.media_type, facts=engine.facts(out)
            )
            assert steps.finish_step(claim=held, made=made, seconds=0.1, now=now())
    return render


def _kill(worker: subprocess.Popen[bytes]) -> None:
    """Without a word; its lease ends at once, so that nobody waits for it."""
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    with system():
        Step.objects.filter(state=StepState.RUNNING).update(lease_until=now() - timedelta(seconds=1))
    assert steps.reap_lost_steps(now=now()) == 1


def _state(render: Render) -> str:
    render.refresh_from_db()
    return render.state


@pytest.fixture
def slot(tmp_path: Path) -> Iterator[Slot]:
    """A slot of a cloud worker in this process, its host warm from step to step."""
    host = new_host()
    yield Slot(WorkerProcess(size="cloud", slots=1), host, tmp_path, "worker/0")
    host.close()


def _operated(runway: FakeVendor) -> Any:
    """The studio's own settings point at this Runway."""
    return override_settings(ENGINE_ACCESS={**settings.ENGINE_ACCESS, "runway": runway.access()})


def test_a_worker_killed_between_order_and_result_is_followed_by_one_that_orders_nothing(slot: Slot) -> None:
    with fake_runway() as runway, _operated(runway):
        runway.ready.clear()
        render = _ordered(a_workspace())
        with _a_cloud_worker(runway) as victim:
            _until(lambda: VendorJob.objects.filter(state="submitted").exists(), "the order")
            _kill(victim)
        runway.ready.set()
        assert slot.work_once()
        with system():
            assert _state(render) == "succeeded", render.error
            assert Artifact.objects.get(digest=render.result).facts["frames"] == 48
            assert Step.objects.get(engine="runway").losses == 1
            assert VendorJob.objects.get().state == "closed"
        assert runway.charged == 1


def test_an_order_whose_answer_nobody_heard_is_asked_about_and_paid_once(slot: Slot) -> None:
    workspace = a_workspace()
    with fake_runway() as runway, _operated(runway):
        runway.faults.append(Fault.LOST)
        render = _ordered(workspace)
        assert slot.work_once()
        with tenant(workspace.pk):
            assert (_state(render), render.error_code) == ("failed", "vendor_asks"), render.error
            [asked] = vendor_jobs.open_questions(workspace_id=workspace.pk)
            assert "did not say whether it took the order" in asked.question
            given: dict[str, Any] = {"decision": "found", "number": next(iter(runway.jobs)), "now": now()}
            vendor_jobs.answer_question(actor=an_actor(an_owner(workspace)), job=asked, **given)
            again = services.retry_render(render=render, plan=_a_film()[0], started_by="usr_x", now=now())
        assert slot.work_once()
        with system():
            assert _state(again) == "succeeded", again.error
        assert runway.charged == 1


def test_a_cancelled_step_is_called_off_at_its_vendor() -> None:
    workspace = a_workspace()
    with fake_runway() as runway, _operated(runway):
        render = _ordered(workspace)
        runway.jobs["r-1"] = FakeJob("r-1", {})
        with system():
            held = steps.claim_step(
                hand=Hand("cloud", "hand/0", ["runway@1"], ""), now=now(), lease=timedelta(seconds=20)
            )
        assert held is not None
        desk = vendor_jobs.FarmDesk(held)
        desk.remember(new_order(desk.access("runway")).submitted("r-1"))
        with tenant(workspace.pk):
            assert steps.cancel_render(render=render, now=now())
        with pytest.raises(Cancelled):  # the worker is fenced: it cannot write over what comes now
            desk.remember(new_order(runway.access()))
        assert vendor_jobs.unwanted() == [(workspace.pk, render.result)]
        assert vendor_jobs.call_off(workspace_id=workspace.pk, digest=render.result) == 1
        assert runway.jobs["r-1"].called_off
        assert vendor_jobs.unwanted() == []
        assert desk.recall().state is OrderState.CLOSED  # type: ignore[union-attr]
