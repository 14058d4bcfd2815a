"""One id per request: on its answer as NB-Request-Id, in its problem document, and in every log line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextvars import ContextVar

from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest, HttpResponseBase
from django.utils.decorators import sync_and_async_middleware

from studio.core.ids import new_id

HEADER = "NB-Request-Id"
Answer = Callable[[HttpRequest], HttpResponseBase] | Callable[[HttpRequest], Awaitable[HttpResponseBase]]
_current: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """The id of the request being answered; empty outside one."""
    return _current.get()


@sync_and_async_middleware
def request_ids(get_response: Answer) -> Answer:
    """Draws the id before anything else happens."""
    if iscoroutinefunction(get_response):

        async def answer_async(request: HttpRequest) -> HttpResponseBase:
            _current.set(new_id("req"))
            response: HttpResponseBase = await get_response(request)
            response.headers[HEADER] = _current.get()
            return response

        return answer_async

    def answer(request: HttpRequest) -> HttpResponseBase:
        _current.set(new_id("req"))
        response = get_response(request)
        assert isinstance(response, HttpResponseBase)
        response.headers[HEADER] = _current.get()
        return response

    return answer
