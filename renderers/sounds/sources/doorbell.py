"""Two chimes at the door."""

from __future__ import annotations

from renderers.media.wav import Samples
from renderers.sounds.dsp import modes, rise, seconds
from renderers.sounds.source import Spot, Take, in_sequence


def _strike(take: Take) -> Samples:  # noqa: ARG001  always the same
    def chime(hertz: float) -> Samples:
        size = seconds(1.6)
        return modes([hertz, hertz * 2.76, hertz * 5.4], [1.6, 0.7, 0.3], [1, 0.25, 0.08], size) * rise(size, 0.002)

    return in_sequence(2.6, [(0.02, chime(659.3)), (0.62, chime(523.3))])


SOURCE = Spot(
    name="doorbell",
    words=r"doorbell|bell rings at the door",
    peak_dbfs=-24.0,
    strike=_strike,
    lasts=2.6,
    caption="doorbell rings",
)
