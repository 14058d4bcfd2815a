"""What a film can be delivered as besides its master: each adds its own steps to the film's plan. Pure.

Asking for one later adds the same steps to the same plan, so only what is missing is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from renderers.compilers.film_captions import with_burned
from renderers.compilers.film_sound import STEMS, with_mix, with_stems
from renderers.compilers.panels import with_board, with_sheet
from renderers.plan import Plan
from renderers.spec import FilmSpec

FILM = "film"


@dataclass(frozen=True, slots=True)
class Extra:
    """Its name for people, the roles of the film it makes, and how it is added to a plan."""

    title: str
    roles: tuple[str, ...]
    add: Callable[[Plan, FilmSpec], Plan]


EXTRAS: Mapping[str, Extra] = MappingProxyType(
    {
        "stems": Extra("Stems: dialogue, effects and music", STEMS, with_stems),
        "mix": Extra("Full mix as one sound file", ("mix",), with_mix),
        "burned": Extra("Film with captions in the picture", ("burned",), with_burned),
        "storyboard": Extra("Storyboard to print", ("storyboard",), with_board),
        "sheet": Extra("Storyboard on one sheet", ("sheet",), with_sheet),
    }
)


def with_extras(plan: Plan, spec: FilmSpec, names: Iterable[str]) -> Plan:
    """The plan and these extras, in the order of the table. Raises BadInput for one this film cannot be made as."""
    wanted = set(names)
    for name, extra in EXTRAS.items():
        plan = extra.add(plan, spec) if name in wanted else plan
    return plan


def extras_in(wanted: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """The extras among the wanted results of a film."""
    return tuple(name for name, extra in EXTRAS.items() if all(role in wanted.get(FILM, {}) for role in extra.roles))


def only(plan: Plan, roles: Iterable[str]) -> Plan:
    """The part of a plan that makes these roles of the film and nothing else: what they alone would take."""
    film = {role: plan.wanted[FILM][role] for role in roles}
    needed = set(film.values())
    for step in reversed(plan.steps):
        if step.digest in needed:
            needed.update(step.needs)
    steps = tuple(step for step in plan if step.digest in needed)
    return replace(plan, steps=steps, wanted={FILM: film}, result=steps[-1].digest)
