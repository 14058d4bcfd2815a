"""What a process says about itself: figures for Prometheus, spans from click to step, ids on every log line."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.test import Client
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from studio.core.about import concerning
from studio.core.tracing import span, start, traceparent
from studio.logs import Ids


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    """What would be sent."""
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "get_tracer", provider.get_tracer)
    yield exporter
    provider.shutdown()


@pytest.mark.django_db
def test_figures_are_for_whoever_has_the_token(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
    settings.METRICS_TOKEN = "long and secret"
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer longer and secret"}).status_code == 404
    client.get("/v1/projects/prj_01m89pc70zw9xx1hnte8hh0p89")
    told = client.get("/metrics", headers={"Authorization": "Bearer long and secret"})
    families = {family.name: family for family in text_string_to_metric_families(told.content.decode())}
    requests = families["studio_http_request_seconds"]
    routes = {sample.labels["route"] for sample in requests.samples}
    assert any("projects/<" in route for route in routes)
    assert not any("prj_" in route for route in routes), "an address in a label makes a series per film"


def test_a_span_goes_on_in_another_process(spans: InMemorySpanExporter) -> None:
    with concerning(workspace_id="ws_1"), span("click") as click:
        address = traceparent()
    with span("step kokoro", parent=address, attributes={"engine": "kokoro"}):
        pass
    first, second = spans.get_finished_spans()
    assert second.parent is not None
    assert second.parent.span_id == click.get_span_context().span_id
    assert second.context.trace_id == first.context.trace_id
    assert dict(first.attributes or {}) == {"studio.workspace_id": "ws_1"}


def test_what_fails_in_a_span_is_marked(spans: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match="no take"), span("step"):
        raise ValueError("no take")
    [failed] = spans.get_finished_spans()
    assert not failed.status.is_ok


def test_nothing_is_sent_where_no_address_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OTEL_EXPORTER_OTLP_ENDPOINT", raising=False)
    assert not start("studio-web")
    with span("click"):
        assert traceparent() == ""


@pytest.mark.django_db
def test_a_request_is_a_span_that_names_its_route(client: Client, spans: InMemorySpanExporter) -> None:
    answer = client.get("/healthz")
    [seen] = spans.get_finished_spans()
    assert (seen.name, (seen.attributes or {})["http.route"]) == ("HTTP GET", "healthz")
    assert (seen.attributes or {})["request_id"] == answer.headers["NB-Request-Id"]


def test_a_log_line_names_what_it_is_about() -> None:
    record = logging.LogRecord("studio", logging.INFO, __file__, 1, "made", (), None)
    with concerning(workspace_id="ws_1", render_id=""), concerning(step_id="stp_1"):
        Ids().filter(record)
    assert (record.workspace_id, record.step_id) == ("ws_1", "stp_1")  # type: ignore[attr-defined]
    assert not hasattr(record, "render_id")
