"""Films quoted and ordered: every render that people start is one that was priced first, and costs at most that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from billing import ledger, quotes
from billing.models import Quote
from billing.overage import lendable
from billing.quoting import Item
from projects.podcast.models import Clip, EpisodeQuote
from projects.podcast.selectors import access_episode, locked_episode
from projects.project.models import Project
from projects.project.selectors import access_project, locked_project
from projects.rendering import avatars, clips, routing, services
from projects.rendering.current import current, extended
from projects.rendering.episode_spec import CurrentEpisode as Wanted
from projects.rendering.episode_spec import current_episode, is_of_episode, start_episode
from projects.rendering.exchanges import bought_again
from projects.rendering.selectors import access_ordered
from renderers.compilers.exchange_remarks import remarks_on_episode, remarks_on_film
from renderers.compilers.film_extras import extras_in
from renderers.compilers.film_words import remark_on_language
from renderers.compilers.podcast_extras import extras_in as episode_extras_in
from renderers.compilers.podcast_extras import with_extras as with_episode_extras
from renderers.compilers.routing import remarks_on_engines
from renderers.engine import read_settings
from renderers.events import RENDERS_OVER
from renderers.exports import makers
from renderers.farm import engine_keys, roster
from renderers.farm.models import Render
from renderers.farm.submit import made_digests, needed_digests
from renderers.plan import Plan, Step, WorkerSize
from renderers.presets import PRESETS
from renderers.prices import Priced
from renderers.spec import FilmSpec
from studio.core.actor import Actor


@dataclass(frozen=True, slots=True)
class _Film:
    """What would be rendered, a film or an episode, however it was named."""

    project: Project
    preset: str
    plan: Plan
    extras: tuple[str, ...] = ()
    spec: FilmSpec | None = None
    again_of: str = ""
    episode: Wanted | None = None
    clip: Clip | None = None
    title: str = ""


def quote_film(*, actor: Actor, project_id: str, preset: str, now: datetime, extras: Sequence[str] = ()) -> Quote:
    """What the film as it is now would cost at most. Raises NothingToFilm, CannotBeFilmed, Invalid.

    `extras` name what else it is delivered as, see `renderers.compilers.film_extras`.
    """
    return _quoted(actor, _film(actor.workspace_id, project_id, preset, extras), now)


@transaction.atomic
def quote_episode(
    *, actor: Actor, episode_id: str, preset: str = "", now: datetime, extras: Sequence[str] = ()
) -> Quote:
    """What an episode as it is now would cost at most. Raises NothingToSpeak, CannotBeFilmed.

    `extras` name what else it is delivered as, see `renderers.compilers.podcast_extras`.
    """
    film = _episode(actor.workspace_id, episode_id, preset, extras, now)
    made = _quoted(actor, film, now)
    EpisodeQuote.objects.create(
        workspace_id=actor.workspace_id, episode_id=episode_id, quote_id=made.pk, extras=list(extras)
    )
    return made


@transaction.atomic
def quote_clip(
    *, actor: Actor, episode_id: str, passage: clips.Passage, preset: str = "", now: datetime
) -> tuple[Clip, Quote]:
    """What a passage of an episode as a video would cost at most; what is spoken already costs nothing.

    Raises Invalid for what is no passage, NothingToSpeak, CannotBeFilmed.
    """
    episode = access_episode(workspace_id=actor.workspace_id, id=episode_id)
    wanted, clip = clips.chosen_clip(episode, passage, preset=services.known(preset))
    made = _quoted(actor, _clip(clip, wanted, now), now)
    clip.quote_id = made.pk
    clip.save(force_insert=True)
    return clip, made


def quote_again(*, actor: Actor, render_id: str, now: datetime, extras: Sequence[str] = ()) -> Quote:
    """What the rest of a render that is over would cost at most, as its film was then; with `extras`, theirs too."""
    return _quoted(actor, _film_of(actor.workspace_id, render_id, extras), now)


@transaction.atomic
def order(*, actor: Actor, quote_id: str, now: datetime) -> Render:
    """The render of a quote, its amount set aside. Raises what stands against it, in words; then nothing is started."""
    quote = quotes.access_quote(workspace_id=actor.workspace_id, id=quote_id)
    of_episode = EpisodeQuote.objects.filter(workspace_id=actor.workspace_id, quote_id=quote.pk).first()
    if quote.again_of:
        film = _film_of(actor.workspace_id, quote.again_of, quote.extras)
    elif (clip := clips.quoted_by(quote)) is not None:
        locked_episode(workspace_id=actor.workspace_id, id=clip.episode_id)
        film = _clip(clip, clips.current_clip(clip, preset=quote.preset), now)
    elif of_episode is not None:
        locked_episode(workspace_id=actor.workspace_id, id=of_episode.episode_id)
        film = _episode(actor.workspace_id, of_episode.episode_id, quote.preset, of_episode.extras, now)
    else:
        locked_project(workspace_id=actor.workspace_id, id=quote.project_id)
        film = _film(actor.workspace_id, quote.project_id, quote.preset, quote.extras)
    by = {"user_id": actor.user_id, "key_id": actor.key_id}
    quotes.check(quote=quote, plan=film.plan.result, now=now, **by)
    return _held(actor, quote, partial(_started, actor, film, now), now)


def quote_plan(*, actor: Actor, project: Project, title: str, plan: Plan, now: datetime) -> Quote:
    """What something that is no film and no episode would cost at most, such as a script."""
    return _quoted(actor, _Film(project, project.preset, plan, title=title), now)


@transaction.atomic
def order_plan(*, actor: Actor, quote: Quote, plan: Plan, start: Callable[[], Render], now: datetime) -> Render:
    """What `start` starts, its amount set aside. Raises what stands against it, in words; then nothing is started."""
    quotes.check(quote=quote, plan=plan.result, now=now, user_id=actor.user_id, key_id=actor.key_id)
    return _held(actor, quote, start, now)


def _held(actor: Actor, quote: Quote, start: Callable[[], Render], now: datetime) -> Render:
    by = {"user_id": actor.user_id, "key_id": actor.key_id}
    render = start()
    # Steps are locked before money, as everywhere; workers see both or neither.
    lends = partial(lendable, workspace_id=actor.workspace_id, now=now)
    held = ledger.hold(quote=quote, render_id=render.pk, at=now, lendable=lends, **by)
    if render.state in RENDERS_OVER:
        ledger.release(held=held, at=now)
    return render


def order_film(*, actor: Actor, project_id: str, preset: str, now: datetime, extras: Sequence[str] = ()) -> Render:
    """Quoted and ordered in one go, for those who take the price as it is."""
    quote = quote_film(actor=actor, project_id=project_id, preset=preset, now=now, extras=extras)
    return order(actor=actor, quote_id=quote.pk, now=now)


def order_again(*, actor: Actor, render_id: str, now: datetime, extras: Sequence[str] = ()) -> Render:
    """The same film again, from the spec frozen with the first try; `extras` of it too. Raises RenderGoesOn."""
    quote = quote_again(actor=actor, render_id=render_id, now=now, extras=extras)
    return order(actor=actor, quote_id=quote.pk, now=now)


def estimate(*, workspace_id: str, plan: Plan, now: datetime) -> quotes.Estimate:
    """What a plan would cost at most and take now; nothing is kept of it."""
    made = made_digests(workspace_id, [step.digest for step in plan])
    return quotes.estimate(items=_items(plan, made), slots=roster.slots_online(now=now), now=now)


def _film(workspace_id: str, project_id: str, preset: str, extras: Sequence[str]) -> _Film:
    project = access_project(workspace_id=workspace_id, id=project_id)
    wanted = current(project, preset=services.known(preset))
    plan = extended(wanted.plan, wanted.spec, extras)
    return _Film(project, wanted.preset, plan, tuple(extras), wanted.spec)


def _episode(workspace_id: str, episode_id: str, preset: str, extras: Sequence[str], now: datetime) -> _Film:
    episode = access_episode(workspace_id=workspace_id, id=episode_id)
    wanted = current_episode(episode, preset=services.known(preset))
    plan = with_episode_extras(wanted.plan, wanted.spec, PRESETS[wanted.preset], extras)
    avatars.insist_on_leave(project=episode.project, spec=wanted.spec, plan=plan, now=now)
    return _Film(episode.project, wanted.preset, plan, tuple(extras), episode=wanted)


def _clip(clip: Clip, wanted: Wanted, now: datetime) -> _Film:
    project = clip.episode.project
    avatars.insist_on_leave(project=project, spec=wanted.spec, plan=wanted.plan, now=now)
    title = f"clip of {wanted.spec.title}"
    return _Film(project, wanted.preset, wanted.plan, (clip.look,), episode=wanted, clip=clip, title=title)


def _film_of(workspace_id: str, render_id: str, extras: Sequence[str]) -> _Film:
    """With the extras it was ordered with, and these."""
    render, project = access_ordered(workspace_id=workspace_id, id=render_id)
    of_episode = is_of_episode(render)
    preset, ordered_with = services.known(render.preset), episode_extras_in if of_episode else extras_in
    every = tuple(dict.fromkeys((*ordered_with(render.wanted), *extras)))
    spec = None if of_episode else FilmSpec.model_validate(render.spec)
    return _Film(project, preset, services.frozen(render, every), every, spec, again_of=render.pk)


def _started(actor: Actor, film: _Film, now: datetime) -> Render:
    if film.again_of:
        before, _ = access_ordered(workspace_id=actor.workspace_id, id=film.again_of)
        return services.start_from(render=before, extras=film.extras, started_by=actor.user_id, now=now)
    if film.episode is not None and film.clip is not None:
        return clips.start_clip(actor=actor, clip=film.clip, wanted=film.episode, plan=film.plan, now=now)
    if film.episode is not None:
        return start_episode(actor=actor, wanted=film.episode, plan=film.plan, now=now)
    return services.start_render(
        workspace_id=actor.workspace_id,
        project_id=film.project.pk,
        preset=film.preset,
        extras=film.extras,
        started_by=actor.user_id,
        now=now,
    )


def _quoted(actor: Actor, film: _Film, now: datetime) -> Quote:
    made = made_digests(actor.workspace_id, [step.digest for step in film.plan])
    wanted = quotes.Wanted(
        project_id=film.project.pk,
        title=_title(film),
        preset=film.preset,
        extras=film.extras,
        plan=film.plan.result,
        items=_items(film.plan, made),
        whole=_items(film.plan, set()),
        slots=roster.slots_online(now=now),
        shortages=_shortages(actor.workspace_id, film.plan, made, now),
        remarks=_remarks(film),
        again_of=film.again_of,
    )
    return quotes.quote(
        workspace_id=actor.workspace_id, wanted=wanted, user_id=actor.user_id, key_id=actor.key_id, now=now
    )


def _title(film: _Film) -> str:
    part = film.title or (film.episode.spec.title if film.episode is not None else "")
    return f"{film.project.title}: {part}"[:200] if part else film.project.title


def _remarks(film: _Film) -> list[str]:
    """What would not come out as it was written or chosen."""
    language = remark_on_language(film.plan)
    lacks = routing.lacking_in(film.project.workspace_id)
    subject = film.episode.episode_id if film.episode is not None else film.project.pk
    again = bought_again(film.project.workspace_id, subject, film.plan)
    found = [language, again]
    if film.spec is not None:
        found += remarks_on_engines(film.spec.scenes, lacks) + remarks_on_film(film.spec, PRESETS[film.preset])
    if film.episode is not None:
        found += remarks_on_episode(film.episode.spec, PRESETS[film.preset])
        found += avatars.remarks(project=film.project, spec=film.episode.spec, plan=film.plan)
    return [said for said in found if said]


def _items(plan: Plan, made: set[str]) -> list[Item]:
    """The same walk over the plan as the run's."""
    wanted = needed_digests(plan, made)
    return items_of((step for step in plan if step.digest in wanted), made)


def items_of(steps: Iterable[Step], made: set[str]) -> list[Item]:
    """Steps as a price reads them."""
    return [
        Item(
            digest=step.digest,
            inputs=step.needs,
            stage=step.stage.value,
            engine=step.engine,
            size=step.size.value,
            work=step.work,
            made=int(step.digest in made),
            **_bought(step),
        )
        for step in steps
    ]


def _bought(step: Step) -> dict[str, Any]:
    """What the vendor of the step's engine asks, and for how much at most; nothing when it is an engine of ours."""
    engine = makers().get(step.engine)
    if engine is None or not isinstance(engine, Priced):
        return {}
    return {"price": engine.price, "most": engine.makes_at_most(read_settings(engine, step.settings))}


def _shortages(workspace_id: str, plan: Plan, made: set[str], now: datetime) -> list[str]:
    wanted = needed_digests(plan, made) - made
    bought = {step.engine for step in plan if step.size is WorkerSize.CLOUD and step.digest in wanted}
    wants = roster.wants_of((step.size.value, step.engine, step.version) for step in plan if step.digest in wanted)
    return [*engine_keys.keyless(workspace_id=workspace_id, names=bought), *roster.shortages(wants, now=now)]
