"""What a person decides about the sound of one scene: it is heard there and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from renderers.compilers.film import compile_film
from renderers.errors import BadInput
from renderers.plan import Plan
from renderers.presets import DRAFT
from renderers.screenplay.sample import sample_text
from renderers.spec import FilmSpec, SoundSpec
from tests.renderers.compilers.test_film import changed, spec

SAMPLE = spec(sample_text())
JOINS = {"film_level", "film_reel", "captions", "mp4_h264", "report"}


def _directed(at: int, **decided: Any) -> FilmSpec:
    scenes = list(SAMPLE.scenes)
    scenes[at] = scenes[at].model_copy(update={"sound": SoundSpec.model_validate(decided)})
    return SAMPLE.model_copy(update={"scenes": tuple(scenes)})


def _plan(given: FilmSpec = SAMPLE) -> Plan:
    return compile_film(given, DRAFT)


def _settings(plan: Plan, at: int, role: str) -> dict[str, Any]:
    digest = plan.wanted[SAMPLE.scenes[at].key][role]
    return dict(plan.by_digest()[digest].settings)


DECISIONS = [
    ({"music": "off"}, "scene_bed"),
    ({"mood": "dread"}, "composer"),
    ({"music_db": -6}, "composer"),
    ({"ambience": "off"}, "effects"),
    ({"effects": "off"}, "effects"),
]


def _scored() -> int:
    """A scene of the story that has music by itself."""
    wanted = _plan().wanted
    return next(at for at, scene in enumerate(SAMPLE.scenes) if at and "music" in wanted[scene.key])


def _made(at: int, decided: dict[str, Any]) -> list[tuple[str, str]]:
    """(subject, engine) of what is made again."""
    again = changed(_plan(), _plan(_directed(at, **decided)))
    return [(subject, engine) for subject, engine in (step.split("/") for step in again)]


@pytest.mark.parametrize(("decided", "stem"), DECISIONS, ids=str)
def test_a_decision_is_heard_in_its_scene(decided: dict[str, Any], stem: str) -> None:
    at = 1 if stem == "effects" else _scored()
    assert (SAMPLE.scenes[at].key, stem) in _made(at, decided)


@pytest.mark.parametrize(("decided", "_stem"), [*DECISIONS, ({"music": "on"}, "composer")], ids=str)
@pytest.mark.parametrize("at", range(len(SAMPLE.scenes)))
def test_nothing_of_another_scene_is_made_again(decided: dict[str, Any], _stem: str, at: int) -> None:
    # a neighbour's part of the film's sound is laid anew: what is heard here may reach over the cut
    made = [(subject, engine) for subject, engine in _made(at, decided) if engine != "scene_sound"]
    mine = {engine for subject, engine in made if subject == SAMPLE.scenes[at].key}
    assert {subject for subject, _ in made} <= {SAMPLE.scenes[at].key, "film"}
    assert mine <= {"composer", "effects", "scene_bed", "mp4_fragments"}, "no voice, no picture"
    assert {engine for subject, engine in made if subject == "film"} <= JOINS


def test_music_can_be_asked_for_where_spotting_leaves_silence() -> None:
    plan = _plan()
    silent = next(at for at, scene in enumerate(SAMPLE.scenes) if "music" not in plan.wanted[scene.key])
    asked = _plan(_directed(silent, music="on", mood="hope", music_db=3))
    music = _settings(asked, silent, "music")
    assert (music["cue"]["family"], music["level_db"]) == ("hope", 3)


def test_no_music_means_no_stem_and_no_word_of_it_in_the_captions() -> None:
    quiet = SAMPLE.model_copy(
        update={
            "scenes": tuple(
                scene.model_copy(update={"sound": SoundSpec.model_validate({"music": "off"})})
                for scene in SAMPLE.scenes
            )
        }
    )
    plan = _plan(quiet)
    assert not any(step.engine == "composer" for step in plan)
    sdh = plan.by_digest()[plan.wanted["film"]["sdh"]].settings
    assert not any("music" in sound["text"] for sound in sdh["sounds"])


def test_a_scene_without_ambience_keeps_its_room_tone() -> None:
    bare = _settings(_plan(_directed(1, ambience="off", effects="off")), 1, "effects")["soundscape"]
    assert [bed["sound"] for bed in bare["beds"]] == ["room_tone"]
    assert bare["spots"] == []
    assert bare["space"] == _settings(_plan(), 1, "effects")["soundscape"]["space"], "the place is still the place"


def test_a_mood_nobody_can_play_is_named() -> None:
    with pytest.raises(BadInput, match="no mood 'jolly'; choose one of calm"):
        _plan(_directed(1, music="on", mood="jolly"))
