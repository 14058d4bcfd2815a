"""Lines of an episode that could not be spoken: each is named, and changed or tried again alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from projects.podcast.models import Episode
from projects.rendering.episode_spec import NothingToSpeak, current_episode, frozen_spec
from projects.rendering.spec import CannotBeFilmed
from renderers.compilers.exchanges import EXCHANGE
from renderers.events import RenderState, StepState
from renderers.farm import selectors as farm
from renderers.farm.models import Step


@dataclass(frozen=True, slots=True)
class FailedTurn:
    """A turn as the render had it, why nobody could speak it, and whether it is another one by now."""

    turn_id: str
    name: str
    text: str
    voice: str
    take: int
    code: str
    error: str
    is_changed: bool


def failed_turns(episode: Episode) -> list[FailedTurn]:
    """Those of the newest render, in the order of the script; none unless that render failed."""
    render = farm.renders_of(workspace_id=episode.workspace_id, subject=episode.id).first()
    if render is None or render.state != RenderState.FAILED:
        return []
    spec = frozen_spec(render)
    people = {person.key: person for person in spec.personalities}
    digests = {turn.key: render.wanted[turn.key]["speech"] for turn in spec.turns()}
    failed = _failed(episode.workspace_id, {turn.key: render.wanted[turn.key] for turn in spec.turns()})
    now = _spoken_now(episode)
    return [
        FailedTurn(
            turn_id=turn.key,
            name=people[turn.speaker].name,
            text=turn.text,
            voice=turn.voice or people[turn.speaker].voice.preset,
            take=turn.take,
            code=failed[turn.key].error_code,
            error=failed[turn.key].error,
            is_changed=now.get(turn.key) != digests[turn.key],
        )
        for turn in spec.turns()
        if turn.key in failed
    ]


def _failed(workspace_id: str, wanted: Mapping[str, Mapping[str, str]]) -> Mapping[str, Step]:
    """By turn, the step that failed: its own, or that of the exchange it was ordered in."""
    of_turn = {key: [roles[role] for role in ("speech", EXCHANGE) if role in roles] for key, roles in wanted.items()}
    every = {digest for digests in of_turn.values() for digest in digests}
    steps = Step.objects.filter(workspace_id=workspace_id, digest__in=every, state=StepState.FAILED)
    found = {step.digest: step for step in steps}
    return {key: found[one] for key, digests in of_turn.items() for one in digests if one in found}


def _spoken_now(episode: Episode) -> Mapping[str, str]:
    """What every turn of the script as it is now would be called once it is spoken."""
    try:
        wanted = current_episode(episode).plan.wanted
    except (NothingToSpeak, CannotBeFilmed):
        return {}
    return {key: roles["speech"] for key, roles in wanted.items() if "speech" in roles}
