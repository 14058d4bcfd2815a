"""What a vendor's engine asks of whoever runs it: a key just in time, and a memory that outlives every process.

An order is written down before it is sent and its number before it is asked about, so that a worker that comes back
goes on where the last one stopped instead of paying twice.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from renderers.errors import KeyMissing
from renderers.runtime.vendors import VENDORS, Access

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class OrderState(StrEnum):
    """Where an order at a vendor stands."""

    SUBMITTING = "submitting"
    SUBMITTED = "submitted"
    ASKING = "asking"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Order:
    """An order at a vendor: `ref` is our name for it, `vendor_job_id` theirs, `question` what a person must decide.

    `part` counts the orders of one step: a long shot is made in several.
    """

    vendor: str
    ref: str
    state: OrderState
    vendor_job_id: str = ""
    poll_url: str = ""
    account: str = ""
    submitted_at: datetime = _LONG_AGO
    question: str = ""
    part: int = 0

    def submitted(self, vendor_job_id: str, poll_url: str = "") -> Order:
        """The vendor has given it a number."""
        return replace(self, state=OrderState.SUBMITTED, vendor_job_id=vendor_job_id, poll_url=poll_url)

    def asking(self, question: str) -> Order:
        """Nobody can tell; a person must."""
        return replace(self, state=OrderState.ASKING, question=question)

    def closed(self) -> Order:
        """Nothing is to be expected from it any more."""
        return replace(self, state=OrderState.CLOSED)


def new_order(access: Access, *, part: int = 0) -> Order:
    """One that is about to be sent."""
    account = f"{access.owner} …{access.last_four}" if access.last_four else access.owner
    now = datetime.now(UTC)
    return Order(access.vendor, str(uuid4()), OrderState.SUBMITTING, account=account, submitted_at=now, part=part)


class Desk(Protocol):
    """One for every step."""

    def access(self, vendor: str) -> Access:
        """The key for this step; raises KeyMissing with the way to give one."""

    def recall(self, part: int = 0) -> Order | None:
        """An order of the step, whatever became of it; None, or closed, when a new one may be sent."""

    def remember(self, order: Order) -> None:
        """Returns once it is safe. Raises Cancelled when the step is no longer this worker's."""

    def close(self) -> None:
        """The step is made: nothing is to be expected of its orders any more."""


def no_key(vendor: str) -> KeyMissing:
    """In words."""
    row = VENDORS[vendor]
    variable = f"{row.variable}_API_KEY" if row.address else f"{row.variable}_API_URL"
    where = f"An owner can enter one under Workspace > Engine keys; whoever runs the studio sets {variable}"
    return KeyMissing(f"There is no key for {row.title}. {where}. Nothing was ordered.")


@dataclass(slots=True)
class NoDesk:
    """Where nobody minds vendors: no key, and nothing to remember."""

    def access(self, vendor: str) -> Access:
        """None."""
        raise no_key(vendor)

    def recall(self, part: int = 0) -> Order | None:  # noqa: ARG002  the protocol asks
        """Nothing."""
        return None

    def remember(self, order: Order) -> None:
        """Cannot."""
        raise no_key(order.vendor)

    def close(self) -> None:
        """Nothing to close."""


@dataclass(slots=True)
class FolderDesk:
    """Orders in a folder, for films made without a farm: `<digest>.<part>.json`, whole or not there, there for good."""

    folder: Path
    digest: str
    keys: Mapping[str, Access] = field(default_factory=dict)

    def access(self, vendor: str) -> Access:
        """The operator's key."""
        found = self.keys.get(vendor)
        if found is None or not found.owner:
            raise no_key(vendor)
        return found

    def recall(self, part: int = 0) -> Order | None:
        """As it was last written."""
        try:
            kept = json.loads(self._path(part).read_text())
        except FileNotFoundError:
            return None
        return Order(
            **kept | {"state": OrderState(kept["state"]), "submitted_at": datetime.fromisoformat(kept["submitted_at"])}
        )

    def remember(self, order: Order) -> None:
        """Written through to the disk before it counts."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._path(order.part)
        arriving = path.with_suffix(f".{os.getpid()}.part")
        with arriving.open("w") as file:
            json.dump(asdict(order) | {"submitted_at": order.submitted_at.isoformat()}, file)
            file.flush()
            os.fsync(file.fileno())
        arriving.replace(path)

    def close(self) -> None:
        """What was ordered lies in the store: nothing is to be expected of these orders any more."""
        for path in self.folder.glob(f"{self.digest}.*.json"):
            path.unlink()

    def _path(self, part: int) -> Path:
        return self.folder / f"{self.digest}.{part}.json"
