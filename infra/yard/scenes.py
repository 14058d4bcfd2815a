"""Plans to try a farm with: real engines and real files, in steps that take no time, a moment, or a core."""

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


def instant_steps(number: int, count: int) -> Plan:
    """Steps that need nothing and take no time; no two numbers share one."""
    builder = PlanBuilder()
    for at in range(count):
        length = {"minimum_frames": number * 10_000 + at}
        last = _add(builder, "shot_timing", RATE | length, (), f"instant {number} {at}")
    return builder.build(result=last)


def busy_steps(number: int, count: int, *, frames: int = 24 * 60) -> Plan:
    """Steps that keep a core busy, all of them ready once the first is made."""
    builder = PlanBuilder()
    shot = _add(builder, "shot_timing", RATE | {"minimum_frames": frames}, (), f"busy {number}")
    cut = _add(builder, "timeline", RATE | {"level": "scene"}, (("part.0", shot),), f"busy {number}: cut")
    for at in range(count):
        heard = {"beds": [{"sound": place} for place in PLACES], "seed": number * 1000 + at}
        last = _add(builder, "effects", RATE | {"soundscape": heard}, (("timeline", cut),), f"busy {number} {at}")
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
