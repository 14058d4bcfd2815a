"""A show's own picture: checked, in the feed at once, and the cover of what is rendered from then on."""

from __future__ import annotations

import io
from pathlib import Path

import feedparser
import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from infra.bench.synthetic import make
from projects.podcast.models import Episode
from projects.rendering.episode_spec import current_episode
from renderers.compilers.podcast import EPISODE
from studio.core.tenancy import tenant
from tests.factories import a_browser
from tests.projects.test_podcasts import Show

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def a_picture(width: int = 1500, height: int = 1500, kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), (180, 30, 60)).save(file, kind)
    return file.getvalue()


def put(show: Show, data: bytes, *, status: int = 200) -> dict[str, object]:
    file = SimpleUploadedFile("art.png", data)
    answer = show.client.put(f"{show.url}/show/art", {"file": file}, format="multipart")
    assert answer.status_code == status, answer.content
    return dict(answer.json())


def test_art_is_in_the_feed_at_once_and_in_the_next_render(own_store: None) -> None:
    show = Show()
    show.written()
    with tenant(show.workspace.pk):
        drawn = current_episode(Episode.objects.get()).plan
    chosen = put(show, a_picture())
    assert str(chosen["art_url"]).startswith("/media/")
    with tenant(show.workspace.pk):
        plan = current_episode(Episode.objects.get()).plan
    cover = next(step for step in plan if step.digest == plan.wanted[EPISODE]["cover"])
    assert [role for role, _ in cover.given] == ["art"]
    assert plan.wanted[EPISODE]["master"] != drawn.wanted[EPISODE]["master"], "the file's own cover changes"
    opened = show.send("patch", f"{show.url}/show", {"visibility": "public"}, If_Match=f'"v{chosen["version"]}"')
    read = feedparser.parse(a_browser().get(opened["feed_path"]).content)
    path = "/" + read.feed.image.href.split("/", 3)[3]
    served = a_browser().get(path)
    assert (served.status_code, served.headers["Content-Type"]) == (200, "image/jpeg")
    assert int(served.headers["Content-Length"]) > 1000
    assert show.send("delete", f"{show.url}/show/art")["art_url"] is None
    assert a_browser().get(path).status_code == 404


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (a_picture(1600, 1400), "square"),
        (a_picture(800, 800), "1400 at least"),
        (b"GIF89a no picture", "not a picture"),
        (a_picture()[:900], "damaged"),
        (b"", "empty"),
    ],
)
def test_a_picture_directories_would_refuse_is_refused_in_words(own_store: None, data: bytes, said: str) -> None:
    show = Show()
    assert said in str(put(show, data, status=422)["detail"])
    assert show.get(f"{show.url}/show")["art_url"] is None


def test_a_cover_of_art_shows_the_art_and_no_type(tmp_path: Path) -> None:
    art = tmp_path / "art.png"
    art.write_bytes(a_picture())
    with Image.open(make("cover", {"title": "", "pixels": 300}, {"art": art}, tmp_path / "cover.jpg")) as cover:
        assert (cover.size, cover.format) == ((300, 300), "JPEG")
        seen = np.asarray(cover)
    assert seen.std(axis=(0, 1)).max() < 2
    assert abs(seen.mean(axis=(0, 1)) - (180, 30, 60)).max() < 6


def test_two_hundred_megapixels_are_refused_before_they_are_unpacked(own_store: None) -> None:
    huge = Image.new("1", (14_200, 14_200))
    file = io.BytesIO()
    huge.save(file, "PNG")
    assert "megapixels" in str(put(Show(), file.getvalue(), status=422)["detail"])
