"""A premise -> a short screenplay: a plot is chosen, cast and placed, and as much of it told as the length asks for.

It arranges; it does not understand. The same brief and seed tell the same story.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from renderers.writing.brief import Brief
from renderers.writing.stories.casting import Person, cast_of
from renderers.writing.stories.filling import Filler, spoken_by_owner, spoken_to_owner
from renderers.writing.stories.fitting import Story, fitted
from renderers.writing.stories.plots import Line, Plot, plots
from renderers.writing.stories.premise import Found, find
from renderers.writing.stories.words import Corner, Place, people, places

RIDES = {"sea": "ferry", "lighthouse": "ferry", "castle": "cart", "train": "train", "lab": "tram", "city": "tram"}
WORLDS = {"sci": "spaceship", "western": "farm", "crime": "city", "horror": "hotel", "fantasy": "castle"}
ANYWHERE = ("home", "shop", "train", "hotel", "sea")
_FUNNY = ("comed", "fun", "light", "wit", "absurd", "satir", "playful")
_DARK = ("dark", "horror", "grim", "bleak", "noir", "thriller", "tense", "tragic", "sad")
_WHEN = ("before morning", "before first light", "before the night is over")
_ARTICLES = ("a", "an", "his", "her", "their", "its", "my")
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Told:
    """One scene: paragraphs in Fountain. `act` is a section's title where one begins."""

    heading: str
    synopsis: str
    paragraphs: tuple[str, ...]
    act: str = ""

    @property
    def outline(self) -> str:
        """Its section, heading and synopsis."""
        return "\n\n".join((*([f"# {self.act}"] if self.act else []), self.heading, f"= {self.synopsis}"))

    @property
    def fountain(self) -> str:
        """All of it."""
        return "\n\n".join((self.outline, *self.paragraphs))


def tell(brief: Brief, seed: int) -> tuple[Told, ...]:
    """The scenes of a story for a brief. Length is as near to the wish as the material comes."""
    found, tone = find(brief.premise), tone_of(brief)
    rng = Random(f"{seed}/{brief.title}/{brief.premise}")
    place = found.place or _world(brief, rng)
    plot = _plot(brief, found, place, seed)
    filler = _filler(found, place, cast_of(brief, found, plot, rng), rng)
    return tuple(_told(fitted(plot, tone, brief.minutes, rng), tone, place, filler))


def tone_of(brief: Brief) -> str:
    """The tone that plots know, nearest to what was asked for."""
    said = f"{brief.tone} {brief.genre}".lower()
    if any(word in said for word in _FUNNY):
        return "funny"
    return "dark" if any(word in said for word in _DARK) else "warm"


def _plot(brief: Brief, found: Found, place: Place, seed: int) -> Plot:
    """By genre and by whom the premise names. The next seed is the next best, so that another try is another story."""
    genre = re.sub(r"sci(ence)?[- ]fi(ction)?", "science-fiction", brief.genre.lower())
    said = set(re.findall(r"[a-z-]+", genre))
    chance = Random(f"{brief.title}/{brief.premise}")
    fit = [plot for plot in plots() if place.name not in plot.unfit]
    scored = [(bool(plot.genres & said) + (plot.takes == found.second[1]), chance.random(), plot) for plot in fit]
    ranked = sorted(scored, key=lambda each: each[:2], reverse=True)
    return ranked[seed % len(ranked)][2]


def _world(brief: Brief, rng: Random) -> Place:
    named = {place.name: place for place in places()}
    wanted = [name for word, name in WORLDS.items() if word in brief.genre.lower()]
    return named[wanted[0] if wanted else rng.choice(ANYWHERE)]


def _filler(found: Found, place: Place, cast: tuple[Person, Person, Person], rng: Random) -> Filler:
    hero, foil, third = cast
    goal, thing, prop = found.goal or "put it right", found.thing or "what happened", rng.choice(place.props)
    words = {
        "goal": goal,
        "my_goal": spoken_by_owner(goal),
        "your_goal": spoken_to_owner(goal),
        "the_thing": _the(thing),
        "when": found.when or rng.choice(_WHEN),
        "prop": _the(prop),
        "Prop": f"The {_the(prop).removeprefix('the ')}",
        "ride": RIDES.get(place.name, "bus"),
        **hero.pronouns(""),
        **foil.pronouns("f"),
        **third.pronouns("", "3"),
    }
    words |= {"she3": words["he3"], "She3": words["He3"], "her3": words["him3"]}
    words["works"] = _SLOT.sub(lambda slot: words[slot[1]], rng.choice(people().lists["works"]))
    words["a_prop"] = prop
    return Filler(dict(zip(("hero", "foil", "third"), cast, strict=True)), words, rng)


def _the(thing: str) -> str:
    first, _, rest = thing.partition(" ")
    return f"the {rest}" if first in _ARTICLES else thing


def _told(story: Story, tone: str, place: Place, filler: Filler) -> list[Told]:
    used: set[str] = set()
    acts = {0: "Act one", max(1, len(story) // 4): "Act two", max(2, len(story) - 2): "Act three"}
    told = []
    for at, kept in enumerate(story):
        corner = place.corners.get(kept.beat.corner, Corner(kept.beat.corner.removeprefix("="), ()))
        lines = kept.lines(tone)
        unmet = filler.unmet(lines)
        paragraphs = _paragraphs(lines, _sense(corner, used, filler.rng), filler, unmet)
        synopsis = filler.paragraph(Line(_plain(kept.beat.synopsis)), "")
        heading = f"{corner.heading} - {_time(at, len(story), corner)}"
        told.append(Told(heading, synopsis, tuple(paragraphs), acts.get(at, "")))
    return told


def _paragraphs(lines: Sequence[Line], sense: str, filler: Filler, unmet: list[str]) -> list[str]:
    """The first paragraph of action, who is here and not met yet, then the rest."""
    first = filler.paragraph(lines[0], sense)
    here = [filler.introduction(unmet)] if unmet else []
    return [first, *here, *(filler.paragraph(line, "") for line in lines[1:])]


def _plain(synopsis: str) -> str:
    """Names in a synopsis introduce nobody."""
    return re.sub(r"\{(Hero|Foil|Third)\}", lambda found: "{" + found[1].lower() + "_name}", synopsis)


def _sense(corner: Corner, used: set[str], rng: Random) -> str:
    fresh = [sense for sense in corner.senses if sense not in used]
    if not fresh:
        return ""
    sense = rng.choice(fresh)
    used.add(sense)
    return sense


def _time(at: int, scenes: int, corner: Corner) -> str:
    """One night, from its dusk to its end: short stories keep to it."""
    if corner.heading.startswith("EXT. COAST ROAD"):
        return "NIGHT"
    share = at / max(1, scenes - 1)
    return "DUSK" if share < 0.3 else "NIGHT" if share < 0.85 else "DAWN"
