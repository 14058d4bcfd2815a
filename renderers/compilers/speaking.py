"""A line of anybody as settings of a voice engine. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from renderers.media.speech.manner import Manner
from renderers.media.speech.pauses import Pause
from renderers.media.speech.pronunciations import entries_in
from renderers.media.speech.spoken_by import name_in
from renderers.spec import VoiceSpec

CPU_PER_WORD = 0.14
"""Seconds of one core, with the offline voices."""


def said_by(
    text: str,
    voice: VoiceSpec,
    manner: Manner,
    *,
    language: str,
    rests: Sequence[Pause],
    pronunciations: Mapping[str, str],
    fit_ms: int = 0,
) -> dict[str, Any]:
    """What a voice engine is asked for; named only where it matters, so that other lines keep their digest."""
    pace = max(60, min(160, voice.pace_percent * manner.pace_percent // 100))
    said: dict[str, Any] = {"text": text, "voice": name_in(voice.preset), "pace_percent": pace, "language": language}
    special = {
        "level_db": manner.level_db,
        "fit_ms": fit_ms,
        "rests": [list(rest) for rest in rests],
        "pronunciations": entries_in(text, pronunciations),
    }
    said |= {name: value for name, value in special.items() if value}
    pitch = max(80, min(125, voice.pitch_percent * manner.pitch_percent // 100))
    return said | ({"pitch_percent": pitch} if pitch != 100 else {})


def work_of(text: str) -> float:
    """Expected CPU seconds."""
    return len(text.split()) * CPU_PER_WORD + 0.3
