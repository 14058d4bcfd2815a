"""The steps that measure who a shot shows, and the gate before its clip."""

from __future__ import annotations

from typing import Any, Protocol

from renderers.compilers.film_parts import Inputs, Place
from renderers.compilers.likeness import CPU_DRAWN, CPU_FACES, CPU_GATE, GATE, Alike
from renderers.compilers.sheets import painted_sheet
from renderers.engine import Series
from renderers.painting.people.appearance import Appearance
from renderers.plan import PlanBuilder, Stage
from renderers.spec import FilmSpec


class Add(Protocol):
    """How the film's compiler adds a step."""

    def __call__(
        self, engine: str, settings: dict[str, Any], place: Place, inputs: Inputs, work: float, *, given: Inputs = ()
    ) -> str: ...


class LikenessSteps:
    """Adds them for one shot after another; whoever is dressed alike in several shots has one sheet."""

    def __init__(self, add: Add, builder: PlanBuilder, spec: FilmSpec) -> None:
        self.add, self.builder, self.let_pass = add, builder, frozenset(spec.let_pass)
        self.names = {member.key: member.name for member in spec.cast}
        self.sheets: dict[tuple[str, Appearance], str] = {}

    def measured(self, measure: Alike | None, place: Place, picture: str) -> tuple[str, ...]:
        """A picture or clip against what its people are known by."""
        if measure is None:
            return ()
        sheets = [self._sheet(key, who) for key, who in measure.sheets]
        inputs = (("picture", picture), *Series("sheet", sheets).inputs())
        work = CPU_FACES if measure.given else CPU_DRAWN
        return (self.add(measure.engine, dict(measure.settings), place, inputs, work, given=measure.given),)

    def gates(self, measure: Alike | None, shot: str, panel: str, seen: tuple[str, ...]) -> tuple[str, ...]:
        """What the clip waits for: nobody looks unlike their pictures, or a person has let the key image pass."""
        if measure is None or panel in self.let_pass:
            return ()
        inputs = tuple(("likeness", digest) for digest in seen)
        places = [
            Place(shot, f"gate {number}", Stage.PANELS, self.names[key]) for number, key in enumerate(measure.people)
        ]
        return tuple(self.add(GATE, {"person": number}, place, inputs, CPU_GATE) for number, place in enumerate(places))

    def _sheet(self, character: str, who: Appearance) -> str:
        if (character, who) not in self.sheets:
            step = painted_sheet(who, character=character, name=self.names[character])
            self.sheets[character, who] = self.builder.add(step, role="sheet")
        return self.sheets[character, who]
