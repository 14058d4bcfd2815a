"""How much of what is charged by the piece a finished step made."""

from __future__ import annotations

from renderers.engine import read_settings
from renderers.exports import makers
from renderers.plan import Step
from renderers.prices import Priced, made_of
from renderers.store import Artifact


def quantity(*, step: Step, made: Artifact) -> int:
    """As the engine's price counts it; 0 for what a machine of ours made, and for an engine that is not here."""
    engine = makers().get(step.engine)
    if engine is None or not isinstance(engine, Priced):
        return 0
    return made_of(engine, read_settings(engine, step.settings), made.facts)
