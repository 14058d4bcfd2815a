"""Engines that are given pictures of people: the pictures matter, and what is wrong with them is said in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from renderers.card import Accepts
from renderers.engine import Engine, Job, Kind, card_of, read_settings
from renderers.engines import engines
from renderers.errors import BadInput
from renderers.models.store import ModelStore
from tests.models import equip, needs_engines, using

pytestmark = [pytest.mark.slow, needs_engines]
ROLES = (Accepts.REFERENCE, Accepts.FACE)
KEEPERS = [each for each in engines().values() if each.makes is Kind.PANEL and card_of(each).people]
OF_FACES = [each for each in KEEPERS if Accepts.FACE in card_of(each).accepts and card_of(each).weights]
EVERY = pytest.mark.parametrize("keeper", [each for each in KEEPERS if card_of(each).weights], ids=lambda e: e.name)


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModelStore]:
    with using(tmp_path_factory.mktemp("models")) as store:
        yield store


def portrait(folder: Path, seed: int) -> Path:
    path = folder / f"portrait{seed}.png"
    noise = np.random.default_rng(seed).integers(0, 255, (6, 6, 3), dtype=np.uint8)
    Image.fromarray(noise).resize((64, 64), Image.Resampling.NEAREST).save(path)
    return path


def drawn(engine: Engine, folder: Path, *pictures: Path, **asked: Any) -> bytes:
    folder.mkdir(parents=True, exist_ok=True)
    role = next(role for role in ROLES if role in card_of(engine).accepts)
    given = {f"{role.value}.{at}": path for at, path in enumerate(pictures)}
    settings = {"prompt": "A harbour.", "width": 64, "height": 64, "steps": 2, "seed": 1} | asked
    engine.render(Job(read_settings(engine, settings), given, folder / "out", folder, lambda fraction: None))
    return (folder / "out").read_bytes()


@EVERY
def test_another_person_is_another_picture(keeper: Engine, models: ModelStore, tmp_path: Path) -> None:
    equip(models, keeper)
    one, two = portrait(tmp_path, 1), portrait(tmp_path, 2)
    told = {"people": ["a woman in her 40s"]}
    first = drawn(keeper, tmp_path / "a", one, **told)
    assert drawn(keeper, tmp_path / "b", two, **told) != first
    assert drawn(keeper, tmp_path / "c") != first, "nobody is somebody else too"
    assert drawn(keeper, tmp_path / "d", one, **told) == first, "and nothing of them is left for the next job"


@pytest.mark.parametrize("keeper", OF_FACES, ids=lambda engine: engine.name)
def test_a_person_without_a_portrait_is_missed_in_words(keeper: Engine, models: ModelStore, tmp_path: Path) -> None:
    equip(models, keeper)
    with pytest.raises(BadInput, match=f"{keeper.name} was told who is in the picture and given no portrait"):
        drawn(keeper, tmp_path, people=["a man"])


def test_every_sheet_of_several_people_is_looked_at(models: ModelStore, tmp_path: Path) -> None:
    klein = engines()["flux2_klein"]
    equip(models, klein)
    one, two, three = (portrait(tmp_path, seed) for seed in (1, 2, 3))
    told = {"people": ["a woman", "a man"]}
    assert drawn(klein, tmp_path / "a", one, two, **told) != drawn(klein, tmp_path / "b", one, three, **told)


def test_a_sheet_that_is_no_picture_is_named(models: ModelStore, tmp_path: Path) -> None:
    klein = engines()["flux2_klein"]
    equip(models, klein)
    wrong = tmp_path / "sheet.webp"
    wrong.write_bytes(b"RIFF, and then nothing")
    with pytest.raises(BadInput, match=r"sheet\.webp is not a picture that can be read"):
        drawn(klein, tmp_path / "out", wrong)
