"""Many threads, every kind of movement, the same keys again and again: the books come out right."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from billing import auto_top_up, ledger, taken_back
from billing.books import AccountKind, MovementKind
from billing.errors import BalanceShort, RefundTooLarge
from billing.models import Errand, Hold, Movement, Quote, TakenBack
from billing.retry import retried
from studio.accounts.models import Workspace
from studio.core.tenancy import tenant
from tests.billing.books import DOLLAR, NOON, a_quote, assert_the_books_are_right
from tests.factories import a_workspace

pytestmark = pytest.mark.django_db(transaction=True)
THREADS, TURNS, RENDERS = 8, 60, 24


class _Player:
    """One thread's random moves over the same few renders."""

    def __init__(self, workspace: Workspace, quotes: list[Quote], seed: int) -> None:
        self.workspace, self.quotes, self.dice = workspace, quotes, random.Random(seed)
        self.done: Counter[str] = Counter()

    def play(self) -> Counter[str]:
        moves: list[Callable[[], None]] = [
            self.hold, self.hold, self.capture, self.capture, self.capture, self.release, self.top_up, self.refund,
            self.adjust, self.fill, self.dispute, self.dispute, self.pay_back,
        ]  # fmt: skip
        try:
            for _ in range(TURNS):
                move = self.dice.choice(moves)
                try:
                    retried(lambda move=move: self.turn(move))  # type: ignore[misc]  # bound at once
                    self.done[move.__name__] += 1
                except (BalanceShort, RefundTooLarge) as refused:
                    self.done[refused.code] += 1
        finally:
            connection.close()
        return self.done

    def turn(self, move: Callable[[], None]) -> None:
        with tenant(self.workspace.pk):
            move()

    def hold(self) -> None:
        number = self.dice.randrange(RENDERS)
        ledger.hold(quote=self.quotes[number], render_id=f"rnd_{number}", at=NOON)

    def capture(self) -> None:
        for held in self.some_holds():
            share = self.dice.randrange(8)
            amount = min(held.left, DOLLAR // 5)
            if not Movement.objects.filter(key=f"capture:{held.render_id}:{share}").exists():
                ledger.capture(held=held, amount=amount, key=f"{held.render_id}:{share}", memo="", at=NOON)

    def release(self) -> None:
        for held in self.some_holds():
            ledger.release(held=held, at=NOON)

    def some_holds(self) -> list[Hold]:
        wanted = {f"rnd_{self.dice.randrange(RENDERS)}" for _ in range(3)}
        return ledger.locked_holds(workspace_id=self.workspace.pk, render_ids=wanted)

    def top_up(self) -> None:
        key = str(self.dice.randrange(12))
        ledger.top_up(workspace_id=self.workspace.pk, amount=DOLLAR, key=key, memo="", at=NOON)

    def fill(self) -> None:
        """The invoice of a filling was paid, told by whoever hears of it."""
        number = self.dice.randrange(8)
        errand = Errand(
            workspace=self.workspace, kind=Errand.Kind.AUTO_TOP_UP, key=f"auto_top_up:{number}", amount=DOLLAR,
            at=NOON, not_before=NOON,
        )  # fmt: skip
        Errand.objects.bulk_create([errand], ignore_conflicts=True)
        auto_top_up.paid(
            workspace_id=self.workspace.pk, errand_id=Errand.objects.get(key=errand.key).pk, invoice=f"in_{number}",
            payment_intent="", amount=DOLLAR, now=NOON,
        )  # fmt: skip

    def dispute(self) -> None:
        """A dispute is opened or decided, in whatever order that is heard."""
        number = self.dice.randrange(6)
        ends = [TakenBack.State.WON, TakenBack.State.LOST][number % 2]
        state = self.dice.choice([TakenBack.State.DISPUTED, TakenBack.State.DISPUTED, ends])
        taken_back.disputed(
            workspace_id=self.workspace.pk, dispute=f"dp_{number}", state=state, amount=DOLLAR // 2, reason="",
            at=NOON,
        )  # fmt: skip

    def pay_back(self) -> None:
        number = self.dice.randrange(4)
        amount = self.dice.randrange(1, 5) * DOLLAR // 10
        taken_back.refunded(workspace_id=self.workspace.pk, charge=f"ch_{number}", amount=amount, at=NOON)

    def adjust(self) -> None:
        number = self.dice.randrange(1, 12)
        ledger.adjust(
            workspace_id=self.workspace.pk, amount=-number * 1000, key=str(number), memo="", at=NOON, user_id=""
        )

    def refund(self) -> None:
        number = self.dice.randrange(RENDERS)
        held = Hold.objects.filter(render_id=f"rnd_{number}").first()
        if held is not None:
            ledger.refund(
                hold_id=held.pk, workspace_id=self.workspace.pk, amount=DOLLAR // 10, key=f"{number}", memo="",
                at=NOON, user_id="",
            )  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
def test_random_moves_of_many_threads_leave_right_books(seed: int) -> None:
    workspaces = [a_workspace(name="Lumen"), a_workspace(name="Umbra")]
    players = []
    for number in range(THREADS):
        workspace = workspaces[number % 2]
        with tenant(workspace.pk):
            quotes = list(Quote.objects.all()) or [a_quote(workspace, amount=3 * DOLLAR) for _ in range(RENDERS)]
        mine = sorted(quotes, key=lambda quote: quote.pk)
        players.append(_Player(workspace, mine, seed * 100 + number))
    with ThreadPoolExecutor(THREADS) as pool:
        done = sum((found.result() for found in [pool.submit(player.play) for player in players]), Counter[str]())
    # it proves nothing unless every kind of move happened, and the balance ran short at times
    assert {"hold", "capture", "release", "top_up", "refund", "adjust", "fill", "dispute", "pay_back"} <= set(done)
    assert done["balance_short"]
    assert {"dispute", "dispute_won", "dispute_lost", "pay_out"} <= _kinds(workspaces), (
        "every end of a dispute happened"
    )
    for workspace in workspaces:
        assert_the_books_are_right(workspace)
        _assert_a_replay_agrees(workspace)


def _kinds(workspaces: list[Workspace]) -> set[str]:
    found: set[str] = set()
    for workspace in workspaces:
        with tenant(workspace.pk):
            found |= set(Movement.objects.values_list("kind", flat=True))
    return found


def _assert_a_replay_agrees(workspace: Workspace) -> None:
    """Every event told again to the empty books of another workspace gives the same balances."""
    with tenant(workspace.pk):
        told = list(Movement.objects.select_related("hold", "hold__quote").order_by("created_at", "pk"))
        expected = ledger.balances(workspace_id=workspace.pk)
    other = a_workspace(name="Replay")
    with tenant(other.pk):
        ledger.open_books(workspace_id=other.pk, at=NOON)
        for movement in [one for one in told if one.kind == MovementKind.TOP_UP]:
            _tell(other, movement)
        for movement in [one for one in told if one.kind not in (MovementKind.TOP_UP, MovementKind.ALLOWANCE)]:
            _tell(other, movement)
        assert ledger.balances(workspace_id=other.pk) == expected
    assert expected[AccountKind.HELD] >= 0


_TAKEN_BACK: dict[MovementKind, Callable[..., Movement]] = {
    MovementKind.PAY_OUT: ledger.pay_out,
    MovementKind.DISPUTE: ledger.dispute,
    MovementKind.DISPUTE_WON: ledger.dispute_won,
    MovementKind.DISPUTE_LOST: ledger.dispute_lost,
}


def _tell(other: Workspace, movement: Movement) -> None:
    """The same event, to other books. Money that came in is told first, so that no order of commits matters."""
    common: dict[str, Any] = {
        "workspace_id": other.pk,
        "amount": movement.amount,
        "memo": movement.memo,
        "at": movement.at,
    }
    kind, key = MovementKind(movement.kind), movement.key.split(":", 1)[1]
    held = Hold.objects.filter(workspace=other, render_id=movement.hold.render_id).first() if movement.hold else None
    if kind is MovementKind.TOP_UP:
        ledger.top_up(key=key, **common)
    elif kind is MovementKind.ADJUST:
        ledger.adjust(key=key, user_id="", **common)
    elif kind in _TAKEN_BACK:
        _TAKEN_BACK[kind](key=key, **common)
    elif kind is MovementKind.HOLD:
        assert movement.hold is not None
        ledger.hold(quote=a_quote(other, amount=movement.amount), render_id=movement.hold.render_id, at=movement.at)
    elif held is not None and kind is MovementKind.CAPTURE:
        ledger.capture(held=held, amount=movement.amount, key=key, memo="", at=movement.at)
    elif held is not None and kind is MovementKind.RELEASE:
        ledger.release(held=held, at=movement.at)
    elif held is not None:
        ledger.refund(hold_id=held.pk, key=key, user_id="", **common)
