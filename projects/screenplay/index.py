"""The index of a text: rows for its scenes and elements, aligned with the rows of the draft before.

What is still the same keeps its id; what vanished is archived, and comes back when the text does.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from projects.screenplay.models import LINE, Element, Scene
from renderers.plan import canonical_json
from renderers.screenplay import breakdown as pages
from renderers.screenplay.align import align, words_alike
from renderers.screenplay.breakdown import Breakdown
from renderers.screenplay.film import joins
from renderers.screenplay.script import Element as Written
from renderers.screenplay.script import Kind, plain
from studio.core.ids import new_id

ELEMENT_FIELDS = (
    "scene_id", "position", "kind", "text", "character", "parenthetical", "extension", "dual", "offset",
)  # fmt: skip
SCENE_FIELDS = (
    "position", "number", "heading", "setting", "location", "time_of_day", "synopsis", "join", "leave", "first_line",
    "last_line", "content", "line_count",
)  # fmt: skip
_SILENT = (Kind.NOTE, Kind.SYNOPSIS, Kind.SECTION, Kind.PAGE_BREAK)
SAME_SPEAKER = 0.4


@dataclass(frozen=True, slots=True)
class Index:
    """Rows as they should be now, in the order of the text: `scenes[i]` has `elements[i]`; `before_*` was live."""

    scenes: tuple[Scene, ...]
    elements: tuple[tuple[Element, ...], ...]
    before_scenes: tuple[Mapping[str, Any], ...]
    before_elements: tuple[Mapping[str, Any], ...]


def rebuilt(
    breakdown: Breakdown, *, project_id: str, workspace_id: str, scenes: Sequence[Scene], elements: Sequence[Element]
) -> Index:
    """The index of this breakdown, ids taken over from all rows of the project, live or archived (saves nothing)."""
    live_scenes = sorted((row for row in scenes if row.archived_at is None), key=lambda row: row.position)
    place = {row.id: row.position for row in live_scenes}
    live = sorted(
        (row for row in elements if row.archived_at is None and row.scene_id in place),
        key=lambda row: (place[row.scene_id], row.position),
    )
    before = tuple(map(_values, live_scenes)), tuple(map(_values, live))
    wanted = [[_element_values(element, scene) for element in scene.elements] for scene in breakdown.scenes]
    owner = {"project_id": project_id, "workspace_id": workspace_id}
    chosen = _elements([values for inside in wanted for values in inside], live, elements, owner)
    grouped, at = [], 0
    for inside in wanted:
        grouped.append(chosen[at : at + len(inside)])
        at += len(inside)
    rows = _scenes(breakdown, grouped, live_scenes, scenes, owner)
    for row, inside_rows, inside in zip(rows, grouped, wanted, strict=True):
        for position, (element, values) in enumerate(zip(inside_rows, inside, strict=True)):
            _set(element, values | {"scene_id": row.id, "position": position, "archived_at": None})
    return Index(tuple(rows), tuple(map(tuple, grouped)), *before)


def archived(rows: Iterable[Any], *, kept: set[str], now: datetime) -> list[Any]:
    """Those of the live rows that the text lost, marked."""
    lost = [row for row in rows if row.archived_at is None and row.id not in kept]
    for row in lost:
        row.archived_at = now
    return lost


def _elements(
    wanted: Sequence[Mapping[str, Any]], live: Sequence[Element], every: Sequence[Element], owner: Mapping[str, str]
) -> list[Element]:
    old = [_values(row) for row in live]
    found = align(old, wanted, content=_said, likeness=_alike)
    resting: dict[Any, list[Element]] = {}
    for row in sorted((row for row in every if row.archived_at is not None), key=_archived_at):
        resting.setdefault(_said(_values(row)), []).append(row)
    rows = []
    for values, match in zip(wanted, found, strict=True):
        if match is not None:
            rows.append(live[match])
        elif resting.get(_said(values)):
            rows.append(resting[_said(values)].pop())
        else:
            rows.append(Element(id=new_id("ln" if values["kind"] == LINE else "el"), **owner))
    return rows


def _scenes(
    breakdown: Breakdown,
    grouped: Sequence[Sequence[Element]],
    live: Sequence[Scene],
    every: Sequence[Scene],
    owner: Mapping[str, str],
) -> list[Scene]:
    """Must run before the elements are given their new scenes: the old ones are the votes."""
    had: dict[str, set[str]] = {}
    for element in (element for inside in grouped for element in inside if element.scene_id):
        had.setdefault(element.scene_id, set()).add(element.id)
    wanted = [_scene_values(scene, join) for scene, join in zip(breakdown.scenes, joins(breakdown.scenes), strict=True)]
    old = [(row.content, row.heading, frozenset(had.get(row.id, ()))) for row in live]
    new = [
        (values["content"], values["heading"], frozenset(row.id for row in inside))
        for values, inside in zip(wanted, grouped, strict=True)
    ]
    found = align(old, new, content=lambda item: item[0], likeness=_scenes_alike, anywhere=0.5)
    resting = {row.id: row for row in sorted((row for row in every if row.archived_at), key=_archived_at)}
    rows = []
    for values, inside, match in zip(wanted, grouped, found, strict=True):
        row = live[match] if match is not None else _revived(values, inside, resting) or Scene(**owner)
        _set(row, values | {"archived_at": None})
        rows.append(row)
    return rows


def _revived(values: Mapping[str, Any], inside: Sequence[Element], resting: dict[str, Scene]) -> Scene | None:
    """The archived scene that most of these elements came from, or the last one with just this content."""
    votes = Counter(element.scene_id for element in inside if element.scene_id in resting)
    same = [row.id for row in resting.values() if row.content == values["content"]]
    best = votes.most_common(1)[0][0] if votes else (same[-1] if same else None)
    return resting.pop(best) if best else None


def _scenes_alike(old: tuple[str, str, frozenset[str]], new: tuple[str, str, frozenset[str]]) -> float:
    heading = words_alike(old[1], new[1])
    every = old[2] | new[2]
    shared = len(old[2] & new[2]) / len(every) if every else heading
    return (heading + shared) / 2


def _alike(old: Mapping[str, Any], new: Mapping[str, Any]) -> float:
    if old["kind"] != new["kind"]:
        return 0.0
    words = words_alike(old["text"], new["text"])
    if new["kind"] != LINE:
        return words
    speaker: bool = old["character"].casefold() == new["character"].casefold()
    return SAME_SPEAKER * speaker + (1 - SAME_SPEAKER) * words


def _said(values: Mapping[str, Any]) -> tuple[str, str, str]:
    return values["kind"], values["character"].casefold(), values["text"]


def _element_values(element: Written, scene: pages.Scene) -> dict[str, Any]:
    speech = element.speech
    return {
        "kind": element.kind.value,
        "text": pages.written(speech) if speech else plain(element.text),
        "character": pages.character_name(speech) if speech else "",
        "parenthetical": pages.parenthetical(speech) if speech else "",
        "extension": ", ".join(pages.extensions(speech)) if speech else "",
        "dual": bool(speech and speech.dual),
        "offset": element.first_line - scene.first_line,
    }


def _scene_values(scene: pages.Scene, join: tuple[Any, Any]) -> dict[str, Any]:
    heading = scene.heading
    seen = [
        [values[name] for name in ("kind", "text", "character", "parenthetical", "extension", "dual")]
        for element in scene.elements
        if element.kind not in _SILENT
        for values in [_element_values(element, scene)]
    ]
    stops = [[list(stop) for stop in stops] for _, speech in scene.speeches() if (stops := pages.beats(speech))]
    seen += [["beats", stops]] if stops else []
    content = canonical_json([heading.text, heading.setting.value, heading.location, heading.time_of_day, seen])
    return {
        "position": scene.index,
        "number": scene.number[:32],
        "heading": heading.text,
        "setting": heading.setting.value,
        "location": heading.location,
        "time_of_day": heading.time_of_day,
        "synopsis": scene.synopsis,
        "join": join[0].value,
        "leave": join[1].value,
        "first_line": scene.first_line,
        "last_line": scene.last_line,
        "content": hashlib.sha256(content.encode()).hexdigest(),
        "line_count": sum(1 for _ in scene.speeches()),
    }


def _values(row: Scene | Element) -> dict[str, Any]:
    fields = SCENE_FIELDS if isinstance(row, Scene) else ELEMENT_FIELDS
    return {"id": row.id} | {name: getattr(row, name) for name in fields}


def _set(row: Model, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _archived_at(row: Scene | Element) -> tuple[datetime, str]:
    assert row.archived_at is not None
    return row.archived_at, row.id
