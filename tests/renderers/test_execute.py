"""A plan made on this machine: what the store says reaches whoever asked as one of our errors."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from renderers.execute import LocalRun, PlanFailed
from renderers.plan import Plan, PlanBuilder, Stage, Step
from renderers.store import Artifact


def a_plan(*, shots: int) -> Plan:
    """One panel that is made already, and `shots` clips of it that are not."""
    builder = PlanBuilder()
    panel = builder.add(Step("panel", "1", {}, (), Stage.PANELS, "shot", "panel"), role="panel")
    clips = [
        builder.add(
            Step("clip", "1", {"shot": shot}, (("panel", panel),), Stage.PANELS, f"shot{shot}", f"clip {shot}"),
            role="clip",
        )
        for shot in range(shots)
    ]
    inputs = tuple((f"clip.{at}", digest) for at, digest in enumerate(clips))
    return builder.build(result=builder.add(Step("report", "1", {}, inputs, Stage.MASTER, "film", "film"), role="film"))


class _Store:
    """Says that it has the panel, and fails when somebody opens it."""

    def __init__(self, plan: Plan, fault: Exception) -> None:
        self.had, self.fault, self.asked = plan.steps[0].digest, fault, 0

    def get(self, digest: str) -> Artifact | None:
        return Artifact(digest, "", 1, "image/png") if digest == self.had else None

    def open_path(self, digest: str) -> AbstractContextManager[Path]:
        self.asked += 1
        raise self.fault

    def put(self, digest: str, file: Path, **_: Any) -> Artifact:
        raise AssertionError("nothing can be made without its input")


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (KeyError("0" * 64), "gone from the store"),
        (PermissionError(13, "Permission denied", "/films"), "Permission denied"),
        (OSError(28, "No space left on device"), "the disk is full"),
        (OSError(5, "Input/output error"), "Input/output error"),
    ],
    ids=["gone", "forbidden", "full", "broken"],
)
def test_a_store_that_cannot_be_used_is_said_at_once_and_stops_the_rest(fault: Exception, said: str) -> None:
    plan = a_plan(shots=50)
    store = _Store(plan, fault)
    states: list[str] = []
    run = LocalRun(plan=plan, store=store, workers=1, on_step=lambda _step, state, _part: states.append(state))
    with pytest.raises(PlanFailed, match=said) as failed:
        run.run()
    assert "clip" in str(failed.value)
    assert 1 <= store.asked < 10
    assert "failed" in states
