"""How models are made of what is published where they themselves are not: one file for each, by the model's name."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast


class Recipe(Protocol):
    """`VERSION` is raised when the same files would make other ones."""

    VERSION: str

    def make(self, parts: Mapping[str, Path], into: Path) -> None:
        """The model in the folder `into`, of the folders of its parts by name. Raises BrokenModel in words."""


def recipe_for(name: str) -> Recipe:
    """Of the model of this name; raises ImportError when it is made of nothing or a library is missing."""
    return cast(Recipe, import_module(f"{__name__}.{name}"))
