"""Voices are heard before they are chosen, and words get the sound a person gives them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test.utils import override_settings

from tests.projects.farmhand import work
from tests.projects.studio import Studio

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    with override_settings(STORAGES=storages, MEDIA_ROOT=tmp_path):
        yield Studio()


def character(studio: Studio, name: str) -> dict[str, Any]:
    every = studio.get(f"{studio.url}/characters")["data"]
    return next(each for each in every if each["name"] == name)


def try_voice(studio: Studio, character_id: str, **voice: Any) -> Any:
    studio.orders += 1
    return studio.client.post(
        f"/v1/characters/{character_id}/auditions", voice, headers={"Idempotency-Key": f"try-{studio.orders}"}
    )


def audition(studio: Studio, character_id: str, **voice: Any) -> dict[str, Any]:
    answer = try_voice(studio, character_id, **voice)
    assert answer.status_code == 202, answer.content
    return dict(answer.json())


def test_a_voice_is_heard_on_the_characters_own_line_before_it_is_chosen(studio: Studio) -> None:
    otto = character(studio, "Otto")
    asked = audition(studio, otto["id"], voice="am_onyx*0.5+bm_lewis*0.5", pitch_percent=95)
    assert asked["state"] == "queued"
    assert (asked["voice"], asked["title"]) == ("am_onyx*0.5+bm_lewis*0.5", "Onyx 50 %, Lewis 50 %")
    assert asked["audio_url"] is None
    assert work() == 1
    heard = studio.get(f"/v1/auditions/{asked['id']}")
    assert heard["state"] == "succeeded"
    assert heard["audio_url"].startswith("/media/")
    assert character(studio, "Otto")["voice"] == otto["voice"]


def test_an_audition_is_the_step_of_the_film_and_costs_nothing_twice(studio: Studio) -> None:
    otto = character(studio, "Otto")
    audition(studio, otto["id"])
    assert work() == 1
    assert audition(studio, otto["id"])["audio_url"]
    before = studio.quote()
    assert before["cached"] == 1
    studio.order()
    work()
    assert audition(studio, otto["id"])["audio_url"]
    assert work() == 0


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("voice", "af_heart*0.9+am_onyx*0.9", "add up to 1.8"),
        ("pitch_percent", 300, "300 percent"),
        ("pace_percent", 10, "10 percent"),
    ],
)
def test_a_voice_nobody_has_is_refused_in_words(studio: Studio, field: str, value: Any, named: str) -> None:
    answer = try_voice(studio, character(studio, "Otto")["id"], **{field: value})
    assert answer.status_code == 422
    assert named in answer.json()["detail"]
    assert answer.json()["param"] == field


def test_a_word_with_its_own_sound_touches_only_the_lines_that_say_it(studio: Studio) -> None:
    studio.order()
    work()
    shown = studio.client.get(studio.url)
    answer = studio.client.patch(
        studio.url, {"pronunciations": {"Zorblaxian": "zor-BLAX-ian"}}, headers={"If-Match": shown.headers["ETag"]}
    )
    assert answer.json()["pronunciations"] == {"Zorblaxian": "zor-BLAX-ian"}
    assert studio.states() == {"current": 9}
    answer = studio.client.patch(
        studio.url, {"pronunciations": {"Salt": "SALL-tuh"}}, headers={"If-Match": answer.headers["ETag"]}
    )
    assert answer.status_code == 200, answer.content
    assert studio.causes() == {"a pronunciation changed"}
    assert 0 < studio.states()["stale"] < 9


def test_a_sound_nobody_can_say_is_refused_by_its_word(studio: Studio) -> None:
    answer = studio.client.patch(studio.url, {"pronunciations": {"Ana": "/ŧ/"}}, headers={"If-Match": '"v1"'})
    assert "'Ana'" in answer.json()["detail"]
    assert answer.json()["param"] == "pronunciations"


def test_a_line_longer_than_the_length_a_person_set_is_said_so(studio: Studio) -> None:
    shot = next(each for each in studio.shots() if each["line_ids"])
    answer = studio.client.patch(f"/v1/shots/{shot['id']}", {"frames": 12}, headers={"If-Match": '"v1"'})
    assert answer.status_code == 200, answer.content
    studio.order()
    work()
    (status,) = (each["status"] for each in studio.shots() if each["id"] == shot["id"])
    assert status["state"] == "current"
    assert status["cause"] == "its line is longer than the shot: 0.5 s set, 20.0 s spoken at the fastest"
    others = [each["status"]["cause"] for each in studio.shots() if each["id"] != shot["id"]]
    assert set(others) == {""}
