"""Who is in a story: names, looks and pronouns, from the premise where it says so, else drawn by the seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from renderers.given_names import MEN_NAMES, WOMEN_NAMES
from renderers.writing.brief import Brief, Part
from renderers.writing.stories.plots import Plot
from renderers.writing.stories.premise import Found
from renderers.writing.stories.words import people


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, as action names them the first time: `NORA, 60s, a retired diver, a woman with grey in her plait`."""

    name: str
    is_woman: bool
    looks: str

    @property
    def cue(self) -> str:
        """As cues are written."""
        return self.name.upper()

    def pronouns(self, before: str, after: str = "") -> dict[str, str]:
        """Slots like `{fhe}` and `{his3}` with their words."""
        words = ("she", "her", "her", "herself") if self.is_woman else ("he", "his", "him", "himself")
        slots = dict(zip(("he", "his", "him", "himself"), words, strict=True))
        named = {f"{before}{key}{after}": word for key, word in slots.items()}
        return named | {key.capitalize(): word.capitalize() for key, word in named.items()}


def cast_of(brief: Brief, found: Found, plot: Plot, rng: Random) -> tuple[Person, Person, Person]:
    """Hero, foil and third."""
    known = list(brief.cast)
    hero = _hero(found, _taken(known, found.name), rng)
    role, kind = found.second
    is_foil = bool(role) and plot.takes == kind and not plot.foil_looks
    foil = _other(_taken(known), hero, role if is_foil else "", rng, {hero.name})
    if plot.foil_looks:
        foil = Person(foil.name, foil.is_woman, plot.foil_looks)
    lesser = "" if is_foil or kind == "spirit" else role
    third = _other(_taken(known), hero, lesser, rng, {hero.name, foil.name}, seen=foil.looks)
    return hero, foil, third


def _taken(known: list[Part], name: str = "") -> Part | None:
    """The person of the workspace's cast with this name, or the next one; not offered again."""
    if name:
        found = next((each for each in known if each.name.casefold() == name.casefold()), None)
        if found is None:
            return Part(name=name)
        known.remove(found)
        return found
    return known.pop(0) if known else None


def _hero(found: Found, part: Part | None, rng: Random) -> Person:
    is_woman = _gender(part.name if part else "", rng, said=found.is_woman)
    name = part.name if part else _name(set(), rng, is_woman=is_woman)
    if part and part.description:
        return Person(name, is_woman, part.description.strip().rstrip("."))
    role = found.role.lower()
    told = (_age(role, rng), _article(role), _looks(role, rng, is_woman=is_woman))
    return Person(name, is_woman, ", ".join(each for each in told if each))


def _other(part: Part | None, hero: Person, role: str, rng: Random, taken: set[str], seen: str = "") -> Person:
    words = people().words
    said = True if role in words["woman"] else False if role in words["man"] else None
    is_woman = _gender(part.name if part else "", rng, said=said)
    name = part.name if part else _name(taken, rng, is_woman=is_woman)
    if part and part.description:
        return Person(name, is_woman, part.description.strip().rstrip("."))
    whose = f"{'her' if hero.is_woman else 'his'} {role}" if role in words["close"] else _article(role)
    looks = _looks(role, rng, is_woman=is_woman, seen=seen + hero.looks)
    return Person(name, is_woman, ", ".join(each for each in (_age(role, rng), whose, looks) if each))


def _article(role: str) -> str:
    if not role or role.startswith("one of "):
        return role
    return f"{'an' if role[0] in 'aeiou' else 'a'} {role}"


def _age(role: str, rng: Random) -> str:
    words, told = people().words, set(role.split())
    if told & words["child"]:
        return str(rng.randint(9, 13))
    if told & words["old"]:
        return rng.choice(("60s", "70s"))
    return rng.choice(("19", "20s")) if told & words["young"] else rng.choice(("30s", "40s", "50s"))


def _looks(role: str, rng: Random, *, is_woman: bool, seen: str = "") -> str:
    """One that nobody else has."""
    if set(role.split()) & (people().words["child"] | {"robot", "dog", "dragon", "ghost", "demon", "monster"}):
        return ""
    every = people().lists["looks_woman" if is_woman else "looks_man"]
    return rng.choice([each for each in every if each not in seen])


def _gender(name: str, rng: Random, *, said: bool | None) -> bool:
    given = name.split(maxsplit=1)[0].upper() if name else ""
    if said is not None:
        return said
    if given in WOMEN_NAMES | MEN_NAMES:
        return given in WOMEN_NAMES
    return rng.random() < 0.5


def _name(taken: set[str], rng: Random, *, is_woman: bool) -> str:
    lists: Mapping[str, tuple[str, ...]] = people().lists
    initials = {name[0] for name in taken}
    free = [name for name in lists["women_names" if is_woman else "men_names"] if name[0] not in initials]
    return rng.choice(free)
