"""Traces from a click to the step it led to, sent where `OTEL_EXPORTER_OTLP_ENDPOINT` says; without it nothing is made.

A span's address travels as the text of W3C's `traceparent` header: a render keeps it in its row, and the worker that
makes a step of it goes on from there.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.trace import Span
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from studio.core.about import about

TRACEPARENT_LENGTH = 55
_text = TraceContextTextMapPropagator()


def start(service: str) -> bool:
    """Begin to send spans of this process as `service`; False, and nothing happens, when no address is set."""
    if not os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT"):
        return False
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": service}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    atexit.register(provider.shutdown)
    return True


@contextmanager
def span(name: str, *, parent: str = "", attributes: Mapping[str, str | int | float] | None = None) -> Iterator[Span]:
    """A stretch of work; `parent` is a traceparent, empty for the span around it. What fails inside is marked so."""
    context = _text.extract({"traceparent": parent}) if parent else None
    found = trace.get_tracer("studio").start_as_current_span(name, context=context)
    with found as made:
        made.set_attributes({f"studio.{key}": value for key, value in about().items()} | dict(attributes or {}))
        yield made


def traceparent() -> str:
    """Where the span around this code is; empty outside any."""
    carrier: dict[str, str] = {}
    _text.inject(carrier)
    return carrier.get("traceparent", "")
