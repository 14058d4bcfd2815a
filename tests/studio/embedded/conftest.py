"""A data folder that the database's account can reach: pytest's own temporary folders are closed to it under root."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def data() -> Iterator[Path]:
    """An empty folder."""
    folder = Path(tempfile.mkdtemp(prefix="nb-studio-embedded-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
