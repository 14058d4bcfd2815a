"""An engine that cannot carry a shot on says so: what it cannot make in one go is cut, or refused before it is paid."""

from __future__ import annotations

from typing import Any

import pytest

from renderers.compilers.cut_up import cut_to_length
from renderers.compilers.film import compile_film
from renderers.errors import BadInput
from renderers.presets import DRAFT, STANDARD
from renderers.spec import FilmSpec, ShotSize, ShotSpec
from tests.renderers.compilers.test_film import spec


def filmed(before: FilmSpec, *, silent: bool, **fields: Any) -> tuple[FilmSpec, ShotSpec]:
    """The film with its first shot of that kind changed, and that shot."""
    shots = [shot for scene in before.scenes for shot in scene.shots if shot.size is not ShotSize.TITLE]
    wanted = next(shot for shot in shots if bool(shot.lines) is not silent)
    changed = wanted.model_copy(update=fields)
    scenes = tuple(
        scene.model_copy(update={"shots": tuple(changed if each == wanted else each for each in scene.shots)})
        for scene in before.scenes
    )
    return before.model_copy(update={"scenes": scenes}), changed


def parts_of(film: FilmSpec, shot: ShotSpec) -> list[ShotSpec]:
    return [each for scene in film.scenes for each in scene.shots if each.key.partition("~")[0] == shot.key]


def test_a_silent_shot_is_cut_where_its_engine_ends_and_lasts_as_long_as_before() -> None:
    film, shot = filmed(spec(), silent=True, engine="mochi", frames=300, size=ShotSize.WIDE)
    parts = parts_of(cut_to_length(film, STANDARD), shot)
    assert [part.key for part in parts] == [shot.key, f"{shot.key}~2", f"{shot.key}~3"]
    assert sum(part.frames for part in parts) == 300
    assert max(part.frames for part in parts) / 24 <= 163 / 30 - 1
    assert [part.size for part in parts] == [ShotSize.WIDE, ShotSize.MEDIUM, ShotSize.WIDE]
    assert len({part.role for part in parts}) == 1, "no part is filmed by the engine of another role"
    plan = compile_film(film, STANDARD)
    clips = [step for step in plan if step.engine == "mochi"]
    assert [step.subject for step in clips] == [part.key for part in parts]
    assert len({step.digest for step in clips}) == 3


def test_a_shot_that_its_engine_carries_on_stays_whole() -> None:
    for engine in ("wan_5b", "ltx_2", "draft_animatic"):
        film, _ = filmed(spec(), silent=True, engine=engine, frames=400)
        assert cut_to_length(film, DRAFT) is film


def test_where_somebody_speaks_it_is_said_before_anything_is_paid() -> None:
    film, _ = filmed(spec(), silent=False, engine="mochi", frames=240)
    with pytest.raises(
        BadInput, match=r"Mochi 1 cannot carry a shot on, and makes at most 4\.4 s .* lasts about 10\.0 s"
    ):
        compile_film(film, STANDARD)
