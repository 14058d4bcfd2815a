"""/feeds: shows for podcast apps. A private one has a secret address that can be revoked, a public one its own id."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from asgiref.sync import sync_to_async
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from projects.podcast.models import Episode, Show, Visibility
from projects.podcast.selectors import access_episode
from projects.project.models import Project
from projects.rendering.episode_spec import frozen_spec
from projects.rendering.recordings import TEXTS, chapters_json, chapters_of, published_of, text_of
from renderers.compilers.podcast import EPISODE
from renderers.errors import RenderError
from renderers.farm import selectors as farm
from renderers.farm.media import served
from renderers.farm.models import Artifact, Render
from renderers.farm.store import DjangoStore
from renderers.podcast.feed import Feed, FeedFile, FeedItem, FeedPerson, rss
from studio.core import problems
from studio.core.errors import NotFound, StudioError
from studio.core.tenancy import system, tenant

RSS, CHAPTERS = "application/rss+xml; charset=utf-8", "application/json+chapters"
PUBLIC_SECONDS, PRIVATE_SECONDS = 300, 60
_SOUNDS = {"m4a": ("master", "audio/mp4"), "mp3": ("mp3", "audio/mpeg"), "jpg": ("cover", "image/jpeg")}
_TEXT_FILES = {"vtt": "transcript.vtt", "srt": "transcript.srt", "json": "transcript.json"}

Answer = TypeVar("Answer", bound=HttpResponseBase)


@dataclass(frozen=True, slots=True)
class _Found:
    """A file of an episode: an artifact, or text made for the asker."""

    artifact: Artifact | None = None
    text: str = ""
    media_type: str = ""


def feed_address(show: Show) -> str:
    """Where the show is, without the host; nothing while it is off."""
    return f"/feeds/{_key_of(show)}.xml" if show.visibility != Visibility.OFF else ""


@csrf_exempt  # nothing is changed here, and a POST is told so
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """The show, newest episode first; 304 while nothing is new. 404 for an address that was revoked."""
    if (refused := _only_read(request)) is not None:
        return refused
    try:
        show = _show(key)
        with tenant(show.workspace_id):
            body = rss(_feed(request, show))
    except (StudioError, RenderError, OperationalError, InterfaceError) as error:
        return problems.plain(problems.describe(error))
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    known = request.headers.get("If-None-Match", "") == tag
    answer = HttpResponse(status=304) if known else HttpResponse(body, content_type=RSS)
    answer.headers["ETag"] = tag
    return _kept(answer, show)


@csrf_exempt
async def episode_file(request: HttpRequest, key: str, episode_id: str, ending: str) -> HttpResponseBase:
    """A published episode's sound with byte ranges, its cover, a transcript, or its chapters."""
    if (refused := _only_read(request)) is not None:
        return refused
    try:
        show, found = await sync_to_async(_file)(key, episode_id, ending)
    except (StudioError, OperationalError, InterfaceError) as error:
        return problems.plain(problems.describe(error))
    if found.artifact is not None:
        return _kept(served(request, found.artifact, media_type=found.media_type), show)
    return _kept(HttpResponse(found.text, content_type=found.media_type), show)


@csrf_exempt
async def show_art(request: HttpRequest, key: str) -> HttpResponseBase:
    """The picture of a show that somebody chose."""
    if (refused := _only_read(request)) is not None:
        return refused
    try:
        show, made = await sync_to_async(_art)(key)
    except (StudioError, OperationalError, InterfaceError) as error:
        return problems.plain(problems.describe(error))
    return _kept(served(request, made, media_type="image/jpeg"), show)


def _art(key: str) -> tuple[Show, Artifact]:
    show = _show(key)
    with tenant(show.workspace_id):
        made = farm.artifacts(workspace_id=show.workspace_id, digests=[show.art]).get(show.art)
        if made is None or not DjangoStore(show.workspace_id).holds(made.digest, made.size):
            raise NotFound
        return show, made


def _only_read(request: HttpRequest) -> HttpResponse | None:
    if request.method in {"GET", "HEAD"}:
        return None
    refused = problems.plain(problems.Problem(405, "method_not_allowed", "A feed can only be read."))
    refused.headers["Allow"] = "GET, HEAD"
    return refused


def _key_of(show: Show) -> str:
    return show.feed_key if show.visibility == Visibility.PRIVATE else show.id


def _show(key: str) -> Show:
    """The show at an address: by its secret while it is private, by its id while it is public."""
    with system():
        live = Show.objects.filter(project__archived_at=None).select_related("project")
        private = live.filter(feed_key=key, visibility=Visibility.PRIVATE).first()
        found = private or live.filter(pk=key, visibility=Visibility.PUBLIC).first()
    if found is None:
        raise NotFound("There is no such feed; its address may have been changed by whoever owns the show.")
    return found


def _feed(request: HttpRequest, show: Show) -> Feed:
    project: Project = show.project
    items = [
        item for episode, render in published_of(project)
        if (item := _item(request, show, episode, render)) is not None
    ]  # fmt: skip
    site = request.build_absolute_uri("/")
    return Feed(
        url=request.build_absolute_uri(f"/feeds/{_key_of(show)}.xml"),
        website=show.website or site,
        guid=show.guid,
        title=project.title,
        summary=project.logline,
        author=show.author,
        owner_email=show.owner_email,
        language=project.language,
        category=show.category,
        image=_image(request, show, items),
        closed="Yes" if show.visibility == Visibility.PRIVATE else "",
        explicit="true" if show.is_explicit else "false",
        locked="yes" if show.is_locked else "no",
        items=items,
    )


def _image(request: HttpRequest, show: Show, items: Sequence[FeedItem]) -> str:
    """The show's own art, under a new address whenever it is another picture; else the newest episode's cover."""
    if show.art:
        return request.build_absolute_uri(f"/feeds/{_key_of(show)}/art.jpg?{show.art[:12]}")
    return items[0].image if items else ""


def _item(request: HttpRequest, show: Show, episode: Episode, render: Render) -> FeedItem | None:
    """None for a recording whose sound was lost: an app would fail at it."""
    assert episode.published_at is not None  # published_of leaves out what has no date
    spec, roles = frozen_spec(render), render.wanted[EPISODE]
    found = farm.artifacts(workspace_id=render.workspace_id, digests=roles.values())
    master, report = found.get(roles["master"]), found.get(roles["report"])
    if master is None or report is None:
        return None
    at = _addresses(request, show, episode.id)
    sound, media_type = (found[roles["mp3"]], "mp3") if roles.get("mp3") in found else (master, "m4a")
    return FeedItem(
        guid=episode.id,
        title=spec.title,
        summary=spec.summary,
        notes_html=text_of(render, "notes.html"),
        published=episode.published_at,
        seconds=round(report.facts.get("duration_ms", 0) / 1000),
        season=episode.season,
        number=episode.number,
        sound=FeedFile(at(media_type), _SOUNDS[media_type][1], sound.size),
        image=at("jpg"),
        chapters=FeedFile(at("chapters"), CHAPTERS),
        transcripts=[FeedFile(at(ending), TEXTS[role]) for ending, role in _TEXT_FILES.items()],
        people=[FeedPerson(person.name, person.role.value) for person in spec.personalities],
    )


def _addresses(request: HttpRequest, show: Show, episode_id: str) -> Callable[[str], str]:
    return lambda ending: request.build_absolute_uri(f"/feeds/{_key_of(show)}/{episode_id}.{ending}")


def _file(key: str, episode_id: str, ending: str) -> tuple[Show, _Found]:
    show = _show(key)
    with tenant(show.workspace_id):
        episode = access_episode(workspace_id=show.workspace_id, id=episode_id)
        if episode.project_id != show.project_id or not episode.render_id:
            raise NotFound
        render = farm.access_render(workspace_id=show.workspace_id, id=episode.render_id)
        if ending == "chapters":
            spec = frozen_spec(render)
            return show, _Found(text=chapters_json(spec.title, chapters_of(render, spec)), media_type=CHAPTERS)
        if ending in _TEXT_FILES:
            role = _TEXT_FILES[ending]
            return show, _Found(text=text_of(render, role), media_type=f"{TEXTS[role]}; charset=utf-8")
        role, media_type = _SOUNDS.get(ending, ("", ""))
        digest = render.wanted[EPISODE].get(role, "")
        made = farm.artifacts(workspace_id=show.workspace_id, digests=[digest]).get(digest)
        if made is None or not DjangoStore(show.workspace_id).holds(made.digest, made.size):
            raise NotFound
        return show, _Found(artifact=made, media_type=media_type)


def _kept(answer: Answer, show: Show) -> Answer:
    """How long apps and caches may keep it; what is private is for one listener, and for no search engine."""
    if show.visibility == Visibility.PUBLIC:
        answer.headers["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}"
        answer.headers["Access-Control-Allow-Origin"] = "*"
    else:
        answer.headers["Cache-Control"] = f"private, max-age={PRIVATE_SECONDS}"
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


urlpatterns = [
    path("<str:key>/art.jpg", show_art),
    path("<str:key>.xml", feed),
    path("<str:key>/<str:episode_id>.<str:ending>", episode_file),
]
