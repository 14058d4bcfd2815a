"""Why what exists is not what is wanted: the first thing that differs between two specs, in words. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from renderers.compilers.cutting import meetings_of
from renderers.media.speech.pronunciations import entries_in
from renderers.presets import PRESETS
from renderers.spec import LINE_BY_LINE, CastSpec, FilmSpec, LineSpec, SceneSpec, ShotSpec

NEWER_ENGINE = "the way it is made is newer"


@dataclass(frozen=True)
class Indexed:
    """A film's spec, its parts by key."""

    spec: FilmSpec
    preset: str = ""

    @cached_property
    def cast(self) -> Mapping[str, CastSpec]:
        return {member.key: member for member in self.spec.cast}

    @cached_property
    def scenes(self) -> Mapping[str, SceneSpec]:
        return {scene.key: scene for scene in self.spec.scenes}

    @cached_property
    def shots(self) -> Mapping[str, tuple[SceneSpec, ShotSpec]]:
        return {shot.key: (scene, shot) for scene in self.spec.scenes for shot in scene.shots}

    @cached_property
    def lines(self) -> Mapping[str, LineSpec]:
        return {line.key: line for scene in self.spec.scenes for shot in scene.shots for line in shot.lines}

    @cached_property
    def scene_of(self) -> Mapping[str, SceneSpec]:
        """The scene of every line, by the line's key."""
        return {line.key: scene for scene in self.spec.scenes for shot in scene.shots for line in shot.lines}

    @cached_property
    def _beside(self) -> Mapping[str, object]:
        """How each shot meets its neighbours, and what begins to be said in it."""
        scenes = self.spec.scenes
        found = meetings_of(scenes, rate=self.spec.rate)
        return {
            shot.key: (found.around(at, number), [line.text for line in _next_lines(scene, number)])
            for at, scene in enumerate(scenes)
            for number, shot in enumerate(scene.shots)
        }

    def beside(self, shot: str) -> object:
        """What of its neighbours is heard in a shot, or moves its cuts."""
        return self._beside[shot]


def cause(old: Indexed, new: Indexed, subject: str) -> str:
    """What changed about a line, shot or scene, or about the film when the subject is none of them."""
    if subject in new.lines and subject in old.lines:
        return _frame(old, new) or _line(old, new, subject) or _together(old, new, subject) or NEWER_ENGINE
    if subject in new.shots and subject in old.shots:
        return _frame(old, new) or _shot(old, new, subject) or NEWER_ENGINE
    if subject in new.scenes and subject in old.scenes:
        return _frame(old, new) or _scene(old, new, subject) or NEWER_ENGINE
    return _frame(old, new) or _film(old, new) or NEWER_ENGINE


def _frame(old: Indexed, new: Indexed) -> str:
    said = {"aspect": "the picture's shape", "rate": "the frame rate", "language": "the language", "seed": "the seed"}
    changed = [words for name, words in said.items() if getattr(old.spec, name) != getattr(new.spec, name)]
    if changed:
        return f"{changed[0]} changed"
    return "the preset changed" if old.preset != new.preset else ""


def _line(old: Indexed, new: Indexed, key: str) -> str:
    before, after = old.lines[key], new.lines[key]
    if before.text != after.text:
        return "a line changed"
    if _said(before) != _said(after):
        return "how a line is said changed"
    one, other = old.cast.get(before.character), new.cast[after.character]
    if before.character != after.character or one is None:
        return f"{other.name} speaks a line now"
    if one.voice.preset != other.voice.preset:
        return f"{other.name}'s voice changed"
    if one.voice != other.voice:
        return f"{other.name}'s {'pace' if one.voice.pace_percent != other.voice.pace_percent else 'pitch'} changed"
    before_own, after_own = (entries_in(after.text, each.spec.pronunciations) for each in (old, new))
    return "a pronunciation changed" if before_own != after_own else ""


def _together(old: Indexed, new: Indexed, key: str) -> str:
    """What changed in the scene of a line that is ordered with those around it."""
    before, after = old.scene_of[key], new.scene_of[key]
    if before.exchange != after.exchange:
        return "how the voices of its scene are ordered changed"
    preset = PRESETS.get(new.preset)
    if (after.exchange or (preset.exchange if preset else "")) in ("", LINE_BY_LINE):
        return ""
    keys_before, keys_after = ([line.key for shot in scene.shots for line in shot.lines] for scene in (before, after))
    same = keys_before == keys_after and not any(_line(old, new, each) for each in keys_after)
    return "" if same else "a line beside it changed, and both are ordered in one exchange"


def _next_lines(scene: SceneSpec, shot: int) -> tuple[LineSpec, ...]:
    return scene.shots[shot + 1].lines[:1] if shot + 1 < len(scene.shots) else ()


def _said(line: LineSpec) -> tuple[object, ...]:
    return line.parenthetical, line.mood, line.pauses


_SEEN: tuple[tuple[str, Callable[[ShotSpec], object]], ...] = (
    ("framing changed", lambda shot: (shot.size, shot.angle)),
    ("the camera's movement changed", lambda shot: shot.movement),
    ("what the camera sees changed", lambda shot: shot.prompt),
    ("who is in the picture changed", lambda shot: shot.cast),
    ("its length changed", lambda shot: shot.frames),
    ("its seed changed", lambda shot: shot.seed),
)


def _shot(old: Indexed, new: Indexed, key: str) -> str:
    (scene_before, before), (scene_after, after) = old.shots[key], new.shots[key]
    lines_before, lines_after = {line.key for line in before.lines}, {line.key for line in after.lines}
    if lines_before != lines_after:
        return "a line was added" if lines_after > lines_before else "a line was removed"
    for line in after.lines:
        if said := _line(old, new, line.key):
            return said
    for words, seen in _SEEN:
        if seen(before) != seen(after):
            return words
    if said := _looks(old, new, after, (scene_before, scene_after)):
        return said
    if (scene_before.heading, scene_before.setting, scene_before.time_of_day) != (
        scene_after.heading,
        scene_after.setting,
        scene_after.time_of_day,
    ):
        return "the scene heading changed"
    if _edges(scene_before) != _edges(scene_after):
        return "a fade was added, changed or removed"
    places = ([each.key for each in scene.shots].index(key) for scene in (scene_before, scene_after))
    if len(set(places)) > 1:
        return "its place in the scene changed"
    return "the shot beside it changed" if old.beside(key) != new.beside(key) else ""


def _edges(scene: SceneSpec) -> tuple[object, ...]:
    return scene.join, scene.leave, scene.join_frames, scene.leave_frames


def _looks(old: Indexed, new: Indexed, shot: ShotSpec, scenes: tuple[SceneSpec, SceneSpec]) -> str:
    """Who of those in the picture is described differently now, or wears something else in the scene."""
    worn_before, worn_after = ({each.character: each.description for each in scene.worn} for scene in scenes)
    for key in shot.cast:
        before, after = old.cast.get(key), new.cast[key]
        if before is not None and _described(before) != _described(after):
            return f"{after.name}'s look changed"
        if worn_before.get(key) != worn_after.get(key):
            return f"{after.name} wears something else"
    return ""


def _described(member: CastSpec) -> tuple[str, ...]:
    return member.description, member.age, member.gender, member.likeness


def _scene(old: Indexed, new: Indexed, key: str) -> str:
    before, after = old.scenes[key], new.scenes[key]
    keys_before, keys_after = [shot.key for shot in before.shots], [shot.key for shot in after.shots]
    if added := len(set(keys_after) - set(keys_before)):
        return "a shot was added" if added == 1 else f"{added} shots were added"
    if removed := len(set(keys_before) - set(keys_after)):
        return "a shot was removed" if removed == 1 else f"{removed} shots were removed"
    if keys_before != keys_after:
        return "the order of its shots changed"
    for shot in keys_after:
        if shot in old.shots and (said := _shot(old, new, shot)):
            return said
    if before.heading != after.heading:
        return "the scene heading changed"
    return "its sound settings changed" if before.sound != after.sound else ""


def _film(old: Indexed, new: Indexed) -> str:
    if old.spec.title != new.spec.title or old.spec.author != new.spec.author:
        return "the title changed"
    keys_before, keys_after = [scene.key for scene in old.spec.scenes], [scene.key for scene in new.spec.scenes]
    if set(keys_after) - set(keys_before):
        return "a scene was added"
    if set(keys_before) - set(keys_after):
        return "a scene was removed"
    for scene in new.spec.scenes:
        if said := _scene(old, new, scene.key):
            return f"scene {scene.number}: {said}" if scene.number else said
    if keys_before != keys_after:
        return "the order of the scenes changed"
    names_before = {key: member.name for key, member in old.cast.items()}
    renamed = [member.name for key, member in new.cast.items() if names_before.get(key, member.name) != member.name]
    return f"{renamed[0]}'s name changed" if renamed else ""
