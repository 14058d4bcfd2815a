"""Running feet."""

from __future__ import annotations

from renderers.media.wav import Samples
from renderers.sounds.source import Spot, Take
from renderers.sounds.steps import steps


def _strike(take: Take) -> Samples:
    return steps(take, take.rng.uniform(2.8, 3.2))


SOURCE = Spot(
    name="running",
    words=(
        r"(?:runs?|running)(?! (?:a|an|her|his|their|its|my|your|out of|the|low|late|dry|cold)\b)|sprints?|"
        r"dashes|races|bolts|jogs?|flees?"
    ),
    peak_dbfs=-23.0,
    strike=_strike,
    lasts=4.0,
)
