"""The steps that measure who a shot shows, and the gate before its clip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol
from zlib import crc32

from renderers.compilers.film_parts import Inputs, Place
from renderers.compilers.identities import Identities, View
from renderers.compilers.likeness import CPU_DRAWN, CPU_FACES, CPU_GATE, DRAWN, FACES, GATE, Alike
from renderers.compilers.sheets import painted_sheet
from renderers.engine import Series
from renderers.painting.people.appearance import Appearance
from renderers.plan import Stage
from renderers.spec import SceneSpec


class Add(Protocol):
    """How the film's compiler adds a step."""

    def __call__(
        self, engine: str, settings: dict[str, Any], place: Place, inputs: Inputs, work: float, *, given: Inputs = ()
    ) -> str: ...


class LikenessSteps:
    """Adds them for one shot after another; whoever is dressed alike in several shots has one sheet."""

    def __init__(self, add: Add, identities: Identities) -> None:
        spec = identities.spec
        self.add, self.identities, self.let_pass = add, identities, frozenset(spec.let_pass)
        self.names = {member.key: member.name for member in spec.cast}
        self.sheets: dict[tuple[str, Appearance], str] = {}

    def measured(self, measure: Alike | None, place: Place, picture: str) -> tuple[str, ...]:
        """A picture or clip against what its people are known by."""
        if measure is None:
            return ()
        if measure.engine == FACES:
            return (self._faces(measure.faces, place, picture),)
        sheets = [self._sheet(key, who) for key, who in measure.sheets]
        inputs = (("picture", picture), *Series("sheet", sheets).inputs())
        people = [{"seen": at, "sheet": at} for at in range(len(sheets))]
        return (self.add(DRAWN, {"people": people}, place, inputs, CPU_DRAWN),)

    def gates(
        self, measure: Alike | None, scene: SceneSpec, shot: str, panel: str, seen: tuple[str, ...]
    ) -> tuple[str, ...]:
        """What the clip waits for: nobody looks unlike their pictures, or a person has let the key image pass.

        Sheets are measured also where the key image may pass.
        """
        if measure is None:
            return ()
        drawn = self._drawn(measure, scene)
        if panel in self.let_pass:
            return ()
        inputs = tuple(("likeness", digest) for digest in seen)
        made = []
        for number, key in enumerate(measure.people):
            place = Place(shot, f"gate {number}", Stage.PANELS, self.names[key])
            made.append(self.add(GATE, {"person": number}, place, inputs, CPU_GATE))
        for number, (key, likeness) in enumerate(drawn):
            place = Place(shot, f"gate of sheet {number}", Stage.PANELS, self.names[key])
            asked = {"person": 0, "of": "sheet"}
            made.append(self.add(GATE, asked, place, (("likeness", likeness),), CPU_GATE))
        return tuple(made)

    def _drawn(self, measure: Alike, scene: SceneSpec) -> list[tuple[str, str]]:
        """Sheets that a model drew after others of the same person, held against those: (key, likeness)."""
        looks = {each.character: each.description for each in scene.worn}
        people = [(key, brought, looks.get(key, "")) for key, brought in measure.faces if key in measure.drawn]
        after = [each for each in people if each[1] or each[2]]  # the first sheet of somebody is what they are known by
        return [(key, self._sheets_likeness(key, brought, look)) for key, brought, look in after]

    def _sheets_likeness(self, key: str, brought: tuple[str, ...], look: str) -> str:
        sheet = self.identities.picture(key, View.SHEET, look=look)
        role = f"likeness.{crc32(look.encode()):08x}" if look else "likeness"
        place = Place(key, role, Stage.PANELS, f"{self.names[key]}: reference sheet")
        return self._faces(((key, brought),), place, sheet)

    def _faces(self, faces: Sequence[tuple[str, tuple[str, ...]]], place: Place, picture: str) -> str:
        """A picture against pictures that were brought, and against the first sheet of those of whom none was."""
        known: list[tuple[str, bool]] = []
        for key, brought in faces:
            known += [(digest, True) for digest in brought] or [(self.identities.picture(key, View.SHEET), False)]
        roles = [(f"reference.{at}", digest, given) for at, (digest, given) in enumerate(known)]
        inputs = (("picture", picture), *((role, digest) for role, digest, given in roles if not given))
        brought_by_people = tuple((role, digest) for role, digest, given in roles if given)
        settings = {"people": [max(1, len(brought)) for _, brought in faces]}
        return self.add(FACES, settings, place, inputs, CPU_FACES, given=brought_by_people)

    def _sheet(self, character: str, who: Appearance) -> str:
        if (character, who) not in self.sheets:
            step = painted_sheet(who, character=character, name=self.names[character])
            self.sheets[character, who] = self.identities.builder.add(step, role="sheet")
        return self.sheets[character, who]
