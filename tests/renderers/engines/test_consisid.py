"""ConsisID: the face on a portrait decides the clip, and it is read as the model was taught to read it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from renderers.engine import Job, card_of, missing_for, read_settings
from renderers.engines import engines
from renderers.errors import BadInput, ToolMissing
from renderers.media.cutlist import CutList, Span
from renderers.media.probe import video_facts
from renderers.models.store import ModelStore
from renderers.runtime import eva_clip, face_parts
from tests.fakes import tiny_consisid
from tests.models import equip, needs_engines, using

pytestmark = [pytest.mark.slow, needs_engines]
RATE = Fraction(24)
MARA, OTTO = 1, 2


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModelStore]:
    with using(tmp_path_factory.mktemp("models")) as store:
        equip(store, engines()["consisid"])
        yield store


def portrait(folder: Path, seed: int) -> Path:
    """Somebody's; the tiny detector sees a face in everything that is not black."""
    path = folder / f"portrait{seed}.png"
    folder.mkdir(parents=True, exist_ok=True)
    noise = np.random.default_rng(seed).integers(0, 255, (8, 8, 3), dtype=np.uint8)
    Image.fromarray(noise).resize((128, 128), Image.Resampling.NEAREST).save(path)
    return path


def filmed(folder: Path, *portraits: Path, frames: int = 12, seed: int = 1) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    CutList(rate=RATE, frames=frames, parts=(Span(start=0, frames=frames),), cuts=(0,)).write(folder / "timing")
    engine = engines()["consisid"]
    told = {"prompt": "A woman waits.", "people": ["a woman"], "width": 96, "height": 64, "steps": 2, "seed": seed}
    inputs = {"timing": folder / "timing"} | {f"face.{at}": path for at, path in enumerate(portraits)}
    settings = read_settings(engine, told | {"rate": "24"})
    engine.render(Job(settings, inputs, folder / "out.mp4", folder, lambda fraction: None))
    return folder / "out.mp4"


def test_another_face_and_another_seed_are_another_clip(models: ModelStore, tmp_path: Path) -> None:
    mara, otto = portrait(tmp_path, MARA), portrait(tmp_path, OTTO)
    made = filmed(tmp_path / "a", mara)
    facts = video_facts(made)
    assert (facts["frames"], facts["width"], facts["height"]) == (12, 96, 64)
    assert filmed(tmp_path / "b", mara).read_bytes() == made.read_bytes()
    assert filmed(tmp_path / "c", otto).read_bytes() != made.read_bytes()
    assert filmed(tmp_path / "d", mara, seed=2).read_bytes() != made.read_bytes()


def test_without_a_face_nothing_is_filmed_and_it_is_said_why(models: ModelStore, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="consisid was told who is in the picture and given no portrait of them"):
        filmed(tmp_path / "none")
    black = tmp_path / "black.png"
    Image.new("RGB", (128, 128)).save(black)
    with pytest.raises(BadInput, match=r"there is no face to be found in black\.png"):
        filmed(tmp_path / "black", black)


def test_it_stays_off_until_every_licence_is_recorded(models: ModelStore, tmp_path: Path) -> None:
    engine = engines()["consisid"]
    assert missing_for(engine) == "", "here all are"
    with using(tmp_path / "empty") as store:
        assert "CogVideoX LICENSE asks whoever sells with it to register" in missing_for(engine)
        store.record_licence("consisid", "a letter")
        assert "manage.py models pull consisid" in missing_for(engine)
        lacks = {weights.name: store.lacks(weights) for weights in card_of(engine).models}
        assert "InsightFace model licence forbids commercial use" in lacks["insightface_antelopev2"]
        assert "CelebAMask-HQ agreement forbids commercial use" in lacks["face_parts"]
        with pytest.raises(ToolMissing, match=r"manage\.py models pull consisid"):
            filmed(tmp_path / "out", portrait(tmp_path, MARA))


def test_a_face_is_looked_at_as_the_released_reader_looks() -> None:
    """Numbers of timm 1.0.31 for the same weights; the package that ConsisID came with gave the same."""
    import torch

    torch.manual_seed(3)
    weights, picture = dict(tiny_consisid.eva02(64, side=28, blocks=21, about=16)), torch.randn(1, 3, 28, 28)
    about, seen = eva_clip.seen(weights, picture)
    assert eva_clip.side_of(weights) == 28
    assert about[0, :5].tolist() == pytest.approx([-0.6401, -0.8062, -0.3841, -0.4267, -1.0522], abs=2e-4)
    told = [[1.365, 3.683], [-0.274, 5.814], [-1.894, 10.629], [-0.974, 4.59], [0.773, 8.349]]
    assert [hidden[0, -1, :2].tolist() for hidden in seen] == [pytest.approx(pair, abs=2e-3) for pair in told]


def test_a_face_is_told_from_what_surrounds_it_as_the_released_parser_tells_it() -> None:
    """How many pixels of each part facexlib 0.3.0 found with the same weights."""
    import torch

    torch.manual_seed(4)
    weights, picture = dict(tiny_consisid.bisenet(64)), torch.randn(1, 3, 64, 64)
    found = torch.bincount(face_parts.parts(weights, picture).flatten(), minlength=19)
    told = [0, 0, 52, 34, 48, 0, 0, 0, 721, 0, 0, 0, 0, 1020, 0, 12, 726, 1483, 0]
    assert (found - torch.tensor(told)).abs().sum() <= 4, "another processor may round a pixel to its neighbour"
