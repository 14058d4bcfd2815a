"""Questions about the money, always from a workspace: what was used and charged, what a render costs, the statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Count, Max, QuerySet, Sum
from django.db.models.functions import TruncDate

from billing import caps
from billing.books import MovementKind
from billing.models import Cap, Hold, Movement, Usage
from billing.money import CURRENCY
from renderers.exports import title_of
from renderers.sizes import worker_of
from studio.accounts.models import ApiKey, Membership, User
from studio.core.tenancy import access


class By(StrEnum):
    """What usage can be added up by."""

    DAY = "day"
    PROJECT = "project"
    MEMBER = "member"
    API_KEY = "api_key"
    PRESET = "preset"
    ENGINE = "engine"
    SIZE = "size"


_FIELD: Mapping[By, str] = {
    By.DAY: "day",
    By.PROJECT: "project_id",
    By.MEMBER: "user_id",
    By.API_KEY: "key_id",
    By.PRESET: "preset",
    By.ENGINE: "engine",
    By.SIZE: "size",
}


def lines(*, workspace_id: str, since: datetime, until: datetime) -> QuerySet[Usage]:
    """Every finished step of a time, newest first."""
    return Usage.objects.filter(workspace_id=workspace_id, at__gte=since, at__lt=until).order_by("-at", "-id")


def charges(*, workspace_id: str, render_id: str = "", project_id: str = "") -> QuerySet[Usage]:
    """The lines that explain what a render or a project was charged; all of the workspace when neither is named."""
    wanted = {name: value for name, value in (("render_id", render_id), ("project_id", project_id)) if value}
    return Usage.objects.filter(workspace_id=workspace_id, **wanted).order_by("-id")


def usage(*, workspace_id: str, by: By, since: datetime, until: datetime) -> list[dict[str, Any]]:
    """Steps, worker time and money of a time, added up; days newest first, everything else dearest first."""
    field = _FIELD[by]
    found = (
        lines(workspace_id=workspace_id, since=since, until=until)
        .order_by()
        .annotate(day=TruncDate("at"))
        .values(field)
        .annotate(steps=Count("id"), milliseconds=Sum("milliseconds"), amount=Sum("amount"), title=Max("hold__title"))
    )
    rows = [row | {"key": str(row[field])} for row in found]
    names = _names(workspace_id, by, rows)
    shown = [
        {
            "key": row["key"],
            "label": names.get(row["key"]) or row["key"],
            "steps": row["steps"],
            "seconds": round(row["milliseconds"] / 1000, 1),
            "amount": row["amount"],
        }
        for row in rows
    ]
    if by is By.DAY:
        return sorted(shown, key=lambda row: row["key"], reverse=True)
    return sorted(shown, key=lambda row: (-row["amount"], -row["seconds"], row["key"]))


def cost_of(*, workspace_id: str, render_id: str) -> dict[str, Any] | None:
    """What a render was quoted, was charged and got back; None for what was made without an order."""
    held = Hold.objects.filter(workspace_id=workspace_id, render_id=render_id).first()
    if held is None:
        return None
    return {
        "at_most": held.amount,
        "charged": held.captured - held.refunded,
        "given_back": held.released,
        "currency": CURRENCY,
    }


def open_holds(*, workspace_id: str) -> QuerySet[Hold]:
    """What is set aside for renders under way, newest first."""
    return Hold.objects.filter(workspace_id=workspace_id, closed_at=None, amount__gt=0).order_by("-id")


def access_hold(*, workspace_id: str, render_id: str) -> Hold | None:
    """The order of a render of this workspace."""
    return Hold.objects.filter(workspace_id=workspace_id, render_id=render_id).first()


def statement(*, workspace_id: str, of: str) -> QuerySet[Movement]:
    """What moved the balance, or everything that moved money, newest first."""
    moved = Movement.objects.filter(workspace_id=workspace_id).select_related("hold").order_by("-id")
    return moved.exclude(kind=MovementKind.CAPTURE) if of == "balance" else moved


def access_cap(*, workspace_id: str, id: str) -> Cap:
    """A cap of this workspace; NotFound for anybody else's."""
    return access(Cap.objects.all(), workspace_id=workspace_id, id=id)


def caps_shown(*, workspace_id: str, at: datetime) -> list[dict[str, Any]]:
    """Every cap, how far it is used up this month, and what was said about it."""
    found = caps.standings(workspace_id=workspace_id, at=at)
    told = dict(
        Cap.objects.filter(workspace_id=workspace_id, notices__month=caps.month_of(at))
        .values_list("pk")
        .annotate(percent=Max("notices__percent"))
    )
    return [
        {
            "id": one.cap.pk,
            "scope": one.cap.scope,
            "target_id": one.cap.target_id or None,
            "amount": one.cap.amount,
            "spent": one.spent,
            "percent": one.percent,
            "noticed_percent": told.get(one.cap.pk, 0),
        }
        for one in found
    ]


def _names(workspace_id: str, by: By, rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """What people call the keys of the rows; what nobody ordered says so."""
    if by is By.PROJECT:
        return {row["key"]: row["title"] or "" for row in rows} | {"": "Without an order"}
    if by is By.MEMBER:
        people = Membership.objects.filter(workspace_id=workspace_id).select_related("user")
        here = {person.user_id: str(person.user) for person in people}
        left = {row["key"]: "Somebody who left" for row in rows}
        left |= {each.pk: f"{each} (left)" for each in User.objects.filter(pk__in=left)}
        return left | here | {"": "The studio itself"}
    if by is By.API_KEY:
        keys = ApiKey.objects.filter(workspace_id=workspace_id)
        return dict(keys.values_list("pk", "name")) | {"": "In the browser"}
    said = {"": "Without an order"}
    if by is By.ENGINE:
        return {row["key"]: title_of(row["key"]) for row in rows} | said
    if by is By.SIZE:
        return {row["key"]: worker_of(row["key"]).capitalize() for row in rows if row["key"]} | said
    return said
