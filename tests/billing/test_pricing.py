"""Prices and quotes are arithmetic: exact, never below what is charged, and free for what exists."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.books import AccountKind, MovementKind, legs_of, replayed
from billing.money import dollars, dollars_up
from billing.pricing import BadPriceList, PriceList, in_force, price_lists, read_price_list
from billing.quoting import ASSUMED, Item, Pace, eta, lines_of, whole_price
from renderers.plan import WorkerSize

PRICES = price_lists()[0]
SIZES = [size.value for size in WorkerSize]


@st.composite
def plans(draw: st.DrawFn) -> list[Item]:
    """Steps with inputs before their users, some of them made."""
    return [
        Item(
            digest=str(number),
            inputs=tuple(
                str(draw(st.integers(0, number - 1))) for _ in range(draw(st.integers(0, 2)) if number else 0)
            ),
            stage=draw(st.sampled_from(["voices", "panels", "master"])),
            engine=draw(st.sampled_from(["kokoro", "draft_panel"])),
            size=draw(st.sampled_from(SIZES)),
            work=draw(st.floats(0, 500)),
            made=draw(st.integers(0, 1)),
        )
        for number in range(draw(st.integers(0, 12)))
    ]


@given(plans(), st.data())
def test_steps_that_take_no_longer_than_quoted_never_cost_more_than_quoted(items: list[Item], data: Any) -> None:
    missing = [item for item in items if not item.made]
    taken = [data.draw(st.integers(0, round(item.work * ASSUMED.high * 1000))) for item in missing]
    charged = sum(PRICES.cost(size=item.size, milliseconds=time) for item, time in zip(missing, taken, strict=True))
    assert charged <= sum(line.amount for line in lines_of(items, paces={}, prices=PRICES))


@given(plans())
def test_what_exists_costs_nothing_and_takes_no_time(items: list[Item]) -> None:
    made = [Item(item.digest, item.inputs, item.stage, item.engine, item.size, item.work, 1) for item in items]
    lines = lines_of(made, paces={}, prices=PRICES)
    assert sum(line.amount + line.typical + line.milliseconds for line in lines) == 0
    assert sum(line.cached for line in lines) == len(items)
    assert eta(made, paces={}, slots={}).high == 0


@given(plans())
def test_a_quote_counts_every_step_once_and_a_whole_price_is_never_less(items: list[Item]) -> None:
    lines = lines_of(items, paces={}, prices=PRICES)
    assert sum(line.steps for line in lines) == len(items)
    assert all(0 <= line.typical <= line.amount for line in lines)
    assert whole_price(items, paces={}, prices=PRICES) >= sum(line.amount for line in lines)


@given(plans(), st.integers(1, 8))
def test_more_workers_are_never_slower_and_a_band_is_in_order(items: list[Item], slots: int) -> None:
    few, many = (dict.fromkeys(SIZES, count) for count in (slots, slots + 1))
    one, other = eta(items, paces={}, slots=few), eta(items, paces={}, slots=many)
    assert one.low <= one.high
    assert other.low <= one.low
    assert other.high <= one.high


def test_a_chain_of_steps_takes_the_sum_of_them_however_many_workers_there_are() -> None:
    chain = [Item(str(n), (str(n - 1),) if n else (), "shots", "e", "cpu", 10.0, 0) for n in range(3)]
    pace = {("e", "cpu"): Pace(1.0, 1.0, 2.0, samples=9)}
    assert (eta(chain, paces=pace, slots={"cpu": 50}).low, eta(chain, paces=pace, slots={"cpu": 50}).high) == (30, 60)


def test_work_without_order_is_shared_by_the_workers() -> None:
    heap = [Item(str(n), (), "shots", "e", "cpu", 10.0, 0) for n in range(4)]
    pace = {("e", "cpu"): Pace(1.0, 1.0, 1.0, samples=9)}
    assert eta(heap, paces=pace, slots={"cpu": 2}).low == 20


def test_a_minute_costs_the_rate_of_its_size_and_a_second_a_sixtieth() -> None:
    assert PRICES.cost(size="cpu", milliseconds=60_000) == PRICES.rate("cpu")
    assert PRICES.cost(size="gpu-large", milliseconds=1000) == PRICES.rate("gpu-large") // 60


@given(st.lists(st.tuples(st.sampled_from(MovementKind), st.integers(1, 10**12)), max_size=30))
def test_every_movement_sums_to_zero(moved: list[tuple[MovementKind, int]]) -> None:
    assert all(sum(legs_of(kind, amount).values()) == 0 for kind, amount in moved)
    assert sum(replayed(moved).values()) == 0
    assert set(replayed([])) == set(AccountKind)


def test_the_list_in_force_is_the_newest_that_has_begun() -> None:
    old = PriceList("a", datetime(2026, 1, 1, tzinfo=UTC), PRICES.rates, 0)
    new = PriceList("b", datetime(2026, 6, 1, tzinfo=UTC), PRICES.rates, 0)
    assert in_force(now=new.valid_from - timedelta(seconds=1), lists=[old, new]) is old
    assert in_force(now=new.valid_from, lists=[old, new]) is new


GOOD: dict[str, Any] = {
    "version": "a",
    "valid_from": "2026-11-25T00:00:00Z",
    "currency": "USD",
    "micro_per_minute": dict.fromkeys(SIZES, 1),
    "allowance_micro": 0,
}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"micro_per_minute": {"cpu": 1}}, "no rate for"),
        ({"micro_per_minute": {"gpu-huge": 1}}, "gpu-huge"),
        ({"micro_per_minute": dict.fromkeys(SIZES, 0.5)}, "whole number"),
        ({"micro_per_minute": dict.fromkeys(SIZES, -1)}, "0 or more"),
        ({"currency": "EUR"}, "currency USD"),
        ({"version": "b"}, "file's name"),
        ({"valid_from": "soon"}, "soon"),
        ({"valid_from": "2026-11-25T00:00:00"}, "zone"),
        ({"allowance_micro": None}, "whole number"),
    ],
)
def test_a_bad_price_list_is_refused_by_name(change: dict[str, Any], said: str) -> None:
    assert read_price_list(GOOD, name="a").version == "a"
    with pytest.raises(BadPriceList, match=f"price list a.*{said}"):
        read_price_list(GOOD | change, name="a")


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "$0.00"),
        (9_999, "less than $0.01"),
        (1_239_999, "$1.23"),
        (-50_000, "-$0.05"),
        (1_234_567_000_000, "$1,234,567.00"),
    ],
)
def test_amounts_read_as_money(amount: int, said: str) -> None:
    assert dollars(amount) == said


def test_a_limit_is_said_rounded_up() -> None:
    assert (dollars_up(1_230_001), dollars_up(1)) == ("$1.24", "$0.01")
