"""What came of an episode's renders: the sound, its chapters, texts and files, and which of it the feed serves."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from projects.podcast.episodes import touched
from projects.podcast.models import KIND, Episode
from projects.podcast.selectors import access_episode, episodes_of, locked_episode
from projects.project.made import Face
from projects.project.models import Project
from projects.rendering.episode_spec import NothingToSpeak, current_episode, frozen_spec
from projects.rendering.outcome import brief
from projects.rendering.spec import CannotBeFilmed
from projects.rendering.status import is_current
from renderers.compilers.podcast import EPISODE
from renderers.episode import EpisodeSpec
from renderers.errors import BadInput
from renderers.farm import selectors as farm
from renderers.farm.media import artifact_url
from renderers.farm.models import Artifact, Render
from renderers.farm.store import DjangoStore
from renderers.media.cutlist import CutList
from renderers.timing import frames_to_seconds
from studio.core.errors import Conflict, NotFound
from studio.core.etags import check_version

log = logging.getLogger(__name__)

TEXTS: Mapping[str, str] = {
    "transcript.vtt": "text/vtt",
    "transcript.srt": "application/x-subrip",
    "transcript.json": "application/json",
    "transcript.txt": "text/plain",
    "notes.md": "text/markdown",
    "notes.html": "text/html",
}
TITLES: Mapping[str, tuple[str, str]] = {
    "master": ("M4A with chapters and cover", ".m4a"),
    "mp3": ("MP3 with chapters and cover", ".mp3"),
    "transcript.vtt": ("Transcript, WebVTT", ".vtt"),
    "transcript.srt": ("Transcript, SubRip", ".srt"),
    "transcript.json": ("Transcript with word times, JSON", ".json"),
    "transcript.txt": ("Transcript to read", ".txt"),
    "notes.md": ("Show notes, Markdown", " (notes).md"),
    "notes.html": ("Show notes, HTML", " (notes).html"),
    "video_16x9": ("Video podcast, 16:9", " (16x9).mp4"),
    "video_1x1": ("Video podcast, 1:1", " (1x1).mp4"),
    "video_9x16": ("Video podcast, 9:16", " (9x16).mp4"),
    "audiogram_16x9": ("Audiogram, 16:9", " (audiogram 16x9).mp4"),
    "audiogram_1x1": ("Audiogram, 1:1", " (audiogram 1x1).mp4"),
    "audiogram_9x16": ("Audiogram, 9:16", " (audiogram 9x16).mp4"),
    "cover": ("Cover", ".jpg"),
    "report": ("Report on the sound", " (report).json"),
}
"""What files are called, by their role, and how their names end."""


class NoRecordingYet(NotFound):
    """No render of this episode has finished yet."""

    code = "no_recording_yet"


class NothingToPublish(Conflict):
    """This episode was not rendered yet; render it, listen to it, then publish it."""

    code = "nothing_to_publish"


def newest_recording(episode: Episode) -> Render | None:
    """The last render of an episode whose sound is there and whole."""
    for render in farm.renders_of(workspace_id=episode.workspace_id, subject=episode.id).filter(state="succeeded")[:5]:
        if is_whole(render):
            return render
    return None


def is_whole(render: Render) -> bool:
    """Whether the sound and its report are in the store."""
    roles = render.wanted[EPISODE]
    found = farm.artifacts(workspace_id=render.workspace_id, digests=[roles["master"], roles["report"]])
    master = found.get(roles["master"])
    store = DjangoStore(render.workspace_id)
    return master is not None and roles["report"] in found and store.holds(master.digest, master.size)


def recording_shown(episode: Episode) -> dict[str, Any]:
    """Everything to listen with. Raises NoRecordingYet."""
    render = newest_recording(episode)
    if render is None:
        raise NoRecordingYet
    spec, roles = frozen_spec(render), render.wanted[EPISODE]
    found = farm.artifacts(workspace_id=render.workspace_id, digests=roles.values())
    report = found[roles["report"]].facts
    return {
        "render_id": render.id,
        "title": spec.title,
        "audio_url": artifact_url(found[roles["master"]]),
        "transcript_url": artifact_url(found[roles["transcript.json"]]),
        "cover_url": artifact_url(found[roles["cover"]]) if roles["cover"] in found else None,
        "seconds": report.get("duration_ms", 0) / 1000,
        "report": report,
        "chapters": chapters_of(render, spec),
        "turn_ids": [turn.key for turn in spec.turns()],
        "files": files_of(spec.title, {each.key: each.name for each in spec.personalities}, roles, found),
        "is_current": _is_current(render, episode),
        "is_published": render.id == episode.render_id,
        "finished_at": render.finished_at,
    }


def chapters_of(render: Render, spec: EpisodeSpec) -> list[dict[str, Any]]:
    """Titles and where they begin, in seconds: those that are in the file."""
    digest = render.wanted[EPISODE]["timeline"]
    try:
        with DjangoStore(render.workspace_id).open_path(digest) as path:
            timeline = CutList.read(path)
    except (KeyError, OSError, BadInput) as error:
        log.warning("render %s: its chapters are gone from the store or not whole (%s)", render.id, error)
        return []
    starts = [float(frames_to_seconds(frame, timeline.rate)) for frame in timeline.scenes]
    return [
        {"title": each.title, "seconds": round(start, 3)} for each, start in zip(spec.segments, starts, strict=False)
    ]


def files_of(
    named: str, people: Mapping[str, str], roles: Mapping[str, str], found: Mapping[str, Artifact]
) -> list[dict[str, Any]]:
    """Everything to take away, with file names that begin like this; `people` are names by key."""
    files = []
    for role, digest in roles.items():
        speaker = role.removeprefix("voice.")
        title, ending = TITLES.get(role, ("", ""))
        if speaker in people:
            title, ending = f"{people[speaker]} alone, WAV", f" ({people[speaker]}).wav"
        if title and digest in found:
            made = found[digest]
            filename = f"{named}{ending}"
            url = artifact_url(made, filename=filename)
            files.append({"role": role, "title": title, "filename": filename, "url": url, "bytes": made.size})
    order = [*TITLES]
    return sorted(files, key=lambda file: order.index(file["role"]) if file["role"] in order else len(order))


@transaction.atomic
def publish(*, workspace_id: str, episode_id: str, version: int, now: datetime) -> Episode:
    """The feed serves the newest recording from now on, whatever is edited later. Raises NothingToPublish."""
    episode = locked_episode(workspace_id=workspace_id, id=episode_id)
    check_version(current=episode.version, expected=version)
    render = newest_recording(episode)
    if render is None:
        raise NothingToPublish
    episode.render_id = render.id
    episode.published_at = episode.published_at or now
    return touched(episode)


@transaction.atomic
def withdraw(*, workspace_id: str, episode_id: str) -> Episode:
    """Out of the feed; the recording stays."""
    episode = locked_episode(workspace_id=workspace_id, id=episode_id)
    episode.render_id, episode.published_at = "", None
    return touched(episode)


def published_of(project: Project) -> list[tuple[Episode, Render]]:
    """What a show's feed serves, newest first."""
    wanted = [each for each in episodes_of(project) if each.render_id and each.published_at]
    renders = Render.objects.in_bulk([each.render_id for each in wanted])
    return [(each, renders[each.render_id]) for each in wanted if each.render_id in renders]


def text_of(render: Render, role: str) -> str:
    """A finished text of a render; nothing where it is gone."""
    try:
        with DjangoStore(render.workspace_id).open_path(render.wanted[EPISODE][role]) as path:
            return path.read_text("utf-8")
    except (KeyError, OSError, ValueError):
        return ""


def show_faces(projects: Sequence[Project]) -> Mapping[str, Face]:
    """Cover and newest render of each show."""
    shows = {each.id: each for each in projects if each.kind == KIND}
    if not shows:
        return {}
    workspace_id = projects[0].workspace_id
    of = dict(
        Episode.objects.filter(workspace_id=workspace_id, project_id__in=shows, archived_at=None).values_list(
            "id", "project_id"
        )
    )
    posters = farm.artifacts(workspace_id=workspace_id, digests={each.poster for each in shows.values() if each.poster})
    newest: dict[str, Render] = {}
    for render in sorted(farm.newest_of(workspace_id=workspace_id, subjects=of).values(), key=lambda each: each.id):
        newest[of[render.subject]] = render
    return {
        key: Face(
            artifact_url(posters[show.poster]) if show.poster in posters else None,
            brief(newest[key]) if key in newest else None,
        )
        for key, show in shows.items()
    }


def _is_current(render: Render, episode: Episode) -> bool:
    try:
        return is_current(render, current_episode(access_episode(workspace_id=render.workspace_id, id=episode.id)))
    except (NothingToSpeak, CannotBeFilmed):
        return False


def chapters_json(title: str, chapters: Sequence[Mapping[str, Any]]) -> str:
    """Chapters as Podcasting 2.0 has them (JSON Chapters 1.2)."""
    listed = [{"startTime": each["seconds"], "title": each["title"]} for each in chapters]
    return json.dumps({"version": "1.2.0", "title": title, "chapters": listed}, ensure_ascii=False)
