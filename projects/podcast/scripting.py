"""A script is written by a writer chosen by name, and edited turn by turn; every state of it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import transaction

from projects.cast.services import valid_voice
from projects.podcast import together
from projects.podcast.document import Document, Turn, as_segments, of_segments, with_added, with_changed, without
from projects.podcast.filmed import filmed_spec
from projects.podcast.letters import Edit
from projects.podcast.models import Episode, Personality, Script, ScriptRevision
from projects.podcast.seen import seen_on_video
from projects.podcast.selectors import (
    access_episode,
    access_revision,
    document_of,
    locked_episode,
    revisions_of,
    said_before,
    script_of,
    sources_of,
    speakers_of,
)
from renderers.compilers.voices import read_show_voice
from renderers.engine import Kind
from renderers.episode import FEWEST_PEOPLE, MOST_PEOPLE, PersonalitySpec, Role
from renderers.errors import BadInput
from renderers.podcast.draft import SegmentDraft
from renderers.podcast.house import seated
from renderers.podcast.pens import pen
from renderers.podcast.sources import Document as Read
from renderers.podcast.sources import paragraphs_of
from renderers.podcast.writer import Brief, Written
from renderers.podcast.writers import writers
from renderers.presets import PRESETS
from renderers.writing.length import talk_seconds
from studio.core.errors import Invalid
from studio.core.etags import check_version
from studio.core.events import announce
from studio.core.tenancy import tenant

SITTING = timedelta(minutes=10)
"""Edits of one person within this time are one kept revision."""


class Sourced(StrEnum):
    """Whether somebody can write without sources."""

    MUST = "must"
    MAY = "may"


class CannotBeWritten(Invalid):
    """Nothing could be written; the message says why and what to change."""

    code = "cannot_be_written"


@dataclass(frozen=True, slots=True)
class Task:
    """What a writer is told, and on which script."""

    writer: str
    brief: Brief
    drafts: tuple[SegmentDraft, ...]


def write_script(*, workspace_id: str, episode_id: str, version: int, author_id: str, now: datetime) -> Script:
    """The episode's script, written anew; what stood there before is a kept revision. Raises CannotBeWritten.

    Call it outside a transaction: writing an hour takes a while, and nobody should wait for it.
    """
    with tenant(workspace_id):
        episode = access_episode(workspace_id=workspace_id, id=episode_id)
        check_version(current=script_of(episode).version, expected=version)
        task = task_of(episode)
    try:
        written = writers()[task.writer].write(task.brief, task.drafts, {})
    except BadInput as error:
        raise CannotBeWritten(f"{str(error)[:1].upper()}{str(error)[1:]}.", param="episode") from error
    with tenant(workspace_id):
        return keep_script(workspace_id, episode_id, version, written, author_id=author_id, now=now)


@transaction.atomic
def change_turn(
    *,
    workspace_id: str,
    episode_id: str,
    id: str,
    version: int,
    fields: Mapping[str, Any],
    author_id: str,
    now: datetime,
) -> tuple[Script, Turn]:
    """One turn with these fields; the others may be edited by others meanwhile. Raises PreconditionFailed."""
    episode = locked_episode(workspace_id=workspace_id, id=episode_id)
    script = script_of(episode)
    wanted = _spoken_by_somebody(episode, document_of(script), fields)
    changed = with_changed(document_of(script), id=id, version=version, fields=wanted)
    return _stored(episode, script, changed, author_id=author_id, now=now), changed.turn(id)


@transaction.atomic
def add_turn(
    *, workspace_id: str, episode_id: str, after: str, fields: Mapping[str, Any], author_id: str, now: datetime
) -> tuple[Script, Turn]:
    """A turn behind another one."""
    episode = locked_episode(workspace_id=workspace_id, id=episode_id)
    script = script_of(episode)
    wanted = _spoken_by_somebody(episode, document_of(script), fields)
    changed, made = with_added(document_of(script), after=after, fields=wanted)
    return _stored(episode, script, changed, author_id=author_id, now=now), made


@transaction.atomic
def remove_turn(*, workspace_id: str, episode_id: str, id: str, version: int, author_id: str, now: datetime) -> Script:
    """The script without a turn. Raises PreconditionFailed, LastTurn."""
    episode = locked_episode(workspace_id=workspace_id, id=episode_id)
    script = script_of(episode)
    changed = without(document_of(script), id=id, version=version)
    return _stored(episode, script, changed, author_id=author_id, now=now)


@transaction.atomic
def type_in_turn(
    *,
    workspace_id: str,
    episode_id: str,
    id: str,
    version: int,
    edits: Sequence[Edit],
    client: str,
    author_id: str,
    now: datetime,
) -> Turn:
    """The turn after edits of its letters; others may type in it too. Raises PreconditionFailed, Invalid."""
    episode = locked_episode(workspace_id=workspace_id, id=episode_id)
    script = script_of(episode)
    changed = together.typed(document_of(script), turn_id=id, version=version, edits=edits)
    _kept_as(episode, script, changed, author_id=author_id, now=now)
    together.remember(script, turn_id=id, version=version, edits=edits, client=client, now=now)
    together.tell_typed(episode, turn_id=id, version=version, edits=edits, client=client)
    return changed.turn(id)


@transaction.atomic
def restore(*, workspace_id: str, revision_id: str, author_id: str, now: datetime) -> Script:
    """The script as it was then, as a new version; turns that changed since are newer than both."""
    revision = access_revision(workspace_id=workspace_id, id=revision_id)
    episode = locked_episode(workspace_id=workspace_id, id=revision.script.episode_id)
    script = script_of(episode)
    now_there = {turn.id: turn for turn in document_of(script).turns()}
    then = Document.model_validate(revision.document)
    segments = tuple(
        each.model_copy(update={"turns": tuple(_newer(turn, now_there.get(turn.id)) for turn in each.turns)})
        for each in then.segments
    )
    return _stored(episode, script, Document(segments=segments), author_id=author_id, now=now, why="restored")


def brief_people(people: Sequence[Personality]) -> tuple[PersonalitySpec, ...]:
    """Everybody in their seat, as a writer and a compiler know them. Keys are ids."""
    specs = [
        PersonalitySpec(
            key=each.id,
            name=each.name,
            role=Role(each.role),
            voice=each.spoken,
            character=each.character_text,
            habits=tuple(each.habits),
            filmed=filmed_spec(each),
            **seen_on_video(each.character),
        )
        for each in people
    ]
    return seated(specs, given={})


def task_of(episode: Episode, *, sourced: Sourced = Sourced.MUST) -> Task:
    """What a writer is told. Raises CannotBeWritten."""
    people = speakers_of(episode, Document())
    if not FEWEST_PEOPLE <= len(people) <= MOST_PEOPLE:
        raise CannotBeWritten(
            f"{len(people)} people are in this show; choose {FEWEST_PEOPLE} to {MOST_PEOPLE} for the episode.",
            param="personality_ids",
        )
    documents = tuple(
        Read(
            key=each.key,
            title=each.title,
            author=each.author,
            url=each.url,
            date="",
            paragraphs=tuple(paragraphs_of(each.text, source=each.key, markdown=True)),
        )
        for each in sources_of(episode)
    )
    if not documents and sourced is Sourced.MUST:
        raise CannotBeWritten(
            "There is nothing to talk about yet: add a document, a page or pasted text to the episode.", param="sources"
        )
    brief = Brief(
        title=episode.topic or episode.title,
        show=episode.project.title,
        people=brief_people(people),
        documents=documents,
        seconds=episode.minutes * 60,
        seed=episode.seed,
        voices=PRESETS[episode.project.preset].engines[Kind.SPEECH].engine,
        music=bool(episode.music),
        before=said_before(episode),
        audience=episode.audience,
        tone=episode.tone,
        language=episode.language,
        pens={each.id: pen(each.writer, model=each.model, knowledge=each.knowledge) for each in people},
    )
    return Task(episode.writer, brief, tuple(SegmentDraft.model_validate(each) for each in episode.outline))


def keep_script(
    workspace_id: str, episode_id: str, version: int, written: Written, *, author_id: str, now: datetime
) -> Script:
    """What was written, as the script; what stood there before is a kept revision. Raises PreconditionFailed."""
    episode = locked_episode(workspace_id=workspace_id, id=episode_id)
    script = script_of(episode)
    check_version(current=script.version, expected=version)
    script.said = written.said.plain()
    script.notices = list(written.notices)
    script.writer = episode.writer
    return _stored(episode, script, of_segments(written.segments), author_id=author_id, now=now, why="written")


def _stored(
    episode: Episode, script: Script, document: Document, *, author_id: str, now: datetime, why: str = "edited"
) -> Script:
    before = document_of(script)
    _kept_as(episode, script, document, author_id=author_id, now=now, why=why)
    together.remember_changes(script, before=before, after=document, now=now)
    announce(
        workspace_id=episode.workspace_id,
        topic=f"project:{episode.project_id}",
        kind="script.changed",
        body={"project_id": episode.project_id, "episode_id": episode.id, "version": script.version},
    )
    return script


def _kept_as(
    episode: Episode, script: Script, document: Document, *, author_id: str, now: datetime, why: str = "edited"
) -> None:
    """The script as it is now, and a revision of it: two people who write at once are in one sitting each."""
    script.document = document.model_dump(mode="json")
    script.version += 1
    script.save()
    since = revisions_of(episode).exclude(why="edited").values_list("id", flat=True).first() or ""
    last = (
        revisions_of(episode).filter(author=author_id, why="edited", id__gt=since).first() if why == "edited" else None
    )
    if last is not None and now - last.created_at < SITTING:
        last.document, last.version = script.document, script.version
        last.save()
    else:
        ScriptRevision.objects.create(
            workspace_id=episode.workspace_id,
            script=script,
            version=script.version,
            document=script.document,
            why=why,
            author=author_id,
        )


def _newer(then: Turn, now: Turn | None) -> Turn:
    if now is None or now.model_copy(update={"version": then.version}) == then:
        return then if now is None else now
    return then.model_copy(update={"version": now.version + 1})


def _spoken_by_somebody(episode: Episode, document: Document, fields: Mapping[str, Any]) -> dict[str, Any]:
    wanted = dict(fields)
    if "speaker_id" in wanted:
        wanted["speaker"] = wanted.pop("speaker_id")
        if wanted["speaker"] not in {each.id for each in speakers_of(episode, document)}:
            raise Invalid("Nobody of this show has that id; choose one of its people.", param="speaker_id")
    if wanted.get("voice"):
        wanted |= valid_voice({"voice": wanted["voice"]}, read=read_show_voice)
    return wanted


def foreseen_seconds(episode: Episode, document: Document) -> float:
    """How long a script will be, before it is spoken: a few percent off."""
    people = {each.key: each for each in brief_people(speakers_of(episode, document))}
    voices = PRESETS[episode.project.preset].engines[Kind.SPEECH].engine
    turns = [turn for segment in as_segments(document) for turn in segment.turns]
    return round(talk_seconds(turns, people, voices=voices, tone=episode.tone, language=episode.language), 1)
