"""The storyboard's share of a plan: its panels alone, and what stands under each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

from renderers.engine import Series, read_settings, version_of
from renderers.engines import engines
from renderers.media.storyboard import Panel
from renderers.plan import Plan, Stage, Step
from renderers.spec import FilmSpec, Movement, SceneSpec, ShotSize, ShotSpec
from renderers.store import Store
from renderers.timing import frames_to_seconds

_PANEL = "panel"
_CPU_PER_PANEL = 0.03


def panels_only(plan: Plan) -> Plan:
    """The plan with the steps of its panels and what they are made from; the very steps the film has."""
    wanted = {subject: {_PANEL: roles[_PANEL]} for subject, roles in plan.wanted.items() if _PANEL in roles}
    needed = {roles[_PANEL] for roles in wanted.values()}
    for step in reversed(plan.steps):
        if step.digest in needed:
            needed.update(step.needs)
    steps = tuple(step for step in plan if step.digest in needed)
    return Plan(steps=steps, wanted=wanted, result=steps[-1].digest)


def board_of(spec: FilmSpec, plan: Plan, store: Store, opened: ExitStack) -> list[Panel]:
    """Every shot in order with its finished picture, kept open by `opened`. Raises KeyError for one not made."""
    return [
        Panel(opened.enter_context(store.open_path(digest)), title=words["title"], text=words["text"])
        for digest, words in _panels(plan, spec)
    ]


def with_board(plan: Plan, spec: FilmSpec) -> Plan:
    """The same plan, and its panels with what stands under them as pages, `wanted` of the film as "storyboard"."""
    return _with(plan, spec, engine="storyboard", role="storyboard")


def with_sheet(plan: Plan, spec: FilmSpec) -> Plan:
    """The same plan, and its panels on one picture, `wanted` as "sheet". Raises BadInput for a film too long for it."""
    return _with(plan, spec, engine="storyboard_sheet", role="sheet")


def _with(plan: Plan, spec: FilmSpec, *, engine: str, role: str) -> Plan:
    maker, panels = engines()[engine], list(_panels(plan, spec))
    settings = {"title": spec.title, "panels": [words for _, words in panels]}
    read_settings(maker, settings)
    inputs = Series(_PANEL, [digest for digest, _ in panels]).inputs()
    label, work = f"{spec.title}: storyboard", 0.5 + len(panels) * _CPU_PER_PANEL
    step = Step(engine, version_of(maker), settings, inputs, Stage.MASTER, "film", label, maker.size, work)
    wanted = {**plan.wanted, "film": {**plan.wanted["film"], role: step.digest}}
    return replace(plan, steps=(*plan.steps, step), wanted=wanted)


def _panels(plan: Plan, spec: FilmSpec) -> Iterator[tuple[str, dict[str, str]]]:
    """Every shot in order: the digest of its panel, and what stands under it."""
    for scene in spec.scenes:
        for place, shot in enumerate(scene.shots, 1):
            number = f"{scene.number}.{place}" if scene.number else ""
            words = {"title": _title(spec, shot, number), "text": "\n".join(_words(spec, scene, shot))}
            yield plan.wanted[shot.key][_PANEL], words


def _title(spec: FilmSpec, shot: ShotSpec, number: str) -> str:
    moves = "" if shot.movement is Movement.STATIC else f", {_said(shot.movement)}"
    length = frames_to_seconds(shot.frames, spec.rate)
    return f"{number}  {_said(shot.size)}{moves}, {length:.1f} s".strip()


def _said(word: str) -> str:
    return word.replace("_", " ")


def _words(spec: FilmSpec, scene: SceneSpec, shot: ShotSpec) -> Iterator[str]:
    names = {member.key: member.name for member in spec.cast}
    if shot is scene.shots[0] and shot.size is not ShotSize.TITLE:
        yield scene.heading
    if not shot.lines:
        yield shot.prompt
    yield from (f"{names.get(line.character, line.character)}: {line.text}" for line in shot.lines)
