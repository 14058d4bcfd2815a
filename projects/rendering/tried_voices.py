"""Voices heard before they are chosen for somebody of a show: the very step an episode would have.

An audition is a render of one speech step whose subject is the personality, as for characters of a film.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from projects.cast.services import valid_voice
from projects.dictionary.selectors import said_in
from projects.podcast.models import Personality
from projects.podcast.scripting import brief_people
from projects.podcast.selectors import access_personality, alike_with, people_of
from projects.rendering.outcome import outcome_of
from projects.rendering.spec import CannotBeFilmed
from renderers.compilers.podcast import compile_turn
from renderers.compilers.voices import read_show_voice, title_of
from renderers.episode import EpisodeSpec, SegmentSpec, TurnSpec
from renderers.errors import BadInput
from renderers.farm import selectors as farm_selectors
from renderers.farm import services as farm
from renderers.farm.models import Render
from renderers.farm.turns import Urgency
from renderers.presets import PRESETS
from renderers.spec import VoiceSpec
from studio.core.errors import NotFound

SAYS = "Hello, I'm {name}. Give me a question that nobody has an answer to, and we'll talk about it until they do."


@dataclass(frozen=True, slots=True)
class TriedVoice:
    """An audition as the API shows it; `alike` are people of the show it may be taken for, `proposed` a voice that is
    like nobody's.
    """

    id: str
    personality_id: str
    state: str
    text: str
    voice: str
    title: str
    pace_percent: int
    pitch_percent: int
    alike: Sequence[str]
    proposed: str
    audio_url: str | None
    error: Mapping[str, str] | None


@transaction.atomic
def try_voice(
    *, workspace_id: str, personality_id: str, fields: Mapping[str, Any], started_by: str, now: datetime
) -> TriedVoice:
    """Words of this person in a voice, made unless they were heard before. Raises Invalid, CannotBeFilmed."""
    person = access_personality(workspace_id=workspace_id, id=personality_id)
    spoken = {name: value for name, value in fields.items() if name != "text"}
    wanted = valid_voice(spoken, read=read_show_voice)
    for name, value in wanted.items():
        setattr(person, name, value)
    text = " ".join(str(fields.get("text") or SAYS.format(name=person.name)).split())
    preset = person.project.preset
    try:
        plan = compile_turn(*_turn(person, text), PRESETS[preset])
    except BadInput as error:
        raise CannotBeFilmed(str(error)) from error
    render = farm.start_render(
        workspace_id=workspace_id,
        subject=person.id,
        plan=plan,
        spec={"tried": person.spoken.model_dump(mode="json"), "text": text},
        preset=preset,
        started_by=started_by,
        now=now,
        urgency=Urgency.INTERACTIVE,
    )
    return shown(render, person)


def tried_voice(*, workspace_id: str, id: str) -> TriedVoice:
    """How far an audition is; NotFound for strangers and for what is none."""
    render = farm_selectors.access_render(workspace_id=workspace_id, id=id)
    if "tried" not in render.spec:
        raise NotFound
    return shown(render, access_personality(workspace_id=workspace_id, id=render.subject))


def shown(render: Render, person: Personality) -> TriedVoice:
    """With the address of the sound once it is there."""
    voice = VoiceSpec.model_validate(render.spec["tried"])
    person.voice = voice.preset
    names, proposed = alike_with(person, people_of(person.project))
    outcome = outcome_of(render)
    return TriedVoice(
        id=render.id,
        personality_id=person.id,
        state=outcome.state,
        text=render.spec["text"],
        voice=voice.preset,
        title=title_of(voice.preset),
        pace_percent=voice.pace_percent,
        pitch_percent=voice.pitch_percent,
        alike=names,
        proposed=proposed,
        audio_url=outcome.url,
        error=outcome.error,
    )


def _turn(person: Personality, text: str) -> tuple[EpisodeSpec, TurnSpec]:
    """The smallest episode that holds these words; only they are compiled."""
    others = [each for each in people_of(person.project) if each.id != person.id][:1]
    turn = TurnSpec(key="turn", speaker=person.id, text=text)
    spec = EpisodeSpec(
        title=person.project.title,
        language=person.project.language,
        personalities=brief_people([person, *others]),
        segments=(SegmentSpec(key="s1", title=person.name, turns=(turn,)),),
        pronunciations=said_in(person.project, language=person.project.language, texts=[text]),
    )
    return spec, turn
