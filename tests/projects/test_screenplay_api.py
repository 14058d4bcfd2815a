"""Screenplays over HTTP: written, imported, exported, checked; bad ones refused in words, nothing stored by halves."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from tests.factories import a_workspace, an_owner, signed_in
from tests.projects.story import STORY

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> APIClient:
    return signed_in(an_owner(a_workspace()))


@pytest.fixture
def url(client: APIClient) -> str:
    made = client.post("/v1/projects", {"title": "Salt", "screenplay": STORY}).json()
    return f"/v1/projects/{made['id']}"


def _upload(client: APIClient, url: str, data: bytes, *, name: str = "film.fountain", version: str = '"v1"') -> Any:
    file = SimpleUploadedFile(name, data)
    return client.post(f"{url}/screenplay/import", {"file": file}, format="multipart", headers={"If-Match": version})


def test_the_answer_to_an_edit_says_what_changed(client: APIClient, url: str) -> None:
    text = STORY.replace("Salt?", "Pepper?")
    answer = client.put(f"{url}/screenplay", {"text": text}, headers={"If-Match": '"v1"'})
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"v2"')
    changes = answer.json()["changes"]
    assert [each["label"] for each in changes["lines"]["changed"]] == ["OTTO: Pepper?"]
    assert [each["label"] for each in changes["scenes"]["changed"]] == ["3. INT. KITCHEN - MORNING"]
    assert changes["lines"]["added"] == changes["scenes"]["moved"] == []
    read = client.get(f"{url}/screenplay").json()
    assert (read["text"], read["version"], read["pages"]) == (text, 2, 1)
    assert read["minutes"] == round(read["frames"] / 24 / 60, 1)


def test_an_edit_of_an_older_draft_is_refused(client: APIClient, url: str) -> None:
    client.put(f"{url}/screenplay", {"text": STORY + "\nMore."}, headers={"If-Match": '"v1"'})
    late = client.put(f"{url}/screenplay", {"text": STORY + "\nLess."}, headers={"If-Match": '"v1"'})
    assert late.status_code == 412


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("INT. A - DAY\n\nzero \x00 byte", "Line 3 holds a zero byte"),
        ("INT. A - DAY\n\nbell \x07", "Line 3 holds control character 7"),
        ("x" * 8_000_001, "8,000,001 characters"),
    ],
)
def test_a_text_that_is_none_is_refused_and_the_old_one_stays(
    client: APIClient, url: str, text: str, says: str
) -> None:
    answer = client.put(f"{url}/screenplay", {"text": text}, headers={"If-Match": '"v1"'})
    assert (answer.status_code, answer.json()["code"], answer.json()["param"]) == (422, "not_a_screenplay", "text")
    assert says in answer.json()["detail"]
    assert client.get(f"{url}/screenplay").json()["version"] == 1


def test_half_a_character_is_refused_with_its_line(client: APIClient, url: str) -> None:
    body = json.dumps({"text": "INT. A - DAY\n\nHello"}).replace("Hello", "\\ud83d!")
    answer = client.put(f"{url}/screenplay", body, content_type="application/json", headers={"If-Match": '"v1"'})
    assert answer.status_code in (400, 422)
    assert "line 3" in answer.json()["detail"].lower()
    assert client.get(f"{url}/screenplay").json()["text"] == STORY


def test_a_draft_without_headings_is_kept_with_a_word_on_what_is_missing(client: APIClient, url: str) -> None:
    answer = client.put(f"{url}/screenplay", {"text": "Just a thought."}, headers={"If-Match": '"v1"'})
    assert answer.status_code == 200
    [notice] = answer.json()["notices"]
    assert (notice["line"], notice["code"]) == (1, "no_scene_heading")
    assert "INT. KITCHEN - NIGHT" in notice["remedy"]
    assert client.get(f"{url}/scenes").json()["data"] == []


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (STORY.replace("\n", "\r\n").encode(), STORY),
        (STORY.encode("utf-8-sig"), STORY),
        (STORY.encode("utf-16"), STORY),
        (STORY.replace("Rain", "Café").encode("cp1252"), STORY.replace("Rain", "Café")),
    ],
    ids=["CRLF", "BOM", "UTF-16", "Windows-1252"],
)
def test_files_of_every_kind_of_editor_are_read(client: APIClient, url: str, data: bytes, text: str) -> None:
    client.put(f"{url}/screenplay", {"text": "INT. A - DAY\n\nOld."}, headers={"If-Match": '"v1"'})
    answer = _upload(client, url, data, version='"v2"')
    assert answer.status_code == 200, answer.content
    assert answer.json()["text"] == text
    assert [notice["code"] for notice in answer.json()["notices"]] == (["encoding"] if "é" in text else [])


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "film.fountain", "no text"),
        (b"x" * 50_000_000, "film.fountain", "50 MB"),
        (b"Only prose, no headings.", "film.txt", "scene heading"),
        (b"", "film.fountain", "scene heading"),
        (b"<?xml version='1.0'?><FinalDraft><Content>", "film.fdx", "XML"),
        (b"<?xml version='1.0'?><html/>", "film.fdx", "Final Draft"),
    ],
    ids=["a picture", "50 MB", "prose", "nothing", "broken XML", "other XML"],
)
def test_a_file_that_is_no_screenplay_is_refused_and_the_old_one_stays(
    client: APIClient, url: str, data: bytes, name: str, says: str
) -> None:
    answer = _upload(client, url, data, name=name)
    assert (answer.status_code, answer.json()["code"]) == (422, "not_a_screenplay"), answer.content
    assert says in answer.json()["detail"]
    after = client.get(f"{url}/screenplay").json()
    assert (after["text"], after["version"]) == (STORY, 1)


def test_what_is_exported_to_final_draft_is_the_same_film_when_it_comes_back(client: APIClient, url: str) -> None:
    lines = [each["id"] for scene in client.get(f"{url}/scenes").json()["data"] for each in _lines(client, scene)]
    exported = client.get(f"{url}/screenplay/export?as=fdx")
    assert exported.headers["Content-Type"] == "application/xml"
    assert 'filename="Salt.fdx"' in exported.headers["Content-Disposition"]
    answer = _upload(client, url, exported.content, name="Salt.fdx")
    assert answer.status_code == 200, answer.content
    after = [each["id"] for scene in client.get(f"{url}/scenes").json()["data"] for each in _lines(client, scene)]
    assert after == lines


def _lines(client: APIClient, scene: dict[str, Any]) -> list[dict[str, Any]]:
    elements = client.get(f"/v1/scenes/{scene['id']}").json()["elements"]
    return [each for each in elements if each["type"] == "speech"]


def test_fountain_and_pdf_are_exported(client: APIClient, url: str) -> None:
    assert client.get(f"{url}/screenplay/export?as=fountain").content.decode() == STORY
    assert client.get(f"{url}/screenplay/export?as=pdf").content.startswith(b"%PDF-")
    assert client.get(f"{url}/screenplay/export?as=docx").status_code == 422


def test_a_check_says_what_a_text_would_become_and_stores_nothing(client: APIClient) -> None:
    found = client.post("/v1/screenplays/check", {"text": STORY}).json()
    assert [scene["heading"] for scene in found["scenes"]] == [
        "INT. KITCHEN - NIGHT",
        "EXT. STREET - DAY",
        "INT. KITCHEN - MORNING",
    ]
    assert STORY.splitlines()[found["scenes"][1]["line"] - 1] == "EXT. STREET - DAY"
    assert [(each["name"], each["lines"]) for each in found["characters"]] == [("MIA", 4), ("OTTO", 2)]
    assert (found["pages"], found["notices"]) == (1, [])
    assert client.get("/v1/projects").json()["data"] == []


def test_a_scene_shows_what_is_written_in_it_and_how_it_is_covered(client: APIClient, url: str) -> None:
    first = client.get(f"{url}/scenes").json()["data"][0]
    assert (first["number"], first["setting"], first["location"], first["time_of_day"]) == (
        "1",
        "INT",
        "KITCHEN",
        "NIGHT",
    )
    scene = client.get(f"/v1/scenes/{first['id']}").json()
    spoken = [each for each in scene["elements"] if each["type"] == "speech"]
    assert [(each["character"], each["parenthetical"]) for each in spoken] == [
        ("MIA", ""),
        ("OTTO", "quietly"),
        ("MIA", ""),
    ]
    assert all(STORY.splitlines()[each["line"] - 1] == each["character"] for each in spoken)
    assert [shot["number"] for shot in scene["shots"]] == [f"1.{n}" for n in range(1, len(scene["shots"]) + 1)]
    assert [line for shot in scene["shots"] for line in shot["line_ids"]] == [each["id"] for each in spoken]
    assert (scene["shot_count"], scene["line_count"]) == (len(scene["shots"]), 3)
    assert scene["frames"] == sum(shot["frames"] for shot in scene["shots"])
    assert scene["status"] == {"state": "missing", "cause": ""}
