"""/v1/engine-keys: a workspace's own keys at vendors. /v1/vendor-jobs: orders about which a person must decide."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from renderers.farm import engine_keys, vendor_jobs
from renderers.runtime.vendors import VENDORS
from studio.core.api import ApiView, all_of, operation
from studio.core.clock import now

SOURCES = ["workspace", "studio", ""]
DECISIONS = [decision.value for decision in vendor_jobs.Decision]


class EngineKeyIn(serializers.Serializer[Any]):
    """A key as the vendor gave it; `address` only for vendors that have none of their own."""

    vendor = serializers.ChoiceField(choices=sorted(VENDORS))
    key = serializers.CharField(max_length=engine_keys.LONGEST_KEY, allow_blank=True, trim_whitespace=True)
    address = serializers.CharField(max_length=300, allow_blank=True, default="")


class EngineKeyOut(serializers.Serializer[Any]):
    """A vendor and the key that is used for it: the workspace's own, the studio's, or none."""

    id = serializers.CharField(help_text="of the workspace's own key; empty when it has none")
    vendor = serializers.ChoiceField(choices=sorted(VENDORS), source="vendor.name")
    title = serializers.CharField(source="vendor.title")
    makes = serializers.CharField(source="vendor.makes")
    engines = serializers.ListField(child=serializers.CharField(), help_text="what can be made with it, by title")
    source = serializers.ChoiceField(choices=SOURCES)  # type: ignore[assignment]  # a word of the API
    last_four = serializers.CharField(help_text="all of the workspace's key that is ever shown")
    address = serializers.CharField()
    wants_address = serializers.BooleanField(help_text="the vendor has no address of its own")
    tested_at = serializers.DateTimeField(allow_null=True)
    works = serializers.BooleanField(allow_null=True, help_text="what the last test said; null before the first")
    said = serializers.CharField(help_text="the last test in words")


class VendorJobOut(serializers.Serializer[Any]):
    """An order whose outcome nobody can tell. `account` says whose key paid."""

    id = serializers.CharField()
    vendor = serializers.CharField()
    title = serializers.SerializerMethodField()
    engine = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a word of the API
    state = serializers.CharField()
    question = serializers.CharField()
    number = serializers.CharField(source="vendor_job_id", help_text="the vendor's, where it gave one")
    account = serializers.CharField()
    submitted_at = serializers.DateTimeField()

    def get_title(self, job: Any) -> str:
        """The vendor as people know it."""
        return VENDORS[job.vendor].title


class VendorJobAnswerIn(serializers.Serializer[Any]):
    """`found`, with the number the vendor shows: go on with that order. `order_again`: it may cost twice."""

    decision = serializers.ChoiceField(choices=DECISIONS)
    number = serializers.CharField(max_length=vendor_jobs.LONGEST_NUMBER, allow_blank=True, default="")


class EngineKeysView(ApiView):
    """Keys at vendors."""

    @operation("engine_keys.view", answers=all_of(EngineKeyOut))
    def get(self) -> Response:
        """Every vendor the studio knows, and whose key is used for it."""
        return self.all(EngineKeyOut, engine_keys.shown(workspace_id=self.workspace_id))

    @operation("engine_keys.edit", takes=EngineKeyIn, answers=EngineKeyOut, status=201)
    def post(self) -> Response:
        """Keeps a key, encrypted, in place of an older one: it is used instead of the studio's, never shown again."""
        given = {"secret": self.given["key"], "address": self.given["address"]}
        made = engine_keys.set_key(actor=self.actor, vendor=VENDORS[self.given["vendor"]], **given)
        return self.answer(EngineKeyOut, made, status=201)


class EngineKeyView(ApiView):
    """The workspace's own key at one vendor."""

    @operation("engine_keys.edit", status=204)
    def delete(self, engine_key_id: str) -> Response:
        """Forgets the key; the studio's is used again if there is one."""
        row = engine_keys.access_key(workspace_id=self.workspace_id, id=engine_key_id)
        engine_keys.forget_key(actor=self.actor, row=row)
        return self.nothing()


class EngineKeyTestView(ApiView):
    """Trying a key."""

    @operation("engine_keys.edit", answers=EngineKeyOut)
    def post(self, engine_key_id: str) -> Response:
        """Asks the vendor something that costs nothing; `works` and `said` tell what came of it."""
        row = engine_keys.access_key(workspace_id=self.workspace_id, id=engine_key_id)
        return self.answer(EngineKeyOut, engine_keys.try_key(row=row, now=now()))


class VendorJobsView(ApiView):
    """Open questions."""

    @operation("renders.view", answers=all_of(VendorJobOut))
    def get(self) -> Response:
        """Orders about which somebody must decide before they are paid twice, oldest first."""
        return self.all(VendorJobOut, vendor_jobs.open_questions(workspace_id=self.workspace_id))


class VendorJobAnswerView(ApiView):
    """A decision."""

    @operation("engine_keys.edit", takes=VendorJobAnswerIn, answers=VendorJobOut)
    def post(self, vendor_job_id: str) -> Response:
        """Says how to go on; the next render of the film does so."""
        job = vendor_jobs.access_job(workspace_id=self.workspace_id, id=vendor_job_id)
        return self.answer(
            VendorJobOut, vendor_jobs.answer_question(actor=self.actor, job=job, now=now(), **self.given)
        )


urlpatterns = [
    path("engine-keys", EngineKeysView.as_view()),
    path("engine-keys/<str:engine_key_id>", EngineKeyView.as_view()),
    path("engine-keys/<str:engine_key_id>/test", EngineKeyTestView.as_view()),
    path("vendor-jobs", VendorJobsView.as_view()),
    path("vendor-jobs/<str:vendor_job_id>/answer", VendorJobAnswerView.as_view()),
]
