"""Bones: proportions by age and build, poses solved into joints in space, joints seen from any side.

Body axes, in heads of the character: x to the character's own left, y down, z forward; the origin is on the ground
under the hips of somebody standing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from renderers.painting.ink import Point
from renderers.painting.people.appearance import Appearance, Being, Build, Gender
from renderers.painting.people.brush import lerp

Joint = tuple[float, float, float]
LEFT, RIGHT = 1, -1

_HEADS = (
    (0.0, 3.9),
    (2.0, 4.4),
    (5.0, 5.0),
    (9.0, 5.7),
    (13.0, 6.3),
    (17.0, 6.85),
    (22.0, 7.1),
    (65.0, 7.1),
    (85.0, 6.75),
)
_HEAD_SIZE = ((0.0, 0.66), (3.0, 0.80), (8.0, 0.90), (14.0, 0.96), (18.0, 1.0))
_BREADTH = {Build.SLIGHT: 0.90, Build.AVERAGE: 1.0, Build.ATHLETIC: 1.05, Build.BROAD: 1.12, Build.HEAVY: 1.10}
_GIRTH = {Build.SLIGHT: 0.86, Build.AVERAGE: 1.0, Build.ATHLETIC: 0.96, Build.BROAD: 1.08, Build.HEAVY: 1.42}


def add(a: Joint, b: Joint) -> Joint:
    """Sum of two vectors."""
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def sub(a: Joint, b: Joint) -> Joint:
    """Difference of two vectors."""
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def times(a: Joint, k: float) -> Joint:
    """A vector longer or shorter."""
    return a[0] * k, a[1] * k, a[2] * k


def norm(a: Joint) -> float:
    """Length."""
    return math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def cross(a: Joint, b: Joint) -> Joint:
    """The vector across both."""
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def unit(a: Joint) -> Joint:
    """The direction alone."""
    return times(a, 1 / (norm(a) or 1.0))


def bent(root: Joint, target: Joint, first: float, second: float, towards: Joint) -> tuple[Joint, Joint]:
    """Middle joint and reached end of two bones; the middle one bends `towards`. What is out of reach is approached."""
    line = sub(target, root)
    reach = min(max(norm(line), abs(first - second) + 1e-3), (first + second) * 0.999)
    along = unit(line)
    end = add(root, times(along, reach))
    to_middle = (first * first - second * second + reach * reach) / (2 * reach)
    high = math.sqrt(max(0.0, first * first - to_middle * to_middle))
    side = sub(towards, times(along, sum(a * b for a, b in zip(towards, along, strict=True))))
    return add(add(root, times(along, to_middle)), times(unit(side), high)), end


@dataclass(frozen=True)
class Proportions:
    """Lengths in heads of one character."""

    heads: float
    scale: float  # size of this head against an adult's
    breadth: float
    girth: float
    man: float  # 1 broad shoulders, 0 broad hips
    youth: float

    @property
    def hip(self) -> float:
        """Height of the hip joints."""
        return self.heads * 0.487

    @property
    def neck(self) -> float:
        """Height of the neck's base."""
        return self.heads - 1.15

    @property
    def spine(self) -> float:
        """From hips to the base of the neck."""
        return self.neck - self.hip

    @property
    def shoulder(self) -> float:
        """Half the distance between the shoulder joints."""
        return (0.58 + 0.145 * self.man) * self.breadth * (1 - 0.26 * self.youth)

    @property
    def arm(self) -> tuple[float, float]:
        """Upper arm and forearm."""
        return self.heads * 0.172, self.heads * 0.148

    @property
    def hand(self) -> float:
        """Length of a hand."""
        return self.heads * 0.096

    @property
    def leg(self) -> tuple[float, float]:
        """Thigh and shin, down to the ankle."""
        free = self.hip - 0.30
        return free * 0.505, free * 0.499


def proportions(who: Appearance) -> Proportions:
    """The body of somebody of this age, build and height."""
    heads = lerp(_HEADS, who.years)[0] * (1 + (who.height_percent / 100 - 1) * (0.9 if who.years > 15 else 0.4))
    man = {Gender.MAN: 1.0, Gender.NEUTRAL: 0.55, Gender.WOMAN: 0.12}[who.gender]
    if who.being is Being.ROBOT:
        man = 1.0
    youth = max(0.0, min(1.0, (17 - who.years) / 13))
    return Proportions(
        heads, lerp(_HEAD_SIZE, who.years)[0], _BREADTH[who.build], _GIRTH[who.build], man * (1 - youth), youth
    )


def heads_tall(who: Appearance) -> float:
    """How tall somebody stands, in heads of an adult."""
    body = proportions(who)
    return body.heads * body.scale


@dataclass(frozen=True)
class Reach:
    """Where a hand goes, from its shoulder in arm lengths: outwards, down, forward. `elbow` is where it bends."""

    out: float = 0.14
    down: float = 0.97
    forward: float = 0.06
    hand: str = "relaxed"
    elbow: Joint = (0.7, 0.2, -0.7)
    turn: float = 0.0  # degrees added to the hand's direction on the screen
    over_head: int = 0  # drawn over the face


@dataclass(frozen=True)
class Stance:
    """A pose: hips, spine, feet and what the arms do when nobody says otherwise. Angles in degrees.

    `feet` and `knees` are for (right, left): out, up, forward in heads from the ground under the hips.
    """

    hip: float = 1.0  # height of the hips as a share of standing
    back: float = 0.0  # hips moved backwards, in heads
    lean: float = 0.0  # the spine forward
    curl: float = 0.0  # the upper spine further forward
    side: float = 0.0  # to the own left
    roll: float = 0.0  # the whole figure turned on the screen, away from where it faces
    nod: float = 0.0
    feet: tuple[Joint, Joint] = ((0.26, 0.0, 0.0), (0.26, 0.0, 0.05))
    toes: tuple[float, float] = (0.0, 0.0)  # degrees the feet point down
    knee: Joint = (0.12, 0.0, 1.0)
    arms: tuple[Reach, Reach] = (Reach(), Reach())
    seated: bool = False
    face: float = 0.0  # the head turned towards the viewer by so much of the way


@dataclass(frozen=True)
class Skeleton:
    """Joints of one body in one stance, seen at a yaw."""

    body: Proportions
    stance: Stance
    yaw: float
    arms: tuple[Reach, Reach]
    hide: Mapping[str, str] = field(default_factory=dict)

    def seen(self, joint: Joint) -> tuple[float, float, float]:
        """Screen x, y in heads and depth towards the viewer."""
        angle = math.radians(self.yaw)
        sine, cosine = math.sin(angle), math.cos(angle)
        x, y, z = joint
        return x * cosine + z * sine, y, -x * sine + z * cosine

    def flat(self, joint: Joint) -> Point:
        """Screen x, y in heads."""
        x, y, _ = self.seen(joint)
        return x, y

    @cached_property
    def pelvis(self) -> Joint:
        """The middle between the hips."""
        return 0.0, -self.body.hip * self.stance.hip, -self.stance.back

    def _up(self, lean: float) -> Joint:
        forward, side = math.radians(lean), math.radians(self.stance.side)
        return math.sin(side), -math.cos(forward) * math.cos(side), math.sin(forward)

    @cached_property
    def chest(self) -> Joint:
        """The middle of the rib cage."""
        return add(self.pelvis, times(self._up(self.stance.lean), self.body.spine * 0.58))

    @cached_property
    def neck(self) -> Joint:
        """The base of the neck."""
        return add(self.chest, times(self._up(self.stance.lean + self.stance.curl), self.body.spine * 0.42))

    @cached_property
    def head(self) -> Joint:
        """The centre of the head."""
        lean = (self.stance.lean + self.stance.curl) * 0.55
        up = times(self._up(lean), self.body.heads - 0.5 - self.body.neck)
        return add(add(self.neck, up), (0.0, 0.0, 0.06))

    @cached_property
    def axes(self) -> tuple[Joint, Joint, Joint]:
        """Of the upper body: to its left, down, forward."""
        down = times(unit(sub(self.neck, self.chest)), -1)
        left = unit(cross(down, (0.0, 0.0, 1.0))) if abs(down[2]) < 0.95 else (1.0, 0.0, 0.0)
        return left, down, unit(cross(left, down))

    def shoulder(self, side: int) -> Joint:
        """A shoulder joint."""
        left, down, _ = self.axes
        inset = 0.10 * (1 - 0.5 * self.body.youth)
        return add(
            add(self.neck, times(left, side * (self.body.shoulder - inset))), times(down, 0.35 - 0.08 * self.body.youth)
        )

    def arm(self, side: int) -> tuple[Joint, Joint, Joint]:
        """Shoulder, elbow, wrist."""
        reach = self.arms[0 if side == RIGHT else 1]
        left, down, forward = self.axes
        upper, lower = self.body.arm
        length, root = upper + lower, self.shoulder(side)
        aim = add(
            times(left, side * reach.out * length),
            add(times(down, reach.down * length), times(forward, reach.forward * length)),
        )
        hint = add(times(left, side * reach.elbow[0]), add(times(down, reach.elbow[1]), times(forward, reach.elbow[2])))
        elbow, wrist = bent(root, add(root, aim), upper, lower, hint)
        return root, elbow, wrist

    def leg(self, side: int) -> tuple[Joint, Joint, Joint]:
        """Hip, knee, ankle."""
        out, up, forward = self.stance.feet[0 if side == RIGHT else 1]
        root = add(self.pelvis, (side * 0.23 * self.body.breadth, 0.04, 0.0))
        target = (side * out, -up - 0.26, forward)
        knee = (side * self.stance.knee[0], self.stance.knee[1], self.stance.knee[2])
        middle, ankle = bent(root, target, *self.body.leg, knee)
        return root, middle, ankle
