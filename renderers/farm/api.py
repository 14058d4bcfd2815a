"""/v1/workers: the farm, as far as a workspace may look into it."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from renderers.farm.overview import Standing, farm_of
from studio.core.api import ApiView, operation
from studio.core.clock import now

STANDINGS = [standing.value for standing in Standing]


class BusySlotOut(serializers.Serializer[Any]):
    """A slot at work; without label and engine it works for another workspace."""

    label = serializers.CharField()  # type: ignore[assignment]  # a word of the API
    engine = serializers.CharField()
    seconds = serializers.IntegerField()


class LackOut(serializers.Serializer[Any]):
    """An engine that cannot run on a worker, and why."""

    engine = serializers.CharField()
    title = serializers.CharField()
    why = serializers.CharField()


class WorkerOut(serializers.Serializer[Any]):
    """A worker that is online; `missing` are engines that cannot run on it."""

    id = serializers.CharField(source="worker.id")
    name = serializers.CharField(source="worker.name")
    size = serializers.CharField(source="worker.size")
    state = serializers.ChoiceField(choices=STANDINGS)
    because = serializers.CharField(source="worker.aside_because", help_text="why it is set aside")
    slots = serializers.IntegerField(source="worker.slots")
    doing = BusySlotOut(many=True)
    engines = serializers.ListField(child=serializers.CharField())
    missing = LackOut(many=True)
    memory_gb = serializers.IntegerField(source="worker.memory_gb")
    gpu_memory_gb = serializers.IntegerField(source="worker.gpu_memory_gb")
    code = serializers.CharField(source="worker.code", help_text="alike on workers of the same release")
    started_at = serializers.DateTimeField(source="worker.started_at")
    seen_at = serializers.DateTimeField(source="worker.seen_at")


class WorkerSizeOut(serializers.Serializer[Any]):
    """A kind of worker: slots and busy ones of everybody, `waiting` and `running` steps of this workspace."""

    name = serializers.CharField()
    title = serializers.CharField()
    workers = serializers.IntegerField()
    slots = serializers.IntegerField()
    busy = serializers.IntegerField()
    waiting = serializers.IntegerField()
    running = serializers.IntegerField()
    shortage = serializers.CharField(help_text="in words, when steps wait and nobody serves the size")


class FarmOut(serializers.Serializer[Any]):
    """Who works here now, and what waits for them."""

    workers = WorkerOut(many=True)
    sizes = WorkerSizeOut(many=True)


class WorkersView(ApiView):
    """The farm."""

    @operation("workers.view", answers=FarmOut)
    def get(self) -> Response:
        """Who is online, what each does for this workspace, and what waits for a size."""
        return self.answer(FarmOut, farm_of(workspace_id=self.workspace_id, now=now()))


urlpatterns = [path("workers", WorkersView.as_view())]
