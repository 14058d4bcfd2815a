"""The sound of a film scene by scene, as it is wanted and as it was measured: music, ambience, effects, levels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import accumulate
from typing import Any

from billing.quotes import Estimate
from projects.project.made import NOTHING, Made, made_of
from projects.project.models import Project
from projects.project.selectors import access_project
from projects.rendering import orders
from projects.rendering.current import Current, compiled, current
from projects.rendering.spec import sounding
from projects.screenplay.selectors import access_scene
from projects.sound.fields import valid
from projects.sound.selectors import Decided, Sound, sound_of
from renderers.farm import selectors as farm
from renderers.farm.media import artifact_url
from renderers.farm.models import Artifact
from renderers.scoring.cue import Cue
from renderers.scoring.palettes import PALETTES
from renderers.scoring.spotting import themes_of
from renderers.sounds.soundscape import HeardBed, HeardSpot, Soundscape
from renderers.spec import SceneSpec, SoundSpec

STEMS = ("dialogue", "music", "effects")
TONICS = ("C", "D flat", "D", "E flat", "E", "F", "F sharp", "G", "A flat", "A", "B flat", "B")
SILENT_LUFS = -70.0


@dataclass(frozen=True, slots=True)
class Music:
    """A scene's cue in words; `bpm` before it leans to land on the cuts. `theme` is whose it is."""

    mood: str
    intensity: int
    bpm: int
    key: str
    theme: str
    entry: str
    exit: str


@dataclass(frozen=True, slots=True)
class Going:
    """Something that goes on from `start` up to `end`, in frames of its scene."""

    sound: str
    start: int
    end: int
    muffled: bool


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happens once, on a frame of its scene."""

    sound: str
    frame: int


@dataclass(frozen=True, slots=True)
class Levels:
    """What was measured of the finished sound; None for what there is not, or was made before levels were kept."""

    lufs: float | None = None
    peak_dbtp: float | None = None
    dialogue_lufs: float | None = None
    music_lufs: float | None = None
    effects_lufs: float | None = None
    speech_to_music_lu: float | None = None


@dataclass(frozen=True, slots=True)
class SceneMix:
    """The sound of one scene. `measured` says that `frames` and all times follow the spoken lines, not the plan."""

    scene_id: str
    number: str
    heading: str
    frames: int
    measured: bool
    space: str
    effective: SoundSpec
    status: Made
    music: Music | None
    ambience: Sequence[Going]
    effects: Sequence[Happening]
    levels: Levels
    urls: Mapping[str, str | None]


def mix_of(*, workspace_id: str, project_id: str) -> list[SceneMix]:
    """Every scene in order, title and credits too; NotFound for strangers, NothingToFilm while there is no scene."""
    project = access_project(workspace_id=workspace_id, id=project_id)
    return list(_Mix(project, current(project)).scenes())


def film_sound_estimate(*, workspace_id: str, project_id: str, fields: Decided, now: datetime) -> Estimate:
    """What bringing the film up to date would take if this were decided for the whole of it; nothing is stored."""
    project = access_project(workspace_id=workspace_id, id=project_id)
    return _estimate(project, sound_of(project).changed(scene_id=None, fields=valid(fields)), now)


def scene_sound_estimate(*, workspace_id: str, scene_id: str, fields: Decided, now: datetime) -> Estimate:
    """What bringing the film up to date would take if this were decided for the scene; nothing is stored."""
    scene = access_scene(workspace_id=workspace_id, id=scene_id)
    sound = sound_of(scene.project).changed(scene_id=scene.id, fields=valid(fields))
    return _estimate(scene.project, sound, now)


def _estimate(project: Project, sound: Sound, now: datetime) -> Estimate:
    wanted = current(project)
    spec = wanted.spec.model_copy(update={"scenes": sounding(wanted.spec.scenes, sound)})
    plan = compiled(spec, wanted.preset)
    return orders.estimate(workspace_id=project.workspace_id, plan=plan, now=now)


class _Mix:
    """One walk over a film: settings from the plan, times and levels from the facts of what was made."""

    def __init__(self, project: Project, now: Current) -> None:
        self.now, self.steps = now, now.plan.by_digest()
        wanted = now.plan.wanted
        digests = {digest for scene in now.spec.scenes for digest in wanted[scene.key].values()}
        digests |= {wanted[shot.key]["timing"] for scene in now.spec.scenes for shot in scene.shots}
        self.found = farm.artifacts(workspace_id=project.workspace_id, digests=digests)
        self.made = made_of(project, [scene.key for scene in now.spec.scenes])
        people = {number: who for who, number in themes_of(now.spec.scenes).items()}
        names = {member.key: member.name for member in now.spec.cast}
        self.themes = {number: names[who] for number, who in people.items() if who in names}

    def scenes(self) -> Iterator[SceneMix]:
        for scene in self.now.spec.scenes:
            lengths, measured = self._lengths(scene)
            starts = list(accumulate(lengths, initial=0))
            scape = Soundscape.model_validate(self._settings(scene, "effects")["soundscape"])
            yield SceneMix(
                scene_id=scene.key,
                number=scene.number,
                heading=scene.heading,
                frames=starts[-1],
                measured=measured,
                space=scape.space,
                effective=scene.sound,
                status=self.made.get(scene.key, NOTHING),
                music=self._music(scene),
                ambience=[_going(bed, starts) for bed in scape.beds],
                effects=sorted((_happening(spot, starts) for spot in scape.spots), key=lambda each: each.frame),
                levels=self._levels(scene),
                urls={role: self._url(scene, role) for role in (*STEMS, "bed")},
            )

    def _lengths(self, scene: SceneSpec) -> tuple[list[int], bool]:
        """Frames of every shot as its lines took them; as planned while one of them is not spoken yet."""
        timings = [self.found.get(self.now.plan.wanted[shot.key]["timing"]) for shot in scene.shots]
        measured = [int(timing.facts.get("frames", 0)) for timing in timings if timing is not None]
        if len(measured) == len(scene.shots) and all(measured):
            return measured, True
        return [shot.frames for shot in scene.shots], False

    def _settings(self, scene: SceneSpec, role: str) -> Mapping[str, Any]:
        return self.steps[self.now.plan.wanted[scene.key][role]].settings

    def _music(self, scene: SceneSpec) -> Music | None:
        if "music" not in self.now.plan.wanted[scene.key]:
            return None
        cue = Cue.model_validate(self._settings(scene, "music")["cue"])
        return Music(
            mood=cue.family.value,
            intensity=cue.intensity,
            bpm=PALETTES[cue.family].bpm[cue.intensity - 1],
            key=TONICS[cue.tonic],
            theme=self.themes.get(cue.theme, ""),
            entry=cue.entry.value,
            exit=cue.exit.value,
        )

    def _artifact(self, scene: SceneSpec, role: str) -> Artifact | None:
        return self.found.get(self.now.plan.wanted[scene.key].get(role, ""))

    def _url(self, scene: SceneSpec, role: str) -> str | None:
        made = self._artifact(scene, role)
        return artifact_url(made) if made else None

    def _levels(self, scene: SceneSpec) -> Levels:
        facts = {role: made.facts for role in (*STEMS, "bed") if (made := self._artifact(scene, role))}
        said, under = _level(facts, "dialogue", "lufs"), _level(facts, "music", "under_speech_lufs")
        return Levels(
            lufs=_level(facts, "bed", "lufs"),
            peak_dbtp=_level(facts, "bed", "peak_dbtp"),
            dialogue_lufs=said,
            music_lufs=_level(facts, "music", "lufs"),
            effects_lufs=_level(facts, "effects", "lufs"),
            speech_to_music_lu=None if said is None or under is None else round(said - under, 1),
        )


def _level(facts: Mapping[str, Mapping[str, Any]], role: str, name: str) -> float | None:
    """A figure of one stem; None for silence, which has no level."""
    found = facts.get(role, {}).get(name)
    return None if found is None or found <= SILENT_LUFS else float(found)


def _going(bed: HeardBed, starts: Sequence[int]) -> Going:
    last = len(starts) - 1
    until = last if bed.until is None else min(bed.until, last)
    return Going(bed.sound, starts[min(bed.first, last)], starts[until], bed.muffled)


def _happening(spot: HeardSpot, starts: Sequence[int]) -> Happening:
    shot = min(spot.shot, len(starts) - 2)
    length = starts[shot + 1] - starts[shot]
    return Happening(spot.sound, starts[shot] + int(Fraction(spot.at, 1000) * length))
