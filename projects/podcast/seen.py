"""What is seen of the people of a show: who comes from the cast of a film looks as they do there."""

from __future__ import annotations

from projects.cast.models import Character


def seen_on_video(character: Character | None) -> dict[str, str]:
    """`looks` and `likeness` of a `PersonalitySpec`; nothing for who is of no cast and looks as they sound."""
    if character is None:
        return {}
    looks = ", ".join(filter(None, (character.gender, character.age, character.description)))
    return {"looks": looks, "likeness": character.likeness or character.cue.casefold()}
