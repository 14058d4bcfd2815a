"""Drafts of a screenplay: who saved what, what it changed, and going back without losing anything."""

from __future__ import annotations

from typing import Any

import pytest

from projects.screenplay.reading import read_text
from projects.screenplay.revisions import compared
from tests.projects.farmhand import work
from tests.projects.studio import Studio

pytestmark = pytest.mark.django_db


@pytest.fixture
def studio(own_store: None) -> Studio:
    return Studio()


def _drafts(studio: Studio) -> list[dict[str, Any]]:
    return list(studio.get(f"{studio.url}/screenplay/revisions")["data"])


def test_every_saved_draft_is_kept_with_who_and_how_much(studio: Studio) -> None:
    studio.write("Sit down.", "Stand up.\n\nShe sits.")
    new, old = _drafts(studio)
    assert (new["added_lines"], new["removed_lines"], new["is_current"]) == (2, 1, True)
    assert (old["removed_lines"], old["is_current"]) == (0, False)
    assert old["added_lines"] > 10
    assert new["author"] == "Olive"


def test_a_draft_says_what_it_changed_scene_by_scene(studio: Studio) -> None:
    studio.write("EXT. STREET - DAY", "EXT. BRIDGE - DAY")
    studio.write("Sit down.", "Stand up.")
    words, place, _ = _drafts(studio)
    assert studio.get(f"/v1/revisions/{words['id']}")["difference"] == {
        "added": [], "changed": ["INT. KITCHEN - NIGHT"], "removed": [],
    }  # fmt: skip
    detail = studio.get(f"/v1/revisions/{place['id']}")
    assert (detail["difference"]["added"], detail["difference"]["removed"]) == (
        ["EXT. BRIDGE - DAY"], ["EXT. STREET - DAY"],
    )  # fmt: skip
    assert "EXT. BRIDGE - DAY" in detail["text"]


def test_going_back_is_a_new_draft_and_costs_nothing(studio: Studio) -> None:
    studio.order()
    work()
    shots = [shot["id"] for shot in studio.shots()]
    studio.write("EXT. STREET - DAY", "EXT. BRIDGE - DAY")
    studio.write("Sit down.", "Stand up.")
    first = _drafts(studio)[-1]
    now = studio.client.get(f"{studio.url}/screenplay").headers["ETag"]
    back = studio.client.post(f"/v1/revisions/{first['id']}/restore", headers={"If-Match": now})
    assert back.status_code == 200, back.content
    assert back.json()["version"] == 4 == len(_drafts(studio))
    assert back.json()["changes"]["lines"]["changed"]
    assert [shot["id"] for shot in studio.shots()] == shots
    assert studio.get(f"{studio.url}/film")["is_current"], "every take is still there"


def test_nobody_goes_back_over_somebody_faster(studio: Studio) -> None:
    (first,) = _drafts(studio)
    stale = studio.client.get(f"{studio.url}/screenplay").headers["ETag"]
    studio.write("Sit down.", "Stand up.")
    late = studio.client.post(f"/v1/revisions/{first['id']}/restore", headers={"If-Match": stale})
    assert late.status_code == 412
    assert len(_drafts(studio)) == 2


def test_a_scene_written_twice_is_counted_twice() -> None:
    kitchen = "INT. KITCHEN - DAY\n\n{}\n\n"
    old = read_text(kitchen.format("Rain.") + kitchen.format("Snow."))
    new = read_text(kitchen.format("Rain.") + kitchen.format("Hail.") + kitchen.format("Wind."))
    found = compared(old, new)
    assert (len(found.changed), len(found.added), len(found.removed)) == (1, 1, 0)
