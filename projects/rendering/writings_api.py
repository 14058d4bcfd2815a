"""/v1 screenwriters and writings: from a premise to an outline and pages, passages anew; a person accepts them."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from projects.project.api import VerbatimField
from projects.project.selectors import access_project
from projects.rendering import written
from projects.rendering.api import RENDER_STATES, FailureOut
from projects.rendering.writers import writers
from projects.rendering.writing_plans import compiled, render_of
from projects.rendering.writings import again, ask, cancel, start
from projects.screenplay import proposals, selectors
from projects.screenplay.api import ScreenplayOut, screenplay_answer
from projects.screenplay.models import Writing
from renderers.compilers.screenplay import WRITERS, What
from renderers.farm.models import Render
from renderers.writing.prompts import MANNERS
from studio.core.api import ApiView, Demand, all_of, operation, page_of
from studio.core.clock import now
from studio.core.pages import CursorPages

KINDS = [kind.value for kind in What]
STATES = [written.QUOTED, *RENDER_STATES]
WRITTEN = ["waiting", "written", "failed"]


class ScreenwriterOut(serializers.Serializer[Any]):
    """Who can write: what it is in words, why it cannot be asked now, and what its vendor asks."""

    name = serializers.CharField()
    title = serializers.CharField()
    says = serializers.CharField()
    shortage = serializers.CharField(allow_blank=True)
    price = serializers.CharField(allow_blank=True)
    longest_minutes = serializers.IntegerField()
    rewrites = serializers.BooleanField()
    wants_model = serializers.BooleanField()


class PartIn(serializers.Serializer[Any]):
    """Somebody who is to be in it."""

    name = serializers.CharField(max_length=120)
    description = serializers.CharField(max_length=2000, allow_blank=True, default="")


class WritingIn(serializers.Serializer[Any]):
    """What is to be written; what it is about stands in the project (title, premise, genre, tone, language).

    `outline`, then `pages` from an outline in Fountain (people may have edited it); `passage` is written anew in a
    `manner`, or as `wish` says. Without `minutes`, the project's target length. Lines of the text count from 1.
    """

    kind = serializers.ChoiceField(choices=KINDS)
    writer = serializers.ChoiceField(choices=sorted(WRITERS), default="offline")
    model = serializers.CharField(max_length=120, allow_blank=True, default="")
    minutes = serializers.IntegerField(required=False, min_value=1, max_value=240)
    seed = serializers.IntegerField(min_value=0, max_value=2**31 - 1, default=0)
    outline = VerbatimField(default="", help_text="Fountain: sections, scene headings, synopses")
    writing_id = serializers.CharField(
        max_length=40, required=False, help_text="the outline these pages are from: people, length and seed are its own"
    )
    cast = PartIn(many=True, required=False)
    manner = serializers.ChoiceField(choices=sorted(MANNERS), required=False)
    wish = serializers.CharField(max_length=2000, allow_blank=True, default="")
    first_line = serializers.IntegerField(required=False, min_value=1)
    last_line = serializers.IntegerField(required=False, min_value=1)
    version = serializers.IntegerField(required=False, min_value=1, help_text="of the screenplay the lines are from")


class WritingBriefOut(serializers.Serializer[Any]):
    """A writing in a list. `settled` is empty, accepted or declined."""

    id = serializers.CharField()
    project_id = serializers.CharField()
    kind = serializers.ChoiceField(choices=KINDS)
    writer = serializers.CharField()
    model = serializers.CharField(allow_blank=True)
    seed = serializers.IntegerField()
    state = serializers.ChoiceField(choices=STATES)
    settled = serializers.CharField(allow_blank=True)
    created_at = serializers.DateTimeField()


class WritingQuoteOut(serializers.Serializer[Any]):
    """What it costs at most, in millionths of a dollar; what the balance is short of; sentences for whoever pays."""

    id = serializers.CharField()
    amount = serializers.IntegerField()
    typical = serializers.IntegerField()
    missing = serializers.IntegerField()
    to_make = serializers.IntegerField()
    eta_high_seconds = serializers.IntegerField()
    notes = serializers.ListField(child=serializers.CharField())
    shortages = serializers.ListField(child=serializers.CharField())


class WrittenPartOut(serializers.Serializer[Any]):
    """A part as it comes; `fault` says what is wrong with it."""

    vars()["label"] = serializers.CharField()
    state = serializers.ChoiceField(choices=WRITTEN)
    text = serializers.CharField(allow_blank=True)
    fault = serializers.CharField(allow_blank=True)


class ProposalOut(serializers.Serializer[Any]):
    """The screenplay as it is (`version`) and as it would be; it does not apply where its passage was changed since."""

    before = serializers.CharField(allow_blank=True)
    after = serializers.CharField(allow_blank=True)
    applies = serializers.BooleanField()
    version = serializers.IntegerField()


class WritingCostOut(serializers.Serializer[Any]):
    """What was quoted, charged and given back."""

    at_most = serializers.IntegerField()
    charged = serializers.IntegerField()
    given_back = serializers.IntegerField()
    currency = serializers.CharField()


class WritingOut(WritingBriefOut):
    """A writing with its price, and all that came of it so far. `remarks` are sentences on what came."""

    quote = WritingQuoteOut()
    parts = WrittenPartOut(many=True)
    text = serializers.CharField(allow_blank=True)
    pages = serializers.IntegerField()
    minutes = serializers.IntegerField()
    manner = serializers.CharField(allow_blank=True)
    wish = serializers.CharField(allow_blank=True)
    remarks = serializers.ListField(child=serializers.CharField())
    proposal = ProposalOut(allow_null=True)
    waiting = serializers.CharField(allow_blank=True, allow_null=True)
    cost = WritingCostOut(allow_null=True)
    error = FailureOut(allow_null=True)


class ScreenwritersView(ApiView):
    """Who can write."""

    @operation("projects.view", answers=all_of(ScreenwriterOut))
    def get(self) -> Response:
        """Every writer; the first needs no key."""
        return self.all(ScreenwriterOut, writers(workspace_id=self.workspace_id))


class _WritingBase(ApiView):
    def _writing(self, writing_id: str) -> Writing:
        return selectors.access_writing(workspace_id=self.workspace_id, id=writing_id)

    def _shown(self, writing: Writing, status: int = 200) -> Response:
        return self.answer(WritingOut, written.shown(writing, actor=self.actor), status=status)


class WritingsView(_WritingBase):
    """What was asked of writers for a film."""

    @operation("projects.view", answers=page_of(WritingBriefOut))
    def get(self, project_id: str) -> Response:
        """Newest first."""
        project = access_project(workspace_id=self.workspace_id, id=project_id)
        pages = CursorPages(self.request, workspace_id=self.workspace_id)
        found, following = pages.of(selectors.writings_of(project))
        renders = Render.objects.in_bulk([each.render_id for each in found if each.render_id])
        rows = [written.listed(each, renders.get(each.render_id)) for each in found]
        return Response({"data": WritingBriefOut(rows, many=True).data, "next": following})

    @operation("projects.edit", takes=WritingIn, answers=WritingOut, status=201)
    def post(self, project_id: str) -> Response:
        """Asks what it would cost to have this written; nothing is ordered and nothing of the script changes."""
        return self._shown(ask(actor=self.actor, project_id=project_id, fields=self.given, now=now()), 201)


class WritingView(_WritingBase):
    """One writing."""

    @operation("projects.view", answers=WritingOut)
    def get(self, writing_id: str) -> Response:
        """What came so far, and what it would make of the script as it is now."""
        return self._shown(self._writing(writing_id))


class WritingStartView(_WritingBase):
    """Ordering."""

    @operation("renders.start", answers=WritingOut, status=202, demands=Demand.IDEMPOTENCY_KEY)
    def post(self, writing_id: str) -> Response:
        """Has it written: at most the quoted amount is charged, part by part."""
        return self._shown(start(actor=self.actor, writing=self._writing(writing_id), now=now()), 202)


class WritingCancelView(_WritingBase):
    """Stopping."""

    @operation("renders.start", answers=WritingOut)
    def post(self, writing_id: str) -> Response:
        """Stops the writer; parts that are finished are kept, the rest is not charged."""
        return self._shown(cancel(writing=self._writing(writing_id), now=now()))


class WritingAgainView(_WritingBase):
    """Once more."""

    @operation("projects.edit", answers=WritingOut, status=201)
    def post(self, writing_id: str) -> Response:
        """The same asked for again, with its price: parts that are fit are kept and free; if all are, all anew."""
        writing = self._writing(writing_id)
        parts = written.parts_of(writing, render_of(writing), compiled(writing))
        return self._shown(again(actor=self.actor, writing=writing, unfit=written.unfit_of(parts), now=now()), 201)


class WritingAcceptView(_WritingBase):
    """Taking it into the script."""

    @operation("projects.edit", answers=ScreenplayOut, demands=Demand.IF_MATCH)
    def post(self, writing_id: str) -> Response:
        """The screenplay with it; what stood there stays in the drafts. If-Match is the screenplay's version."""
        writing = self._writing(writing_id)
        done = proposals.accept(
            workspace_id=self.workspace_id,
            writing=writing,
            propose=written.proposed,
            version=self.expected_version,
            author_id=self.actor.user_id,
            now=now(),
        )
        answer = screenplay_answer(done.project, done.screenplay, done.changes)
        return self.answer(ScreenplayOut, answer, version=done.screenplay.version)


class WritingDeclineView(_WritingBase):
    """Leaving it."""

    @operation("projects.edit", answers=WritingOut)
    def post(self, writing_id: str) -> Response:
        """Not wanted; it can still be read."""
        return self._shown(proposals.decline(workspace_id=self.workspace_id, writing=self._writing(writing_id)))


urlpatterns = [
    path("screenwriters", ScreenwritersView.as_view()),
    path("projects/<str:project_id>/writings", WritingsView.as_view()),
    path("writings/<str:writing_id>", WritingView.as_view()),
    path("writings/<str:writing_id>/start", WritingStartView.as_view()),
    path("writings/<str:writing_id>/cancel", WritingCancelView.as_view()),
    path("writings/<str:writing_id>/again", WritingAgainView.as_view()),
    path("writings/<str:writing_id>/accept", WritingAcceptView.as_view()),
    path("writings/<str:writing_id>/decline", WritingDeclineView.as_view()),
]
