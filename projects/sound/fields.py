"""What may be decided about the sound, said in words when it may not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from renderers.scoring.words import Family
from studio.core.errors import Invalid

SOFTEST_DB, LOUDEST_DB = -20, 6
MOODS = [family.value for family in Family]


def valid(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The same fields. Raises Invalid naming the field, what is wrong with it and what would do."""
    level = fields.get("music_db")
    if level is not None and not SOFTEST_DB <= level <= LOUDEST_DB:
        raise Invalid(
            f"Music can be {-SOFTEST_DB} dB softer to {LOUDEST_DB} dB louder than its mood asks, not {level:+} dB; "
            'to have none, set music to "off".',
            param="music_db",
        )
    return dict(fields)
