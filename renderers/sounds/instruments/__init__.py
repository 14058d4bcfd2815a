"""The orchestra. A module here that defines `INSTRUMENTS` adds to it; all are equally loud, so a score can balance."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module

from renderers.sounds.instrument import Instrument


@cache
def orchestra() -> Mapping[str, Instrument]:
    """Every instrument by name."""
    modules = [import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    found = [instrument for module in modules for instrument in module.INSTRUMENTS]
    return {instrument.name: instrument for instrument in found}
