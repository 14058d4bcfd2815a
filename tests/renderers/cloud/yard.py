"""A cloud engine at work against a stand-in for its vendor, with a memory that outlives the try."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from renderers.engine import Engine, Job, read_settings
from renderers.media.cutlist import CutList, Span
from renderers.runtime.desk import FolderDesk, Order
from tests.fakes.vendor import FakeVendor

RATE = Fraction(24)


class WorkerKilled(BaseException):
    """A kill -9: nothing of the engine's runs after it."""


@dataclass(slots=True)
class KilledDesk(FolderDesk):
    """Kills the worker just before, or just after, an order is remembered in a state."""

    before: str = ""
    after: str = ""

    def remember(self, order: Order) -> None:
        """Or die."""
        if order.state.value == self.before:
            raise WorkerKilled
        FolderDesk.remember(self, order)
        if order.state.value == self.after:
            raise WorkerKilled


@dataclass(slots=True)
class Bench:
    """One step of one engine, tried as often as a test wants."""

    engine: Engine
    fake: FakeVendor
    folder: Path
    settings: Mapping[str, Any]
    inputs: Mapping[str, Path]
    digest: str = "d" * 64

    def desk(self, kind: Callable[..., FolderDesk] = FolderDesk, **given: Any) -> FolderDesk:
        """The memory of the step."""
        return kind(self.folder / "orders", self.digest, {self.fake.name: self.fake.access()}, **given)

    def make(
        self, desk: FolderDesk | None = None, *, told: Callable[[float], None] = lambda fraction: None
    ) -> dict[str, Any]:
        """One try; the facts of what it made."""
        scratch = self.folder / f"scratch-{len(list(self.folder.iterdir()))}"
        scratch.mkdir(parents=True)
        out = scratch / "out"
        settings = read_settings(self.engine, self.settings)
        job = Job(settings, self.inputs, out, scratch, told, desk=desk or self.desk())
        self.engine.render(job)
        return self.engine.facts(out)

    def order(self) -> Order | None:
        """What is remembered."""
        return self.desk().recall()


def a_shot(folder: Path, *, frames: int = 48) -> Path:
    """The cut list of a shot."""
    path = folder / "timing"
    CutList(rate=RATE, frames=frames, parts=(Span(start=0, frames=frames),), cuts=(0,)).write(path)
    return path
