"""Not every scene gets music; those that do are chosen by what happens, and no line elsewhere changes that."""

from __future__ import annotations

from fractions import Fraction

from renderers.scoring.cue import Exit
from renderers.scoring.palettes import PALETTES
from renderers.scoring.spotting import spot
from renderers.scoring.theory import Scale
from renderers.scoring.words import Family
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.screenplay.sample import sample_text
from renderers.spec import FilmSpec

TALK = "INT. OFFICE - DAY\n\n" + "ADA\nWhere is the file?\n\nBEN\nOn the desk, as always.\n\n" * 6
CHASE = (
    "EXT. ALLEY - NIGHT\n\nHe runs. They chase him over roofs!\n\nHe leaps, crashes through a window and fights!\n\n"
)
STARS = "EXT. DESERT - NIGHT\n\nA vast sky full of stars. She gazes at the glow of the moon in wonder.\n\n"


def spec(text: str) -> FilmSpec:
    return film_spec(parse(text), rate=Fraction(24), aspect="16:9")


def test_talk_is_left_alone_and_pictures_are_scored() -> None:
    talk, chase, stars, _ = spot(spec(TALK + CHASE + STARS))
    assert talk is None
    assert chase is not None
    assert chase.family is Family.ACTION
    assert stars is not None
    assert stars.family is Family.WONDER


def test_music_rests_in_a_long_row_of_scenes_that_could_have_it() -> None:
    row = "EXT. HILL - DAY\n\nThe garden. They drift, slow and quiet, in the peaceful morning.\n\nADA\nSo.\n\n"
    cues = spot(spec(row * 8))
    assert None in cues
    assert sum(cue is not None for cue in cues) >= 3


def test_a_film_ends_with_its_music_and_keeps_its_seven_notes() -> None:
    cues = [cue for cue in spot(spec(sample_text())) if cue is not None]
    assert cues[-1].exit is Exit.FADE
    assert len({Scale(cue.tonic, PALETTES[cue.family].mode).classes() for cue in cues}) == 1


def test_a_changed_line_changes_no_cue_of_another_scene() -> None:
    before = spot(spec(sample_text()))
    text = sample_text().replace(
        "The manual says never to touch the lens by hand.", "I love you, mother! Goodbye! Tears!"
    )
    after = spot(spec(text))
    assert [at for at, (one, two) in enumerate(zip(before, after, strict=True)) if one != two] in ([], [3])
