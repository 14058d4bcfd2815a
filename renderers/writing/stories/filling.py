"""Unfilled lines -> Fountain paragraphs: choices drawn, slots filled, everybody introduced the first time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from renderers.writing.stories.casting import Person
from renderers.writing.stories.plots import Line

_CHOICE = re.compile(r"<([^<>]*)>")
_SLOT = re.compile(r"\{(\w+)\}")
_CUE = re.compile(r"^((?:YOUNG )?(?:HERO|FOIL|THIRD))( \([A-Z.]+\))?: (.+)$")
_POSSESSIVE = re.compile(
    r"\b(?:his|her|their)\b(?= (?!to\b|from\b|in\b|on\b|at\b|and\b|for\b|with\b|back\b|out\b)\w)", re.IGNORECASE
)
ROLES = ("hero", "foil", "third")


@dataclass(slots=True)
class Filler:
    """Fills the lines of one story in order; it remembers who was introduced."""

    cast: Mapping[str, Person]
    words: Mapping[str, str]
    rng: Random
    met: set[str] = field(default_factory=set)

    def paragraph(self, line: Line, scene: str) -> str:
        """Action, or a cue with what is said."""
        text = _CHOICE.sub(lambda found: self.rng.choice(found[1].split(" | ")).strip(), line.text)
        spoken = _CUE.match(text)
        if spoken is None:
            return self._sentence(self._introduced(text), scene)
        who, extension, said = spoken.groups()
        cue = who.replace(who.split()[-1], self.cast[who.split()[-1].lower()].cue)
        return f"{cue}{extension or ''}\n{self._sentence(said, '')}"

    def unmet(self, lines: list[Line]) -> list[str]:
        """Roles that speak in the scene, seen, before any action has introduced them."""
        told = " ".join(line.text for line in lines if not _CUE.match(line.text))
        seen = [found for line in lines if (found := _CUE.match(line.text)) and not found[2]]
        roles = dict.fromkeys(found[1].lower() for found in seen if " " not in found[1])
        return [role for role in roles if role not in self.met and not re.search(rf"\{{{role}\}}", told, re.IGNORECASE)]

    def introduction(self, roles: list[str]) -> str:
        """A sentence in which they are here."""
        return " ".join(self._introduced(f"{{{role.upper()}}}, {{{role}_looks}}, is here already.") for role in roles)

    def _introduced(self, text: str) -> str:
        for role in ROLES:
            text = self._met(text, role)
        return text

    def _met(self, text: str, role: str) -> str:
        person, whole = self.cast[role], f"{{{role.upper()}}}, {{{role}_looks}}"
        name = f"{{{role.capitalize()}}}"
        if role in self.met:
            return text.replace(f"{whole},", name).replace(whole, name)
        if whole not in text and name in text:
            text = re.sub(rf"\{{{role.capitalize()}\}}(?!'s)", f"{whole},", text, count=1)
        if whole in text:
            self.met.add(role)
            text = text.replace(whole, f"{person.cue}, {person.looks}" if person.looks else person.cue)
        return text

    def _sentence(self, text: str, scene: str) -> str:
        filled = _SLOT.sub(lambda found: self._word(found[1], scene), text)
        return re.sub(r" {2,}", " ", filled).replace(",,", ",").strip()

    def _word(self, slot: str, scene: str) -> str:
        if slot == "scene":
            return scene
        if slot.endswith("_name"):
            return self.cast[slot.removesuffix("_name")].name
        if slot.lower() in ROLES:
            return self.cast[slot.lower()].name
        return self.words[slot]


def spoken_by_owner(text: str) -> str:
    """`find her missing brother` as the one whose brother it is says it."""
    return _POSSESSIVE.sub("my", text)


def spoken_to_owner(text: str) -> str:
    """The same as others say it to them."""
    return _POSSESSIVE.sub("your", text)
