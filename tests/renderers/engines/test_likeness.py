"""A likeness is trained on somebody's pictures, reads as everybody's LoRA file, and changes what is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from renderers.engine import Job, read_settings
from renderers.engines import engines
from renderers.engines.identity.sdxl_likeness import ENGINE
from renderers.errors import BadInput, BrokenPromise, Cancelled
from renderers.models.store import ModelStore
from renderers.runtime.lora_files import facts_of, from_kohya, to_kohya
from renderers.runtime.memory import Memory
from renderers.runtime.training import Course, trained
from tests.models import equip, needs_engines, using

pytestmark = [pytest.mark.slow, needs_engines]
STEPS = 6


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModelStore]:
    with using(tmp_path_factory.mktemp("models")) as store:
        equip(store, engines()["sdxl"])
        yield store


def pictures(folder: Path, count: int = 2) -> dict[str, Path]:
    folder.mkdir(parents=True, exist_ok=True)
    made = {}
    for at in range(count):
        noise = np.random.default_rng(at).integers(0, 255, (8, 8, 3), dtype=np.uint8)
        made[f"picture.{at}"] = folder / f"{at}.png"
        Image.fromarray(noise).resize((64, 64)).save(made[f"picture.{at}"])
    return made


def learnt(
    folder: Path, told: Callable[[float], None] = lambda fraction: None, kept: Path | None = None, **asked: Any
) -> Path:
    """A likeness that learns fast: what it is trained on is tiny too."""
    engine, given = replace(ENGINE, every=2), pictures(folder)
    settings = {"prompt": "Of zq01.", "steps": STEPS, "rank": 4, "side": 64, "rate_millionths": 10_000} | asked
    job: Job[Any] = Job(read_settings(engine, settings), given, folder / "out", folder / "scratch", told, kept=kept)
    engine.render(job)
    return folder / "out"


@pytest.fixture(scope="module")
def likeness(models: ModelStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return learnt(tmp_path_factory.mktemp("likeness"))


def drawn(folder: Path, **inputs: Path) -> bytes:
    folder.mkdir(parents=True, exist_ok=True)
    engine = engines()["sdxl"]
    asked = {"prompt": "A picture of zq01.", "width": 64, "height": 64, "steps": 1, "seed": 4}
    given = {name.replace("_", "."): path for name, path in inputs.items()}
    engine.render(Job(read_settings(engine, asked), given, folder / "out", folder, lambda fraction: None))
    return (folder / "out").read_bytes()


def test_it_is_a_file_in_kohyas_format(likeness: Path) -> None:
    from safetensors import safe_open

    assert engines()["sdxl_likeness"].facts(likeness)["rank"] == 4
    with safe_open(str(likeness), framework="numpy") as file:
        names = list(file.keys())
    assert all(name.startswith("lora_unet_") for name in names)
    assert {name.rpartition("attn")[0] != "" for name in names} == {True}
    assert any(name.endswith("attn1_to_q.lora_down.weight") for name in names)
    assert any(name.endswith(".alpha") for name in names)


def test_a_picture_wears_it_and_the_next_one_does_not(likeness: Path, tmp_path: Path) -> None:
    plain = drawn(tmp_path / "plain")
    assert drawn(tmp_path / "worn", lora_0=likeness) != plain
    assert drawn(tmp_path / "after") == plain, "nothing of one job is left for the next"


def test_kohyas_names_and_diffusers_names_say_the_same(likeness: Path) -> None:
    import torch
    from safetensors.torch import load_file

    kohya = load_file(str(likeness))
    again = to_kohya(from_kohya(kohya), part="unet")
    assert set(again) == set(kohya)
    assert all(torch.equal(again[name], kohya[name]) for name in kohya)


def test_a_strength_that_others_write_beside_it_is_worked_in(likeness: Path) -> None:
    import torch
    from safetensors.torch import load_file

    kohya = load_file(str(likeness))
    halved = {name: value / 2 if name.endswith(".alpha") else value for name, value in kohya.items()}
    whole, half = from_kohya(kohya), from_kohya(halved)
    assert all(torch.equal(half[name], whole[name] / (2 if "lora_B" in name else 1)) for name in whole)


def test_an_interrupted_training_goes_on_and_ends_in_the_same_bytes(
    likeness: Path, tmp_path: Path, models: ModelStore
) -> None:
    kept = tmp_path / "kept"
    told: list[float] = []

    def stop(fraction: float) -> None:
        told.append(fraction)
        if fraction > 0.9:
            raise Cancelled("the render was stopped")

    with pytest.raises(Cancelled):
        learnt(tmp_path / "a", stop, kept)
    assert [path.suffix for path in kept.iterdir()] == [""], "a checkpoint is kept"
    again: list[float] = []
    assert learnt(tmp_path / "b", again.append, kept).read_bytes() == likeness.read_bytes()
    assert 0 < len(again) < len(told), "it did not begin at the start"
    assert not list(kept.iterdir()), "a finished training leaves none"


def test_a_spoiled_checkpoint_is_begun_again(models: ModelStore, likeness: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    with pytest.raises(Cancelled):
        learnt(tmp_path / "a", _stopped_late, kept)
    (checkpoint,) = kept.iterdir()
    checkpoint.write_bytes(checkpoint.read_bytes()[:1000])
    assert learnt(tmp_path / "b", kept=kept).read_bytes() == likeness.read_bytes()


def _stopped_late(fraction: float) -> None:
    if fraction > 0.6:
        raise Cancelled("the render was stopped")


def test_what_it_studies_it_learns(models: ModelStore, tmp_path: Path) -> None:
    """One picture, one noise: so that the fall is no luck of the draw."""
    import torch

    from renderers.runtime.pipelines import Kept, pipeline

    folder = models.path("sdxl")
    unet = pipeline(Kept("StableDiffusionXLPipeline", folder, "learns", "unet"), Memory("cpu", bits=32)).unet
    luck = torch.Generator().manual_seed(1)
    seen, wanted, words = (
        torch.randn(shape, generator=luck) for shape in ((1, 4, 32, 32), (1, 4, 32, 32), (1, 77, 64))
    )
    beside = {"text_embeds": torch.zeros(1, 32), "time_ids": torch.tensor([[64.0, 64, 0, 0, 64, 64]])}
    losses: list[float] = []

    def loss_at(_: int) -> Any:
        return ((unet(seen, 300, words, added_cond_kwargs=beside).sample - wanted) ** 2).mean()

    course = Course(rank=4, layers=("to_q", "to_v"), steps=8, rate=1e-2, checkpoint=tmp_path / "c", every=50)
    trained(unet, course, loss_at, lambda step, loss: losses.append(loss))
    assert losses[-1] < 0.99 * losses[0]
    assert not hasattr(unet, "peft_config"), "the model is as it was"


def test_nobodys_picture_is_no_likeness(models: ModelStore, tmp_path: Path) -> None:
    engine = engines()["sdxl_likeness"]
    settings = read_settings(engine, {"prompt": "x"})
    with pytest.raises(BadInput, match="was given no picture of anybody"):
        engine.render(Job(settings, {}, tmp_path / "out", tmp_path, lambda fraction: None))


def test_a_file_that_is_no_likeness_is_named(models: ModelStore, tmp_path: Path) -> None:
    import torch
    from safetensors.torch import save_file

    wrong = tmp_path / "wrong.safetensors"
    wrong.write_bytes(b"not one")
    with pytest.raises(BadInput, match=r"wrong\.safetensors is not a LoRA file that can be read"):
        drawn(tmp_path / "a", lora_0=wrong)
    other = tmp_path / "other.safetensors"
    save_file({"transformer.blocks.0.attn.weight": torch.zeros(2, 2)}, other)
    with pytest.raises(BadInput, match=r"other\.safetensors is no LoRA of this model"):
        drawn(tmp_path / "b", lora_0=other)
    with pytest.raises(BrokenPromise):
        facts_of(other)


@pytest.mark.parametrize("name", ["flux", "flux2_klein"])
def test_flux_wears_what_others_trained_for_it(name: str, models: ModelStore, tmp_path: Path) -> None:
    import torch
    from safetensors.torch import save_file

    engine = engines()[name]
    equip(models, engine)
    layers = ("to_q", "to_k", "to_v")
    lora = {
        f"transformer.transformer_blocks.0.attn.{layer}.lora_{half}.weight": torch.ones(shape)
        for layer in layers
        for half, shape in (("A", (2, 32)), ("B", (32, 2)))
    }
    save_file(lora, tmp_path / "lora.safetensors")

    def made(folder: Path, **given: Path) -> bytes:
        folder.mkdir()
        settings = read_settings(engine, {"prompt": "A harbour.", "width": 32, "height": 32, "steps": 1})
        engine.render(Job(settings, given, folder / "out", folder, lambda fraction: None))
        return (folder / "out").read_bytes()

    plain = made(tmp_path / "plain")
    assert made(tmp_path / "worn", **{"lora.0": tmp_path / "lora.safetensors"}) != plain
    assert made(tmp_path / "after") == plain
