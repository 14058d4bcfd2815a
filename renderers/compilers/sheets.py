"""A character's reference sheet: one step, the same for whoever asks, named by what it shows."""

from __future__ import annotations

from renderers.compilers.pictures import people_of, places_of
from renderers.engine import read_settings
from renderers.exports import makers
from renderers.painting.people.appearance import Appearance
from renderers.painting.people.looks import worn
from renderers.plan import Plan, PlanBuilder, Stage, Step
from renderers.spec import FilmSpec

ENGINE = "draft_sheet"
_CPU = 0.4


def compile_sheet(spec: FilmSpec, character: str, *, look: str = "") -> Plan:
    """The sheet of a member of the cast (CastSpec.key) as the film draws them, in a look where one is described."""
    who = people_of(spec, places_of(spec.scenes)).looks[character]
    name = next(member.name for member in spec.cast if member.key == character)
    builder = PlanBuilder()
    step = sheet_step(worn(who, look) if look else who, character=character, name=name)
    return builder.build(result=builder.add(step, role="sheet"))


def sheet_step(who: Appearance, *, character: str, name: str) -> Step:
    """The one step that draws somebody in a look, for whoever needs it."""
    maker, settings = makers()[ENGINE], {"appearance": who.model_dump(mode="json", exclude_defaults=True)}
    read_settings(maker, settings)
    label = f"{name}: reference sheet"
    return Step(ENGINE, maker.version, settings, (), Stage.PANELS, character, label, maker.size, _CPU)
