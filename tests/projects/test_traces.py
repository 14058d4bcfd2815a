"""One trace runs from the click that orders a film to the steps that workers make of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from renderers.execute import perform
from renderers.farm.abilities import Abilities, needed
from renderers.farm.models import Step
from renderers.farm.worker import Slot, WorkerProcess
from renderers.runtime.host import Host, Made, Work
from renderers.store import sha256_of
from studio.core.about import about
from studio.core.tenancy import system
from studio.logs import Ids
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
    assert told["studio.render_id"] == ordered["id"]


def test_every_log_line_of_a_step_names_its_workspace_its_render_and_itself(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.addFilter(Ids())
    ordered = Studio().order(preset="draft")
    assert _a_worker(tmp_path, _Faulty(perform)).work_once()
    [said] = [record for record in caplog.records if "met a fault of ours" in record.message]
    with system():
        step = Step.objects.get(attempts=1)
    found = {name: getattr(said, name) for name in ("workspace_id", "render_id", "step_id")}
    assert found == {"workspace_id": step.workspace_id, "render_id": ordered["id"], "step_id": step.pk}


def test_what_somebody_asks_of_a_render_names_it_in_whatever_is_logged_meanwhile() -> None:
    studio = Studio()
    ordered = studio.order(preset="draft")
    told: list[str] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        told.append(about().get("render_id", ""))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        studio.get(f"/v1/renders/{ordered['id']}")
    assert ordered["id"] in told


class _Faulty(Host):
    """Meets a fault that nobody foresaw."""

    def run(self, *_: Any, **__: Any) -> Any:
        """Never made."""
        raise TypeError("nobody foresaw this")


def _a_worker(scratch: Path, host: Host | None = None) -> Slot:
    """Able to make whatever was ordered."""
    with system():
        able = {needed(engine, version) for engine, version in Step.objects.values_list("engine", "version")}
    process = WorkerProcess(size="cpu", slots=1, able=Abilities(tuple(able), {}, 8, 0, "code"))
    return Slot(process, host or _Quick(perform), scratch, "worker/0")


def _named(spans: InMemorySpanExporter, name: str) -> ReadableSpan:
    """The last of them."""
    return [span for span in spans.get_finished_spans() if span.name.startswith(name)][-1]


def _parent(span: ReadableSpan) -> int:
    return span.parent.span_id if span.parent else 0
