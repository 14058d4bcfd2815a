"""What every address under /v1 is made of.

A view's method says what it needs, takes and answers, gets the ids of its path, and finds the rest on the view::

    class ProjectsView(ApiView):
        @operation("projects.view", answers=page_of(ProjectOut))
        def get(self) -> Response:
            '''The projects of this workspace, newest first.'''
            return self.page(selectors.projects(workspace_id=self.workspace_id), ProjectOut)

        @operation("projects.edit", takes=ProjectIn, answers=ProjectOut, status=201)
        def post(self) -> Response:
            '''Creates a project.'''
            return self.answer(ProjectOut, services.create_project(actor=self.actor, **self.given), status=201)

Around the method stand, in this order: the capability, the rate limit, the workspace's transaction (row-level security
included), If-Match, the checked input, and the answer stored for an Idempotency-Key. A method that asks another service
says `Demand.NO_TRANSACTION` and opens the workspace itself, before and after.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from enum import Flag, auto
from http import HTTPStatus
from typing import Any, TypeVar

from django.db import models
from django.http import HttpResponseBase
from rest_framework import serializers
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from studio.core import clock, idempotency, limits
from studio.core.about import concerning
from studio.core.actor import Actor
from studio.core.errors import Invalid, NotAllowed, NotFound, NotSignedIn
from studio.core.etags import etag, expected_version
from studio.core.ids import is_id
from studio.core.pages import CursorPages
from studio.core.schema import all_of, documented, page_of
from studio.core.tenancy import tenant

__all__ = ["ANYONE", "IN_PERSON", "SIGNED_IN", "ApiView", "Demand", "Operation", "all_of", "operation", "page_of"]

ANYONE = "anyone"
SIGNED_IN = "signed in"
IN_PERSON = "signed in, no API key"
OUTSIDE_WORKSPACES = frozenset({ANYONE, SIGNED_IN, IN_PERSON})
"""Operations about the person or the address itself: no workspace is opened for them."""

Answer = TypeVar("Answer", bound=HttpResponseBase)


class Demand(Flag):
    """What an operation insists on: headers, and that no transaction is open while it asks another service."""

    NOTHING = 0
    IF_MATCH = auto()
    IDEMPOTENCY_KEY = auto()
    NO_TRANSACTION = auto()


TOLD = ("project_id", "render_id")
"""What an address names and every line of the log about the request repeats."""


@dataclass(frozen=True, slots=True)
class Operation:
    """What a method of a view promises; `answers` is a serializer, a page of one, or a map from status to either."""

    capability: str
    takes: type[serializers.Serializer[Any]] | None = None
    answers: Any = None
    filters: type[serializers.Serializer[Any]] | None = None
    status: int = 200
    demands: Demand = Demand.NOTHING

    @property
    def needs_workspace(self) -> bool:
        """Whether it runs inside one workspace."""
        return self.capability not in OUTSIDE_WORKSPACES

    @property
    def needs_sign_in(self) -> bool:
        """Whether strangers are turned away."""
        return self.capability != ANYONE

    def cost(self, method: str) -> limits.Cost:
        """Which bucket a request is taken from."""
        if Demand.IDEMPOTENCY_KEY in self.demands:
            return limits.Cost.SPEND
        return limits.Cost.READ if method in {"GET", "HEAD"} else limits.Cost.WRITE


def operation(
    capability: str,
    *,
    takes: type[serializers.Serializer[Any]] | None = None,
    answers: Any = None,
    filters: type[serializers.Serializer[Any]] | None = None,
    status: int = 200,
    demands: Demand = Demand.NOTHING,
) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Declares a method of an ApiView: who may call it, what it takes and what it answers with `status`."""
    promised = Operation(capability, takes, answers, filters, status, demands)

    def declare(method: Callable[..., Answer]) -> Callable[..., Answer]:
        @functools.wraps(method)
        def call(view: ApiView, _request: Request, **ids: str) -> Any:
            with concerning(**{name: ids[name] for name in TOLD if is_id(ids.get(name, ""))}):
                return view.perform(promised, functools.partial(method, view, **ids))

        return documented(call, promised)

    return declare


class UnknownAddress(APIView):
    """Whatever under /v1 is not an address of ours, in the shape of every other problem."""

    authentication_classes = ()
    schema = None  # no part of the document

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """404 for every method."""
        self.http_method_names = [str(request.method).lower()]
        setattr(self, str(request.method).lower(), self._refuse)
        return super().dispatch(request, *args, **kwargs)

    def _refuse(self, request: Request, **_rest: str) -> Response:
        raise NotFound(f"There is no address {request.path}; see /v1/docs.")


class JsonOnly(DefaultContentNegotiation):
    """One kind of answer, whatever Accept says; files bring their own type."""

    def select_renderer(self, _request: Any, renderers: Any, _suffix: Any = None) -> Any:
        """The first renderer."""
        return renderers[0], renderers[0].media_type


class ApiView(APIView):
    """A view whose methods are operations."""

    permission_classes: Sequence[Any] = []  # each operation names its own capability
    content_negotiation_class = JsonOnly
    metadata_class = None
    http_method_names = ["get", "head", "post", "put", "patch", "delete"]

    given: dict[str, Any]
    """What the body holds, checked."""
    filters: dict[str, Any]
    """What the query asks for, checked."""
    expected_version: int
    """The version in If-Match, where the operation demands it."""

    @property
    def actor(self) -> Actor:
        """Who asks."""
        actor = self.request.auth
        if not isinstance(actor, Actor):
            raise NotSignedIn
        return actor

    @property
    def workspace_id(self) -> str:
        """The workspace of this request."""
        if not self.actor.workspace_id:
            raise NotFound("You are in no workspace: create one with POST /v1/workspaces.")
        return self.actor.workspace_id

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Answers are for the one who asked, and as of now."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer

    def perform(self, promised: Operation, method: Callable[[], Any]) -> Any:
        """Calls the method after every check, inside the workspace."""
        self._permit(promised.capability)
        limits.take(self._caller(), promised.cost(self.request.method or "GET"))
        if Demand.NO_TRANSACTION in promised.demands:
            with self._workspace(promised):
                key = self._read(promised)
            return self._keyed(idempotency.answer_outside, key, method)
        with self._workspace(promised):
            return self._keyed(idempotency.answer_once, self._read(promised), method)

    def _read(self, promised: Operation) -> str:
        """Everything that was sent, checked; answers its Idempotency-Key."""
        if Demand.IF_MATCH in promised.demands:
            self.expected_version = expected_version(self.request)
        key = self._idempotency_key(promised)
        self.filters = self._checked_filters(promised)
        self.given = self._checked_body(promised)
        return key

    def _keyed(self, answer: Callable[..., Response], key: str, method: Callable[[], Any]) -> Any:
        """The method's answer, given once for a key."""
        if not key:
            return method()
        return answer(
            self.request,
            key=key,
            caller=self._caller(),
            workspace_id=self.workspace_id,
            now=clock.now(),
            work=method,
        )

    def answer(
        self, out: type[serializers.Serializer[Any]], value: Any, *, status: int = 200, version: int | None = None
    ) -> Response:
        """One thing, with its ETag when it has a version."""
        headers = {} if version is None else {"ETag": etag(version)}
        return Response(out(value).data, status=status, headers=headers)

    def nothing(self) -> Response:
        """Done; there is nothing to say."""
        return Response(status=HTTPStatus.NO_CONTENT)

    def all(self, out: type[serializers.Serializer[Any]], values: Iterable[Any]) -> Response:
        """A short list, whole (`answers=all_of(Out)`)."""
        return Response({"data": out(values, many=True).data, "next": None})

    def page_of_values(
        self,
        rows: models.QuerySet[Any],
        out: type[serializers.Serializer[Any]],
        shown: Callable[[Any], Mapping[str, Any]],
    ) -> Response:
        """One page of the rows, newest first, each as `shown` tells it."""
        found, following = CursorPages(self.request, workspace_id=self.workspace_id).of(rows)
        return Response({"data": out([shown(row) for row in found], many=True).data, "next": following})

    def page(
        self, rows: models.QuerySet[Any], out: type[serializers.Serializer[Any]], *, order: Sequence[str] = ("-id",)
    ) -> Response:
        """One page of the rows, ordered by fields that together are unique."""
        found, following = CursorPages(self.request, workspace_id=self.workspace_id, order=order).of(rows)
        return Response({"data": out(found, many=True).data, "next": following})

    def _permit(self, capability: str) -> None:
        if capability == ANYONE:
            return
        actor = self.actor
        if capability == IN_PERSON and actor.key_id:
            raise NotAllowed("An API key cannot do this: sign in as a person.")
        if capability not in OUTSIDE_WORKSPACES:
            assert self.workspace_id
            actor.require(capability)

    def _caller(self) -> str:
        actor = self.request.auth
        if isinstance(actor, Actor):
            return actor.key_id or actor.user_id
        return str(self.request.META.get("REMOTE_ADDR", ""))

    def _workspace(self, promised: Operation) -> AbstractContextManager[None]:
        return tenant(self.workspace_id) if promised.needs_workspace else nullcontext()

    def _idempotency_key(self, promised: Operation) -> str:
        if self.request.method != "POST" or not promised.needs_workspace:
            return ""
        key = idempotency.key_of(self.request)
        if Demand.IDEMPOTENCY_KEY in promised.demands and not key:
            raise idempotency.KeyRequired(param=idempotency.HEADER)
        return key

    def _checked_filters(self, promised: Operation) -> dict[str, Any]:
        sent = self.request.query_params.dict()
        pages = {"cursor", "limit"} if getattr(promised.answers, "is_page", False) else set()
        return _checked(promised.filters, {name: value for name, value in sent.items() if name not in pages})

    def _checked_body(self, promised: Operation) -> dict[str, Any]:
        if promised.takes is None:
            return {}
        sent = self.request.data
        if not isinstance(sent, Mapping):
            raise Invalid("The body is a JSON object.")
        return _checked(promised.takes, sent, partial=self.request.method == "PATCH")


def _checked(
    serializer: type[serializers.Serializer[Any]] | None, sent: Mapping[str, Any], *, partial: bool = False
) -> dict[str, Any]:
    """What the serializer makes of it; raises for what does not fit, and for names it does not know."""
    if serializer is None:
        if sent:
            raise Invalid(f"There is no parameter {min(sent)!r} here.", param=min(sent))
        return {}
    reader = serializer(data=sent, partial=partial)
    if unknown := sorted(set(sent) - set(reader.fields)):
        known = ", ".join(reader.fields)
        raise Invalid(f"There is no field {unknown[0]!r} here; the fields are {known}.", param=unknown[0])
    reader.is_valid(raise_exception=True)
    return dict(reader.validated_data)
