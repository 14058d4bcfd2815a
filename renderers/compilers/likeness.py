"""Who a shot's picture is measured against, and where the gate stands. Pure values; the film's compiler adds the steps.

Painted pictures are measured against painted sheets of the same people in the looks they wear. What models draw is
measured by a face recogniser against pictures that people brought: a painting and a photograph cannot be compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from renderers.compilers.pictures import MOST_SEEN, Shown
from renderers.engine import Kind
from renderers.exports import makers
from renderers.painting.people.appearance import Appearance
from renderers.presets import Preset
from renderers.spec import CastSpec, FilmSpec, ReferenceSpec, ShotSize, ShotSpec

DRAWN, FACES, GATE = "drawn_likeness", "face_likeness", "likeness_gate"
CPU_DRAWN, CPU_FACES, CPU_GATE = 0.05, 1.5, 0.02
_NOBODY = (ShotSize.EXTREME_WIDE, ShotSize.INSERT, ShotSize.TITLE)
"""Sizes in which no face can be told."""

_VOICE = "voice"


@dataclass(frozen=True, slots=True)
class Alike:
    """Keys of the people to be measured, in order, and the settings of the measure.

    `sheets` is how everybody painted is known, by key; `given` are pictures that people brought, as inputs.
    """

    engine: str
    people: tuple[str, ...]
    settings: Mapping[str, Any]
    sheets: tuple[tuple[str, Appearance], ...] = ()
    given: tuple[tuple[str, str], ...] = ()


def alike(shown: Shown, preset: Preset, dressed: Mapping[str, Appearance], spec: FilmSpec) -> Alike | None:
    """How the people of a shot are measured; None where nobody can be. `dressed` are the cast in the scene's looks."""
    if shown.picture.size in _NOBODY or not shown.cast:
        return None
    if "picture" in makers()[preset.engines[Kind.PANEL].engine].settings.model_fields:
        people = [{"seen": at, "sheet": at} for at in range(len(shown.cast))]
        return Alike(DRAWN, shown.cast, {"people": people}, tuple((key, dressed[key]) for key in shown.cast))
    known = {key: faces_of(member) for key, member in _members(shown.cast, spec) if faces_of(member)}
    if not spec.recogniser or not known:
        return None
    every = [picture.digest for pictures in known.values() for picture in pictures]
    given = tuple((f"reference.{at}", digest) for at, digest in enumerate(every))
    return Alike(FACES, tuple(known), {"people": [len(pictures) for pictures in known.values()]}, given=given)


def people_in(shot: ShotSpec, spec: FilmSpec, engine: str) -> list[str]:
    """Keys of those an engine measures in a shot, in the order of its answer."""
    members = _members(list(dict.fromkeys(shot.cast)), spec)[:MOST_SEEN]
    return [key for key, member in members if engine == DRAWN or faces_of(member)]


def _members(keys: Sequence[str], spec: FilmSpec) -> list[tuple[str, CastSpec]]:
    cast = {member.key: member for member in spec.cast}
    return [(key, cast[key]) for key in keys if key in cast]


def faces_of(member: CastSpec) -> Sequence[ReferenceSpec]:
    """Pictures that somebody brought of a character."""
    return [each for each in member.references if each.kind != _VOICE]
