"""Several people write one turn over HTTP: one order of letters for all, nothing lost, one turn marked."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from projects.podcast.models import Episode, TurnEdit
from studio.accounts.models import Workspace
from studio.accounts.roles import Role
from studio.core.events import OBSERVERS, Announcement
from studio.core.tenancy import tenant
from tests.factories import a_member, a_show, a_turn, a_workspace, an_episode, an_owner, signed_in

pytestmark = pytest.mark.django_db


class Room:
    """A turn of an episode, and two people who have it open."""

    def __init__(self) -> None:
        self.workspace: Workspace = a_workspace()
        self.ada: APIClient = signed_in(an_owner(self.workspace))
        self.ben: APIClient = signed_in(a_member(role=Role.OWNER, workspace=self.workspace))
        self.episode: Episode = an_episode(show=a_show(workspace=self.workspace))
        self.turn = a_turn(episode=self.episode)
        self.url = f"/v1/episodes/{self.episode.pk}/turns/{self.turn.id}"

    def type(self, who: APIClient, version: int, *edits: list[Any], status: int = 200, client: str = "one") -> Any:
        body = {"client": client, "edits": list(edits)}
        answer = who.post(f"{self.url}/edits", body, headers={"If-Match": f'"v{version}"'}, format="json")
        assert answer.status_code == status, answer.content
        return answer.json()

    def since(self, version: int, *, status: int = 200) -> Any:
        answer = self.ben.get(f"{self.url}/edits?since={version}")
        assert answer.status_code == status, answer.content
        return answer.json()


@pytest.fixture
def room() -> Room:
    return Room()


def test_what_one_types_the_other_is_told_of_letter_by_letter(room: Room) -> None:
    told: list[Announcement] = []
    OBSERVERS.append(told.append)
    try:
        length, version = len(room.turn.text), room.turn.version
        typed = room.type(room.ada, version, [length, [0, "!"]], [length + 1, [0, " "]], client="ada")
    finally:
        OBSERVERS.remove(told.append)
    assert typed["text"] == f"{room.turn.text}! "
    assert typed["version"] == version + 2
    (news,) = told
    assert news.kind == "script.typed"
    assert news.body["edits"] == [[length, [0, "!"]], [length + 1, [0, " "]]]
    assert (news.body["version"], news.body["client"], news.body["turn_id"]) == (version, "ada", room.turn.id)


def test_who_was_slower_is_refused_with_nothing_changed_and_asks_what_came_before(room: Room) -> None:
    length, version = len(room.turn.text), room.turn.version
    room.type(room.ada, version, [length, [0, "!"]], client="ada")
    refused = room.type(room.ben, version, [[0, "So: "], length], status=412, client="ben")
    assert refused["code"] == "changed_meanwhile"
    missed = room.since(version)
    assert missed["edits"] == [{"version": version + 1, "client": "ada", "edit": [length, [0, "!"]]}]
    both = room.type(room.ben, version + 1, [[0, "So: "], length + 1], client="ben")
    assert both["text"] == f"So: {room.turn.text}!"


def test_a_form_and_letters_meet_in_one_history(room: Room) -> None:
    version = room.turn.version
    changed = room.ada.patch(room.url, {"text": "Anew."}, headers={"If-Match": f'"v{version}"'}, format="json")
    assert changed.status_code == 200
    (edit,) = room.since(version)["edits"]
    assert (edit["version"], edit["client"]) == (version + 1, "")
    assert room.type(room.ben, version + 1, [5, [0, " Again."]])["text"] == "Anew. Again."


def test_what_nobody_remembers_is_said(room: Room) -> None:
    length, version = len(room.turn.text), room.turn.version
    room.type(room.ada, version, [length, [0, "!"]])
    with tenant(room.workspace.pk):
        TurnEdit.objects.all().delete()
    assert room.since(version, status=409)["code"] == "edits_gone"


def test_an_edit_of_another_text_is_refused_in_words(room: Room) -> None:
    refused = room.type(room.ada, room.turn.version, [1, [0, "x"]], status=422)
    assert "does not fit the text" in refused["detail"]
    too_long = [[len(room.turn.text), "x" * 4001]]
    assert "let somebody answer" in room.type(room.ada, room.turn.version, too_long, status=422)["detail"]


def test_a_turn_that_was_emptied_is_not_spoken_and_its_chapter_goes_on(room: Room) -> None:
    emptied = room.type(room.ada, room.turn.version, [[len(room.turn.text)]])
    assert emptied["text"] == ""
    script = room.ada.get(f"/v1/episodes/{room.episode.pk}/script")
    assert script.status_code == 200
    kept = [turn["id"] for segment in script.json()["segments"] for turn in segment["turns"]]
    assert room.turn.id in kept


def test_two_who_type_in_turns_leave_one_revision_each(room: Room) -> None:
    length, version = len(room.turn.text), room.turn.version
    url = f"/v1/episodes/{room.episode.pk}/script/revisions"
    before = len(room.ada.get(url).json()["data"])
    for number in range(6):
        who = (room.ada, room.ben)[number % 2]
        room.type(who, version + number, [length + number, [0, str(number)]])
    revisions = room.ada.get(url).json()["data"]
    assert len(revisions) <= before + 2
    newest = max(revisions, key=lambda each: each["version"])
    assert newest["version"] == room.ada.get(f"/v1/episodes/{room.episode.pk}/script").json()["version"]
