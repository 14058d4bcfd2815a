"""What is made, running, stale or missing: computed from wanted digests and what exists, never stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from projects.project.made import FILM, Face, Made, State
from projects.project.models import Project
from projects.rendering.causes import Indexed, cause
from projects.rendering.current import Current, current
from projects.rendering.outcome import brief
from projects.rendering.spec import NothingToFilm, line_id
from renderers.compilers.likeness import GATE
from renderers.events import RenderState, StepState
from renderers.farm.media import artifact_url
from renderers.farm.models import Artifact, Render
from renderers.farm.selectors import artifacts, newest_of, renders_of, step_states
from renderers.plan import Plan, Step
from renderers.spec import FilmSpec
from renderers.timing import frames_to_seconds

MAIN = ("report", "preview", "clip", "speech")
"""The role that decides about a subject: of a film, a scene, a shot, a line."""

SHOWN = ("speech", "panel", "clip", "preview", "master", "captions")
TIMING = "timing"
REMEMBERED = 5
"""How many renders back older takes are looked for."""

_OPEN = (StepState.READY, StepState.RUNNING, StepState.BLOCKED)
_ACTIVE = (RenderState.QUEUED, RenderState.RUNNING)
Roles = Mapping[str, Mapping[str, str]]


def looked_up(project: Project, subjects: Collection[str]) -> Mapping[str, Made]:
    """State, cause and addresses of these subjects and of the film; lines count as one however many shots they span."""
    try:
        now = current(project)
    except NothingToFilm:
        return {}
    return _Lookup(project, now).made({*subjects, FILM})


class Wanted(Protocol):
    """Whatever has a plan: a film or an episode as it is wanted now."""

    @property
    def plan(self) -> Plan:
        """What everything of it will be called."""


def is_current(render: Render, now: Wanted | None) -> bool:
    """Whether what this render makes is what is wanted now."""
    return now is not None and render.result == now.plan.result


def faces(projects: Sequence[Project]) -> Mapping[str, Face]:
    """Poster and newest render of each; four queries however many projects."""
    if not projects:
        return {}
    workspace_id = projects[0].workspace_id
    posters = artifacts(workspace_id=workspace_id, digests={each.poster for each in projects if each.poster})
    newest = newest_of(workspace_id=workspace_id, subjects=[each.id for each in projects])
    return {
        each.id: Face(
            artifact_url(posters[each.poster]) if each.poster in posters else None,
            brief(newest[each.id]) if each.id in newest else None,
        )
        for each in projects
    }


class _Lookup:
    """One walk for many subjects: what is wanted, what exists, what older renders wanted."""

    def __init__(self, project: Project, now: Current) -> None:
        self.project, self.now = project, now
        self.steps = now.plan.by_digest()
        self.indexed: dict[str, Indexed] = {}
        self.past: list[Render] = list(
            renders_of(workspace_id=project.workspace_id, subject=project.id).defer("spec")[:REMEMBERED]
        )

    def made(self, subjects: Collection[str]) -> dict[str, Made]:
        keys = self._keys(subjects)
        every = {key for found in keys.values() for key in found}
        self.exists = self._artifacts(every)
        known = step_states(workspace_id=self.project.workspace_id, digests=self.steps) if self.past else {}
        self.states = known
        self.failed = {digest for digest, state in known.items() if state == StepState.FAILED}
        return {subject: _worst([self._one(key) for key in found]) for subject, found in keys.items()}

    def _keys(self, subjects: Collection[str]) -> dict[str, list[str]]:
        """Keys in the plan by subject: a line that is said over several shots has several."""
        keys: dict[str, list[str]] = {}
        for key in self.now.plan.wanted:
            if line_id(key) in subjects:
                keys.setdefault(line_id(key), []).append(key)
        return keys

    def _artifacts(self, keys: Iterable[str]) -> Mapping[str, Artifact]:
        wanted: list[Roles] = [self.now.plan.wanted, *(render.wanted for render in self.past)]
        digests = {
            digest
            for key in keys
            for each in wanted
            for role, digest in each.get(key, {}).items()
            if role in SHOWN or role in MAIN or role == TIMING
        }
        return artifacts(workspace_id=self.project.workspace_id, digests=digests)

    def _one(self, key: str) -> Made:
        roles = self.now.plan.wanted[key]
        main = roles[next(role for role in MAIN if role in roles)]
        urls = self._urls(roles)
        if main in self.exists:
            return Made(State.CURRENT, self._overlong(key, roles), urls)
        if self._runs(main):
            return Made(State.RUNNING, "", self._older_urls(key) | urls)
        if failure := self._failure(main):
            return Made(State.BLOCKED, failure, self._older_urls(key) | urls)
        older = self._older(key)
        if older is not None:
            return Made(State.STALE, self._cause(older, key), self._urls(older.wanted[key]) | urls)
        return Made(State.MISSING, "", urls)

    def _overlong(self, key: str, roles: Mapping[str, str]) -> str:
        """What a person should know of a shot whose line, however fast, outlasts the length they set."""
        timing = self.exists.get(roles.get(TIMING, ""))
        wanted = self._tight.get(key)
        if timing is None or wanted is None or timing.facts.get("frames", 0) <= wanted:
            return ""
        set_to, needs = (
            f"{frames_to_seconds(frames, self.now.spec.rate):.1f} s" for frames in (wanted, timing.facts["frames"])
        )
        return f"its line is longer than the shot: {set_to} set, {needs} spoken at the fastest"

    @cached_property
    def _tight(self) -> dict[str, int]:
        return {shot.key: shot.frames for scene in self.now.spec.scenes for shot in scene.shots if shot.tight}

    def _urls(self, roles: Mapping[str, str]) -> dict[str, str]:
        return {
            role: artifact_url(self.exists[digest])
            for role, digest in roles.items()
            if role in SHOWN and digest in self.exists
        }

    def _older(self, key: str) -> Render | None:
        """The newest render whose own version of this exists."""
        for render in self.past:
            roles = render.wanted.get(key, {})
            main = next((roles[role] for role in MAIN if role in roles), "")
            if main in self.exists:
                return render
        return None

    def _older_urls(self, key: str) -> dict[str, str]:
        older = self._older(key)
        return self._urls(older.wanted[key]) if older else {}

    def _cause(self, older: Render, key: str) -> str:
        if older.id not in self.indexed:
            self.indexed[older.id] = Indexed(FilmSpec.model_validate(older.spec), older.preset)
        return cause(self.indexed[older.id], Indexed(self.now.spec, self.now.preset), key)

    def _runs(self, digest: str) -> bool:
        active = any(render.state in _ACTIVE and render.result == self.now.plan.result for render in self.past)
        return active and self.states.get(digest) in _OPEN and not self._failure(digest)

    def _failure(self, digest: str) -> str:
        """What could not be made although this needs it."""
        waiting, seen = [digest] if self.failed else [], set[str]()
        while waiting:
            at = waiting.pop()
            if at in self.failed:
                return unmade(self.steps[at])
            if at not in seen:
                seen.add(at)
                waiting += self.steps[at].needs
        return ""


def unmade(step: Step) -> str:
    """What stands in the way, of a step that failed."""
    held = step.engine == GATE
    return f"{step.label} looks unlike their pictures" if held else f"{step.label} could not be made"


def _worst(found: Sequence[Made]) -> Made:
    order = [State.BLOCKED, State.RUNNING, State.MISSING, State.STALE, State.CURRENT]
    return min(found, key=lambda made: order.index(made.state))
