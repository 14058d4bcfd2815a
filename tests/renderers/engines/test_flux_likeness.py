"""A likeness for FLUX is a file every other program reads, exactly what was learnt, and changes what FLUX draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from renderers.engine import Job, read_settings
from renderers.engines import engines
from renderers.engines.identity.flux_likeness import ENGINE
from renderers.errors import Cancelled
from renderers.models.store import ModelStore
from renderers.runtime.flux_lora import from_kohya, to_kohya
from tests.models import equip, needs_engines, using
from tests.renderers.engines.test_likeness import pictures

pytestmark = [pytest.mark.slow, needs_engines]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModelStore]:
    with using(tmp_path_factory.mktemp("models")) as store:
        equip(store, engines()["flux"])
        yield store


def learnt(folder: Path, told: Callable[[float], None] = lambda fraction: None, kept: Path | None = None) -> Path:
    engine, given = replace(ENGINE, every=2), pictures(folder, count=1)
    settings = {"prompt": "Of zq01.", "steps": 4, "rank": 2, "side": 64, "rate_millionths": 10_000}
    job: Job[Any] = Job(read_settings(engine, settings), given, folder / "out", folder / "scratch", told, kept=kept)
    engine.render(job)
    return folder / "out"


@pytest.fixture(scope="module")
def likeness(models: ModelStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return learnt(tmp_path_factory.mktemp("likeness"))


def drawn(folder: Path, **inputs: Path) -> bytes:
    folder.mkdir()
    engine = engines()["flux"]
    asked = {"prompt": "A picture of zq01.", "width": 32, "height": 32, "steps": 1, "seed": 4}
    engine.render(Job(read_settings(engine, asked), inputs, folder / "out", folder, lambda fraction: None))
    return (folder / "out").read_bytes()


def test_its_layers_have_kohyas_names(likeness: Path) -> None:
    from safetensors import safe_open

    assert ENGINE.facts(likeness) == {"layers": 4, "rank": 2}
    with safe_open(str(likeness), framework="numpy") as file:
        layers = {name.partition(".")[0] for name in file.keys()}  # noqa: SIM118  no dictionary
    parts = ("img_attn_qkv", "img_attn_proj", "txt_attn_qkv", "txt_attn_proj")
    assert layers == {f"lora_unet_double_blocks_0_{part}" for part in parts}


def test_kohyas_names_and_diffusers_names_say_exactly_the_same(likeness: Path) -> None:
    import torch
    from safetensors.torch import load_file

    kohya = load_file(str(likeness))
    ours = from_kohya(kohya)
    assert {name.rpartition("attn.")[2].partition(".lora")[0] for name in ours} == {
        *("to_q", "to_k", "to_v", "to_out.0"),
        *("add_q_proj", "add_k_proj", "add_v_proj", "to_add_out"),
    }
    assert {tuple(value.shape) for name, value in ours.items() if "lora_A" in name} == {(2, 32)}
    again = to_kohya(ours)
    assert set(again) == set(kohya)
    assert all(torch.equal(again[name], kohya[name]) for name in kohya)


def test_a_picture_wears_it_and_the_next_one_does_not(likeness: Path, tmp_path: Path) -> None:
    plain = drawn(tmp_path / "plain")
    assert drawn(tmp_path / "worn", **{"lora.0": likeness}) != plain
    assert drawn(tmp_path / "after") == plain


def test_an_interrupted_training_ends_in_the_same_bytes(likeness: Path, tmp_path: Path) -> None:
    def stop(fraction: float) -> None:
        if fraction > 0.6:
            raise Cancelled("the render was stopped")

    with pytest.raises(Cancelled):
        learnt(tmp_path / "a", stop, tmp_path / "kept")
    assert len(list((tmp_path / "kept").iterdir())) == 1
    assert learnt(tmp_path / "b", kept=tmp_path / "kept").read_bytes() == likeness.read_bytes()
