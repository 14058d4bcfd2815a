"""Reading renders and what came of them, always from a workspace."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import accumulate
from typing import Any

from billing.selectors import cost_of
from projects.project.made import FILM
from projects.project.models import Project
from projects.project.selectors import access_project
from projects.rendering.clips import is_clip, project_of, wanted_of
from projects.rendering.current import Current, current
from projects.rendering.episode_spec import is_of_episode
from projects.rendering.status import Wanted, is_current
from projects.rendering.stream import in_order, previews, stream_url
from renderers.events import OPEN_RENDERS, StepState
from renderers.farm import selectors as farm
from renderers.farm.media import artifact_url
from renderers.farm.models import Artifact, Render, RenderStep
from renderers.farm.standstill import why
from renderers.farm.store import DjangoStore
from renderers.spec import FilmSpec
from studio.core import clock
from studio.core.errors import NotFound

log = logging.getLogger(__name__)


class NoFilmYet(NotFound):
    """No render of this project has finished yet."""

    code = "no_film_yet"


def access_ordered(*, workspace_id: str, id: str) -> tuple[Render, Project]:
    """A render of a film, episode or clip, and its project; NotFound for strangers and for what was archived."""
    render = farm.access_render(workspace_id=workspace_id, id=id)
    if is_of_episode(render):
        return render, project_of(render)
    return render, access_project(workspace_id=workspace_id, id=render.subject)


def access_filmed(*, workspace_id: str, id: str) -> tuple[Render, Project]:
    """The same of a film alone."""
    render = farm.access_render(workspace_id=workspace_id, id=id)
    return render, access_project(workspace_id=workspace_id, id=render.subject)


def wanted_by(render: Render, project: Project) -> Wanted | None:
    """What is wanted now of whatever the render is of; None while there is nothing to make."""
    return wanted_of(render) if is_of_episode(render) else wanted_now(project)


def wanted_now(project: Project) -> Current | None:
    """The film as it is wanted now, None while there is nothing to film."""
    return current(project) if project.scene_count else None


def render_shown(render: Render, now: Wanted | None) -> dict[str, Any]:
    """A render as the API shows it; the film's addresses once it is there. While it waits, nobody knows how long."""
    waiting, progress = why(render, now=clock.now()), farm.progress_of(render)
    return {
        "id": render.id,
        "project_id": render.spec.get("project_id", render.subject),
        "episode_id": render.spec.get("episode_id", render.subject) if is_of_episode(render) else None,
        "clip_id": render.subject if is_clip(render) else None,
        "state": render.state,
        "preset": render.preset,
        "progress": replace(progress, eta_seconds=None) if waiting else progress,
        "stages": farm.stages_of(render),
        "error": _failure(render),
        "waiting": waiting,
        "created_at": render.created_at,
        "started_at": render.started_at,
        "finished_at": render.finished_at,
        "is_current": is_current(render, now),
        "film": film_of(render),
        "cost": cost_of(workspace_id=render.workspace_id, render_id=render.id),
    }


def film_of(render: Render) -> dict[str, Any] | None:
    """The finished film: addresses, its report and its picture; None until the report vouches for it.

    None too when the file of either was lost: then the film is rendered again like any that is not there.
    """
    roles = render.wanted.get(FILM)
    if roles is None:
        return None
    found = farm.artifacts(workspace_id=render.workspace_id, digests=roles.values())
    if roles["report"] not in found or roles["master"] not in found:
        return None
    master, spec = found[roles["master"]], render.spec
    report = _report(found[roles["report"]])
    if report is None or not DjangoStore(render.workspace_id).holds(master.digest, master.size):
        log.warning("render %s: the film or its report is gone from the store or not whole", render.id)
        return None
    return {
        "render_id": render.id,
        "master_url": artifact_url(master),
        "download_url": artifact_url(master, filename=f"{spec['title']}.mp4"),
        "captions_url": _url(found, roles, "captions"),
        "subtitles_url": _url(found, roles, "subtitles", filename=f"{spec['title']}.srt"),
        "sdh_url": _url(found, roles, "sdh", filename=f"{spec['title']} (SDH).vtt"),
        "captions_download_url": _url(found, roles, "captions", filename=f"{spec['title']}.vtt"),
        "report": report,
        "frames": master.facts["frames"],
        "rate": spec["rate"],
        "width": master.facts["width"],
        "height": master.facts["height"],
    }


def newest_film(project: Project) -> dict[str, Any]:
    """The film of the last render that succeeded, and whether it is the film as it is wanted now. Raises NoFilmYet."""
    render = farm.newest_finished(workspace_id=project.workspace_id, subject=project.id)
    film = film_of(render) if render else None
    if render is None or film is None:
        raise NoFilmYet
    return film | {"is_current": is_current(render, wanted_now(project)), "chapters": chapters_of(render)}


def chapters_of(render: Render) -> list[dict[str, Any]]:
    """Where each scene of a finished film begins, in frames, with the picture of its first shot."""
    spec = FilmSpec.model_validate(render.spec)
    timelines = [render.wanted[scene.key]["timeline"] for scene in spec.scenes]
    panels = [render.wanted[scene.shots[0].key]["panel"] for scene in spec.scenes]
    found = farm.artifacts(workspace_id=render.workspace_id, digests={*timelines, *panels})
    lengths = [found[digest].facts.get("frames", 0) if digest in found else 0 for digest in timelines]
    starts = accumulate(lengths, initial=0)
    return [
        {
            "scene_id": scene.key,
            "heading": scene.heading,
            "frame": start,
            "poster_url": artifact_url(found[panel]) if panel in found else None,
        }
        for scene, start, panel in zip(spec.scenes, starts, panels, strict=False)
    ]


def results_of(render: Render, *, now: datetime) -> dict[str, Any]:
    """Everything of this render that can be watched already, scene by scene and shot by shot."""
    spec = FilmSpec.model_validate(render.spec)
    digests = {
        digest for roles in render.wanted.values() for role, digest in roles.items()
        if role in ("panel", "clip", "preview", "captions", "timeline")
    }  # fmt: skip
    found = farm.artifacts(workspace_id=render.workspace_id, digests=digests)
    states = farm.step_states(workspace_id=render.workspace_id, digests=digests)
    return {
        "film": film_of(render),
        "stream": _stream(render, found, now),
        "scenes": [
            {
                "scene_id": scene.key,
                "heading": scene.heading,
                "preview_url": _url(found, render.wanted[scene.key], "preview"),
                "captions_url": _url(found, render.wanted[scene.key], "captions"),
                "poster_url": _url(found, render.wanted[scene.shots[0].key], "panel"),
                "frames": _fact(found, render.wanted[scene.key]["timeline"], "frames"),
                "state": _state(render.wanted[scene.key]["preview"], found, states),
            }
            for scene in spec.scenes
        ],
        "shots": [
            {
                "shot_id": shot.key,
                "panel_url": _url(found, render.wanted[shot.key], "panel"),
                "clip_url": _url(found, render.wanted[shot.key], "clip"),
                "state": _state(render.wanted[shot.key]["clip"], found, states),
            }
            for scene in spec.scenes
            for shot in scene.shots
        ],
    }


def _stream(render: Render, found: Mapping[str, Artifact], now: datetime) -> dict[str, Any]:
    """What of the film can be watched in order already."""
    digests = previews(render)
    made = in_order(digests, found)
    return {
        "url": stream_url(render, now=now) if made else None,
        "scenes": len(made),
        "frames": sum(fragments.frames for _, fragments in made),
        "rate": render.spec["rate"],
        "width": _fact(found, digests[0], "width"),
        "height": _fact(found, digests[0], "height"),
        "first_in_seconds": None if made or why(render, now=now) else farm.seconds_until(render, digests[0]),
    }


def steps_shown(render: Render, rows: Iterable[RenderStep]) -> list[dict[str, Any]]:
    """Steps as the API shows them; pictures have a thumbnail once they are made."""
    every = list(rows)
    found = farm.artifacts(workspace_id=render.workspace_id, digests=[row.step.digest for row in every])
    pictures = {digest: made for digest, made in found.items() if made.media_type.startswith("image/")}
    return [
        {
            "id": row.step_id,
            "stage": row.step.stage,
            "label": row.step.label,
            "subject": row.subject,
            "engine": row.step.engine,
            "state": row.step.state,
            "attempts": row.step.attempts,
            "seconds": row.step.seconds,
            "cached": row.cached,
            "error": {"code": row.step.error_code, "message": row.step.error} if row.step.error_code else None,
            "thumbnail_url": artifact_url(pictures[row.step.digest]) if row.step.digest in pictures else None,
        }
        for row in every
    ]


def _failure(render: Render) -> dict[str, str] | None:
    """Of one that is over; why one stands still is another question."""
    is_over = render.state not in OPEN_RENDERS
    return {"code": render.error_code, "message": render.error} if is_over and render.error_code else None


def _state(digest: str, found: Mapping[str, Artifact], states: Mapping[str, str]) -> str:
    """As a step's: `done` when the file is there."""
    return StepState.DONE.value if digest in found else states.get(digest, StepState.BLOCKED.value)


def _fact(found: Mapping[str, Artifact], digest: str, name: str) -> Any:
    return found[digest].facts.get(name) if digest in found else None


def _url(found: Mapping[str, Artifact], roles: Mapping[str, str], role: str, *, filename: str = "") -> str | None:
    made = found.get(roles.get(role, ""))
    return artifact_url(made, filename=filename) if made else None


def _report(artifact: Artifact) -> dict[str, Any] | None:
    """What was measured; None when the file is gone or not what was put there."""
    try:
        with DjangoStore(artifact.workspace_id).open_path(artifact.digest) as path:
            measured: dict[str, Any] = json.loads(path.read_text())
    except (KeyError, OSError, ValueError):
        return None
    return measured
