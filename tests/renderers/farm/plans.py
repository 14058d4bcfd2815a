"""Small plans for the farm's tests: real steps with digests, made in an instant by hand."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from renderers.farm import services, steps
from renderers.farm.lanes import Hand
from renderers.farm.models import Render, Step
from renderers.farm.steps import Claim
from renderers.farm.store import DjangoStore
from renderers.farm.turns import Urgency
from renderers.plan import Plan, PlanBuilder, Stage
from renderers.plan import Step as PlannedStep
from studio.accounts.models import Workspace
from studio.core.tenancy import system, tenant

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LEASE = timedelta(seconds=20)


def a_plan(*, name: str = "film", shots: int = 2) -> Plan:
    """`shots` panels and one report that needs them all."""
    builder = PlanBuilder()
    panels = []
    for shot in range(shots):
        settings = {"text": f"{name} {shot}"}
        panels.append(
            builder.add(
                PlannedStep("panel", "1", settings, (), Stage.PANELS, f"shot{shot}", f"panel {shot}"), role="panel"
            )
        )
    inputs = tuple((f"panel.{at}", digest) for at, digest in enumerate(panels))
    last = PlannedStep("report", "1", {"name": name}, inputs, Stage.MASTER, "film", "report")
    return builder.build(result=builder.add(last, role="report"))


def loose_steps(name: str, count: int, *, engine: str = "panel", work: float = 1.0) -> Plan:
    """Steps that need nothing and are watched one after the other: `A1`, `A2`, ..."""
    builder = PlanBuilder()
    for number in range(1, count + 1):
        label = f"{name}{number}"
        made = PlannedStep(engine, "1", {"text": label}, (), Stage.PANELS, label, label, work=work)
        last = builder.add(made, role="panel")
    return builder.build(result=last)


def order(workspace: Workspace, plan: Plan, *, at: datetime = NOON, urgency: Urgency = Urgency.BATCH) -> Render:
    """A render of a plan."""
    with tenant(workspace.pk):
        return services.start_render(
            workspace_id=workspace.pk,
            subject="prj_x",
            plan=plan,
            spec={},
            preset="draft",
            started_by="usr_x",
            now=at,
            urgency=urgency,
        )


def a_hand(worker: str = "hand/0", *, size: str = "cpu", warm: str = "") -> Hand:
    """A slot that can make whatever these plans ask for."""
    return Hand(size, worker, ["panel@1", "report@1", "clip@1"], warm)


def claim(*, at: datetime = NOON, worker: str = "hand/0") -> Claim | None:
    """The next step for a CPU worker."""
    with system():
        return steps.claim_step(hand=a_hand(worker), now=at, lease=LEASE)


def finish(held: Claim, *, at: datetime = NOON) -> bool:
    """Make the step's file and say so."""
    with tempfile.TemporaryDirectory() as folder, system():
        file = Path(folder) / "made"
        file.write_text(held.digest)
        made = DjangoStore(held.workspace_id).put(held.digest, file, media_type="text/plain", facts={})
        return steps.finish_step(claim=held, made=made, seconds=1.5, now=at)


def work_off(*, at: datetime = NOON) -> list[str]:
    """Make everything there is to make; the workspaces served, in order."""
    served = []
    while held := claim(at=at):
        assert finish(held, at=at)
        served.append(held.workspace_id)
    return served


def label_of(held: Claim) -> str:
    """What people call the step that was claimed."""
    with system():
        return Step.objects.get(pk=held.step_id).label


def state_of(render: Render) -> tuple[str, list[str]]:
    """The render's state and those of its steps, in the order of the film."""
    with system():
        render.refresh_from_db()
        states = Step.objects.filter(render_steps__render=render).order_by("render_steps__ordinal")
        return render.state, list(states.values_list("state", flat=True))
