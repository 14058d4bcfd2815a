"""/v1/usage and /v1/charges: what was used, what it cost, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from billing import selectors
from billing.sheets import usage_sheet
from studio.core.api import ApiView, all_of, operation, page_of
from studio.core.clock import now
from studio.core.errors import Invalid

DAYS = 31
MOST_DAYS = 366
SHEET = "text/csv"


class TimeIn(serializers.Serializer[Any]):
    """Of which time: the last 31 days unless said; at most a year and a day at once."""

    since = serializers.DateTimeField(required=False)
    until = serializers.DateTimeField(required=False)


class UsageIn(TimeIn):
    """Of which time, added up by what."""

    by = serializers.ChoiceField(choices=[by.value for by in selectors.By], required=False, default="day")


class UsageOut(serializers.Serializer[Any]):
    """Finished steps added up: worker time, and what was charged for it in millionths of a dollar."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a word of the API
    steps = serializers.IntegerField()
    seconds = serializers.FloatField()
    amount = serializers.IntegerField()


class ChargesIn(serializers.Serializer[Any]):
    """Of one render or one project; of everything when neither is named."""

    render_id = serializers.CharField(required=False, default="", max_length=40)
    project_id = serializers.CharField(required=False, default="", max_length=40)


class ChargeOut(serializers.Serializer[Any]):
    """A finished step and its price: `milliseconds` of a worker times `rate` (per minute) is `cost`.

    Of an engine of others it is `made` (milliseconds, images or characters) at `rate` for each `unit`; else `unit` is
    empty.

    `amount` was charged of it: less once the quote or a spend cap was used up, 0 for what was made without an order.
    """

    id = serializers.CharField()
    at = serializers.DateTimeField()
    render_id = serializers.CharField()
    project_id = serializers.CharField()
    step_id = serializers.CharField()
    stage = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a word of the API
    engine = serializers.CharField()
    worker = serializers.CharField()
    size = serializers.CharField()
    milliseconds = serializers.IntegerField()
    unit = serializers.CharField(allow_blank=True)
    made = serializers.IntegerField()
    rate = serializers.IntegerField()
    cost = serializers.IntegerField()
    amount = serializers.IntegerField()
    price_list = serializers.CharField()


class UsageView(ApiView):
    """What renders have used."""

    @operation("usage.view", filters=UsageIn, answers=all_of(UsageOut))
    def get(self) -> Response:
        """Added up by day, project, member, API key, preset, engine or worker size."""
        since, until = _time(self.filters)
        by = selectors.By(self.filters["by"])
        return self.all(UsageOut, selectors.usage(workspace_id=self.workspace_id, by=by, since=since, until=until))


class UsageSheetView(ApiView):
    """The same as a file."""

    @operation("usage.view", filters=TimeIn, answers={(200, SHEET): bytes})
    def get(self) -> HttpResponse:
        """Every finished step of the time as a table (CSV), newest first."""
        since, until = _time(self.filters)
        rows = selectors.lines(workspace_id=self.workspace_id, since=since, until=until).select_related("hold")
        answer = HttpResponse(usage_sheet(rows.iterator()), content_type=f"{SHEET}; charset=utf-8")
        name = f"usage-{since:%Y-%m-%d}-{until:%Y-%m-%d}.csv"
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


class ChargesView(ApiView):
    """Why it cost what it cost."""

    @operation("usage.view", filters=ChargesIn, answers=page_of(ChargeOut))
    def get(self) -> Response:
        """Every line of a render, a project or the workspace, newest first."""
        return self.page(selectors.charges(workspace_id=self.workspace_id, **self.filters), ChargeOut)


def _time(asked: Mapping[str, Any]) -> tuple[datetime, datetime]:
    until = asked.get("until") or now()
    since = asked.get("since") or until - timedelta(days=DAYS)
    if since >= until:
        raise Invalid("since is before until.", param="since")
    if until - since > timedelta(days=MOST_DAYS):
        raise Invalid("At most a year and a day at once: move since closer to until.", param="since")
    return since, until


urlpatterns = [
    path("usage", UsageView.as_view()),
    path("usage.csv", UsageSheetView.as_view()),
    path("charges", ChargesView.as_view()),
]
