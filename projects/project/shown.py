"""A row together with what is computed for its reader."""

from __future__ import annotations

from typing import Any


class Shown:
    """Reads like the row, and like what was added to it."""

    def __init__(self, row: Any, **added: Any) -> None:
        self._row = row
        self.__dict__.update(added)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._row, name)
