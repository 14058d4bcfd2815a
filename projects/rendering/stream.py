"""A film that is watched while it is made: an HLS playlist of its scenes in order, as far as they are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from hashlib import sha256

from django.core import signing
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from projects.project.selectors import access_project
from renderers.events import RenderState
from renderers.exports.mp4_fragments import longest_seconds
from renderers.farm import selectors as farm
from renderers.farm.media import VALID_SECONDS, artifact_url, steady_token
from renderers.farm.models import Artifact, Render
from renderers.media.fragments import Fragment, Fragments
from renderers.media.hls import MEDIA_TYPE, Ending, StreamedScene, playlist
from studio.core import problems
from studio.core.clock import now
from studio.core.errors import StudioError
from studio.core.tenancy import tenant

_SALT = "stream"
_MORE_COMES = (RenderState.QUEUED, RenderState.RUNNING)


def stream_url(render: Render, *, now: datetime) -> str:
    """An address of the playlist for players, which can send no headers; the same for three hours."""
    return f"/media/streams/{steady_token([render.workspace_id, render.id], salt=_SALT, now=now)}.m3u8"


def playlist_of(render: Render, *, now: datetime) -> str:
    """Scenes up to the first that is not made yet. It is over when all are there, or no more will come."""
    digests, rate = previews(render), Fraction(render.spec["rate"])
    made = in_order(digests, farm.artifacts(workspace_id=render.workspace_id, digests=digests))
    more = render.state in _MORE_COMES and len(made) < len(digests)
    scenes = [StreamedScene(artifact_url(artifact, at=now), fragments) for artifact, fragments in made]
    ending = Ending.OPEN if more else Ending.OVER
    return playlist(scenes, rate=rate, longest_seconds=longest_seconds(rate), ending=ending)


def previews(render: Render) -> list[str]:
    """What each scene is called, in the order of the film."""
    return [render.wanted[scene["key"]]["preview"] for scene in render.spec["scenes"]]


def in_order(digests: Sequence[str], found: Mapping[str, Artifact]) -> list[tuple[Artifact, Fragments]]:
    """Scenes from the beginning to the first that is not there."""
    made: list[tuple[Artifact, Fragments]] = []
    for digest in digests:
        fragments = _fragments(found[digest]) if digest in found else None
        if fragments is None:
            break
        made.append((found[digest], fragments))
    return made


def _fragments(artifact: Artifact) -> Fragments | None:
    """Where its pieces lie; None for a scene that was made as one piece, by a studio older than the stream."""
    if "fragments" not in artifact.facts:
        return None
    facts = artifact.facts
    header = range(facts.get("header_from", 0), facts["header"])  # before it had an index, a scene began with it
    return Fragments(header, tuple(Fragment(*piece) for piece in facts["fragments"]))


def answered(request: HttpRequest, text: str) -> HttpResponse:
    """The playlist, asked for again each time; 304 while it has not grown."""
    tag = f'"{sha256(text.encode()).hexdigest()[:32]}"'
    known = request.headers.get("If-None-Match", "")
    answer = HttpResponse(status=304) if known == tag else HttpResponse(text, content_type=MEDIA_TYPE)
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


@csrf_exempt  # nothing is changed here, and a POST is told so
def signed_stream(request: HttpRequest, token: str) -> HttpResponse:
    """The playlist for whoever has its address. 404 for anything but a valid, fresh one."""
    if request.method not in {"GET", "HEAD"}:
        refused = problems.plain(problems.Problem(405, "method_not_allowed", "A stream can only be read."))
        refused.headers["Allow"] = "GET, HEAD"
        return refused
    try:
        workspace_id, render_id = signing.loads(token, salt=_SALT, max_age=VALID_SECONDS)
        with tenant(workspace_id):
            render = farm.access_render(workspace_id=workspace_id, id=render_id)
            access_project(workspace_id=workspace_id, id=render.subject)
            return answered(request, playlist_of(render, now=now()))
    except signing.BadSignature:
        return problems.plain(problems.describe(Http404()))
    except (StudioError, OperationalError, InterfaceError) as error:
        return problems.plain(problems.describe(error))


urlpatterns = [path("<str:token>.m3u8", signed_stream)]
