"""A film spec -> its plan: lines, shots, scenes, film. An edit touches one shot, its scene and the last joins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import ceil
from typing import Any

from renderers.compilers.cut_up import cut_to_length
from renderers.compilers.cutting import SoundCut, faces, meetings_of
from renderers.compilers.delivery import manner_of_line, rests_of
from renderers.compilers.exchanges import ExchangeSteps
from renderers.compilers.fading import fades, transitions
from renderers.compilers.film_captions import captions_of, sounds_named
from renderers.compilers.film_finish import RAW, FinishSteps, mouths_of
from renderers.compilers.film_likeness import LikenessSteps
from renderers.compilers.film_parts import BegunScene, Inputs, MadeScene, MadeShot, Place, TimedShot, frame_size
from renderers.compilers.film_reels import near, reels_of
from renderers.compilers.film_sound import (
    DIALOGUE_CPU_PER_FRAME,
    EFFECTS_CPU_PER_FRAME,
    MUSIC_CPU_PER_FRAME,
    REACH,
    SceneSound,
    sound_of,
)
from renderers.compilers.film_timing import Edges, room_for_lines, shot_times
from renderers.compilers.identities import Identities, unpictured
from renderers.compilers.likeness import alike
from renderers.compilers.pictures import Shown, dressed_in, people_of, pictures, places_of
from renderers.compilers.prompts import UNWANTED, prompt_of
from renderers.compilers.routing import role_of, unfit
from renderers.compilers.settling import grid_of, holds_of, rolls_of
from renderers.compilers.speaking import said_by
from renderers.compilers.voices import effort_of, felt, speaker_of
from renderers.engine import Kind, Series, card_of, read_settings, version_of
from renderers.errors import BadInput
from renderers.exports import makers
from renderers.painting.people.appearance import Appearance
from renderers.plan import Plan, PlanBuilder, Stage, Step, WorkerSize
from renderers.presets import DRAFT, Preset
from renderers.spec import CastSpec, FilmSpec, LineSpec, SceneSpec, ShotSize, ShotSpec

TARGET_LUFS, PEAK_DBTP = -16, -1
PANEL_HEIGHT = 540
"""Panels are looked at in the storyboard, never moved: their shorter edge is at most this."""

FILM = "film"
_SEEDS = 2**31
_BEGUN_EARLY = (SoundCut.J, SoundCut.INTERRUPTED)
_CPU_PER_FRAME, _CPU_PER_PAINTING = 0.016, 0.8


def compile_film(spec: FilmSpec, preset: Preset) -> Plan:
    """Pure and fast: the same plan for the same spec. Raises BadInput for what an engine cannot do."""
    return _Compiler(spec, preset).plan()


def compile_line(spec: FilmSpec, line: LineSpec, preset: Preset) -> Plan:
    """The plan of one line alone: the very step it is in the film. Raises BadInput for what no voice can say."""
    return _Compiler(spec, preset).line(line)


class _Compiler:
    """Walks the spec once; every method adds the steps of one thing and answers with their digests."""

    def __init__(self, spec: FilmSpec, preset: Preset) -> None:
        if shortage := preset.shortage():
            raise BadInput(shortage)
        spec = cut_to_length(spec, preset)
        self.spec, self.preset = spec, preset
        self.width, self.height = frame_size(spec.aspect, preset.height)
        self.rate = {"rate": str(spec.rate)}
        self.panel = frame_size(spec.aspect, min(preset.height, PANEL_HEIGHT))
        self.cast: Mapping[str, CastSpec] = {member.key: member for member in spec.cast}
        self.places = places_of(spec.scenes)
        self.people = people_of(spec, self.places)
        self.builder = PlanBuilder()
        self.identities = Identities(spec, self.people, preset, self.builder)
        self.meetings = meetings_of(spec.scenes, rate=spec.rate)
        self.fades = fades(spec.scenes, rate=spec.rate)
        self.begun: dict[int, BegunScene] = {}
        self.likeness = LikenessSteps(self._add, self.identities)
        self.finish = FinishSteps(self._add, (self.width, self.height), spec.rate)
        self.exchanges = ExchangeSteps(self._add, language=spec.language, pronunciations=spec.pronunciations)

    def line(self, line: LineSpec) -> Plan:
        return self.builder.build(result=self._speech(line))

    def plan(self) -> Plan:
        sounds = sound_of(self.spec)
        self.exchanges.gather_film(self.spec, self.preset)
        scenes = [self._scene(at, sounds) for at in range(len(sounds))]
        frames = sum(shot.frames for scene in self.spec.scenes for shot in scene.shots)
        parts = Series("part", [scene.timeline for scene in scenes]).inputs()
        timeline = self._add(
            "timeline", self.rate | {"level": "film"}, self._film("timeline", Stage.TIMING), parts, 0.1
        )
        placed = (("timeline", timeline),)
        clips = placed + Series("clip", [scene.picture for scene in scenes]).inputs()
        mixed = transitions(self.spec.scenes, rate=self.spec.rate)
        edit = self.rate | ({"transitions": mixed} if mixed else {})  # a film of cuts keeps its digest
        picture = self._add("picture", edit, self._film("picture", Stage.ASSEMBLY), clips, frames * 0.0002)
        level, made = self._reels(scenes, timeline)
        reels = Series("reel", made).inputs()
        captions = self._captions(placed, "vtt", "captions")
        self._captions(placed, "srt", "subtitles")
        self._captions(placed, "vtt", "sdh", sounds=sounds_named(self.spec, sounds))
        whole = (("picture", picture), *placed, ("captions", captions), *reels)
        master = self._add("mp4_h264", self._delivery(), self._film("master", Stage.MASTER), whole, frames * 0.0002)
        checks = self._loudness() | {"width": self.width, "height": self.height, "captions": True}
        seen = Series("check", [scene.check for scene in scenes]).inputs()
        alike = Series("likeness", [each for scene in scenes for each in scene.likeness]).inputs()
        proof = (("master", master), *placed, ("level", level), *reels, *seen, *alike)
        report = self._add("report", checks, self._film("report", Stage.MASTER), proof, frames * 0.0005)
        return self.builder.build(result=report)

    def _reels(self, scenes: Sequence[MadeScene], timeline: str) -> tuple[str, list[str]]:
        """The film's level, and its sound: scenes with their neighbours' tails, then some scenes at a time encoded."""
        lengths = [sum(shot.frames for shot in scene.shots) for scene in self.spec.scenes]
        sounds = [self._sound(scenes, at, near(lengths, at, reach=REACH * self.spec.rate)) for at in range(len(scenes))]
        placed = (("timeline", timeline),)
        heard = placed + Series("sound", sounds).inputs()
        work = sum(lengths) * 0.0004
        level = self._add("film_level", self._loudness(), self._film("level", Stage.SOUND), heard, work)
        made = []
        for number, reel in enumerate(reels_of(lengths, self.spec.rate), 1):
            settings = self.rate | {"first": reel.first, "scenes": reel.end - reel.first, "given": reel.given.start}
            around = Series("sound", [sounds[at] for at in reel.given]).inputs()
            place, work = self._film(f"reel {number}", Stage.SOUND), sum(lengths[reel.first : reel.end]) * 0.0008
            made.append(self._add("film_reel", settings, place, (*placed, ("level", level), *around), work))
        return level, made

    def _sound(self, scenes: Sequence[MadeScene], at: int, around: range) -> str:
        """A scene in the film's sound, laid with every scene that may reach over it."""
        stems = [(other - at, stem) for other in around for stem in scenes[other].stems]
        edges = {"opens": at == 0, "ends": at == len(scenes) - 1}
        settings = self.rate | {"scenes": [other for other, _ in stems]} | edges
        inputs = (
            ("timeline", scenes[at].timeline),
            *Series("before", [scenes[other].timeline for other in reversed(around) if other < at]).inputs(),
            *Series("after", [scenes[other].timeline for other in around if other > at]).inputs(),
            *Series("stem", [stem for _, stem in stems]).inputs(),
        )
        scene = self.spec.scenes[at]
        work = sum(shot.frames for shot in scene.shots) * 0.0004
        return self._add("scene_sound", settings, Place(scene.key, "sound", Stage.SOUND, scene.heading), inputs, work)

    def _scene(self, at: int, sounds: Sequence[SceneSound]) -> MadeScene:
        scene, begun = self.spec.scenes[at], self._begin(at, sounds)
        frames = sum(shot.frames for shot in scene.shots)

        def place(role: str, stage: Stage) -> Place:
            return Place(scene.key, role, stage, scene.heading)

        placed = (("timeline", begun.timeline),)
        clips = placed + Series("clip", [shot.clip for shot in begun.shots]).inputs()
        picture = self._add("picture", self.rate, place("picture", Stage.ASSEMBLY), clips, frames * 0.0005)
        looked = (("picture", picture),)
        check = self._add("picture_check", self.rate, place("check", Stage.ASSEMBLY), looked, frames * 0.002)
        stems = self._stems(scene, sounds[at], begun)
        mixed = placed + Series("stem", stems).inputs() + self._voices_around(at, sounds)
        bed = self._add("scene_bed", self.rate, place("bed", Stage.SOUND), mixed, frames * 0.0005)
        preview = (("picture", picture), ("bed", bed), *placed)
        self._add("mp4_fragments", self.rate, place("preview", Stage.ASSEMBLY), preview, frames * 0.003)
        lines = [line for shot in scene.shots for line in shot.lines]
        if lines:
            told = captions_of(lines, self.spec, "vtt", "captions", ())
            self._add("captions", told, place("captions", Stage.ASSEMBLY), placed, 0.2)
        return MadeScene(begun.timeline, picture, check, stems, sum((shot.likeness for shot in begun.shots), ()))

    def _begin(self, at: int, sounds: Sequence[SceneSound]) -> BegunScene:
        """Shots, times and voices of a scene, once; the scene before asks for them where they reach into it."""
        if at in self.begun:
            return self.begun[at]
        scene, shots = self.spec.scenes[at], self._shots(at)
        guests, around = self._guests_of_scene(at)
        place = Place(scene.key, "timeline", Stage.TIMING, scene.heading)
        parts = Series("part", [shot.timing for shot in shots]).inputs()
        timeline = self._add("timeline", self.rate | {"level": "scene"} | guests, place, parts + around, 0.1)
        speech = [digest for shot in shots for digest in shot.speech]
        dialogue = ""
        if speech:
            inputs = (("timeline", timeline), *Series("speech", speech).inputs())
            work = sum(shot.frames for shot in scene.shots) * DIALOGUE_CPU_PER_FRAME
            place = Place(scene.key, "dialogue", Stage.SOUND, scene.heading)
            settings = self.rate | dict(sounds[at].dialogue)
            dialogue = self._add("scene_dialogue", settings, place, inputs, work)
        self.begun[at] = BegunScene(tuple(shots), timeline, dialogue)
        return self.begun[at]

    def _guests_of_scene(self, at: int) -> tuple[dict[str, Any], Inputs]:
        """Voices of the next scene that begin in it, and of the one before that run on: music steps back for them."""
        before, after = (
            self.meetings.around(at, shot)[side] for side, shot in enumerate((0, len(self.spec.scenes[at].shots) - 1))
        )
        settings: dict[str, Any] = {}
        inputs: Inputs = ()
        if before.kind is SoundCut.L:
            inputs += (("before", self.begun[at - 1].shots[-1].timing),)
        if after.kind is SoundCut.J:
            settings = {"guests": [after.heard]}
            inputs += (("guest.0", self._speech(self.spec.scenes[at + 1].shots[0].lines[0])),)
        return settings, inputs

    def _voices_around(self, at: int, sounds: Sequence[SceneSound]) -> Inputs:
        """The dialogue of neighbours, where it is heard in this scene."""
        between = self.meetings.between
        inputs: Inputs = ()
        if at and between[at - 1].kind is SoundCut.L:
            inputs += (("before", self.begun[at - 1].dialogue),)
        if at < len(between) and between[at].kind is SoundCut.J:
            inputs += (("after", self._begin(at + 1, sounds).dialogue),)
        return inputs

    def _stems(self, scene: SceneSpec, sound: SceneSound, begun: BegunScene) -> tuple[str, ...]:
        """Dialogue where somebody speaks, effects always, music where it is wanted."""
        frames, placed = sum(shot.frames for shot in scene.shots), (("timeline", begun.timeline),)

        def place(role: str) -> Place:
            return Place(scene.key, role, Stage.SOUND, scene.heading)

        stems = [begun.dialogue] if begun.dialogue else []
        work = frames * EFFECTS_CPU_PER_FRAME + 0.5
        heard = self.rate | dict(sound.effects)
        stems.append(self._told(Kind.EFFECTS, heard, place("effects"), placed, (frames, work), self.preset))
        if sound.music is not None:
            work = frames * MUSIC_CPU_PER_FRAME + 0.8
            told = self.rate | dict(sound.music) | {"seconds": ceil(frames / self.spec.rate)}
            stems.append(self._told(Kind.MUSIC, told, place("music"), placed, (frames, work), self.preset))
        return tuple(stems)

    def _shots(self, at: int) -> list[MadeShot]:
        scene, (fade_in, fade_out) = self.spec.scenes[at], self.fades[at]
        last = len(scene.shots) - 1
        shown = pictures(scene, self.places[at], self.people, style=self.spec.style)
        timed = []
        for number, (shot, seen) in enumerate(zip(scene.shots, shown, strict=True)):
            before, after = self.meetings.around(at, number)
            edges = Edges(before, after, 0 if number else fade_in, fade_out if number == last else 0)
            coming = (
                scene.shots[number + 1].lines[:1]
                if number < last and after.heard and after.kind in _BEGUN_EARLY
                else ()
            )
            timed.append(self._timed(shot, seen, edges, coming=coming))
        settled = self._settled(scene, timed)
        dressed = dressed_in(scene, self.people)
        return [self._shot(scene, each, timing, dressed) for each, timing in zip(timed, settled, strict=True)]

    def _timed(self, shot: ShotSpec, shown: Shown, edges: Edges, *, coming: Sequence[LineSpec]) -> TimedShot:
        """`coming` is the line of the next shot that begins in this one."""
        room = room_for_lines(shot, rate=self.spec.rate)
        speech = tuple(self._speech(line, fit_ms=room.get(line.key, 0)) for line in shot.lines)
        seen = [line for line in coming if line.character in faces(shot) and line.character in shown.cast]
        guests = tuple(self._speech(line) for line in seen)
        times = shot_times(shot, edges, rate=self.spec.rate)
        times |= {"guests": [edges.after.heard]} if guests else {}
        heard = Series("speech", speech).inputs() + Series("guest", guests).inputs()
        place = Place(shot.key, "timing", Stage.TIMING, shot.prompt)
        timing = self._add("shot_timing", times, place, heard, 0.05)
        faces_of_guests = tuple(shown.cast.index(line.character) for line in seen)
        return TimedShot(shot, shown, times, timing, speech, heard, faces_of_guests)

    def _settled(self, scene: SceneSpec, timed: Sequence[TimedShot]) -> list[str]:
        """Cut lists of a scene's shots: those that take up a few frames are decided by what all of them last."""
        timings = [each.timing for each in timed]
        times = [each.times for each in timed]
        holds = holds_of(scene.shots, times, rate=self.spec.rate)
        held = {"grid": grid_of(self.spec.rate), "holds": [hold.model_dump() for hold in holds]}
        said = self.rate | held | rolls_of(times)
        parts = Series("part", tuple(timings)).inputs()
        for number, hold in enumerate(holds):
            shot = scene.shots[hold.shot]
            place = Place(shot.key, "timing", Stage.TIMING, shot.prompt)
            timings[hold.shot] = self._add("settled_timing", said | {"number": number}, place, parts, 0.05)
        return timings

    def _shot(self, scene: SceneSpec, timed: TimedShot, timing: str, dressed: Mapping[str, Appearance]) -> MadeShot:
        shot, shown = timed.shot, timed.shown

        def place(role: str, stage: Stage) -> Place:
            return Place(shot.key, role, stage, shot.prompt)

        # what is said by default is left out: a changed default is a new version of the engine
        words = {"prompt": prompt_of(shot, scene, self.spec), "negative": UNWANTED, "seed": shot.seed % _SEEDS}
        words |= {"framing": shot.size.value}
        picture = {"picture": shown.picture.model_dump(mode="json", exclude_defaults=True)}
        film = self._filmed(shot, scene)
        panel = self._panel(picture | words, place("panel", Stage.PANELS), film, (shot, scene))
        moved: dict[str, Any] = {"width": self.width, "height": self.height, "movement": shot.movement.value}
        moved |= self.rate | {"speakers": list(shown.speakers), "seconds": ceil(shot.frames / self.spec.rate)}
        moved |= {"guests": list(timed.guests)} if timed.guests else {}
        finishing = self.finish.of(film, timed)
        moved |= mouths_of(timed) | finishing.asked
        filmed_to = self.finish.timing(finishing, timing, place)
        kept = self.identities.kept(shot, scene, film.engines[Kind.CLIP])
        begun = (("timing", filmed_to), *self._first(panel, film), *timed.heard, *kept.inputs)
        work = shot.frames * _CPU_PER_FRAME + _CPU_PER_PAINTING
        measure = alike(shown, film, dressed, self.spec)
        seen = self.likeness.measured(measure, place("likeness", Stage.PANELS), panel)
        gates = self.likeness.gates(measure, scene, shot.key, panel, seen) if film.begins_with_panel else ()
        told, takes = kept.over(picture | words | moved), (shot.frames, work)
        filmed = place(RAW if finishing.steps else "clip", Stage.SHOTS)
        clip = self._told(Kind.CLIP, told, filmed, begun, takes, film, after=gates)
        clip = self.finish.finished(finishing, clip, timed, timing, place)
        if film.shows_its_people:
            seen += self.likeness.measured(measure, place("clip_likeness", Stage.SHOTS), clip)
        return MadeShot(clip, timing, timed.speech, seen)

    def _filmed(self, shot: ShotSpec, scene: SceneSpec) -> Preset:
        """A card is lettered, whatever engine films the rest; others by the engine chosen for them or their role."""
        if shot.size is ShotSize.TITLE:
            return replace(self.preset, engines=DRAFT.engines, roles={}, finish={})
        film = self.preset.filming(role_of(shot, scene), shot.engine).finished_as(shot.finish)
        engine = film.engines[Kind.CLIP].engine
        if why := unfit(engine, shot):
            raise BadInput(f"{why} Choose another engine for it, or name one that films where this one cannot.")
        if why := unpictured(engine, self.preset):
            raise BadInput(why)
        return film

    def _panel(self, told: dict[str, Any], place: Place, preset: Preset, of: tuple[ShotSpec, SceneSpec]) -> str:
        """The key image: small where it is only looked at, as large as the film where the shot begins with it."""
        size = (self.width, self.height) if preset.begins_with_panel else self.panel
        kept = self.identities.kept(*of, preset.engines[Kind.PANEL])
        told = kept.over(told | {"width": size[0], "height": size[1]})
        return self._told(Kind.PANEL, told, place, kept.inputs, (0, _CPU_PER_PAINTING / 2), preset)

    def _first(self, panel: str, preset: Preset) -> Inputs:
        return (("first", panel),) if preset.begins_with_panel else ()

    def _told(
        self,
        kind: Kind,
        told: dict[str, Any],
        place: Place,
        inputs: Inputs,
        takes: tuple[int, float],
        preset: Preset,
        *,
        after: tuple[str, ...] = (),
    ) -> str:
        """A step of a shot by an engine that hears of it what it has settings for: a picture to paint, or words.

        `takes` are the frames of film it makes, and what they cost an engine that does not say so itself.
        """
        choice = preset.engines[kind]
        maker, (frames, work) = makers()[choice.engine], takes
        known, effort = maker.settings.model_fields, card_of(maker).effort
        settings = {name: value for name, value in told.items() if name in known} | dict(choice.settings)
        work = effort.of(frames) if effort else work
        return self._add(choice.engine, settings, place, inputs, work, size=choice.size, after=after)

    def _speech(self, line: LineSpec, *, fit_ms: int = 0) -> str:
        manner = manner_of_line(line)
        said = said_by(
            line.text,
            self.cast[line.character].voice,
            manner,
            language=self.spec.language,
            rests=rests_of(line, manner),
            pronunciations=self.spec.pronunciations,
            fit_ms=fit_ms,
        )
        if line.key in self.exchanges:
            return self.exchanges.cut(line.key, said)
        choice, given = speaker_of(self.cast[line.character], self.preset)
        place, work = Place(line.key, "speech", Stage.VOICES, line.text), effort_of(choice, line.text)
        said |= felt(choice, line) | dict(choice.settings)
        return self._add(choice.engine, said, place, (), work, size=choice.size, given=given)

    def _captions(self, placed: Inputs, form: str, role: str, sounds: Sequence[dict[str, Any]] = ()) -> str:
        lines = [line for scene in self.spec.scenes for shot in scene.shots for line in shot.lines]
        told = captions_of(lines, self.spec, form, role, sounds)
        return self._add("captions", told, self._film(role, Stage.MASTER), placed, 0.2)

    def _delivery(self) -> dict[str, Any]:
        said = {"title": self.spec.title, "author": self.spec.author, "language": self.spec.language}
        return self.rate | said | {"chapters": [scene.heading for scene in self.spec.scenes]}

    def _loudness(self) -> dict[str, Any]:
        return self.rate | {"target_lufs": TARGET_LUFS, "peak_dbtp": PEAK_DBTP}

    def _film(self, role: str, stage: Stage) -> Place:
        return Place(FILM, role, stage, f"{self.spec.title}: {role}")

    def _add(
        self,
        engine: str,
        settings: dict[str, Any],
        place: Place,
        inputs: Inputs,
        work: float,
        *,
        size: WorkerSize | None = None,
        given: Inputs = (),
        after: tuple[str, ...] = (),
    ) -> str:
        maker = makers()[engine]
        read_settings(maker, settings)  # what an engine cannot do is said before anything is made
        label, where = _short(place.label), size or maker.size
        step = Step(
            engine, version_of(maker), settings, inputs, place.stage, place.subject, label, where, work, given, after
        )
        return self.builder.add(step, role=place.role)


def _short(label: str) -> str:
    flat = " ".join(label.split())
    return flat if len(flat) <= 80 else f"{flat[:79]}…"
