"""`manage.py models`: what an operator says and hears."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from renderers.models.store import ModelStore
from tests.models import using


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ModelStore]:
    with using(tmp_path / "models") as store:
        yield store


def said(*words: str) -> str:
    out = StringIO()
    call_command("models", *words, stdout=out)
    return out.getvalue()


def test_the_list_names_every_engine_with_weights_and_what_is_missing(store: ModelStore) -> None:
    told = said("list")
    assert "sdxl  stabilityai/stable-diffusion-xl-base-1.0  [CreativeML OpenRAIL++-M]  for sdxl" in told
    assert "run `manage.py models pull sdxl`" in told
    assert "asks whoever sells with it to register" in told


def test_a_folder_brought_by_hand_is_adopted_checked_and_told_when_it_changes(store: ModelStore) -> None:
    folder = store.path("sdxl")
    folder.mkdir(parents=True)
    (folder / "model_index.json").write_text("{}")
    assert "1 files" in said("adopt", "sdxl", "--revision", "mine")
    assert "here, " in said("list")
    assert said("verify").startswith("every byte is right: sdxl")
    (folder / "model_index.json").write_text("[]")
    with pytest.raises(CommandError, match=r"model_index\.json has changed"):
        said("verify", "sdxl")


def test_an_agreement_is_recorded_by_name(store: ModelStore) -> None:
    assert "Order 7" in said("licence", "ltx_video", "--reference", "Order 7")
    assert store.licences() == {"ltx_video": "Order 7"}


def test_an_unknown_name_is_answered_with_the_known_ones(store: ModelStore) -> None:
    with pytest.raises(CommandError, match=r"no engine uses weights called sdx; there are .*sdxl"):
        said("pull", "sdx")
