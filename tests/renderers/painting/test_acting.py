"""What characters do, read from action, parenthetical and line."""

from __future__ import annotations

import pytest

from renderers.media.speech.vocabulary import VOCABULARY
from renderers.painting.acting import NEUTRAL, Arms, Expression, Gaze, Performance, Pose, read_acting
from renderers.painting.acting_manners import MANNERS, PASSIVE
from renderers.painting.acting_words import VERBS
from renderers.painting.people.viseme import Viseme, viseme_of
from renderers.painting.props import WORDS

VOWELS = {"i": Viseme.EE, "ɛ": Viseme.EH, "ɑ": Viseme.AH, "O": Viseme.OH, "u": Viseme.OO}


def does(action: str, name: str = "MARA", **said: str) -> dict[str, object]:
    """What differs from a calm stand."""
    return read_acting(action, name=name, **said).model_dump(exclude_defaults=True)


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("Mara walks down the street.", {"pose": Pose.WALK}),
        ("Mara ran.", {"pose": Pose.RUN}),
        ("MARA is running through the rain, laughing.", {"pose": Pose.RUN, "expression": Expression.LAUGHING}),
        ("Mara walks in, sits down and picks up the phone.", {"pose": Pose.SIT, "arms": Arms.PHONE, "prop": "phone"}),
        ("Mara falls asleep in the chair.", {"pose": Pose.SIT, "expression": Expression.ASLEEP}),
        ("Mara sleeps.", {"pose": Pose.LIE, "expression": Expression.ASLEEP}),
        ("Mara drives.", {"pose": Pose.DRIVE, "arms": Arms.STEER}),
        ("Mara drinks her whisky.", {"arms": Arms.DRINK, "prop": "glass"}),
        ("Mara opens the door.", {"arms": Arms.DOOR}),
        ("Mara opens the letter and reads it.", {"arms": Arms.READ, "gaze": Gaze.PROP}),
        ("Mara reads the newspaper.", {"arms": Arms.READ, "prop": "newspaper"}),
        ("Mara aims a rifle at the deer.", {"arms": Arms.AIM, "prop": "rifle"}),
        ("Mara lights a cigarette.", {"arms": Arms.SMOKE, "prop": "cigarette"}),
        ("Mara leans against the wall, arms crossed, smirking.", {"pose": Pose.LEAN, "arms": Arms.CROSSED}),
        ("Mara kneels and prays.", {"pose": Pose.KNEEL, "arms": Arms.PRAY}),
        ("Mara holds up a photograph.", {"arms": Arms.SHOW, "prop": "photo"}),
        ("Mara clutches a suitcase.", {"arms": Arms.HOLD, "prop": "suitcase"}),
        ("Mara strums a guitar.", {"arms": Arms.PLAY, "prop": "guitar"}),
        ("Mara looks up at the stars.", {"gaze": Gaze.UP}),
        ("Mara bursts into tears.", {"expression": Expression.CRYING, "intensity": 92}),
        ("Mara smiles faintly.", {"expression": Expression.HAPPY, "intensity": 28}),
        ("Mara raises her hands.", {"arms": Arms.HANDS_UP}),
        ("The clock strikes nine.", {}),
        ("", {}),
    ],
)
def test_actions_are_acted(action: str, expected: dict[str, object]) -> None:
    got = does(action)
    assert {field: got.get(field) for field in expected} == expected
    if not expected:
        assert not got


@pytest.mark.parametrize(
    ("action", "name", "expected"),
    [
        ("Mara drives. Tom sleeps beside her.", "MARA", {"pose": Pose.DRIVE}),
        ("Mara drives. Tom sleeps beside her.", "TOM", {"pose": Pose.LIE}),
        ("Elias lights a cigarette. Mara watches him.", "MARA", {}),
        ("A man in a coat runs past Mara.", "MARA", {}),
        ("Mara's phone rings. Tom answers the phone.", "MARA", {}),
        ("Mara's phone rings. Tom answers the phone.", "TOM", {"arms": Arms.PHONE}),
        ("Tom hugs Mara.", "MARA", {"arms": Arms.HUG}),
        ("Tom hugs Mara.", "TOM", {"arms": Arms.HUG}),
        ("Tom punches Mara.", "MARA", {"expression": Expression.PAIN}),
        ("Tom punches Mara.", "TOM", {"arms": Arms.PUNCH}),
        ("Mara points a gun at Tom. He raises his hands.", "TOM", {"arms": Arms.HANDS_UP}),
        ("Mara points a gun at Tom. He raises his hands.", "MARA", {"arms": Arms.AIM, "prop": "gun"}),
        ("Mara hands Tom the letter.", "TOM", {"arms": Arms.REACH}),
        ("Tom is shot. He falls.", "TOM", {"pose": Pose.FALL, "expression": Expression.PAIN}),
        ("They dance.", "MARA", {"pose": Pose.DANCE}),
        ("Rose kneels. Grace runs.", "ROSE", {"pose": Pose.KNEEL}),
        ("Rose kneels. Grace runs.", "GRACE", {"pose": Pose.RUN}),
        ("OLD TOM sits. Mara stands.", "OLD TOM", {"pose": Pose.SIT}),
        ("Tom sits down.", "OLD TOM", {"pose": Pose.SIT}),
        ("Mara enters and, smiling, sits.", "MARA", {"pose": Pose.SIT, "expression": Expression.HAPPY}),
    ],
)
def test_the_grammatical_subject_does_it(action: str, name: str, expected: dict[str, object]) -> None:
    got = does(action, name)
    assert {field: got.get(field) for field in expected} == expected
    if not expected:
        assert not got


@pytest.mark.parametrize(
    ("parenthetical", "expression"),
    [
        ("whispering", Expression.WHISPERING),
        ("shouting", Expression.SHOUTING),
        ("through tears", Expression.CRYING),
        ("sarcastically", Expression.SARCASTIC),
        ("slightly annoyed", Expression.ANGRY),
        ("exhausted", Expression.TIRED),
        ("beaming", Expression.HAPPY),
        ("terrified", Expression.AFRAID),
        ("beat", Expression.NEUTRAL),
        ("re: the map", Expression.NEUTRAL),
    ],
)
def test_parentheticals_make_the_face(parenthetical: str, expression: Expression) -> None:
    assert read_acting("", name="MARA", parenthetical=parenthetical).expression is expression


def test_the_parenthetical_outranks_the_action_and_the_action_the_line() -> None:
    assert does("Mara smiles.", parenthetical="furious")["expression"] is Expression.ANGRY
    assert does("Mara smiles.", line="GET OUT!!")["expression"] is Expression.HAPPY
    assert does("", line="GET OUT OF HERE!!")["expression"] is Expression.SHOUTING


def test_a_parenthetical_may_bring_a_phone() -> None:
    got = does("", parenthetical="into phone; furious")
    assert (got["arms"], got["prop"], got["expression"]) == (Arms.PHONE, "phone", Expression.ANGRY)


def test_who_speaks_takes_the_glass_from_the_mouth() -> None:
    assert does("Mara drinks her wine.")["arms"] is Arms.DRINK
    assert does("Mara drinks her wine.", line="To us.") == {"arms": Arms.HOLD, "prop": "glass"}


def test_nothing_said_is_a_calm_stand() -> None:
    assert read_acting("", name="MARA") == NEUTRAL == Performance()


def test_long_and_strange_action_is_read_without_harm() -> None:
    read_acting("🙂 ∑ " * 3000 + "Mara (the \\ [one]) runs", name="MARA (V.O.) [*")


def test_every_prop_that_acting_names_exists() -> None:
    effects = [row.effect for row in VERBS] + [effect for _, effect in (*MANNERS, *PASSIVE)]
    named = {effect.prop for effect in effects if effect.prop} - {"*"}
    assert named <= set(WORDS)


OTHERS = {"m": Viseme.CLOSED, "f": Viseme.BITE, "θ": Viseme.TONGUE, "s": Viseme.TEETH, "ˈi": Viseme.EE}
SILENCE = {"": Viseme.REST, " ": Viseme.REST, "?": Viseme.REST, "漢": Viseme.REST}


@pytest.mark.parametrize(("sound", "viseme"), (VOWELS | OTHERS | SILENCE).items())
def test_sounds_have_mouths(sound: str, viseme: Viseme) -> None:
    assert viseme_of(sound) is viseme


def test_the_voice_engine_has_no_sound_without_a_mouth() -> None:
    silent = {sound for sound in VOCABULARY if viseme_of(sound) is Viseme.REST}
    assert silent <= set(';:,.!?—…"()“” ̃ʔˈˌːʰʲᵝ↓→↗↘')


def test_what_is_held_out_is_what_was_taken() -> None:
    assert read_acting("She takes a letter from her handbag and holds it out.").prop == "letter"
    assert read_acting("She takes a letter and holds out her hand.").prop == ""
