"""Writers by vendors at the farm: a worker is killed over their orders.

What one long call would have brought is asked about before it is ordered again. What GPT writes in the background is
fetched by its number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings

from billing import ledger, quotes
from billing.models import Usage
from projects.rendering.orders import items_of
from renderers.compilers.screenplay import Commission, What, compile_writing
from renderers.events import StepState
from renderers.execute import new_host
from renderers.farm import services, steps, vendor_jobs
from renderers.farm.models import Render, Step, VendorJob
from renderers.farm.store import DjangoStore
from renderers.farm.worker import Slot, WorkerProcess
from renderers.plan import Plan
from renderers.podcast.conversation import compile_talk, talk_brief
from renderers.podcast.house import everybody
from renderers.podcast.pens import Pen
from renderers.writing.brief import Brief
from renderers.writing.talk.brief import Talk
from studio.accounts.models import Workspace
from studio.core.clock import now
from studio.core.tenancy import system, tenant
from tests.billing.books import DOLLAR
from tests.chaos.books import assert_the_books_agree
from tests.chaos.crew import crew, kill, until
from tests.factories import a_workspace, an_actor, an_owner
from tests.fakes.openai_responses import fake_openai
from tests.fakes.talkers import fake_anthropic, fake_openai_writing
from tests.fakes.vendor import FakeVendor
from tests.renderers.podcast.test_conversation import a_brief
from tests.renderers.podcast.test_dictation import speaking

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("the_cores"), pytest.mark.django_db(transaction=True)]
OUTLINE = "# Act one\n\nINT. LANTERN ROOM - NIGHT\n\n= The light will not turn.\n"
PREMISE = Brief(title="Salt", premise="A keeper must mend the light before the last boat comes in.", minutes=3)


def _premise(writer: str, model: str = "") -> Plan:
    return compile_writing(Commission(What.OUTLINE, writer, PREMISE, model=model))


def _turn() -> Plan:
    """A conversation up to the first turn that GPT writes; its host is written offline."""
    others = everybody()[1:]
    talk = talk_brief(a_brief(pens={person.key: Pen("gpt") for person in others}), (), {})
    whole = compile_talk(talk)
    first = next(at for at, step in enumerate(whole.steps) if step.engine == "gpt")
    begun = whole.steps[: first + 2]
    return Plan(begun, whole.wanted, begun[-1].digest)


ASKING = ("anthropic", "openai_writing")
TURN = "openai"
PLANS: Mapping[str, Plan] = {
    "anthropic": _premise("claude"),
    "openai": _turn(),
    "openai_writing": _premise("openai_writing", "a-model"),
}


@pytest.fixture
def vendors() -> Iterator[Mapping[str, FakeVendor]]:
    """All three, with the studio's own keys."""
    with ExitStack() as opened:
        made = [opened.enter_context(each()) for each in (fake_anthropic, fake_openai, fake_openai_writing)]
        found = {fake.name: fake for fake in made}
        found["openai"].words = speaking(1)
        for name in ASKING:
            found[name].words = lambda _job: OUTLINE
        access = {name: fake.access() for name, fake in found.items()}
        opened.enter_context(override_settings(ENGINE_ACCESS={**settings.ENGINE_ACCESS, **access}))
        yield found


@contextmanager
def _farm(folder: Path) -> Iterator[tuple[Slot, Slot]]:
    """A slot for what is made here and one for what is ordered, in this process."""
    host = new_host()
    try:
        here, cloud = (Slot(WorkerProcess(size=size, slots=1), host, folder, "worker/0") for size in ("cpu", "cloud"))
        yield here, cloud
    finally:
        host.close()


def _ordered(workspace: Workspace, plan: Plan, before: Render | None = None) -> Render:
    """Quoted, paid for and started, as people do it; again from what it was `before`."""
    with tenant(workspace.pk):
        items = items_of(plan, set())
        told: dict[str, Any] = {"project_id": "prj_x", "title": "Salt", "preset": "draft", "slots": {}}
        quote = quotes.quote(
            workspace_id=workspace.pk,
            wanted=quotes.Wanted(plan=plan.result, items=items, whole=items, **told),
            user_id="usr_x",
            key_id="",
            now=now(),
        )
        started: dict[str, Any] = {"plan": plan, "started_by": "usr_x", "now": now()}
        if before is None:
            more: dict[str, Any] = {"workspace_id": workspace.pk, "subject": "prj_x", "spec": {}, "preset": "draft"}
            render = services.start_render(**started, **more)
        else:
            render = services.retry_render(render=before, **started)
        ledger.hold(quote=quote, render_id=render.pk, at=now(), user_id="usr_x")
    return render


def _work(slots: tuple[Slot, Slot]) -> None:
    """Until nobody finds anything; what one made may be what the other waits for."""
    while sum(slot.work_once() for slot in slots):
        pass


def _killed_while_they_write(vendors: Mapping[str, FakeVendor]) -> None:
    known = {f"{name.upper()}_API_URL": fake.url for name, fake in vendors.items()}
    known |= {f"{name.upper()}_API_KEY": fake.key for name, fake in vendors.items()}
    hosts = sorted(host for fake in vendors.values() for host in fake.access().open_hosts)
    with crew(**known, ENGINE_ALLOWED_HOSTS=",".join(hosts)) as start:
        victim = start("worker", "--size", "cloud", "--slots", "3")
        until(lambda: all(vendors[name].charged for name in ASKING) and _has_a_number(TURN), "three orders", seconds=60)
        kill(victim)
    with system():
        Step.objects.filter(state=StepState.RUNNING).update(lease_until=now() - timedelta(seconds=1))
    assert steps.reap_lost_steps(now=now()) == len(PLANS)


def _has_a_number(vendor: str) -> bool:
    with system():
        return VendorJob.objects.filter(vendor=vendor, state="submitted").exists()


def _answer(workspace: Workspace) -> None:
    with tenant(workspace.pk):
        owner = an_actor(an_owner(workspace))
        asked = list(vendor_jobs.open_questions(workspace_id=workspace.pk))
        assert sorted(job.vendor for job in asked) == sorted(ASKING)
        for job in asked:
            assert "the worker stopped while it was being ordered" in job.question
            vendor_jobs.answer_question(actor=owner, job=job, decision="order_again", number="", now=now())


def test_a_premise_and_a_turn_of_a_podcast_outlive_the_worker_that_ordered_them(
    vendors: Mapping[str, FakeVendor], tmp_path: Path
) -> None:
    workspace = a_workspace()
    with tenant(workspace.pk):
        ledger.open_books(workspace_id=workspace.pk, at=now())
        ledger.top_up(workspace_id=workspace.pk, amount=50 * DOLLAR, key="card", memo="Paid in", at=now())
    with _farm(tmp_path) as (here, cloud):
        first = {name: _ordered(workspace, plan) for name, plan in PLANS.items()}
        _work((here, here))  # the host's turn, and what the next one is asked
        vendors[TURN].ready.clear()
        for name in ASKING:
            vendors[name].answering.clear()
        _killed_while_they_write(vendors)
        vendors[TURN].ready.set()
        for name in ASKING:
            vendors[name].answering.set()
        _work((here, cloud))
        assert {fake.charged for fake in vendors.values()} == {1}, "nobody ordered anything twice"
        with system():
            for name, render in first.items():
                render.refresh_from_db()
                ended = ("succeeded", "") if name == TURN else ("failed", "vendor_asks")
                assert (render.state, render.error_code) == ended, render.error
            assert [line.engine for line in _bought()] == ["gpt"], "what nobody has seen is not charged"
        _answer(workspace)
        again = [_ordered(workspace, PLANS[name], first[name]) for name in ASKING]
        _work((here, cloud))
    assert [vendors[name].charged for name in (*ASKING, TURN)] == [2, 2, 1], "once more, as was said"
    with system():
        for render in again:
            render.refresh_from_db()
            assert render.state == "succeeded", render.error
        assert set(VendorJob.objects.values_list("state", flat=True)) == {"closed"}
        paid = [(line.engine, line.amount > 0) for line in _bought()]
        assert paid == [("claude", True), ("gpt", True), ("openai_writing", False)], "one's own server asks nothing"
    _is_written(workspace)
    assert_the_books_agree()


def _bought() -> list[Usage]:
    return list(Usage.objects.exclude(unit="").order_by("engine"))


def _is_written(workspace: Workspace) -> None:
    with tenant(workspace.pk):
        store = DjangoStore(workspace.pk)
        with store.open_path(PLANS[TURN].result) as path:
            talk = Talk.model_validate_json(path.read_text("utf-8"))
        for name in ASKING:
            with store.open_path(PLANS[name].result) as path:
                assert "INT. LANTERN ROOM - NIGHT" in path.read_text("utf-8")
    assert [line.by for line in talk.lines][-1] == "gpt"
