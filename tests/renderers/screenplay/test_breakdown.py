"""From a script to scenes, cast and shots."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest

from renderers.compilers.film import compile_film
from renderers.presets import DRAFT
from renderers.screenplay.breakdown import beats, break_down, written
from renderers.screenplay.film import film_spec
from renderers.screenplay.fountain import parse
from renderers.screenplay.pages import count_pages
from renderers.screenplay.places import Journey
from renderers.screenplay.shots import shot_list
from renderers.screenplay.voices import cast_voices, guessed_age, guessed_gender
from renderers.spec import FilmSpec, Join, ShotSize
from tests.renderers.screenplay.feature import feature

SCRIPT = """INT. WAITING ROOM - DAY

MARA (30s, a woman in a raincoat) sits. A CLOCK ticks.

TOM
Is anyone sitting here?

MARA (CONT'D)
(not looking up)
Not so far.

EXT. STREET - NIGHT

INSERT: a wet ticket on the ground.

TOM (V.O.)
You never asked my name.

MARA
I know!

TOM ^
I know!
"""


def spec_of(text: str) -> FilmSpec:
    return film_spec(parse(text), rate=Fraction(24), aspect="16:9")


def test_who_speaks_how_much_and_where() -> None:
    found = break_down(parse(SCRIPT))
    assert [(each.name, each.lines, each.scenes) for each in found.characters] == [
        ("TOM", 3, [0, 1]),
        ("MARA", 2, [0, 1]),
    ]
    assert sum(found.share_percent(each) for each in found.characters) == 100
    assert "CLOCK" in found.props


def test_voices_fit_what_the_text_says_and_differ_between_partners() -> None:
    voices = cast_voices(break_down(parse(SCRIPT)))
    assert voices["MARA"].preset[1] == "f"
    assert voices["TOM"].preset[1] == "m"


@pytest.mark.parametrize("text", [SCRIPT, feature(scenes=30)], ids=["short", "long"])
def test_every_speech_is_covered_once_in_order(text: str) -> None:
    script = parse(text)
    said = " ".join(written(speech) for _, speech in script.speeches())
    covered = [line.text for scene in spec_of(text).scenes for shot in scene.shots for line in shot.lines]
    assert " ".join(covered) == said


def test_no_three_framings_in_a_row_are_equal_but_inserts() -> None:
    journey = Journey()
    for scene in break_down(parse(feature(scenes=60))).scenes:
        sizes = [shot.size for shot in shot_list(scene, journey=journey)]
        for (first, second), (_, third) in pairwise(pairwise(sizes)):
            assert not first is second is third or first is ShotSize.INSERT


def test_people_who_are_heard_but_not_there_are_not_shown() -> None:
    shots = [shot for scene in spec_of(SCRIPT).scenes for shot in scene.shots]
    voice_over = next(shot for shot in shots for line in shot.lines if line.extension == "V.O.")
    assert "TOM" not in voice_over.cast
    assert any(shot.size is ShotSize.INSERT for shot in shots)


def test_lines_spoken_together_share_a_shot() -> None:
    shots = [shot for scene in spec_of(SCRIPT).scenes for shot in scene.shots if len(shot.lines) == 2]
    assert [[line.dual for line in shot.lines] for shot in shots] == [[False, True]]


def test_a_monologue_is_cut_at_sentences() -> None:
    text = "INT. HALL - DAY\n\nMARA\n" + "I have something to say to all of you today. " * 40
    lines = [line for scene in spec_of(text).scenes for shot in scene.shots for line in shot.lines]
    assert len(lines) > 5
    assert all(line.text.endswith(".") and len(line.text.split()) <= 45 for line in lines)


def test_a_name_is_one_character_however_it_is_cased() -> None:
    spec = spec_of("INT. A - DAY\n\n@McAvoy\nOne.\n\nMCAVOY (CONT'D)\nTwo.\n\nMARA\nThree.")
    assert [member.key for member in spec.cast] == ["McAvoy", "MARA"]
    speakers = [line.character for scene in spec.scenes for shot in scene.shots for line in shot.lines]
    assert speakers == ["McAvoy", "McAvoy", "MARA"]


def test_directions_are_done_and_not_shown() -> None:
    spec = spec_of(
        "FADE IN:\n\nINT. A - DAY\n\nShe waits.\n\nFADE OUT.\n\n# ACT II\n\n= So.\n\nEXT. B - DAY\n\nHe waits."
    )
    assert [shot.prompt for scene in spec.scenes for shot in scene.shots] == ["She waits.", "He waits."]
    assert [(scene.join, scene.leave) for scene in spec.scenes] == [(Join.FADE_IN, Join.FADE_OUT)] * 2


def test_centred_words_are_a_card() -> None:
    shots = [shot for scene in spec_of("INT. A - DAY\n\nShe waits.\n\n> THE END <").scenes for shot in scene.shots]
    assert [(shot.size, shot.prompt) for shot in shots][-1] == (ShotSize.TITLE, "THE END")


def test_who_is_seen_without_a_word_is_in_the_picture() -> None:
    text = "INT. A - DAY\n\nMARA\nHello.\n\nWOMAN\nYes.\n\nEXT. B - DAY\n\nMara runs past a woman. Mr. Hale waves."
    shots = [shot for scene in spec_of(text).scenes[-2:-1] for shot in scene.shots]
    assert [(shot.cast, shot.prompt) for shot in shots] == [(("MARA",), "Mara runs past a woman. Mr. Hale waves.")]


@pytest.mark.parametrize(
    ("action", "cue", "gender", "age"),
    [
        ("JACOB BILLUPS sits.", "BILLUPS", "male", "adult"),
        ("QUIN (67) enters.", "QUIN", "", "elder"),
        ("QUIN, 12, enters. She runs.", "QUIN", "female", "child"),
        ("QUIN looks at a young woman.", "QUIN", "female", "adult"),
        ("Nothing moves.", "MALE VOICE", "male", "adult"),
        ("Nothing moves.", "MRS. HALE", "female", "adult"),
        ("Nothing moves.", "HAL-9", "", "adult"),
    ],
)
def test_voices_follow_what_the_page_says_of_somebody(action: str, cue: str, gender: str, age: str) -> None:
    found = break_down(parse(f"INT. A - DAY\n\n{action}\n\n{cue}\nHello."))
    (character,) = found.characters
    assert (guessed_gender(character, found.scenes), guessed_age(character, found.scenes)) == (gender, age)


def test_what_is_written_without_spaces_takes_its_time_and_is_cut_at_sentences() -> None:
    said = "私たちはあの灯台に毎晩登った。" * 14
    shots = [shot for scene in spec_of(f"INT. 灯台 - 夜\n\n{said}\n\n@美咲\n{said}").scenes for shot in scene.shots]
    assert "".join(line.text for shot in shots for line in shot.lines) == said
    assert sum(shot.frames for shot in shots if not shot.lines) > 24 * 20
    assert len([shot for shot in shots if shot.lines]) > 1


def test_what_is_shouted_is_listed_without_its_owner() -> None:
    assert break_down(parse("INT. A - DAY\n\nThe PARROT's cage. A BELL rings.")).props == ("PARROT", "BELL")


def test_a_hundred_pages_are_read_broken_down_and_compiled() -> None:
    text = feature()
    script = parse(text)
    assert 90 <= count_pages(script) <= 130
    spec = film_spec(script, rate=Fraction(24000, 1001), aspect="2.39:1")
    plan = compile_film(spec, DRAFT)
    shots = sum(len(scene.shots) for scene in spec.scenes)
    assert len(spec.scenes) == 152
    assert shots > 1000
    assert len(plan) > 3 * shots


@pytest.mark.parametrize(
    "text",
    [
        "INT. A - DAY",
        f"INT. {'LONG ' * 60} - DAY\n\nShe waits.",
        "INT. X - DAY\n\n" + "\n\n".join(f"PERSON {name}\nHello." for name in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "INT. X - DAY\n\nMARA\n😀 ∑ x² ≠ 0",
        ".SOMEWHERE\n\nمرحبا",
        "INT. X - DAY\n\nMARA\n...",
    ],
)
def test_odd_scripts_still_compile(text: str) -> None:
    assert len(compile_film(spec_of(text), DRAFT)) > 5


@pytest.mark.parametrize(
    ("heading", "place", "time"),
    [
        ("EXT. HOUSE - DAY - LATER", "HOUSE", "DAY - LATER"),
        ("EXT. PARIS, FRANCE - 1944 - DAWN", "PARIS, FRANCE", "1944 - DAWN"),
        ("INT HOUSE DAY", "HOUSE", "DAY"),
        ("INT. LIVING ROOM (NIGHT)", "LIVING ROOM", "NIGHT"),
        ("INT. HOUSE - HALLWAY", "HOUSE - HALLWAY", ""),
        ("INT. NIGHT CLUB", "NIGHT CLUB", ""),
        ("INT. *HOUSE* - DAY", "HOUSE", "DAY"),
    ],
)
def test_places_and_times_of_odd_headings(heading: str, place: str, time: str) -> None:
    found = break_down(parse(f"{heading}\n\nRain.")).scenes[0].heading
    assert (found.location, found.time_of_day) == (place, time)


def test_a_colon_after_a_cue_is_no_part_of_the_name() -> None:
    assert [each.name for each in break_down(parse("INT. A\n\nMARA:\nOne.\n\nMARA\nTwo.")).characters] == ["MARA"]


def test_a_word_without_an_end_is_counted_in_the_time_of_any_other_text() -> None:
    script = parse("INT. A - DAY\n\n" + "a" * 7_000_000)
    assert count_pages(script) > 2000


@pytest.mark.parametrize(
    ("speech", "said", "stops"),
    [
        ("I loved him.\n(beat)\nI think.", "I loved him. I think.", ((3, 700),)),
        ("(long pause)\nNo.", "No.", ((0, 1400),)),
        ("Then stay. (beat) I will tell you.", "Then stay. I will tell you.", ((2, 700),)),
        ("(a beat, quietly)\nYes.\n(short pause)", "Yes.", ((0, 700),)),
        ("He paused (so they beat him there).", "He paused (so they beat him there).", ()),
        ("(out of breath)\nRun.", "Run.", ()),
    ],
)
def test_beats_are_silence_and_no_words(speech: str, said: str, stops: tuple[tuple[int, int], ...]) -> None:
    (found,) = [speech for _, speech in parse(f"INT. A - DAY\n\nMARA\n{speech}\n").speeches()]
    assert written(found) == said
    assert beats(found) == stops


def test_a_beat_stays_with_its_word_when_a_long_speech_is_cut() -> None:
    text = "INT. HALL - DAY\n\nMARA\n" + "I have something to say to you. " * 14 + "\n(beat)\nListen to me now.\n"
    lines = [line for scene in spec_of(text).scenes for shot in scene.shots for line in shot.lines]
    assert [[line.text.split()[word] for word, _ in line.pauses] for line in lines if line.pauses] == [["Listen"]]


def test_a_state_seen_just_before_a_line_is_heard_in_it() -> None:
    text = "INT. HALL - DAY\n\nTom, out of breath, bursts in. Mara turns.\n\nTOM\nRun.\n\nMARA\nWhy?\n\nTOM\nNow.\n"
    lines = [line for scene in spec_of(text).scenes for shot in scene.shots for line in shot.lines]
    assert [line.mood for line in lines] == ["out of breath", "", ""]
