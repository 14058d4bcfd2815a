"""Eleven moods as data: tempo, harmony and who plays. A new colour of music is a row here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from renderers.scoring.score import Part
from renderers.scoring.words import Family


@dataclass(frozen=True, slots=True)
class Palette:
    """`bpm` for gentle, clear and strong; progressions are chord roots as degrees, one row chosen per cue.

    `parts` by role: pad (held chord), low (held root), bass (plucked root), broken (broken chord), pulse (repeated
    root), theme (the melody), answer (long high tones), shimmer (sparse high notes), beat (drums), accent (a drum on
    hits).
    """

    bpm: tuple[int, int, int]
    mode: str
    progressions: tuple[tuple[int, ...], ...]
    colours: tuple[str, ...]
    bars_per_chord: int
    parts: Mapping[str, Part]
    lufs: int
    meter: int = 4
    theme_octave: int = 5


def _parts(**parts: Part) -> Mapping[str, Part]:
    return MappingProxyType(parts)


_PIANO_ARP = Part("felt_piano", -8, -0.15, -9)
_PIANO_THEME = Part("felt_piano", -3, -0.08, -8)
_STRINGS = Part("strings", -11, 0.0, -6)
_WARM = Part("warm_pad", -11, 0.0, -6)
_CELLOS = Part("low_strings", -5, 0.15, -9)
_BASS = Part("soft_bass", -5, 0.05, -16)
_CELLO = Part("cello", -7, 0.12, -7)
_HARP = Part("harp", -8, -0.3, -8)
_CELESTA = Part("celesta", -8, 0.3, -5)
_CELESTA_THEME = Part("celesta", -4, 0.1, -6)
_CHOIR = Part("choir", -9, 0.0, -3)
_GLASS = Part("glass", -11, -0.1, -3)
_DRONE = Part("drone", -3, 0.0, -10)
_BOOM = Part("boom", -3, 0.0, -10)
_TAIKO = Part("taiko", -5, -0.08, -7)

PALETTES: Mapping[Family, Palette] = MappingProxyType(
    {
        Family.CALM: Palette(
            (58, 62, 66),
            "ionian",
            ((0, 3, 0, 4), (0, 5, 3, 4), (3, 0, 3, 4)),
            ("add9", "triad", "sus2"),
            2,
            _parts(pad=_WARM, low=_CELLOS, broken=_HARP, theme=_PIANO_THEME, shimmer=_CELESTA),
            -27,
        ),
        Family.TENDER: Palette(
            (60, 64, 68),
            "ionian",
            ((0, 4, 5, 3), (0, 2, 3, 4), (3, 0, 4, 5), (0, 5, 1, 4)),
            ("add9", "triad", "sus2"),
            1,
            _parts(pad=_STRINGS, low=_CELLOS, broken=_PIANO_ARP, theme=_CELLO, shimmer=_CELESTA),
            -26,
            theme_octave=4,
        ),
        Family.SORROW: Palette(
            (52, 56, 60),
            "aeolian",
            ((0, 5, 2, 6), (0, 3, 5, 4), (0, 6, 5, 5), (5, 2, 0, 6)),
            ("triad", "add9", "sus4"),
            1,
            _parts(pad=_STRINGS, low=_CELLOS, broken=_PIANO_ARP, theme=_CELLO, answer=_CHOIR),
            -26,
            theme_octave=4,
        ),
        Family.HOPE: Palette(
            (70, 76, 82),
            "ionian",
            ((0, 4, 5, 3), (3, 4, 0, 5), (0, 2, 3, 3), (5, 3, 0, 4)),
            ("add9", "sus2", "triad"),
            1,
            _parts(pad=_STRINGS, low=_CELLOS, bass=_BASS, broken=_PIANO_ARP, theme=_PIANO_THEME, answer=_CHOIR),
            -25,
        ),
        Family.WONDER: Palette(
            (62, 66, 72),
            "lydian",
            ((0, 1, 0, 1), (0, 4, 1, 5), (3, 0, 1, 4), (0, 2, 1, 0)),
            ("add9", "sus2", "seventh"),
            2,
            _parts(pad=_CHOIR, low=_CELLOS, broken=_HARP, theme=_CELESTA_THEME, answer=_GLASS, shimmer=_CELESTA),
            -26,
        ),
        Family.PLAYFUL: Palette(
            (96, 104, 112),
            "mixolydian",
            ((0, 3, 0, 4), (0, 6, 3, 0), (0, 1, 3, 4)),
            ("triad", "add9"),
            1,
            _parts(
                pad=Part("warm_pad", -15, 0.0, -8),
                bass=_BASS,
                broken=Part("pizzicato", -7, -0.25, -8),
                theme=Part("marimba", -6, 0.15, -9),
                beat=Part("brush", -11, 0.1, -14),
            ),
            -27,
        ),
        Family.MYSTERY: Palette(
            (60, 64, 68),
            "dorian",
            ((0, 3, 0, 6), (0, 2, 0, 3), (0, 6, 0, 3)),
            ("sus2", "add9", "open"),
            2,
            _parts(pad=_GLASS, low=_DRONE, broken=_HARP, theme=_CELESTA_THEME, answer=_CHOIR),
            -27,
        ),
        Family.TENSE: Palette(
            (80, 86, 92),
            "aeolian",
            ((0, 0, 5, 0), (0, 3, 0, 6), (0, 5, 0, 4)),
            ("sus4", "open", "triad"),
            2,
            _parts(
                pad=Part("strings", -13, 0.0, -5),
                low=_DRONE,
                pulse=Part("spiccato", -4, 0.15, -10),
                beat=Part("tick", -11, 0.25, -9),
                theme=_CELLO,
                accent=_BOOM,
            ),
            -26,
            theme_octave=3,
        ),
        Family.DREAD: Palette(
            (46, 50, 54),
            "phrygian",
            ((0, 0, 1, 0), (0, 1, 0, 5), (0, 0, 0, 1)),
            ("open", "sus4", "open"),
            2,
            _parts(
                pad=Part("glass", -12, 0.1, -2),
                low=_DRONE,
                answer=_CHOIR,
                beat=Part("pulse", -5, 0.0, -10),
                accent=_BOOM,
            ),
            -28,
        ),
        Family.ACTION: Palette(
            (108, 116, 126),
            "aeolian",
            ((0, 5, 6, 0), (0, 0, 5, 6), (0, 3, 5, 4)),
            ("open", "triad", "sus4"),
            1,
            _parts(
                pad=Part("brass", -9, 0.0, -7),
                low=_CELLOS,
                pulse=Part("spiccato", -3, 0.1, -11),
                beat=_TAIKO,
                theme=Part("brass", -5, -0.1, -7),
                accent=_BOOM,
            ),
            -22,
            theme_octave=4,
        ),
        Family.TRIUMPH: Palette(
            (80, 86, 92),
            "ionian",
            ((0, 3, 4, 0), (0, 5, 3, 4), (3, 4, 5, 4)),
            ("triad", "add9", "sus4"),
            1,
            _parts(
                pad=_STRINGS,
                low=_CELLOS,
                bass=_BASS,
                theme=Part("brass", -4, -0.1, -7),
                answer=_CHOIR,
                beat=_TAIKO,
                accent=_TAIKO,
            ),
            -23,
            theme_octave=4,
        ),
    }
)
