"""Making and changing episodes and what they talk about. Each function is one transaction."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Max

from projects.podcast.models import Episode, Script, Source
from projects.podcast.selectors import access_episode, access_source, locked_episode, people_of, show_of, sources_of
from projects.project.models import Project
from projects.project.selectors import locked_project
from renderers.compilers.voices import languages_known
from renderers.engines.spoken import SPEAKS
from renderers.episode import FEWEST_PEOPLE, MOST_PEOPLE
from renderers.errors import BadInput
from renderers.media.speech.line import spoken_language
from renderers.podcast.pages import Page
from renderers.podcast.sources import LARGEST_BYTES, text_of_file, title_in
from renderers.podcast.writers import writers
from renderers.scoring.words import Family
from studio.core.errors import Invalid
from studio.core.etags import check_version
from studio.core.events import announce

LONGEST = 240
MOST_SOURCES, MOST_WORDS = 40, 120_000


@transaction.atomic
def add_episode(*, workspace_id: str, project_id: str, fields: Mapping[str, Any]) -> Episode:
    """A new episode of a show, with an empty script. Raises Invalid."""
    project = locked_project(workspace_id=workspace_id, id=project_id)
    show_of(project)
    usual = {"language": project.language, "audience": project.audience, "tone": project.tone, "seed": project.seed}
    usual["minutes"] = project.target_minutes or 10
    wanted = usual | _valid(project, fields)
    wanted["title"] = wanted.get("title") or wanted.get("topic") or ""
    if not wanted["title"]:
        raise Invalid("Say what the episode is about; one sentence will do.", param="topic")
    last = Episode.objects.filter(workspace_id=workspace_id, project=project).aggregate(at=Max("number"))["at"]
    made = Episode(workspace_id=workspace_id, project=project, number=(last or 0) + 1, **wanted)
    made.save(force_insert=True)
    Script.objects.create(workspace_id=workspace_id, episode=made)
    announce_episode(made)
    return made


@transaction.atomic
def change_episode(*, workspace_id: str, id: str, version: int, fields: Mapping[str, Any]) -> Episode:
    """The episode with these fields. Raises PreconditionFailed, Invalid."""
    episode = locked_episode(workspace_id=workspace_id, id=id)
    check_version(current=episode.version, expected=version)
    wanted = _valid(episode.project, fields)
    if wanted.get("title") == "":
        raise Invalid("An episode needs a title; its topic will do.", param="title")
    for name, value in wanted.items():
        setattr(episode, name, value)
    return touched(episode)


@transaction.atomic
def archive_episode(*, workspace_id: str, id: str, version: int, now: datetime) -> Episode:
    """Out of sight and out of the feed; what was made for it stays."""
    episode = locked_episode(workspace_id=workspace_id, id=id)
    check_version(current=episode.version, expected=version)
    episode.archived_at = now
    return touched(episode)


def touched(episode: Episode) -> Episode:
    """The episode as stored, one version on, and everybody told."""
    episode.version += 1
    episode.save()
    announce_episode(episode)
    return episode


@transaction.atomic
def add_text(*, workspace_id: str, episode_id: str, fields: Mapping[str, Any]) -> Source:
    """Pasted text as a source. Raises Invalid for none, and for too much."""
    text = str(fields.get("text", "")).strip()
    if not text:
        raise Invalid("There is no text; paste what the episode should talk about.", param="text")
    title = str(fields.get("title") or title_in(text) or "").strip()
    given = {name: str(fields.get(name, "")) for name in ("author", "url")}
    return _add(workspace_id, episode_id, text, title=title, **given)


@transaction.atomic
def add_file(*, workspace_id: str, episode_id: str, name: str, content: bytes) -> Source:
    """A text, Markdown or PDF file as a source. Raises Invalid naming the file and the remedy."""
    access_episode(workspace_id=workspace_id, id=episode_id)
    if len(content) > LARGEST_BYTES:
        raise Invalid(f"{name} is {len(content) / 1e6:.0f} MB; cut out the part to talk about.", param="file")
    safe = Path(name.replace("\\", "/")).name or "document"
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / safe[-80:]
            path.write_bytes(content)
            text = text_of_file(path)
    except BadInput as error:
        raise Invalid(f"{error}.", param="file") from error
    return _add(
        workspace_id, episode_id, text, title=title_in(text) or Path(safe).stem, author="", url="", param="file"
    )


@transaction.atomic
def add_page(*, workspace_id: str, episode_id: str, page: Page) -> Source:
    """A web page that was read."""
    return _add(workspace_id, episode_id, page.text, title=page.title, author=page.author, url=page.url, param="url")


@transaction.atomic
def remove_source(*, workspace_id: str, id: str) -> None:
    """No longer talked about; turns that quote it keep their words and lose the citation at the next render."""
    source = access_source(workspace_id=workspace_id, id=id)
    episode = locked_episode(workspace_id=workspace_id, id=source.episode_id)
    source.delete()
    announce_episode(episode)


def announce_episode(episode: Episode) -> None:
    """Tells who has the show open."""
    announce(
        workspace_id=episode.workspace_id,
        topic=f"project:{episode.project_id}",
        kind="episode.changed",
        body={"project_id": episode.project_id, "episode_id": episode.id, "version": episode.version},
    )


def _add(
    workspace_id: str, episode_id: str, text: str, *, title: str, author: str, url: str, param: str = "text"
) -> Source:
    episode = locked_episode(workspace_id=workspace_id, id=episode_id)
    there = list(sources_of(episode).values_list("key", "words"))
    words = len(text.split())
    if len(there) >= MOST_SOURCES:
        raise Invalid(f"An episode has at most {MOST_SOURCES} sources; take one out first.", param=param)
    if sum(each for _, each in there) + words > MOST_WORDS:
        raise Invalid(
            f"This has {words:,} words; an episode reads {MOST_WORDS:,} in all. Cut out the part to talk about.",
            param=param,
        )
    if words < 5:
        raise Invalid("There is nothing in it that could be talked about.", param=param)
    number = 1 + max((int(key.removeprefix("source")) for key, _ in there), default=0)
    made = Source.objects.create(
        workspace_id=workspace_id,
        episode=episode,
        key=f"source{number}",
        title=(" ".join(title.split()) or f"Source {number}")[:200],
        author=author[:120],
        url=url[:2000],
        text=text,
        words=words,
    )
    announce_episode(episode)
    return made


def _valid(project: Project, fields: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(fields)
    for name in ("title", "topic"):
        if name in found:
            found[name] = " ".join(str(found[name]).split())
    if not 0 <= found.get("minutes", 0) <= LONGEST:
        raise Invalid(f"An episode is up to {LONGEST} minutes long; 0 is as long as it takes.", param="minutes")
    if found.get("writer", "offline") not in writers():
        raise Invalid(f"There is no writer {found['writer']}; known are {', '.join(writers())}.", param="writer")
    if found.get("music") and found["music"] not in list(Family):
        raise Invalid(f"There is no music {found['music']}; choose {', '.join(Family)}, or none.", param="music")
    if "language" in found:
        _insist_on_language(found["language"])
    if "personality_ids" in found:
        _insist_on_people(project, found["personality_ids"])
    return found


def _insist_on_language(language: str) -> None:
    try:
        spoken_language(language, voices="the voices here", known=languages_known(catalogue=SPEAKS))
    except ValueError as error:
        raise Invalid(f"{str(error)[:1].upper()}{str(error)[1:]}.", param="language") from error


def _insist_on_people(project: Project, ids: list[str]) -> None:
    known: set[str] = set(people_of(project).values_list("id", flat=True))
    if strangers := [each for each in ids if each not in known]:
        raise Invalid(f"{strangers[0]} is nobody of this show.", param="personality_ids")
    if ids and not FEWEST_PEOPLE <= len(set(ids)) <= MOST_PEOPLE:
        raise Invalid(f"A conversation has {FEWEST_PEOPLE} to {MOST_PEOPLE} people.", param="personality_ids")
