"""Reading shows, their people and episodes, always from a workspace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from projects.cast.models import Character
from projects.podcast.document import Document
from projects.podcast.models import KIND, Episode, Personality, Script, ScriptRevision, Show, Source
from projects.project.models import Project
from renderers.episode import Role
from renderers.podcast.house import alike, voice_for
from renderers.podcast.said import Said, together
from studio.core.errors import NotFound
from studio.core.tenancy import access


class NoShow(NotFound):
    """This project is no podcast."""

    code = "no_show"


def show_of(project: Project) -> Show:
    """The show a project is. Raises NoShow for a film."""
    found = Show.objects.filter(workspace_id=project.workspace_id, project_id=project.id).first()
    if found is None:
        raise NoShow
    return found


def people_of(project: Project) -> QuerySet[Personality]:
    """Who speaks in a show, in the order of their seats."""
    mine = Personality.objects.filter(workspace_id=project.workspace_id, project_id=project.id, archived_at=None)
    return mine.order_by("position", "id")


def access_personality(*, workspace_id: str, id: str) -> Personality:
    """Somebody of a show; NotFound for strangers and for who left."""
    found = Personality.objects.filter(archived_at=None, project__archived_at=None).select_related("project")
    return access(found, workspace_id=workspace_id, id=id)


def alike_with(person: Personality, everybody: Iterable[Personality]) -> tuple[list[str], str]:
    """Whom listeners would take them for, and a voice that is like nobody's; empty where all can be told apart."""
    others = [each for each in everybody if each.id != person.id]
    names = [each.name for each in others if alike(person.voice, each.voice)]
    if not names:
        return [], ""
    return names, voice_for(Role.GUEST, gender="", taken=[each.voice for each in others])


def castable(*, workspace_id: str) -> QuerySet[Character]:
    """Characters of the workspace's films who have a voice: they may come to a show as well."""
    live = Character.objects.filter(workspace_id=workspace_id, archived_at=None, project__archived_at=None)
    return live.exclude(voice="").select_related("project").order_by("project_id", "id")


def episodes_of(project: Project) -> QuerySet[Episode]:
    """A show's episodes, newest first."""
    mine = Episode.objects.filter(workspace_id=project.workspace_id, project_id=project.id, archived_at=None)
    return mine.order_by("-number")


def access_episode(*, workspace_id: str, id: str) -> Episode:
    """An episode of a live show; NotFound for strangers."""
    return access(_live_episodes().select_related("project"), workspace_id=workspace_id, id=id)


def locked_episode(*, workspace_id: str, id: str) -> Episode:
    """The same, locked until the transaction ends: edits of its script come one after another."""
    return access(
        _live_episodes().select_related("project").select_for_update(of=("self",)), workspace_id=workspace_id, id=id
    )


def sources_of(episode: Episode) -> QuerySet[Source]:
    """What it talks about, in the order it was added."""
    return Source.objects.filter(workspace_id=episode.workspace_id, episode_id=episode.id).order_by("id")


def access_source(*, workspace_id: str, id: str) -> Source:
    """A source of a live episode; NotFound for strangers."""
    live = Source.objects.filter(episode__archived_at=None, episode__project__archived_at=None)
    return access(live.select_related("episode__project"), workspace_id=workspace_id, id=id)


def script_of(episode: Episode) -> Script:
    """Its script, empty until it is written."""
    return Script.objects.get(workspace_id=episode.workspace_id, episode_id=episode.id)


def document_of(script: Script) -> Document:
    """The script's turns."""
    return Document.model_validate(script.document or {})


def revisions_of(episode: Episode) -> QuerySet[ScriptRevision]:
    """Its script as it was, newest first."""
    mine = ScriptRevision.objects.filter(workspace_id=episode.workspace_id, script__episode_id=episode.id)
    return mine.order_by("-id")


def access_revision(*, workspace_id: str, id: str) -> ScriptRevision:
    """A kept script of a live episode; NotFound for strangers."""
    live = ScriptRevision.objects.filter(
        script__episode__archived_at=None, script__episode__project__archived_at=None
    ).select_related("script__episode__project")
    return access(live, workspace_id=workspace_id, id=id)


def speakers_of(episode: Episode, document: Document) -> Sequence[Personality]:
    """Who is in an episode: those chosen for it, or everybody; and whoever speaks in its script, gone or not."""
    named = {turn.speaker for turn in document.turns()}
    mine = Personality.objects.filter(workspace_id=episode.workspace_id, project_id=episode.project_id)
    every = list(mine.order_by("position", "id"))
    chosen = set(episode.personality_ids)
    wanted = [each for each in every if each.archived_at is None and (not chosen or each.id in chosen)]
    return [each for each in every if each in wanted or each.id in named]


def said_before(episode: Episode) -> Said:
    """What the show said in earlier episodes that were written."""
    earlier = Script.objects.filter(
        workspace_id=episode.workspace_id,
        episode__project_id=episode.project_id,
        episode__archived_at=None,
        episode__number__lt=episode.number,
    ).exclude(document={})
    rows = earlier.order_by("episode__number").values_list("episode__title", "said")
    return together(rows, jokes=show_of(episode.project).running_jokes)


def _live_episodes() -> QuerySet[Episode]:
    return Episode.objects.filter(archived_at=None, project__archived_at=None, project__kind=KIND)
