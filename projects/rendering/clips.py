"""Clips: passages of episodes as videos, each kept by the turns it begins and ends with; `orders` prices them.

What was quoted is what is made: an edit outside of a passage changes nothing of it, one inside makes its quote old,
and a render has the episode as it was frozen in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from billing.models import Quote
from projects.podcast.models import Clip, Episode
from projects.podcast.selectors import access_episode
from projects.project.models import Project
from projects.rendering.episode_spec import (
    CLIP,
    CurrentEpisode,
    NothingToSpeak,
    compiled_clip,
    current_episode,
    started,
)
from renderers.compilers.podcast_excerpt import MOST_SECONDS, Cut, lasting, seconds_of
from renderers.episode import EpisodeSpec
from renderers.errors import BadInput
from renderers.farm import selectors as farm
from renderers.farm import services as farm_services
from renderers.farm.models import Render
from renderers.farm.steps import OPEN
from renderers.plan import Plan
from studio.core.actor import Actor
from studio.core.errors import Conflict, Invalid
from studio.core.tenancy import access

OPENING_LETTERS = 120


class PassageGone(Conflict):
    """A turn this clip begins or ends with is not spoken any more. Nothing was started; choose the passage again."""

    code = "passage_gone"


@dataclass(frozen=True, slots=True)
class Passage:
    """What somebody chose: from which turn, up to which one or for about how many seconds, and in which look."""

    first_turn_id: str
    look: str
    last_turn_id: str = ""
    seconds: int | None = None


def is_clip(render: Render) -> bool:
    """Whether a render makes a clip; else it makes a whole episode, a film, or something for one."""
    return render.subject.startswith(CLIP)


def access_clip(*, workspace_id: str, id: str) -> Clip:
    """One of a live episode; NotFound for strangers and for what was put away."""
    live = Clip.objects.filter(archived_at=None, episode__archived_at=None, episode__project__archived_at=None)
    return access(live.select_related("episode__project"), workspace_id=workspace_id, id=id)


def clips_of(episode: Episode) -> QuerySet[Clip]:
    """Those of an episode that were ordered and not put away, the newest first."""
    mine = Clip.objects.filter(workspace_id=episode.workspace_id, episode=episode, archived_at=None)
    return mine.exclude(ordered_at=None).select_related("episode__project").order_by("-id")


def clip_ids(*, workspace_id: str, episode_id: str) -> list[str]:
    """Of every clip of an episode that was ordered."""
    mine = Clip.objects.filter(workspace_id=workspace_id, episode_id=episode_id)
    return list(mine.exclude(ordered_at=None).values_list("id", flat=True))


def quoted_by(quote: Quote) -> Clip | None:
    """The clip a quote is for, if it is for one."""
    found = Clip.objects.filter(workspace_id=quote.workspace_id, quote_id=quote.pk)
    return found.select_related("episode__project").first()


def project_of(render: Render) -> Project:
    """The show of a render of an episode or a clip. Raises NotFound."""
    here = {"workspace_id": render.workspace_id, "id": render.subject}
    episode: Episode = access_clip(**here).episode if is_clip(render) else access_episode(**here)
    project: Project = episode.project
    return project


def wanted_of(render: Render) -> CurrentEpisode | None:
    """What is wanted now of the episode or clip a render is of; None where there is nothing to make any more."""
    here = {"workspace_id": render.workspace_id, "id": render.subject}
    try:
        return current_clip(access_clip(**here)) if is_clip(render) else current_episode(access_episode(**here))
    except (NothingToSpeak, PassageGone):
        return None


def current_clip(clip: Clip, *, preset: str = "") -> CurrentEpisode:
    """A clip as its episode is now. Raises PassageGone, NothingToSpeak, CannotBeFilmed."""
    return clip_in(current_episode(clip.episode, preset=preset), clip)


def clip_in(whole: CurrentEpisode, clip: Clip) -> CurrentEpisode:
    """A clip of an episode that was read already. Raises PassageGone, CannotBeFilmed."""
    places = _places(whole.spec)
    first, last = places.get(clip.first_turn_id, 0), places.get(clip.last_turn_id, 0)
    if not 0 < first <= last:
        raise PassageGone
    return _cut(whole, Cut(first, last, clip.look))


def chosen_clip(episode: Episode, passage: Passage, *, preset: str = "") -> tuple[CurrentEpisode, Clip]:
    """A clip somebody asks the price of, and its row, not yet kept. Raises Invalid, NothingToSpeak, CannotBeFilmed."""
    whole = current_episode(episode, preset=preset)
    turns, spoken = whole.spec.turns(), _spoken(episode.workspace_id, whole)
    cut = _cut_of(whole.spec, passage, spoken)
    chosen = turns[cut.first - 1 : cut.last]
    seconds = seconds_of(chosen, spoken=spoken)
    if seconds > MOST_SECONDS:
        raise Invalid(
            f"This passage lasts about {_clock(seconds)}, and a clip {_clock(MOST_SECONDS)} at most. Let it begin "
            "later or end earlier.",
            param="last_turn_id",
        )
    made = Clip(
        workspace_id=episode.workspace_id,
        episode=episode,
        first_turn_id=chosen[0].key,
        last_turn_id=chosen[-1].key,
        look=cut.look,
        first=cut.first,
        last=cut.last,
        opening=_opening(chosen[0].text),
        seconds=seconds,
    )
    return _cut(whole, cut), made


def start_clip(*, actor: Actor, clip: Clip, wanted: CurrentEpisode, plan: Plan, now: datetime) -> Render:
    """A render of a clip as its episode is at this moment. Call where its price is held."""
    clip.ordered_at = now
    clip.save(update_fields=["ordered_at", "updated_at"])
    return started(actor=actor, subject=clip.id, wanted=wanted, plan=plan, now=now)


@transaction.atomic
def put_away(*, workspace_id: str, id: str, now: datetime) -> None:
    """Out of sight; a render of it is stopped, what was made stays."""
    clip = access_clip(workspace_id=workspace_id, id=id)
    clip.archived_at = now
    clip.save(update_fields=["archived_at", "updated_at"])
    for render in farm.renders_of(workspace_id=workspace_id, subject=id).filter(state__in=OPEN):
        farm_services.cancel_render(render=render, now=now)


def _cut(whole: CurrentEpisode, cut: Cut) -> CurrentEpisode:
    return replace(whole, plan=compiled_clip(whole.spec, cut, whole.preset), cut=cut)


def _cut_of(spec: EpisodeSpec, passage: Passage, spoken: Mapping[str, float]) -> Cut:
    places = _places(spec)
    first = _place(places, passage.first_turn_id, "begins", "first_turn_id")
    if passage.seconds is not None and passage.last_turn_id:
        raise Invalid("last_turn_id and seconds both say where the clip ends; give one of them.", param="seconds")
    if passage.seconds is not None:
        return Cut(first, _lasting(spec, first, passage.seconds, spoken), passage.look)
    if not passage.last_turn_id:
        raise Invalid("Say where the clip ends: a last_turn_id, or about how many seconds.", param="last_turn_id")
    last = _place(places, passage.last_turn_id, "ends", "last_turn_id")
    if last < first:
        raise Invalid(
            f"There is nothing in this passage: it ends with turn {last}, before turn {first}, with which it begins.",
            param="last_turn_id",
        )
    return Cut(first, last, passage.look)


def _lasting(spec: EpisodeSpec, first: int, seconds: int, spoken: Mapping[str, float]) -> int:
    try:
        return lasting(spec, first=first, seconds=seconds, spoken=spoken)
    except BadInput as error:
        said = str(error)
        raise Invalid(f"{said[:1].upper()}{said[1:]}.", param="seconds") from error


def _place(places: Mapping[str, int], turn_id: str, does: str, param: str) -> int:
    if turn_id not in places:
        raise Invalid(
            f"The turn with which this clip {does} is not spoken: it was taken out of the script or is left out of the "
            "recording. Choose another one.",
            param=param,
        )
    return places[turn_id]


def _places(spec: EpisodeSpec) -> Mapping[str, int]:
    """Every turn that is spoken, counted from 1."""
    return {turn.key: place for place, turn in enumerate(spec.turns(), 1)}


def _spoken(workspace_id: str, whole: CurrentEpisode) -> dict[str, float]:
    """The seconds of those turns that exist as sound."""
    digests = {turn.key: whole.plan.wanted[turn.key]["speech"] for turn in whole.spec.turns()}
    found = farm.artifacts(workspace_id=workspace_id, digests=digests.values())
    facts = {key: found[digest].facts for key, digest in digests.items() if digest in found}
    return {key: each["samples"] / each["sample_rate"] for key, each in facts.items() if each.get("sample_rate")}


def _opening(text: str) -> str:
    return text if len(text) <= OPENING_LETTERS else f"{text[: OPENING_LETTERS - 1].rstrip()}…"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
