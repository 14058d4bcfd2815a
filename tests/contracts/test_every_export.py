"""Every file in `renderers/exports` keeps the contract."""

from __future__ import annotations

from pathlib import Path

import pytest

from renderers.engine import Engine
from renderers.exports import exports
from tests.contracts import promises

EVERY = pytest.mark.parametrize("maker", exports().values(), ids=exports().keys())


@EVERY
def test_it_has_a_card(maker: Engine) -> None:
    promises.has_a_card(maker)


@EVERY
def test_it_refuses_unknown_settings(maker: Engine) -> None:
    promises.refuses_unknown_settings(maker)


@EVERY
def test_its_settings_survive_json(maker: Engine, tmp_path: Path) -> None:
    promises.keeps_its_settings_through_json(maker, tmp_path)


@pytest.mark.slow
@EVERY
def test_it_makes_the_same_twice(maker: Engine, tmp_path: Path) -> None:
    promises.makes_the_same_twice(maker, tmp_path)


@EVERY
def test_it_refuses_a_wrong_file(maker: Engine, tmp_path: Path) -> None:
    promises.refuses_a_wrong_file(maker, tmp_path)


@EVERY
def test_it_stops_when_told(maker: Engine, tmp_path: Path) -> None:
    promises.stops_when_told(maker, tmp_path)
