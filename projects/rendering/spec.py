"""`film_spec(project)`: the only place that reads the database for a render. Keys are row ids, in no digest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from projects.cast import naming
from projects.cast.models import Character
from projects.cast.selectors import characters_of, looks_of, passes_of, references_of
from projects.dictionary.selectors import said_in
from projects.project.models import Project
from projects.rendering.routing import routed
from projects.screenplay.models import Element, Scene, Screenplay
from projects.screenplay.selectors import lines_of, paragraphs_of, scenes_of, screenplay_of
from projects.sound.selectors import Sound, sound_of
from projects.storyboard.models import Shot
from projects.storyboard.selectors import shots_of
from renderers.screenplay.film import ending, opening
from renderers.screenplay.passages import Paragraph, Passage, edges_of, passages, reads_as_direction
from renderers.screenplay.script import Kind, Script, TitleEntry
from renderers.spec import (
    Angle,
    CastSpec,
    FilmSpec,
    LineSpec,
    Movement,
    ReferenceSpec,
    SceneSpec,
    Setting,
    ShotSize,
    ShotSpec,
    VoiceSpec,
    WornSpec,
)
from studio.core.errors import Conflict

PART = "."
"""Between a line's id and the number of its part, in keys of speeches that are spread over several shots."""


class NothingToFilm(Conflict):
    """The screenplay has no scene yet; begin one with a line like INT. KITCHEN - NIGHT."""

    code = "nothing_to_film"


class CannotBeFilmed(NothingToFilm):
    """No engine of this preset can make the film as it is; the message says why and what to change."""

    code = "cannot_be_filmed"


@dataclass(frozen=True, slots=True)
class _Cast:
    """Characters by id, and their ids by cue."""

    rows: Mapping[str, Character]
    by_cue: Mapping[str, str]


def film_spec(project: Project) -> FilmSpec:
    """The film as it is wanted now. Raises NothingToFilm while there is no scene."""
    screenplay = screenplay_of(project)
    scenes = list(scenes_of(project))
    if not scenes:
        raise NothingToFilm
    page = front_page(screenplay, project)
    rows = list(characters_of(project))
    cast = _Cast({row.id: row for row in rows}, {naming.key(row.cue): row.id for row in rows})
    known_by = _references(project)
    members = tuple(member_of(row, known_by.get(row.id, ())) for row in rows)
    body = tuple(_scenes(project, scenes, cast))
    said = (line.text for scene in body for shot in scene.shots for line in shot.lines)
    cards = (opening(page, rate=project.frame_rate), ending(page, cast=members, rate=project.frame_rate))
    return FilmSpec(
        title=project.title,
        author=page.author,
        language=project.language,
        rate=project.frame_rate,
        aspect=project.aspect,
        style=project.style,
        genre=project.genre,
        tone=project.tone,
        seed=project.seed,
        cast=members,
        pronunciations=said_in(project, language=project.language, texts=said),
        recogniser=settings.FACE_RECOGNISER,
        let_pass=tuple(passes_of(project)),
        scenes=routed(project, sounding((*cards[0], *body, *cards[1]), sound_of(project))),
    )


def sounding(scenes: Iterable[SceneSpec], sound: Sound) -> tuple[SceneSpec, ...]:
    """The scenes with what was decided about their sound."""
    return tuple(scene.model_copy(update={"sound": sound.of(scene.key)}) for scene in scenes)


def member_of(row: Character, references: tuple[ReferenceSpec, ...] = ()) -> CastSpec:
    """A character as a film needs them."""
    return CastSpec(
        key=row.id,
        name=row.name,
        description=row.description,
        age=row.age,
        gender=row.gender,
        cue=row.cue,
        likeness=row.likeness or row.cue,
        references=references,
        voice=voice_of(row),
    )


def voice_of(row: Character) -> VoiceSpec:
    """How a character sounds now."""
    return VoiceSpec(
        preset=row.voice,
        pace_percent=row.pace_percent,
        pitch_percent=row.pitch_percent,
        tuning=row.voice_tuning,
    )


def front_page(screenplay: Screenplay, project: Project) -> Script:
    """The title page as a script of its own; a screenplay without a title gets the project's."""
    entries = tuple(TitleEntry(key, tuple(values)) for key, values in screenplay.title_page)
    page = Script(title_page=entries, elements=())
    return page if page.title else Script((TitleEntry("Title", (project.title,)), *entries), ())


def line_key(line: Mapping[str, Any], *, alone: Collection[str]) -> str:
    """The key of one part of a line: the line's own id when it is said in one piece."""
    return str(line["line"]) if line["line"] in alone else f"{line['line']}{PART}{line['part']}"


def line_id(key: str) -> str:
    """The line a key is of."""
    return key.partition(PART)[0]


def _scenes(project: Project, scenes: Sequence[Scene], cast: _Cast) -> Iterator[SceneSpec]:
    spoken = {line.id: line for line in lines_of(project)}
    shots: dict[str, list[Shot]] = {}
    parts: dict[str, int] = {}
    for shot in shots_of(project):
        shots.setdefault(shot.scene_id, []).append(shot)
        for line in shot.lines:
            parts[line["line"]] = parts.get(line["line"], 0) + 1
    alone = {line for line, count in parts.items() if count == 1}
    between = _passages(project, [scene.id for scene in scenes])
    worn = _worn(project)
    for scene, passage in zip(scenes, between, strict=True):
        yield SceneSpec(
            key=scene.id,
            number=scene.number,
            heading=scene.heading,
            setting=Setting(scene.setting),
            location=scene.location,
            time_of_day=scene.time_of_day,
            shots=tuple(_shot(shot, spoken, alone, cast) for shot in shots[scene.id]),
            worn=worn.get(scene.id, ()),
            **passage.settings(project.frame_rate),
        )


def _references(project: Project) -> Mapping[str, tuple[ReferenceSpec, ...]]:
    """What people brought, by character; whether it may be used is asked of the consents when something is made."""
    found: dict[str, tuple[ReferenceSpec, ...]] = {}
    for row in references_of(project):
        brought = ReferenceSpec(kind=str(row.kind), digest=row.digest)
        found[row.character_id] = (*found.get(row.character_id, ()), brought)
    return found


def _worn(project: Project) -> Mapping[str, tuple[WornSpec, ...]]:
    """Looks by the scene that wears them."""
    found: dict[str, tuple[WornSpec, ...]] = {}
    for look in looks_of(project):
        for scene in look.scene_ids:
            worn = WornSpec(character=look.character_id, description=look.description)
            found[scene] = (*found.get(scene, ()), worn)
    return found


def _passages(project: Project, scenes: Sequence[str]) -> list[Passage]:
    """How scenes go over into each other, with the lengths their writer gave."""
    written: dict[str, list[Paragraph]] = {scene: [] for scene in scenes}
    for scene, name, text in paragraphs_of(project):
        kind = Kind(name)
        directed = kind is Kind.TRANSITION or (kind is Kind.ACTION and reads_as_direction(text))
        written[scene].append((kind, text, directed))
    return passages([edges_of(written[scene]) for scene in scenes])


def _shot(shot: Shot, spoken: Mapping[str, Element], alone: set[str], cast: _Cast) -> ShotSpec:
    return ShotSpec(
        key=shot.id,
        size=ShotSize(shot.size),
        angle=Angle(shot.angle),
        movement=Movement(shot.movement),
        prompt=shot.prompt,
        cast=tuple(member for member in shot.character_ids if member in cast.rows),
        lines=tuple(
            LineSpec(
                key=line_key(line, alone=alone),
                character=cast.by_cue[naming.key(spoken[line["line"]].character)],
                text=line["text"],
                parenthetical=spoken[line["line"]].parenthetical if not line["part"] else "",
                extension=spoken[line["line"]].extension,
                dual=spoken[line["line"]].dual,
                mood=line.get("mood", ""),
                pauses=tuple((word, ms) for word, ms in line.get("pauses", ())),
            )
            for line in shot.lines
        ),
        frames=shot.frames,
        tight="frames" in shot.pinned,
        seed=shot.seed,
    )
