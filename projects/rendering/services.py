"""Ordering, stopping and repeating renders. The farm knows how; here is whose film it is and from what it is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from pydantic import ValidationError

from billing import brakes
from billing.errors import CapReached
from projects.podcast.models import KIND as PODCAST
from projects.podcast.selectors import episodes_of
from projects.project.fields import valid
from projects.project.models import Project
from projects.project.selectors import locked_project
from projects.rendering.clips import clip_ids
from projects.rendering.current import Current, compiled, current, extended
from projects.rendering.episode_spec import frozen_episode, is_of_episode
from projects.rendering.writing_plans import is_of_writing, stop_writings
from projects.rendering.writing_plans import replanned as replanned_writing
from renderers.compilers.film import compile_film
from renderers.compilers.film_extras import extras_in, with_extras
from renderers.errors import BadInput
from renderers.events import RenderState
from renderers.farm import selectors as farm_selectors
from renderers.farm import services as farm
from renderers.farm import stops
from renderers.farm.models import Render
from renderers.farm.steps import OPEN
from renderers.plan import Plan
from renderers.presets import PRESETS
from renderers.spec import FilmSpec, ShotSize
from studio.accounts.models import User
from studio.core.actor import Actor


def start_render(
    *, workspace_id: str, project_id: str, preset: str, started_by: str, now: datetime, extras: Sequence[str] = ()
) -> Render:
    """A render of the film as it is at this moment; its spec is frozen with it. Raises NothingToFilm, Invalid.

    `extras` name what else the film is delivered as, see `renderers.compilers.film_extras`. Nothing is charged for it:
    what people order comes through `orders`, this alone is for the installation itself.
    """
    project = locked_project(workspace_id=workspace_id, id=project_id)
    wanted = current(project, preset=known(preset))
    project.poster = _poster(wanted)
    project.save(update_fields=["poster", "updated_at"])
    return farm.start_render(
        workspace_id=workspace_id,
        subject=project.id,
        plan=extended(wanted.plan, wanted.spec, extras),
        spec=wanted.spec.model_dump(mode="json"),
        preset=wanted.preset,
        started_by=started_by,
        now=now,
    )


def start_from(*, render: Render, extras: Sequence[str], started_by: str, now: datetime) -> Render:
    """The film of an earlier render, as it was ordered then, with these extras. Raises CannotBeFilmed, RenderGoesOn."""
    return farm.retry_render(render=render, plan=frozen(render, extras), started_by=started_by, now=now)


def replanned(render: Render) -> Plan:
    """The plan of an order as the engines are now. Raises BadInput for what is no film, episode or writing: it is
    ordered again by hand.
    """
    if is_of_episode(render):
        return frozen_episode(render, ())
    if is_of_writing(render):
        return replanned_writing(render)
    try:
        spec = FilmSpec.model_validate(render.spec)
    except ValidationError as error:
        raise BadInput("the studio was updated while this waited; ask for it again") from error
    return with_extras(compile_film(spec, PRESETS[render.preset]), spec, extras_in(render.wanted))


def pause_render(*, actor: Actor, render: Render, now: datetime) -> Render:
    """Make no more of it for now; what is finished is kept. Raises RenderNotActive."""
    person = User.objects.filter(pk=actor.user_id).first()
    return farm.pause_render(render=render, by=str(person) if person else "", now=now)


def resume_render(*, render: Render, now: datetime) -> Render:
    """Go on where it was paused, as far as its spend caps allow. Raises RenderNotPaused, CapReached.

    One transaction: nothing is claimed between the pause that ends and the cap that keeps it waiting.
    """
    here = {"workspace_id": render.workspace_id, "render_id": render.pk}
    if render.state == RenderState.PAUSED and render.error_code == stops.CAP:
        brakes.look_at(**here, at=now)
        render.refresh_from_db()
        if render.state == RenderState.PAUSED:
            raise CapReached(render.error, render_id=render.pk)
        return render
    resumed = farm.resume_render(render=render, now=now)
    brakes.look_at(**here, at=now)
    resumed.refresh_from_db()
    return resumed


def cancel_render(*, render: Render, now: datetime) -> Render:
    """Stop it; what is finished is kept. Raises RenderIsOver."""
    return farm.cancel_render(render=render, now=now)


def stop_renders(project: Project, now: datetime) -> None:
    """Nobody waits for the films of a project that was put away."""
    active = farm_selectors.renders_of(workspace_id=project.workspace_id, subject=project.id)
    for render in active.filter(state__in=OPEN):
        farm.cancel_render(render=render, now=now)
    stop_writings(project, now)
    for episode in episodes_of(project) if project.kind == PODCAST else ():
        stop_episode(workspace_id=project.workspace_id, episode_id=episode.id, now=now)


def stop_episode(*, workspace_id: str, episode_id: str, now: datetime) -> None:
    """Nobody waits for an episode that was put away, nor for clips of it."""
    for subject in (episode_id, *clip_ids(workspace_id=workspace_id, episode_id=episode_id)):
        for render in farm_selectors.renders_of(workspace_id=workspace_id, subject=subject).filter(state__in=OPEN):
            farm.cancel_render(render=render, now=now)


def frozen(render: Render, extras: Iterable[str]) -> Plan:
    """The plan of a render's film or episode as it was ordered, with these extras. Raises CannotBeFilmed."""
    if is_of_episode(render):
        return frozen_episode(render, extras)
    spec = FilmSpec.model_validate(render.spec)
    return extended(compiled(spec, known(render.preset)), spec, extras)


def known(preset: str) -> str:
    """The preset, when there is one of this name. Raises Invalid."""
    return str(valid({"preset": preset})["preset"]) if preset else ""


def _poster(wanted: Current) -> str:
    """The picture of the first shot that is no card."""
    shots = [shot for scene in wanted.spec.scenes for shot in scene.shots]
    first = next((shot for shot in shots if shot.size is not ShotSize.TITLE), shots[0])
    return wanted.plan.wanted[first.key]["panel"]
