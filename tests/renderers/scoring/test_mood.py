"""Moods are read from words as a spotting session would: what happens counts most, what is denied does not count."""

from __future__ import annotations

import pytest

from renderers.scoring.mood import read_mood
from renderers.scoring.words import Family

SCENES = [
    ("INT. CHAPEL - DAY", "The coffin is carried out. Anna weeps at the grave.", "Goodbye, father.", Family.SORROW),
    ("EXT. ALLEY - NIGHT", "He runs. The car chases him; he leaps a fence and crashes down.", "", Family.ACTION),
    ("INT. BEDROOM - NIGHT", "She kisses the child's forehead and tucks the blanket. A smile.", "", Family.TENDER),
    ("INT. CELLAR - NIGHT", "A scream. Blood on the wall. Something lurks behind the corpse.", "", Family.DREAD),
    ("EXT. FIELD - NIGHT", "Millions of stars. They marvel at the vast sky.", "", Family.WONDER),
    ("INT. KITCHEN - DAY", "Birthday cake. The clown trips; everybody laughs.", "Again!", Family.PLAYFUL),
    ("INT. VAULT - NIGHT", "The bomb's countdown. Sweat. He hides from the guns.", "Careful.", Family.TENSE),
    ("EXT. STADIUM - DAY", "The crowd cheers the champion; he raises the trophy.", "We won!", Family.TRIUMPH),
    ("INT. OFFICE - DAY", "", "Where is the stapler? I left it on the desk beside the printer.", Family.TENDER),
    ("EXT. LAKE - DAY", "A table. Two cups.", "", Family.CALM),
]


@pytest.mark.parametrize(("heading", "action", "dialogue", "family"), SCENES, ids=[scene[0] for scene in SCENES])
def test_a_scene_feels_like_its_words(heading: str, action: str, dialogue: str, family: Family) -> None:
    assert read_mood(heading=heading, action=action, dialogue=dialogue).family is family


def test_what_is_denied_is_not_felt() -> None:
    denied = read_mood(heading="INT. ROOM - DAY", action="No blood, no scream, no ghost.", dialogue="")
    assert denied.family is not Family.DREAD


def test_a_genre_leans_only_where_words_are_silent() -> None:
    quiet = read_mood(heading="INT. HALL - DAY", action="A chair.", dialogue="", genre="Horror")
    loud = read_mood(heading="INT. HALL - DAY", action="They laugh, dance and joke.", dialogue="", genre="Horror")
    assert (quiet.family, loud.family) == (Family.DREAD, Family.PLAYFUL)


def test_more_of_it_is_stronger() -> None:
    little = read_mood(
        heading="EXT. WOOD - DAY", action="They walk for hours. Somebody runs." + " Trees." * 30, dialogue=""
    )
    much = read_mood(
        heading="EXT. WOOD - DAY", action="They run! Explosions! A fight, a crash, an escape!", dialogue=""
    )
    assert little.intensity < much.intensity
