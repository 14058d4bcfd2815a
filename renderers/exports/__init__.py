"""One file = one delivery format. A file here that defines `EXPORT` is one; it works like an engine."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from renderers import engines as engine_rooms
from renderers.engine import Engine


@cache
def exports() -> Mapping[str, Engine]:
    """Every delivery format by name."""
    return engine_rooms.collected(__name__, __path__, attribute="EXPORT")


@cache
def makers() -> Mapping[str, Engine]:
    """Everything that can make a step: engines and delivery formats."""
    return {**engine_rooms.engines(), **exports()}


def title_of(name: str) -> str:
    """What people call an engine or format; its own name in words where this release has none of it."""
    known = makers().get(name)
    return known.title if known else name.replace("_", " ")
