"""People of a show who are filmed: their picture and its consent, the engine, the quote, and what was made of whom."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.utils import override_settings
from PIL import Image

from projects.cast.models import Character, Reference
from projects.consent.models import Use
from projects.podcast.models import Personality
from renderers.events import RenderState
from renderers.farm.models import Render, Step
from studio.core.tenancy import tenant
from tests.factories import a_project
from tests.projects.farmhand import work
from tests.projects.test_podcasts import Show
from tests.renderers.media.brought import a_picture

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
VIDEO = {"extras": ["video_16x9"]}
ENGINE = "talking_portrait"


@pytest.fixture
def show(own_store: None) -> Show:
    return Show()


def host_of(show: Show) -> dict[str, Any]:
    return show.people()[0]


def bring(show: Show, person: str, *, status: int = 200, **told: Any) -> dict[str, Any]:
    form = {"file": SimpleUploadedFile("me.png", a_picture()), "shows": "invented"} | told
    answer = show.client.put(f"/v1/personalities/{person}/picture", form, format="multipart")
    assert answer.status_code == status, answer.content
    return dict(answer.json())


def allow(show: Show, **terms: str) -> str:
    proof = SimpleUploadedFile("leave.pdf", b"%PDF-1.7 I agree")
    form = {"person": "Vera Brandt", "uses": ["depict"], "evidence": proof} | terms
    answer = show.client.post("/v1/consents", form, format="multipart")
    assert answer.status_code == 201, answer.content
    return str(answer.json()["id"])


def film(show: Show, person: dict[str, Any], engine: str = ENGINE, *, status: int = 200) -> dict[str, Any]:
    version = f'"v{person["version"]}"'
    path = f"/v1/personalities/{person['id']}"
    return dict(show.send("patch", path, {"filmed_by": engine}, status=status, If_Match=version))


def filmed(show: Show, **told: Any) -> str:
    """The host is filmed; an episode that everybody speaks in."""
    host = host_of(show)
    film(show, bring(show, host["id"], **told))
    return show.written()[0]


def quote(show: Show, episode: str, *, status: int = 201) -> dict[str, Any]:
    return dict(show.send("post", f"/v1/episodes/{episode}/quotes", VIDEO, status=status))


def test_engines_that_film_people_say_on_what_they_run_and_what_they_lack(show: Show) -> None:
    engines = {each["name"]: each for each in show.get("/v1/avatar-engines")["data"]}
    assert "worker with a small graphics card" in engines[ENGINE]["says"]
    assert "No worker with a small graphics card is online" in engines[ENGINE]["why_not"]
    assert "MIT" in engines[ENGINE]["says"]
    assert "servers of your own" in engines["comfy_s2v"]["says"]
    assert "ComfyUI" in engines["comfy_s2v"]["why_not"]


def test_nobody_is_filmed_without_a_picture_and_the_sentence_says_what_to_bring(show: Show) -> None:
    said = film(show, host_of(show), status=422)
    assert said["code"] == "nothing_to_film_from"
    assert "Bring one in which the face is seen from the front" in said["detail"]
    assert host_of(show)["filmed_by"] == ""


def test_an_engine_that_films_nobody_is_refused_with_those_that_do(show: Show) -> None:
    said = film(show, bring(show, host_of(show)["id"]), "wan_5b", status=422)
    assert "talking_portrait" in said["detail"]


def test_a_brought_picture_is_shown_and_a_new_one_takes_its_place(show: Show) -> None:
    host = host_of(show)["id"]
    first = bring(show, host)
    assert first["picture"]["origin"] == "portrait"
    assert first["picture"]["url"].startswith("/media/")
    file = io.BytesIO()
    Image.new("RGB", (400, 400), (10, 200, 40)).save(file, "PNG")
    second = bring(show, host, file=SimpleUploadedFile("other.png", file.getvalue()))
    assert second["picture"]["url"] != first["picture"]["url"]
    with tenant(show.workspace.pk):
        assert Reference.objects.filter(archived_at=None).count() == 1
        assert Character.objects.get(project=show.project).voice == "", "whoever is seen here is cast in no film"
    assert "Mara" not in [each["name"] for each in show.get("/v1/castable")["data"]]


def test_a_real_persons_picture_needs_their_consent_before_it_is_kept(show: Show) -> None:
    host = host_of(show)["id"]
    refused = bring(show, host, shows="real", status=409)
    assert refused["code"] == "consent_needed"
    with tenant(show.workspace.pk):
        assert not Reference.objects.exists()
    kept = bring(show, host, shows="real", consent_id=allow(show))
    assert kept["picture"]["person"] == "Vera Brandt"
    assert kept["picture"]["standing"] == "valid"


def test_pictures_of_the_cast_of_a_film_are_kept_there(show: Show) -> None:
    a_project(workspace=show.workspace)
    mara = next(each for each in show.get("/v1/castable")["data"] if each["name"] == "Mara")
    guest = show.send("post", f"{show.url}/personalities", {"character_id": mara["id"]}, status=201)
    assert guest["film"]
    assert bring(show, guest["id"], status=409)["code"] == "picture_of_the_cast"
    form = {"file": SimpleUploadedFile("mara.png", a_picture()), "kind": "front", "shows": "invented"}
    assert show.client.post(f"/v1/characters/{mara['id']}/references", form, format="multipart").status_code == 201
    known = next(each for each in show.people() if each["id"] == guest["id"])
    assert known["picture"]["origin"] == "portrait"
    assert film(show, known)["filmed_by"] == ENGINE


def test_a_quote_has_a_line_of_its_own_for_them_and_says_what_is_lacking_before_anything_starts(show: Show) -> None:
    episode = filmed(show)
    sound = show.send("post", f"/v1/episodes/{episode}/quotes", {}, status=201)
    assert "avatars" not in [line["stage"] for line in sound["lines"]]
    assert not any("filmed" in each for each in sound["shortages"])
    priced = quote(show, episode)
    line = next(line for line in priced["lines"] if line["stage"] == "avatars")
    assert line["amount"] > 0
    assert line["steps"] > 0
    assert any("No worker with a small graphics card is online" in each for each in priced["shortages"])
    assert any("is filmed by Talking portrait (MuseTalk) in" in each for each in priced["shortages"])
    with tenant(show.workspace.pk):
        assert not Step.objects.exists()


def test_without_a_server_the_quote_of_a_workflow_says_so(show: Show) -> None:
    host = host_of(show)
    film(show, bring(show, host["id"]), "comfy_s2v")
    episode, _ = show.written()
    assert any("ComfyUI" in each for each in quote(show, episode)["shortages"])


def test_a_video_of_a_filmed_person_is_made_and_kept_with_their_consent(show: Show) -> None:
    allowed = allow(show)
    episode = filmed(show, shows="real", consent_id=allowed)
    show.render(episode, **VIDEO)
    with override_settings(FACE_RECOGNISER=True):
        work(sizes=("cpu", "gpu-small"))
    with tenant(show.workspace.pk):
        assert Render.objects.get().state == RenderState.SUCCEEDED
        assert Use.objects.filter(consent_id=allowed, makes="clip").exists()
        assert Use.objects.filter(consent_id=allowed, makes="master").exists()
    made = show.get(f"/v1/consents/{allowed}/made")["data"]
    assert "the lighthouse" in {each["title"] for each in made}
    assert {each["project_title"] for each in made} == {show.project.title}


def test_a_revoked_consent_refuses_the_video_but_not_the_sound(show: Show) -> None:
    allowed = allow(show)
    episode = filmed(show, shows="real", consent_id=allowed)
    show.send("post", f"/v1/consents/{allowed}/revocation", {"because": "She asked"})
    refused = quote(show, episode, status=409)
    assert refused["code"] == "consent_needed"
    assert "Vera Brandt has revoked the consent" in refused["detail"]
    assert "On the page People" in refused["detail"]
    show.send("post", f"/v1/episodes/{episode}/quotes", {}, status=201)


def test_a_consent_for_one_film_films_nobody_in_a_show(show: Show) -> None:
    other = a_project(workspace=show.workspace)
    allowed = allow(show, project_id=str(other.pk))
    assert (
        "for another project"
        in bring(show, host_of(show)["id"], shows="real", consent_id=allowed, status=409)["detail"]
    )
    mara = next(each for each in show.get("/v1/castable")["data"] if each["name"] == "Mara")
    form = {"file": SimpleUploadedFile("m.png", a_picture()), "kind": "front", "shows": "real", "consent_id": allowed}
    assert show.client.post(f"/v1/characters/{mara['id']}/references", form, format="multipart").status_code == 201
    guest = show.send("post", f"{show.url}/personalities", {"character_id": mara["id"], "role": "host"}, status=201)
    film(show, guest)
    episode, _ = show.written()
    with tenant(show.workspace.pk):
        people = list(Personality.objects.exclude(name__in=["Lewis", "Emma"]).values_list("id", flat=True))
    version = show.get(f"/v1/episodes/{episode}")["version"]
    show.send("patch", f"/v1/episodes/{episode}", {"personality_ids": people}, If_Match=f'"v{version}"')
    assert "is for another project" in quote(show, episode, status=409)["detail"]


def test_a_removed_picture_has_them_painted_again(show: Show) -> None:
    episode = filmed(show)
    painted = show.send("delete", f"/v1/personalities/{host_of(show)['id']}/picture")
    assert (painted["picture"], painted["filmed_by"]) == (None, "")
    assert "avatars" not in [line["stage"] for line in quote(show, episode)["lines"]]
