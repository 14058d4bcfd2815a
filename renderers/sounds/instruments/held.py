"""What is bowed, blown and sung by many: strings, low strings, choir, brass, bowed glass, drone."""

from __future__ import annotations

from renderers.sounds.dsp import band, peaks
from renderers.sounds.instrument import Held, harmonic, partials

_WOOD = peaks((290, 0.7, 0.8), (480, 0.6, 0.6), (1150, 0.8, 0.45), (2600, 0.7, 0.28), floor=0.12)
_LOW_WOOD = peaks((120, 0.9, 0.9), (240, 0.8, 0.7), (520, 0.9, 0.4), (1500, 0.8, 0.15), floor=0.1)
_OO = peaks((320, 0.35, 1.0), (800, 0.35, 0.35), (2400, 0.4, 0.07), floor=0.015)
_BELL = peaks((420, 0.9, 0.9), (900, 0.8, 0.55), (1900, 0.8, 0.2), floor=0.08)

INSTRUMENTS = (
    Held("strings", 43, 91, harmonic(28, 1.55, 0.95), _WOOD, 22, 0.9, 1.3),
    Held("low_strings", 28, 62, harmonic(28, 1.45, 0.9), _LOW_WOOD, 16, 0.7, 1.1),
    Held("spiccato", 31, 79, harmonic(26, 1.3, 0.8), _LOW_WOOD, 14, 0.018, 0.16, swell=0.0),
    Held("choir", 45, 84, harmonic(30, 1.0, 0.7), _OO, 28, 1.2, 1.6),
    Held("warm_pad", 36, 86, harmonic(10, 2.1, 1.5), band(60, 1900), 18, 1.6, 2.0),
    Held("brass", 34, 72, harmonic(26, 1.9, 0.7), _BELL, 9, 0.55, 0.8, swell=0.6),
    Held(
        "glass", 60, 96,
        partials((1, 2.32, 4.25, 6.63), (1, 0.10, 0.02, 0.0), (1, 0.25, 0.08, 0.03)), band(150, 7000), 4, 1.8, 2.2,
    ),
    Held(
        "drone", 24, 50,
        partials((1, 2, 3, 4, 5, 6, 8), (1, 0.5, 0.22, 0.12, 0.04, 0.03, 0.01), (1, 0.8, 0.5, 0.4, 0.2, 0.16, 0.1)),
        band(32, 900), 12, 2.5, 2.5,
    ),
)  # fmt: skip
