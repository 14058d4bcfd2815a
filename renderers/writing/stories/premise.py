"""What a premise names, found by its words: who, what they must do, by when, who else, where. Nothing is understood."""

from __future__ import annotations

import re
from dataclasses import dataclass

from renderers.writing.stories.words import People, Place, people, places

_DEADLINE = re.compile(r"\b(?:before|by|until|within)\b [^.,;]+", re.IGNORECASE)
_NIGHT = re.compile(r"\bone (?:last )?night\b|\btonight\b|\bovernight\b", re.IGNORECASE)
_DAY = re.compile(r"\bone (?:last )?day\b|\btoday\b", re.IGNORECASE)
_GOAL = re.compile(
    r"\b(?:must|has to|have to|needs? to|wants? to|tries to|try to|decides? to|sets? out to|hopes? to|fights? to|"
    r"races? to|struggles? to|plans? to|agrees? to|vows? to|to)\s+(?P<goal>[a-z][^.;:!?]*)",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"^\W*(?:when |after |as |while )?(?P<what>(?:an?|the|two|three|one|her|his|my|our)\b[^.,;]*)", re.IGNORECASE
)
_APART = re.compile(r"^[A-Z][^\s,]+(?: [A-Z][^\s,]+)?, (?P<what>an? [^,.;]*)")
"""`Mara, a young engineer, ...`"""
_WITH = re.compile(r" (?:with|from|against) (?:an?|the|his|her|their) [a-zà-ÿ -]+$")
_VERB = re.compile(
    r"\b(?:has|have|had|must|is|are|was|were|will|can|cannot|can't|wants?|tries|needs?|decides?|finds?|discovers?|"
    r"learns?|loses?|returns?|comes?|goes|gets|takes?|makes?|meets?|inherits?|wakes?|falls?|leaves?|lives?|hears?|"
    r"who|that|whose|with|from|in|on|at|of|races?|sets?|hopes?|fights?|builds?|steals?|keeps?|sees?|agrees?|vows?|"
    r"struggles?|receives?|opens?|teaches|runs?|hides?|begins?|starts?|plans?)\b",
    re.IGNORECASE,
)
_THING = re.compile(
    r"\b(?P<det>the|an?|his|her|their|its|my)\s+(?P<noun>(?:[a-zà-ÿ'-]+\s+){0,2}?[a-zà-ÿ'-]{3,})"
    r"(?=\s+(?:to|from|of|in|on|at|for|with|before|by|until|within|and|that|who|burning|alive|open|again|home|back|"
    r"into|out|through|across|over)\b|$|[.,;:!?])",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"\s+(?:but|and then|while|when|only to|until|before|by|within|because|after|so that)\s.*$", re.IGNORECASE
)
MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a premise by what they are for; empty where it names none. `second` is (role, close or against)."""

    name: str
    role: str
    goal: str
    thing: str
    when: str
    second: tuple[str, str]
    place: Place | None
    is_woman: bool | None


def find(premise: str) -> Found:
    """Of a sentence or a few."""
    text = " ".join(premise.split())
    known = people()
    role = _role(text)
    last = role.split()[-1] if role else ""
    rest = text[text.find(last) + len(last) :] if role else text
    goal = _goal(rest) or _goal(text)
    return Found(
        name=_name(text),
        role=role,
        goal=goal,
        thing=_thing(goal) or _thing(rest),
        when=_when(text),
        second=_second(f"{role if role.startswith('one of ') else ''} {rest}", known),
        place=_place(text),
        is_woman=_gender(role, text, known),
    )


def _role(text: str) -> str:
    found = _HEAD.match(text) or _APART.match(text)
    if found is None:
        return ""
    words = found["what"]
    verb = _VERB.search(words, words.find(" ") + 1)
    bare = words[: verb.start()] if verb else words
    noun = " ".join(bare.split()[1:6]).strip(" ,")
    plural = bare.split()[0].lower() in ("two", "three")
    return f"one of {bare.split()[0].lower()} {noun}" if plural else noun


def _goal(text: str) -> str:
    found = _GOAL.search(text)
    if found is None:
        return ""
    goal = _WITH.sub("", _JOINED.sub("", found["goal"].split(",")[0]).strip())
    return "" if goal.startswith("be ") else " ".join(goal.split()[:MOST_WORDS])


def _thing(text: str) -> str:
    found = _THING.search(text)
    return f"{found['det'].lower()} {found['noun'].lower()}" if found else ""


def _when(text: str) -> str:
    found = _DEADLINE.search(text)
    if found and len(found[0].split()) <= 6 and not re.match(r"(?i)by \w+ing\b", found[0]):
        return found[0][:1].lower() + found[0][1:]
    if _NIGHT.search(text):
        return "before morning"
    return "before tonight" if _DAY.search(text) else ""


def _name(text: str) -> str:
    first = re.match(r"([A-Z][a-zà-ÿ]+)(?=,| \w+s\b| is\b| has\b| must\b)", text)
    plain = {"A", "An", "The", "When", "After", "Two", "Three", "One", "In", "On", "As", "While", "Her", "His"}
    if first and first[1] not in plain:
        return first[1]
    named = re.search(r"\b(?:named|called)\s+([A-Z][a-zà-ÿ]+)", text)
    return named[1] if named else ""


def _second(rest: str, known: People) -> tuple[str, str]:
    every = re.findall(r"[a-zà-ÿ-]+", rest.lower())
    for word in (each.removesuffix("s") if f"one of two {each}" in rest.lower() else each for each in every):
        for kind in ("close", "against", "spirit"):
            if word in known.words[kind]:
                return word, kind
    return "", ""


def _place(text: str) -> Place | None:
    words = set(re.findall(r"[a-zà-ÿ-]+", text.lower()))
    single = words | {word[:-1] for word in words if word.endswith("s")}
    scored = [(len(single & place.words), -at, place) for at, place in enumerate(places())]
    best = max(scored, key=lambda each: each[:2])
    return best[2] if best[0] else None


def _gender(role: str, text: str, known: People) -> bool | None:
    words = set(role.lower().split())
    if words & known.words["woman"]:
        return True
    if words & known.words["man"]:
        return False
    found = re.search(r"\b(she|her|herself|he|his|him|himself)\b", text.lower())
    return found[1] in ("she", "her", "herself") if found else None
