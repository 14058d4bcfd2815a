"""A film spec -> the plan that makes it: lines, shots, scenes, film; an edit touches one shot, its scene and the joins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from renderers.engine import Kind, Series
from renderers.exports import makers
from renderers.plan import Plan, PlanBuilder, Stage, Step
from renderers.presets import Preset
from renderers.spec import CastSpec, FilmSpec, Join, LineSpec, SceneSpec, ShotSize, ShotSpec

TARGET_LUFS, PEAK_DBTP = -16, -1
OVERSIZE = Fraction(115, 100)
"""Panels are this much larger than the frame, so that the camera has room to move."""

FILM = "film"
_LEAD, _GAP, _TAIL, _FADE = Fraction(1, 4), Fraction(1, 6), Fraction(3, 10), Fraction(3, 4)
_CPU_PER_FRAME, _CPU_PER_WORD = 0.022, 0.14


@dataclass(frozen=True, slots=True)
class _Shot:
    clip: str
    timing: str
    speech: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Scene:
    timeline: str
    picture: str
    bed: str


def compile_film(spec: FilmSpec, preset: Preset) -> Plan:
    """Pure and fast: no files, no models, the same plan for the same spec."""
    return _Compiler(spec, preset).plan()


def frame_size(aspect: str, height: int) -> tuple[int, int]:
    """Even width and height whose shorter edge is `height`: ("16:9", 720) -> (1280, 720), ("9:16", 720) -> (720, 1280)."""
    across, down = (Fraction(part) for part in aspect.split(":"))
    ratio = across / down
    width, tall = (height * ratio, Fraction(height)) if ratio >= 1 else (Fraction(height), height / ratio)
    return round(width / 2) * 2, round(tall / 2) * 2


class _Compiler:
    def __init__(self, spec: FilmSpec, preset: Preset) -> None:
        self.spec, self.preset = spec, preset
        self.width, self.height = frame_size(spec.aspect, preset.height)
        self.rate = str(spec.rate)
        self.cast: Mapping[str, CastSpec] = {member.key: member for member in spec.cast}
        self.builder = PlanBuilder()

    def plan(self) -> Plan:
        scenes = [self._scene(scene) for scene in self.spec.scenes]
        timeline = self._film_step("timeline", {"rate": self.rate, "level": "film"}, "timeline", Stage.TIMING,
                                   Series("part", [scene.timeline for scene in scenes]).inputs(), work=0.1)  # fmt: skip
        placed = (("timeline", timeline),)
        picture = self._film_step("picture", {"rate": self.rate}, "picture", Stage.ASSEMBLY,
                                  placed + Series("clip", [scene.picture for scene in scenes]).inputs(),
                                  work=self._frames() * 0.0002)  # fmt: skip
        bed = self._film_step("film_bed", self._loudness(), "bed", Stage.SOUND,
                              placed + Series("scene", [scene.bed for scene in scenes]).inputs(),
                              work=self._frames() * 0.002)  # fmt: skip
        captions = self._captions(placed, "vtt", "captions")
        self._captions(placed, "srt", "subtitles")
        master = self._film_step("mp4_h264", self._delivery(), "master", Stage.MASTER,
                                 (("picture", picture), ("bed", bed), *placed, ("captions", captions)),
                                 work=self._frames() * 0.002)  # fmt: skip
        checks = self._loudness() | {"width": self.width, "height": self.height, "captions": True}
        report = self._film_step("report", checks, "report", Stage.MASTER, (("master", master), *placed),
                                 work=self._frames() * 0.006)  # fmt: skip
        return self.builder.build(result=report)

    def _scene(self, scene: SceneSpec) -> _Scene:
        last = len(scene.shots) - 1
        shots = [
            self._shot(scene, shot, fade_in=at == 0 and scene.join is not Join.CUT, fade_out=at == last and scene.leave is not Join.CUT)
            for at, shot in enumerate(scene.shots)
        ]  # fmt: skip
        frames = sum(shot.frames for shot in scene.shots)
        timeline = self._step("timeline", {"rate": self.rate, "level": "scene"}, scene.key, "timeline", Stage.TIMING,
                              Series("part", [shot.timing for shot in shots]).inputs(), scene.heading, work=0.1)  # fmt: skip
        placed = (("timeline", timeline),)
        picture = self._step("picture", {"rate": self.rate}, scene.key, "picture", Stage.ASSEMBLY,
                             placed + Series("clip", [shot.clip for shot in shots]).inputs(), scene.heading,
                             work=frames * 0.0005)  # fmt: skip
        speech = [digest for shot in shots for digest in shot.speech]
        air = {"rate": self.rate, "setting": scene.setting.value, "seed": self.spec.seed}
        bed = self._step("scene_bed", air, scene.key, "bed", Stage.SOUND, placed + Series("speech", speech).inputs(),
                         scene.heading, work=frames * 0.002)  # fmt: skip
        self._step("mp4_h264", {"rate": self.rate, "language": self.spec.language}, scene.key, "preview", Stage.ASSEMBLY,
                   (("picture", picture), ("bed", bed), *placed), scene.heading, work=frames * 0.003)  # fmt: skip
        return _Scene(timeline, picture, bed)

    def _shot(self, scene: SceneSpec, shot: ShotSpec, *, fade_in: bool, fade_out: bool) -> _Shot:
        speech = tuple(self._speech(line) for line in shot.lines)
        panel = self._chosen(
            Kind.PANEL, self._panel(scene, shot), shot.key, "panel", Stage.PANELS, (), shot.prompt, work=0.3
        )
        timing = self._step("shot_timing", self._timing(shot, fade_in=fade_in, fade_out=fade_out), shot.key, "timing",
                            Stage.TIMING, Series("speech", speech).inputs(), shot.prompt, work=0.05)  # fmt: skip
        move = {
            "width": self.width,
            "height": self.height,
            "rate": self.rate,
            "movement": shot.movement.value,
            "seed": shot.seed,
        }
        clip = self._chosen(Kind.CLIP, move, shot.key, "clip", Stage.SHOTS, (("panel", panel), ("timing", timing)),
                            shot.prompt, work=shot.frames * _CPU_PER_FRAME + 0.2)  # fmt: skip
        return _Shot(clip, timing, speech)

    def _speech(self, line: LineSpec) -> str:
        voice = self.cast[line.character].voice
        said = {
            "text": line.text,
            "voice": voice.preset,
            "pace_percent": voice.pace_percent,
            "language": self.spec.language,
        }
        return self._chosen(Kind.SPEECH, said, line.key, "speech", Stage.VOICES, (), line.text,
                            work=len(line.text.split()) * _CPU_PER_WORD + 0.3)  # fmt: skip

    def _panel(self, scene: SceneSpec, shot: ShotSpec) -> dict[str, Any]:
        return {
            "width": round(self.width * OVERSIZE / 2) * 2,
            "height": round(self.height * OVERSIZE / 2) * 2,
            "framing": shot.size.value,
            "angle": shot.angle.value,
            "setting": scene.setting.value,
            "time_of_day": scene.time_of_day,
            "slug": "" if shot.size is ShotSize.TITLE else scene.heading,
            "text": shot.prompt,
            "figures": min(len(shot.cast), 4),
            "seed": shot.seed,
        }

    def _timing(self, shot: ShotSpec, *, fade_in: bool, fade_out: bool) -> dict[str, Any]:
        frames = {"lead_frames": _LEAD, "gap_frames": _GAP, "tail_frames": _TAIL}
        rests = {name: round(seconds * self.spec.rate) for name, seconds in frames.items()}
        fade = round(_FADE * self.spec.rate)
        return rests | {
            "rate": self.rate,
            "minimum_frames": shot.frames,
            "dual": [line.dual for line in shot.lines],
            "fade_in": fade if fade_in else 0,
            "fade_out": fade if fade_out else 0,
        }

    def _captions(self, placed: tuple[tuple[str, str], ...], form: str, role: str) -> str:
        lines = [line for scene in self.spec.scenes for shot in scene.shots for line in shot.lines]
        written = [{"text": line.text, "speaker": self._unseen_speaker(line)} for line in lines]
        settings = {"format": form, "language": self.spec.language, "lines": written}
        return self._film_step("captions", settings, role, Stage.MASTER, placed, work=0.2)

    def _unseen_speaker(self, line: LineSpec) -> str:
        """Captions name who speaks only when the picture does not show it."""
        return self.cast[line.character].name if line.extension or line.dual else ""

    def _delivery(self) -> dict[str, Any]:
        return {
            "rate": self.rate,
            "title": self.spec.title,
            "author": self.spec.author,
            "language": self.spec.language,
            "chapters": [scene.heading for scene in self.spec.scenes],
        }

    def _loudness(self) -> dict[str, Any]:
        return {"rate": self.rate, "target_lufs": TARGET_LUFS, "peak_dbtp": PEAK_DBTP}

    def _frames(self) -> int:
        return sum(shot.frames for scene in self.spec.scenes for shot in scene.shots)

    def _film_step(
        self,
        engine: str,
        settings: dict[str, Any],
        role: str,
        stage: Stage,
        inputs: Sequence[tuple[str, str]],
        *,
        work: float,
    ) -> str:
        return self._step(engine, settings, FILM, role, stage, inputs, f"{self.spec.title}: {role}", work=work)

    def _chosen(
        self, kind: Kind, settings: dict[str, Any], subject: str, role: str, stage: Stage,
        inputs: Sequence[tuple[str, str]], label: str, *, work: float,
    ) -> str:  # fmt: skip
        """A step by the engine the preset chose for this kind."""
        choice = self.preset.engines[kind]
        return self._step(
            choice.engine, settings | dict(choice.settings), subject, role, stage, inputs, label, work=work
        )

    def _step(
        self, engine: str, settings: dict[str, Any], subject: str, role: str, stage: Stage,
        inputs: Sequence[tuple[str, str]], label: str, *, work: float,
    ) -> str:  # fmt: skip
        maker = makers()[engine]
        step = Step(engine, maker.version, settings, tuple(inputs), stage, subject, _short(label), maker.size, work)
        return self.builder.add(step, role=role)


def _short(label: str) -> str:
    flat = " ".join(label.split())
    return flat if len(flat) <= 80 else f"{flat[:79]}…"
