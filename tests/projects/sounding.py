"""Real sound and a real cover for episodes that a test's worker makes in an instant: each made once, by its engine."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from infra.bench.synthetic import make
from renderers.exports import makers
from tests.contracts.podcast_jobs import PODCAST

SOUNDING = ("podcast_m4a", "podcast_encoded", "cover")
"""What listeners download; their apps refuse what only calls itself a sound."""


@cache
def real(engine: str) -> tuple[bytes, Mapping[str, Any]]:
    """A short file of this engine, and what it measures in it."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        settings, inputs = PODCAST[engine](folder)
        out = make(engine, settings, inputs, folder / "real")
        return out.read_bytes(), makers()[engine].facts(out)
