"""One film by engines of every kind, on a real farm that is killed over it: whole, ordered once, charged once."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import QuerySet
from django.test import override_settings

from billing import ledger, quotes
from billing.models import Hold, Movement, Usage
from projects.rendering.orders import items_of
from renderers.compilers.film import FILM
from renderers.engine import Kind
from renderers.engines import engines
from renderers.events import StepState
from renderers.exports import makers
from renderers.farm import services
from renderers.farm.models import Artifact, Render, Step, VendorJob
from renderers.plan import Plan
from renderers.prices import Priced
from studio.accounts.models import Workspace
from studio.core.clock import now
from studio.core.tenancy import system, tenant
from tests.billing.books import DOLLAR
from tests.chaos.books import assert_the_books_agree
from tests.chaos.crew import Start, crew, go_on, kill, stand_still, until
from tests.factories import a_workspace
from tests.fakes.comfyui import fake_comfyui
from tests.fakes.elevenlabs import fake_elevenlabs
from tests.fakes.runway import fake_runway
from tests.fakes.talkers import fake_anthropic
from tests.fakes.vendor import FakeVendor
from tests.films import every_kind
from tests.models import equip, needs_engines, using

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("the_cores"),
    pytest.mark.django_db(transaction=True),
    needs_engines,
]
PATIENCE_SECONDS = 300
LEASE_SECONDS = 12
"""Long enough for models on busy cores: a worker that only is slow loses nothing, one that was killed does."""

FAKES = (fake_runway, fake_comfyui, fake_elevenlabs, fake_anthropic)


@pytest.fixture
def models(tmp_path: Path) -> Iterator[None]:
    """A store with tiny twins of all the weights the film needs, for this process and the workers."""
    with using(tmp_path / "models") as store:
        for name in every_kind.WITH_WEIGHTS:
            equip(store, engines()[name])
        yield


@pytest.fixture
def vendors() -> Iterator[Mapping[str, FakeVendor]]:
    """Everybody whom the film is ordered from, with the studio's own keys."""
    with ExitStack() as opened:
        found = {fake.name: fake for fake in (opened.enter_context(open_fake()) for open_fake in FAKES)}
        keys = {name: fake.access() for name, fake in found.items()}
        opened.enter_context(override_settings(ENGINE_ACCESS={**settings.ENGINE_ACCESS, **keys}))
        yield found


@contextmanager
def _farm(vendors: Mapping[str, FakeVendor]) -> Iterator[Start]:
    known = {f"{name.upper()}_API_URL": fake.url for name, fake in vendors.items()}
    known |= {f"{name.upper()}_API_KEY": fake.key for name, fake in vendors.items()}
    hosts = {host for fake in vendors.values() for host in fake.access().open_hosts}
    with crew(
        **known,
        ENGINE_ALLOWED_HOSTS=",".join(sorted(hosts)),
        ENGINE_POLL_SECONDS="0.05",
        FARM_LEASE_SECONDS=str(LEASE_SECONDS),
    ) as start:
        yield start


def _ordered(workspace: Workspace, plan: Plan) -> Render:
    """Quoted, paid for and started, as people do it."""
    with tenant(workspace.pk):
        ledger.open_books(workspace_id=workspace.pk, at=now())
        ledger.top_up(workspace_id=workspace.pk, amount=50 * DOLLAR, key="card", memo="Paid in", at=now())
        items = items_of(plan, set())
        wanted = quotes.Wanted(
            project_id="prj_x",
            title="Not Yet",
            preset="standard",
            plan=plan.result,
            items=items,
            whole=items,
            slots={},
        )
        quote = quotes.quote(workspace_id=workspace.pk, wanted=wanted, user_id="usr_x", key_id="", now=now())
        render = services.start_render(
            workspace_id=workspace.pk,
            subject="prj_x",
            plan=plan,
            spec=every_kind.spec().model_dump(mode="json"),
            preset="standard",
            started_by="usr_x",
            now=now(),
        )
        ledger.hold(quote=quote, render_id=render.pk, at=now(), user_id="usr_x")
    return render


def _workers(start: Start) -> tuple[subprocess.Popen[bytes], ...]:
    """One for what is made here, one for what is ordered."""
    return start("worker", "--slots", "1"), start("worker", "--size", "cloud", "--slots", "2")


def _drawing(painter: subprocess.Popen[bytes]) -> bool:
    """Whether it stands still while a model works in it, and Runway's shot has its picture; else it goes on."""
    if not Step.objects.filter(engine="runway", state__in=(StepState.READY, StepState.RUNNING)).exists():
        return False
    return _stopped(painter, lambda held: held.filter(engine__in=every_kind.WITH_WEIGHTS).exists())


def _waiting(buyer: subprocess.Popen[bytes]) -> bool:
    """Whether it stands still with one order under way, Runway's; else it goes on."""
    if not VendorJob.objects.filter(vendor="runway", state="submitted").exists():
        return False
    return _stopped(buyer, lambda held: set(held.values_list("engine", flat=True)) == {"runway"})


def _stopped(worker: subprocess.Popen[bytes], true: Callable[[QuerySet[Step]], bool]) -> bool:
    stand_still(worker)
    if true(Step.objects.filter(state=StepState.RUNNING, worker__contains=f":{worker.pid}/")):
        return True
    go_on(worker)
    return False


def _is_over(render: Render) -> bool:
    render.refresh_from_db()
    return render.state in ("succeeded", "failed", "cancelled")


def test_the_film_has_an_engine_of_every_kind(models: None) -> None:
    plan = every_kind.plan()
    used = {step.engine for step in plan}
    kinds = {makers()[name].makes for name in used}
    kinds |= {kind for kind, choice in every_kind.preset().engines.items() if choice.engine in used}
    assert kinds == set(Kind), "whoever adds a kind of engine has it make a part of this film"
    assert {"draft_animatic", "ken_burns", "wan_5b", "runway", "comfy_s2v", "kokoro", "claude"} <= used


def test_a_film_by_every_kind_of_engine_outlives_its_workers(models: None, vendors: Mapping[str, FakeVendor]) -> None:
    vendors["runway"].ready.clear()
    render = _ordered(a_workspace(), every_kind.plan())
    with _farm(vendors) as start:
        start("scheduler")
        victims = _workers(start)
        until(lambda: _drawing(victims[0]), "a model at work", seconds=PATIENCE_SECONDS)
        until(lambda: _waiting(victims[1]), "an order under way", seconds=PATIENCE_SECONDS)
        for victim in victims:
            kill(victim)
        vendors["runway"].ready.set()
        _workers(start)
        until(lambda: _is_over(render), "the film", seconds=PATIENCE_SECONDS)
    with system():
        assert render.state == "succeeded", render.error
        _is_whole(render)
        _was_ordered_once(vendors)
        _was_charged_once(render)
    assert_the_books_agree()


def _is_whole(render: Render) -> None:
    made = Step.objects.filter(render_steps__render=render)
    assert set(made.values_list("state", flat=True)) == {StepState.DONE}
    lost = dict(made.filter(losses__gt=0).values_list("engine", "losses"))
    assert lost.pop("runway") == 1
    assert list(lost.values()) == [1], "one model was at work here when its worker was killed"
    facts = {role: Artifact.objects.get(digest=digest).facts for role, digest in render.wanted[FILM].items()}
    assert facts["report"]["frames"] == facts["timeline"]["frames"] >= 5 * 24
    assert facts["report"]["sync_error_samples"] == 0, "a report with any fault in it is none: its step fails"


def _was_ordered_once(vendors: Mapping[str, FakeVendor]) -> None:
    assert {name: fake.charged for name, fake in vendors.items()} == dict.fromkeys(every_kind.VENDORS, 1)
    assert Counter(VendorJob.objects.values_list("vendor", "state")) == Counter(
        {(name, "closed"): 1 for name in every_kind.VENDORS}
    )


def _was_charged_once(render: Render) -> None:
    """Every order by what it made, everything else by its time; what was set aside covers it, to the last millionth."""
    lines = list(Usage.objects.filter(render_id=render.pk))
    bought = {line.engine: line for line in lines if line.unit}
    assert set(bought) == {step.engine for step in every_kind.plan() if isinstance(makers()[step.engine], Priced)}
    assert all(line.amount == line.cost > 0 for line in bought.values() if line.rate)
    held = Hold.objects.get(render_id=render.pk)
    captured = Movement.objects.filter(kind="capture").values_list("amount", flat=True)
    assert held.captured == sum(line.amount for line in lines) == sum(captured) <= held.quote.amount
