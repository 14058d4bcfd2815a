"""Plans for a farm under fire: real engines, real files, steps of a fraction of a second, joined as a film's are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from renderers.exports import makers
from renderers.plan import Plan, PlanBuilder, Stage, Step

RATE: dict[str, Any] = {"rate": "24"}
PLACES = ("rain", "city", "crickets", "river", "fire")


def scenes(name: str, *, count: int, frames: int = 240) -> Plan:
    """`count` scenes of a shot, its sounds and their sum, and a film's timeline and sound over all of them."""
    builder = PlanBuilder()
    timelines, stems = [], []
    for scene in range(count):
        timing, stem = _scene(builder, name, scene, frames)
        timelines.append(timing)
        stems += stem
    parts = tuple((f"part.{at}", digest) for at, digest in enumerate(timelines))
    film = _add(builder, "timeline", RATE | {"level": "film"}, parts, f"{name}: timeline")
    sounds = (("timeline", film), *((f"stem.{at}", digest) for at, digest in enumerate(stems)))
    last = _add(builder, "scene_bed", RATE, sounds, f"{name}: sound")
    return builder.build(result=last)


def _scene(builder: PlanBuilder, name: str, scene: int, frames: int) -> tuple[str, list[str]]:
    label = f"{name} {scene}"
    length: dict[str, Any] = {"minimum_frames": frames + scene}
    shot = _add(builder, "shot_timing", RATE | length, (), f"{label}: timing")
    cut = _add(builder, "timeline", RATE | {"level": "scene"}, (("part.0", shot),), f"{label}: cut")
    stems = []
    for number in range(2):
        place = PLACES[(scene + number) % len(PLACES)]
        # The seed is of this film alone: no other workspace and no other film makes the same sound.
        heard = {"beds": [{"sound": place}], "seed": int(name.strip("film")) * 1000 + scene * 10 + number}
        settings = RATE | {"soundscape": heard}
        stems.append(_add(builder, "effects", settings, (("timeline", cut),), f"{label}: {place}"))
    inputs = (("timeline", cut), *((f"stem.{at}", digest) for at, digest in enumerate(stems)))
    _add(builder, "scene_bed", RATE, inputs, f"{label}: sum")
    return cut, stems


def _add(
    builder: PlanBuilder, engine: str, settings: Mapping[str, Any], inputs: tuple[tuple[str, str], ...], label: str
) -> str:
    maker = makers()[engine]
    step = Step(engine, maker.version, dict(settings), inputs, Stage.SOUND, label, label, maker.size, 0.3)
    return builder.add(step, role=engine)
