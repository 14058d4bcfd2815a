"""The farm in figures, and the question that whoever starts workers asks."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from django.db import connection
from prometheus_client import REGISTRY

from renderers.errors import BadInput
from renderers.farm import figures, steps
from renderers.farm.models import Worker
from studio.core.clock import now
from studio.core.tenancy import tenant
from studio.core.tracing import span
from studio.embedded.folder import PROJECT
from tests.factories import a_workspace
from tests.renderers.farm.plans import claim, finish, loose_steps, order

pytestmark = pytest.mark.django_db


def _told(name: str, **labels: str) -> float | None:
    return REGISTRY.get_sample_value(name, labels)


def test_the_farm_tells_how_much_waits_for_whom() -> None:
    order(a_workspace(), loose_steps("A", 3), at=now() - timedelta(seconds=90))
    Worker.objects.create(name="one:1", size="cpu", slots=4, engines=[], started_at=now(), seen_at=now())
    figures.take(now=now())
    assert _told("studio_steps", size="cpu", state="ready") == 3
    assert _told("studio_steps", size="gpu-large", state="ready") == 0
    assert 89 <= (_told("studio_oldest_ready_seconds", size="cpu") or 0) <= 120
    assert (_told("studio_workers", size="cpu"), _told("studio_slots", size="cpu")) == (1, 4)
    assert _told("studio_renders", state="queued") == 1


def test_a_step_is_counted_by_how_it_ended() -> None:
    name, labels = "studio_step_seconds_count", {"engine": "panel", "size": "cpu", "outcome": "failed"}
    before = _told(name, **labels) or 0
    with figures.timed(engine="panel", size="cpu") as outcome:
        outcome.name = "failed"
    with pytest.raises(ValueError, match="no take"), figures.timed(engine="panel", size="cpu"):
        raise ValueError("no take")
    assert _told(name, **labels) == before + 2


def test_the_query_that_scales_workers_is_answered_for_every_size_and_shows_nothing_else() -> None:
    chart = PROJECT / "infra" / "helm" / "studio"
    sizes = yaml.safe_load((chart / "values.yaml").read_text())["workers"]
    query = _query(chart / "templates" / "workers.yaml")
    order(a_workspace(), loose_steps("A", 5))
    with connection.cursor() as cursor:
        for size, row in sizes.items():
            asked = query.replace("{{ $row.seconds }}", str(row["seconds"])).replace("{{ $size }}", size)
            cursor.execute("SET LOCAL ROLE studio_system")
            cursor.execute(asked.replace("{{ $row.slots }}", str(row["slots"])))
            found = cursor.fetchone()
            assert (found is not None) == (size == "cpu"), "a size without work has no row, which is no worker"
            assert not found or found[0] >= 1
        cursor.execute("SELECT table_name FROM information_schema.column_privileges WHERE grantee = 'studio_scaler'")
        assert {name for (name,) in cursor.fetchall()} <= {"farm_load", "farm_step"}
        cursor.execute(
            "SELECT bool_or(has_column_privilege('studio_scaler', 'farm_step', column_name, 'SELECT')) FROM "
            "unnest(ARRAY['label', 'workspace_id', 'settings', 'engine']) AS column_name"
        )
        assert cursor.fetchone() == (False,)


def test_workers_are_asked_for_by_what_waits_and_kept_for_what_is_made_and_then_for_nothing() -> None:
    chart = PROJECT / "infra" / "helm" / "studio"
    row = yaml.safe_load((chart / "values.yaml").read_text())["workers"]["cpu"]
    query = _query(chart / "templates" / "workers.yaml").replace("{{ $row.seconds }}", str(row["seconds"]))
    query = query.replace("{{ $size }}", "cpu").replace("{{ $row.slots }}", str(row["slots"]))
    assert _asked(query) is None, "nothing waits: no worker"
    order(a_workspace(), loose_steps("A", 1, work=5.0 * row["seconds"]), at=now() - timedelta(minutes=1))
    assert _asked(query) == 5
    held = claim(at=now())
    assert held is not None
    assert _asked(query) == 1, "who makes the last step is not taken away from it"
    finish(held, at=now())
    assert _asked(query) is None


def _asked(query: str) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE studio_system")
        cursor.execute(query)
        found = cursor.fetchone()
        cursor.execute("SET LOCAL ROLE NONE")
    return None if found is None else int(found[0])


def _query(template: Path) -> str:
    found = re.search(r"query: >-\n((?: {10,}.*\n)+)", template.read_text())
    assert found is not None
    return " ".join(found[1].split())


def test_a_step_goes_on_from_the_click_that_ordered_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from opentelemetry import trace
    from opentelemetry.sdk.trace import TracerProvider

    monkeypatch.setattr(trace, "get_tracer", TracerProvider().get_tracer)
    with span("POST /v1/renders") as click:
        order(a_workspace(), loose_steps("A", 1))
    held = claim()
    assert held is not None
    assert format(click.get_span_context().trace_id, "032x") in held.trace


def test_a_step_that_is_ordered_again_goes_on_from_the_new_click(monkeypatch: pytest.MonkeyPatch) -> None:
    from opentelemetry import trace
    from opentelemetry.sdk.trace import TracerProvider

    monkeypatch.setattr(trace, "get_tracer", TracerProvider().get_tracer)
    lumen = a_workspace()
    with span("POST /v1/renders"):
        order(lumen, loose_steps("A", 1))
    failed = claim()
    assert failed is not None
    with tenant(lumen.pk):
        steps.fail_step(claim=failed, error=BadInput("no such voice"), seconds=1, now=now())
    with span("POST /v1/renders") as click:
        order(lumen, loose_steps("A", 1))
    held = claim()
    assert held is not None
    assert format(click.get_span_context().trace_id, "032x") in held.trace
