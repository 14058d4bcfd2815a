"""The sounds of scenes, one small file each: its words, its level and how it is made."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module

from renderers.sounds.source import Bed, Source, Spot


@cache
def sources() -> Mapping[str, Source]:
    """Every source by name."""
    found = [import_module(f"{__name__}.{info.name}").SOURCE for info in pkgutil.iter_modules(__path__)]
    return {source.name: source for source in sorted(found, key=lambda source: source.name)}


@cache
def beds() -> Mapping[str, Bed]:
    """What goes on."""
    return {name: source for name, source in sources().items() if isinstance(source, Bed)}


@cache
def spots() -> Mapping[str, Spot]:
    """What happens."""
    return {name: source for name, source in sources().items() if isinstance(source, Spot)}
