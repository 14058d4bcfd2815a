"""Footsteps: a walk, heel and toe, never two alike."""

from __future__ import annotations

from renderers.media.wav import Samples
from renderers.sounds.source import Spot, Take
from renderers.sounds.steps import steps


def _strike(take: Take) -> Samples:
    return steps(take, take.rng.uniform(1.7, 1.95))


SOURCE = Spot(
    name="footsteps",
    words=(
        r"footsteps?|walks?|walking|walked|paces|pacing|"
        r"steps? (?:in|into|out|inside|through|forward|closer|toward)|strides?|crosses|strolls?|approaches|"
        r"marches|enters|climbs?|wanders?|shuffles?|tiptoes?"
    ),
    peak_dbfs=-27.0,
    strike=_strike,
    lasts=4.0,
)
