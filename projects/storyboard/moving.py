"""Putting a shot elsewhere in its scene; the screenplay decides which scene it is in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from projects.screenplay.selectors import elements_of
from projects.storyboard.models import Shot
from projects.storyboard.order import ORDER, between, split_line, spread
from projects.storyboard.selectors import access_shot, numbers, shots_of
from projects.storyboard.services import locked_shot, saved_shot
from studio.core.errors import Invalid
from studio.core.etags import check_version


@transaction.atomic
def move_shot(*, workspace_id: str, id: str, version: int, after_id: str | None) -> Shot:
    """The shot behind another of its scene, or first where there is none; that place is pinned.

    Raises PreconditionFailed, NotFound, and Invalid for another scene's shot or a line said back to front.
    """
    shot = locked_shot(workspace_id=workspace_id, id=id)
    check_version(current=shot.version, expected=version)
    others = [row for row in shots_of(shot.project).filter(scene_id=shot.scene_id) if row.id != shot.id]
    place = 0
    if after_id is not None:
        ahead = access_shot(workspace_id=workspace_id, id=after_id)
        if ahead.scene_id != shot.scene_id or ahead.id == shot.id:
            raise Invalid(
                f"A shot can stand behind another shot of scene {shot.scene.number}; to bring it into another scene, "
                "move its text there.",
                param="after_shot_id",
            )
        place = next(at for at, row in enumerate(others, 1) if row.id == ahead.id)
    _put(shot, others, place)
    shot.pinned = sorted({*shot.pinned, ORDER})
    return saved_shot(shot)


@transaction.atomic
def follow_order(*, workspace_id: str, id: str, version: int) -> Shot:
    """The shot where the screenplay has it. Raises PreconditionFailed."""
    shot = locked_shot(workspace_id=workspace_id, id=id)
    check_version(current=shot.version, expected=version)
    place_by_text(shot)
    return saved_shot(shot)


def place_by_text(shot: Shot) -> None:
    """Puts a shot behind the last one that shows what is written before it; its place is not pinned any more."""
    written = {row.id: at for at, row in enumerate(elements_of(shot.scene))}
    mine = _written_at(shot, written)
    others = [row for row in shots_of(shot.project).filter(scene_id=shot.scene_id) if row.id != shot.id]
    ahead = [at for at, row in enumerate(others, 1) if _written_at(row, written) < mine]
    _put(shot, others, max(ahead, default=0))
    shot.pinned = [name for name in shot.pinned if name != ORDER]


def _written_at(shot: Shot, written: Mapping[str, int]) -> tuple[int, int]:
    """Where in the text a shot belongs; one that establishes its place belongs to the heading."""
    return (written.get(shot.covers[0], len(written)) if shot.covers else -1, shot.part)


def _put(shot: Shot, others: Sequence[Shot], place: int) -> None:
    rows = [*others[:place], shot, *others[place:]]
    if (wrong := split_line(rows)) is not None:
        named = numbers([*others, shot])
        first, second = (rows[at] for at in wrong)
        raise Invalid(
            f"Shots {named[second.id]} and {named[first.id]} share one line, which would be said back to front; "
            "move them together, the earlier part first.",
            param="after_shot_id",
        )
    key = between(others[place - 1].order_key if place else "", others[place].order_key if place < len(others) else "")
    if key is not None:
        shot.order_key = key
        return
    for row, spread_key in zip(rows, spread(len(rows)), strict=True):
        row.order_key = spread_key
    Shot.objects.bulk_update(others, ["order_key"])
