"""How a model is fitted into a worker's memory: one table from what the card has to what is done about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

WORK_GB = 3.0
"""What a model's own arithmetic takes beside its weights, at the sizes we ask for, with tiles."""


class Offload(StrEnum):
    """Where weights wait that are not at work."""

    NONE = "none"
    PARTS = "parts"
    """In main memory, one part (text, picture, decoder) on the card at a time."""
    LAYERS = "layers"
    """In main memory, one layer on the card at a time: slow, and fits nearly anywhere."""


@dataclass(frozen=True, slots=True)
class Memory:
    """A way to hold a model. `share` is how much of the usual work is done at once, in frames or in tiles."""

    device: str
    bits: int
    offload: Offload = Offload.NONE
    tiled: bool = False
    store_bits: int = 0
    share: float = 1.0

    @property
    def quantised(self) -> bool:
        """Whether weights are kept in fewer bits than they work in."""
        return 0 < self.store_bits < self.bits


def memory_for(*, card_gb: int, weights_gb: float, part_gb: float) -> Memory:
    """The best that fits: whole, by parts, by parts in 8 bits, by layers. Without a card, on the processor.

    `weights_gb` and `part_gb` are all weights and the largest part of them, in 16 bits.
    """
    if not card_gb:
        return Memory("cpu", bits=32)
    room = card_gb - WORK_GB
    if weights_gb <= room:
        return Memory("cuda", bits=16)
    if part_gb <= room:
        return Memory("cuda", bits=16, offload=Offload.PARTS, tiled=True)
    if part_gb / 2 <= room:
        return Memory("cuda", bits=16, offload=Offload.PARTS, tiled=True, store_bits=8)
    return Memory("cuda", bits=16, offload=Offload.LAYERS, tiled=True)


def tighter(memory: Memory) -> Iterator[Memory]:
    """What to try, in order, when the card ran full all the same: in tiles, then by layers."""
    if not memory.tiled:
        yield replace(memory, tiled=True)
    if memory.device == "cuda" and memory.offload is not Offload.LAYERS:
        yield replace(memory, tiled=True, offload=Offload.LAYERS, store_bits=0)


def leaner(memory: Memory) -> Iterator[Memory]:
    """The same for what can be made in smaller pieces: half at once first."""
    halved = replace(memory, share=memory.share / 2)
    yield halved
    yield from tighter(halved)
