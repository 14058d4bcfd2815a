"""What this machine can make: engines that are installed and have all they need, and why others cannot run here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from renderers.engine import missing_for, version_of
from renderers.exports import makers
from renderers.plan import WorkerSize
from renderers.runtime import machine
from renderers.sizes import SIZES


class WrongMachine(Exception):
    """This machine is not of the size it shall work as."""


@dataclass(frozen=True, slots=True)
class Abilities:
    """`engines` as `name@version`, `missing` says of others why; memory in GiB; `code` names the render core."""

    engines: tuple[str, ...]
    missing: Mapping[str, str]
    memory_gb: int
    gpu_memory_gb: int
    code: str


def needed(engine: str, version: str) -> str:
    """What a step asks of a worker."""
    return f"{engine}@{version}"


def abilities() -> Abilities:
    """Of this machine, now."""
    lacks = {name: missing_for(engine) for name, engine in makers().items()}
    return Abilities(
        engines=tuple(sorted(able for name, lack in lacks.items() if not lack for able in _able(name))),
        missing={name: lack for name, lack in lacks.items() if lack},
        memory_gb=machine.memory_gb(),
        gpu_memory_gb=machine.gpu_memory_gb(),
        code=machine.code_version(),
    )


def _able(name: str) -> set[str]:
    """The engine with the weights that are here; and as planned where no store names any."""
    maker = makers()[name]
    return {needed(name, version) for version in (maker.version, version_of(maker))}


def insist_on(size: WorkerSize, *, gpu_memory_gb: int) -> None:
    """Raises WrongMachine, with the way out, when the graphics card is too small for the size or not there."""
    wanted = SIZES[size].gpu_memory_gb
    # A card sold as 24 or 80 GB reports a little less.
    if gpu_memory_gb >= wanted * 0.95:
        return
    card = f"one with {gpu_memory_gb} GB" if gpu_memory_gb else "none"
    fits = max((row for row in SIZES.values() if row.gpu_memory_gb <= gpu_memory_gb), key=lambda row: row.gpu_memory_gb)
    raise WrongMachine(
        f"A worker of size {size.value} needs a graphics card with {wanted} GB; nvidia-smi finds {card} here. "
        f"Start it with --size {fits.name.value}, or on another machine."
    )
