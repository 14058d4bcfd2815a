"""A film spec -> its plan: lines, shots, scenes, film. An edit touches one shot, its scene and the last joins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from renderers.compilers.film_captions import sounds_named
from renderers.compilers.film_sound import (
    DIALOGUE_CPU_PER_FRAME,
    EFFECTS_CPU_PER_FRAME,
    FADE,
    MUSIC_CPU_PER_FRAME,
    SceneSound,
    sound_of,
)
from renderers.compilers.pictures import Shown, people_of, pictures, places_of
from renderers.engine import Kind, Series, read_settings
from renderers.errors import BadInput
from renderers.exports import makers
from renderers.media.speech.manner import read_manner
from renderers.media.speech.pronunciations import entries_in
from renderers.painting.terms import Place
from renderers.plan import Plan, PlanBuilder, Stage, Step, WorkerSize
from renderers.presets import Preset
from renderers.spec import CastSpec, FilmSpec, Join, LineSpec, SceneSpec, ShotSpec

TARGET_LUFS, PEAK_DBTP = -16, -1
PANEL_HEIGHT = 540
"""Panels are looked at in the storyboard, never moved: their shorter edge is at most this."""

FILM = "film"
_LEAD, _GAP, _TAIL, _MIX = Fraction(1, 4), Fraction(1, 6), Fraction(3, 10), Fraction(1)
_CPU_PER_FRAME, _CPU_PER_PAINTING, _CPU_PER_WORD = 0.016, 0.8, 0.14


Inputs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Whose step it is, what for, and what people read while it is made."""

    subject: str
    role: str
    stage: Stage
    label: str


@dataclass(frozen=True, slots=True)
class _Shot:
    clip: str
    timing: str
    speech: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Scene:
    timeline: str
    picture: str
    stems: tuple[str, ...]


def compile_film(spec: FilmSpec, preset: Preset) -> Plan:
    """Pure and fast: the same plan for the same spec. Raises BadInput for what an engine cannot do."""
    return _Compiler(spec, preset).plan()


def compile_line(spec: FilmSpec, line: LineSpec, preset: Preset) -> Plan:
    """The plan of one line alone: the very step it is in the film. Raises BadInput for what no voice can say."""
    return _Compiler(spec, preset).line(line)


def frame_size(aspect: str, height: int) -> tuple[int, int]:
    """Even width and height with the shorter edge `height`: "16:9" at 720 is (1280, 720), "9:16" is (720, 1280)."""
    across, down = (Fraction(part) for part in aspect.split(":"))
    ratio = across / down
    width, tall = (height * ratio, Fraction(height)) if ratio >= 1 else (Fraction(height), height / ratio)
    return round(width / 2) * 2, round(tall / 2) * 2


class _Compiler:
    """Walks the spec once; every method adds the steps of one thing and answers with their digests."""

    def __init__(self, spec: FilmSpec, preset: Preset) -> None:
        if shortage := preset.shortage():
            raise BadInput(shortage)
        self.spec, self.preset = spec, preset
        self.width, self.height = frame_size(spec.aspect, preset.height)
        self.rate = {"rate": str(spec.rate)}
        self.panel = frame_size(spec.aspect, min(preset.height, PANEL_HEIGHT))
        self.cast: Mapping[str, CastSpec] = {member.key: member for member in spec.cast}
        self.places = places_of(spec.scenes)
        self.people = people_of(spec, self.places)
        self.builder = PlanBuilder()
        self.mixed = _mixed(spec.scenes)
        self.mixed_from = {spec.scenes[at].key for at in self.mixed}
        self.mixed_into = {spec.scenes[at + 1].key for at in self.mixed}

    def line(self, line: LineSpec) -> Plan:
        return self.builder.build(result=self._speech(line))

    def plan(self) -> Plan:
        sounds = sound_of(self.spec)
        scenes = [self._scene(*each) for each in zip(self.spec.scenes, self.places, sounds, strict=True)]
        frames = sum(shot.frames for scene in self.spec.scenes for shot in scene.shots)
        parts = Series("part", [scene.timeline for scene in scenes]).inputs()
        timeline = self._add(
            "timeline", self.rate | {"level": "film"}, self._film("timeline", Stage.TIMING), parts, 0.1
        )
        placed = (("timeline", timeline),)
        clips = placed + Series("clip", [scene.picture for scene in scenes]).inputs()
        edit = self.rate | self._transitions()
        picture = self._add("picture", edit, self._film("picture", Stage.ASSEMBLY), clips, frames * 0.0002)
        stems = placed + Series("stem", [stem for scene in scenes for stem in scene.stems]).inputs()
        whose = {"scenes": [at for at, scene in enumerate(scenes) for _ in scene.stems]}
        bed = self._add("film_bed", self._loudness() | whose, self._film("bed", Stage.SOUND), stems, frames * 0.002)
        captions = self._captions(placed, "vtt", "captions")
        self._captions(placed, "srt", "subtitles")
        self._captions(placed, "vtt", "sdh", sounds=sounds_named(self.spec, sounds))
        whole = (("picture", picture), ("bed", bed), *placed, ("captions", captions))
        master = self._add("mp4_h264", self._delivery(), self._film("master", Stage.MASTER), whole, frames * 0.002)
        checks = self._loudness() | {"width": self.width, "height": self.height, "captions": True}
        proof = (("master", master), ("bed", bed), *placed)
        report = self._add("report", checks, self._film("report", Stage.MASTER), proof, frames * 0.006)
        return self.builder.build(result=report)

    def _scene(self, scene: SceneSpec, where: Place, sound: SceneSound) -> _Scene:
        shots = self._shots(scene, where)
        frames = sum(shot.frames for shot in scene.shots)

        def place(role: str, stage: Stage) -> _Place:
            return _Place(scene.key, role, stage, scene.heading)

        parts = Series("part", [shot.timing for shot in shots]).inputs()
        timeline = self._add("timeline", self.rate | {"level": "scene"}, place("timeline", Stage.TIMING), parts, 0.1)
        placed = (("timeline", timeline),)
        clips = placed + Series("clip", [shot.clip for shot in shots]).inputs()
        picture = self._add("picture", self.rate, place("picture", Stage.ASSEMBLY), clips, frames * 0.0005)
        stems = self._stems(scene, sound, placed, [digest for shot in shots for digest in shot.speech])
        mixed = placed + Series("stem", stems).inputs()
        bed = self._add("scene_bed", self.rate, place("bed", Stage.SOUND), mixed, frames * 0.0005)
        preview = (("picture", picture), ("bed", bed), *placed)
        said = self.rate | {"language": self.spec.language}
        self._add("mp4_h264", said, place("preview", Stage.ASSEMBLY), preview, frames * 0.003)
        return _Scene(timeline, picture, stems)

    def _stems(self, scene: SceneSpec, sound: SceneSound, placed: Inputs, speech: list[str]) -> tuple[str, ...]:
        """Dialogue where somebody speaks, effects always, music where it is wanted."""
        frames = sum(shot.frames for shot in scene.shots)

        def place(role: str) -> _Place:
            return _Place(scene.key, role, Stage.SOUND, scene.heading)

        stems = []
        if speech:
            spoken = placed + Series("speech", speech).inputs()
            settings = self.rate | dict(sound.dialogue)
            work = frames * DIALOGUE_CPU_PER_FRAME
            stems.append(self._add("scene_dialogue", settings, place("dialogue"), spoken, work))
        work = frames * EFFECTS_CPU_PER_FRAME + 0.5
        stems.append(self._chosen(Kind.EFFECTS, self.rate | dict(sound.effects), place("effects"), placed, work))
        if sound.music is not None:
            work = frames * MUSIC_CPU_PER_FRAME + 0.8
            stems.append(self._chosen(Kind.MUSIC, self.rate | dict(sound.music), place("music"), placed, work))
        return tuple(stems)

    def _shots(self, scene: SceneSpec, where: Place) -> list[_Shot]:
        rises = scene.join is not Join.CUT and scene.key not in self.mixed_into
        falls = scene.leave is not Join.CUT and scene.key not in self.mixed_from
        last = len(scene.shots) - 1
        shown = pictures(scene, where, self.people, style=self.spec.style)
        return [
            self._shot(shot, seen, fade_in=rises and at == 0, fade_out=falls and at == last)
            for at, (shot, seen) in enumerate(zip(scene.shots, shown, strict=True))
        ]

    def _shot(self, shot: ShotSpec, shown: Shown, *, fade_in: bool, fade_out: bool) -> _Shot:
        def place(role: str, stage: Stage) -> _Place:
            return _Place(shot.key, role, stage, shot.prompt)

        room = self._room(shot)
        speech = tuple(self._speech(line, fit_ms=room.get(line.key, 0)) for line in shot.lines)
        # what is said by default is left out: a changed default is a new version of the engine
        picture = {"picture": shown.picture.model_dump(mode="json", exclude_defaults=True)}
        small = {"width": self.panel[0], "height": self.panel[1]}
        self._chosen(Kind.PANEL, picture | small, place("panel", Stage.PANELS), (), _CPU_PER_PAINTING / 2)
        heard = Series("speech", speech).inputs()
        rests = self._timing(shot, fade_in=fade_in, fade_out=fade_out)
        timing = self._add("shot_timing", rests, place("timing", Stage.TIMING), heard, 0.05)
        moved: dict[str, Any] = {"width": self.width, "height": self.height, "movement": shot.movement.value}
        moved |= self.rate | {"speakers": list(shown.speakers)}
        work = shot.frames * _CPU_PER_FRAME + _CPU_PER_PAINTING
        clip = self._chosen(Kind.CLIP, picture | moved, place("clip", Stage.SHOTS), (("timing", timing), *heard), work)
        return _Shot(clip, timing, speech)

    def _speech(self, line: LineSpec, *, fit_ms: int = 0) -> str:
        voice, manner = self.cast[line.character].voice, read_manner(line.parenthetical)
        pace = max(60, min(160, voice.pace_percent * manner.pace_percent // 100))
        said = {"text": line.text, "voice": voice.preset, "pace_percent": pace, "language": self.spec.language}
        # Named only where it matters, so that other lines keep their digest.
        special = {
            "level_db": manner.level_db,
            "fit_ms": fit_ms,
            "pronunciations": entries_in(line.text, self.spec.pronunciations),
        }
        said |= {name: value for name, value in special.items() if value}
        pitch = max(80, min(125, voice.pitch_percent * manner.pitch_percent // 100))
        said |= {"pitch_percent": pitch} if pitch != 100 else {}
        work = len(line.text.split()) * _CPU_PER_WORD + 0.3
        return self._chosen(Kind.SPEECH, said, _Place(line.key, "speech", Stage.VOICES, line.text), (), work)

    def _room(self, shot: ShotSpec) -> dict[str, int]:
        """Milliseconds for each line of a shot whose length a person set, by its share of the words."""
        if not shot.tight or not shot.lines:
            return {}
        rests = _LEAD + _TAIL + _GAP * (len(shot.lines) - 1)
        free = max(Fraction(1, 2), shot.frames / self.spec.rate - rests)
        letters = {line.key: len(line.text) + 1 for line in shot.lines}
        return {key: round(free * 1000 * count / sum(letters.values())) for key, count in letters.items()}

    def _timing(self, shot: ShotSpec, *, fade_in: bool, fade_out: bool) -> dict[str, Any]:
        rests = {"lead_frames": _LEAD, "gap_frames": _GAP, "tail_frames": _TAIL}
        fade = round(FADE * self.spec.rate)
        frames = {name: round(seconds * self.spec.rate) for name, seconds in rests.items()}
        dual = {"dual": [line.dual for line in shot.lines]}
        fades = {"fade_in": fade if fade_in else 0, "fade_out": fade if fade_out else 0}
        return self.rate | frames | dual | fades | {"minimum_frames": shot.frames}

    def _captions(self, placed: Inputs, form: str, role: str, sounds: Sequence[dict[str, Any]] = ()) -> str:
        lines = [line for scene in self.spec.scenes for shot in scene.shots for line in shot.lines]
        speaker = self._speaker if role == "sdh" else self._unseen_speaker
        written = [{"text": line.text, "speaker": speaker(line)} for line in lines]
        settings = {"format": form, "language": self.spec.language, "lines": written}
        settings |= {"sounds": list(sounds)} if sounds else {}
        return self._add("captions", settings, self._film(role, Stage.MASTER), placed, 0.2)

    def _speaker(self, line: LineSpec) -> str:
        return self.cast[line.character].name

    def _unseen_speaker(self, line: LineSpec) -> str:
        """Captions name who speaks only when the picture does not show it."""
        return self.cast[line.character].name if line.extension or line.dual else ""

    def _transitions(self) -> dict[str, Any]:
        """Where scenes mix, in settings only where they do: a film of cuts keeps its digest."""
        length = max(2, round(_MIX * self.spec.rate))
        mixed = [{"clip": at, "kind": kind.value, "frames": length} for at, kind in self.mixed.items()]
        return {"transitions": mixed} if mixed else {}

    def _delivery(self) -> dict[str, Any]:
        said = {"title": self.spec.title, "author": self.spec.author, "language": self.spec.language}
        return self.rate | said | {"chapters": [scene.heading for scene in self.spec.scenes]}

    def _loudness(self) -> dict[str, Any]:
        return self.rate | {"target_lufs": TARGET_LUFS, "peak_dbtp": PEAK_DBTP}

    def _film(self, role: str, stage: Stage) -> _Place:
        return _Place(FILM, role, stage, f"{self.spec.title}: {role}")

    def _chosen(self, kind: Kind, settings: dict[str, Any], place: _Place, inputs: Inputs, work: float) -> str:
        """A step by the engine the preset chose for this kind."""
        choice = self.preset.engines[kind]
        return self._add(choice.engine, settings | dict(choice.settings), place, inputs, work, size=choice.size)

    def _add(
        self,
        engine: str,
        settings: dict[str, Any],
        place: _Place,
        inputs: Inputs,
        work: float,
        *,
        size: WorkerSize | None = None,
    ) -> str:
        maker = makers()[engine]
        read_settings(maker, settings)  # what an engine cannot do is said before anything is made
        label, where = _short(place.label), size or maker.size
        step = Step(engine, maker.version, settings, inputs, place.stage, place.subject, label, where, work)
        return self.builder.add(step, role=place.role)


def _mixed(scenes: Sequence[SceneSpec]) -> dict[int, Join]:
    """Scenes that go over into the next one as both say: by number, how."""
    kinds = (Join.DISSOLVE, Join.WIPE)
    return {
        at: scene.leave
        for at, (scene, following) in enumerate(pairwise(scenes))
        if scene.leave in kinds and following.join is scene.leave
    }


def _short(label: str) -> str:
    flat = " ".join(label.split())
    return flat if len(flat) <= 80 else f"{flat[:79]}…"
