"""Where a voice or a sound is: how long the place rings, how near its walls are, and its response as (n, 2) samples."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import add, band, noise, panned, rise, seconds, wide_noise
from renderers.spec import Setting

_SOUND_SPEED = 343.0


@dataclass(frozen=True, slots=True)
class Space:
    """`ring` seconds to a thousandth, walls `metres` apart, `bright` 0..1, `wet_db` against the direct sound."""

    name: str
    ring: float
    metres: float
    bright: float
    wet_db: float


SPACES: Mapping[str, Space] = MappingProxyType(
    {
        space.name: space
        for space in (
            Space("dry", 0.0, 0, 0, -90),
            Space("open", 0.25, 18, 0.3, -30),
            Space("street", 0.7, 14, 0.5, -23),
            Space("forest", 0.6, 10, 0.2, -25),
            Space("car", 0.12, 1.2, 0.15, -17),
            Space("room", 0.35, 4, 0.35, -18),
            Space("tiled", 0.7, 2.5, 0.9, -14),
            Space("office", 0.45, 7, 0.4, -19),
            Space("corridor", 0.9, 3, 0.6, -16),
            Space("stairs", 1.4, 5, 0.6, -14),
            Space("hall", 1.3, 14, 0.45, -16),
            Space("warehouse", 2.0, 22, 0.5, -16),
            Space("church", 3.0, 24, 0.4, -15),
            Space("cave", 2.4, 9, 0.25, -13),
            Space("concert", 2.3, 20, 0.45, 0),
        )
    }
)

_WORDS: tuple[tuple[str, str], ...] = (
    (r"church|cathedral|chapel|crypt|mosque|temple|abbey|monastery", "church"),
    (r"cave|cavern|mine|grotto|dungeon|catacomb|sewer|tunnel|well\b", "cave"),
    (r"stair|stairwell|stairway|shaft|silo", "stairs"),
    (r"bath|shower|toilet|restroom|locker room|kitchen|laborator|lab\b|morgue|pool|operating", "tiled"),
    (r"corridor|hallway|passage|elevator|lift\b", "corridor"),
    (r"warehouse|factory|hangar|garage|station|airport|terminal|arena|gym|mall|parking|power plant|barn", "warehouse"),
    (r"hall|theat|auditorium|ballroom|museum|court|castle|palace|lobby|library|foyer|atrium|school|stage", "hall"),
    (r"car|cab|taxi|truck|van|bus|cockpit|limo|ambulance|plane|jet|submarine|pod", "car"),
    (r"office|classroom|bar\b|cafe|café|diner|restaurant|pub|shop|store|hospital|ward|spaceship|ship|bridge", "office"),
)
_OUTSIDE_WORDS: tuple[tuple[str, str], ...] = (
    (r"forest|wood|jungle|grove|park|garden", "forest"),
    (r"cave|cavern|tunnel|canyon|gorge", "cave"),
    (r"street|alley|city|courtyard|square|parking|bridge|town|village|market|rooftop|station", "street"),
)


def space_of(setting: Setting, location: str) -> str:
    """The name of the space a heading speaks of: outdoors is open, indoors a furnished room unless it says more."""
    outside = setting in (Setting.EXTERIOR, Setting.ESTABLISHING)
    table = _OUTSIDE_WORDS if outside else _WORDS
    said = location.casefold()
    found = (space for words, space in table if re.search(rf"\b(?:{words})", said))
    return next(found, "open" if outside else "room")


@lru_cache(maxsize=16)
def response(name: str) -> Samples:
    """What comes back from the walls after a click, without the click itself; its energy is 1 on each side."""
    space = SPACES[name]
    rng = np.random.default_rng([7, *name.encode()])
    size = seconds(max(space.ring, 0.05) + 2.5 * space.metres / _SOUND_SPEED + 0.02)
    made = _tail(space, rng, size) * np.float32(0.8)
    for tap in range(7):
        delay = space.metres / _SOUND_SPEED * (0.7 + 0.42 * tap + 0.25 * rng.random())
        gain = np.float32((0.5 + 0.5 * rng.random()) * 0.8**tap)
        echo = noise(rng, seconds(0.0012), band(150, 2500 + 6000 * space.bright)) * gain * np.float32(0.2)
        add(made, panned(echo, rng.uniform(-0.7, 0.7)), seconds(delay))
    energy = np.sqrt(np.square(made, dtype=np.float64).sum() / 2)
    whole: Samples = (made / energy).astype(np.float32)
    return whole


def _tail(space: Space, rng: np.random.Generator, size: int) -> Samples:
    """Noise that dies faster the higher it is."""
    made = np.zeros((size, 2), np.float32)
    if not space.ring:
        return made
    at = np.arange(size, dtype=np.float32) / 48_000
    start = seconds(0.6 * space.metres / _SOUND_SPEED)
    grow = np.zeros(size, np.float32)
    grow[start:] = rise(size - start, 0.004 + space.metres / _SOUND_SPEED)
    for low, high, lasts, level in ((90, 350, 1.05, 0.7), (350, 1400, 1.0, 1.0), (1400, 4500, 0.75, 0.7),
                                    (4500, 11_000, 0.45, 0.5 * space.bright)):  # fmt: skip
        fades = np.exp(-6.91 / (space.ring * lasts) * at).astype(np.float32) * grow * np.float32(level)
        made += wide_noise(rng, size, band(low, high), width=0.7) * fades[:, None]
    return made / np.float32(np.sqrt(np.square(made, dtype=np.float64).sum() / 2))
