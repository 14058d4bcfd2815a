"""One trace runs from the click that orders a film to the steps that workers make of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from renderers.execute import perform
from renderers.farm.abilities import Abilities, needed
from renderers.farm.models import Step
from renderers.farm.worker import Slot, WorkerProcess
from renderers.runtime.host import Host, Made, Work
from renderers.store import sha256_of
from studio.core.tenancy import system
from tests.projects.studio import Studio
from tests.studio.core.test_observing import spans

__all__ = ["spans"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


class _Quick(Host):
    """Makes a small file of everything."""

    def run(self, work: Work, **_: Any) -> Made:
        """In an instant."""
        work.out.write_text("made")
        return Made("text/plain", {}, 0.1, sha256_of(work.out))


def test_a_step_is_in_the_trace_of_the_click_that_ordered_it(spans: InMemorySpanExporter, tmp_path: Path) -> None:
    ordered = Studio().order(preset="draft")
    assert _a_worker(tmp_path).work_once()
    click = _named(spans, "HTTP POST")
    made = _named(spans, "step ")
    assert "renders" in str((click.attributes or {})["http.route"])
    assert (click.context.trace_id, click.context.span_id) == (made.context.trace_id, _parent(made))
    told = dict(made.attributes or {})
    assert {"engine", "size", "stage", "studio.workspace_id", "studio.step_id"} <= set(told)
    with system():
        step = Step.objects.get(pk=told["studio.step_id"])
        assert step.render_steps.filter(render_id=ordered["id"]).exists()


def _a_worker(scratch: Path) -> Slot:
    """Able to make whatever was ordered."""
    with system():
        able = {needed(engine, version) for engine, version in Step.objects.values_list("engine", "version")}
    process = WorkerProcess(size="cpu", slots=1, able=Abilities(tuple(able), {}, 8, 0, "code"))
    return Slot(process, _Quick(perform), scratch, "worker/0")


def _named(spans: InMemorySpanExporter, name: str) -> ReadableSpan:
    """The last of them."""
    return [span for span in spans.get_finished_spans() if span.name.startswith(name)][-1]


def _parent(span: ReadableSpan) -> int:
    return span.parent.span_id if span.parent else 0
