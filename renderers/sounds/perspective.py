"""From where a voice is heard: in the place, outside the picture, over a wire, or only in the head."""

from __future__ import annotations

import re
from enum import StrEnum

import numpy as np

from renderers.media.wav import Samples
from renderers.sounds.dsp import add, band, convolved, decibels, filtered
from renderers.sounds.spaces import SPACES, response


class Manner(StrEnum):
    """How a line reaches the audience."""

    DIRECT = "direct"
    VOICE_OVER = "voice_over"
    OFF = "off"
    FILTERED = "filtered"


_DEVICE = r"(PHONE|TELEPHONE|CELL|RADIO|TV|TELEVISION|INTERCOM|SPEAKER|SPEAKERPHONE|COMMS?|MONITOR|SCREEN|VIDEO|TAPE)"
_EXTENSIONS: tuple[tuple[re.Pattern[str], Manner], ...] = (
    (re.compile(rf"FILTER(ED)?|((ON|OVER|THROUGH|VIA|FROM)\s+(THE\s+)?(\w+\s+)?)?{_DEVICE}( VOICE)?"), Manner.FILTERED),
    (re.compile(r"V\.?\s?O\.?|VOICE[ -]?OVER|NARRAT(ION|OR|ING)"), Manner.VOICE_OVER),
    (re.compile(r"O\.?\s?[SC]\.?|OFF([ -]?(SCREEN|CAMERA|STAGE))?"), Manner.OFF),
)

_OFF_DB, _OFF_ROOM_DB = -3.0, 5.0
_WIRE_DB = -1.0


def manner_of(extension: str) -> Manner:
    """What the brackets after a name say: V.O., O.S., FILTERED, ON PHONE and the like; else direct."""
    for part in re.split(r"[,/;]", extension.upper()):
        for pattern, manner in _EXTENSIONS:
            if pattern.fullmatch(part.strip()):
                return manner
    return Manner.DIRECT


def placed_voice(voice: Samples, manner: Manner, space: str) -> Samples:
    """A mono line at 48 kHz as it is heard there: (n, 2), the voice in the middle, ringing on as the place does."""
    if manner is Manner.FILTERED:
        return _twice(_wired(voice))
    if manner is Manner.VOICE_OVER or not SPACES[space].ring:
        return _twice(voice)
    wet = SPACES[space].wet_db
    if manner is Manner.OFF:
        voice = filtered(voice, band(120, 3400, 1.2)) * decibels(_OFF_DB)
        wet = min(wet + _OFF_ROOM_DB, -8.0)
    heard = convolved(voice, response(space)) * decibels(wet)
    add(heard, _twice(voice), 0)
    return heard


def _wired(voice: Samples) -> Samples:
    """A telephone: 300 to 3400 Hz, a membrane that is driven a little too hard, as loud as it was."""
    thin = filtered(voice, band(380, 3100, 4))
    loud = float(np.sqrt(np.square(voice, dtype=np.float64).mean())) or 1.0
    driven = np.tanh(thin * np.float32(0.45 / loud)) * np.float32(loud / 0.45)
    driven = filtered(driven, band(340, 3300, 4))
    now = float(np.sqrt(np.square(driven, dtype=np.float64).mean())) or 1.0
    made: Samples = driven * np.float32(loud / now) * decibels(_WIRE_DB)
    return made


def _twice(voice: Samples) -> Samples:
    return np.repeat(voice[:, None], 2, axis=1)
