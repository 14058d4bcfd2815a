"""The voices that a workspace can choose from, and why some of them cannot be heard at this moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from renderers.compilers.voices import Offered, offered, voice_engines
from renderers.farm.engine_keys import keyless
from renderers.farm.roster import unusable


def voices_of(*, workspace_id: str, now: datetime) -> list[Offered]:
    """Every voice, the catalogue's first, with why it cannot be used now. Call within `tenant(workspace_id)`."""
    engines = voice_engines()
    lacking = unusable(engines.values(), now=now)
    for name in engines:
        if keys := keyless(workspace_id=workspace_id, names=[name]):
            lacking[name] = keys[0]  # what a person can mend comes before what an operator can
    return [replace(each, unavailable=lacking.get(each.engine, "")) for each in offered()]
