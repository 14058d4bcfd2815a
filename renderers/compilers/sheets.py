"""A character's reference sheet: the same steps for whoever asks, named by what they show."""

from __future__ import annotations

from renderers.compilers.identities import Identities, View
from renderers.compilers.pictures import people_of, places_of
from renderers.plan import Plan, PlanBuilder
from renderers.presets import DRAFT, Preset
from renderers.spec import FilmSpec


def compile_sheet(spec: FilmSpec, character: str, *, look: str = "", preset: Preset = DRAFT) -> Plan:
    """The sheet of a member of the cast (CastSpec.key) as the film draws them, in a look where one is described."""
    builder = PlanBuilder()
    identities = Identities(spec, people_of(spec, places_of(spec.scenes)), preset, builder)
    return builder.build(result=identities.picture(character, View.SHEET, look=look))
