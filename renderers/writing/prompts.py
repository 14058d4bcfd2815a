"""What writers with a language model are asked: an outline, a part of the pages, a passage anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from renderers.writing.asked import Asked
from renderers.writing.brief import Brief
from renderers.writing.outlines import Planned

MINUTES_PER_SCENE = 1.4
TOKENS_PER_PAGE = 700
"""A page has some 350; the rest is room, and nobody pays for what is not written."""

RULES = (
    "You write for the screen. You answer with plain Fountain only: scene headings such as INT. KITCHEN - NIGHT, "
    "action in the present tense, cues in capitals with the speech on the next line. No Markdown, no fences, no "
    "remarks before or after. Show, never explain; people want something in every scene and talk around it; give each "
    "a voice of their own. Introduce everybody once in action, in capitals, with age and look. One page is about one "
    "minute."
)


@dataclass(frozen=True, slots=True)
class Manner:
    """A way to write a passage anew: as people choose it, and as it is asked."""

    title: str
    asks: str


MANNERS: Mapping[str, Manner] = MappingProxyType(
    {
        "shorter": Manner("Shorter", "Make it about a third shorter. Lose nothing that the story needs."),
        "funnier": Manner(
            "Funnier", "Make it funnier, from who these people are, not from jokes put into their mouths."
        ),
        "polish": Manner("Polish the dialogue", "Polish the dialogue alone: keep every action line word for word."),
        "own": Manner("In my words", ""),
        "next": Manner(
            "Next scene", "Write the one scene that comes next, with its own heading. Do not repeat this one."
        ),
    }
)
"""`own` says nothing by itself: the person does."""


def ask_outline(brief: Brief) -> Asked:
    """People and scenes, before any page is written."""
    scenes = max(3, round(brief.minutes / MINUTES_PER_SCENE))
    prompt = (
        f"{_film(brief)}\n\nWrite the outline of this film. First one line for each person: NAME, age, what they want, "
        f"what stands in the way, how they talk. Then about {scenes} scenes in three acts: '# Act one' and so on, each "
        "as a heading line, an empty line, and one line that begins with '= ' and says what happens and what turns. "
        "Begin late, let the middle turn on a choice, end on a consequence. No dialogue yet."
    )
    return Asked(prompt, f"{RULES} {_language(brief)}", 600 + 130 * scenes)


def ask_pages(brief: Brief, outline: str, scenes: Sequence[Planned], part: range) -> Asked:
    """The pages of some scenes of an outline."""
    pages = max(1, round(brief.minutes * len(part) / len(scenes)))
    wanted = "\n\n".join(f"{scenes[at].heading}\n\n= {scenes[at].synopsis}" for at in part)
    whole = len(part) == len(scenes)
    prompt = (
        f"{_film(brief)}\n\nThe outline:\n\n{outline.strip()}\n\nNow write "
        f"{'all of it' if whole else f'scenes {part.start + 1} to {part.stop} of {len(scenes)}, no others'}, in about "
        f"{pages} page{'s' if pages > 1 else ''} of 55 lines, with these headings and in this order. Whoever was in an "
        f"earlier scene is introduced already. Keep each '= ' line below its heading.\n\n{wanted}"
    )
    return Asked(prompt, f"{RULES} {_language(brief)}", 600 + TOKENS_PER_PAGE * pages)


def ask_passage(brief: Brief, *, manner: str, wish: str, passage: str, before: str, after: str) -> Asked:
    """A passage of a screenplay anew, or the scene that follows it."""
    asks = " ".join(each for each in (MANNERS[manner].asks, wish.strip()) if each)
    what = "Answer with that scene alone." if manner == "next" else "Answer with the passage alone, rewritten."
    prompt = (
        f"{_film(brief)}\n\nWhat comes before:\n\n{before or '(nothing)'}\n\nThe passage:\n\n{passage}\n\nWhat comes "
        f"after:\n\n{after or '(nothing)'}\n\n{asks} {what}"
    )
    room = 2 * len(passage.encode()) // 3
    return Asked(prompt, f"{RULES} {_language(brief)}", min(16_000, 900 + room))


def _film(brief: Brief) -> str:
    told = {
        "Title": brief.title,
        "Premise": brief.premise,
        "Genre": brief.genre,
        "Tone": brief.tone,
        "Audience": brief.audience,
        "Length": f"{brief.minutes} minutes",
        "Cast that exists already": "; ".join(f"{each.name}: {each.description}" for each in brief.cast),
    }
    return "\n".join(f"{name}: {' '.join(value.split())}" for name, value in told.items() if value.strip())


def _language(brief: Brief) -> str:
    return f"Action and dialogue are in the language {brief.language}; INT., EXT. and times of day stay as they are."
