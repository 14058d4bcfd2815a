"""What a machine can make, and on which machines a worker refuses to start."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from renderers.engine import missing_for
from renderers.exports import makers
from renderers.farm import steps
from renderers.farm.abilities import WrongMachine, abilities, insist_on
from renderers.farm.clocks import DatabaseClock
from renderers.farm.scheduler import Reaping
from renderers.plan import WorkerSize
from renderers.runtime import machine
from renderers.sizes import SIZES
from studio.core.clock import now
from studio.core.tenancy import system
from tests.factories import a_workspace
from tests.renderers.farm.plans import LEASE, claim, loose_steps, order

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def card(tmp_path: Path) -> Iterator[Path]:
    """A program called nvidia-smi, found before any other, that says what is written into this file."""
    said, program = tmp_path / "said", tmp_path / "nvidia-smi"
    program.write_text(f"#!/bin/sh\ncat {said}\n")
    program.chmod(0o755)
    before = os.environ["PATH"]
    os.environ["PATH"] = f"{tmp_path}:{before}"
    yield said
    os.environ["PATH"] = before


@pytest.mark.parametrize(
    ("megabytes", "gigabytes"), [("24576\n", 24), ("16376\n81559\n", 80), ("", 0), ("no devices found\n", 0)]
)
def test_the_largest_graphics_card_counts(card: Path, megabytes: str, gigabytes: int) -> None:
    card.write_text(megabytes)
    assert machine.gpu_memory_gb() == gigabytes


@pytest.mark.parametrize(
    ("size", "gigabytes", "instead"),
    [
        ("cpu", 0, ""),
        ("cloud", 0, ""),
        ("gpu-small", 24, ""),
        ("gpu-small", 0, "--size cpu"),
        ("gpu-large", 24, "--size gpu-small"),
        ("gpu-large", 48, "--size gpu-medium"),
        ("gpu-large", 80, ""),
        ("gpu-large", 77, ""),
    ],
)
def test_a_machine_that_is_too_small_says_what_it_could_be(size: str, gigabytes: int, instead: str) -> None:
    if not instead:
        insist_on(WorkerSize(size), gpu_memory_gb=gigabytes)
        return
    with pytest.raises(WrongMachine, match=instead):
        insist_on(WorkerSize(size), gpu_memory_gb=gigabytes)


def test_a_worker_refuses_to_start_on_the_wrong_machine(card: Path) -> None:
    card.write_text("24576\n")
    with pytest.raises(CommandError, match="needs a graphics card with 80 GB; nvidia-smi finds one with 24 GB here"):
        call_command("worker", size="gpu-large")


def test_a_worker_without_a_slot_is_refused() -> None:
    with pytest.raises(CommandError, match="at least one step at once"):
        call_command("worker", slots=0)


def test_every_size_has_a_row_and_a_number_of_slots() -> None:
    assert set(SIZES) == set(WorkerSize)
    assert [SIZES[size].default_slots(8) for size in WorkerSize] == [8, 1, 1, 1, 16]


def test_a_machine_says_of_every_engine_whether_it_can_run() -> None:
    able = abilities()
    running = {each.partition("@")[0] for each in able.engines}
    assert running | set(able.missing) == set(makers())
    assert not running & set(able.missing)
    assert len(able.code) == 12


def test_without_its_weights_an_engine_says_what_to_do(tmp_path: Path) -> None:
    before = os.environ.get("STUDIO_ASSETS")
    os.environ["STUDIO_ASSETS"] = str(tmp_path)
    try:
        assert "run `make setup`" in missing_for(makers()["kokoro"])
        assert "kokoro" in abilities().missing
    finally:
        os.environ.pop("STUDIO_ASSETS")
        if before is not None:
            os.environ["STUDIO_ASSETS"] = before


@pytest.mark.django_db
def test_leases_are_judged_by_the_clock_of_the_database() -> None:
    slow = DatabaseClock(own=lambda: NOON)
    ahead = slow.compare()
    assert slow() == NOON + ahead
    true = DatabaseClock()
    true.compare()
    assert abs(slow() - true()) < timedelta(minutes=1)


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [timedelta(hours=-3), timedelta(hours=3)])
def test_a_worker_whose_clock_is_wrong_by_hours_keeps_what_it_holds_and_takes_nothing_from_others(
    wrong: timedelta,
) -> None:
    odd, true = DatabaseClock(own=lambda: now() + wrong), DatabaseClock()
    odd.compare()
    true.compare()
    order(a_workspace(), loose_steps("A", 2), at=true() - timedelta(seconds=1))
    held, other = claim(at=odd(), worker="odd:1/0"), claim(at=true(), worker="true:1/0")
    assert held
    assert other
    with system():
        assert steps.reap_lost_steps(now=true()) == 0, "it would be taken from the odd one"
        assert steps.reap_lost_steps(now=odd()) == 0, "the odd one would take it from the other"
        assert steps.renew_lease(claim=held, now=odd(), lease=LEASE)
        assert steps.reap_lost_steps(now=true() + LEASE + timedelta(minutes=1)) == 2


def test_after_the_database_was_away_workers_get_one_lease_to_speak() -> None:
    reaping = Reaping(timedelta(seconds=20))
    assert reaping.is_fair(NOON)
    reaping.pause(NOON)
    assert not reaping.is_fair(NOON + timedelta(seconds=19))
    assert reaping.is_fair(NOON + timedelta(seconds=20))
