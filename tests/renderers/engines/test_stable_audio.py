"""Stable Audio Open, loaded from the store by the product's own path, as a tiny twin: four seconds at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from renderers.engine import Job, read_settings
from renderers.engines.music.stable_audio_open import ENGINE
from renderers.engines.stable_sound import joined
from renderers.media.wav import WavReader
from renderers.timing import SAMPLE_RATE
from tests.contracts.jobs import timing
from tests.models import equip, needs_engines, using


def test_pieces_blend_at_even_power_and_nothing_else_changes() -> None:
    before, after = np.full((100, 2), 0.5, np.float32), np.full((80, 2), 0.5, np.float32)
    both = joined(before, after, blend=40)
    assert len(both) == 140
    assert np.array_equal(both[:60], before[:60])
    assert np.array_equal(both[100:], after[40:])
    assert both[60:100].min() >= 0.5
    assert both[60:100].max() <= 0.5 * 2**0.5 + 1e-6
    assert np.array_equal(joined(before[:0], after, blend=40), after)


@pytest.mark.slow
@needs_engines
def test_a_cue_longer_than_one_piece_is_heard_to_its_end(tmp_path: Path) -> None:
    frames = 24 * 9
    settings = read_settings(ENGINE, {"rate": "24", "cue": {"family": "calm"}, "steps": 2})
    job: Job[Any] = Job(
        settings, {"timeline": timing(tmp_path, frames=frames)}, tmp_path / "out", tmp_path, lambda _: None
    )
    with using(tmp_path / "models") as store:
        equip(store, ENGINE)
        ENGINE.render(job)
    assert ENGINE.facts(job.out)["samples"] == frames * SAMPLE_RATE // 24
    with WavReader(tmp_path / "raw.wav") as raw:
        seconds = raw.read(raw.frames).reshape(9, SAMPLE_RATE, 2)
    assert float(np.abs(seconds).max(axis=(1, 2)).min()) > 1e-4, "every second of it sounds"
    assert not np.array_equal(seconds[..., 0], seconds[..., 1]), "in stereo"
