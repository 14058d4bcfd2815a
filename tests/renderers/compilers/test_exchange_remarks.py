"""What a chosen exchange does not do is said in words, before anything is ordered."""

from __future__ import annotations

from renderers.compilers.exchange_remarks import (
    CAST_OTHERS,
    idle_in_scenes,
    idle_in_show,
    remarks_on_episode,
    remarks_on_film,
)
from renderers.presets import CLOUD, EXCHANGED, ROUGH, Preset
from renderers.spec import FilmSpec
from tests.renderers.compilers.test_exchanges import KITCHEN
from tests.renderers.compilers.test_film import spec
from tests.renderers.compilers.test_podcast import spec_of

DIALOGUE = "elevenlabs_dialogue"
FOREIGN = (
    "Nobody here has a voice of \u201cElevenLabs, the voice of a recording\u201d or \u201cElevenLabs voices\u201d, so "
    "each line is ordered by itself, as if this were not chosen."
)


def idle(film: FilmSpec, preset: Preset, *, scene: int | None = None) -> str:
    scenes = film.scenes if scene is None else film.scenes[scene : scene + 1]
    return idle_in_scenes(film, scenes, preset, DIALOGUE)


def spoken_together(film: FilmSpec) -> FilmSpec:
    scenes = tuple(each.model_copy(update={"exchange": DIALOGUE}) for each in film.scenes)
    return film.model_copy(update={"scenes": scenes})


def test_a_film_of_other_voices_says_that_nobody_here_can_be_spoken_together_and_what_to_do() -> None:
    assert idle(spec(KITCHEN), ROUGH) == f"{FOREIGN} {CAST_OTHERS}"


def test_nothing_is_said_where_people_answer_each_other() -> None:
    assert idle(spec(KITCHEN), EXCHANGED) == ""
    assert idle(spec(KITCHEN), CLOUD, scene=0) == ""
    assert remarks_on_film(spec(KITCHEN), EXCHANGED) == []


def test_a_scene_with_one_line_says_that_nobody_answers() -> None:
    assert "nobody answers anybody" in idle(spec(KITCHEN), CLOUD, scene=1)


def test_lines_that_cannot_stand_together_say_so() -> None:
    acted = spec(KITCHEN.replace("Then we wait.", "[sighs] Then we wait."))
    assert "No two lines that follow each other" in idle(acted, CLOUD, scene=0)
    [said] = remarks_on_film(acted, EXCHANGED)
    assert said.startswith("In scene 1, ElevenLabs dialogue, an exchange in one order: No two lines")


def test_a_quote_names_every_scene_in_which_the_choice_changes_nothing_and_none_with_a_single_line() -> None:
    film = spoken_together(spec(KITCHEN + "\nINT. CAVE - DAY\n\nOTTO\nWho is there?\n\nMARA\nNobody.\n"))
    [said] = remarks_on_film(film, ROUGH)
    assert said == f"In scenes 1 and 3, ElevenLabs dialogue, an exchange in one order: {FOREIGN}"
    assert remarks_on_film(spec(KITCHEN), ROUGH) == [], "nobody chose it"


def test_a_show_in_other_voices_says_it_too() -> None:
    assert idle_in_show(CLOUD, DIALOGUE) == ""
    assert idle_in_show(ROUGH, DIALOGUE).startswith(FOREIGN)
    episode = spec_of(turns=4).model_copy(update={"exchange": DIALOGUE})
    [said] = remarks_on_episode(episode, ROUGH)
    assert FOREIGN in said
    assert remarks_on_episode(episode, CLOUD) == []
    assert remarks_on_episode(spec_of(turns=4), ROUGH) == []
