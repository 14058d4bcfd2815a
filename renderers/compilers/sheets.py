"""A character's reference sheet: the same steps for whoever asks, named by what they show."""

from __future__ import annotations

from renderers.compilers.identities import PAINTED, PAINTED_CPU, Identities, View
from renderers.compilers.pictures import people_of, places_of
from renderers.engine import read_settings, version_of
from renderers.exports import makers
from renderers.painting.people.appearance import Appearance
from renderers.plan import Plan, PlanBuilder, Stage, Step
from renderers.presets import DRAFT, Preset
from renderers.spec import FilmSpec


def compile_sheet(spec: FilmSpec, character: str, *, look: str = "", preset: Preset = DRAFT) -> Plan:
    """The sheet of a member of the cast (CastSpec.key) as the film draws them, in a look where one is described."""
    builder = PlanBuilder()
    identities = Identities(spec, people_of(spec, places_of(spec.scenes)), preset, builder)
    return builder.build(result=identities.picture(character, View.SHEET, look=look))


def painted_sheet(who: Appearance, *, character: str, name: str) -> Step:
    """The one step that paints somebody in a look, for whoever measures a painting against it."""
    maker, settings = makers()[PAINTED.engine], {"appearance": who.model_dump(mode="json", exclude_defaults=True)}
    read_settings(maker, settings)
    label = f"{name}: reference sheet"
    version = version_of(maker)
    return Step(PAINTED.engine, version, settings, (), Stage.PANELS, character, label, maker.size, PAINTED_CPU)
