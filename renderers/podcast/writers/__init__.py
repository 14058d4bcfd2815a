"""One file = one writer of conversations. A file in this folder that defines `WRITER` is one, chosen by its name."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Protocol

from renderers.episode import SegmentSpec
from renderers.podcast.draft import SegmentDraft
from renderers.podcast.writer import Brief, Written


class Writer(Protocol):
    """Writes every segment that has no script. `says` tells people what it is and what it cannot do."""

    name: str
    title: str
    says: str

    def write(self, brief: Brief, drafts: Sequence[SegmentDraft], scripts: Mapping[int, SegmentSpec]) -> Written:
        """The segments with every turn. Raises BadInput for what nobody could talk about."""


@cache
def writers() -> Mapping[str, Writer]:
    """Every writer by name."""
    modules = (import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__))
    found = [module.WRITER for module in modules if hasattr(module, "WRITER")]
    return MappingProxyType({writer.name: writer for writer in found})
