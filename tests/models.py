"""Tests that load real models: tiny ones, in a store of their own. They need `make engines`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

from renderers.engine import Engine, card_of
from renderers.models.store import ModelStore
from tests.fakes import sadtalker
from tests.fakes.open_sora import installed
from tests.fakes.tiny import stocked

_ABSENT = [name for name in ("torch", "diffusers", "transformers") if find_spec(name) is None]
needs_engines = pytest.mark.skipif(
    bool(_ABSENT) and "STUDIO_TEST_ENGINES" not in os.environ,  # `make test` installs them and insists
    reason="the engines' libraries are not installed; `make engines` installs them",
)
"""Marks what cannot run without them."""


_SAID = ("STUDIO_MODELS", "OPEN_SORA_HOME", "OPEN_SORA_PYTHON", "SADTALKER_HOME", "SADTALKER_PYTHON")


@contextmanager
def using(folder: Path) -> Iterator[ModelStore]:
    """While it lasts, this process and those it starts find their models there, and no program but those equipped."""
    before = {name: os.environ.pop(name, None) for name in _SAID}
    os.environ["STUDIO_MODELS"] = str(folder)
    try:
        yield ModelStore(folder)
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            os.environ |= {name: value} if value is not None else {}


def equip(store: ModelStore, engine: Engine) -> None:
    """Gives an engine the tiny twin of its weights and the program it calls, and the agreement they may need."""
    for weights in card_of(engine).models:
        stocked(store, weights)
        store.record_licence(weights.name, "a test")
    if engine.name == "open_sora":
        home = installed(store.folder.parent / "open-sora")
        os.environ |= {"OPEN_SORA_HOME": str(home), "OPEN_SORA_PYTHON": sys.executable}
    if engine.name == "sadtalker":
        beside = sadtalker.installed(store.folder.parent / "sadtalker")
        os.environ |= {"SADTALKER_HOME": str(beside), "SADTALKER_PYTHON": sys.executable}
