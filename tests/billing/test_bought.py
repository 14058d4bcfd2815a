"""Engines of others: charged by what they make at their list price and our margin, not by time."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from typing import Any

import pytest

from billing import ledger
from billing.metering import meter
from billing.models import Hold, Movement, Usage
from billing.pricing import Bought, in_force, read_price_list
from billing.quotes import Wanted, quote
from billing.quoting import Item
from billing.sheets import usage_sheet
from renderers.engine import Settings
from renderers.events import StepState
from renderers.exports import makers
from renderers.plan import WorkerSize
from renderers.prices import Price, Priced, Unit, made_of
from studio.accounts.models import Workspace
from studio.core.tenancy import tenant
from tests.billing.books import DOLLAR, NOON, assert_the_books_are_right
from tests.billing.test_metering import an_event
from tests.factories import a_workspace

CENTS_12 = 120_000


class Asked(Settings):
    """How long a clip is asked for."""

    seconds: int = 5


@dataclass(frozen=True, slots=True)
class Vendor:
    """An engine's card, as far as money goes."""

    price: Price

    def makes_at_most(self, settings: Asked) -> int:
        return settings.seconds * 1000


CLIPS = Vendor(Price(Unit.SECOND, 100_000, "2026-11-25"))


def an_item(digest: str, *, most: int, price: Price = CLIPS.price, made: int = 0) -> Item:
    return Item(digest, (), "shots", "vendor_clip", "cloud", work=90.0, made=made, price=price, most=most)


def quoted(workspace: Workspace, *items: Item) -> Any:
    wanted = Wanted(
        project_id="prj_x", title="Salt", preset="cinema", plan="d" * 64, items=items, whole=items, slots={"cloud": 4}
    )
    return quote(workspace_id=workspace.pk, wanted=wanted, user_id="usr_x", key_id="", now=NOON)


def a_clip(workspace: Workspace, held: Hold | None, **fields: Any) -> Any:
    event = an_event(workspace, render_ids=(held.render_id,) if held else (), **fields)
    return replace(event, engine="vendor_clip", size="cloud", stage="shots", label="Shot 1")


@pytest.fixture
def lumen() -> Workspace:
    return a_workspace(name="Lumen")


@pytest.mark.parametrize(
    ("unit", "made", "cost"),
    [("second", 5000, 600_000), ("second", 1, 120), ("image", 3, 360_000), ("thousand_characters", 250, 30_000)],
)
def test_a_price_counts_in_the_small_change_of_its_unit(unit: str, made: int, cost: int) -> None:
    assert Bought(unit, CENTS_12).cost(made) == cost


def test_the_margin_of_the_list_is_added_to_what_a_vendor_asks() -> None:
    prices = in_force(now=NOON)
    assert prices.margin_percent == 20
    assert prices.bought(CLIPS.price) == Bought("second", CENTS_12)
    assert prices.bought(Price(Unit.IMAGE, 1, "2026-11-25")).rate == 2, "a part of a micro-dollar is rounded up"


def test_a_list_with_a_bad_margin_is_refused() -> None:
    with pytest.raises(ValueError, match="whole number"):
        read_price_list(
            {
                "version": "x", "valid_from": "2026-11-25T00:00:00Z", "currency": "USD", "allowance_micro": 0,
                "micro_per_minute": {size.value: 1 for size in WorkerSize}, "cloud_margin_percent": -1,
            },
            name="x",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "facts", "made"),
    [
        (Unit.SECOND, {"duration_ms": 4960}, 4960),
        (Unit.SECOND, {"duration_ms": 9000}, 5000),
        (Unit.SECOND, {}, 5000),
        (Unit.THOUSAND_CHARACTERS, {"duration_ms": 10}, 5000),
    ],
)
def test_what_was_made_is_what_is_there_and_never_more_than_was_asked_for(unit: Unit, facts: Any, made: int) -> None:
    assert made_of(Vendor(Price(unit, 1, "2026-11-25")), Asked(), facts) == made


@pytest.mark.django_db
def test_the_worst_case_is_set_aside_and_only_what_was_made_is_charged(lumen: Workspace) -> None:
    with tenant(lumen.pk):
        found = quoted(lumen, an_item("a", most=5000), an_item("b", most=5000), an_item("c", most=5000, made=1))
        assert (found.amount, found.typical, found.whole) == (1_200_000, 1_200_000, 1_800_000)
        assert found.bought == {"vendor_clip": {"unit": "second", "rate": CENTS_12}}
        assert "vendor clip: $0.12 for each second it makes; what it refuses or fails at is free." in found.notes
        held = ledger.hold(quote=found, render_id="rnd_1", at=NOON)
        meter(a_clip(lumen, held, seconds=300.0, made=4960))
        meter(a_clip(lumen, held, step_id="stp_2", state=StepState.FAILED, made=5000))
        line = Usage.objects.get()
        assert (line.unit, line.made, line.rate, line.cost, line.amount) == ("second", 4960, CENTS_12, 595_200, 595_200)
        assert Movement.objects.get(kind="capture").memo == "Shot 1: 5.0 s made by vendor clip"
        assert "second,4960,0.120000" in usage_sheet([line]).decode()
    assert_the_books_are_right(lumen)


@pytest.mark.django_db
def test_a_quote_is_kept_when_the_vendor_asks_more_meanwhile(lumen: Workspace) -> None:
    with tenant(lumen.pk):
        held = ledger.hold(quote=quoted(lumen, an_item("a", most=5000)), render_id="rnd_1", at=NOON)
        dearer = in_force(now=NOON).bought(Price(Unit.SECOND, 900_000, "2026-12-01"))
        assert asdict(dearer) != held.quote.bought["vendor_clip"]
        meter(a_clip(lumen, held, made=5000))
        assert Hold.objects.get().captured == 600_000


@pytest.mark.django_db
def test_what_refuses_costs_nothing_and_the_hold_comes_back(lumen: Workspace) -> None:
    with tenant(lumen.pk):
        held = ledger.hold(quote=quoted(lumen, an_item("a", most=5000)), render_id="rnd_1", at=NOON)
        meter(a_clip(lumen, held, state=StepState.FAILED, seconds=80.0))
        [locked] = ledger.locked_holds(workspace_id=lumen.pk, render_ids=["rnd_1"])
        ledger.release(held=locked, at=NOON)
        assert (Hold.objects.get().captured, Hold.objects.get().released) == (0, 600_000)
        assert not Usage.objects.exists()


def test_every_engine_with_a_price_says_when_it_was_read_and_counts_something() -> None:
    for engine in makers().values():
        if isinstance(engine, Priced):
            assert engine.price.amount >= 0  # a server of one's own asks for nothing
            assert re.fullmatch(r"20\d\d-[01]\d(-[0-3]\d)?", engine.price.as_of)
            assert engine.size is WorkerSize.CLOUD


def test_a_dollar_is_a_dollar() -> None:
    assert Bought("second", DOLLAR).ceiling(1001) == DOLLAR + 1000
