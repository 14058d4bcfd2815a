"""`episode_spec(episode)`: the only place that reads the database for a render of an episode. Keys are row ids."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from threading import Lock
from typing import Any

from django.db.models import Max
from pydantic import ValidationError

from projects.dictionary import selectors as dictionary
from projects.podcast.document import as_segments
from projects.podcast.filmed import filmed_spec
from projects.podcast.models import Episode, Personality, Show, Source
from projects.podcast.scripting import brief_people
from projects.podcast.selectors import document_of, script_of, show_of, sources_of, speakers_of
from projects.project.models import Project
from projects.rendering.avatars import references_of
from projects.rendering.routing import spoken
from projects.rendering.spec import CannotBeFilmed
from renderers.compilers.podcast import EPISODE, compile_episode
from renderers.compilers.podcast_excerpt import Cut, compile_clip
from renderers.compilers.podcast_extras import extras_in, with_extras
from renderers.episode import (
    FEWEST_PEOPLE,
    MOST_PEOPLE,
    USUAL_LUFS,
    Channels,
    DeliverySpec,
    EpisodeSpec,
    SegmentSpec,
    SourceSpec,
)
from renderers.errors import BadInput
from renderers.farm import services as farm
from renderers.farm.choices import choices_of, state_of
from renderers.farm.models import Render
from renderers.plan import Plan
from renderers.podcast.idiom import summary_in
from renderers.presets import PRESETS
from studio.core.actor import Actor
from studio.core.errors import Conflict

CLIP = "clp_"
PREFIXES = ("epi_", CLIP)
"""Subjects of renders: an episode, or a clip of one."""

CUT = "cut"
"""Under which the spec of a clip's render says which turns it has."""

REMEMBERED = 4


class NothingToSpeak(Conflict):
    """This episode has no script yet; have it written, then it can be rendered."""

    code = "nothing_to_speak"


@dataclass(frozen=True, slots=True)
class CurrentEpisode:
    """An episode as it is wanted now, and what everything of it will be called; with a `cut`, of a clip of it."""

    episode_id: str
    project_id: str
    spec: EpisodeSpec
    plan: Plan
    preset: str
    cut: Cut | None = None


_plans: OrderedDict[tuple[object, ...], CurrentEpisode] = OrderedDict()
_lock = Lock()


def is_of_episode(render: Render) -> bool:
    """Whether a render makes an episode or a clip of one; else it makes a film, or something for one."""
    return render.subject.startswith(PREFIXES)


def current_episode(episode: Episode, *, preset: str = "") -> CurrentEpisode:
    """The spec and plan of an episode as it is now. Raises NothingToSpeak, CannotBeFilmed."""
    name = preset or episode.project.preset
    key = (*_state(episode), name)
    with _lock:
        if key in _plans:
            _plans.move_to_end(key)
            return _plans[key]
    spec = episode_spec(episode)
    found = CurrentEpisode(episode.id, episode.project_id, spec, compiled_episode(spec, name), name)
    with _lock:
        _plans[key] = found
        while len(_plans) > REMEMBERED:
            _plans.popitem(last=False)
    return found


def episode_spec(episode: Episode) -> EpisodeSpec:
    """The episode as it is wanted now. Raises NothingToSpeak while no turn is written, CannotBeFilmed in words."""
    document = document_of(script_of(episode))
    segments = as_segments(document)
    if not segments:
        raise NothingToSpeak
    show, texts = show_of(episode.project), [turn.text for each in segments for turn in each.turns]
    people = _heard(list(speakers_of(episode, document)), {turn.speaker for turn in document.turns()})
    sources = [
        SourceSpec(key=each.key, title=each.title, author=each.author, url=each.url) for each in sources_of(episode)
    ]
    try:
        return EpisodeSpec(
            title=episode.title,
            show=episode.project.title,
            summary=summary_of(episode, [each.title for each in sources]),
            language=episode.language,
            seed=episode.seed,
            seconds=episode.minutes * 60,
            personalities=brief_people(people),
            segments=_cited(segments, {each.key for each in sources}),
            sources=tuple(sources),
            delivery=_delivery(show, episode),
            pronunciations=dictionary.said_in(episode.project, language=episode.language, texts=texts),
            tone=episode.tone,
            art=show.art,
            exchange=_exchange(episode),
        )
    except ValidationError as error:
        first = error.errors()[0]
        said = str(first["ctx"]["error"]) if first["type"] == "value_error" else first["msg"]
        raise CannotBeFilmed(f"{said[:1].upper()}{said[1:]}.") from error


def _delivery(show: Show, episode: Episode) -> DeliverySpec:
    channels = Channels(show.channels)
    loudness = show.loudness or USUAL_LUFS[channels]
    return DeliverySpec(target_lufs=loudness, channels=channels, music=episode.music)


def _exchange(episode: Episode) -> str:
    """Whether whole exchanges of the show are ordered at once, and by whom."""
    decided = choices_of(workspace_id=episode.workspace_id, subject=episode.project_id)
    return spoken(decided, [episode.project_id])


def compiled_episode(spec: EpisodeSpec, preset: str) -> Plan:
    """The plan of a spec. Raises CannotBeFilmed with the engine's own sentence."""
    try:
        return compile_episode(spec, PRESETS[preset])
    except BadInput as error:
        raise CannotBeFilmed(str(error)) from error


def compiled_clip(spec: EpisodeSpec, cut: Cut, preset: str) -> Plan:
    """The plan of a clip of a spec. Raises CannotBeFilmed with the engine's own sentence."""
    try:
        return compile_clip(spec, cut, PRESETS[preset])
    except BadInput as error:
        raise CannotBeFilmed(str(error)) from error


def frozen_episode(render: Render, extras: Iterable[str]) -> Plan:
    """The plan of a render's episode as it was ordered, with the extras it had and these. Raises CannotBeFilmed.

    A clip is one video and has no extras.
    """
    spec = frozen_spec(render)
    if CUT in render.spec:
        return compiled_clip(spec, Cut(**render.spec[CUT]), render.preset)
    every = dict.fromkeys((*extras_in(render.wanted), *extras))
    return with_extras(compiled_episode(spec, render.preset), spec, PRESETS[render.preset], every)


def frozen_spec(render: Render) -> EpisodeSpec:
    """The episode as it was when the render was ordered; of a clip, the whole one it was cut from."""
    return EpisodeSpec.model_validate(render.spec["episode"])


def start_episode(*, actor: Actor, wanted: CurrentEpisode, plan: Plan, now: datetime) -> Render:
    """A render of the episode as it is at this moment. Call where its price is held."""
    Project.objects.filter(workspace_id=actor.workspace_id, pk=wanted.project_id).update(
        poster=plan.wanted[EPISODE]["cover"]
    )
    return started(actor=actor, subject=wanted.episode_id, wanted=wanted, plan=plan, now=now)


def started(*, actor: Actor, subject: str, wanted: CurrentEpisode, plan: Plan, now: datetime) -> Render:
    """A render whose spec is frozen with it: the whole episode, and which turns of it a clip has."""
    spec: dict[str, Any] = {
        "project_id": wanted.project_id,
        "episode_id": wanted.episode_id,
        "episode": wanted.spec.model_dump(mode="json"),
    }
    if wanted.cut is not None:
        spec[CUT] = asdict(wanted.cut)
    if references := references_of(workspace_id=actor.workspace_id, spec=wanted.spec):
        spec["references"] = [reference.pk for reference in references if reference.archived_at is None]
    return farm.start_render(
        workspace_id=actor.workspace_id,
        subject=subject,
        plan=plan,
        spec=spec,
        preset=wanted.preset,
        started_by=actor.user_id,
        now=now,
    )


def summary_of(episode: Episode, titles: list[str]) -> str:
    """What people read under its title."""
    told = summary_in(episode.language, title=episode.topic or episode.title, sources=titles)
    return episode.summary or told[:1000]


def _heard(people: list[Personality], speaking: set[str]) -> list[Personality]:
    """At most six: whoever speaks, and others in their seats while there is room."""
    spoken = [each for each in people if each.id in speaking]
    if len(spoken) > MOST_PEOPLE:
        raise CannotBeFilmed(f"{len(spoken)} people speak in this script; a conversation has two to {MOST_PEOPLE}.")
    if len(spoken) >= FEWEST_PEOPLE:
        return spoken
    return [*spoken, *(each for each in people if each not in spoken)][:FEWEST_PEOPLE]


def _cited(segments: tuple[SegmentSpec, ...], known: set[str]) -> tuple[SegmentSpec, ...]:
    """Without citations of sources that were taken out since."""
    return tuple(
        each.model_copy(
            update={
                "turns": tuple(
                    turn.model_copy(update={"citations": tuple(key for key in turn.citations if key in known)})
                    for turn in each.turns
                )
            }
        )
        for each in segments
    )


def _state(episode: Episode) -> tuple[object, ...]:
    """Changes with everything a spec reads."""
    mine = {"workspace_id": episode.workspace_id, "project_id": episode.project_id}
    sources = Source.objects.filter(workspace_id=episode.workspace_id, episode_id=episode.id)
    return (
        episode.id,
        episode.version,
        script_of(episode).version,
        *_heard_as(show_of(episode.project)),
        dictionary.state_of(workspace_id=episode.workspace_id),
        Project.objects.filter(pk=episode.project_id).aggregate(at=Max("updated_at"))["at"],
        *Personality.objects.filter(**mine).aggregate(at=Max("updated_at"), seen=Max("character__updated_at")).values(),
        *sources.order_by("id").values_list("id", flat=True),
        state_of(workspace_id=episode.workspace_id, subject=episode.project_id),
        *_filmed_from(episode),
    )


def _heard_as(show: Show) -> tuple[object, ...]:
    return show.art, show.channels, show.loudness


def _filmed_from(episode: Episode) -> list[object]:
    """Pictures of those who are filmed: they may be others any time."""
    people = Personality.objects.filter(workspace_id=episode.workspace_id, project_id=episode.project_id)
    return [filmed_spec(each) for each in people.exclude(filmed_by="").order_by("id")]
