"""Weights that may not be used in a paid service stay off until the operator records an agreement, and say why."""

from __future__ import annotations

from pathlib import Path

import pytest

from renderers.card import Licence, Terms, Weights
from renderers.models.manifest import NAME, manifest_of
from renderers.models.store import ModelStore


def weights(terms: Terms) -> Weights:
    return Weights("tiny", "maker/tiny", Licence("Maker Licence", terms), memory_gb=0.1, part_gb=0.1)


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "weights.safetensors").write_bytes(b"abc")
    manifest_of(folder, name="tiny", source="maker/tiny", revision="1", licence="x").write(folder / NAME)
    return ModelStore(tmp_path)


def test_free_weights_need_no_agreement(store: ModelStore) -> None:
    assert store.lacks(weights(Terms.FREE)) == ""


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        (Terms.NON_COMMERCIAL, "Maker Licence forbids commercial use"),
        (Terms.NO_HOSTING, "Maker Licence forbids hosting it for others"),
        (Terms.REGISTRATION, "Maker Licence asks whoever sells with it to register"),
    ],
)
def test_others_say_why_they_are_off(store: ModelStore, terms: Terms, why: str) -> None:
    lack = store.lacks(weights(terms))
    assert lack.startswith(why)
    assert "manage.py models licence tiny" in lack


def test_an_agreement_turns_them_on(store: ModelStore) -> None:
    store.record_licence("tiny", "Order 4711 of 2 May")
    assert store.licences() == {"tiny": "Order 4711 of 2 May"}
    assert store.lacks(weights(Terms.NON_COMMERCIAL)) == ""


def test_an_agreement_has_a_name(store: ModelStore) -> None:
    with pytest.raises(ValueError, match="--reference is empty"):
        store.record_licence("tiny", " ")


def test_weights_that_are_not_here_say_how_to_get_them(tmp_path: Path) -> None:
    lack = ModelStore(tmp_path).lacks(weights(Terms.FREE))
    assert lack.endswith("run `manage.py models pull tiny`")


def test_half_a_model_is_none(store: ModelStore) -> None:
    (store.path("tiny") / "weights.safetensors").write_bytes(b"ab")
    assert "not whole: weights.safetensors" in store.lacks(weights(Terms.FREE))
