"""The storyboard's share of a plan: its panels alone, and what stands under each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

from renderers.media.storyboard import Panel
from renderers.plan import Plan
from renderers.spec import FilmSpec, Movement, SceneSpec, ShotSize, ShotSpec
from renderers.store import Store
from renderers.timing import frames_to_seconds

_PANEL = "panel"


def panels_only(plan: Plan) -> Plan:
    """The plan with the steps of its panels and what they are made from; the very steps the film has."""
    wanted = {subject: {_PANEL: roles[_PANEL]} for subject, roles in plan.wanted.items() if _PANEL in roles}
    needed = {roles[_PANEL] for roles in wanted.values()}
    for step in reversed(plan.steps):
        if step.digest in needed:
            needed.update(digest for _, digest in step.inputs)
    steps = tuple(step for step in plan if step.digest in needed)
    return Plan(steps=steps, wanted=wanted, result=steps[-1].digest)


def board_of(spec: FilmSpec, plan: Plan, store: Store, opened: ExitStack) -> list[Panel]:
    """Every shot in order with its finished picture, kept open by `opened`. Raises KeyError for one not made."""
    return [
        Panel(
            opened.enter_context(store.open_path(plan.wanted[shot.key][_PANEL])),
            title=_title(spec, shot),
            text="\n".join(_words(spec, scene, shot)),
        )
        for scene in spec.scenes
        for shot in scene.shots
    ]


def _title(spec: FilmSpec, shot: ShotSpec) -> str:
    moves = "" if shot.movement is Movement.STATIC else f", {_said(shot.movement)}"
    length = frames_to_seconds(shot.frames, spec.rate)
    return f"{shot.key.removeprefix('s')}  {_said(shot.size)}{moves}, {length:.1f} s"


def _said(word: str) -> str:
    return word.replace("_", " ")


def _words(spec: FilmSpec, scene: SceneSpec, shot: ShotSpec) -> Iterator[str]:
    names = {member.key: member.name for member in spec.cast}
    if shot is scene.shots[0] and shot.size is not ShotSize.TITLE:
        yield scene.heading
    if not shot.lines:
        yield shot.prompt
    yield from (f"{names.get(line.character, line.character)}: {line.text}" for line in shot.lines)
