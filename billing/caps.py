"""Spend caps: what may be spent in a calendar month by a workspace, a project, a member or an API key, and what was.

A cap is never exceeded: what was in the making when it was reached is not charged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from billing.models import Cap, Hold, Notice, Scope, Spend
from billing.money import dollars
from studio.core.events import announce
from studio.core.hot import ask
from studio.core.ids import new_id

NOTICED = (50, 80, 100)
"""Percent of a cap at which somebody is told."""

Target = tuple[str, str]
"""A scope and whose it is."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a cap is used up this month."""

    cap: Cap
    spent: int

    @property
    def room(self) -> int:
        """What may still be spent."""
        return max(0, self.cap.amount - self.spent)

    @property
    def percent(self) -> int:
        """How much of it is used, rounded down; a cap of nothing is always used up."""
        return self.spent * 100 // self.cap.amount if self.cap.amount else 100


def month_of(at: datetime) -> date:
    """The month a moment belongs to, by its first day (UTC)."""
    return date(at.year, at.month, 1)


def targets(*, project_id: str, user_id: str, key_id: str) -> list[Target]:
    """Whose spending an order is: the workspace's, the project's, and the member's or the key's."""
    named = [(Scope.PROJECT, project_id), (Scope.MEMBER, user_id), (Scope.API_KEY, key_id)]
    return [(Scope.WORKSPACE.value, ""), *((scope.value, whose) for scope, whose in named if whose)]


def targets_of(held: Hold) -> list[Target]:
    """The same, of an order under way."""
    return targets(project_id=held.project_id, user_id=held.user_id, key_id=held.key_id)


def any_set(*, workspace_id: str) -> bool:
    """Whether the workspace has a cap at all; asked with every step that is charged."""
    return bool(ask("SELECT FROM billing_cap WHERE workspace_id = %s LIMIT 1", [workspace_id]))


def standings(*, workspace_id: str, at: datetime) -> list[Standing]:
    """Every cap of the workspace with what was spent of it this month."""
    caps = list(Cap.objects.filter(workspace_id=workspace_id).order_by("scope", "target_id"))
    if not caps:
        return []
    month = Spend.objects.filter(workspace_id=workspace_id, month=month_of(at))
    spent = {(scope, whose): amount for scope, whose, amount in month.values_list("scope", "target_id", "amount")}
    return [Standing(cap, spent.get((cap.scope, cap.target_id), 0)) for cap in caps]


def those_of(found: Iterable[Standing], wanted: Sequence[Target]) -> list[Standing]:
    """The caps that bind these targets, tightest first."""
    mine = [one for one in found if (one.cap.scope, one.cap.target_id) in wanted]
    return sorted(mine, key=lambda one: (one.room, one.cap.pk))


_COUNT = """
INSERT INTO billing_spend (id, workspace_id, scope, target_id, month, amount, created_at, updated_at)
SELECT whose.id, %(workspace)s, whose.scope, whose.target, %(month)s, %(amount)s, %(at)s, %(at)s
FROM unnest(%(ids)s::text[], %(scopes)s::text[], %(targets)s::text[]) whose(id, scope, target)
ON CONFLICT (workspace_id, scope, target_id, month)
DO UPDATE SET amount = billing_spend.amount + EXCLUDED.amount, updated_at = EXCLUDED.updated_at RETURNING id
"""


def count(*, workspace_id: str, wanted: Sequence[Target], amount: int, at: datetime) -> None:
    """So much more was spent this month. Call with the workspace's accounts locked."""
    ask(
        _COUNT,
        {
            "ids": [new_id("spd") for _ in wanted],
            "workspace": workspace_id,
            "scopes": [scope for scope, _ in wanted],
            "targets": [whose for _, whose in wanted],
            "month": month_of(at),
            "amount": amount,
            "at": at,
        },
    )


def notice(before: Iterable[Standing], *, amount: int, at: datetime) -> bool:
    """Writes down every threshold that this amount crossed, once; True when a cap is now used up."""
    crossed, is_full = [], False
    for one in before:
        after = Standing(one.cap, one.spent + amount)
        is_full = is_full or not after.room
        crossed += [_notice(after, percent, at) for percent in NOTICED if one.percent < percent <= after.percent]
    Notice.objects.bulk_create(crossed, ignore_conflicts=True)
    for told in crossed:
        _announce(told)
    return is_full


def _announce(notice: Notice) -> None:
    """To the open browsers of the workspace, with the change. Not how much: a viewer hears it too."""
    announce(
        workspace_id=notice.workspace_id,
        topic=f"workspace:{notice.workspace_id}",
        kind="cap.noticed",
        body={"cap_id": notice.cap_id, "whose": WHOSE[notice.cap.scope], "percent": notice.percent},
    )


def _notice(standing: Standing, percent: int, at: datetime) -> Notice:
    cap = standing.cap
    return Notice(
        workspace_id=cap.workspace_id,
        cap=cap,
        month=month_of(at),
        percent=percent,
        spent=standing.spent,
        limit=cap.amount,
        at=at,
    )


WHOSE = {
    Scope.WORKSPACE.value: "the workspace",
    Scope.PROJECT.value: "this project",
    Scope.MEMBER.value: "this member",
    Scope.API_KEY.value: "this API key",
}


def said(standing: Standing) -> str:
    """In words: `the cap of the workspace, $20.00 a month`."""
    return f"the spend cap of {WHOSE[standing.cap.scope]}, {dollars(standing.cap.amount)} a month"
