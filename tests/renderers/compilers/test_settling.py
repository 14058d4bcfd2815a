"""Scenes settle: a line said longer is taken up by the air around it, and what follows stays where it was."""

from __future__ import annotations

import tempfile
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.compilers.cutting import meetings_of
from renderers.compilers.film import compile_film
from renderers.compilers.settling import grid_of, holds_of, rolls_of
from renderers.engines.edit.settled_timing import Hold, held_longer, taken_up
from renderers.errors import BadInput
from renderers.media.cutlist import CutList, Span, SpokenLine
from renderers.presets import DRAFT
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.spec import FilmSpec, ShotSize, ShotSpec
from renderers.timing import sample_at
from tests.renderers.compilers.timings import Timed, timed

_SAID = ("I thought you would be here before the rain began.", "I was sure you would be here long before this rain.")
_SCENE = (
    "INT. KITCHEN - DAY\n\nAnna pours tea. Ben looks out of the window.\n\nANNA\n{said}\n\n"
    "BEN\nThe road was closed, and the bridge is under water since noon.\n\n"
    "ANNA\nThen we have one day less than we thought.\n\n"
    "BEN\nOne day is enough, if you tell me where he has hidden the letters.\n\nShe puts the cup down.\n"
)
_TIMES = {"minimum_frames": 90, "fade_in": 0, "fade_out": 0}
HOLDS = st.lists(
    st.builds(Hold, shot=st.just(0), shorter=st.integers(0, 30), longer=st.integers(0, 40)), min_size=1, max_size=4
)


def spec_of(said: str, rate: Fraction = Fraction(24)) -> FilmSpec:
    scenes = [_SCENE.format(said=said), _SCENE.format(said=_SAID[0]).replace("KITCHEN", "CHURCH")]
    return film_spec(parse("\n\n".join(scenes)), rate=rate, aspect="16:9")


def laid(spec: FilmSpec, *, words_per_second: float = 3.0) -> Timed:
    with tempfile.TemporaryDirectory() as folder:
        return timed(compile_film(spec, DRAFT), Path(folder), words_per_second=words_per_second)


def shot(frames: int = 120, **more: object) -> ShotSpec:
    return ShotSpec.model_validate({"key": "s", "size": ShotSize.WIDE, "prompt": "Rain.", "frames": frames, **more})


@pytest.mark.parametrize(("rate", "grid"), [("24", 64), ("25", 8), ("30", 16), ("50", 16)])
def test_the_grid_is_where_a_frame_and_a_packet_begin_together(rate: str, grid: int) -> None:
    assert grid_of(Fraction(rate)) == grid
    assert sample_at(grid, Fraction(rate)) % 1024 == 0
    assert all(Fraction(48_000 * frame) / Fraction(rate) % 1024 for frame in range(1, grid))


@given(st.integers(1, 5_000), HOLDS, st.sampled_from([8, 16, 64]))
def test_holds_take_a_scene_to_the_grid_when_they_can_and_never_give_more_than_they_have(
    frames: int, holds: list[Hold], grid: int
) -> None:
    changes = taken_up(frames, holds, grid)
    assert all(-hold.shorter <= change <= hold.longer for hold, change in zip(holds, changes, strict=True))
    settled = (frames + sum(changes)) % grid == 0
    assert settled or not any(changes)
    if sum(hold.shorter + hold.longer for hold in holds) >= grid - 1:
        assert settled
    if all(min(sum(h.shorter for h in holds), sum(h.longer for h in holds)) >= grid // 2 for _ in holds):
        assert abs(sum(changes)) <= grid // 2


def test_what_belongs_to_the_end_of_a_hold_moves_with_it_and_its_head_stays() -> None:
    voice = SpokenLine(start=80, frames=40, samples=80_000)
    black = (Span(start=0, frames=18), Span(start=72, frames=18))
    hold = CutList(
        rate=Fraction(24), frames=90, parts=(Span(start=0, frames=90),), cuts=(0,), guests=(voice,), black=black
    )
    longer = held_longer(hold, 7)
    assert (longer.frames, longer.parts, longer.cuts) == (97, (Span(start=0, frames=97),), (0,))
    assert longer.guests[0].start == 87
    assert longer.black == (Span(start=0, frames=18), Span(start=79, frames=18))
    with pytest.raises(BadInput, match="nothing but its fades"):
        held_longer(hold, -54)


@pytest.mark.parametrize("rate", ["24", "25", "30"])
def test_a_line_said_otherwise_moves_what_follows_by_whole_packets(rate: str) -> None:
    films = [laid(spec_of(said, Fraction(rate)), words_per_second=2.9).film for said in _SAID]
    starts = [sample_at(film.scenes[1], Fraction(rate)) for film in films]
    assert films[0].lines[0].samples != films[1].lines[0].samples
    assert (starts[1] - starts[0]) % 1024 == 0


@pytest.mark.parametrize(("rate", "grid"), [("24000/1001", 64), ("30000/1001", 80), ("60000/1001", 160)])
def test_where_frames_and_packets_hardly_meet_scenes_settle_as_at_24(rate: str, grid: int) -> None:
    assert grid_of(Fraction(rate)) == grid


@pytest.mark.parametrize("rate", ["24000/1001", "30000/1001"])
def test_a_line_said_otherwise_moves_nothing_at_such_a_rate_when_its_scene_takes_it_up(rate: str) -> None:
    films = [laid(spec_of(said, Fraction(rate)), words_per_second=2.5).film for said in _SAID]
    assert films[0].lines[0].samples != films[1].lines[0].samples
    assert films[0].scenes[1] == films[1].scenes[1]
    assert films[0].scenes[1] % grid_of(Fraction(rate)) == 0


def test_only_the_holds_are_painted_anew_when_a_line_changes() -> None:
    before, after = (compile_film(spec_of(said), DRAFT) for said in _SAID)
    clips = [{subject for subject, roles in plan.wanted.items() if "clip" in roles} for plan in (before, after)]
    changed = [key for key in clips[0] if before.wanted[key]["clip"] != after.wanted[key]["clip"]]
    scene = spec_of(_SAID[0]).scenes[0]
    silent = {each.key for each in scene.shots if not each.lines}
    spoken = {each.key for each in scene.shots if any(line.text == _SAID[0] for line in each.lines)}
    assert spoken < set(changed)
    assert len(set(changed) - spoken - silent) <= 1  # the shot in which the changed voice begins early


def test_a_short_scene_what_a_person_timed_and_cards_are_left_alone() -> None:
    rate = Fraction(24)
    assert holds_of([shot(200), shot(200)], [_TIMES] * 2, rate=rate) == ()
    assert holds_of([shot(300, tight=True)] * 2, [_TIMES] * 2, rate=rate) == ()
    assert holds_of([shot(300, size=ShotSize.TITLE)] * 2, [_TIMES] * 2, rate=rate) == ()
    assert holds_of([shot(300), shot(300)], [_TIMES | {"minimum_frames": 300}] * 2, rate=rate) == (
        Hold(shot=0, shorter=60, longer=100),
    )


def spoken(frames: int = 300) -> ShotSpec:
    return shot(frames, lines=[{"key": "l", "character": "ANNA", "text": "No."}])


@pytest.mark.parametrize(("roll_out", "breathes"), [(0, True), (18, True), (-18, False)])
def test_the_last_words_of_a_scene_breathe_unless_they_run_on_over_the_cut(roll_out: int, breathes: bool) -> None:
    shots, times = [shot(300), spoken()], [_TIMES | {"minimum_frames": 100}, _TIMES | {"roll_out": roll_out}]
    both = (Hold(shot=0, shorter=20, longer=33), Hold(shot=1, longer=12))
    assert holds_of(shots, times, rate=Fraction(24)) == (both if breathes else ())


@pytest.mark.parametrize("rate", ["24", "25", "30000/1001"])
def test_a_scene_settles_from_turn_to_turn_whatever_the_cuts_around_it_roll(rate: str) -> None:
    scene = _SCENE.format(said=_SAID[0])
    led_in = scene.replace("INT.", "PRE-LAP:\n\nINT.").replace("Anna pours tea. Ben looks out of the window.\n\n", "")
    spec = film_spec(parse(f"{scene}\n\n{led_in}"), rate=Fraction(rate), aspect="16:9")
    between = meetings_of(spec.scenes, rate=spec.rate).between[0]
    assert between.into == between.out > 0
    assert (laid(spec).film.scenes[1] - between.into) % grid_of(spec.rate) == 0


def test_the_holds_of_a_scene_are_told_how_the_cuts_to_it_and_from_it_roll() -> None:
    assert rolls_of([_TIMES | {"roll_in": 18, "roll_out": 5}, _TIMES | {"roll_in": 5}]) == {"roll_in": 18}
    assert rolls_of([_TIMES | {"roll_in": -7}, _TIMES | {"roll_out": -31}]) == {"roll_in": -7, "roll_out": -31}
    assert rolls_of([_TIMES, _TIMES]) == {}


@pytest.mark.parametrize("minimum", [55, 73])
def test_what_a_hold_gives_does_not_depend_on_how_the_cuts_around_its_fade_roll(minimum: int) -> None:
    times = {"minimum_frames": minimum, "fade_in": 72, "fade_out": 0, "roll_out": 73 - minimum}
    holds = holds_of([shot(600)], [times], rate=Fraction(25))
    assert holds == (Hold(shot=0, longer=24),)


def test_a_hold_keeps_room_for_its_fades_and_never_becomes_shorter_than_a_second() -> None:
    times = [
        {"minimum_frames": 300, "fade_in": 100, "fade_out": 180},
        {"minimum_frames": 26, "fade_in": 0, "fade_out": 0},
    ]
    assert holds_of([shot(300), shot(300)], times, rate=Fraction(24))[0] == Hold(shot=0, shorter=19, longer=100)
