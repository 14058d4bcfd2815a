"""Outlines and screenplays as Fountain, from what the offline writer tells; one that a person edited is kept to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from renderers.writing.brief import Brief
from renderers.writing.outlines import Planned, read_outline
from renderers.writing.stories.telling import Told, tell

SHORTEST_MINUTES, LONGEST_MINUTES = 2, 7


def unable(brief: Brief) -> str:
    """Why the offline writer cannot write this, in words; nothing when it can."""
    if brief.language.split("-")[0].lower() != "en":
        return (
            f"The offline writer writes English only, and this film is in {brief.language}. Choose a writer with a "
            "language model, or write it yourself."
        )
    if brief.minutes > LONGEST_MINUTES:
        return (
            f"The offline writer has material for {LONGEST_MINUTES} minutes at most, and {brief.minutes} are wanted. "
            f"Ask for {LONGEST_MINUTES}, or choose a writer with a language model."
        )
    if brief.minutes < SHORTEST_MINUTES:
        return f"The offline writer needs {SHORTEST_MINUTES} minutes for a story. Ask for {SHORTEST_MINUTES}."
    return ""


def outline(brief: Brief, seed: int) -> str:
    """Sections, headings and synopses."""
    return "\n\n".join(scene.outline for scene in tell(brief, seed)) + "\n"


def screenplay(brief: Brief, seed: int, planned: str = "") -> str:
    """The whole screenplay; with an outline, its scenes in its order.

    What the outline has and the story does not stands there as action, as it was written: nothing is made up for it.
    """
    told = tell(brief, seed)
    scenes = list(_kept_to(told, read_outline(planned))) if planned.strip() else list(told)
    title = f"Title: {brief.title}\nCredit: arranged from a premise by\nAuthor: the offline writer"
    return "\n\n".join((title, *(scene.fountain for scene in scenes), "> FADE OUT.")) + "\n"


def _kept_to(told: Sequence[Told], planned: Sequence[Planned]) -> Iterator[Told]:
    left = list(told)
    for scene in planned:
        same = next((each for each in left if each.synopsis == scene.synopsis), None) or next(
            (each for each in left if each.heading == scene.heading and not _is_told(each, planned)), None
        )
        if same is None:
            yield Told(scene.heading, scene.synopsis, (scene.synopsis,) if scene.synopsis else (), scene.act)
            continue
        left.remove(same)
        yield Told(scene.heading, scene.synopsis or same.synopsis, same.paragraphs, scene.act)


def _is_told(scene: Told, planned: Sequence[Planned]) -> bool:
    """Whether another place of the outline asks for it by its synopsis."""
    return any(each.synopsis == scene.synopsis for each in planned)
