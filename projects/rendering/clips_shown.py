"""Clips as people see them: how each stands, and what there is to watch and to take away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from projects.podcast.models import Clip
from projects.rendering.clips import PassageGone, clip_in
from projects.rendering.episode_spec import CurrentEpisode, NothingToSpeak, current_episode
from projects.rendering.recordings import TITLES, files_of
from projects.rendering.spec import CannotBeFilmed
from projects.rendering.status import is_current
from renderers.compilers.podcast import EPISODE
from renderers.events import RenderState
from renderers.farm import selectors as farm
from renderers.farm.media import artifact_url
from renderers.farm.models import Artifact, Render
from renderers.farm.store import DjangoStore

Whole = Callable[..., CurrentEpisode]
"""`current_episode`, which remembers."""

TAKEN = ("master", "transcript.vtt", "transcript.srt")
"""What is taken away besides the video: its sound, and its words for whoever shows it."""


def clips_shown(clips: Sequence[Clip]) -> list[dict[str, Any]]:
    """As `ClipOut` shows them; a clip that is only quoted has no render yet."""
    if not clips:
        return []
    workspace_id, renders = clips[0].workspace_id, _newest(clips)
    digests = {digest for render in renders.values() for digest in render.wanted[EPISODE].values()}
    found = farm.artifacts(workspace_id=workspace_id, digests=digests)
    whole = cache(current_episode)  # many clips are of one episode, which may last an hour
    return [_shown(clip, renders.get(clip.id), found, whole) for clip in clips]


def _newest(clips: Sequence[Clip]) -> Mapping[str, Render]:
    """By clip; their frozen specs are whole episodes and stay where they are."""
    mine = Render.objects.filter(workspace_id=clips[0].workspace_id, subject__in=[clip.id for clip in clips])
    newest = mine.order_by("subject", "-id").distinct("subject").defer("spec")
    return {render.subject: render for render in newest}


def _shown(clip: Clip, render: Render | None, found: Mapping[str, Artifact], whole: Whole) -> dict[str, Any]:
    video = _video(clip, render, found)
    return {
        "id": clip.id,
        "episode_id": clip.episode_id,
        "first_turn_id": clip.first_turn_id,
        "last_turn_id": clip.last_turn_id,
        "first": clip.first,
        "last": clip.last,
        "opening": clip.opening,
        "seconds": clip.seconds,
        "look": clip.look,
        "title": TITLES[clip.look][0],
        "quote_id": clip.quote_id,
        "render_id": render.id if render else None,
        "state": render.state if render else "",
        "error": {"code": render.error_code, "message": render.error} if render and render.error_code else None,
        "is_current": render is not None and _is_current(clip, render, whole),
        "video_url": artifact_url(video) if video else None,
        "poster_url": _poster(render, found),
        "files": _files(clip, render, found) if video else [],
        "ordered_at": clip.ordered_at,
    }


def _video(clip: Clip, render: Render | None, found: Mapping[str, Artifact]) -> Artifact | None:
    """The finished file, when all of it is in the store."""
    if render is None or render.state != RenderState.SUCCEEDED:
        return None
    made = found.get(render.wanted[EPISODE][clip.look])
    return made if made is not None and DjangoStore(clip.workspace_id).holds(made.digest, made.size) else None


def _poster(render: Render | None, found: Mapping[str, Artifact]) -> str | None:
    cover = found.get(render.wanted[EPISODE]["cover"]) if render else None
    return artifact_url(cover) if cover else None


def _files(clip: Clip, render: Render | None, found: Mapping[str, Artifact]) -> list[dict[str, Any]]:
    """The video first."""
    if render is None:
        return []
    roles = {role: digest for role, digest in render.wanted[EPISODE].items() if role in (clip.look, *TAKEN)}
    turns = f"turn {clip.first}" if clip.first == clip.last else f"turns {clip.first} to {clip.last}"
    files = files_of(f"{clip.episode.title} ({turns})", {}, roles, found)
    return sorted(files, key=lambda file: file["role"] != clip.look)


def _is_current(clip: Clip, render: Render, whole: Whole) -> bool:
    try:
        return is_current(render, clip_in(whole(clip.episode, preset=render.preset), clip))
    except (NothingToSpeak, PassageGone, CannotBeFilmed):
        return False
