"""The cast follows the screenplay; what a person set stays as set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from projects.cast import naming
from projects.cast.models import Character
from projects.screenplay.changes import Changes, Named
from projects.screenplay.followers import Draft
from renderers.compilers.voices import read_tuning, read_voice
from renderers.media.speech.pitch import HIGHEST, LOWEST
from renderers.screenplay import breakdown as pages
from renderers.screenplay.introductions import introduction
from renderers.screenplay.voices import cast_voices, guessed_age, guessed_gender
from renderers.spec import VoiceSpec
from studio.core.errors import Invalid
from studio.core.etags import check_version
from studio.core.events import announce
from studio.core.tenancy import access

EDITABLE = ("name", "description", "arc", "age", "gender", "voice", "pace_percent", "pitch_percent", "voice_tuning")
SLOWEST, FASTEST = 60, 160


def recast(draft: Draft) -> Mapping[str, Changes]:
    """Characters of the draft: known ones keep identity and voice, renamed cues are recognised by their lines."""
    every = list(Character.objects.filter(project_id=draft.project.id, workspace_id=draft.project.workspace_id))
    known = {naming.key(row.cue): row for row in every if row.archived_at is None}
    before = {row.id for row in known.values()}
    resting = {naming.key(row.cue): row for row in every if row.archived_at is not None}
    renamed = _renamed(draft, known)
    rows = {
        found.name: known.get(cue) or known.get(renamed.get(cue, "")) or resting.get(cue)
        for found in draft.breakdown.characters
        for cue in (naming.key(found.name),)
    }
    voices = cast_voices(draft.breakdown, kept={name: row.voice for name, row in rows.items() if row is not None})
    changes, cast = Changes(), []
    for position, found in enumerate(draft.breakdown.characters):
        row = rows[found.name] or _newcomer(draft, found, voices[found.name])
        old_name = row.name
        _follow(row, found, draft, position=position)
        cast.append(row)
        if row.id not in before:
            changes.added.append(Named(row.id, row.name))
        elif row.name != old_name:
            changes.changed.append(Named(row.id, row.name))
    changes.removed += [Named(row.id, row.name) for row in _archive(known, cast, draft)]
    for row in cast:
        row.save()
    return {"characters": changes}


@transaction.atomic
def change_character(*, workspace_id: str, id: str, version: int, fields: Mapping[str, Any]) -> Character:
    """The character with these fields set by a person, which pins them. Raises PreconditionFailed, Invalid."""
    live = Character.objects.select_for_update().filter(archived_at=None)
    character = access(live, workspace_id=workspace_id, id=id)
    check_version(current=character.version, expected=version)
    for name, value in _valid(fields).items():
        setattr(character, name, value)
    character.pinned = sorted({*character.pinned, *(name for name in fields if name in EDITABLE)})
    character.version += 1
    character.save()
    announce(
        workspace_id=workspace_id,
        topic=f"project:{character.project_id}",
        kind="character.changed",
        body={"project_id": character.project_id, "character_id": character.id, "version": character.version},
    )
    return character


def _renamed(draft: Draft, known: Mapping[str, Character]) -> dict[str, str]:
    """New cue -> the old one that spoke most of its lines and speaks no more."""
    spoken = {naming.key(found.name) for found in draft.breakdown.characters}
    votes: dict[str, Counter[str]] = {}
    for inside in draft.elements:
        for line in inside:
            old = naming.key(draft.speakers.get(line.id, ""))
            if old in known and old not in spoken and naming.key(line.character) not in known:
                votes.setdefault(naming.key(line.character), Counter())[old] += 1
    renamed: dict[str, str] = {}
    for cue, counted in votes.items():
        free = [old for old, _ in counted.most_common() if old not in renamed.values()]
        if free:
            renamed[cue] = free[0]
    return renamed


def _newcomer(draft: Draft, found: pages.Character, voice: VoiceSpec) -> Character:
    """Somebody new, with a voice unlike those of the others."""
    return Character(
        workspace_id=draft.project.workspace_id,
        project=draft.project,
        cue=naming.key(found.name),
        voice=voice.preset,
        pace_percent=voice.pace_percent,
        pitch_percent=voice.pitch_percent,
    )


def _follow(row: Character, found: pages.Character, draft: Draft, *, position: int) -> None:
    suggested = {
        "name": naming.printed(found.name)[: naming.LONGEST],
        "gender": guessed_gender(found, draft.breakdown.scenes),
        "age": guessed_age(found, draft.breakdown.scenes),
        "description": introduction(found, draft.breakdown.scenes),
    }
    for name, value in suggested.items():
        if name not in row.pinned:
            setattr(row, name, value)
    row.likeness = row.likeness or row.cue
    row.cue = naming.key(found.name)
    row.position = position
    row.line_count, row.word_count = found.lines, found.words
    row.share_percent = draft.breakdown.share_percent(found)
    row.scene_ids = [draft.scenes[index].id for index in found.scenes]
    row.archived_at = None


def _archive(known: Mapping[str, Character], cast: list[Character], draft: Draft) -> list[Character]:
    """First, so that a cue that changed hands is free when the others are saved."""
    kept = {row.id for row in cast}
    gone = [row for row in known.values() if row.id not in kept]
    for row in gone:
        row.archived_at = draft.now
        row.save()
    return gone


def valid_voice(fields: Mapping[str, Any], *, read: Callable[[str], str] = read_voice) -> dict[str, Any]:
    """The same fields, the voice as it is kept, which `read` knows. Raises Invalid naming what cannot be spoken so."""
    pace, pitch = fields.get("pace_percent"), fields.get("pitch_percent")
    if pace is not None and not SLOWEST <= pace <= FASTEST:
        raise Invalid(
            f"A pace of {pace} percent cannot be understood; choose {SLOWEST} to {FASTEST}.", param="pace_percent"
        )
    if pitch is not None and not LOWEST <= pitch <= HIGHEST:
        raise Invalid(
            f"A pitch of {pitch} percent does not sound like a person; choose {LOWEST} to {HIGHEST}.",
            param="pitch_percent",
        )
    valid = dict(fields)
    for name, reads in (("voice", read), ("voice_tuning", read_tuning)):
        if name in fields:
            valid[name] = _read(fields[name], reads, param=name)
    return valid


def _read(value: Any, read: Callable[[Any], Any], *, param: str) -> Any:
    try:
        return read(value)
    except ValueError as error:
        raise Invalid(f"{str(error)[0].upper()}{str(error)[1:]}.", param=param) from error


def _valid(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    name = fields.get("name")
    if name is not None and not name.strip():
        raise Invalid("A character needs a name for the captions.", param="name")
    return valid_voice(fields)
