"""What somebody of a shot may do while it lasts: whom they hear, and where that makes them look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from renderers.painting.attention import HOME, Freedom, Heard, looks
from renderers.painting.frames import WHOLE_BODIES, Spot
from renderers.painting.group_words import Drawn
from renderers.painting.mouths import energy
from renderers.painting.people.placement import Look
from renderers.painting.people.viseme import Viseme
from renderers.painting.performance import Expression, Gaze
from renderers.painting.picture import Picture
from renderers.spec import ShotSize

Shapes = Mapping[int, Sequence[Viseme]]
"""The mouths of everybody who speaks, by their number in the cast, one for every frame."""

_AUDIBLE = 0.06
_CLOSE = (ShotSize.CLOSE_UP, ShotSize.EXTREME_CLOSE)
_SHORTEST = 2.0
"""Seconds of a shot in which a head has time to turn and to be seen turning."""
_FEW = 3
"""In a wide shot of more people nobody watches one head."""


def looks_of(
    picture: Picture, spot: Spot, spots: Sequence[Spot], *, shapes: Shapes, frames: int, rate: float, seed: int
) -> list[Look]:
    """The look of somebody in every frame; a single moment shows them as they were painted."""
    if frames == 1:
        return [HOME]
    heard = _heard(spot, spots, shapes)
    freedom = _freedom(picture, spot, len(spots))
    if freedom is Freedom.HEAD and frames / rate < _SHORTEST:
        freedom = Freedom.EYES
    return saying(looks(frames, rate=rate, seed=seed, freedom=freedom, heard=heard), shapes.get(spot.seen, ()))


def saying(found: Sequence[Look], said: Sequence[Viseme]) -> list[Look]:
    """The same looks, heads that move with the mouths they have meanwhile."""
    if not said:
        return list(found)
    return [replace(look, mouth=mouth) if look.moves_head else look for look, mouth in zip(found, said, strict=True)]


def _freedom(picture: Picture, spot: Spot, people: int) -> Freedom:
    seen = picture.cast[spot.seen]
    acted = seen.performance
    unseen = spot.blur or spot.travel or seen.drawn is not Drawn.BODY
    if unseen or acted.gaze is not Gaze.PARTNER or acted.expression is Expression.ASLEEP:
        return Freedom.NONE
    if picture.size in WHOLE_BODIES and people > _FEW:
        return Freedom.NONE
    still = picture.size in _CLOSE or spot.placement.away == 0
    return Freedom.EYES if still else Freedom.HEAD


def _heard(spot: Spot, spots: Sequence[Spot], shapes: Shapes) -> Heard:
    """Voices by the side they come from, as one stands and faces."""
    placement = spot.placement
    face = placement.yaw if placement.face is None else placement.face
    facing: list[Sequence[Viseme]] = []
    beyond: list[Sequence[Viseme]] = []
    for other in spots:
        if other.seen != spot.seen and other.seen in shapes:
            ahead = (other.placement.x - placement.x) * face >= 0
            (facing if ahead else beyond).append(shapes[other.seen])
    return Heard(_audible([shapes.get(spot.seen, ())]), _audible(facing), _audible(beyond))


def _audible(voices: Sequence[Sequence[Viseme]]) -> list[bool]:
    """Whether anybody of them is speaking, in every frame."""
    levels = [energy(voice) for voice in voices if voice]
    return [max(moment) > _AUDIBLE for moment in zip(*levels, strict=True)]
