"""/v1/usage: what was used."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from billing import selectors
from studio.core.api import ApiView, all_of, operation
from studio.core.clock import now

DAYS = 90


class UsageOut(serializers.Serializer[Any]):
    """Worker time of one day and worker size; only finished steps count, and nothing is charged for them yet."""

    day = serializers.DateField()
    size = serializers.CharField()
    steps = serializers.IntegerField()
    seconds = serializers.FloatField()


class UsageView(ApiView):
    """What renders have used."""

    @operation("usage.view", answers=all_of(UsageOut))
    def get(self) -> Response:
        """The last 90 days, newest first."""
        since = now() - timedelta(days=DAYS)
        return self.all(UsageOut, selectors.usage_by_day(workspace_id=self.workspace_id, since=since))


urlpatterns = [path("usage", UsageView.as_view())]
