"""Turns that come as they are written, and once only: nobody gives them out a second time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from renderers.runtime.desk import Order
from renderers.runtime.vendor_calls import Line
from renderers.runtime.vendor_life import CannotTell, Look, Taken
from renderers.writing.asked import Asked, Written
from renderers.writing.dialects import Dialect
from renderers.writing.events import LARGEST_STREAM, events_of

WITHIN_SECONDS = 900.0


@dataclass(frozen=True, slots=True)
class Streamed:
    """One long call, in a dialect."""

    dialect: Dialect

    def counter(self, asked: Asked, into: Path) -> StreamedCounter:
        """One order, whose answer goes to `into`."""
        return StreamedCounter(self.dialect, asked, into)

    def read(self, came: Path, asked: Asked) -> Written:
        """The answer. Raises BrokenPromise, Overloaded."""
        return self.dialect.read(events_of(came), asked)


@dataclass(frozen=True, slots=True)
class StreamedCounter:
    """One turn; what came is written to `into` as it came."""

    dialect: Dialect
    asked: Asked
    into: Path

    def submit(self, line: Line, _order: Order) -> Taken:
        """The answer is the text."""
        answer = line.order_stream(
            self.dialect.path,
            into=self.into,
            most_bytes=LARGEST_STREAM,
            within_seconds=WITHIN_SECONDS,
            json=self.dialect.body(self.asked),
        )
        return Taken(answer.headers.get("request-id", answer.headers.get("x-request-id", ""))[:200], is_whole=True)

    def find(self, _line: Line, _order: Order) -> Taken | None:
        """Nobody lists what was written, and no vendor knows a name of ours for it."""
        raise CannotTell

    def look(self, _line: Line, _order: Order) -> Look:
        """Nobody gives it out a second time."""
        raise CannotTell

    def call_off(self, line: Line, order: Order) -> None:
        """Nothing to call off: who stops listening stops it."""
