"""A show over HTTP: people and their voices, an episode from sources to a script, a team's edits, a render, a feed."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import av
import feedparser
import pytest
from asgiref.sync import async_to_sync
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.utils import override_settings
from rest_framework.test import APIClient

from projects.cast.models import Character
from projects.podcast.models import Personality
from projects.podcast.scripting import brief_people
from projects.project.models import Project
from studio.accounts.models import Workspace
from studio.core.tenancy import tenant
from tests.factories import (
    KEEPERS,
    a_browser,
    a_project,
    a_show,
    a_workspace,
    an_episode,
    an_owner,
    signed_in,
    the_first,
)
from tests.projects.farmhand import work

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


class Show:
    """A workspace with one show, as a program of its owner sees it."""

    def __init__(self) -> None:
        self.workspace: Workspace = a_workspace()
        self.client: APIClient = signed_in(an_owner(self.workspace))
        self.project: Project = a_show(workspace=self.workspace)
        self.url = f"/v1/projects/{self.project.pk}"

    def get(self, path: str) -> Any:
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def send(self, method: str, path: str, body: Any = None, *, status: int = 200, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = getattr(self.client, method)(path, body, headers=named)
        assert answer.status_code == status, answer.content
        return answer.json() if answer.content else None

    def people(self) -> list[dict[str, Any]]:
        return list(self.get(f"{self.url}/personalities")["data"])

    def episode(self, topic: str = "the lighthouse", minutes: int = 0) -> str:
        made = self.send("post", f"{self.url}/episodes", {"topic": topic, "minutes": minutes}, status=201)
        return str(made["id"])

    def written(self, text: str = KEEPERS, topic: str = "the lighthouse") -> tuple[str, dict[str, Any]]:
        episode = self.episode(topic)
        self.send("post", f"/v1/episodes/{episode}/sources", {"text": text}, status=201)
        return episode, self.send("post", f"/v1/episodes/{episode}/script/write", If_Match='"v1"')

    def render(self, episode: str, **body: Any) -> dict[str, Any]:
        quote = self.send("post", f"/v1/episodes/{episode}/quotes", body, status=201)
        return dict(
            self.send("post", "/v1/renders", {"quote_id": quote["id"]}, status=202, Idempotency_Key=quote["id"])
        )


@pytest.fixture
def show(own_store: None) -> Show:
    return Show()


def turns(script: dict[str, Any]) -> list[dict[str, Any]]:
    return [turn for segment in script["segments"] for turn in segment["turns"]]


def test_a_podcast_begins_with_the_houses_four_and_no_screenplay(show: Show) -> None:
    assert [each["role"] for each in show.people()] == ["host", "expert", "creative", "skeptic"]
    assert show.client.get(f"{show.url}/screenplay").status_code == 404
    assert show.get(f"{show.url}/show")["feed_path"] == ""


def test_a_film_has_no_show(show: Show) -> None:
    film = a_project(workspace=show.workspace)
    assert show.client.get(f"/v1/projects/{film.pk}/show").json()["code"] == "no_show"


def test_two_people_with_one_voice_are_warned_of_and_a_different_one_is_proposed(show: Show) -> None:
    ada, lewis, *_ = show.people()
    changed = show.send("patch", f"/v1/personalities/{lewis['id']}", {"voice": ada["voice"]}, If_Match='"v1"')
    assert changed["alike"] == [ada["name"]]
    better = show.send("patch", f"/v1/personalities/{lewis['id']}", {"voice": changed["proposed"]}, If_Match='"v2"')
    assert better["alike"] == []


def test_somebody_of_a_film_comes_to_the_show_with_their_voice(show: Show) -> None:
    a_project(workspace=show.workspace)
    mara = next(each for each in show.get("/v1/castable")["data"] if each["name"] == "Mara")
    made = show.send("post", f"{show.url}/personalities", {"character_id": mara["id"]}, status=201)
    assert (made["name"], made["voice"], made["role"]) == ("Mara", mara["voice"], "guest")


def test_a_voice_is_tried_in_its_own_words_before_it_is_chosen(show: Show) -> None:
    ada = show.people()[0]
    tried = show.send(
        "post", f"/v1/personalities/{ada['id']}/tried-voices", {"voice": "bm_lewis"}, status=202, Idempotency_Key="one"
    )
    assert ada["name"] in tried["text"]
    assert tried["alike"] == ["Lewis"]
    assert work() == 1
    assert show.get(f"/v1/tried-voices/{tried['id']}")["audio_url"].startswith("/media/")
    assert show.people()[0]["voice"] == ada["voice"]


def test_an_episode_is_written_from_its_sources_and_says_what_its_writer_is(show: Show) -> None:
    _, script = show.written()
    assert "it quotes and arranges, nothing is made up" in script["notices"][0]
    quoted = [turn for turn in turns(script) if turn["citations"] == ["source1"]]
    assert any("A keeper lit the lamp at dusk" in turn["text"] for turn in quoted)
    assert script["seconds"] > 45


def test_nothing_to_talk_about_is_said_in_words(show: Show) -> None:
    episode = show.episode()
    refused = show.send("post", f"/v1/episodes/{episode}/script/write", status=422, If_Match='"v1"')
    assert "add a document, a page or pasted text" in refused["detail"]
    nameless = show.send("post", f"{show.url}/episodes", {"topic": "  "}, status=422)
    assert nameless["param"] == "topic"
    foreign = show.send("post", f"{show.url}/episodes", {"topic": "x", "language": "tlh"}, status=422)
    assert foreign["param"] == "language"


def test_a_document_is_read_and_what_is_none_is_refused_by_name(show: Show) -> None:
    episode = show.episode()
    url = f"/v1/episodes/{episode}/sources/files"
    good = show.client.post(url, {"file": SimpleUploadedFile("keepers.md", KEEPERS.encode())}, format="multipart")
    assert (good.status_code, good.json()["title"]) == (201, "The keepers")
    bad = show.client.post(url, {"file": SimpleUploadedFile("keepers.pdf", b"no pdf")}, format="multipart")
    assert (bad.status_code, bad.json()["param"]) == (422, "file")
    assert "keepers.pdf is no PDF" in bad.json()["detail"]


def test_two_people_edit_two_turns_and_only_the_same_turn_conflicts(show: Show) -> None:
    episode, script = show.written()
    first, second = turns(script)[:2]
    one, other = (f"/v1/episodes/{episode}/turns/{turn['id']}" for turn in (first, second))
    show.send("patch", one, {"text": "A new beginning."}, If_Match='"v1"')
    show.send("patch", other, {"text": "And a new second line."}, If_Match='"v1"')
    late = show.send("patch", one, {"text": "Too late."}, status=412, If_Match='"v1"')
    assert late["code"] == "changed_meanwhile"
    assert [turn["text"] for turn in turns(show.get(f"/v1/episodes/{episode}/script"))[:2]] == [
        "A new beginning.",
        "And a new second line.",
    ]


def test_a_turn_comes_and_goes_and_a_revision_brings_it_back(show: Show) -> None:
    episode, script = show.written()
    before = turns(script)
    speaker = before[0]["speaker_id"]
    body = {"after": before[0]["id"], "speaker_id": speaker, "text": "One more thing."}
    made = show.send("post", f"/v1/episodes/{episode}/turns", body, status=201)
    gone = before[1]["id"]
    show.send("delete", f"/v1/episodes/{episode}/turns/{gone}", status=204, If_Match='"v1"')
    now = [turn["id"] for turn in turns(show.get(f"/v1/episodes/{episode}/script"))]
    assert now[:2] == [before[0]["id"], made["id"]]
    assert gone not in now
    edited, written = show.get(f"/v1/episodes/{episode}/script/revisions")["data"]
    assert (edited["why"], written["why"]) == ("edited", "written")
    restored = show.send("post", f"/v1/script-revisions/{written['id']}/restore")
    assert [turn["id"] for turn in turns(restored)] == [turn["id"] for turn in before]


def test_a_new_episode_knows_what_the_show_has_said(show: Show) -> None:
    _, first = show.written()
    again = show.episode("the lighthouse, again")
    show.send("post", f"/v1/episodes/{again}/sources", {"text": KEEPERS}, status=201)
    refused = show.send("post", f"/v1/episodes/{again}/script/write", status=422, If_Match='"v1"')
    assert "Earlier episodes have said all" in refused["detail"]
    more = (
        KEEPERS
        + "\n\n## Fog\n\n"
        + " ".join(
            f"A fog signal number {number} was blown by steam in the year 18{number} near the harbour of the town."
            for number in range(40, 70)
        )
    )
    show.send("post", f"/v1/episodes/{again}/sources", {"text": more}, status=201)
    second = show.send("post", f"/v1/episodes/{again}/script/write", If_Match='"v1"')
    said = {turn["text"] for turn in turns(first) if turn["citations"]}
    assert said
    assert not said & {turn["text"] for turn in turns(second)}
    assert any("the lighthouse" in turn["text"] for turn in turns(second)[:3]), "the last episode is called back to"


def test_a_changed_turn_makes_its_own_words_its_passage_and_the_joins_again(show: Show) -> None:
    episode, script = show.written()
    rendered = show.render(episode, extras=["mp3"])
    assert (rendered["episode_id"], rendered["project_id"]) == (episode, show.project.pk)
    work()
    assert show.get(f"/v1/renders/{rendered['id']}")["state"] == "succeeded"
    assert show.get(f"/v1/renders/{rendered['id']}")["is_current"]
    turn = turns(script)[0]
    show.send("patch", f"/v1/episodes/{episode}/turns/{turn['id']}", {"text": "Welcome back."}, If_Match='"v1"')
    assert not show.get(f"/v1/renders/{rendered['id']}")["is_current"]
    voices = {
        line["stage"]: line for line in show.send("post", f"/v1/episodes/{episode}/quotes", {}, status=201)["lines"]
    }
    assert voices["voices"]["steps"] - voices["voices"]["cached"] == 1


def test_a_video_is_quoted_beside_the_sound_made_and_found_among_the_files(show: Show) -> None:
    assert "video_9x16" in {each["name"] for each in show.get("/v1/episode-extras")["data"]}
    episode, _ = show.written("A lens bends light at its surface, and the middle may as well be empty.")
    plain, more = (
        show.send("post", f"/v1/episodes/{episode}/quotes", {"extras": extras}, status=201)
        for extras in ([], ["audiogram_1x1"])
    )
    assert more["to_make"] > plain["to_make"]
    show.render(episode, extras=["audiogram_1x1"])
    work()
    files = {file["role"]: file for file in show.get(f"/v1/episodes/{episode}/recording")["files"]}
    assert files["audiogram_1x1"]["filename"].endswith("(audiogram 1x1).mp4")
    assert files["audiogram_1x1"]["url"]
    assert "audiogram_1x1_report" not in files


def test_who_comes_from_a_cast_looks_on_video_as_they_do_in_films(show: Show) -> None:
    known = the_first(Character, a_project(workspace=show.workspace))
    known.description, known.age, known.likeness = "long dark hair, red coat", "30s", "mara"
    with tenant(show.workspace.pk):
        known.save()
        person = Personality.objects.filter(project=show.project).order_by("position")[0]
        person.character = known
        [spec] = brief_people([person])
    assert spec.looks.endswith("30s, long dark hair, red coat")
    assert spec.likeness == "mara"


def test_a_render_of_an_episode_is_no_film(show: Show) -> None:
    episode, _ = show.written()
    rendered = show.render(episode)
    assert show.client.get(f"/v1/renders/{rendered['id']}/results").status_code == 404
    assert show.send("post", f"/v1/renders/{rendered['id']}/cancel")["state"] == "cancelled"
    assert show.send("post", f"/v1/renders/{rendered['id']}/retry", status=202)["episode_id"] == episode
    assert show.get("/v1/projects")["data"][0]["last_render"]["state"] == "queued"


def published(show: Show, visibility: str) -> tuple[str, str]:
    episode, _ = show.written()
    show.render(episode, extras=["mp3"])
    work()
    show.send("put", f"/v1/episodes/{episode}/publication", If_Match='"v1"')
    fields = {"visibility": visibility, "author": "Lumen", "owner_email": "lumen@example.com"}
    changed = show.send("patch", f"{show.url}/show", fields, If_Match='"v1"')
    return episode, str(changed["feed_path"])


PODCAST = "{https://podcastindex.org/namespace/1.0}"


def test_a_feed_is_read_by_an_independent_reader_and_holds_every_required_tag(show: Show) -> None:
    from xml.etree import ElementTree

    episode, address = published(show, "private")
    body = a_browser().get(address)
    assert body.headers["Content-Type"].startswith("application/rss+xml")
    assert body.headers["X-Robots-Tag"] == "noindex, nofollow"
    read = feedparser.parse(body.content)
    assert not read.bozo, read.get("bozo_exception")
    assert (read.feed.title, read.feed.itunes_block) == ("Slow Questions", 1)
    (entry,) = read.entries
    assert entry.id == episode
    assert [(each.type, each.href.startswith("http")) for each in entry.enclosures] == [("audio/mpeg", True)]
    channel = ElementTree.fromstring(body.content).find("channel")
    assert channel is not None
    for name in ("guid", "locked", "medium"):
        assert channel.find(f"{PODCAST}{name}") is not None, name
    item = channel.find("item")
    assert item is not None
    for name in ("person", "chapters", "transcript", "season", "episode"):
        assert item.find(f"{PODCAST}{name}") is not None, name
    assert {each.text for each in item.findall(f"{PODCAST}person")} == {"Ada", "Lewis", "Isla", "Michael"}


def answered(answer: Any) -> list[bytes]:
    """What a listener downloads."""

    async def read() -> list[bytes]:
        return [part async for part in answer.streaming_content]

    return async_to_sync(read)() if answer.is_async else list(answer.streaming_content)


def played(sound: bytes) -> float:
    """Seconds that an independent player decodes."""
    with av.open(io.BytesIO(sound), "r") as file:
        return float(sum(frame.samples / (frame.sample_rate or 1) for frame in file.decode(audio=0)))


def test_the_sound_of_a_feed_is_served_in_ranges_and_its_texts_beside_it(show: Show) -> None:
    _, address = published(show, "public")
    entry = feedparser.parse(a_browser().get(address).content).entries[0]
    path = "/" + entry.enclosures[0].href.split("/", 3)[3]
    part = a_browser().get(path, headers={"Range": "bytes=4-9"})
    assert (part.status_code, part.headers["Content-Length"], part.headers["Content-Type"]) == (206, "6", "audio/mpeg")
    assert part.headers["Cache-Control"].startswith("public")
    whole = b"".join(answered(a_browser().get(path)))
    assert len(whole) == int(entry.enclosures[0].length)
    assert played(whole) == pytest.approx(1.9, abs=0.5), "an app plays it"
    stem = path.rsplit(".", 1)[0]
    assert played(b"".join(answered(a_browser().get(f"{stem}.m4a")))) == pytest.approx(1.9, abs=0.5)
    kinds = {"vtt": "text/vtt", "srt": "application/x-subrip", "json": "application/json", "m4a": "audio/mp4"}
    for ending, kind in (kinds | {"chapters": "application/json+chapters", "jpg": "image/jpeg"}).items():
        answer = a_browser().get(f"{stem}.{ending}")
        assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (200, kind), ending


def test_a_private_address_is_revoked_and_a_show_that_is_off_has_none(show: Show) -> None:
    _, address = published(show, "private")
    assert show.project.pk not in address
    anew = show.send("post", f"{show.url}/show/feed-key")["feed_path"]
    assert (a_browser().get(address).status_code, a_browser().get(anew).status_code) == (404, 200)
    version = show.get(f"{show.url}/show")["version"]
    show.send("patch", f"{show.url}/show", {"visibility": "off"}, If_Match=f'"v{version}"')
    assert a_browser().get(anew).status_code == 404


def test_what_was_published_stays_when_the_script_goes_on(show: Show) -> None:
    episode, address = published(show, "private")
    before = a_browser().get(address).content
    turn = turns(show.get(f"/v1/episodes/{episode}/script"))[0]
    show.send("patch", f"/v1/episodes/{episode}/turns/{turn['id']}", {"text": "Changed since."}, If_Match='"v1"')
    assert a_browser().get(address).content == before
    show.send("delete", f"/v1/episodes/{episode}/publication")
    assert feedparser.parse(a_browser().get(address).content).entries == []


class _Site(BaseHTTPRequestHandler):
    """Pages of somebody else: one that may be read, one that may not."""

    def do_GET(self) -> None:
        said = "".join(f"<p>{line}</p>" for line in KEEPERS.split("\n\n") if not line.startswith("#"))
        page = f"<html><head><title>Keepers</title></head><body><nav>Home</nav><h1>The keepers</h1>{said}</body></html>"
        kind, body = ("text/html", page) if self.path != "/robots.txt" else (
            "text/plain", "User-agent: *\nDisallow: /private\n"
        )  # fmt: skip
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()


def test_a_page_is_read_without_its_menus_and_one_that_forbids_it_is_left_alone(show: Show, site: str) -> None:
    url = f"/v1/episodes/{show.episode()}/sources"
    with override_settings(PAGE_ALLOWED_HOSTS=[site]):
        read = show.send("post", url, {"url": f"http://{site}/keepers"}, status=201)
        assert (read["title"], read["url"]) == ("Keepers", f"http://{site}/keepers")
        assert read["words"] > 60
        forbidden = show.send("post", url, {"url": f"http://{site}/private/diary"}, status=422)
        assert "forbids programs to read /private/diary" in forbidden["detail"]
    inside = show.send("post", url, {"url": f"http://{site}/keepers"}, status=422)
    assert "only called over https" in inside["detail"]


def test_a_stranger_hears_nothing_of_an_episode_that_is_not_published(show: Show) -> None:
    episode = an_episode(show=show.project)
    show.send("patch", f"{show.url}/show", {"visibility": "public"}, If_Match='"v1"')
    key = show.get(f"{show.url}/show")["feed_path"].removesuffix(".xml")
    assert a_browser().get(f"{key}/{episode.pk}.m4a").status_code == 404
