"""What is done to a shot's clip before it is the shot, by whose decision, and what each engine for it would cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from billing import quotes
from projects.rendering import orders, routing
from renderers.compilers.film import compile_film
from renderers.compilers.film_finish import NEEDLESS
from renderers.compilers.routing import Chosen, finishing
from renderers.engines import engines
from renderers.errors import BadInput
from renderers.farm import choices
from renderers.presets import Preset
from renderers.spec import UNDONE, FilmSpec, Finish, FinishSpec, ShotSpec


@dataclass(frozen=True, slots=True)
class FinishOption:
    """An engine for it: what its step would cost at most; or why it cannot be, or is not needed, in words.

    `waits` says why nobody who is online has it now: it may be chosen, and a render would wait for it.
    """

    engine: str
    title: str
    amount: int | None
    why_not: str = ""
    waits: str = ""


@dataclass(frozen=True, slots=True)
class ShotFinish:
    """One thing that may be done: `engine` does it now, none where it is left; `decided` says by whose decision.

    `preset_engine` is what the preset says about it. `needless` says why nothing is to be done, whoever would.
    """

    what: Finish
    engine: str
    decided: str
    preset_engine: str
    needless: str
    options: tuple[FinishOption, ...]


@dataclass(frozen=True, slots=True)
class Priced:
    """A film of one shot with one engine after another, as `now`'s prices have it.

    `lacks` says why a workspace cannot use an engine, `waits` by name why nobody online has it.
    """

    alone: FilmSpec
    preset: Preset
    lacks: routing.Lacking
    waits: Mapping[str, str]
    now: datetime

    @property
    def shot(self) -> ShotSpec:
        """The one there is."""
        return self.alone.scenes[0].shots[0]

    def finishes(self, levels: Mapping[str, Chosen]) -> Iterator[ShotFinish]:
        """All that may be done to the shot's clip, in order."""
        decided = finishing(levels.items())
        for what in Finish:
            level, engine = decided.get(what, ("preset", ""))
            usual = self.preset.finish.get(what)
            preset_engine = usual.engine if usual else ""
            options = tuple(self._option(what, name) for name in choices.finishers(what))
            idle = any(option.why_not == NEEDLESS[what] for option in options)
            chosen = "" if engine == UNDONE else engine or preset_engine
            yield ShotFinish(what, chosen, level, preset_engine, NEEDLESS[what] if idle else "", options)

    def _option(self, what: Finish, engine: str) -> FinishOption:
        why, amount = self.lacks(engine), None
        try:
            amount = None if why else self._amount(what, engine)
        except BadInput as error:
            why = str(error)
        why = why or (NEEDLESS[what] if amount is None else "")
        return FinishOption(engine, engines()[engine].title, amount, why, self.waits.get(engine, "") if not why else "")

    def _amount(self, what: Finish, engine: str) -> int | None:
        """Of the engine's own step; None where the clip needs none."""
        others = tuple(each for each in self.shot.finish if each.what is not what)
        shot = self.shot.model_copy(update={"finish": (*others, FinishSpec(what=what, engine=engine))})
        scene = self.alone.scenes[0].model_copy(update={"shots": (shot,)})
        plan = compile_film(self.alone.model_copy(update={"scenes": (scene,)}), self.preset)
        steps = [step for step in plan if step.engine == engine and step.subject == shot.key]
        if not steps:
            return None
        return quotes.estimate(items=orders.items_of(steps, set()), slots={}, now=self.now).amount
