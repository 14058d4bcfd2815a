"""Lips follow the phonemes; eyes blink."""

from __future__ import annotations

import pytest

from renderers.painting.mouths import LEAD_FRAMES, Sound, energy, lid_frames, mouth_frames
from renderers.painting.people.viseme import Viseme


def said(*sounds: tuple[str, float, float]) -> list[Sound]:
    return [Sound(phoneme, start + LEAD_FRAMES, end + LEAD_FRAMES) for phoneme, start, end in sounds]


def test_every_frame_shows_what_is_mostly_heard_in_it() -> None:
    shapes = mouth_frames(said(("ɑ", 2, 4.6), ("i", 4.6, 7)), 9)
    assert shapes == [Viseme.REST] * 2 + [Viseme.AH] * 3 + [Viseme.EE] * 2 + [Viseme.REST] * 2


def test_lips_meet_for_a_short_m() -> None:
    shapes = mouth_frames(said(("ɑ", 0, 2.3), ("m", 2.3, 2.6), ("ɑ", 2.6, 5)), 5)
    assert shapes[2] is Viseme.CLOSED


def test_a_breath_between_words_does_not_flap() -> None:
    shapes = mouth_frames(said(("ɑ", 0, 3), ("ɑ", 4.5, 7)), 8)
    assert Viseme.REST not in shapes[:7]


def test_silence_rests() -> None:
    assert mouth_frames([], 5) == [Viseme.REST] * 5
    shapes = mouth_frames(said(("ɑ", 0, 2), ("ɑ", 12, 14)), 16)
    assert shapes[4:11] == [Viseme.REST] * 7


def test_sounds_outside_the_shot_are_cut_off() -> None:
    assert len(mouth_frames(said(("ɑ", -5, 3), ("i", 3, 99)), 6)) == 6


@pytest.mark.parametrize("rate", [24.0, 25.0, 60.0])
def test_eyes_blink_every_few_seconds(rate: float) -> None:
    lids = lid_frames(round(60 * rate), rate=rate, seed=1)
    shut = [at for at, percent in enumerate(lids) if percent == 100 and lids[at - 1] != 100]
    assert 9 <= len(shut) <= 40
    assert sum(percent > 0 for percent in lids) / len(lids) < 0.12
    assert lids == lid_frames(round(60 * rate), rate=rate, seed=1)
    assert lids != lid_frames(round(60 * rate), rate=rate, seed=2)


def test_who_talks_is_livelier_than_who_listens() -> None:
    talking = energy([Viseme.AH] * 24)
    assert talking[-1] > 0.9
    assert max(energy([Viseme.REST] * 24)) == 0
