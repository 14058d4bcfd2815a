"""Worker sizes as one table: what a machine must have to join as one, and how many steps it makes at once.

What a size costs stands in the price list, under the size's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from renderers.plan import WorkerSize


class Slots(StrEnum):
    """How a machine of a size finds out how many steps it makes at once."""

    PER_CORE = "one per core"
    ONE = "one"
    MANY = "many: steps wait for somebody else's machine"


WAITING_SLOTS = 16
"""Steps at once of a worker that only waits for vendors."""


@dataclass(frozen=True, slots=True)
class Size:
    """One row: `worker` is one of this size in a sentence, `gpu_memory_gb` what its graphics card has at least or 0."""

    name: WorkerSize
    worker: str
    title: str
    gpu_memory_gb: int
    slots: Slots

    def default_slots(self, cores: int) -> int:
        """Steps at once on a machine with so many cores."""
        return {Slots.PER_CORE: max(1, cores), Slots.ONE: 1, Slots.MANY: WAITING_SLOTS}[self.slots]


_ROWS = (
    Size(
        WorkerSize.CPU,
        "worker on a processor",
        "Any machine: drafts, voices, music, cutting and mixing",
        0,
        Slots.PER_CORE,
    ),
    Size(
        WorkerSize.GPU_SMALL,
        "worker with a small graphics card",
        "A graphics card with 24 GB: music videos and short films",
        24,
        Slots.ONE,
    ),
    Size(
        WorkerSize.GPU_MEDIUM,
        "worker with a medium graphics card",
        "A graphics card with 40 to 48 GB: episodes and features",
        40,
        Slots.ONE,
    ),
    Size(
        WorkerSize.GPU_LARGE,
        "worker with a large graphics card",
        "A graphics card with 80 GB and more: films for the big screen",
        80,
        Slots.ONE,
    ),
    Size(
        WorkerSize.CLOUD,
        "worker that orders at vendors",
        "Any machine with a network: it waits for engines of others",
        0,
        Slots.MANY,
    ),
)

SIZES: Mapping[WorkerSize, Size] = MappingProxyType({row.name: row for row in _ROWS})


def worker_of(size: str) -> str:
    """A worker of this size, in a sentence."""
    return SIZES[WorkerSize(size)].worker
