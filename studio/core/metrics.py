"""What a process counts, as Prometheus reads it. Each measure is declared beside the code that counts it.

The web process tells its figures at `/metrics` to whoever brings `METRICS_TOKEN`; workers and the scheduler on a port
of their own, `METRICS_PORT`. Neither is open unless it is set.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotFound
from django.utils.decorators import sync_and_async_middleware
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, Histogram, generate_latest, start_http_server

from studio.core.request_ids import current_request_id
from studio.core.tracing import span

Answer = Callable[[HttpRequest], HttpResponseBase] | Callable[[HttpRequest], Awaitable[HttpResponseBase]]
REQUESTS = Histogram(
    "studio_http_request_seconds",
    "Time to answer a request, by route",
    ["method", "route", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def serve() -> None:
    """Tell this process's figures on METRICS_PORT, when it is set."""
    if settings.METRICS_PORT:
        start_http_server(settings.METRICS_PORT)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures of the web process, for whoever brings the token; for everybody else there is nothing here."""
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "")
    if not token or not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return HttpResponseNotFound("There is nothing here.", content_type="text/plain")
    return HttpResponse(generate_latest(REGISTRY), content_type=CONTENT_TYPE_LATEST)


@sync_and_async_middleware
def observed(get_response: Answer) -> Answer:
    """Times every request by its route, never by its address, and puts a span around it."""
    if iscoroutinefunction(get_response):

        async def answer_async(request: HttpRequest) -> HttpResponseBase:
            with _observed(request) as seen:
                response: HttpResponseBase = await get_response(request)
                seen(response)
            return response

        return answer_async

    def answer(request: HttpRequest) -> HttpResponseBase:
        with _observed(request) as seen:
            response = get_response(request)
            assert isinstance(response, HttpResponseBase)
            seen(response)
        return response

    return answer


@contextmanager
def _observed(request: HttpRequest) -> Iterator[Callable[[HttpResponseBase], None]]:
    """A span around a request; what is yielded is told the answer, and counts it."""
    began = time.perf_counter()

    def seen(response: HttpResponseBase) -> None:
        route = request.resolver_match.route if request.resolver_match is not None else "none"
        made.set_attributes({"http.route": route, "http.response.status_code": response.status_code})
        method = request.method if request.method in _METHODS else "other"
        seconds = time.perf_counter() - began
        REQUESTS.labels(method, route, f"{response.status_code // 100}xx").observe(seconds)

    with span(f"HTTP {request.method}", attributes={"request_id": current_request_id()}) as made:
        yield seen
