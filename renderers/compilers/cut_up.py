"""Shots longer than their engine can make and cannot carry on: cut, with the camera nearer or farther after each cut.

Where somebody speaks nothing is cut: it is said, before anything is paid, how long the engine can be at it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil
from typing import Any

from renderers.compilers.routing import role_of
from renderers.engine import Kind, card_of
from renderers.errors import BadInput
from renderers.exports import makers
from renderers.presets import Preset
from renderers.spec import FilmSpec, SceneSpec, ShotSize, ShotSpec

SPARE = Fraction(1)
"""Seconds that cuts may still roll, and rests may still hold, over the length that is planned."""

_OTHER = {
    ShotSize.EXTREME_WIDE: ShotSize.WIDE,
    ShotSize.WIDE: ShotSize.MEDIUM,
    ShotSize.FULL: ShotSize.MEDIUM,
    ShotSize.MEDIUM: ShotSize.CLOSE_UP,
    ShotSize.MEDIUM_CLOSE: ShotSize.FULL,
    ShotSize.CLOSE_UP: ShotSize.MEDIUM,
    ShotSize.EXTREME_CLOSE: ShotSize.MEDIUM,
    ShotSize.INSERT: ShotSize.MEDIUM,
}
"""What a shot is cut to: two sizes that differ enough not to jump."""


def cut_to_length(spec: FilmSpec, preset: Preset) -> FilmSpec:
    """The film with no shot longer than its engine can make. Raises BadInput for one with lines in it."""
    scenes = tuple(_cut_scene(scene, spec.rate, preset) for scene in spec.scenes)
    return spec if scenes == spec.scenes else spec.model_copy(update={"scenes": scenes})


def _cut_scene(scene: SceneSpec, rate: Fraction, preset: Preset) -> SceneSpec:
    shots = tuple(part for shot in scene.shots for part in _parts(shot, scene, rate, preset))
    return scene if len(shots) == len(scene.shots) else scene.model_copy(update={"shots": shots})


def _parts(shot: ShotSpec, scene: SceneSpec, rate: Fraction, preset: Preset) -> Iterator[ShotSpec]:
    longest = _longest(shot, scene, rate, preset)
    if longest is None or shot.frames <= longest:
        yield shot
        return
    if shot.lines:
        raise BadInput(_too_long(shot, scene, rate, preset, longest))
    count = ceil(Fraction(shot.frames, longest))
    ends = [shot.frames * part // count for part in range(count + 1)]
    for part in range(count):
        told: dict[str, Any] = {"frames": ends[part + 1] - ends[part], "role": role_of(shot, scene)}
        told |= {"key": f"{shot.key}~{part + 1}", "seed": shot.seed + part} if part else {}
        told |= {"size": _OTHER.get(shot.size, ShotSize.CLOSE_UP)} if part % 2 else {}
        yield shot.model_copy(update=told)


def _longest(shot: ShotSpec, scene: SceneSpec, rate: Fraction, preset: Preset) -> int | None:
    """Frames of the film that its engine makes at most, less what is spared; None where there is no limit."""
    if shot.size is ShotSize.TITLE:
        return None
    card = card_of(makers()[_engine(shot, scene, preset)])
    if card.lengths is None or card.continues is not None:
        return None
    return int((Fraction(card.lengths.most, card.lengths.fps) - SPARE) * rate)


def _engine(shot: ShotSpec, scene: SceneSpec, preset: Preset) -> str:
    return preset.filming(role_of(shot, scene), shot.engine).engines[Kind.CLIP].engine


def _too_long(shot: ShotSpec, scene: SceneSpec, rate: Fraction, preset: Preset, longest: int) -> str:
    title = makers()[_engine(shot, scene, preset)].title
    return (
        f"{title} cannot carry a shot on, and makes at most {float(longest / rate):.1f} s of one in which somebody "
        f"speaks; this one lasts about {float(shot.frames / rate):.1f} s. Put its lines into several shots, or choose "
        "an engine that carries shots on."
    )
