"""One file = one engine, grouped by what it makes: a file in a folder here with `ENGINE`, or several in `ENGINES`.

Packages outside can add engines through the entry-point group `nano_banana.engines`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from itertools import chain
from types import ModuleType

from renderers.engine import Engine

ENTRY_POINTS = "nano_banana.engines"


class TwoOfOneName(Exception):
    """Two engines have the same name; steps could not tell them apart."""


@cache
def engines() -> Mapping[str, Engine]:
    """Every engine by name."""
    found = collected(__name__, __path__, attribute="ENGINE")
    many = chain.from_iterable(getattr(module, "ENGINES", ()) for module in _modules(__name__, __path__))
    return _by_name([*found.values(), *many, *(point.load() for point in entry_points(group=ENTRY_POINTS))])


def collected(package: str, path: Iterable[str], *, attribute: str) -> Mapping[str, Engine]:
    """What the modules below a package define under `attribute`."""
    modules = _modules(package, path)
    return _by_name([getattr(module, attribute) for module in modules if hasattr(module, attribute)])


def _modules(package: str, path: Iterable[str]) -> Iterator[ModuleType]:
    return (import_module(info.name) for info in pkgutil.walk_packages(path, f"{package}."))


def _by_name(engines: list[Engine]) -> Mapping[str, Engine]:
    named = {engine.name: engine for engine in engines}
    if len(named) != len(engines):
        names = sorted(engine.name for engine in engines)
        raise TwoOfOneName(f"engine names are not unique: {', '.join(names)}")
    return named
