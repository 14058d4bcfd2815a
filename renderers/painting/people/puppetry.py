"""One character solved for a shot: bones, clothes, head and hands, drawn back to front in heads from the ground."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import skia

from renderers.painting.acting import Arms, Performance, Pose
from renderers.painting.ink import Point
from renderers.painting.people.appearance import Appearance
from renderers.painting.people.brush import Tone
from renderers.painting.people.dressing import Dress
from renderers.painting.people.expressions import MIENS, Mien, lips_of
from renderers.painting.people.hair import Mane
from renderers.painting.people.head import Head
from renderers.painting.people.limbs import arm, draw_hand, hand_angle, leg
from renderers.painting.people.outfit import draw_trunk
from renderers.painting.people.placement import Part, Placement
from renderers.painting.people.poses import FAR_HAND, HANGING, arms_of, lying, stance_of
from renderers.painting.people.skeleton import LEFT, RIGHT, Reach, Skeleton, Stance, proportions
from renderers.painting.people.skull import Skull
from renderers.painting.people.viseme import Viseme
from renderers.painting.props.drawing import draw_held, prop_named


@dataclass(frozen=True)
class Body:
    """A character in a performance, seen as its placement says. Units: heads of the character, origin on the ground."""

    who: Appearance
    performance: Performance
    placement: Placement
    tone: Tone

    @cached_property
    def stance(self) -> Stance:
        """The pose at this moment."""
        return stance_of(self.performance.pose, self.placement.phase)

    @cached_property
    def yaw(self) -> float:
        """Of the trunk; who lies or falls is seen from the side."""
        yaw = (self.placement.yaw + 180) % 360 - 180
        if self.stance.roll and abs(yaw) < 40:
            return math.copysign(62, yaw or 1)
        return yaw

    @cached_property
    def lead(self) -> int:
        """The hand that acts: the one nearer to the viewer, but the far one before a mouth."""
        near = LEFT if self.yaw < -4 else RIGHT
        return -near if self.performance.arms in FAR_HAND and abs(self.yaw) > 20 else near

    @cached_property
    def arms(self) -> tuple[Reach, Reach]:
        """What right and left arm do; what is heavy hangs from the hand."""
        if self.performance.arms is Arms.HOLD and self.performance.prop in HANGING:
            hanging = Reach(0.14, 0.97, 0.10, "fist")
            right, left = self.stance.arms
            return (hanging, left) if self.lead < 0 else (right, hanging)
        return arms_of(self.stance, self.performance.arms, self.lead)

    @cached_property
    def bones(self) -> Skeleton:
        """The joints."""
        return Skeleton(proportions(self.who), self.stance, self.yaw, self.arms)

    @cached_property
    def dress(self) -> Dress:
        """The clothes."""
        return Dress(self.who, self.bones, self.tone)

    @cached_property
    def roll(self) -> float:
        """Degrees the whole figure is turned on the screen."""
        return -self.stance.roll * (1 if self.yaw >= 0 else -1)

    @cached_property
    def mien(self) -> Mien:
        """The face, as strong as the performance."""
        return MIENS[self.performance.expression].at(0.55 + self.performance.intensity / 110)

    @cached_property
    def face_yaw(self) -> float:
        """Of the head; a neck turns no further than 80 degrees."""
        asked = self.yaw if self.placement.face is None else self.placement.face
        turned = (asked - self.yaw + 180) % 360 - 180
        if self.stance.face:
            turned -= self.yaw * self.stance.face
        return self.yaw + max(-80.0, min(80.0, turned))

    @property
    def pitch(self) -> float:
        """Nod of the head in degrees."""
        bent = (self.stance.lean + self.stance.curl) * 0.35 if not lying(self.stance) else 0.0
        return max(-32.0, min(38.0, self.placement.pitch + self.mien.nod + self.stance.nod + bent))

    @property
    def head_at(self) -> Point:
        """Centre of the head before the figure is turned."""
        return self.bones.flat(self.bones.head)

    @property
    def head_roll(self) -> float:
        """Tilt of the head alone, in degrees."""
        return self.placement.roll + self.mien.tilt + self.stance.side * 0.6

    @cached_property
    def mane(self) -> Mane:
        """The hair, the same for every mouth."""
        return Mane(Skull(self.who, self.face_yaw, self.pitch), self.tone)

    def head(self, viseme: Viseme = Viseme.REST, shut: float = 0.0) -> Head:
        """The head saying `viseme` with lids closed by `shut`."""
        skull = replace(self.mane.skull, jaw=lips_of(viseme, self.mien).jaw)
        return Head(skull, self.tone, self.mien, self.placement.gaze, viseme, shut, self.mane)

    # --- drawing ---------------------------------------------------------------------------------------------------

    def hair_behind(self, canvas: skia.Canvas) -> None:
        """What hangs down the back, behind everything."""
        self._turn(canvas)
        self._in_head(canvas, self.head().draw_behind)

    def under(self, canvas: skia.Canvas) -> None:
        """Everything else the head is drawn over; however the head turns, it stays."""
        self._turn(canvas)
        behind, before = self._sorted_arms()
        self._limbs(canvas, behind)
        legs_last = self.stance.seated and abs(self.yaw) < 75
        if not legs_last:
            self._legs(canvas)
        self.dress.bare_neck(canvas)
        draw_trunk(self.dress, canvas)
        if legs_last:
            self._legs(canvas)
        self._limbs(canvas, [side for side in before if not self._reach(side).over_head])

    def over(self, canvas: skia.Canvas) -> None:
        """Hands before the face."""
        self._turn(canvas)
        _, before = self._sorted_arms()
        self._limbs(canvas, [side for side in before if self._reach(side).over_head])

    def draw_head(self, canvas: skia.Canvas, head: Head) -> None:
        """The head where it belongs."""
        self._turn(canvas)
        self._in_head(canvas, head.draw)

    def _turn(self, canvas: skia.Canvas) -> None:
        canvas.rotate(self.roll)

    def _in_head(self, canvas: skia.Canvas, draw: Callable[[skia.Canvas], None]) -> None:
        x, y = self.head_at
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(self.head_roll)
        draw(canvas)
        canvas.restore()

    def _legs(self, canvas: skia.Canvas) -> None:
        if self.placement.part is not Part.WHOLE:
            return
        dress = self.dress
        for side in sorted((LEFT, RIGHT), key=lambda s: sum(self.bones.seen(joint)[2] for joint in self.bones.leg(s))):
            leg(canvas, self.bones, side, self.who, dress.cut, dress.trousers, self.tone)
        dress.skirt(canvas)

    def _reach(self, side: int) -> Reach:
        return self.arms[0 if side == RIGHT else 1]

    def _sorted_arms(self) -> tuple[list[int], list[int]]:
        """Arms behind the trunk, arms before it; the acting one last."""
        chest = self.bones.seen(self.bones.chest)[2]
        behind: list[int] = []
        before: list[int] = []
        for side in (-self.lead, self.lead):
            _, elbow, wrist = self.bones.arm(side)
            depth = (self.bones.seen(elbow)[2] + self.bones.seen(wrist)[2]) / 2 - chest
            (before if depth > -0.22 else behind).append(side)
        return behind, before

    def _limbs(self, canvas: skia.Canvas, sides: Sequence[int]) -> None:
        strings = self.performance.arms is Arms.PLAY
        if strings and self.performance.prop and self.lead in sides:
            self._prop(canvas, self.lead)
        for side in sides:
            hidden = self._reach(side).hand in ("pocket", "tucked")
            arm(canvas, self.bones, side, self.who, self.dress.cut, self.dress.sleeves, self.tone)
            if side == self.lead and self.performance.prop and not strings:
                self._prop(canvas, side)
            if not hidden:
                draw_hand(canvas, self.bones, side, self.who, self.tone)

    def _prop(self, canvas: skia.Canvas, side: int) -> None:
        """What the acting hand holds, under its fingers."""
        wrist = self.bones.flat(self.bones.arm(side)[2])
        angle = hand_angle(self.bones, side)
        if self.performance.arms is Arms.PLAY:  # the neck points to the other hand
            other = self.bones.flat(self.bones.arm(-side)[2])
            angle = math.degrees(math.atan2(other[1] - wrist[1], other[0] - wrist[0]))
        reach = self.bones.body.hand * 0.36
        turned = math.radians(angle)
        grip = (wrist[0] + reach * math.cos(turned), wrist[1] + reach * math.sin(turned))
        facing = 1 if math.sin(math.radians(self.yaw)) >= 0 else -1
        draw_held(canvas, self.performance.prop, grip, angle, facing, self.tone)

    # --- measures --------------------------------------------------------------------------------------------------

    def turned(self, point: Point) -> Point:
        """A point of the upright figure after the whole figure is turned."""
        angle = math.radians(self.roll)
        sine, cosine = math.sin(angle), math.cos(angle)
        return point[0] * cosine - point[1] * sine, point[0] * sine + point[1] * cosine

    def on_head(self, x: float, y: float) -> Point:
        """A point of the head's own plane, in the figure's units."""
        angle = math.radians(self.head_roll)
        sine, cosine = math.sin(angle), math.cos(angle)
        hx, hy = self.head_at
        return self.turned((hx + x * cosine - y * sine, hy + x * sine + y * cosine))

    def hand_at(self, side: int) -> Point:
        """The middle of a hand."""
        wrist = self.bones.flat(self.bones.arm(side)[2])
        angle = math.radians(hand_angle(self.bones, side))
        return self.turned((wrist[0] + 0.3 * math.cos(angle), wrist[1] + 0.3 * math.sin(angle)))

    def seat(self) -> Point:
        """Where a chair would be."""
        x, y = self.bones.flat(self.bones.pelvis)
        return self.turned((x, y + 0.30))

    def lowest(self) -> Point:
        """The point on the ground: under the feet, or under whoever lies."""
        ends = [self.bones.flat(self.bones.leg(side)[2]) for side in (LEFT, RIGHT)]
        if lying(self.stance):
            middle = self.turned(self.bones.flat(self.bones.pelvis))
            return middle[0], middle[1] + 0.45
        return self.turned((sum(x for x, _ in ends) / 2, max(0.0, max(y for _, y in ends) + 0.28)))

    def footprint(self) -> float:
        """Width of the shadow on the ground, in heads."""
        if lying(self.stance):
            return self.bones.body.heads * 0.9
        ends = [self.bones.flat(self.bones.leg(side)[2])[0] for side in (LEFT, RIGHT)]
        return 1.25 + abs(ends[0] - ends[1])

    def extent(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of everything painted, in the figure's units."""
        hx, hy = self.head_at
        points = [(hx - 1.0, hy - 1.25), (hx + 1.0, hy - 1.25), (hx - 1.0, hy + 1.3), (hx + 1.0, hy + 1.3)]
        for side in (LEFT, RIGHT):
            joints = [*self.bones.arm(side), *(self.bones.leg(side) if self.placement.part is Part.WHOLE else ())]
            for x, y in (self.bones.flat(joint) for joint in joints):
                points += [(x - 0.55, y - 0.5), (x + 0.55, y + 0.5)]
        if self.performance.prop:
            x, y = self.bones.flat(self.bones.arm(self.lead)[2])
            reach = prop_named(self.performance.prop).size * 1.05
            points += [(x - reach, y - reach), (x + reach, y + reach)]
        px, py = self.bones.flat(self.bones.pelvis)
        points += [(px - 1.0, py - 0.6), (px + 1.0, py + 0.9)]
        seen = [self.turned(point) for point in points]
        if self.placement.part is Part.WHOLE:
            x, y = self.lowest()
            wide = self.footprint() / 2 + 0.3
            seen += [(x - wide, y), (x + wide, y + 0.35)]
        return min(x for x, _ in seen), min(y for _, y in seen), max(x for x, _ in seen), max(y for _, y in seen)


__all__ = ["Body", "Pose"]
