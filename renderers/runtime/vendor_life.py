"""The life of an order at a vendor: written down, sent once, asked about, fetched; resumed by whoever comes after.

reserved -> submitting -> submitted(number) -> delivered            closed
                |              |
                +-- unknown ---+-- expired or spoiled ------------> asking a person
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from renderers.errors import OutcomeUnknown, PromptRefused, VendorDown, VendorFault
from renderers.runtime.desk import Desk, Order, OrderState, new_order
from renderers.runtime.vendor_calls import Line, NotNow
from renderers.runtime.web import Unanswered


class Standing(StrEnum):
    """How a job is doing at the vendor."""

    WORKING = "working"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"
    GONE = "gone"
    LOST = "lost"
    """It does not have it any more, and nobody pays for that: it may be ordered anew."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a job shows: `outputs` are addresses, `poll_seconds` when the vendor wants to be asked again."""

    standing: Standing
    progress: float = 0.0
    outputs: tuple[str, ...] = ()
    words: str = ""
    poll_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """The vendor's number for an order, where to ask about it if that is told, and whether the result came along."""

    vendor_job_id: str
    poll_url: str = ""
    is_whole: bool = False


class CannotTell(Exception):
    """This vendor has no way to find an order by our name for it."""


class Counter(Protocol):
    """One vendor's side of one order."""

    def submit(self, line: Line, order: Order, /) -> Taken:
        """Exactly one order. Raises Unanswered when it may have been taken, a VendorFault when it was not."""

    def look(self, line: Line, order: Order, /) -> Look:
        """How it is. Raises VendorFault; Unanswered for an answer that makes no sense."""

    def find(self, line: Line, order: Order, /) -> Taken | None:
        """An order whose answer was lost; None when it certainly was not taken. Raises CannotTell."""

    def call_off(self, line: Line, order: Order, /) -> None:
        """Tell the vendor to stop; where that cannot be told, nothing happens."""


LARGEST_SOUND = 512 << 20

MOST_NONSENSE = 3
"""Answers in a row that make no sense before a look is given up."""


@dataclass(frozen=True, slots=True)
class Job:
    """One order of one step."""

    counter: Counter
    line: Line
    desk: Desk
    report: Callable[[float], None] = lambda _fraction: None
    part: int = 0

    def delivered(self) -> tuple[Order, Look]:
        """The finished job, ordered now unless it was before. Raises a VendorFault, or Cancelled."""
        order = self._placed()
        return order, self._finished(order)

    def fetched(self, into: Sequence[Path], *, most_bytes: int) -> Order:
        """The job's results, in files; an address that has expired is asked for anew, once."""
        order, look = self.delivered()
        if not self._all_fetched(look, into, most_bytes):
            look = self._finished(order)
            if not self._all_fetched(look, into, most_bytes):
                raise self._asked(
                    order, "has made it, but its result has expired or cannot be had any more", "The vendor was paid"
                )
        return order

    def bought(self, into: Path, *, kept: Path | None = None) -> Order:
        """For vendors that answer an order with its result: `counter.submit` writes it to `into`.

        A worker that stopped before its step was done leaves the result in `kept`, where the next one finds it.
        """
        known = self.desk.recall(self.part)
        found = kept / f"order-{known.ref}" if known is not None and kept is not None else None
        if known is not None and known.state is OrderState.SUBMITTING and found is not None and found.exists():
            shutil.copyfile(found, into)
            return known
        order = self._placed()
        if not into.exists():  # found again, or named by a person: it is fetched
            self._fetch_found(order, into)
        if kept is not None:
            kept.mkdir(parents=True, exist_ok=True)
            arriving = kept / f"order-{order.ref}.part"
            shutil.copyfile(into, arriving)
            arriving.replace(kept / f"order-{order.ref}")
        return order

    def _fetch_found(self, order: Order, into: Path) -> None:
        try:
            look = self._finished(order)
            gone = not into.exists() and not self._all_fetched(look, [into], LARGEST_SOUND)
        except CannotTell:
            gone = True
        if gone:
            raise self._asked(order, "cannot give out what it made a second time", "It was paid")

    def spoiled(self, order: Order, why: str) -> OutcomeUnknown:
        """What was delivered cannot be used."""
        return self._asked(order, f"delivered something that cannot be used ({why})", "The vendor was paid")

    def _all_fetched(self, look: Look, into: Sequence[Path], most_bytes: int) -> bool:
        if len(look.outputs) < len(into):
            return False
        got = (self.line.fetch(url, path, most_bytes=most_bytes) for url, path in zip(look.outputs, into, strict=False))
        return all(answer.status == 200 for answer in got)

    def _placed(self) -> Order:
        known = self.desk.recall(self.part)
        if known is None or known.state is OrderState.CLOSED:
            return self._sent(new_order(self.line.access, part=self.part))
        if known.state is OrderState.ASKING:
            raise OutcomeUnknown(_question(self.line, known))
        if known.state is OrderState.SUBMITTED:
            return known
        return self._traced(known, "the worker stopped while it was being ordered")

    def _sent(self, order: Order, *, lost: str = "") -> Order:
        """Ordered once. While the vendor takes nothing, the order is closed: a worker that stops then asks nothing."""
        for pause in self.line.pauses():
            self.desk.remember(order)
            try:
                return self._kept(order, self.counter.submit(self.line, order))
            except Unanswered as error:
                if lost:
                    words = f"{self.line.vendor.title} does not answer: {error}. It is tried again later."
                    raise VendorDown(words) from error
                return self._traced(order, str(error))
            except NotNow as error:
                self.desk.remember(order.closed())
                if pause is None:
                    raise error.fault from error
                self.line.pace.wait(pause if error.seconds is None else error.seconds)
            except VendorFault:  # certainly not taken: the next try may order anew
                self.desk.remember(order.closed())
                raise
        raise AssertionError  # the last pause gives up

    def _traced(self, order: Order, why: str) -> Order:
        """Find an order whose answer was lost; send it again only when it certainly was not taken."""
        try:
            taken = self.counter.find(self.line, order)
        except CannotTell:
            raise self._asked(
                order, f"did not say whether it took the order ({why})", "It may have been paid"
            ) from None
        except Unanswered as error:
            words = f"{self.line.vendor.title} does not say whether it took the order: {error}"
            raise VendorDown(f"{words}. Nothing was ordered twice; it is asked again later.") from error
        return self._kept(order, taken) if taken is not None else self._sent(order, lost=why)

    def _kept(self, order: Order, taken: Taken) -> Order:
        placed = order.submitted(taken.vendor_job_id, taken.poll_url)
        if not taken.is_whole:  # else the step ends next, and what was delivered is in hand
            self.desk.remember(placed)
        return placed

    def _finished(self, order: Order) -> Look:
        pace, seconds, nonsense = self.line.pace, self.line.access.poll_seconds, 0
        until = pace.now() + pace.job_patience
        while pace.now() < until:
            try:
                look, nonsense = self.counter.look(self.line, order), 0
            except Unanswered as error:
                nonsense += 1
                if nonsense >= MOST_NONSENSE:
                    words = f"{self.line.vendor.title} answers in a way that makes no sense: {error}"
                    raise VendorDown(f"{words}. The order is kept and asked about again later.") from error
                look = Look(Standing.WORKING)
            if look.standing is Standing.DONE:
                return look
            self._judged(order, look)
            self.report(min(0.95, look.progress))
            pace.wait((look.poll_seconds or seconds) * pace.chance.uniform(0.8, 1.2))
            seconds = min(seconds * 1.5, pace.longest_poll)
        minutes = round(pace.job_patience / 60)
        raise VendorDown(
            f"{self.line.vendor.title} has not finished after {minutes} minutes; it is asked again, not ordered again."
        )

    def _judged(self, order: Order, look: Look) -> None:
        title, said = self.line.vendor.title, f": {look.words}" if look.words else ""
        if look.standing is Standing.GONE:
            raise self._asked(order, f"no longer knows the order{said}", "It may have been paid")
        if look.standing in (Standing.REFUSED, Standing.FAILED, Standing.LOST):
            self.desk.remember(order.closed())
        if look.standing is Standing.LOST:
            raise VendorDown(f"{title} has lost the order{said}. Nothing was charged; it is ordered again.")
        if look.standing is Standing.REFUSED:
            raise PromptRefused(
                f"{title} will not make this{said}. Nothing was charged; write the shot or line differently and "
                "render again."
            )
        if look.standing is Standing.FAILED:
            raise VendorFault(
                f"{title} could not make it{said}. What failed is not charged; render again to order it anew."
            )

    def _asked(self, order: Order, what: str, paid: str) -> OutcomeUnknown:
        asking = order.asking(f"{self.line.vendor.title} {what}. {paid}; ordering it again would cost again.")
        self.desk.remember(asking)
        return OutcomeUnknown(_question(self.line, asking))


def _question(line: Line, order: Order) -> str:
    number = f" (order {order.vendor_job_id or order.ref} at {line.vendor.title})"
    return (
        f"{order.question} Nothing was ordered twice{number}: decide under Workspace > Engine keys, then render again."
    )
