"""The row that says who works here, renewed every few seconds; without a pulse it is soon forgotten."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from django.db import DatabaseError, InterfaceError

from renderers.farm.abilities import Abilities
from renderers.farm.clocks import DatabaseClock
from renderers.farm.health import is_aside
from renderers.farm.links import drop_broken
from renderers.farm.models import Worker
from renderers.farm.roster import ONLINE


@dataclass(frozen=True, slots=True)
class Standing:
    """How a worker stands in the farm: set aside for a while, or the only one of its size."""

    resting: bool = False
    alone: bool = False


@dataclass(slots=True)
class Pulse:
    """One worker process's own row. A database that is away is no reason to stop."""

    name: str
    size: str
    slots: int
    able: Abilities
    clock: DatabaseClock
    _row: str = field(default="", init=False)
    _since: datetime | None = field(default=None, init=False)

    def beat(self) -> Standing | None:
        """I am here; how I stand, None while the database is away."""
        try:
            self.clock.compare()
            at = self.clock()
            if not Worker.objects.filter(pk=self._row).update(seen_at=at):
                self._row = self._enter(at)
            return Standing(resting=is_aside(process=self.name, now=at), alone=not self._others(at))
        except (DatabaseError, InterfaceError):
            return None
        finally:
            drop_broken()

    def _others(self, at: datetime) -> bool:
        """Whether another worker of this size is online; what it can make is not asked."""
        mine = Worker.objects.filter(seen_at__gt=at - ONLINE, size=self.size)
        return mine.exclude(pk=self._row).exists()

    def drain(self) -> None:
        """I finish what I have and take nothing new."""
        with suppress(DatabaseError, InterfaceError):
            Worker.objects.filter(pk=self._row).update(seen_at=self.clock(), draining=True)
        drop_broken()

    def end(self) -> None:
        """I am gone."""
        with suppress(DatabaseError, InterfaceError):
            Worker.objects.filter(pk=self._row).delete()

    def _enter(self, at: datetime) -> str:
        self._since = self._since or at
        row = Worker.objects.create(
            name=self.name,
            size=self.size,
            slots=self.slots,
            engines=list(self.able.engines),
            missing=dict(self.able.missing),
            memory_gb=self.able.memory_gb,
            gpu_memory_gb=self.able.gpu_memory_gb,
            code=self.able.code,
            started_at=self._since,
            seen_at=at,
        )
        return row.pk
