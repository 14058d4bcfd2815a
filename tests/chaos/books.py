"""What must be true of the books when a farm has come to rest. Whoever adds a ledger adds what it promises here."""

from __future__ import annotations

from collections import Counter

from billing.books import AccountKind, MovementKind
from billing.models import Account, Hold, Movement, Usage
from billing.proof import differences
from renderers.events import StepState
from renderers.farm.models import Step
from studio.core.tenancy import system


def assert_the_books_agree() -> dict[str, int]:
    """Every finished step is metered once and charged at most once, and nothing is left set aside. What was counted."""
    with system():
        metered, captured = _every_finished_step_has_one_line(), _every_charge_has_one_movement()
        _orders_are_settled()
    found = differences()
    assert not found, f"the books do not add up: {found[:5]}"
    return {"metered": metered, "captures": captured}


def _every_finished_step_has_one_line() -> int:
    finished = set(Step.objects.filter(state=StepState.DONE, fence__gt=0).values_list("id", flat=True))
    metered = Counter(Usage.objects.values_list("step_id", flat=True))
    assert set(metered) == finished, f"{len(set(metered) ^ finished)} steps are metered or finished, but not both"
    twice = {step: count for step, count in metered.items() if count > 1}
    assert not twice, f"metered more than once: {twice}"
    return len(metered)


def _every_charge_has_one_movement() -> int:
    """The key of a capture names the step and the attempt; what was charged is what was moved, step by step."""
    lines = Usage.objects.filter(amount__gt=0).values_list("step_id", "fence", "amount")
    charged = {f"capture:{step}:{fence}": amount for step, fence, amount in lines}
    moved = dict(Movement.objects.filter(kind=MovementKind.CAPTURE.value).values_list("key", "amount"))
    assert charged == moved, f"{len(set(charged.items()) ^ set(moved.items()))} charges are not what was moved"
    return len(moved)


def _orders_are_settled() -> None:
    """Captures never exceed holds, holds never the balance; when every film is over nothing is set aside any more."""
    for held in Hold.objects.all():
        assert held.closed_at is not None, f"the order of {held.render_id} is still open"
        assert 0 <= held.captured <= held.amount == held.captured + held.released, held.render_id
    left = dict(Account.objects.filter(kind=AccountKind.HELD.value).values_list("workspace_id", "balance"))
    assert not any(left.values()), f"money is still set aside: {left}"
    assert not Account.objects.filter(kind=AccountKind.BALANCE.value, balance__lt=0).exists()
