"""How a line is delivered, as settings of a voice: its manner and its pauses, from brackets, action and marks. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from renderers.media.speech.manner import Manner, halts, read_manner
from renderers.media.speech.pauses import Pause, together, written_pauses
from renderers.spec import LineSpec


def manner_of_line(line: LineSpec) -> Manner:
    """As its brackets ask; where they ask for nothing, as its speaker was seen just before."""
    asked = read_manner(line.parenthetical)
    return asked if asked != Manner() else read_manner(line.mood)


def rests_of(line: LineSpec, manner: Manner) -> tuple[Pause, ...]:
    """Silences between its words: beats, dots and dashes, and where a halting voice stops."""
    return rests_of_text(line.text, manner, line.pauses)


def rests_of_text(text: str, manner: Manner, written: Sequence[Pause] = ()) -> tuple[Pause, ...]:
    """The same for any text; `written` are pauses its writer set."""
    pauses = together(written, written_pauses(text), halts(text, manner))
    return tuple(pause for pause in pauses if pause[0])


def beat_before(line: LineSpec) -> int:
    """Milliseconds in which nobody speaks before it."""
    return next((ms for word, ms in line.pauses if word == 0), 0)
