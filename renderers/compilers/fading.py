"""Fades and mixes between the scenes of a film, as settings. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from renderers.spec import Join, SceneSpec

FADE, MIX, DIP = Fraction(3, 4), Fraction(1), Fraction(3, 2)
"""Seconds of a fade, of a dissolve or wipe, and of the way through white, where the writer says nothing else."""


def mixes(scenes: Sequence[SceneSpec]) -> dict[int, Join]:
    """Scenes that go over into the next one as both say, or through white, whatever comes out of it: by number, how."""
    kinds = (Join.DISSOLVE, Join.WIPE, Join.WHITE)
    return {
        at: scene.leave
        for at, (scene, following) in enumerate(pairwise(scenes))
        if scene.leave in kinds and (following.join is scene.leave or scene.leave is Join.WHITE)
    }


def transitions(scenes: Sequence[SceneSpec], *, rate: Fraction) -> list[dict[str, Any]]:
    """Settings of the picture edit: where scenes mix, how, and how long."""
    return [
        {"clip": at, "kind": kind.value, "frames": max(2, scenes[at].leave_frames or round(_usual(kind) * rate))}
        for at, kind in mixes(scenes).items()
    ]


def _usual(kind: Join) -> Fraction:
    return DIP if kind is Join.WHITE else MIX


def fades(scenes: Sequence[SceneSpec], *, rate: Fraction) -> list[tuple[int, int]]:
    """Frames in which each scene comes up from black and goes back to it; where scenes mix they do neither."""
    mixed, usual = mixes(scenes), round(FADE * rate)
    rises = [scene.join is not Join.CUT and at - 1 not in mixed for at, scene in enumerate(scenes)]
    falls = [scene.leave is not Join.CUT and at not in mixed for at, scene in enumerate(scenes)]
    return [
        ((scene.join_frames or usual) if rising else 0, (scene.leave_frames or usual) if falling else 0)
        for scene, rising, falling in zip(scenes, rises, falls, strict=True)
    ]
