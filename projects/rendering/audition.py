"""Auditions: a character's own line in a voice, before anybody decides. What is heard is the step of the film itself.

An audition is a render of one speech step whose subject is the character; a voice that was heard once, or is in the
film already, is there at once and costs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from projects.cast.models import Character
from projects.cast.selectors import access_character, characters_of
from projects.cast.services import valid_voice
from projects.rendering.current import current
from projects.rendering.outcome import outcome_of
from projects.rendering.spec import CannotBeFilmed, line_id, voice_of
from renderers.compilers.film import compile_line
from renderers.compilers.voices import title_of
from renderers.errors import BadInput
from renderers.farm import selectors as farm_selectors
from renderers.farm import services as farm
from renderers.farm.models import Render
from renderers.farm.turns import Urgency
from renderers.media.speech.casting import CONFUSED
from renderers.media.speech.spoken_by import alike
from renderers.presets import PRESETS
from renderers.spec import CastSpec, FilmSpec, LineSpec, VoiceSpec
from studio.core.errors import Conflict, NotFound

TELLING_WORDS = 6
"""A line of this many words says something of a voice."""


class NothingToSay(Conflict):
    """This character has no line yet; write one, and every voice can be heard on it."""

    code = "nothing_to_say"


class NoSuchLine(NotFound):
    """This character does not say that line; leave line_id out to hear a telling one."""

    code = "no_such_line"


@dataclass(frozen=True, slots=True)
class Tried:
    """An audition as the API shows it."""

    id: str
    character_id: str
    state: str
    line_id: str
    text: str
    voice: str
    title: str
    pace_percent: int
    pitch_percent: int
    alike: Sequence[str]
    audio_url: str | None
    error: Mapping[str, str] | None


@transaction.atomic
def start_audition(
    *, workspace_id: str, character_id: str, fields: Mapping[str, Any], started_by: str, now: datetime
) -> Tried:
    """A line of the character in this voice, made unless it was heard before. Raises Invalid, NothingToSay."""
    character = access_character(workspace_id=workspace_id, id=character_id)
    wanted = valid_voice({name: value for name, value in fields.items() if name != "line_id"})
    film = current(character.project)
    line = _line(film.spec, character.id, str(fields.get("line_id") or ""))
    voice = VoiceSpec.model_validate(voice_of(character).model_dump() | _renamed(wanted))
    spec = film.spec.model_copy(update={"cast": _recast(film.spec, character.id, voice), "scenes": ()})
    try:
        plan = compile_line(spec, line, PRESETS[film.preset])
    except BadInput as error:
        raise CannotBeFilmed(str(error)) from error
    render = farm.start_render(
        workspace_id=workspace_id,
        subject=character.id,
        plan=plan,
        spec={"line": line.model_dump(mode="json"), "voice": voice.model_dump(mode="json")},
        preset=film.preset,
        started_by=started_by,
        now=now,
        urgency=Urgency.INTERACTIVE,
    )
    return shown(render, character)


def audition_of(*, workspace_id: str, id: str) -> Tried:
    """How far an audition is; NotFound for strangers and for what is no audition."""
    render = farm_selectors.access_render(workspace_id=workspace_id, id=id)
    if "line" not in render.spec:
        raise NotFound
    return shown(render, access_character(workspace_id=workspace_id, id=render.subject))


def shown(render: Render, character: Character) -> Tried:
    """With the address of the sound once it is there."""
    line = LineSpec.model_validate(render.spec["line"])
    voice = VoiceSpec.model_validate(render.spec["voice"])
    outcome = outcome_of(render)
    return Tried(
        id=render.id,
        character_id=character.id,
        state=outcome.state,
        line_id=line_id(line.key),
        text=line.text,
        voice=voice.preset,
        title=title_of(voice.preset),
        pace_percent=voice.pace_percent,
        pitch_percent=voice.pitch_percent,
        alike=_alike(character, voice),
        audio_url=outcome.url,
        error=outcome.error,
    )


def _line(spec: FilmSpec, character_id: str, wanted: str) -> LineSpec:
    """The line asked for; without one, the first that is long enough to tell."""
    said = [
        line for scene in spec.scenes for shot in scene.shots for line in shot.lines if line.character == character_id
    ]
    if wanted:
        found = next((line for line in said if line_id(line.key) == wanted), None)
        if found is None:
            raise NoSuchLine
        return found
    if not said:
        raise NothingToSay
    telling = (line for line in said if len(line.text.split()) >= TELLING_WORDS)
    return next(telling, max(said, key=lambda line: len(line.text)))


def _renamed(wanted: Mapping[str, Any]) -> dict[str, Any]:
    called = {"voice": "preset", "voice_tuning": "tuning"}
    return {called.get(name, name): value for name, value in wanted.items()}


def _recast(spec: FilmSpec, character_id: str, voice: VoiceSpec) -> tuple[CastSpec, ...]:
    return tuple(
        member.model_copy(update={"voice": voice}) if member.key == character_id else member for member in spec.cast
    )


def _alike(character: Character, voice: VoiceSpec) -> list[str]:
    """Scene partners who sound so much like it that an audience may confuse them."""
    mine = set(character.scene_ids)
    return [
        other.name
        for other in characters_of(character.project)
        if other.id != character.id and mine & set(other.scene_ids) and alike(voice.preset, other.voice) >= CONFUSED
    ]
