"""The sound of a film as settings: what is heard in each scene, who plays, and what reaches over its cuts. Pure.

Words become a soundscape, a cue and manners here, so that only what changes the sound is in a digest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from renderers.compilers.fading import FADE
from renderers.engine import Series, version_of
from renderers.engines import engines
from renderers.engines.sound.scene_sound import REACH_SECONDS
from renderers.plan import Plan, Stage, Step
from renderers.scoring.cue import Cue, Entry, Exit
from renderers.scoring.spotting import direct, is_card
from renderers.sounds.perspective import manner_of
from renderers.sounds.reading import Seen, read_sounds
from renderers.sounds.soundscape import HeardBed, Soundscape
from renderers.spec import FilmSpec, Heard, Join, SceneSpec, SoundSpec

REACH = Fraction(REACH_SECONDS)
"""Seconds that anything may be heard before or after its scene."""

STEMS = ("dialogue", "effects", "music")

_MELT, _PRE_LAP, _TAIL, _SHORT_TAIL = Fraction(1, 4), Fraction(1), Fraction(7, 2), Fraction(1)
MIX_CPU_PER_FRAME = 0.0004
MUSIC_CPU_PER_FRAME, EFFECTS_CPU_PER_FRAME, DIALOGUE_CPU_PER_FRAME = 0.0014, 0.0006, 0.0008


@dataclass(frozen=True, slots=True)
class SceneSound:
    """Settings of the engines that make a scene's stems; no music where silence is better."""

    dialogue: Mapping[str, Any]
    effects: Mapping[str, Any]
    music: Mapping[str, Any] | None


def sound_of(spec: FilmSpec) -> tuple[SceneSound, ...]:
    """One for every scene, in order."""
    scapes = _soundscapes(spec.scenes)
    directed = direct(spec, genre=spec.genre, tone=spec.tone)
    last = len(spec.scenes) - 1
    return tuple(
        SceneSound(
            dialogue={"space": scapes[at].space, "manners": _manners(scene)},
            effects={"soundscape": _left(scapes[at], scene.sound).model_dump(mode="json"), **_melting(spec, at)},
            music=_music(spec, at, directed[at].cue, directed[at + 1].spotted if at < last else None),
        )
        for at, scene in enumerate(spec.scenes)
    )


def with_stems(plan: Plan, spec: FilmSpec) -> Plan:
    """The same plan, and the film's dialogue, effects and music as a file each, `wanted` of the film by these names."""
    timeline = plan.wanted["film"]["timeline"]
    steps, wanted = list(plan.steps), dict(plan.wanted["film"])
    for kind in STEMS:
        made = [(at, plan.wanted[scene.key].get(kind)) for at, scene in enumerate(spec.scenes)]
        stems = [(at, digest) for at, digest in made if digest is not None]
        inputs = (("timeline", timeline), *Series("stem", [digest for _, digest in stems]).inputs())
        settings = {"rate": str(spec.rate), "scenes": [at for at, _ in stems]}
        engine, label = engines()["film_stem"], f"{spec.title}: {kind}"
        step = Step(engine.name, version_of(engine), settings, inputs, Stage.SOUND, "film", label, engine.size)
        steps.append(step)
        wanted[kind] = step.digest
    return replace(plan, steps=tuple(steps), wanted={**plan.wanted, "film": wanted})


def with_mix(plan: Plan, spec: FilmSpec) -> Plan:
    """The same plan, and the film's full mix before it is encoded, `wanted` of the film as "mix"."""
    film = plan.wanted["film"]
    inputs = (*plan.by_digest()[film["level"]].inputs, ("level", film["level"]))
    engine, label = engines()["film_mix"], f"{spec.title}: full mix"
    work = sum(shot.frames for scene in spec.scenes for shot in scene.shots) * MIX_CPU_PER_FRAME
    settings = {"rate": str(spec.rate)}
    step = Step(engine.name, version_of(engine), settings, inputs, Stage.SOUND, "film", label, engine.size, work)
    wanted = {**plan.wanted, "film": {**film, "mix": step.digest}}
    return replace(plan, steps=(*plan.steps, step), wanted=wanted)


def _soundscapes(scenes: Sequence[SceneSpec]) -> list[Soundscape]:
    found: list[Soundscape] = []
    for scene in scenes:
        if is_card(scene):
            found.append(Soundscape(space="dry", beds=(HeardBed(sound="room_tone"),)))
            continue
        seen = [Seen(shot.prompt, shot.size) for shot in scene.shots]
        found.append(
            read_sounds(
                setting=scene.setting,
                location=scene.location,
                time_of_day=scene.time_of_day,
                shots=seen,
                before=found[-1] if found else None,
            )
        )
    return found


def _left(scape: Soundscape, sound: SoundSpec) -> Soundscape:
    """What of it a person wants to hear."""
    beds = scape.beds if sound.ambience is Heard.ON else (HeardBed(sound="room_tone"),)
    spots = scape.spots if sound.effects is Heard.ON else ()
    return scape.model_copy(update={"beds": beds, "spots": spots})


def _manners(scene: SceneSpec) -> list[str]:
    return [manner_of(line.extension).value for shot in scene.shots for line in shot.lines]


def _melting(spec: FilmSpec, at: int) -> dict[str, int]:
    """Ambiences of neighbours melt over a cut; where the picture fades, the sound does."""
    scene, last = spec.scenes[at], len(spec.scenes) - 1
    melt, fade = round(_MELT * spec.rate), round(FADE * spec.rate)
    rises, falls = scene.join is not Join.CUT, scene.leave is not Join.CUT
    early = scene.pre_lap_frames if at and not scene.shots[0].lines else 0
    return {
        "head_frames": early or (0 if rises or at == 0 else melt),
        "tail_frames": 0 if falls or at == last else melt,
        "fade_in": (scene.join_frames or fade) if rises and not early else 0,
        "fade_out": (scene.leave_frames or fade) if falls else 0,
    }


def _music(spec: FilmSpec, at: int, cue: Cue | None, following: Cue | None) -> dict[str, Any] | None:
    """A cue that creeps in begins before its scene; one that rings goes on over the next, shorter where talk or
    another cue begins at once.
    """
    if cue is None:
        return None
    before = spec.scenes[at - 1] if at else None
    after = spec.scenes[at + 1] if at + 1 < len(spec.scenes) else None
    early = cue.entry is Entry.CREEP and before is not None and not before.shots[-1].lines
    rings = cue.exit is Exit.RING and after is not None
    struck = following is not None and following.entry is Entry.HIT
    tail = _SHORT_TAIL if struck or (after is not None and after.shots[0].lines) else _TAIL
    return {
        "cue": cue.model_dump(mode="json"),
        "head_frames": round(_PRE_LAP * spec.rate) if early else 0,
        "tail_frames": round(tail * spec.rate) if rings else 0,
        **({"level_db": level} if (level := spec.scenes[at].sound.music_db) else {}),
    }
