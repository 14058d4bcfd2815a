"""What every answer carries."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.decorators import sync_and_async_middleware
from django.utils.deprecation import MiddlewareMixin

from studio.core import problems

Answer = Callable[[HttpRequest], HttpResponseBase] | Callable[[HttpRequest], Awaitable[HttpResponseBase]]


class BottomlessJson(MiddlewareMixin):
    """Refuses JSON nested without end in words, where a view of somebody else reads it; ours refuse it themselves."""

    def process_exception(self, _request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A problem document for a body that exhausted the parser."""
        if not isinstance(exception, RecursionError):
            return None
        return problems.plain(problems.Problem(400, "malformed", "The JSON is nested too deeply."))


@sync_and_async_middleware
def content_security(get_response: Answer) -> Answer:
    """The Content-Security-Policy of the settings, on every answer that does not bring its own."""
    policy = "; ".join(f"{name} {value}" for name, value in settings.CONTENT_SECURITY_POLICY.items())

    def labelled(response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Content-Security-Policy", policy)
        return response

    if iscoroutinefunction(get_response):

        async def answer_async(request: HttpRequest) -> HttpResponseBase:
            return labelled(await get_response(request))

        return answer_async

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        assert isinstance(response, HttpResponseBase)
        return labelled(response)

    return answer
