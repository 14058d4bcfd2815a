"""Scripts written by the language models of their people: quoted, ordered, watched, and taken once they are there.

A turn that a model cannot write stops its render there and is told; on somebody's word it is written again or by the
offline writer, and nothing before it is paid twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial

from django.db import transaction

from billing import quotes
from billing.models import Quote
from projects.podcast.models import Conversation, Episode, Script
from projects.podcast.scripting import CannotBeWritten, Sourced, keep_script, task_of
from projects.podcast.selectors import access_episode, locked_episode, script_of
from projects.rendering import orders
from renderers.errors import BadInput, OutcomeUnknown
from renderers.events import RenderState, StepState
from renderers.farm import selectors as farm_selectors
from renderers.farm import services as farm
from renderers.farm import vendor_jobs
from renderers.farm.models import Render
from renderers.farm.store import DjangoStore
from renderers.farm.turns import Urgency
from renderers.plan import Plan
from renderers.podcast.conversation import SUBJECT, Ways, compile_talk, is_for_models, talk_brief, written_of
from renderers.writing.talk.brief import Talk, TalkBrief
from studio.core.actor import Actor
from studio.core.errors import Conflict
from studio.core.etags import check_version
from studio.core.tenancy import access


class How(StrEnum):
    """What is to become of a turn that its model could not write."""

    AGAIN = "again"
    OFFLINE = "offline"


class NobodyHasAModel(Conflict):
    """Everybody in this episode is written for offline; have the script written as before, or choose models."""

    code = "nobody_has_a_model"


class NotWrittenYet(Conflict):
    """The script is not finished; wait for it, or say what is to become of the turn at which it stopped."""

    code = "not_written_yet"


class NoTurnFailed(Conflict):
    """No turn of this script failed; there is nothing to write again."""

    code = "no_turn_failed"


class TurnUndecided(Conflict):
    """Nobody can tell whether this turn was paid; decide first, or have the offline writer write it."""

    code = "turn_undecided"


@dataclass(frozen=True, slots=True)
class Failed:
    """The turn at which writing stopped: its place, and whose it is."""

    place: int
    name: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A script in the making; `state` is empty until it is ordered. `turns` are those that were written."""

    id: str
    episode_id: str
    quote_id: str
    state: str
    progress: float
    eta_seconds: int | None
    turns: Sequence[Mapping[str, str]]
    failed: Failed | None
    error: Mapping[str, str] | None
    taken: bool


@transaction.atomic
def quote_script(*, actor: Actor, episode_id: str, now: datetime) -> tuple[Conversation, Quote]:
    """What having the script written by models costs at most. Raises CannotBeWritten, NobodyHasAModel."""
    episode = access_episode(workspace_id=actor.workspace_id, id=episode_id)
    task = task_of(episode, sourced=Sourced.MAY)
    if not is_for_models(task.brief):
        raise NobodyHasAModel
    try:
        talk = talk_brief(task.brief, task.drafts, {})
    except BadInput as error:
        raise CannotBeWritten(f"{str(error)[:1].upper()}{str(error)[1:]}.", param="episode") from error
    return _quoted(actor, episode, talk, Ways(), now)


@transaction.atomic
def quote_again(*, actor: Actor, id: str, how: How, now: datetime) -> tuple[Conversation, Quote]:
    """The rest of a script whose turn failed, with that turn written again or offline.

    A turn whose order nobody could tell about stays the one it was: what a person decided about the order is done.
    Raises NoTurnFailed, TurnUndecided.
    """
    before = access_conversation(workspace_id=actor.workspace_id, id=id)
    render = _render(before)
    failed = _failed(before, render)
    if render is None or failed is None:
        raise NoTurnFailed
    ways, at = _ways(before), failed.place - 1
    if how is How.OFFLINE:
        ways = Ways({*ways.offline, at}, ways.takes)
    elif render.error_code != OutcomeUnknown.code:
        ways = Ways(ways.offline, {**ways.takes, at: ways.takes.get(at, 0) + 1})
    elif vendor_jobs.is_asking(workspace_id=before.workspace_id, digest=_plan(before).wanted[SUBJECT][f"reply.{at}"]):
        raise TurnUndecided(
            f"{render.error} Or have the offline writer write what {failed.name} says: that orders nothing."
        )
    return _quoted(actor, before.episode, TalkBrief.model_validate(before.brief), ways, now)


@transaction.atomic
def order_script(*, actor: Actor, id: str, now: datetime) -> Conversation:
    """Written for at most its quote, charged turn by turn. Raises what stands against it, in words."""
    conversation = access_conversation(workspace_id=actor.workspace_id, id=id)
    locked_episode(workspace_id=actor.workspace_id, id=conversation.episode_id)
    quote = quotes.access_quote(workspace_id=actor.workspace_id, id=conversation.quote_id)
    plan = _plan(conversation)
    start = partial(_started, actor, conversation, plan, now)
    conversation.render_id = orders.order_plan(actor=actor, quote=quote, plan=plan, start=start, now=now).pk
    conversation.save(update_fields=["render_id", "updated_at"])
    return conversation


def cancel_script(*, workspace_id: str, id: str, now: datetime) -> Conversation:
    """Stopped; what was written is kept, and not paid again. Raises RenderIsOver, NotWrittenYet."""
    conversation = access_conversation(workspace_id=workspace_id, id=id)
    render = _render(conversation)
    if render is None:
        raise NotWrittenYet
    farm.cancel_render(render=render, now=now)
    return conversation


@transaction.atomic
def take_script(*, actor: Actor, id: str, version: int, now: datetime) -> Script:
    """What was written becomes the script; the old one is a kept revision. Raises NotWrittenYet, PreconditionFailed."""
    conversation = access_conversation(workspace_id=actor.workspace_id, id=id)
    check_version(current=script_of(conversation.episode).version, expected=version)
    talk = _talk(conversation, finished=True)
    if talk is None:
        raise NotWrittenYet
    written = written_of(TalkBrief.model_validate(conversation.brief), talk, {})
    script = keep_script(
        actor.workspace_id, conversation.episode_id, version, written, author_id=actor.user_id, now=now
    )
    conversation.taken = True
    conversation.save(update_fields=["taken", "updated_at"])
    return script


def access_conversation(*, workspace_id: str, id: str) -> Conversation:
    """One of this workspace; NotFound for anybody else's."""
    return access(Conversation.objects.select_related("episode__project"), workspace_id=workspace_id, id=id)


def newest(*, workspace_id: str, episode_id: str) -> Conversation | None:
    """The last one of an episode that was ordered."""
    episode = access_episode(workspace_id=workspace_id, id=episode_id)
    found = Conversation.objects.filter(workspace_id=workspace_id, episode=episode).exclude(render_id="")
    return found.order_by("-id").first()


def shown(conversation: Conversation) -> Shown:
    """How far it is, with the turns so far."""
    render = _render(conversation)
    progress = farm_selectors.progress_of(render) if render is not None else None
    brief, talk = TalkBrief.model_validate(conversation.brief), _talk(conversation)
    lines = talk.lines if talk is not None else ()
    return Shown(
        id=conversation.id,
        episode_id=conversation.episode_id,
        quote_id=conversation.quote_id,
        state=render.state if render is not None else "",
        progress=progress.fraction if progress is not None else 0.0,
        eta_seconds=progress.eta_seconds if progress is not None else None,
        turns=[
            {"speaker_id": line.seat, "name": brief.seat(line.seat).person.name, "text": line.text} for line in lines
        ],
        failed=_failed(conversation, render),
        error={"code": render.error_code, "message": render.error}
        if render is not None and render.error_code
        else None,
        taken=conversation.taken,
    )


def _quoted(actor: Actor, episode: Episode, talk: TalkBrief, ways: Ways, now: datetime) -> tuple[Conversation, Quote]:
    plan = compile_talk(talk, ways)
    title = f"script of {episode.title}"
    quote = orders.quote_plan(actor=actor, project=episode.project, title=title, plan=plan, now=now)
    made = Conversation.objects.create(
        workspace_id=actor.workspace_id,
        episode=episode,
        brief=talk.model_dump(mode="json"),
        offline=sorted(ways.offline),
        takes={str(at): take for at, take in ways.takes.items()},
        quote_id=quote.pk,
    )
    return made, quote


def _started(actor: Actor, conversation: Conversation, plan: Plan, now: datetime) -> Render:
    return farm.start_render(
        workspace_id=actor.workspace_id,
        subject=conversation.id,
        plan=plan,
        spec={"conversation": conversation.id, "project_id": conversation.episode.project_id},
        preset=conversation.episode.project.preset,
        started_by=actor.user_id,
        now=now,
        urgency=Urgency.INTERACTIVE,
    )


def _ways(conversation: Conversation) -> Ways:
    return Ways(frozenset(conversation.offline), {int(at): take for at, take in conversation.takes.items()})


def _plan(conversation: Conversation) -> Plan:
    return compile_talk(TalkBrief.model_validate(conversation.brief), _ways(conversation))


def _render(conversation: Conversation) -> Render | None:
    if not conversation.render_id:
        return None
    return farm_selectors.access_render(workspace_id=conversation.workspace_id, id=conversation.render_id)


def _talk(conversation: Conversation, *, finished: bool = False) -> Talk | None:
    """The conversation as far as it was written; None while nobody has said anything."""
    wanted = _plan(conversation).wanted[SUBJECT]
    digests = [digest for role, digest in wanted.items() if role.startswith("talk.")]
    made = farm_selectors.artifacts(workspace_id=conversation.workspace_id, digests=digests)
    there = [digest for digest in digests if digest in made]
    if not there or (finished and there[-1] != digests[-1]):
        return None
    with DjangoStore(conversation.workspace_id).open_path(there[-1]) as path:
        return Talk.model_validate_json(path.read_bytes())


def _failed(conversation: Conversation, render: Render | None) -> Failed | None:
    if render is None or render.state != RenderState.FAILED:
        return None
    brief, wanted = TalkBrief.model_validate(conversation.brief), _plan(conversation).wanted[SUBJECT]
    places = {digest: int(role[6:]) for role, digest in wanted.items() if role.startswith("reply.")}
    states = farm_selectors.step_states(workspace_id=conversation.workspace_id, digests=places)
    at = min((places[digest] for digest, state in states.items() if state == StepState.FAILED), default=None)
    return None if at is None else Failed(at + 1, brief.seat(brief.slots[at].seat).person.name)
