"""A step is named by the very weights that make it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from renderers.card import Card, Licence, Weights
from renderers.compilers.film import compile_film
from renderers.engine import version_of
from renderers.engines import engines
from renderers.errors import ToolMissing
from renderers.execute import make_step, new_host
from renderers.models.hub import is_wanted
from renderers.models.manifest import NAME, manifest_of
from renderers.models.store import ModelStore
from renderers.plan import Step
from renderers.presets import STANDARD
from renderers.store import FolderStore
from tests.models import using
from tests.renderers.compilers.test_film import spec


def weights(name: str) -> Weights:
    return Weights(name, f"maker/{name}", Licence("MIT"), memory_gb=1, part_gb=1)


@dataclass(frozen=True)
class Weighted:
    """As much of an engine as has a version."""

    card: Card
    version: str = "2"


BASE = Weighted(Card(weights=weights("base")))
ADAPTED = Weighted(Card(weights=weights("base"), beside=(weights("adapter"),)))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ModelStore]:
    with using(tmp_path / "models") as store:
        yield store


def put(store: ModelStore, name: str, content: bytes) -> None:
    folder = store.path(name)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "w.safetensors").write_bytes(content)
    manifest_of(folder, name=name, source="x", revision="1", licence="MIT").write(folder / NAME)


def test_other_weights_are_another_version(store: ModelStore) -> None:
    put(store, "base", b"one")
    before = version_of(BASE)  # type: ignore[arg-type]
    put(store, "base", b"another")
    after = version_of(BASE)  # type: ignore[arg-type]
    assert before.startswith("2+")
    assert after.startswith("2+")
    assert before != after
    assert len(after) <= 20, "the farm's column"
    put(store, "base", b"one")
    assert version_of(BASE) == before  # type: ignore[arg-type]


def test_what_is_laid_over_a_model_counts_as_much(store: ModelStore) -> None:
    put(store, "base", b"one")
    assert version_of(ADAPTED) == "2", "not all of it is known"  # type: ignore[arg-type]
    put(store, "adapter", b"x")
    before = version_of(ADAPTED)  # type: ignore[arg-type]
    put(store, "adapter", b"y")
    assert before != version_of(ADAPTED)  # type: ignore[arg-type]


def test_the_manifest_alone_names_the_weights_where_films_are_planned(store: ModelStore) -> None:
    put(store, "base", b"one")
    whole = version_of(BASE)  # type: ignore[arg-type]
    (store.path("base") / "w.safetensors").unlink()
    assert version_of(BASE) == whole  # type: ignore[arg-type]


def test_new_weights_touch_what_is_made_with_them_and_nothing_else(store: ModelStore) -> None:
    put(store, "wan_5b", b"one")
    before = compile_film(spec(), STANDARD)
    put(store, "wan_5b", b"another")
    after = compile_film(spec(), STANDARD)
    known = before.by_digest()
    made_anew = {step.engine for step in after if step.digest not in known}
    assert "wan_5b" in made_anew
    assert made_anew.isdisjoint({"kokoro", "draft_animatic", "sdxl", "shot_timing", "composer", "effects"})


def test_a_step_is_not_made_with_other_weights_than_it_was_planned_for(store: ModelStore, tmp_path: Path) -> None:
    put(store, "sdxl", b"one")
    plan = compile_film(spec(), STANDARD)
    step: Step = next(step for step in plan if step.engine == "wan_5b")
    assert step.version == engines()["wan_5b"].version, "weights that no store here has are not named"
    put(store, "wan_5b", b"one")
    planned = next(step for step in compile_film(spec(), STANDARD) if step.engine == "wan_5b")
    put(store, "wan_5b", b"another")
    with pytest.raises(ToolMissing, match="the weights of wan_5b were changed on this machine"):
        make_step(
            planned,
            store=FolderStore(tmp_path / "store"),
            host=new_host(),
            scratch=tmp_path,
            on_progress=lambda fraction: None,
            cancelled=lambda: False,
        )


def test_a_file_of_another_kind_is_pulled_only_where_it_is_named_in_full() -> None:
    assert is_wanted("models/det.onnx", ("models/det.onnx",))
    assert not is_wanted("models/det.onnx", ("models/*",))
    assert not is_wanted("models/det.onnx", ())
    assert is_wanted("models/det.safetensors", ("models/*",))
