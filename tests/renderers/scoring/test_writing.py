"""Music is written to the locked picture: bars on cuts, chords without harshness, out of the way of speech."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderers.scoring.compose import compose
from renderers.scoring.cue import Cue, Entry
from renderers.scoring.form import MOST_LEAN, Hit, bars
from renderers.scoring.palettes import PALETTES
from renderers.scoring.score import Lengths, Score
from renderers.scoring.themes import motif
from renderers.scoring.theory import COLOURS, MODES, Chord, Scale, is_clear, voiced
from renderers.scoring.words import Family
from renderers.sounds.instruments import orchestra
from renderers.timing import SAMPLE_RATE as SECOND

EVERY = pytest.mark.parametrize("family", Family)
SCENE = Lengths(
    samples=60 * SECOND,
    cuts=tuple(at * SECOND for at in (0, 5, 9, 13, 20, 26, 33, 41, 47, 53)),
    spoken=((9 * SECOND + 9000, 12 * SECOND), (13 * SECOND + 9000, 19 * SECOND), (41 * SECOND + 9000, 46 * SECOND)),
)


def written(family: Family, *, tail: int = 4 * SECOND, **asked: object) -> Score:
    """A cue of this mood for the scene above."""
    return compose(SCENE, Cue.model_validate({"family": family, "seed": 7, **asked}), tail=tail)


@settings(deadline=None, max_examples=150)
@given(
    seconds=st.floats(0.5, 400),
    hits=st.lists(st.tuples(st.floats(0, 1), st.integers(1, 4)), max_size=12),
    bpm=st.integers(46, 126),
    meter=st.sampled_from((3, 4)),
)
def test_bars_cover_a_scene_to_the_sample(seconds: float, hits: list[tuple[float, int]], bpm: int, meter: int) -> None:
    samples = round(seconds * SECOND)
    laid = bars(samples=samples, hits=[Hit(round(at * samples), weight) for at, weight in hits], bpm=bpm, meter=meter)
    assert (laid[0].start, laid[-1].end) == (0, samples)
    assert all(one.end == two.start and one.samples > 0 for one, two in pairwise(laid))
    if seconds > 8 * 60 / bpm:
        tempo = 60 * SECOND / bpm
        assert all(abs(bar.samples / bar.beats / tempo - 1) <= MOST_LEAN + 0.13 for bar in laid)


def test_a_bar_begins_on_a_cut_after_which_nobody_speaks() -> None:
    for family in Family:
        starts = {bar.start for bar in written(family).bars}
        assert {20 * SECOND, 47 * SECOND} & starts, family
        assert 53 * SECOND in starts, family


def test_what_is_struck_on_a_hit_is_struck_on_its_sample() -> None:
    for family in Family:
        score = written(family)
        struck = {note.at for note in score.notes if note.part in ("broken", "accent", "beat", "bass")}
        assert 53 * SECOND in struck, family


@EVERY
def test_no_melody_while_somebody_speaks_and_less_of_all_else(family: Family) -> None:
    score = written(family)
    for first, end in SCENE.spoken:
        heard = [note for note in score.notes if first <= note.at < end]
        assert not {note.part for note in heard} & {"theme", "answer", "shimmer", "accent"}
    open_notes = sum(note.strength for note in score.notes if 26 * SECOND <= note.at < 32 * SECOND)
    under_notes = sum(note.strength for note in score.notes if 13 * SECOND <= note.at < 19 * SECOND)
    assert under_notes < 0.8 * open_notes


@EVERY
def test_every_note_is_in_the_mood_s_own_scale_and_on_an_instrument(family: Family) -> None:
    score = written(family, tonic=3)
    scale = Scale(3, PALETTES[family].mode).classes()
    pitched = [
        note
        for note in score.notes
        if score.parts[note.part].instrument not in ("taiko", "boom", "pulse", "tick", "brush")
    ]
    assert {note.pitch % 12 for note in pitched} <= scale
    assert {part.instrument for part in score.parts.values()} <= set(orchestra())
    assert all(0 < note.strength <= 1 and note.samples > 0 for note in score.notes)


@EVERY
def test_held_chords_do_not_grind(family: Family) -> None:
    pads = [note for note in written(family).notes if note.part == "pad"]
    for at in {note.at // (SECOND // 4) for note in pads}:
        chord = sorted({note.pitch for note in pads if abs(note.at - at * (SECOND // 4)) < SECOND // 8})
        assert not [pair for pair in combinations(chord, 2) if (pair[1] - pair[0]) % 12 == 1]


@settings(deadline=None, max_examples=60)
@given(
    mode=st.sampled_from(sorted(MODES)),
    roots=st.lists(st.integers(0, 6), min_size=2, max_size=6),
    colour=st.sampled_from(sorted(COLOURS)),
    tonic=st.integers(0, 11),
)
def test_voices_move_by_small_steps_and_stay_clear(mode: str, roots: list[int], colour: str, tonic: int) -> None:
    before: tuple[int, ...] = ()
    for root in roots:
        chord = Chord(Scale(tonic, mode), root, colour)
        voicing = voiced(chord, before=before, low=50, high=74, voices=4)
        assert len(voicing) >= 3
        assert {pitch % 12 for pitch in voicing} <= set(chord.classes())
        if colour not in ("seventh", "add9"):
            assert is_clear(voicing, chord.classes())
        if before:
            assert max(min(abs(pitch - old) for old in before) for pitch in voicing) <= 7
        before = voicing


def test_the_same_cue_is_the_same_music_and_another_film_has_another_theme() -> None:
    assert written(Family.TENDER) == written(Family.TENDER)
    assert written(Family.TENDER, variant=1) != written(Family.TENDER, variant=2)
    themes = {motif(seed=seed, theme=theme) for seed in range(6) for theme in range(3)}
    assert len(themes) == 18


@pytest.mark.parametrize("seed", range(40))
def test_a_theme_is_singable(seed: int) -> None:
    for phrase in (motif(seed=seed, theme=0).question, motif(seed=seed, theme=0).answer):
        degrees = [degree for degree, _ in phrase]
        assert sum(length for _, length in phrase) == 16
        assert max(degrees) - min(degrees) <= 11
        steps = [abs(two - one) for one, two in pairwise(degrees[:-1])]
        assert sum(step > 2 for step in steps) <= 1 + len(steps) // 3


def test_a_late_entry_waits_for_the_talk_to_be_over() -> None:
    score = written(Family.HOPE, entry=Entry.LATE)
    assert min(note.at for note in score.notes) == 20 * SECOND


def test_only_the_ring_goes_on_after_the_scene() -> None:
    for family in Family:
        assert all(note.at < SCENE.samples for note in written(family).notes)


@pytest.mark.parametrize("seconds", [0.3, 1, 2, 4, 7])
def test_a_very_short_scene_still_has_music_of_its_length(seconds: float) -> None:
    samples = round(seconds * SECOND)
    for family in Family:
        score = compose(Lengths(samples, (0,)), Cue(family=family), tail=SECOND)
        assert score.notes
        assert score.bars[-1].end == samples
