"""In which order a plan is made: what can be watched first comes first, and of that the longest way first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from renderers.plan import Plan, Step

PANEL = "panel"


def critical_path(plan: Plan) -> dict[str, float]:
    """Work from each step to the end of the film along its longest way, by digest."""
    work = {step.digest: step.work for step in plan}
    longest = dict(work)
    for step in reversed(plan.steps):
        for digest in step.needs:
            longest[digest] = max(longest[digest], work[digest] + longest[step.digest])
    return longest


def watching_order(plan: Plan) -> list[Step]:
    """Every step; those of the first scene before those of the second, and what delays a scene most before the rest.

    A step belongs to the earliest end it leads to: a scene's own file where there is one, else the film.
    """
    ends = _ends(plan)
    longest = critical_path(plan)
    return sorted(plan, key=lambda step: (ends[step.digest], -longest[step.digest]))


def starts_of(ordered: Iterable[Step], *, made: Iterable[str]) -> Mapping[str, float]:
    """Work that lies before each step in this order, in CPU seconds; what is made already lies before nothing."""
    finished, before, starts = set(made), 0.0, {}
    for step in ordered:
        starts[step.digest] = before
        if step.digest not in finished:
            before += step.work
    return starts


def _ends(plan: Plan) -> dict[str, int]:
    """The place in the plan of the first end each step leads to. A panel is one itself: people look at it."""
    used = {digest for step in plan for digest in step.needs}
    used -= {roles[PANEL] for roles in plan.wanted.values() if PANEL in roles}
    ends = {step.digest: at if step.digest not in used else len(plan) for at, step in enumerate(plan)}
    for step in reversed(plan.steps):
        for digest in step.needs:
            ends[digest] = min(ends[digest], ends[step.digest])
    return ends
