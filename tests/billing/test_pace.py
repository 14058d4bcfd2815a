"""How long steps take is learnt from those of the same engine and size, and a quote says it as a band."""

from __future__ import annotations

from datetime import timedelta

import pytest

from billing.models import Usage
from billing.pace import ENOUGH, LOOK_BACK, learnt
from billing.pricing import in_force
from billing.quotes import Wanted, quote
from billing.quoting import ASSUMED, Item
from studio.accounts.models import Workspace
from studio.core.ids import new_id
from studio.core.tenancy import tenant
from tests.billing.books import NOON
from tests.factories import a_workspace

pytestmark = pytest.mark.django_db
KIND = ("wan_5b", "gpu-small")


def took(workspace: Workspace, *seconds: float, engine: str = KIND[0], size: str = KIND[1], ago: int = 0) -> None:
    """Finished steps of ten units of work each."""
    rate = in_force(now=NOON).rate(size)
    with tenant(workspace.pk):
        Usage.objects.bulk_create(
            Usage(
                workspace=workspace, step_id=new_id("stp"), fence=1, engine=engine, size=size, worker="hall/0",
                milliseconds=round(each * 1000), work=10.0, stage="shots", label="shot", price_list="2026-11-25",
                unit="", made=0, rate=rate, cost=0, amount=0, at=NOON - timedelta(hours=ago),
            )
            for each in seconds
        )  # fmt: skip


def band(workspace: Workspace, *, work: float = 10.0) -> tuple[int, int]:
    item = Item(digest="d", inputs=(), stage="shots", engine=KIND[0], size=KIND[1], work=work, made=0)
    wanted = Wanted(
        project_id="prj_x", title="Salt", preset="standard", plan="d" * 64, items=[item], whole=[item], slots={}
    )
    with tenant(workspace.pk):
        made = quote(workspace_id=workspace.pk, wanted=wanted, user_id="usr_x", key_id="", now=NOON)
    return made.seconds_low, made.seconds_high


def test_a_quote_has_the_band_of_what_steps_of_the_same_engine_and_size_took() -> None:
    workspace = a_workspace()
    assert band(workspace) == (round(10 * ASSUMED.low), round(10 * ASSUMED.high)), "until somebody knows better"
    took(a_workspace(name="Others teach it too"), 100, 110, 120, 130, 140)
    assert band(workspace) == (104, 150), "the tenth of them below, and a quarter above the middle at least"
    assert band(workspace, work=5.0) == (52, 75)


@pytest.mark.parametrize("other", [{"engine": "mochi"}, {"size": "gpu-large"}])
def test_another_engine_or_another_size_teaches_nothing(other: dict[str, str]) -> None:
    took(a_workspace(), *[99.0] * 20, **other)  # type: ignore[arg-type]  # names of fields
    assert learnt([KIND]) == {}


def test_fewer_than_enough_are_not_believed_and_what_is_long_ago_is_forgotten() -> None:
    workspace = a_workspace()
    took(workspace, *[500.0] * (ENOUGH - 1), ago=2)
    assert learnt([KIND]) == {}
    took(workspace, *[10.0] * LOOK_BACK)
    assert (learnt([KIND])[KIND].typical, learnt([KIND])[KIND].high) == (1.0, 1.25)
