"""What an operator runs on a real graphics card runs here on tiny models."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from infra.gpu_acceptance import Asked, accepted
from renderers.engine import card_of, read_settings
from renderers.engines import engines
from tests.models import equip, needs_engines, using

pytestmark = [pytest.mark.slow, needs_engines]
TRIED = ("sdxl", "sdxl_likeness", "wan_5b", "face_likeness")
"""One of every kind: what the others do with their models is in the contract of engines."""


def test_every_engine_with_weights_is_tried_and_says_how_it_went(tmp_path: Path) -> None:
    with using(tmp_path / "models") as store:
        for name in TRIED:
            equip(store, engines()[name])
        found = {each.engine: each for each in accepted(tmp_path / "out", Asked(96, 64, frames=5, steps=1))}
    assert set(found) == {name for name, engine in engines().items() if card_of(engine).weights}
    assert {name: found[name].fault for name in TRIED} == dict.fromkeys(TRIED, "")
    assert found["sdxl"].first >= found["sdxl"].again > 0
    assert found["flux"].fault.startswith("not tried: the weights flux_schnell")
    assert "OPEN_SORA" not in found["open_sora"].fault, "weights come first"
    assert json.loads((tmp_path / "out/face_likeness.json").read_text())["by"] == "faces"
    assert (tmp_path / "out/sdxl.png").stat().st_size
    assert (tmp_path / "out/wan_5b.mp4").stat().st_size


def test_engines_of_effects_are_asked_for_sounds() -> None:
    for name in ("audiogen", "stable_audio_effects"):
        asked = read_settings(engines()[name], Asked().settings(engines()[name])).model_dump()["soundscape"]
        assert (asked["beds"][0]["sound"], asked["spots"][0]["sound"]) == ("rain", "knock")


def test_every_engine_that_speaks_is_asked_for_a_line_it_can_say() -> None:
    speaking = [engine for engine in engines().values() if card_of(engine).speaks]
    asked = {engine.name: read_settings(engine, Asked().settings(engine)).model_dump() for engine in speaking}
    assert asked["bark"]["voice"] == "en_speaker_0"
    assert asked["openvoice"]["voice"] == "am_michael"
