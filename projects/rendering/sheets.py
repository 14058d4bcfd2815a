"""Reference sheets: who a character is in a look, drawn before anything is filmed. As the film draws them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from projects.cast.models import Character
from projects.cast.selectors import access_character, access_look
from projects.rendering.current import current
from projects.rendering.outcome import outcome_of
from renderers.compilers.sheets import compile_sheet
from renderers.farm import selectors as farm_selectors
from renderers.farm import services as farm
from renderers.farm.models import Render
from renderers.farm.turns import Urgency
from renderers.presets import PRESETS
from studio.core.errors import Invalid, NotFound


@dataclass(frozen=True, slots=True)
class Sheet:
    """A reference sheet as the API shows it; `look_id` is empty for what the character usually wears."""

    id: str
    character_id: str
    look_id: str
    state: str
    image_url: str | None
    error: Mapping[str, str] | None


@transaction.atomic
def draw_sheet(*, workspace_id: str, character_id: str, look_id: str, started_by: str, now: datetime) -> Sheet:
    """The sheet of a character, drawn unless it was drawn before. Raises Invalid for a look of somebody else."""
    character = access_character(workspace_id=workspace_id, id=character_id)
    worn = ""
    if look_id:
        look = access_look(workspace_id=workspace_id, id=look_id)
        if look.character_id != character.id:
            raise Invalid(f"The look {look.name} is not one of {character.name}'s.", param="look_id")
        worn = look.description
    film = current(character.project)
    render = farm.start_render(
        workspace_id=workspace_id,
        subject=character.id,
        plan=compile_sheet(film.spec, character.id, look=worn, preset=PRESETS[film.preset]),
        spec={"sheet": {"look_id": look_id}},
        preset=film.preset,
        started_by=started_by,
        now=now,
        urgency=Urgency.INTERACTIVE,
    )
    return _shown(render, character)


def sheet_of(*, workspace_id: str, id: str) -> Sheet:
    """How far a sheet is; NotFound for strangers and for what is no sheet."""
    render = farm_selectors.access_render(workspace_id=workspace_id, id=id)
    if "sheet" not in render.spec:
        raise NotFound
    return _shown(render, access_character(workspace_id=workspace_id, id=render.subject))


def _shown(render: Render, character: Character) -> Sheet:
    outcome = outcome_of(render)
    return Sheet(
        id=render.id,
        character_id=character.id,
        look_id=str(render.spec["sheet"]["look_id"]),
        state=outcome.state,
        image_url=outcome.url,
        error=outcome.error,
    )
