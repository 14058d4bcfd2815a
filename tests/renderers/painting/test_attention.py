"""People look at whoever speaks: heads turn smoothly, eyes go first, and a speaker looks away to find words."""

from __future__ import annotations

import itertools

import pytest

from renderers.painting.attention import HOME, Freedom, Heard, looks, weight_shifts
from renderers.painting.people.placement import TURN, Look, Placement, painted_looks
from renderers.painting.people.viseme import Viseme
from renderers.painting.presence import saying

RATE, FRAMES = 24.0, 240
SILENT = [False] * FRAMES
SEEDS = range(24)


def voice(start: int, end: int) -> list[bool]:
    return [start <= frame < end for frame in range(FRAMES)]


def seen(seed: int, heard: Heard, freedom: Freedom = Freedom.HEAD) -> list[Look]:
    return looks(FRAMES, rate=RATE, seed=seed, freedom=freedom, heard=heard)


@pytest.mark.parametrize("seed", SEEDS)
def test_who_speaks_faces_the_partner(seed: int) -> None:
    found = seen(seed, Heard(own=voice(100, 148), facing=SILENT))
    assert all(not look.moves_head for look in found[112:148])  # some turn back while they begin


def test_a_long_speech_looks_away_for_words_and_ends_on_the_partner() -> None:
    every = [seen(seed, Heard(own=voice(20, 220), facing=SILENT)) for seed in SEEDS]
    for found in every:
        assert all(not look.moves_head for look in [*found[32:46], *found[212:220]])
    thought = [sum(look.turn == TURN for look in found[32:220]) for found in every]
    assert min(thought) > RATE / 4
    assert max(thought) < 100


def test_a_head_that_moves_keeps_its_lips() -> None:
    turned = [HOME, Look(turn=4), Look(turn=TURN)]
    assert saying(turned, [Viseme.AH, Viseme.AH, Viseme.OO]) == [
        HOME,
        Look(turn=4, mouth=Viseme.AH),
        Look(turn=TURN, mouth=Viseme.OO),
    ]
    assert saying(turned, ()) == turned
    assert painted_looks([Look(turn=1, mouth=Viseme.AH)], away=6.0) == {Look(turn=TURN, mouth=Viseme.AH)}


@pytest.mark.parametrize("seed", SEEDS)
def test_heads_turn_to_a_voice_from_the_other_side(seed: int) -> None:
    found = seen(seed, Heard(own=SILENT, facing=SILENT, beyond=voice(60, 150)))
    assert all(look.turn == TURN for look in found[90:150])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_head_never_jumps(seed: int) -> None:
    found = seen(seed, Heard(own=voice(40, 80), facing=voice(100, 180), beyond=SILENT))
    assert all(abs(one.turn - other.turn) <= 3 for one, other in itertools.pairwise(found))
    assert all(abs(one.nod - other.nod) <= 2 for one, other in itertools.pairwise(found))


def test_somebody_turns_somebody_nods_and_everybody_blinks() -> None:
    every = [seen(seed, Heard(own=SILENT, facing=voice(20, 200))) for seed in SEEDS]
    assert sum(any(look.turn for look in found) for found in every) > len(every) / 2
    assert sum(any(look.nod for look in found) for found in every) > len(every) / 2
    assert sum(any(look.lids == 100 for look in found) for found in every) > 0.9 * len(every)


def test_eyes_go_before_the_head() -> None:
    for seed in SEEDS:
        found = seen(seed, Heard())
        for before, after in itertools.pairwise(found):
            if before.turn == 0 and after.turn:
                assert before.gaze == 1 or before.lids  # or the eyes are shut in a blink


@pytest.mark.parametrize("freedom", [Freedom.EYES, Freedom.NONE])
def test_a_head_that_is_not_free_stays(freedom: Freedom) -> None:
    assert not any(look.moves_head for look in seen(3, Heard(beyond=voice(0, 200)), freedom))


def test_few_looks_are_painted_for_all_that_are_shown() -> None:
    for seed in SEEDS:
        found = seen(seed, Heard(own=SILENT, facing=voice(20, 200)))
        assert len(painted_looks(found, away=17.0)) <= 7
    assert painted_looks([HOME, Look(lids=100)], away=17.0) == set()


def test_every_look_lies_between_two_painted_ones() -> None:
    for turn in range(TURN + 1):
        one, other, share = Look(turn=turn).mixed_from(76.0)
        assert one.turn + (other.turn - one.turn) * share == pytest.approx(turn, abs=0.6)


def test_a_whole_turn_is_as_far_as_the_placement_says() -> None:
    placement = Placement(x=0, y=0, head=0.2, yaw=46, face=52, away=-17)
    assert Look(turn=TURN).of(placement).face == 35
    assert Look().of(placement).face == 52
    assert Look().of(placement).gaze == placement.gaze


def test_weight_goes_from_foot_to_foot_without_a_jolt() -> None:
    leans = weight_shifts(FRAMES, rate=RATE, seed=5)
    assert min(leans) < 0 < max(leans)
    assert max(abs(one - other) for one, other in itertools.pairwise(leans)) < 0.002
