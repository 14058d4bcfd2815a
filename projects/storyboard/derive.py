"""The shots a draft asks for, merged with the shots that are there. Pure but for the rows it is handed."""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from projects.cast import naming
from projects.screenplay.followers import Draft
from projects.storyboard.models import FIELDS, Shot
from projects.storyboard.order import kept_places, split_line, spread
from renderers.plan import canonical_json
from renderers.screenplay.places import Journey
from renderers.screenplay.rhythm import varied
from renderers.screenplay.shots import LineDraft, ShotDraft, shot_list
from renderers.spec import ShotSize
from renderers.timing import frames_covering

Covers = tuple[str, ...]
SEEDS = 0x7FFF_FFFF


@dataclass(frozen=True, slots=True)
class Wanted:
    """A shot as the draft asks for it. Without covers it establishes the place of its scene."""

    scene_id: str
    covers: Covers
    part: int
    lines: tuple[Mapping[str, Any], ...]
    source: str
    seed: int
    derived: Mapping[str, Any]

    @property
    def key(self) -> tuple[str, Covers]:
        """What makes two shots the same: what they show, or whose place they establish."""
        return ("", self.covers) if self.covers else (self.scene_id, ())


@dataclass(slots=True)
class Merged:
    """The shots of the changed scenes as they should be now, and which of them are new or different."""

    rows: dict[str, list[Shot]] = field(default_factory=dict)
    added: list[Shot] = field(default_factory=list)
    changed: list[Shot] = field(default_factory=list)


def wanted_shots(draft: Draft, *, cast: Mapping[str, str]) -> Iterator[tuple[str, list[Wanted]]]:
    """Scene id and its shots, for scenes that changed; the others are only travelled through.

    `cast` maps the key of a cue to the id of its character.
    """
    journey = Journey()
    people = [character.name for character in draft.breakdown.characters]
    for scene, row, elements in zip(draft.breakdown.scenes, draft.scenes, draft.elements, strict=True):
        if row.id not in draft.changed:
            journey.arrive(scene.heading)
            continue
        shots = shot_list(scene, journey=journey, people=people)
        counted: Counter[Covers] = Counter()
        wanted = []
        for shot in shots:
            covers = tuple(elements[at].id for at in shot.elements)
            wanted.append(_wanted(shot, row.id, row.heading, covers, counted[covers], elements, cast, draft))
            counted[covers] += 1
        yield row.id, wanted


def _wanted(
    shot: ShotDraft,
    scene_id: str,
    heading: str,
    covers: Covers,
    part: int,
    elements: Sequence[Any],
    cast: Mapping[str, str],
    draft: Draft,
) -> Wanted:
    said = [line.text for line in shot.lines]
    heard = [[line.dual, line.extension, *_delivery(line).values()] for line in shot.lines]
    source = canonical_json([shot.prompt, said, heard])
    members = [cast[naming.key(name)] for name in shot.cast if naming.key(name) in cast]
    return Wanted(
        scene_id=scene_id,
        covers=covers,
        part=part,
        lines=tuple(
            {"line": elements[line.element].id, "part": line.part, "text": line.text} | _delivery(line)
            for line in shot.lines
        ),
        source=hashlib.sha256(source.encode()).hexdigest(),
        seed=zlib.crc32(canonical_json([heading, shot.prompt, said]).encode()) & SEEDS,
        derived={
            "size": shot.size.value,
            "angle": shot.angle.value,
            "movement": shot.movement.value,
            "prompt": shot.prompt,
            "frames": frames_covering(Fraction(shot.seconds).limit_denominator(100), draft.project.frame_rate),
            "character_ids": members,
        },
    )


def _delivery(line: LineDraft) -> dict[str, Any]:
    """How a line is said beyond its brackets, where there is anything to say."""
    told = {"mood": line.mood, "pauses": [list(pause) for pause in line.pauses]}
    return {name: value for name, value in told.items() if value}


def merged(draft: Draft, wanted: Sequence[tuple[str, list[Wanted]]], pool: Sequence[Shot]) -> Merged:
    """Rows for what is wanted, taken from the pool where they show the same: live ones first, then archived ones."""
    chosen = _chosen([shot for _, shots in wanted for shot in shots], pool)
    stood = {row.id: (row.scene_id, row.order_key) for row in pool if row.archived_at is None}
    result = Merged()
    for scene_id, shots in wanted:
        rows = result.rows.setdefault(scene_id, [])
        for order_key, shot in zip(spread(len(shots)), shots, strict=True):
            row = chosen.get(id(shot))
            if row is None:
                row = Shot(workspace_id=draft.project.workspace_id, project_id=draft.project.id, seed=shot.seed)
                result.added.append(row)
            elif row.archived_at is not None:
                result.added.append(row)
            elif row.source != shot.source:
                result.changed.append(row)
            _apply(row, shot, order_key)
            rows.append(row)
        _place(rows, {row: key for row, (scene, key) in stood.items() if scene == scene_id})
        _vary(rows)
    return result


def _place(rows: list[Shot], before: Mapping[str, str]) -> None:
    """Shots a person moved stay where they were put, unless a line would be said back to front."""
    placed = kept_places(rows, before)
    if placed != rows and split_line(placed) is None:
        rows[:] = placed
        for row, order_key in zip(rows, spread(len(rows)), strict=True):
            row.order_key = order_key


def _vary(rows: Sequence[Shot]) -> None:
    """Kept and new shots that stand together now: no three equal framings in a row, but what a person set stays."""
    sizes = varied([ShotSize(row.size) for row in rows], ["size" in row.pinned for row in rows])
    for row, size in zip(rows, sizes, strict=True):
        if row.size != size.value:
            row.size, row.derived = size.value, row.derived | {"size": size.value}


def _apply(row: Shot, shot: Wanted, order_key: str) -> None:
    """What was derived from other words is derived anew; a shot whose words are the same keeps its framing."""
    if row.source != shot.source:
        row.derived = dict(shot.derived)
        for name in FIELDS:
            if name not in row.pinned:
                setattr(row, name, shot.derived[name])
        row.version += 1 if row.source else 0
    row.source, row.scene_id, row.order_key = shot.source, shot.scene_id, order_key
    row.covers, row.part, row.lines = list(shot.covers), shot.part, [dict(line) for line in shot.lines]
    row.archived_at = None


def _chosen(wanted: Sequence[Wanted], pool: Sequence[Shot]) -> dict[int, Shot]:
    free: dict[tuple[str, Covers], list[Shot]] = defaultdict(list)
    for row in sorted(pool, key=_preference):
        covers = tuple(row.covers)
        free[("", covers) if covers else (row.scene_id, ())].append(row)
    chosen: dict[int, Shot] = {}
    for same in (_same_words, _same_place, _any):
        for shot in wanted:
            if id(shot) in chosen:
                continue
            found = next((row for row in free[shot.key] if same(row, shot)), None)
            if found is not None:
                free[shot.key].remove(found)
                chosen[id(shot)] = found
    _overlapping(wanted, [row for rows in free.values() for row in rows], chosen)
    return chosen


def _overlapping(wanted: Sequence[Wanted], left: list[Shot], chosen: dict[int, Shot]) -> None:
    """A shot that showed two elements and shows one now (or the other way round) is still that shot."""
    for shot in wanted:
        if id(shot) not in chosen and shot.covers:
            found = next((row for row in left if row.archived_at is None and shot.covers[0] in row.covers), None)
            if found is not None:
                left.remove(found)
                chosen[id(shot)] = found


def _same_words(row: Shot, shot: Wanted) -> bool:
    return row.source == shot.source


def _same_place(row: Shot, shot: Wanted) -> bool:
    return row.archived_at is None and row.part == shot.part


def _any(row: Shot, shot: Wanted) -> bool:  # noqa: ARG001 - the last of three questions of one shape
    return row.archived_at is None


def _preference(row: Shot) -> tuple[bool, float, str]:
    """Live rows in order, then archived ones, the latest first."""
    if row.archived_at is None:
        return False, 0.0, row.order_key
    return True, -row.archived_at.timestamp(), row.order_key
