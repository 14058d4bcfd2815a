"""Who speaks a character's lines: a voice of the studio's catalogue, or one of another engine, as `engine:voice`."""

from __future__ import annotations

from renderers.media.speech.blend import Blend, likeness, read_blend

MARK = ":"


def engine_in(voice: str) -> str:
    """The engine a voice belongs to; empty for those of the catalogue, which the preset's engine speaks."""
    return voice.partition(MARK)[0] if MARK in voice else ""


def name_in(voice: str) -> str:
    """What its engine calls the voice: the whole of it for the catalogue."""
    return voice.partition(MARK)[2] if MARK in voice else voice


def blend_in(voice: str) -> Blend | None:
    """The voice of the catalogue that is heard; None where another engine's is, which nothing here knows."""
    return None if MARK in voice else read_blend(voice)


def alike(one: str, other: str) -> float:
    """How alike two voices sound, 0 to 1: the same one of another engine is, and else nothing is known of them."""
    mine, theirs = blend_in(one), blend_in(other)
    if mine is None or theirs is None:
        return 1.0 if one == other else 0.0
    return likeness(mine, theirs)
