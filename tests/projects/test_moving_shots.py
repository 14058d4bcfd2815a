"""A shot put elsewhere in its scene stays there, whatever is written around it, until it is put back."""

from __future__ import annotations

from typing import Any

import pytest

from projects.storyboard.order import between, kept_places, split_line
from tests.projects.farmhand import work
from tests.projects.studio import Studio

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def studio(own_store: None) -> Studio:
    return Studio()


def _kitchen(studio: Studio) -> list[dict[str, Any]]:
    """Shots of the first scene in order."""
    shots = studio.shots()
    return [shot for shot in shots if shot["scene_id"] == shots[0]["scene_id"]]


def _put(studio: Studio, shot: dict[str, Any], after: dict[str, Any] | None, *, version: int = 0) -> Any:
    return studio.client.put(
        f"/v1/shots/{shot['id']}/place",
        {"after_shot_id": after["id"] if after else None},
        headers={"If-Match": f'"v{version or shot["version"]}"'},
    )


def _ids(shots: list[dict[str, Any]]) -> list[str]:
    return [shot["id"] for shot in shots]


def test_a_moved_shot_stands_where_it_was_put_and_is_numbered_so(studio: Studio) -> None:
    one, two, three, *rest = _kitchen(studio)
    answer = _put(studio, one, three)
    assert answer.status_code == 200, answer.content
    assert (answer.json()["number"], answer.json()["pinned"]) == ("1.3", ["order"])
    now = _kitchen(studio)
    assert _ids(now) == _ids([two, three, one, *rest])
    assert [shot["number"] for shot in now] == [f"1.{place}" for place in range(1, len(now) + 1)]
    assert _ids(_kitchen(studio)) != _ids([one, two, three, *rest])


def test_moving_paints_and_speaks_nothing_again(studio: Studio) -> None:
    studio.order()
    work()
    _, two, three, *_ = _kitchen(studio)
    _put(studio, two, three)
    scene = studio.get(f"{studio.url}/scenes")["data"][0]
    assert scene["status"] == {"state": "stale", "cause": "the order of its shots changed"}
    again = studio.order()
    steps = studio.get(f"/v1/renders/{again['id']}/steps?limit=200")["data"]
    made = {step["engine"] for step in steps if not step["cached"]}
    assert made.isdisjoint({"kokoro", "draft_panel"}), "clips meet other neighbours, whose voices begin in them"
    assert "picture" in made


def test_there_is_always_room_for_one_more(studio: Studio) -> None:
    for _ in range(14):
        *_, before, last = _kitchen(studio)
        first = _kitchen(studio)[0]
        assert _put(studio, last, first).status_code == 200
        now = _kitchen(studio)
        assert (now[0]["id"], now[1]["id"], now[-1]["id"]) == (first["id"], last["id"], before["id"])


def test_a_moved_shot_stays_behind_its_neighbour_when_the_scene_is_rewritten(studio: Studio) -> None:
    one, two, three, *_ = _kitchen(studio)
    _put(studio, one, three)
    studio.write("Sit down.", "Sit down. Please.")
    now = _ids(_kitchen(studio))
    assert now.index(one["id"]) == now.index(three["id"]) + 1
    assert now.index(two["id"]) == 0


def test_a_shot_can_be_put_back(studio: Studio) -> None:
    before = _kitchen(studio)
    moved = _put(studio, before[0], before[2]).json()
    back = studio.client.delete(f"/v1/shots/{moved['id']}/place", headers={"If-Match": f'"v{moved["version"]}"'})
    assert back.status_code == 200, back.content
    assert back.json()["pinned"] == []
    assert _ids(_kitchen(studio)) == _ids(before)


def test_following_the_script_again_keeps_the_place(studio: Studio) -> None:
    before = _kitchen(studio)
    moved = _put(studio, before[0], before[2]).json()
    reset = studio.client.post(
        f"/v1/shots/{moved['id']}/reset", {"fields": []}, headers={"If-Match": f'"v{moved["version"]}"'}
    )
    assert reset.json()["pinned"] == ["order"]
    assert _ids(_kitchen(studio))[2] == moved["id"]


def test_another_scene_and_a_stale_version_are_refused(studio: Studio) -> None:
    first, second, *_ = _kitchen(studio)
    street = next(shot for shot in studio.shots() if shot["number"].startswith("2."))
    for after in (street, first):
        refused = _put(studio, first, after)
        assert refused.status_code in (400, 422), refused.content
        assert "move its text there" in refused.json()["detail"]
    assert _put(studio, first, second, version=9).status_code == 412
    assert _ids(_kitchen(studio))[:2] == _ids([first, second])


def test_a_line_is_never_said_back_to_front(studio: Studio) -> None:
    studio.write(
        "Sit down.", " ".join(f"I have waited for {each} long years in this kitchen." for each in range(1, 30))
    )
    shots = _kitchen(studio)
    long = max({line for shot in shots for line in shot["line_ids"]}, key=lambda line: _times(shots, line))
    parts = [shot for shot in shots if long in shot["line_ids"]]
    assert len(parts) > 1, "a speech this long is spread over several shots"
    refused = _put(studio, parts[0], parts[1])
    assert refused.status_code in (400, 422)
    assert "share one line" in refused.json()["detail"]
    assert parts[0]["number"] in refused.json()["detail"] or parts[1]["number"] in refused.json()["detail"]


def _times(shots: list[dict[str, Any]], line: str) -> int:
    return sum(line in shot["line_ids"] for shot in shots)


def test_keys_between_are_between() -> None:
    assert "000001000" < str(between("000001000", "000002000")) < "000002000"
    assert between("000001000", "000001001") is None
    assert str(between("", "000001000")) < "000001000"
    assert str(between("000009000", "")) > "000009000"


def test_nothing_is_moved_where_nobody_moved_anything() -> None:
    assert kept_places([], {}) == []
    assert split_line([]) is None
