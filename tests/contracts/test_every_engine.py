"""Every file in `renderers/engines` keeps the contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from renderers.engine import Engine, card_of
from renderers.engines import engines
from renderers.models.store import ModelStore
from tests.contracts import promises
from tests.models import equip, needs_engines, using


def _each(makers: Iterable[Engine]) -> pytest.MarkDecorator:
    found = list(makers)
    return pytest.mark.parametrize("maker", found, ids=[engine.name for engine in found])


LOOKED_AT = _each(engines().values())
# engines of vendors are at work against stand-ins, in tests/renderers/cloud
OURS = [engine for engine in engines().values() if not hasattr(engine, "offer")]
PLAIN = _each(engine for engine in OURS if not card_of(engine).weights)
LOADED = _each(engine for engine in engines().values() if card_of(engine).weights)
"""They load a real, tiny model, which takes seconds."""


@pytest.fixture(scope="session", autouse=True)
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModelStore]:
    """A model store for this run; an engine's weights are put there when its turn comes."""
    with using(tmp_path_factory.mktemp("models")) as store:
        yield store


@pytest.fixture
def able(maker: Engine, models: ModelStore) -> Engine:
    """The engine, with tiny weights where it needs some."""
    equip(models, maker)
    return maker


@LOOKED_AT
def test_it_has_a_card(maker: Engine) -> None:
    promises.has_a_card(maker)


@LOOKED_AT
def test_its_weights_say_how_to_be_had(maker: Engine, tmp_path: Path) -> None:
    promises.says_how_to_get_its_weights(maker, tmp_path)


@LOOKED_AT
def test_it_refuses_unknown_settings(maker: Engine) -> None:
    promises.refuses_unknown_settings(maker)


@LOOKED_AT
def test_its_settings_survive_json(maker: Engine, tmp_path: Path) -> None:
    promises.keeps_its_settings_through_json(maker, tmp_path)


@pytest.mark.slow
@PLAIN
def test_it_makes_the_same_twice(maker: Engine, tmp_path: Path) -> None:
    promises.makes_the_same_twice(maker, tmp_path)


@LOOKED_AT
def test_it_refuses_a_wrong_file(maker: Engine, tmp_path: Path) -> None:
    promises.refuses_a_wrong_file(maker, tmp_path)


@PLAIN
def test_it_stops_when_told(maker: Engine, tmp_path: Path) -> None:
    promises.stops_when_told(maker, tmp_path)


@pytest.mark.slow
@needs_engines
@LOADED
def test_it_stops_when_told_and_makes_the_same_after(able: Engine, tmp_path: Path) -> None:
    promises.stops_when_told(able, tmp_path / "told")
    promises.works_after_a_stop(able, tmp_path)
