"""Poses and gestures as data: where hips, spine, feet and hands are. Moving poses are functions of their phase."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from renderers.painting.acting import Arms, Pose
from renderers.painting.people.skeleton import Reach, Stance

_DOWN = Reach()
_BY_SIDE = (Reach(out=0.16, down=0.96, forward=0.08), Reach(out=0.16, down=0.96, forward=0.04))
_LAP = (Reach(out=-0.08, down=0.62, forward=0.50), Reach(out=-0.06, down=0.64, forward=0.46))

_STILL: Mapping[Pose, Stance] = MappingProxyType(
    {
        Pose.STAND: Stance(arms=_BY_SIDE, side=0.8),
        Pose.SIT: Stance(
            hip=0.56, back=0.0, lean=2, feet=((0.30, 0.0, 1.62), (0.32, 0.0, 1.72)), arms=_LAP, seated=True
        ),
        Pose.DRIVE: Stance(
            hip=0.50,
            lean=-8,
            feet=((0.30, 0.1, 1.9), (0.32, 0.1, 1.9)),
            seated=True,
            arms=(Reach(0.02, 0.46, 0.66, "fist"), Reach(0.02, 0.46, 0.66, "fist")),
        ),
        Pose.RIDE: Stance(
            hip=0.90,
            lean=16,
            feet=((0.40, 0.8, 0.35), (0.40, 0.5, 0.1)),
            seated=True,
            arms=(Reach(0.05, 0.40, 0.78, "fist"), Reach(0.05, 0.40, 0.78, "fist")),
        ),
        Pose.LIE: Stance(
            roll=90,
            feet=((0.22, 0.0, 0.06), (0.26, 0.0, 0.3)),
            arms=(Reach(0.10, 0.62, 0.34), Reach(0.14, 0.95, 0.06)),
            face=0.35,
        ),
        Pose.LEAN: Stance(
            lean=-7,
            side=5,
            back=0.1,
            feet=((0.24, 0.0, 0.25), (0.10, 0.0, 0.62)),
            arms=(Reach(0.10, 0.80, 0.24, "pocket"), Reach(0.16, 0.95, 0.0)),
        ),
        Pose.KNEEL: Stance(
            hip=0.60,
            lean=3,
            feet=((0.28, 0.0, 0.72), (0.26, 0.10, -1.35)),
            toes=(0, 70),
            arms=(Reach(0.02, 0.62, 0.46), Reach(0.16, 0.95, 0.0)),
        ),
        Pose.CROUCH: Stance(
            hip=0.38,
            back=0.35,
            lean=34,
            curl=8,
            feet=((0.36, 0.0, 0.05), (0.40, 0.0, -0.1)),
            knee=(0.4, 0, 1),
            arms=(Reach(-0.02, 0.55, 0.55), Reach(-0.02, 0.58, 0.50)),
        ),
        Pose.JUMP: Stance(
            hip=1.16,
            lean=6,
            feet=((0.24, 0.9, -0.55), (0.26, 1.2, 0.1)),
            toes=(50, 40),
            arms=(Reach(0.50, -0.55, 0.35, "open"), Reach(0.50, -0.45, 0.25, "open")),
        ),
        Pose.FIGHT: Stance(
            hip=0.90,
            lean=8,
            curl=6,
            feet=((0.38, 0.0, -0.7), (0.30, 0.0, 0.7)),
            arms=(Reach(-0.10, 0.02, 0.42, "fist", (0.6, 1, 0)), Reach(-0.02, -0.02, 0.62, "fist", (0.6, 1, 0))),
        ),
        Pose.CLIMB: Stance(
            hip=1.0,
            lean=8,
            feet=((0.36, 0.35, 0.35), (0.34, 1.35, 0.5)),
            arms=(Reach(0.12, -0.72, 0.40, "fist"), Reach(0.10, -0.30, 0.62, "fist")),
        ),
        Pose.BOW: Stance(lean=38, curl=18, nod=18, back=0.25, arms=(Reach(0.10, 0.86, 0.30), Reach(0.10, 0.86, 0.30))),
    }
)


def _swing(phase: float) -> float:
    return math.sin(phase * 2 * math.pi)


def _step(phase: float, stride: float, lift: float) -> tuple[float, float, float]:
    """A foot: on the ground backwards for half the cycle, through the air for the other."""
    phase %= 1.0
    if phase < 0.5:
        return 0.16, 0.0, stride * (1 - 4 * phase)
    t = (phase - 0.5) * 2
    return 0.16, lift * math.sin(math.pi * t), stride * (-1 + 2 * t)


def _walk(phase: float) -> Stance:
    s = _swing(phase + 0.25)
    feet = (_step(phase, 0.80, 0.34), _step(phase + 0.5, 0.80, 0.34))
    arms = (Reach(0.10, 0.95, -0.34 * s), Reach(0.10, 0.95, 0.34 * s))
    return Stance(
        hip=0.986 - 0.013 * math.cos(phase * 4 * math.pi),
        lean=4,
        feet=feet,
        toes=(24 * max(0, -s), 24 * max(0, s)),
        arms=arms,
    )


def _run(phase: float) -> Stance:
    s = _swing(phase + 0.25)
    feet = (_step(phase, 1.35, 1.05), _step(phase + 0.5, 1.35, 1.05))
    arms = tuple(Reach(0.10, 0.50 - 0.12 * k, 0.10 + 0.48 * k, "fist", (0.3, 0.6, -1.0)) for k in (-s, s))
    return Stance(
        hip=0.98 - 0.02 * math.cos(phase * 4 * math.pi),
        lean=15,
        curl=4,
        feet=feet,
        toes=(50 * max(0, -s), 50 * max(0, s)),
        arms=(arms[0], arms[1]),
    )


def _dance(phase: float) -> Stance:
    s = _swing(phase)
    arms = (Reach(0.45, -0.35 - 0.3 * s, 0.3, "open"), Reach(0.50, 0.20 + 0.35 * s, 0.35, "open"))
    feet = ((0.36, 0.25 * max(0, s), 0.1), (0.36, 0.25 * max(0, -s), -0.1))
    return Stance(hip=0.95, side=7 * s, feet=feet, arms=arms)


def _fall(phase: float) -> Stance:
    roll = 18 + 60 * phase
    arms = (Reach(0.55, -0.30, 0.45, "open"), Reach(0.60, -0.10, 0.30, "open"))
    return Stance(
        hip=0.98, lean=-6, roll=roll, feet=((0.30, 0.25, 0.75), (0.34, 0.05, 0.30)), toes=(-20, -10), arms=arms
    )


_MOVING: Mapping[Pose, Callable[[float], Stance]] = MappingProxyType(
    {Pose.WALK: _walk, Pose.RUN: _run, Pose.DANCE: _dance, Pose.FALL: _fall}
)


def stance_of(pose: Pose, phase: float = 0.0) -> Stance:
    """The joints of a pose at a moment 0..1 of its cycle; eight phases make a good walk."""
    moving = _MOVING.get(pose)
    return moving(phase % 1.0 if pose is not Pose.FALL else min(1.0, max(0.0, phase))) if moving else _STILL[pose]


_OUT = (0.8, 0.5, -0.3)
_HANG = (0.5, 1.0, -0.2)
# The first is the leading hand, the second the other one; None leaves it to the pose.
GESTURES: Mapping[Arms, tuple[Reach | None, Reach | None]] = MappingProxyType(
    {
        Arms.OWN: (None, None),
        Arms.DOWN: _BY_SIDE,
        Arms.CROSSED: (Reach(-0.34, 0.40, 0.30, "fist", _OUT, over_head=0), Reach(-0.36, 0.46, 0.26, "tucked", _OUT)),
        Arms.HIPS: (Reach(0.10, 0.72, 0.06, "hip", (1.0, 0.0, -0.4)), Reach(0.10, 0.72, 0.06, "hip", (1.0, 0.0, -0.4))),
        Arms.POCKETS: (
            Reach(0.06, 0.86, 0.12, "pocket", (1.0, 0.1, -0.5)),
            Reach(0.06, 0.86, 0.12, "pocket", (1.0, 0.1, -0.5)),
        ),
        Arms.BEHIND: (
            Reach(-0.12, 0.80, -0.28, "pocket", (1.0, 0.2, -0.3)),
            Reach(-0.12, 0.80, -0.28, "pocket", (1.0, 0.2, -0.3)),
        ),
        Arms.POINT: (Reach(0.14, 0.02, 0.93, "point", _HANG), None),
        Arms.REACH: (Reach(0.06, 0.14, 0.90, "open", _HANG), None),
        Arms.HOLD: (Reach(0.06, 0.52, 0.46, "grip", _HANG), None),
        Arms.SHOW: (Reach(0.06, 0.12, 0.70, "grip", _HANG), None),
        Arms.DRINK: (Reach(-0.20, -0.07, 0.34, "grip", (0.45, 1.0, 0.0), over_head=1), None),
        Arms.SMOKE: (Reach(-0.16, -0.07, 0.34, "grip", (0.45, 1.0, 0.0), over_head=1), None),
        Arms.EAT: (Reach(-0.20, -0.05, 0.36, "grip", (0.45, 1.0, 0.0), over_head=1), None),
        Arms.PHONE: (Reach(0.12, -0.30, -0.03, "grip", (0.6, 1.0, 0.4), over_head=1), None),
        Arms.AIM: (Reach(-0.27, -0.03, 0.95, "grip", _HANG), Reach(-0.27, 0.0, 0.93, "fist", _HANG)),
        Arms.READ: (Reach(-0.16, 0.40, 0.52, "grip", _HANG), Reach(-0.14, 0.42, 0.50, "grip", _HANG)),
        Arms.WRITE: (Reach(-0.08, 0.56, 0.54, "grip", _OUT), Reach(-0.06, 0.58, 0.46, "flat", _OUT)),
        Arms.TYPE: (Reach(-0.10, 0.52, 0.56, "flat", _OUT), Reach(-0.10, 0.52, 0.56, "flat", _OUT)),
        Arms.PLAY: (Reach(-0.24, 0.56, 0.26, "fist", _OUT), Reach(0.26, 0.24, 0.48, "fist", _HANG)),
        Arms.CARRY: (Reach(-0.14, 0.52, 0.46, "fist", _OUT), Reach(-0.14, 0.52, 0.46, "fist", _OUT)),
        Arms.STEER: (Reach(0.02, 0.46, 0.66, "fist", _OUT), Reach(0.02, 0.46, 0.66, "fist", _OUT)),
        Arms.DOOR: (Reach(0.08, 0.44, 0.78, "fist", _HANG), None),
        Arms.GESTURE: (Reach(0.18, 0.30, 0.56, "open", _HANG), None),
        Arms.SHRUG: (
            Reach(0.44, 0.36, 0.36, "open", (0.2, 1.0, -0.3)),
            Reach(0.44, 0.36, 0.36, "open", (0.2, 1.0, -0.3)),
        ),
        Arms.WAVE: (Reach(0.30, -0.52, 0.24, "open", (0.9, 0.6, 0.0)), None),
        Arms.HANDS_UP: (
            Reach(0.30, -0.46, 0.16, "open", (1.0, 0.5, 0.0)),
            Reach(0.30, -0.46, 0.16, "open", (1.0, 0.5, 0.0)),
        ),
        Arms.FACE_IN_HANDS: (
            Reach(-0.17, -0.22, 0.30, "flat", (0.7, 1.0, 0.3), over_head=1),
            Reach(-0.17, -0.22, 0.30, "flat", (0.7, 1.0, 0.3), over_head=1),
        ),
        Arms.CHIN: (
            Reach(-0.22, -0.06, 0.32, "fist", (0.6, 1.0, 0.2), over_head=1),
            Reach(-0.34, 0.46, 0.32, "fist", _OUT),
        ),
        Arms.HEAD: (
            Reach(-0.02, -0.46, 0.10, "flat", (1.0, 0.4, 0.2), over_head=1),
            Reach(-0.02, -0.46, 0.10, "flat", (1.0, 0.4, 0.2), over_head=1),
        ),
        Arms.CHEST: (Reach(-0.24, 0.26, 0.34, "flat", _OUT), None),
        Arms.SALUTE: (Reach(0.10, -0.42, 0.16, "flat", (1.0, 0.2, 0.1), over_head=1), None),
        Arms.PRAY: (Reach(-0.28, 0.22, 0.46, "flat", _HANG), Reach(-0.28, 0.22, 0.46, "flat", _HANG)),
        Arms.CLAP: (Reach(-0.24, 0.22, 0.54, "flat", _HANG), Reach(-0.20, 0.24, 0.52, "flat", _HANG)),
        Arms.PUNCH: (Reach(-0.10, -0.04, 0.95, "fist", _HANG), Reach(-0.06, 0.06, 0.34, "fist", (0.6, 1, 0))),
        Arms.SWING: (Reach(0.10, -0.56, 0.34, "grip", _OUT), Reach(-0.04, -0.46, 0.42, "fist", _OUT)),
        Arms.HUG: (Reach(-0.12, 0.10, 0.66, "flat", _OUT), Reach(-0.12, 0.24, 0.62, "flat", _OUT)),
        Arms.SHAKE: (Reach(-0.08, 0.40, 0.72, "flat", _HANG), None),
        Arms.TABLE: (Reach(-0.12, 0.54, 0.52, "flat", _OUT), Reach(-0.14, 0.56, 0.48, "flat", _OUT)),
        Arms.LIFT: (Reach(0.12, -0.78, 0.30, "grip", _OUT), None),
    }
)
HANGING = frozenset({"bag", "suitcase", "bucket", "box"})
# Hands at the mouth would hide it if the near one went there.
FAR_HAND = frozenset({Arms.DRINK, Arms.SMOKE, Arms.EAT, Arms.CHIN})


def arms_of(stance: Stance, arms: Arms, lead: int) -> tuple[Reach, Reach]:
    """The two reaches (right, left) of a gesture led by the right (-1) or the left (1) hand."""
    first, second = GESTURES[arms]
    right, left = (first, second) if lead < 0 else (second, first)
    own = stance.arms
    return right or own[0], left or own[1]


def lying(stance: Stance) -> bool:
    """Is the whole figure turned on the screen?"""
    return stance.roll > 60


__all__ = ["FAR_HAND", "GESTURES", "arms_of", "lying", "replace", "stance_of"]
